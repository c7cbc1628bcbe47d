/** Figures of one group from its tally: shares, mean, median, and how sure they are. */
import { tQuantile95 } from './student-t.ts';
import type { Tally } from './tally.ts';

/** A ratio of weighted sums with its standard error. */
export interface Estimate {
  readonly value: number;
  /** Null where one cluster alone, or one row, says nothing of how far others would differ. */
  readonly standardError: number | null;
  /** Half the 95 % interval; null as before. */
  readonly margin: number | null;
}

export interface Bases {
  /** Answers counted. */
  readonly base: number;
  readonly weightedBase: number;
  /** Kish: (sum of weights) squared over the sum of squared weights. */
  readonly effectiveBase: number;
}

const sumOver = (sums: Float64Array, tally: Tally, group: number): number => {
  let sum = 0;
  for (let category = 0; category < tally.categories; category++) {
    sum += sums[group * tally.categories + category] as number;
  }
  return sum;
};

export const basesOf = (tally: Tally, group: number): Bases => {
  const weightedBase = sumOver(tally.weights, tally, group);
  const squares = sumOver(tally.squares, tally, group);
  return {
    base: sumOver(tally.counts, tally, group),
    weightedBase,
    effectiveBase: squares > 0 ? (weightedBase * weightedBase) / squares : 0,
  };
};

/**
 * The weighted mean of a score that every category has: 0 and 1 give a share. Its variance is that of a ratio, linearised
 * by Taylor's series: residuals are summed within each cluster, and the sums' spread is what counts. Clusters without a row of
 * the group do not count, and a group of k clusters has k - 1 degrees of freedom. Null for an empty group.
 */
export const estimateMean = (
  tally: Tally,
  group: number,
  scores: readonly number[] | Float64Array,
): Estimate | null => {
  const { categories, weights, squares, byCluster, clusters, groups } = tally;
  const at = group * categories;
  let total = 0;
  let scored = 0;
  let rows = 0;
  for (let category = 0; category < categories; category++) {
    const weight = weights[at + category] as number;
    total += weight;
    scored += weight * (scores[category] as number);
    rows += tally.counts[at + category] as number;
  }
  if (!(total > 0)) return null;
  const value = scored / total;
  let spread = 0;
  let units = 0;
  if (byCluster === null) {
    units = rows;
    for (let category = 0; category < categories; category++) {
      const residual = (scores[category] as number) - value;
      spread += (squares[at + category] as number) * residual * residual;
    }
  } else {
    const size = groups * categories;
    for (let cluster = 0; cluster < clusters; cluster++) {
      let residual = 0;
      let present = 0;
      for (let category = 0; category < categories; category++) {
        const weight = byCluster[cluster * size + at + category] as number;
        present += weight;
        residual += weight * ((scores[category] as number) - value);
      }
      if (present > 0) units++;
      spread += residual * residual;
    }
  }
  if (units < 2) return { value, standardError: null, margin: null };
  const standardError = Math.sqrt((units / (units - 1)) * spread) / total;
  return { value, standardError, margin: tQuantile95(units - 1) * standardError };
};

/** The least score that half of the weight does not exceed; null for an empty group. */
export const medianOf = (tally: Tally, group: number, scores: readonly number[]): number | null => {
  const at = group * tally.categories;
  const half = sumOver(tally.weights, tally, group) / 2;
  if (!(half > 0)) return null;
  let below = 0;
  for (const [category, score] of scores.entries()) {
    below += tally.weights[at + category] as number;
    if (below >= half * (1 - 1e-12)) return score;
  }
  return scores.at(-1) ?? null;
};

/** Of a scale 0-10: 1 for promoters (9, 10), -1 for detractors (0-6), by category. */
export const promoterScores = (scores: readonly number[]): readonly number[] =>
  scores.map((score) => (score >= 9 ? 1 : score <= 6 ? -1 : 0));
