import { isPaperlineError } from '../domain/errors.ts';
import { finishClosings } from '../rows/wave-closing.ts';
import type { Store } from '../store/store.ts';

/** Carries on what an earlier process could not end: a wave is never left half closed. */
export const carryOnClosings = async (store: Store, tell: (line: string) => void): Promise<void> => {
  try {
    for (const { survey, name } of await finishClosings(store)) {
      tell(`The closing of wave ${name} of ${survey} had been broken off; it is closed now.`);
    }
  } catch (error) {
    // Another process is at it, or reads scans again: it ends by itself, or the next start carries it on.
    if (!isPaperlineError(error) || error.code !== 'data-folder-in-use') throw error;
    tell(`${error.message} A wave that is half closed is closed at the next start.`);
  }
};
