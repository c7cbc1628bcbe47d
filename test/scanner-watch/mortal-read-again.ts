/**
 * Reads a rejected file again in a process of its own, which kills itself without any farewell at its DIE_AT-th step:
 * `mortal-read-again.ts ROOT FILE DIE_AT`.
 */
import { once } from 'node:events';
import { dataFolderAt } from '../../src/operation/data-folder.ts';
import { openStore } from '../../src/store/store.ts';
import { createIngest } from '../../scanner-watch/ingest.ts';
import { quickConfig } from './quick-config.ts';
import { fakeReading } from './fake-reading.ts';
import { silentLog } from './silent-log.ts';

const [root = '', file = '', dieAt = ''] = process.argv.slice(2);
const folder = dataFolderAt({ root });
const store = openStore(folder.database);
let steps = 0;
const ingest = createIngest({
  folder,
  store,
  config: quickConfig,
  log: silentLog,
  reading: fakeReading(),
  step: async () => {
    steps++;
    if (steps !== Number(dieAt)) return;
    process.kill(process.pid, 'SIGKILL');
    // The signal is on its way; nothing may be done meanwhile.
    await new Promise(() => {});
  },
});
const stop = new AbortController();
const watching = ingest.watch(stop.signal);
const done = once(ingest.events, 'file');
await ingest.readAgain(Number(file));
await done;
stop.abort();
await watching;
await ingest.close();
await store.close();
