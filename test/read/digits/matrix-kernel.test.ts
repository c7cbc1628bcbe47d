import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMatrixMemory } from '../../../src/read/digits/matrix-kernel.ts';

describe('matrix kernel', () => {
  it('adds the product as the plain definition does, for any shape', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 13 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 17 }),
        fc.infiniteStream(fc.integer({ min: -9, max: 9 })),
        (m, eights, k, numbers) => {
          const n = eights * 8;
          const memory = createMatrixMemory(m * k + k * n + m * n + 64);
          const [a, b, c] = [memory.allocate(m * k), memory.allocate(k * n), memory.allocate(m * n)];
          for (const { data } of [a, b, c])
            for (let i = 0; i < data.length; i++) data[i] = numbers.next().value ?? 0;
          const wanted = Float32Array.from(c.data);
          for (let i = 0; i < m; i++)
            for (let j = 0; j < n; j++)
              for (let x = 0; x < k; x++)
                wanted[i * n + j] =
                  (wanted[i * n + j] ?? 0) + (a.data[i * k + x] ?? 0) * (b.data[x * n + j] ?? 0);
          memory.multiplyAdd(a, b, c, m, n, k);
          expect(c.data).toEqual(wanted);
        },
      ),
    );
  });

  it('refuses what does not fit', () => {
    const memory = createMatrixMemory(100);
    const [a, b, c] = [memory.allocate(4), memory.allocate(16), memory.allocate(16)];
    expect(() => memory.multiplyAdd(a, b, c, 2, 7, 2)).toThrow(/multiple of 8/);
    expect(() => memory.multiplyAdd(a, b, c, 4, 8, 2)).toThrow(/room/);
    expect(() => memory.allocate(1e6)).toThrow(/at most/);
  });
});
