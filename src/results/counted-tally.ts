/** Counts as they are, and as they are published where they are perturbed. */
import { perturbTally } from './perturbed-tally.ts';
import type { PerturbedTally } from './perturbed-tally.ts';
import type { Perturbation } from './perturbation.ts';
import type { PublicationRules } from './publication-format.ts';
import type { RowCounts } from './suppression.ts';
import { tallyItem } from './tally.ts';
import type { SampleDesign, Tally } from './tally.ts';
import type { BreakdownColumn, ItemColumn } from './wave-columns.ts';

/** The table that counts are perturbed with, and the smallest count that is shown. */
export interface Noise {
  readonly by: Perturbation;
  readonly minimumCell: number;
}

export interface CountedTally {
  readonly tally: Tally;
  /** Null where counts are published as they are. */
  readonly perturbed: PerturbedTally | null;
}

/** @param sample  with the keys of the rows where there is `noise` */
export const countTally = (
  item: ItemColumn,
  breakdown: BreakdownColumn | null,
  sample: SampleDesign,
  noise: Noise | null,
): CountedTally => {
  const tally = tallyItem(item, breakdown, sample);
  return {
    tally,
    perturbed: noise === null ? null : perturbTally(tally, noise.by.table, noise.minimumCell),
  };
};

/** As it was, or will be, published. */
export const publishedTally = ({ tally, perturbed }: CountedTally): Tally => perturbed?.tally ?? tally;

/** Rules without a perturbation ask for counts as they are. */
export const tallyUnder = ({ perturbation }: PublicationRules, counted: CountedTally): Tally =>
  perturbation === undefined ? counted.tally : publishedTally(counted);

/** One group's counts, for deciding what of them is shown. */
export const groupCounts = (
  { tally, perturbed }: CountedTally,
  group: number,
): Pick<RowCounts, 'people' | 'weights' | 'perturbed'> => {
  const { categories } = tally;
  const [from, to] = [group * categories, (group + 1) * categories];
  return {
    people: Array.from(tally.counts.subarray(from, to)),
    weights: Array.from(tally.weights.subarray(from, to)),
    perturbed:
      perturbed === null
        ? null
        : {
            counts: Array.from(perturbed.tally.counts.subarray(from, to)),
            shows: perturbed.shows.slice(from, to),
          },
  };
};
