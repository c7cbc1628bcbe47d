import { finishClosings } from '../rows/wave-closing.ts';
import type { Store } from '../store/store.ts';

/** Carries on what an earlier process could not end: a wave is never left half closed. */
export const carryOnClosings = async (store: Store, tell: (line: string) => void): Promise<void> => {
  for (const { survey, name } of await finishClosings(store)) {
    tell(`The closing of wave ${name} of ${survey} had been broken off; it is closed now.`);
  }
};
