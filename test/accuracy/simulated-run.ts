import path from 'node:path';
import type { Profile } from '../../fixtures/simulator/index.ts';
import { startChunkProcess } from './chunk-process.ts';
import type { StyleMix } from './simulated-chunk.ts';
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
  /** Of the reading process that took most. */
  readonly highestMemoryMb: number;
}

/** About ten minutes of work; starting a process takes a second. */
const CHUNKS_A_PROCESS = 32;

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
  let highestMemoryMb = 0;
  const readChunks = async (): Promise<void> => {
    const reading = startChunkProcess();
    try {
      for (let chunk = 0; chunk < CHUNKS_A_PROCESS && !isDone(); chunk++) {
        const seed = ordered++;
        const keep = keepIn === undefined ? {} : { keepIn: path.join(keepIn, `${profile}-${seed}`) };
        const part = await reading.run({ profile, mix, seed, ...keep });
        highestMemoryMb = Math.max(highestMemoryMb, part.highestMemoryMb);
        early.set(seed, part.tally);
        countInOrder();
      }
    } finally {
      reading.stop();
    }
  };
  const work = async (): Promise<void> => {
    while (!isDone()) await readChunks();
  };
  await Promise.all(Array.from({ length: workers }, work));
  return { profile, mix, seedFrom, seedTo: counted - 1, tally, highestMemoryMb };
};
