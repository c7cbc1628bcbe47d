import { describe, expect, it, test } from 'vitest';
import { Random } from '../../../fixtures/simulator/random.ts';
import { agreementOf, type AnswerPair } from '../../../src/review/quality/agreement.ts';
import {
  errorRateOf,
  mergeGroups,
  NOTHING_CHECKED,
  type CheckedGroup,
} from '../../../src/review/quality/error-rate.ts';
import { chanceOfAtMost, finiteInterval } from '../../../src/review/quality/finite-interval.ts';
import { shareInterval } from '../../../src/review/quality/share-interval.ts';
import { chanceOf } from '../../../src/store/quality-draw.ts';

/** One field that was checked, drawn with this chance. */
const one = (chance: number, is: 'right' | 'wrong' | 'disputed', population = 0): CheckedGroup => {
  const sums = { sum: 1 / chance, squares: 1 / chance ** 2 };
  const none = { sum: 0, squares: 0 };
  return {
    checked: 1,
    wrong: is === 'wrong' ? 1 : 0,
    disputed: is === 'disputed' ? 1 : 0,
    weights: sums,
    wrongWeights: is === 'wrong' ? sums : none,
    disputedWeights: is === 'disputed' ? sums : none,
    leastChance: chance,
    greatestChance: chance,
    population,
  };
};
const many = (groups: readonly CheckedGroup[], population: number): CheckedGroup => ({
  ...groups.reduce(mergeGroups, NOTHING_CHECKED),
  population,
});
const fields = (checked: number, wrong: number, chance: number, population: number): CheckedGroup =>
  many(
    Array.from({ length: checked }, (_, at) => one(chance, at < wrong ? 'wrong' : 'right')),
    population,
  );

describe('intervals against tables that were published', () => {
  // Newcombe 1998, Two-sided confidence intervals for the single proportion, table I, method 5.
  test.each([
    [81, 263, 0.2527, 0.3676],
    [15, 148, 0.0578, 0.1617],
    [0, 20, 0, 0.1684],
    [1, 29, 0.0009, 0.1776],
  ])('%i of %i lies between %f and %f', (wrong, of, low, high) => {
    expect(shareInterval(wrong, of)).toEqual([expect.closeTo(low, 4), expect.closeTo(high, 4)]);
    const rate = errorRateOf(fields(of, wrong, 0.02, 1e6));
    expect(rate).toMatchObject({ checked: of, wrong, rate: expect.closeTo(wrong / of, 9) as number });
    expect([rate.low, rate.high]).toEqual([expect.closeTo(low, 4), expect.closeTo(high, 4)]);
  });

  test('none wrong is no proof of none: three in as many as were checked, and all when few', () => {
    // Hanley and Lippman-Hand 1983, If nothing goes wrong, is everything all right? (one-sided there: 3 / n).
    const { rate, low, high } = errorRateOf(fields(1000, 0, 0.02, 1e6));
    expect([rate, low]).toEqual([0, 0]);
    expect(high).toBeCloseTo(1 - 0.025 ** (1 / 1000), 9);
    expect(errorRateOf(fields(1, 0, 0.02, 1e6)).high).toBeCloseTo(0.975, 6);
    expect(errorRateOf(NOTHING_CHECKED)).toMatchObject({ rate: null, low: 0, high: 1 });
  });

  // Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions, table 18.1: kappa 0.68, standard error 0.087.
  test('kappa of two psychiatrists and a hundred patients', () => {
    const table = [
      ['psychotic', 'psychotic', 75],
      ['psychotic', 'neurotic', 1],
      ['psychotic', 'organic', 4],
      ['neurotic', 'psychotic', 5],
      ['neurotic', 'neurotic', 4],
      ['neurotic', 'organic', 1],
      ['organic', 'organic', 10],
    ] as const;
    const { kappa, standardError, interval, agreed } = agreementOf(
      table.map(([first, second, n]) => ({ first, second, fields: n, weight: 50 * n, squares: 2500 * n })),
    );
    expect(agreed).toBe(89);
    expect(kappa).toBeCloseTo(0.68, 2);
    expect(Math.abs((standardError ?? 0) - 0.087)).toBeLessThan(0.001);
    expect(interval?.[0]).toBeLessThanOrEqual((kappa ?? 0) - 1.95 * (standardError ?? 0));
    expect(interval?.[1]).toBeGreaterThanOrEqual((kappa ?? 0) + 1.95 * (standardError ?? 0));
  });

  test('kappa is 1 where all agree on several answers, and then still has an interval', () => {
    const pairs: AnswerPair[] = ['a', 'b'].map((said) => ({
      first: said,
      second: said,
      fields: 5,
      weight: 5,
      squares: 5,
    }));
    const { kappa, interval } = agreementOf(pairs);
    expect(kappa).toBe(1);
    expect(interval?.[1]).toBe(1);
    expect(interval?.[0]).toBeCloseTo((shareInterval(10, 10)[0] - 0.5) / 0.5, 9);
    expect(agreementOf(pairs.slice(0, 1))).toMatchObject({ kappa: null, interval: null, agreed: 5 });
    expect(agreementOf([])).toMatchObject({ fields: 0, kappa: null });
  });
});

