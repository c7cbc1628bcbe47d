/**
 * One ingest in a process of its own, so that its memory is its own: `ingest-run.ts DATA_FOLDER READERS FILE...`.
 * Prints one line of JSON.
 */
import { readFileSync } from 'node:fs';
import { createIngest } from '../../scanner-watch/ingest.ts';
import { createScanReading } from '../../scanner-watch/scan-reader-pool.ts';
import { readConfig } from '../../src/operation/config.ts';
import { prepareDataFolder } from '../../src/operation/data-folder.ts';
import { openLog } from '../../src/operation/log.ts';
import { openStore } from '../../src/store/store.ts';

const [root = '', readers = '0', ...files] = process.argv.slice(2);
const config = readConfig({ flags: { data: root, readers, logLevel: 'error' }, environment: {} });
const folder = await prepareDataFolder({ root });
const store = openStore(folder.database);
const ingest = createIngest({
  folder,
  store,
  config,
  log: openLog(config),
  reading: createScanReading(store, config),
});
const cpuBefore = process.cpuUsage();
const started = performance.now();
const { files: outcomes, notTaken } = await ingest.ingestFiles(files);
const seconds = (performance.now() - started) / 1000;
const cpu = process.cpuUsage(cpuBefore);
const pages = outcomes.reduce((sum, outcome) => sum + outcome.pages.length, 0);
// The highest resident memory of the process so far, in kB, as Linux counts it.
const peakKb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0);
process.stdout.write(
  `${JSON.stringify({
    pages,
    rejected: outcomes.filter(({ outcome }) => outcome === 'rejected').length + notTaken.length,
    seconds,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    peakMb: peakKb / 1024,
  })}\n`,
);
await ingest.close();
await store.close();
