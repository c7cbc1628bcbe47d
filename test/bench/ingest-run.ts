/**
 * One ingest in a process of its own, so that its memory is its own:
 *
 *     ingest-run.ts [--until-pages N] DATA_FOLDER READERS FILE...
 *
 * With `--until-pages` the files are read again and again under other names, each time with other bytes at their end,
 * until so many pages are read; the pages after the first round are stored as scanned twice. Prints one line of JSON.
 */
import { appendFile, copyFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createIngest } from '../../scanner-watch/ingest.ts';
import { createScanReading } from '../../scanner-watch/scan-reader-pool.ts';
import { readConfig } from '../../src/operation/config.ts';
import { prepareDataFolder } from '../../src/operation/data-folder.ts';
import { openLog } from '../../src/operation/log.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { openMemoryCurve } from './memory-curve.ts';

const STEPS = ['open', 'register', 'code', 'fields', 'crop'] as const;

const { values, positionals } = parseArgs({
  options: { 'until-pages': { type: 'string', default: '0' } },
  allowPositionals: true,
});
const [root = '', readers = '0', ...named] = positionals;
const untilPages = Number(values['until-pages']);

/** The same store, and how long its transactions took. */
const clocked = (store: Store): { readonly store: Store; readonly spentMs: () => number } => {
  let spentMs = 0;
  const write: Store['write'] = async (work) => {
    const startedMs = performance.now();
    try {
      return await store.write(work);
    } finally {
      spentMs += performance.now() - startedMs;
    }
  };
  return { store: { ...store, write }, spentMs: () => spentMs };
};

/** Copies with a comment behind the end: other bytes, and so another scan, of the same pages. */
const copyForRound = async (round: number): Promise<string[]> => {
  const folder = path.join(root, 'round');
  await mkdir(folder, { recursive: true });
  return Promise.all(
    named.map(async (file, at) => {
      const copy = path.join(folder, `${round}-${at}${path.extname(file)}`);
      await copyFile(file, copy);
      await appendFile(copy, `\n% round ${round}\n`);
      return copy;
    }),
  );
};

const config = readConfig({ flags: { data: root, readers, logLevel: 'error' }, environment: {} });
const folder = await prepareDataFolder({ root });
const opened = openStore(folder.database);
const { store, spentMs } = clocked(opened);
const ingest = createIngest({
  folder,
  store,
  config,
  log: openLog(config),
  reading: createScanReading(store, config),
});
const read = { pages: 0, rejected: 0 };
const curve = openMemoryCurve();
ingest.events.on('file', (outcome) => {
  read.pages += outcome.pages.length;
  if (outcome.outcome === 'rejected') read.rejected++;
  curve.note(read.pages);
});
const cpuBefore = process.cpuUsage();
const started = performance.now();
for (let round = 0, before = -1; round === 0 || read.pages < untilPages; round++) {
  if (read.pages === before) throw new Error('Not one page was read.');
  before = read.pages;
  const files = round === 0 ? named : await copyForRound(round);
  const { notTaken } = await ingest.ingestFiles(files);
  read.rejected += notTaken.length;
  if (round > 0) await rm(path.join(root, 'round'), { recursive: true });
  // Ten thousand pages take seven gigabytes, and nobody looks at them again.
  if (untilPages > 0) await rm(folder.archive, { recursive: true }).then(() => mkdir(folder.archive));
}
const seconds = (performance.now() - started) / 1000;
const cpu = process.cpuUsage(cpuBefore);
const steps = await store.read(
  (connection) =>
    connection
      .prepare(
        `SELECT ${STEPS.map((step) => `coalesce(sum(json_extract(ms_json, '$.${step}')), 0) AS ${step}`).join()} FROM scan_page`,
      )
      .get() as Record<(typeof STEPS)[number], number>,
);
process.stdout.write(
  `${JSON.stringify({
    ...read,
    seconds,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    peakMb: curve.highestMb(),
    memory: curve.points(),
    stepsMs: Object.fromEntries(
      [...Object.entries(steps), ['store', spentMs()] as const].map(([step, ms]) => [step, ms / read.pages]),
    ),
  })}\n`,
);
await ingest.close();
await opened.close();
