import { beforeAll, describe, expect, it } from 'vitest';
import type { GrayImage } from '../../src/domain/image.ts';
import { createReader } from '../../src/read/create-reader.ts';
import type { PageReader } from '../../src/read/reader.ts';
import { drawPage, fillRect, flatMap, scanDrawing, SYNTHETIC_LAYOUT } from './synthetic-page.ts';

const DPI = 150;
const PX_PER_MM = DPI / 25.4;

let reader: PageReader;
beforeAll(async () => {
  reader = await createReader({ forms: [{ layout: SYNTHETIC_LAYOUT, references: new Map() }] });
});

/** A scan whose page lies turned by 0.6 degrees, with a printed rule over the whole text and marks as people leave them. */
const scanPage = (turnDeg = 0.6): GrayImage => {
  const drawing = drawPage({});
  fillRect(drawing, { x: 20, y: 120, width: 170, height: 0.3 });
  fillRect(drawing, { x: 105, y: 25, width: 0.3, height: 240 });
  const { map, width, height } = flatMap(SYNTHETIC_LAYOUT, DPI, turnDeg);
  return scanDrawing(drawing, map, width, height, { noise: 4 });
};

const darken = (image: GrayImage, isStreak: (x: number, y: number) => boolean, by: number): GrayImage => {
  const data = Uint8Array.from(image.data, (level, at) =>
    isStreak(at % image.width, Math.floor(at / image.width)) ? Math.max(0, level - by) : level,
  );
  return { ...image, data };
};

const streaksOf = async (image: GrayImage) => {
  const { diagnostics } = await reader.readPage({ pageIndex: 0, image, dpi: DPI });
  expect(diagnostics.registrationMarksFound).toBe(4);
  return diagnostics.streaks;
};

describe('streaks of dirty glass', () => {
  it('are none on a clean scan, printed rules or not, straight or askew', async () => {
    expect(await streaksOf(scanPage())).toEqual([]);
    expect(await streaksOf(scanPage(0))).toEqual([]);
  });

  it.each([
    ['faint', 35],
    ['black', 200],
  ])('are found where they are: %s', async (_name, by) => {
    const image = scanPage();
    const at = Math.round(143 * PX_PER_MM);
    const [streak, ...others] = (await streaksOf(darken(image, (x) => x === at, by))) ?? [];
    expect(others).toEqual([]);
    expect(streak?.direction).toBe('vertical');
    expect(Math.abs((streak?.atMm ?? 0) - 143)).toBeLessThan(0.3);
    const row = Math.round(70 * PX_PER_MM);
    const [across] = (await streaksOf(darken(image, (_x, y) => y === row, by))) ?? [];
    expect(across?.direction).toBe('horizontal');
    expect(Math.abs((across?.atMm ?? 0) - 70)).toBeLessThan(0.3);
  });

  it('are not folds, which lie with the paper, nor strokes that end', async () => {
    const image = scanPage();
    const lean = Math.tan((0.6 * Math.PI) / 180);
    const fold = darken(image, (x, y) => Math.round(600 - lean * y) === x, 90);
    expect(await streaksOf(fold)).toEqual([]);
    const stroke = darken(image, (x, y) => x === 700 && y > 250 && y < 1300, 150);
    expect(await streaksOf(stroke)).toEqual([]);
  });
});

describe('what else the page says of printer and scanner', () => {
  it('names the corner without its mark, and tells black and white from gray', async () => {
    const image = scanPage();
    const cut = darken(image, () => false, 0);
    // The mark at the page's bottom left, with the paper around it.
    for (let y = Math.round(280 * PX_PER_MM); y < cut.height; y++) {
      for (let x = 0; x < 16 * PX_PER_MM; x++) cut.data[y * cut.width + x] = 240;
    }
    const { diagnostics } = await reader.readPage({ pageIndex: 0, image: cut, dpi: DPI });
    expect(diagnostics.marksMissing).toEqual(['bottom-left']);
    expect(diagnostics.bilevel).toBe(false);
    const bilevel = { ...image, data: image.data.map((level) => (level < 128 ? 0 : 255)) };
    const seen = (await reader.readPage({ pageIndex: 0, image: bilevel, dpi: DPI })).diagnostics;
    expect({ bilevel: seen.bilevel, marksMissing: seen.marksMissing }).toEqual({
      bilevel: true,
      marksMissing: [],
    });
  });
});
