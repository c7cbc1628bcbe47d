import { renameSync, writeFileSync } from 'node:fs';
import type { RealResult } from './real-sets.ts';
import type { SimulatedResult } from './simulated-run.ts';

/** All that one run measured: what the table, the JSON and the report are made of. */
export interface AccuracyResults {
  readonly reader: string;
  /** ISO 8601. */
  readonly madeAt: string;
  readonly command: string;
  readonly simulated: readonly SimulatedResult[];
  readonly real: readonly RealResult[];
  readonly seconds: number;
  /** False in what a run writes while it is going on. */
  readonly finished: boolean;
}

/** As JSON, without the pictures: those are in the report. */
export const resultsAsJson = (results: AccuracyResults): string =>
  JSON.stringify(results, (key, value: unknown) => (key === 'picture' ? null : value), 1);

/** Writes the figures in the place of those that stood there: whoever looks meets a whole file, whenever a run ends. */
export const writeResults = (file: string, results: AccuracyResults): void => {
  const unfinished = `${file}.part`;
  writeFileSync(unfinished, resultsAsJson(results));
  renameSync(unfinished, file);
};
