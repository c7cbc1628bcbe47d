/**
 * Reads archived scans again in a process of its own, so that it can be killed: `mortal-reread.ts ROOT DIE_AT`. It kills
 * itself without any farewell at its DIE_AT-th step (0: never). Copies 1 to 3 are read as 2 in every question `choice1`.
 */
import { rereadScans } from '../../scanner-watch/rereading.ts';
import { dataFolderAt } from '../../src/operation/data-folder.ts';
import { openStore } from '../../src/store/store.ts';
import { answered } from '../store/sample-store.ts';
import { laterReading } from './later-reading.ts';

const [root = '', dieAt = '0'] = process.argv.slice(2);
const folder = dataFolderAt({ root });
const store = openStore(folder.database);
const seen = Object.fromEntries([1, 2, 3].map((copy) => [`${copy}/1`, { choice1: answered('2') }]));
let steps = 0;
await rereadScans({
  folder,
  store,
  reading: laterReading('fake@2', seen),
  again: true,
  apply: true,
  signal: new AbortController().signal,
  step: async () => {
    steps++;
    if (steps !== Number(dieAt)) return;
    process.kill(process.pid, 'SIGKILL');
    // The signal is on its way; nothing may be done meanwhile.
    await new Promise(() => {});
  },
});
await store.close();
