import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clearGaps,
  neighbourhoodOffsets,
  planeLayout,
  planesLength,
} from '../../../src/read/network/planes.ts';
import { createProductKernel, packRows } from '../../../src/read/network/product-kernel.ts';
import { createGradientKernel, takeGradient } from '../../../src/read/network/training/gradient-kernel.ts';
import { createKernelMemory } from '../../../src/read/network/wasm-assembly.ts';

/** Small whole numbers: sums of their products are exact, in whatever order. */
const wholes = (random: () => number, count: number): number[] =>
  Array.from({ length: count }, () => Math.floor(random() * 19) - 9);

const shapes = fc.record({
  inputs: fc.integer({ min: 1, max: 5 }),
  outputs: fc.integer({ min: 1, max: 9 }),
  side: fc.integer({ min: 2, max: 9 }),
  seed: fc.integer({ min: 1, max: 1e6 }),
});

/** Numbers from a seed (Lehmer's generator), so that a failing case can be run again. */
const numbersFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
};

describe('the product kernel', () => {
  it('convolves with 3 x 3 px, with biases and a rectifier, as plain loops do', () => {
    fc.assert(
      fc.property(shapes, ({ inputs, outputs, side, seed }) => {
        const random = numbersFrom(seed);
        const layout = planeLayout(side);
        const weights = Float32Array.from(wholes(random, outputs * inputs * 9));
        const biases = wholes(random, outputs);
        const images = Array.from({ length: inputs }, () => wholes(random, side * side));
        const table = neighbourhoodOffsets(layout, inputs);
        const memory = createKernelMemory(20_000);
        const from = memory.floats(planesLength(layout, inputs));
        images.forEach((image, plane) =>
          image.forEach((value, i) => {
            const at = Math.floor(i / side) * layout.rowStride + (i % side);
            from.data[plane * layout.stride + layout.lead + at] = value;
          }),
        );
        const offsets = memory.ints(table.length);
        offsets.data.set(table);
        const packed = memory.floats(weights.length);
        packRows(weights, outputs, packed.data);
        const biasArray = memory.floats(outputs);
        biasArray.data.set(biases);
        const to = memory.floats(planesLength(layout, outputs));
        createProductKernel(memory)({
          weights: packed,
          biases: biasArray,
          from,
          offsets,
          to,
          toFirst: layout.lead,
          toStride: layout.stride,
          rows: outputs,
          columns: layout.length,
          least: 0,
        });
        clearGaps(to.data, layout, outputs);
        const wanted = new Float32Array(to.data.length);
        for (let o = 0; o < outputs; o++) {
          for (let y = 0; y < side; y++) {
            for (let x = 0; x < side; x++) {
              let sum = biases[o]!;
              for (let i = 0; i < inputs; i++) {
                for (let tap = 0; tap < 9; tap++) {
                  const [sy, sx] = [y + Math.floor(tap / 3) - 1, x + (tap % 3) - 1];
                  if (sy >= 0 && sx >= 0 && sy < side && sx < side)
                    sum += weights[(o * inputs + i) * 9 + tap]! * images[i]![sy * side + sx]!;
                }
              }
              wanted[o * layout.stride + layout.lead + y * layout.rowStride + x] = Math.max(0, sum);
            }
          }
        }
        expect(to.data).toEqual(wanted);
      }),
    );
  });

  it('refuses what does not fit', () => {
    const memory = createKernelMemory(100);
    const [weights, biases, from, to] = [
      memory.floats(8),
      memory.floats(2),
      memory.floats(16),
      memory.floats(16),
    ];
    const offsets = memory.ints(4);
    const product = {
      weights,
      biases,
      from,
      offsets,
      to,
      toFirst: 0,
      toStride: 8,
      rows: 2,
      columns: 8,
      least: 0,
    };
    const run = createProductKernel(memory);
    expect(() => run(product)).not.toThrow();
    expect(() => run({ ...product, columns: 7 })).toThrow(/multiple of 8/);
    expect(() => run({ ...product, rows: 3 })).toThrow(/room/);
    expect(() => memory.floats(1e6)).toThrow(/at most/);
  });
});

describe('the gradient kernel', () => {
  it('sums what is wanted times what was seen, row by offset, as plain loops do', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 1e6 }),
        (fours, count, pixelFours, seed) => {
          const random = numbersFrom(seed);
          const [rows, pixels] = [4 * fours, 4 * pixelFours];
          const memory = createKernelMemory(10_000);
          const [wanted, seen] = [memory.floats(rows * pixels), memory.floats(count * 5 + pixels)];
          wanted.data.set(wholes(random, wanted.data.length));
          seen.data.set(wholes(random, seen.data.length));
          const places = Array.from({ length: count }, (_, i) => 5 * i);
          const offsets = memory.ints(count + (count % 2));
          offsets.data.set(places.map((place) => 4 * place));
          const sums = memory.floats(rows * offsets.data.length * 4);
          const run = createGradientKernel(memory);
          const order = { wanted, first: 0, stride: pixels, rows, pixels, seen, offsets, sums };
          run(order);
          run(order);
          const result = new Float32Array(rows * count);
          takeGradient(sums.data, rows, count, result);
          const expected = Float32Array.from(result, (_, at) => {
            const [row, place] = [Math.floor(at / count), places[at % count]!];
            let sum = 0;
            for (let p = 0; p < pixels; p++) sum += wanted.data[row * pixels + p]! * seen.data[place + p]!;
            return 2 * sum;
          });
          expect(result).toEqual(expected);
          expect(sums.data.every((value) => value === 0)).toBe(true);
        },
      ),
    );
  });
});
