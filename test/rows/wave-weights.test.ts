import { describe, expect, it } from 'vitest';
import { weighRows } from '../../src/rows/wave-weights.ts';
import type { SurveyedBatch } from '../../src/store/batches.ts';

const trip = (
  code: string,
  boarders: number | null,
  context: Record<string, string> = { line: '4' },
): SurveyedBatch => ({
  code,
  context,
  boarders,
});

/** As many rows of each trip. */
const rowsOf = (counts: Readonly<Record<string, number>>): string[] =>
  Object.entries(counts).flatMap(([code, rows]) => Array.from({ length: rows }, () => code));

describe('weights of a wave', () => {
  it('let forms stand for the boarders of their trips', () => {
    // Levels of three trips and ten rows at least: six trips with twice as many boarders a form as the other six.
    const few = Array.from({ length: 6 }, (_, place) => trip(`few${place}`, 20));
    const many = Array.from({ length: 6 }, (_, place) => trip(`many${place}`, 40));
    const trips = rowsOf(Object.fromEntries([...few, ...many].map(({ code }) => [code, 10])));
    const weighed = weighRows(trips, [...few, ...many]);
    const weightOf = (code: string): number => weighed[trips.indexOf(code)]?.weight ?? Number.NaN;
    expect(weightOf('many0') / weightOf('few0')).toBeCloseTo(2, 6);
    const mean = weighed.reduce((sum, { weight }) => sum + (weight ?? 0), 0) / weighed.length;
    expect(mean).toBeCloseTo(1, 9);
  });

  it('let trips without a form be stood for by those beside them', () => {
    const beside = [trip('a', 20, { line: '4' }), trip('b', 20, { line: '4' })];
    const alone = Array.from({ length: 4 }, (_, place) => trip(`c${place}`, 20, { line: '9' }));
    const more = Array.from({ length: 3 }, (_, place) => trip(`d${place}`, 20, { line: '7' }));
    const silent = Array.from({ length: 3 }, (_, place) => trip(`e${place}`, 20, { line: '7' }));
    const trips = rowsOf({ a: 10, b: 10, c0: 10, c1: 10, c2: 10, c3: 10, d0: 10, d1: 10, d2: 10 });
    const weighed = weighRows(trips, [...beside, ...alone, ...more, ...silent]);
    const weightOf = (code: string): number => weighed[trips.indexOf(code)]?.weight ?? Number.NaN;
    expect(weightOf('d0')).toBeGreaterThan(1.5 * weightOf('c0'));
  });

  it('are left out for all where boarders of one trip are not known, and groups of trips stay', () => {
    const batches = Array.from({ length: 9 }, (_, place) => trip(`t${place}`, place === 0 ? null : 12));
    const weighed = weighRows(rowsOf(Object.fromEntries(batches.map(({ code }) => [code, 4]))), batches);
    expect(weighed.every(({ weight }) => weight === null)).toBe(true);
    expect(new Set(weighed.map(({ cluster }) => cluster)).size).toBe(3);
  });

  it('are left out where a row belongs to no trip', () => {
    expect(weighRows(['a', null], [trip('a', 9)])).toEqual([
      { weight: null, cluster: null },
      { weight: null, cluster: null },
    ]);
    expect(weighRows([], [])).toEqual([]);
  });
});
