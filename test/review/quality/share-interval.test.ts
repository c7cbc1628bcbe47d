import { describe, expect, it } from 'vitest';
import { chanceOfMore, shareInterval } from '../../../src/review/quality/share-interval.ts';

describe('the interval of a share', () => {
  it('is exact', () => {
    // Closed forms at the ends; the others from tables of Clopper and Pearson's intervals.
    expect(shareInterval(0, 0)).toEqual([0, 1]);
    expect(shareInterval(0, 1000)[0]).toBe(0);
    expect(shareInterval(0, 1000)[1]).toBeCloseTo(1 - 0.025 ** (1 / 1000), 9);
    expect(shareInterval(100, 100)[0]).toBeCloseTo(0.025 ** (1 / 100), 9);
    expect(shareInterval(100, 100)[1]).toBe(1);
    expect(shareInterval(10, 100)).toEqual([expect.closeTo(0.0490047, 6), expect.closeTo(0.1762226, 6)]);
    expect(shareInterval(1, 10)).toEqual([expect.closeTo(0.0025286, 6), expect.closeTo(0.4450161, 6)]);
  });

  it('is Poisson’s where events are rare', () => {
    // Garwood's table: 10 events 4.795 to 18.39.
    expect(shareInterval(10, 1_000_000).map((share) => share * 1_000_000)).toEqual([
      expect.closeTo(4.795, 2),
      expect.closeTo(18.39, 2),
    ]);
  });

  it('gives the chance of more events', () => {
    expect(chanceOfMore(0, 10, 0.1)).toBeCloseTo(1 - 0.9 ** 10, 9);
    expect(chanceOfMore(1, 10, 0.1)).toBeCloseTo(1 - 0.9 ** 10 - 10 * 0.1 * 0.9 ** 9, 9);
    expect(chanceOfMore(10, 10, 0.1)).toBe(0);
  });
});
