import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { GrayImage } from '../../../src/domain/image.ts';
import type { Homography } from '../../../src/domain/page-read.ts';
import { createReader } from '../../../src/read/create-reader.ts';
import { projectMm } from '../../../src/read/page-view.ts';
import type { PageReader, PageReading } from '../../../src/read/reader.ts';
import { invertHomography } from '../../../src/read/registration/homography.ts';
import {
  createRandom,
  drawPage,
  fillRect,
  flatMap,
  scanDrawing,
  SYNTHETIC_COPY,
  SYNTHETIC_LAYOUT,
  type Drawing,
} from '../synthetic-page.ts';

let reader: PageReader;
let drawing: Drawing;
beforeAll(async () => {
  reader = await createReader({ forms: [{ layout: SYNTHETIC_LAYOUT, references: new Map() }] });
  drawing = drawPage();
});

const read = (image: GrayImage, dpi: number | null = null): Promise<PageReading> =>
  reader.readPage({ pageIndex: 0, image, dpi });

/** How far, at the worst point of a grid over the page, the map found is from the true one; Infinity where none was. */
const worstErrorMm = (reading: PageReading, truth: Homography): number => {
  const found = reading.diagnostics.pageMmToScanPx;
  const inverse = invertHomography(truth);
  if (found === undefined || inverse === null) return Infinity;
  let worst = 0;
  for (let x = 5; x <= 205; x += 20) {
    for (let y = 6; y <= 291; y += 19) {
      const back = projectMm(inverse, projectMm(found, { x, y }));
      worst = Math.max(worst, Math.hypot(back.x - x, back.y - y));
    }
  }
  return worst;
};

/** 'placed' where the page is named rightly and lies within `withinMm` everywhere, or what is wrong. */
const judge = (reading: PageReading, truth: Homography, withinMm: number): string => {
  if (reading.copy !== SYNTHETIC_COPY || reading.page !== 1) {
    return `${reading.status}: ${reading.reasons.join(', ')}; copy ${reading.copy}, page ${reading.page}`;
  }
  if (reading.reasons.includes('registration-inexact')) return 'registration-inexact';
  const error = worstErrorMm(reading, truth);
  return error < withinMm ? 'placed' : `off by ${error.toFixed(3)} mm`;
};

describe('the measure of the error itself', () => {
  test('a map that is turned by half a turn is found to be wrong', async () => {
    const { map, width, height } = flatMap(SYNTHETIC_LAYOUT, 150, 0);
    const reading = await read(scanDrawing(drawing, map, width, height));
    const turned = flatMap(SYNTHETIC_LAYOUT, 150, 180).map;
    expect(worstErrorMm(reading, map)).toBeLessThan(0.1);
    expect(worstErrorMm(reading, turned)).toBeGreaterThan(100);
  });
  test('a map that is shifted by a third of a millimetre is found to be wrong', async () => {
    const { map, width, height } = flatMap(SYNTHETIC_LAYOUT, 150, 0);
    const reading = await read(scanDrawing(drawing, map, width, height));
    const shifted: Homography = [map[0], map[1], map[2] + 2, map[3], map[4], map[5], 0, 0, 1];
    expect(worstErrorMm(reading, shifted)).toBeGreaterThan(0.3);
  });
});

