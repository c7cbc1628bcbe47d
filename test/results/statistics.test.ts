import { describe, expect, it } from 'vitest';
import { basesOf, estimateMean, medianOf, promoterScores } from '../../src/results/estimates.ts';
import { effectiveBaseOf, letterOf, lettersAbove, twoProportionZ } from '../../src/results/significance.ts';
import { Z_95, tQuantile95, twoSidedTail } from '../../src/results/student-t.ts';
import { tallyItem } from '../../src/results/tally.ts';
import type { SampleDesign, Tally } from '../../src/results/tally.ts';
import { encodeBreakdown, encodeItem } from '../../src/results/wave-columns.ts';
import { createPrng } from './prng.ts';
import { choiceColumn, codebookOf, pointsTo, textColumn } from './wave-maker.ts';

const INDEPENDENT: SampleDesign = { weights: null, clusters: null, clusterCount: 0, recordKeys: null };
const scores = Array.from({ length: 10 }, (_, place) => place + 1);
const codebook = codebookOf([textColumn('line'), choiceColumn('mark', pointsTo(1, 10), 'scale', '99')]);

const tallyOf = (marks: readonly (number | string)[], design: SampleDesign = INDEPENDENT): Tally =>
  tallyItem(
    encodeItem(
      marks.map((mark) => ({ mark: String(mark) })),
      codebook,
      { variable: 'mark' },
    ),
    null,
    design,
  );

describe("Student's t", () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, upper critical values, column 0.975.
  it.each([
    [1, 12.706],
    [2, 4.303],
    [3, 3.182],
    [5, 2.571],
    [10, 2.228],
    [20, 2.086],
    [30, 2.042],
    [60, 2.0],
    [100, 1.984],
  ])('with %i degrees of freedom has 5 in 100 beyond %f', (df, critical) => {
    expect(tQuantile95(df)).toBeCloseTo(critical, 3);
    expect(twoSidedTail(tQuantile95(df), df)).toBeCloseTo(0.05, 9);
  });

  it('becomes the normal distribution, and is no use without a degree of freedom', () => {
    expect(tQuantile95(1e9)).toBeCloseTo(Z_95, 5);
    expect(tQuantile95(0)).toBe(Infinity);
  });
});

describe('figures of a group', () => {
  const marks = [7, 8, 8, 9, 6, 10, 7, 8, 5, 8];

  it('are those of a simple random sample where rows count the same', () => {
    const tally = tallyOf(marks);
    const mean = marks.reduce((sum, mark) => sum + mark, 0) / marks.length;
    const variance = marks.reduce((sum, mark) => sum + (mark - mean) ** 2, 0) / (marks.length - 1);
    const estimate = estimateMean(tally, 0, scores);
    expect(estimate?.value).toBeCloseTo(mean, 12);
    expect(estimate?.standardError).toBeCloseTo(Math.sqrt(variance / marks.length), 12);
    expect(estimate?.margin).toBeCloseTo(2.262 * Math.sqrt(variance / marks.length), 3);
    expect(basesOf(tally, 0)).toEqual({ base: 10, weightedBase: 10, effectiveBase: 10 });
    expect(medianOf(tally, 0, scores)).toBe(8);
  });

  it('count no missing answer and no "no opinion"', () => {
    const tally = tallyOf([...marks, -1, -2, -3, -4, -9, 99]);
    expect(basesOf(tally, 0).base).toBe(10);
    expect(estimateMean(tally, 0, scores)?.value).toBe(7.6);
  });

  it('have an effective base after Kish', () => {
    const weights = Float64Array.from([1, 1, 1, 1, 2, 2, 2, 2, 0.5, 0.5]);
    const sum = 13;
    const squares = 4 + 16 + 0.5;
    const tally = tallyOf(marks, { ...INDEPENDENT, weights });
    expect(basesOf(tally, 0).effectiveBase).toBeCloseTo((sum * sum) / squares, 12);
    expect(basesOf(tally, 0).weightedBase).toBeCloseTo(sum, 12);
  });

  it('are null for nobody, and have no margin from one cluster', () => {
    expect(estimateMean(tallyOf([-1]), 0, scores)).toBeNull();
    expect(medianOf(tallyOf([-1]), 0, scores)).toBeNull();
    const one = { ...INDEPENDENT, clusters: new Int32Array(10), clusterCount: 1 };
    expect(estimateMean(tallyOf(marks, one), 0, scores)).toMatchObject({ value: 7.6, margin: null });
  });

  it('give the net promoter score of Reichheld: 9 and 10 less 0 to 6', () => {
    const points = Array.from({ length: 11 }, (_, place) => place);
    expect(promoterScores(points)).toEqual([-1, -1, -1, -1, -1, -1, -1, 0, 0, 1, 1]);
  });

  it('halve the weight at the median, not the rows', () => {
    const weights = Float64Array.from([1, 1, 1, 10]);
    expect(medianOf(tallyOf([1, 2, 3, 9], { ...INDEPENDENT, weights }), 0, scores)).toBe(9);
    expect(medianOf(tallyOf([1, 2, 3, 9]), 0, scores)).toBe(2);
  });
});

