import { describe, expect, test } from 'vitest';
import { centreOfRectMm } from '../../../src/domain/geometry.ts';
import type { GrayImage } from '../../../src/domain/image.ts';
import { readFields } from '../../../src/read/marks/read-fields.ts';
import type { DrawnMark } from '../../../src/read/marks/training/drawn-strokes.ts';
import { CLEAN, drawFields } from './drawn-fields.ts';

/** A gray page as a scanner makes it black and white that takes for black what is darker than `level`. */
const cutAt = ({ data, width, height }: GrayImage, level: number): GrayImage => ({
  data: data.map((value) => (value < level ? 0 : 255)),
  width,
  height,
});

describe('a black and white scan that is too light', () => {
  const UNTOUCHED = Array.from({ length: 8 }, () => ({}));
  const readCutAt = (level: number) => {
    // Lines a pixel and a half wide, whose middle is as dark as the ink.
    const conditions = { ...CLEAN, dpi: 150, jpegQuality: null, noise: 4, frameWidthMm: 0.2 };
    const { view, page } = drawFields(17, conditions, UNTOUCHED);
    const cut = { ...view, image: cutAt(view.image, level), paperLevel: 255, inkLevel: 0 };
    return { cut, readings: Object.values(readFields(cut, page)) };
  };

  test('asks a person where it shows nothing', () => {
    const { readings } = readCutAt(95);
    for (const reading of readings) {
      expect(reading.review).toBe(true);
      expect(reading.reasons).toEqual(
        expect.arrayContaining([expect.stringMatching(/scan-too-light|box-not-found/)]),
      );
    }
    expect(readings.some(({ reasons }) => reasons?.includes('scan-too-light'))).toBe(true);
  });

  test('and one that is not is believed', () => {
    for (const reading of readCutAt(170).readings)
      expect(reading).toMatchObject({ state: 'blank', review: false });
  });

  test('nor is gray doubted, in which thin lines are pale', () => {
    const conditions = { ...CLEAN, dpi: 150, blurPx: 1.2, frameWidthMm: 0.2 };
    const { view, page } = drawFields(17, conditions, UNTOUCHED);
    for (const reading of Object.values(readFields(view, page)))
      expect(reading.reasons ?? []).not.toContain('scan-too-light');
  });
});

describe('a streak of dirty glass through a box', () => {
  /** The page with a line of `level` from its top to its bottom, through the middle of the second box. */
  const readWithStreak = (seed: number, entry: Readonly<Record<number, DrawnMark>>, level: number) => {
    const entries = Array.from({ length: 10 }, (_, row) => (row === 4 ? entry : {}));
    const drawn = drawFields(
      seed,
      { ...CLEAN, skewDeg: 0, curlMm: 0, placementErrorMm: 0 },
      entries,
      'ballpoint',
    );
    const { image } = drawn.view;
    const field = drawn.page.fields[4];
    if (field?.kind !== 'choice') throw new Error('Expected a choice.');
    const x = Math.round(drawn.truePx(centreOfRectMm(field.boxes[1]!.rectMm)).x);
    for (let y = 0; y < image.height; y++) {
      for (const column of [x, x + 1]) {
        const at = y * image.width + column;
        image.data[at] = Math.min(image.data[at]!, level);
      }
    }
    return readFields(drawn.view, drawn.page)['F4']!;
  };

  test('is no mark', () => {
    expect(readWithStreak(23, {}, 150)).toMatchObject({ state: 'blank' });
  });

  test('does not take a stroke along it away', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const reading = readWithStreak(seed, { 1: 'bar' }, 150);
      if (!reading.review) expect(reading.value, `seed ${seed}`).toBe('2');
    }
  });
});
