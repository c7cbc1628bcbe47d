import path from 'node:path';
import type { Profile } from '../../fixtures/simulator/index.ts';
import { startChunkProcess } from './chunk-process.ts';
import type { StyleMix } from './simulated-chunk.ts';
import { addTally, choiceCounts, emptyTally, type Tally } from './tally.ts';

export interface SimulatedRun {
  readonly profile: Profile;
  readonly mix: StyleMix;
  /** Of a seed; 20 unless told. */
  readonly copies?: number;
  /** Choice fields at least; a seed is counted whole. */
  readonly fields: number;
  readonly seedFrom: number;
  readonly workers: number;
  /** Where print and scans are to stay, a folder a seed. */
  readonly keepIn?: string | undefined;
  /** What such a run counted before it was broken off: it goes on after that one's last seed. */
  readonly earlier?: SimulatedResult | undefined;
  /** Called after each seed with what is counted so far; the tally grows on. */
  readonly onSeed?: (soFar: SimulatedResult) => void;
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
  const { profile, mix, fields, seedFrom, workers, keepIn, earlier } = run;
  const tally = emptyTally();
  if (earlier !== undefined) addTally(tally, earlier.tally);
  const early = new Map<number, Tally>();
  let ordered = earlier === undefined ? seedFrom : earlier.seedTo + 1;
  let counted = ordered;
  let highestMemoryMb = earlier?.highestMemoryMb ?? 0;
  const soFar = (): SimulatedResult => ({
    profile,
    mix,
    seedFrom,
    seedTo: counted - 1,
    tally,
    highestMemoryMb,
  });
  const isDone = (): boolean => choiceCounts(tally).fields >= fields;
  const countInOrder = (): void => {
    for (let part = early.get(counted); part !== undefined && !isDone(); part = early.get(counted)) {
      addTally(tally, part);
      early.delete(counted++);
      run.onSeed?.(soFar());
    }
  };
  const readChunks = async (): Promise<void> => {
    const reading = startChunkProcess();
    try {
      for (let chunk = 0; chunk < CHUNKS_A_PROCESS && !isDone(); chunk++) {
        const seed = ordered++;
        const keep = keepIn === undefined ? {} : { keepIn: path.join(keepIn, `${profile}-${seed}`) };
        const size = run.copies === undefined ? {} : { copies: run.copies };
        const part = await reading.run({ profile, mix, seed, ...size, ...keep });
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
  return soFar();
};
