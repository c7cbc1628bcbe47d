import { finiteInterval } from './finite-interval.ts';
import { shareInterval } from './share-interval.ts';

/** What was checked of a group. A weight is one over the chance of being drawn: how many fields the one stands for. */
export interface CheckedGroup {
  readonly checked: number;
  readonly wrong: number;
  /** Two differ and no third has decided yet. */
  readonly disputed: number;
  readonly weights: WeightSums;
  readonly wrongWeights: WeightSums;
  readonly disputedWeights: WeightSums;
  /** Of all that were checked, the least and the greatest chance. */
  readonly leastChance: number;
  readonly greatestChance: number;
  /** How many the group has in all. */
  readonly population: number;
}

export interface WeightSums {
  readonly sum: number;
  readonly squares: number;
}

export interface ErrorRate {
  readonly checked: number;
  readonly wrong: number;
  readonly disputed: number;
  readonly population: number;
  /** In 0..1; null where nothing was checked. */
  readonly rate: number | null;
  /** The 95 % interval, in 0..1: 0 to 1 where nothing was checked. */
  readonly low: number;
  readonly high: number;
}

const NONE: WeightSums = { sum: 0, squares: 0 };
export const NOTHING_CHECKED: CheckedGroup = {
  checked: 0,
  wrong: 0,
  disputed: 0,
  weights: NONE,
  wrongWeights: NONE,
  disputedWeights: NONE,
  leastChance: 1,
  greatestChance: 0,
  population: 0,
};

const addSums = (one: WeightSums, other: WeightSums): WeightSums => ({
  sum: one.sum + other.sum,
  squares: one.squares + other.squares,
});

/** Two groups that share no field, as one. */
export const mergeGroups = (one: CheckedGroup, other: CheckedGroup): CheckedGroup => ({
  checked: one.checked + other.checked,
  wrong: one.wrong + other.wrong,
  disputed: one.disputed + other.disputed,
  weights: addSums(one.weights, other.weights),
  wrongWeights: addSums(one.wrongWeights, other.wrongWeights),
  disputedWeights: addSums(one.disputedWeights, other.disputedWeights),
  leastChance: Math.min(one.leastChance, other.leastChance),
  greatestChance: Math.max(one.greatestChance, other.greatestChance),
  population: one.population + other.population,
});

/**
 * Korn and Graubard's interval (1998, Confidence intervals for proportions with small expected number of positive counts estimated
 * from survey data): Clopper and Pearson's, with as many draws as would by lot tell as much as these do with their weights.
 */
const weightedInterval = (group: CheckedGroup, wrong: WeightSums): readonly [number, number] => {
  const { checked, weights } = group;
  const rate = wrong.sum / weights.sum;
  const kish = weights.sum ** 2 / weights.squares;
  const variance =
    (wrong.squares * (1 - rate) ** 2 + (weights.squares - wrong.squares) * rate ** 2) / weights.sum ** 2;
  const byVariance = variance > 0 ? (rate * (1 - rate)) / variance : kish;
  const draws = Math.min(checked, kish, byVariance);
  return shareInterval(rate * draws, draws);
};

const intervalOf = (group: CheckedGroup, wrong: number, weights: WeightSums): readonly [number, number] =>
  group.leastChance === group.greatestChance
    ? finiteInterval(wrong, group.checked, Math.max(group.population, group.checked))
    : weightedInterval(group, weights);

/**
 * The rate of wrong ones in a group and its 95 % interval. A field that two people read differently counts as right for the lower end
 * and as wrong for the upper one, until a third has decided. It takes the fields as independent of each other; those of
 * one copy come from one hand, so that it is a little too narrow where they err together.
 */
export const errorRateOf = (group: CheckedGroup): ErrorRate => {
  const { checked, wrong, disputed, population, weights, wrongWeights, disputedWeights } = group;
  const counts = { checked, wrong, disputed, population };
  if (checked === 0) return { ...counts, rate: null, low: 0, high: 1 };
  const [low] = intervalOf(group, wrong, wrongWeights);
  const [, high] = intervalOf(group, wrong + disputed, addSums(wrongWeights, disputedWeights));
  return { ...counts, rate: wrongWeights.sum / weights.sum, low, high };
};
