import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { designRows, levelWeights } from '../../src/rows/row-design.ts';

const trips = fc.array(
  fc.record({ rows: fc.integer({ min: 1, max: 30 }), weight: fc.double({ min: 0.1, max: 50, noNaN: true }) }),
  { minLength: 1, maxLength: 300 },
);

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

describe('weights of rows', () => {
  it('have few levels, each of three trips and ten rows or more, and the same sum', () => {
    fc.assert(
      fc.property(trips, (wave) => {
        const weights = levelWeights(wave);
        const levels = Map.groupBy(wave.keys(), (place) => weights[place]);
        expect(levels.size).toBeLessThanOrEqual(20);
        const rows = sumOf(wave.map((trip) => trip.rows));
        for (const places of levels.values()) {
          if (levels.size === 1) break;
          expect(places.length).toBeGreaterThanOrEqual(3);
          expect(sumOf(places.map((place) => wave[place]?.rows ?? 0))).toBeGreaterThanOrEqual(10);
        }
        const before = sumOf(wave.map((trip) => trip.rows * trip.weight));
        const after = sumOf(wave.map((trip, place) => trip.rows * (weights[place] ?? 0)));
        expect(after).toBeCloseTo(before, 4);
        expect(
          sumOf(designRows(wave).map(({ weight }, place) => weight * (wave[place]?.rows ?? 0))),
        ).toBeCloseTo(rows, 4);
      }),
    );
  });

  it('keep the order of trips: who weighed more weighs no less', () => {
    const wave = Array.from({ length: 100 }, (_, place) => ({ rows: 5, weight: 1 + place }));
    const weights = levelWeights(wave);
    expect(weights).toEqual(weights.toSorted((one, other) => one - other));
    expect(new Set(weights).size).toBe(20);
  });
});

describe('clusters of rows', () => {
  it('are random groups of three trips or more', () => {
    const wave = Array.from({ length: 1000 }, () => ({ rows: 1, weight: 1 }));
    const one = designRows(wave).map(({ cluster }) => cluster);
    const sizes = [...Map.groupBy(one, (cluster) => cluster).values()].map((members) => members.length);
    expect(sizes).toHaveLength(100);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(3);
    expect(one).not.toEqual(designRows(wave).map(({ cluster }) => cluster));
  });

  it('are none where two groups of three cannot be made', () => {
    const wave = Array.from({ length: 5 }, () => ({ rows: 9, weight: 1 }));
    expect(designRows(wave).every(({ cluster }) => cluster === null)).toBe(true);
    expect(new Set(designRows([...wave, { rows: 1, weight: 1 }]).map(({ cluster }) => cluster))).toEqual(
      new Set([0, 1]),
    );
  });
});
