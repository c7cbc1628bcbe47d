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
}

/** As JSON, without the pictures: those are in the report. */
export const resultsAsJson = (results: AccuracyResults): string =>
  JSON.stringify(results, (key, value: unknown) => (key === 'picture' ? undefined : value), 1);
