/**
 * Closes a wave in a process of its own, so that it can be killed: `mortal-closing.ts DATABASE SURVEY WAVE DIE_AT`. It kills
 * itself without any farewell at its DIE_AT-th step (0: never).
 */
import { closeWave } from '../../src/rows/wave-closing.ts';
import { openStore } from '../../src/store/store.ts';

const [database = '', survey = '', wave = '', dieAt = '0'] = process.argv.slice(2);
const store = openStore(database);
let steps = 0;
await closeWave(
  store,
  { survey, wave, dropOpen: false },
  {
    step: async (name) => {
      steps++;
      process.stdout.write(`${name}\n`);
      if (steps !== Number(dieAt)) return;
      process.kill(process.pid, 'SIGKILL');
      // The signal is on its way; nothing may be done meanwhile.
      await new Promise(() => {});
    },
  },
);
await store.close();