describe('flat scans', () => {
  test.each([
    [150, 0],
    [150, 90],
    [150, 180],
    [150, 270],
    [150, 15],
    [150, -15],
    [200, 94],
    [100, 3],
    [300, 181],
  ])('%i dpi, turned by %i degrees', async (dpi, turn) => {
    const { map, width, height } = flatMap(SYNTHETIC_LAYOUT, dpi, turn);
    const reading = await read(scanDrawing(drawing, map, width, height, { noise: 5 }), dpi);
    expect(judge(reading, map, 0.1)).toBe('placed');
    const quarter = (Math.round(turn / 90) * 90 + 360) % 360;
    expect(reading.diagnostics.rotationDeg).toBe(quarter);
    expect(reading.diagnostics.dpiX).toBeCloseTo(dpi, 0);
    expect(reading.diagnostics.scale).toBeCloseTo(1, 2);
  });

  test.each([150, 300])('black and white at %i dpi', async (dpi) => {
    const { map, width, height } = flatMap(SYNTHETIC_LAYOUT, dpi, 1.2);
    expect(
      judge(await read(scanDrawing(drawing, map, width, height, { noise: 12, bilevel: true })), map, 0.12),
    ).toBe('placed');
  });

  test('any turn, stretch and place within what scanners do', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          turn: fc.double({ min: -180, max: 180, noNaN: true }),
          skew: fc.double({ min: -0.006, max: 0.006, noNaN: true }),
          stretch: fc.double({ min: 0.97, max: 1.03, noNaN: true }),
          scale: fc.double({ min: 0.9, max: 1.1, noNaN: true }),
          seed: fc.integer({ min: 1, max: 1e6 }),
        }),
        async ({ turn, skew, stretch, scale, seed }) => {
          const { map, width, height } = flatMap(SYNTHETIC_LAYOUT, 150 * scale, turn, 1.04);
          const bent: Homography = [
            map[0] * stretch,
            map[1] + skew,
            map[2] + width * 0.5 * (1 - stretch) * Math.sign(map[0]) * 0.2,
            map[3] * stretch,
            map[4],
            map[5],
            0,
            0,
            1,
          ];
          const image = scanDrawing(drawing, bent, width, height, { noise: 5, seed, paper: 225, ink: 50 });
          const inside = [
            [7, 7],
            [203, 7],
            [203, 290],
            [7, 290],
          ].every(([x = 0, y = 0]) => {
            const p = projectMm(bent, { x, y });
            return p.x > 2 && p.y > 2 && p.x < width - 2 && p.y < height - 2;
          });
          fc.pre(inside);
          expect(judge(await read(image), bent, 0.1)).toBe('placed');
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('phone photos', () => {
  test.each([1, 2, 3, 4, 5, 6])('perspective and shadow, seed %i', async (seed) => {
    const random = createRandom(seed);
    const width = 1500;
    const height = 2000;
    const g = (random() - 0.5) * 0.0012;
    const h = (random() - 0.5) * 0.0009;
    const turn = (random() - 0.5) * 0.2;
    const s = 5.9;
    const cos = Math.cos(turn) * s;
    const sin = Math.sin(turn) * s;
    // About the page's centre, which comes to the picture's centre.
    const about = (x: number, y: number): [number, number, number] => [x, y, -105 * x - 148.5 * y];
    const [wx, wy, w0] = about(g, h);
    const w = w0 + 1;
    const [ax, ay, a0] = about(cos, -sin);
    const [bx, by, b0] = about(sin, cos);
    const map: Homography = [
      ax + (width / 2) * wx,
      ay + (width / 2) * wy,
      a0 + (width / 2) * w,
      bx + (height / 2) * wx,
      by + (height / 2) * wy,
      b0 + (height / 2) * w,
      wx,
      wy,
      w,
    ];
    const dark = 0.45 + random() * 0.2;
    const image = scanDrawing(drawing, map, width, height, {
      noise: 5,
      seed,
      beside: 90,
      light: (x, y) => 1 - (1 - dark) / (1 + Math.exp(-(x * 0.7 + y - 1500) / 150)),
    });
    expect(judge(await read(image), map, 0.2)).toBe('placed');
  });
});

describe('marks that are lost', () => {
  test.each([0, 1, 2, 3])('without mark %i', async (mark) => {
    const { map, width, height } = flatMap(SYNTHETIC_LAYOUT, 150, 181.3);
    const image = scanDrawing(drawPage({ withoutMarks: [mark] }), map, width, height, { noise: 5 });
    const reading = await read(image);
    expect(judge(reading, map, 0.25)).toBe('placed');
    expect(reading.diagnostics.registrationMarksFound).toBe(3);
  });

  test.each([
    [0, 1],
    [1, 2],
    [0, 2],
    [2, 3],
  ])('without marks %i and %i', async (one, other) => {
    const { map, width, height } = flatMap(SYNTHETIC_LAYOUT, 150, 0.7);
    const image = scanDrawing(drawPage({ withoutMarks: [one, other] }), map, width, height, { noise: 5 });
    expect(judge(await read(image), map, 0.4)).toBe('placed');
  });

  test('with no mark but both codes the page is placed and goes to review', async () => {
    const { map, width, height } = flatMap(SYNTHETIC_LAYOUT, 150, 0.7);
    const image = scanDrawing(drawPage({ withoutMarks: [0, 1, 2, 3] }), map, width, height, { noise: 5 });
    const reading = await read(image);
    expect(reading.reasons).toContain('registration-marks-missing');
    expect(worstErrorMm(reading, map)).toBeLessThan(1.2);
  });

  test('the code that stands in for marks is named', async () => {
    const { map, width, height } = flatMap(SYNTHETIC_LAYOUT, 150, 90.5);
    const codes = [
      null,
      { kind: 'page', form: SYNTHETIC_LAYOUT.form, copy: SYNTHETIC_COPY, page: 1 },
    ] as const;
    const torn = drawPage({ withoutMarks: [0, 1], codes });
    const reading = await read(scanDrawing(torn, map, width, height, { noise: 5 }));
    expect(judge(reading, map, 0.5)).toBe('placed');
    expect(reading.diagnostics.pageCodeFrom).toBe('code-2');
  });

  test('a stroke through a mark does not move the page', async () => {
    const struck = drawPage();
    for (let k = 0; k < 60; k++)
      fillRect(struck, { x: 1 + k * 0.4, y: 4 + k * 0.2, width: 0.7, height: 0.7 });
    const { map, width, height } = flatMap(SYNTHETIC_LAYOUT, 200, -0.4);
    expect(judge(await read(scanDrawing(struck, map, width, height, { noise: 5 })), map, 0.15)).toBe(
      'placed',
    );
  });

  test('black borders that touch a mark', async () => {
    const { map, width, height } = flatMap(SYNTHETIC_LAYOUT, 200, 0.8);
    const shifted: Homography = [map[0], map[1], map[2] - 52, map[3], map[4], map[5], 0, 0, 1];
    const image = scanDrawing(drawing, shifted, width, height, { noise: 5, beside: 12 });
    expect(judge(await read(image), shifted, 0.3)).toBe('placed');
  });
});
