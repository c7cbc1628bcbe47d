import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shuffleInSecret } from '../../src/rows/row-order.ts';

describe('the order of rows', () => {
  it('holds the same rows', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), (things) => {
        const before = [...things];
        expect(shuffleInSecret(things).sort((a, b) => a - b)).toEqual([...things].sort((a, b) => a - b));
        expect(things).toEqual(before);
      }),
    );
  });

  it('is any order with the same chance', () => {
    const counts = new Map<string, number>();
    const rounds = 12_000;
    for (let round = 0; round < rounds; round++) {
      const order = shuffleInSecret('abc').join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    // 2,000 expected of each, standard deviation 41: eight of those are met by chance once in 10^15 runs.
    for (const count of counts.values()) expect(Math.abs(count - rounds / 6)).toBeLessThan(8 * 41);
  });
});