describe('the linearised standard error of a clustered, weighted mean', () => {
  const random = createPrng(7);
  const rows = Array.from({ length: 400 }, (_, place) => {
    const cluster = Math.floor(place / 10);
    return { cluster, mark: 1 + Math.floor(random() * 6) + (cluster % 4), weight: 0.5 + random() * 2 };
  });
  const design: SampleDesign = {
    weights: Float64Array.from(rows, ({ weight }) => weight),
    clusters: Int32Array.from(rows, ({ cluster }) => cluster),
    clusterCount: 40,
    recordKeys: null,
  };
  const estimate = estimateMean(
    tallyOf(
      rows.map(({ mark }) => mark),
      design,
    ),
    0,
    scores,
  );
  const meanOf = (some: typeof rows): number =>
    some.reduce((sum, { weight, mark }) => sum + weight * mark, 0) /
    some.reduce((sum, { weight }) => sum + weight, 0);

  it('is near to the jackknife that leaves out a cluster at a time', () => {
    const all = meanOf(rows);
    const spread = Array.from({ length: 40 }, (_, left) =>
      meanOf(rows.filter(({ cluster }) => cluster !== left)),
    ).reduce((sum, without) => sum + (without - all) ** 2, 0);
    const jackknife = Math.sqrt((39 / 40) * spread);
    expect(estimate?.value).toBeCloseTo(all, 12);
    expect(Math.abs((estimate?.standardError ?? 0) / jackknife - 1)).toBeLessThan(0.02);
  });

  it('is much more than that of independent rows where clusters differ', () => {
    const alone = estimateMean(
      tallyOf(
        rows.map(({ mark }) => mark),
        { ...design, clusters: null },
      ),
      0,
      scores,
    );
    expect((estimate?.standardError ?? 0) / (alone?.standardError ?? 1)).toBeGreaterThan(1.5);
  });

  it('gives intervals that hold the truth in about 95 of 100 samples, also from few clusters', () => {
    let held = 0;
    const draws = 3000;
    const draw = createPrng(11);
    for (let turn = 0; turn < draws; turn++) {
      const sample = Array.from({ length: 8 }, (_, cluster) => {
        const push = Math.floor(draw() * 3);
        return Array.from({ length: 12 }, () => ({ cluster, mark: 4 + push + Math.floor(draw() * 3) }));
      }).flat();
      const { value = 0, margin = 0 } =
        estimateMean(
          tallyOf(
            sample.map(({ mark }) => mark),
            {
              weights: null,
              clusters: Int32Array.from(sample, ({ cluster }) => cluster),
              clusterCount: 8,
              recordKeys: null,
            },
          ),
          0,
          scores,
        ) ?? {};
      if (Math.abs(value - 6) <= (margin ?? 0)) held++;
    }
    // 8 clusters: with 1.96 for t it would be about 0.91.
    expect(held / draws).toBeGreaterThan(0.93);
    expect(held / draws).toBeLessThan(0.985);
  });
});

describe('significance', () => {
  it('is the pooled z of two proportions', () => {
    // 60 of 100 and 45 of 100: pooled 0.525, standard error sqrt(0.525 * 0.475 * 0.02) = 0.070622, z = 2.1240.
    const z = twoProportionZ({ share: 0.6, effectiveBase: 100 }, { share: 0.45, effectiveBase: 100 });
    expect(z).toBeCloseTo(2.124, 3);
    expect(twoProportionZ({ share: 0, effectiveBase: 50 }, { share: 0, effectiveBase: 50 })).toBe(0);
  });

  it('rests on the base that a simple random sample would need, and never on more than Kish has', () => {
    expect(effectiveBaseOf({ value: 0.5, standardError: 0.05, margin: null }, 400)).toBeCloseTo(100, 9);
    expect(effectiveBaseOf({ value: 0.5, standardError: 0.01, margin: null }, 400)).toBe(400);
  });

  it('is a letter at the higher of two groups, and none for what is withheld', () => {
    const groups = [10, 30, null, 12];
    const letters = lettersAbove(
      groups,
      (figure) => figure,
      (one, other) => Math.abs(one - other) > 5,
    );
    expect(letters).toEqual(['', 'A D', '', '']);
    expect([0, 25, 26, 27, 51, 52].map(letterOf)).toEqual(['A', 'Z', 'AA', 'AB', 'AZ', 'BA']);
  });
});

describe('columns', () => {
  it('put bands and lines into order, and rows that are in none apart', () => {
    const bands = [
      { from: 6, to: 17 },
      { from: 18, to: 110 },
    ];
    const ages = codebookOf([{ ...choiceColumn('age', []), type: 'number' }, textColumn('line')]);
    const rows = ['17', '18', '-1', '5', '110'].map((age, place) => ({
      age,
      line: place === 2 ? '-1' : String(10 - place),
    }));
    const column = encodeBreakdown(rows, ages, { variable: 'age', bands });
    expect(column.groups.map(({ code }) => code)).toEqual(['6-17', '18-110']);
    expect([...column.values]).toEqual([0, 1, 2, 2, 1]);
    const lines = encodeBreakdown(rows, ages, { variable: 'line' });
    expect(lines.groups.map(({ code }) => code)).toEqual(['6', '7', '9', '10']);
    expect([...lines.values]).toEqual([3, 2, 4, 1, 0]);
  });

  it('put bands that rows were made coarser to into the band that holds all of them', () => {
    const bands = [
      { from: 6, to: 17 },
      { from: 18, to: 110 },
    ];
    const ages = codebookOf([{ ...choiceColumn('age', []), type: 'number' }]);
    const rows = ['12-17', '18-24', '75+', '15-20', '-8', '16+'].map((age) => ({ age }));
    const { values } = encodeBreakdown(rows, ages, { variable: 'age', bands });
    expect([...values]).toEqual([0, 1, 1, 2, 2, 2]);
  });

  it('refuse an answer that the questionnaire does not have, and a column that there is not', () => {
    expect(() => tallyOf([11])).toThrow(/answer to mark/);
    expect(() => encodeItem([], codebook, { variable: 'nothing' })).toThrow(/"nothing"/);
  });
});