describe('a population that ends', () => {
  const choose = (n: number, k: number): number =>
    k < 0 || k > n ? 0 : Array.from({ length: k }, (_, at) => (n - at) / (k - at)).reduce((a, b) => a * b, 1);
  const byDefinition = (most: number, drawn: number, marked: number, size: number): number => {
    let sum = 0;
    for (let found = 0; found <= most; found++)
      sum += (choose(marked, found) * choose(size - marked, drawn - found)) / choose(size, drawn);
    return sum;
  };

  it('sums what the definition says', () => {
    for (const [most, drawn, marked, size] of [
      [0, 5, 3, 20],
      [2, 10, 7, 30],
      [4, 12, 20, 25],
      [9, 40, 12, 60],
    ] as const)
      expect(chanceOfAtMost(most, drawn, marked, size)).toBeCloseTo(
        byDefinition(most, drawn, marked, size),
        10,
      );
  });

  it('holds the truth at least 95 times in 100, whatever it is', () => {
    const [size, drawn] = [60, 20];
    for (let marked = 0; marked <= size; marked++) {
      let held = 0;
      for (let events = 0; events <= drawn; events++) {
        const chance =
          byDefinition(events, drawn, marked, size) - byDefinition(events - 1, drawn, marked, size);
        const [low, high] = finiteInterval(events, drawn, size);
        if (low <= marked / size && marked / size <= high) held += chance;
      }
      expect(held).toBeGreaterThanOrEqual(0.95);
    }
  });

  it('is known when all of it was checked, and is narrower than an endless one', () => {
    expect(finiteInterval(3, 50, 50)).toEqual([0.06, 0.06]);
    expect(errorRateOf(fields(50, 0, 1, 50))).toMatchObject({ rate: 0, low: 0, high: 0 });
    const [low, high] = finiteInterval(4, 100, 200);
    const endless = shareInterval(4, 100);
    expect(low).toBeGreaterThan(endless[0]);
    expect(high).toBeLessThan(endless[1]);
    expect(finiteInterval(4, 100, 1e9)).toEqual(endless);
  });
});

test('what is not settled widens the interval upwards alone', () => {
  const settled = errorRateOf(fields(200, 2, 0.02, 1e6));
  const unsettled = errorRateOf(many([fields(199, 2, 0.02, 0), one(0.02, 'disputed')], 1e6));
  expect(unsettled).toMatchObject({ checked: 200, wrong: 2, disputed: 1, rate: settled.rate });
  expect(unsettled.low).toBe(settled.low);
  expect(unsettled.high).toBe(errorRateOf(fields(200, 3, 0.02, 1e6)).high);
});

/** A survey of strata that differ in size and in how often they are wrong, drawn from as it comes in. */
describe('the estimate of a survey that is drawn from as it comes in', () => {
  const STRATA = [
    { fields: 4000, rate: 0.002 },
    { fields: 600, rate: 0.02 },
    { fields: 60, rate: 0.2 },
    { fields: 8, rate: 0.5 },
  ];
  const SHARE = 0.02;
  const SURVEYS = 1500;
  const random = new Random('quality');

  const simulate = (): { truth: number; group: CheckedGroup; perStratum: number[] } => {
    let wrong = 0;
    const checked: CheckedGroup[] = [];
    const perStratum: number[] = [];
    for (const stratum of STRATA) {
      let drawn = 0;
      for (let seen = 0; seen < stratum.fields; seen++) {
        const isWrong = random.next() < stratum.rate;
        if (isWrong) wrong++;
        const chance = chanceOf(SHARE, seen);
        if (random.next() >= chance) continue;
        drawn++;
        checked.push(one(chance, isWrong ? 'wrong' : 'right'));
      }
      perStratum.push(drawn);
    }
    const population = STRATA.reduce((sum, { fields: size }) => sum + size, 0);
    return { truth: wrong / population, group: many(checked, population), perStratum };
  };

  it('is right in the mean, holds the truth 95 times in 100, and looks at every stratum of any size', () => {
    let [error, naive, held, seenSmall] = [0, 0, 0, 0];
    let truths = 0;
    for (let survey = 0; survey < SURVEYS; survey++) {
      const { truth, group, perStratum } = simulate();
      const { rate, low, high, checked, wrong } = errorRateOf(group);
      truths += truth;
      error += (rate ?? 0) - truth;
      naive += wrong / checked - truth;
      if (low <= truth && truth <= high) held++;
      if ((perStratum[2] ?? 0) > 0) seenSmall++;
    }
    const mean = truths / SURVEYS;
    // The standard error of the mean error is about 0.02 of the truth; not weighing errs by far more.
    expect(Math.abs(error / SURVEYS)).toBeLessThan(0.08 * mean);
    expect(naive / SURVEYS).toBeGreaterThan(0.3 * mean);
    expect(held / SURVEYS).toBeGreaterThan(0.94);
    expect(seenSmall / SURVEYS).toBeGreaterThan(0.98);
  });
});

test('the first of a stratum are likelier to be drawn, and the share is what is left', () => {
  expect(chanceOf(0, 0)).toBe(0);
  expect(chanceOf(0.02, 0)).toBe(0.25);
  expect(chanceOf(0.02, 29)).toBeCloseTo(1.5 / 32, 9);
  expect(chanceOf(0.02, 10_000)).toBe(0.02);
  expect(chanceOf(0.5, 0)).toBe(0.5);
  expect(chanceOf(1, 5)).toBe(1);
});

test('no chance tells which one it was of: five or more have each', () => {
  const sharing = new Map<number, number>();
  for (let seen = 0; seen < 5000; seen++) {
    const chance = chanceOf(0.02, seen);
    sharing.set(chance, (sharing.get(chance) ?? 0) + 1);
  }
  expect(Math.min(...sharing.values())).toBeGreaterThanOrEqual(5);
});
