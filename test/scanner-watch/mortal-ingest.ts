/**
 * Reads an inbox in a process of its own, so that it can be killed: `mortal-ingest.ts ROOT INBOX DIE_AT`. It kills
 * itself without any farewell at its DIE_AT-th step (0: never), and ends when nothing is left to do.
 */
import { dataFolderAt } from '../../src/operation/data-folder.ts';
import { openStore } from '../../src/store/store.ts';
import { createIngest } from '../../scanner-watch/ingest.ts';
import { quickConfig } from './quick-config.ts';
import { fakeReading } from './fake-reading.ts';
import { silentLog } from './silent-log.ts';

const [root = '', inbox = '', dieAt = '0'] = process.argv.slice(2);
const folder = dataFolderAt({ root, inbox });
const store = openStore(folder.database);
let steps = 0;
const ingest = createIngest({
  folder,
  store,
  config: quickConfig,
  log: silentLog,
  reading: fakeReading(),
  step: async (name) => {
    steps++;
    process.stdout.write(`${name}\n`);
    if (steps !== Number(dieAt)) return;
    process.kill(process.pid, 'SIGKILL');
    // The signal is on its way; nothing may be done meanwhile.
    await new Promise(() => {});
  },
});
await ingest.ingestFiles([folder.inbox]);
await ingest.close();
await store.close();
