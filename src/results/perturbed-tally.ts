/**
 * A tally as it is published where counts are perturbed by cell key. Every row of it is changed on its own, and what is
 * counted with weights goes along with its people, so that the same statistics follow from it.
 */
import { cellKeyOf, changeOf, perturbCount } from './cell-key.ts';
import type { PerturbationTable } from './cell-key.ts';
import type { Tally } from './tally.ts';

export interface PerturbedCounts {
  /** As changed; of cells that are changed together each gets its part, which need not be whole. Their sum is whole. */
  readonly counts: readonly number[];
  /** False where a cell is empty, or changed together with others: it is not shown. */
  readonly shows: readonly boolean[];
}

/**
 * The cells that are too small to be changed one by one: below the minimum, or taken below it by the table. A table such as
 * 10-5 takes each of them away, and a mean of what is left would be wrong. They are changed as one, with the next smallest
 * where they are too few together.
 */
const smallCells = (
  counts: readonly number[],
  keys: readonly number[],
  table: PerturbationTable,
  minimumCell: number,
): readonly number[] => {
  const isLarge = (cells: readonly number[]): boolean => {
    const people = cells.reduce((sum, cell) => sum + (counts[cell] as number), 0);
    const key = cellKeyOf(cells.map((cell) => keys[cell] as number));
    return people >= minimumCell && perturbCount(people, key, table, minimumCell) !== null;
  };
  const ordered = [...counts.keys()]
    .filter((cell) => (counts[cell] as number) > 0)
    .toSorted((one, other) => (counts[one] as number) - (counts[other] as number) || one - other);
  const together = ordered.filter((cell) => !isLarge([cell]));
  if (together.length === 0) return together;
  for (const cell of ordered) {
    if (isLarge(together)) break;
    if (!together.includes(cell)) together.push(cell);
  }
  return together;
};

/** Depends on the people of the cells alone: the same rows with the same table always give the same counts. */
export const perturbCounts = (
  counts: readonly number[],
  keys: readonly number[],
  table: PerturbationTable,
  minimumCell: number,
): PerturbedCounts => {
  const together = smallCells(counts, keys, table, minimumCell);
  const people = together.reduce((sum, cell) => sum + (counts[cell] as number), 0);
  const key = cellKeyOf(together.map((cell) => keys[cell] as number));
  const factor = people === 0 ? 1 : (people + changeOf(people, key, table)) / people;
  const changed: number[] = [];
  const shows: boolean[] = [];
  for (const [cell, count] of counts.entries()) {
    const isTogether = together.includes(cell);
    const own = keys[cell] as number;
    changed.push(isTogether ? count * factor : count + changeOf(count, own, table));
    shows.push(!isTogether && count > 0);
  }
  return { counts: changed, shows };
};

export interface PerturbedTally {
  readonly tally: Tally;
  /** By cell, as in the tally. */
  readonly shows: readonly boolean[];
}

/** @param tally  with the keys of its cells */
export const perturbTally = (tally: Tally, table: PerturbationTable, minimumCell: number): PerturbedTally => {
  const { groups, categories, clusters, keys } = tally;
  if (keys === null) throw new Error('Expected the keys of the cells.');
  const size = groups * categories;
  const counts = new Float64Array(size);
  const factors = new Float64Array(size);
  const shows: boolean[] = [];
  for (let at = 0; at < size; at += categories) {
    const own = Array.from(tally.counts.subarray(at, at + categories));
    const perturbed = perturbCounts(own, Array.from(keys.subarray(at, at + categories)), table, minimumCell);
    counts.set(perturbed.counts, at);
    for (const [cell, count] of own.entries()) {
      factors[at + cell] = count === 0 ? 1 : (perturbed.counts[cell] as number) / count;
    }
    shows.push(...perturbed.shows);
  }
  const scale = (sums: Float64Array): Float64Array =>
    sums.map((sum, place) => sum * (factors[place % size] as number));
  return {
    tally: {
      groups,
      categories,
      counts,
      weights: scale(tally.weights),
      squares: scale(tally.squares),
      byCluster: tally.byCluster === null ? null : scale(tally.byCluster),
      clusters,
      keys,
    },
    shows,
  };
};
