import path from 'node:path';
import { Piscina } from 'piscina';
import type { Profile } from '../../fixtures/simulator/index.ts';
import type { ChunkOrder, StyleMix } from './simulated-chunk.ts';
import { addTally, choiceCounts, emptyTally, type Tally } from './tally.ts';

export interface SimulatedRun {
  readonly profile: Profile;
  readonly mix: StyleMix;
  /** Choice fields at least; a seed is counted whole. */
  readonly fields: number;
  readonly seedFrom: number;
  readonly workers: number;
  /** Where print and scans are to stay, a folder a seed. */
  readonly keepIn?: string | undefined;
  readonly onProgress?: (choiceFields: number) => void;
}

export interface SimulatedResult {
  readonly profile: Profile;
  readonly mix: StyleMix;
  /** First and last seed that are counted. */
  readonly seedFrom: number;
  readonly seedTo: number;
  readonly tally: Tally;
}

/**
 * Reads simulated paper seed after seed. Seeds are counted in their order whichever worker is done first, so that the same
 * run gives the same result with any number of workers.
 */
export const runSimulated = async (run: SimulatedRun): Promise<SimulatedResult> => {
  const { profile, mix, fields, seedFrom, workers, keepIn } = run;
  const tally = emptyTally();
  const early = new Map<number, Tally>();
  let ordered = seedFrom;
  let counted = seedFrom;
  const isDone = (): boolean => choiceCounts(tally).fields >= fields;
  const countInOrder = (): void => {
    for (let part = early.get(counted); part !== undefined && !isDone(); part = early.get(counted)) {
      addTally(tally, part);
      early.delete(counted++);
      run.onProgress?.(choiceCounts(tally).fields);
    }
  };
  const pool = new Piscina<ChunkOrder, Tally>({
    filename: new URL('simulated-chunk.ts', import.meta.url).href,
    maxThreads: workers,
    minThreads: workers,
  });
  try {
    const work = async (): Promise<void> => {
      while (!isDone()) {
        const seed = ordered++;
        const keep = keepIn === undefined ? {} : { keepIn: path.join(keepIn, `${profile}-${seed}`) };
        early.set(seed, await pool.run({ profile, mix, seed, ...keep }));
        countInOrder();
      }
    };
    await Promise.all(Array.from({ length: workers }, work));
  } finally {
    await pool.destroy();
  }
  return { profile, mix, seedFrom, seedTo: counted - 1, tally };
};
