import { describe, expect, it } from 'vitest';
import { frameDigit, type InkPatch } from '../../../src/read/digits/digit-image.ts';

const MARGIN_PX = 4;

/** A patch as wide and high as a cell of 6 x 7.5 mm has, with ink in these rectangles (px: left, top, width, height). */
const patchWith = (...strokes: readonly (readonly [number, number, number, number])[]): InkPatch => {
  const [width, height] = [57, 69];
  const data = new Float32Array(width * height);
  for (const [left, top, across, down] of strokes) {
    for (let y = top; y < top + down; y++) data.fill(1, y * width + left, y * width + left + across);
  }
  return { data, width, height };
};

describe('framing a digit', () => {
  it('takes a cell without ink as bare, and one with a crumb of ink as doubtful', () => {
    expect(frameDigit(patchWith(), MARGIN_PX)).toBe('bare');
    expect(frameDigit(patchWith([28, 40, 1, 1]), MARGIN_PX)).toBe('bare');
    // What a black-and-white scan may leave of a pale 1.
    expect(frameDigit(patchWith([28, 40, 2, 2]), MARGIN_PX)).toBe('doubtful');
    expect(frameDigit(patchWith([28, 30, 2, 7]), MARGIN_PX)).toBe('doubtful');
  });

  it('does not take what remains of the printed line, or the neighbour, as crumbs', () => {
    expect(frameDigit(patchWith([4, 10, 2, 3], [0, 30, 3, 5]), MARGIN_PX)).toBe('bare');
  });

  it('puts the centre of mass in the middle, whatever the size', () => {
    for (const [left, top, across, down] of [
      [10, 10, 4, 40],
      [25, 20, 3, 25],
    ] as const) {
      const image = frameDigit(patchWith([left, top, across, down]), MARGIN_PX);
      if (typeof image === 'string') throw new Error(image);
      const sum = image.pixels.reduce((all, ink) => all + ink, 0);
      const x = image.pixels.reduce((all, ink, i) => all + ink * ((i % 28) + 0.5), 0) / sum;
      const y = image.pixels.reduce((all, ink, i) => all + ink * (Math.floor(i / 28) + 0.5), 0) / sum;
      expect(x).toBeCloseTo(14, 3);
      expect(y).toBeCloseTo(14, 3);
    }
  });

  it('counts the pieces that a digit is in', () => {
    const whole = frameDigit(patchWith([20, 10, 4, 40]), MARGIN_PX);
    const broken = frameDigit(patchWith([20, 10, 4, 14], [20, 28, 3, 3], [20, 36, 4, 12]), MARGIN_PX);
    expect(whole).toMatchObject({ pieces: 1 });
    expect(broken).toMatchObject({ pieces: 3 });
  });
});
