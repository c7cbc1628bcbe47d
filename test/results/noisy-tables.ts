/** Perturbation tables to try: drawn from a seed, and one like 10-5 for small counts. */
import type { PerturbationTable } from '../../src/results/cell-key.ts';
import { namePerturbation } from '../../src/results/perturbation.ts';
import type { Perturbation } from '../../src/results/perturbation.ts';
import { createPrng } from './prng.ts';

const COUNTS = 750;
const KEYS = 256;

const tableBy = (change: (count: number) => number): PerturbationTable => {
  const changes = new Int16Array(COUNTS * KEYS);
  for (let count = 1; count <= COUNTS; count++) {
    for (let key = 0; key < KEYS; key++) changes[(count - 1) * KEYS + key] = Math.max(-count, change(count));
  }
  return { changes };
};

/** Up or down by up to `most`, whatever the count. */
export const randomTable = (seed: number, most: number): Perturbation => {
  const random = createPrng(seed);
  return namePerturbation(
    'random.csv',
    tableBy(() => Math.floor(random() * (2 * most + 1)) - most),
  );
};

/** Counts below `minimum` are taken away, others rounded to the nearest step. */
export const roundingTable = (minimum: number, step: number): Perturbation =>
  namePerturbation(
    'rounding.csv',
    tableBy((count) => (count < minimum ? 0 : Math.floor(count / step + 0.5) * step) - count),
  );
