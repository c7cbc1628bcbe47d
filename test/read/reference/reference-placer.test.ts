import { expect, test } from 'vitest';
import type { GrayImage, ScanPage } from '../../../src/domain/image.ts';
import type { Homography } from '../../../src/domain/page-read.ts';
import { createReader } from '../../../src/read/create-reader.ts';
import { projectMm } from '../../../src/read/page-view.ts';
import { createRandom, fillRect, flatMap, scanDrawing, type ScanOptions } from '../synthetic-page.ts';
import { adoptedForm, crossBox, drawAdoptedPage } from './adopted-page.ts';

const FORM = adoptedForm('two-pages', [11, 12]);
const { layout } = FORM;
const reader = await createReader({ forms: [FORM] });

const pageOf = (image: GrayImage): ScanPage => ({ pageIndex: 0, image, dpi: null });

/** Page 1 with the first box of each question crossed, seen through a map. */
const filled = (() => {
  const drawing = drawAdoptedPage(layout, 1, 11);
  for (const field of layout.pages[0]!.fields) {
    if (field.kind === 'choice') crossBox(drawing, field.boxes[0]!.rectMm);
  }
  // A note over the print: it must not move the page.
  for (let k = 0; k < 60; k++)
    fillRect(drawing, { x: 30 + k, y: 60 + 6 * Math.sin(k / 3), width: 1, height: 0.8 });
  return drawing;
})();

/** The farthest that any corner of a box is from where it is, in mm of the page. */
const worstMm = (found: Homography, truth: Homography): number => {
  let worst = 0;
  for (const x of [20, 105, 190]) {
    for (const y of [20, 148, 277]) {
      const a = projectMm(found, { x, y });
      const b = projectMm(truth, { x, y });
      const c = projectMm(truth, { x: x + 1, y });
      worst = Math.max(worst, Math.hypot(a.x - b.x, a.y - b.y) / Math.hypot(c.x - b.x, c.y - b.y));
    }
  }
  return worst;
};

/** A photo by hand: nearer to one corner, the page a part of the picture. */
const PHOTO: Homography = [5.2, 0.35, 190, -0.2, 5.6, 150, -0.0002, 0.00045, 1];

const SCANS: readonly (readonly [string, { map: Homography; width: number; height: number }, ScanOptions])[] =
  [
    ['flat at 200 dpi', flatMap(layout, 200, 0), {}],
    ['flat at 300 dpi, a degree askew', flatMap(layout, 300, 1.1), { noise: 3 }],
    ['flat at 100 dpi', flatMap(layout, 100, -0.6), { noise: 3 }],
    ['black and white with a black border', flatMap(layout, 200, 1.4, 1.04), { bilevel: true, beside: 0 }],
    ['turned by a quarter', flatMap(layout, 150, 90), {}],
    ['upside down', flatMap(layout, 150, 180), {}],
    ['turned by three quarters and askew', flatMap(layout, 150, 277), {}],
    [
      'a photo in perspective, on a dark table, half in shadow',
      { map: PHOTO, width: 1500, height: 1900 },
      {
        paper: 190,
        beside: 70,
        noise: 4,
        light: (x) => (x > 700 ? 0.6 : 1),
      },
    ],
  ];

test.each(SCANS)('finds an adopted page %s', async (_, { map, width, height }, options) => {
  const reading = await reader.readPage(pageOf(scanDrawing(filled, map, width, height, options)));
  expect(reading).toMatchObject({ form: 'two-pages', page: 1, copy: null });
  const found = reading.diagnostics.pageMmToScanPx;
  if (found === undefined) throw new Error('the page was not placed');
  expect(worstMm(found, map)).toBeLessThan(0.4);
  for (const reading1 of Object.values(reading.fields)) {
    // Never another answer in silence; what the resolution does not show is for a person.
    if (!reading1.review) expect(reading1.value).toBe('1');
  }
});

test('reads a clear scan without a person', async () => {
  const { map, width, height } = flatMap(layout, 200, 0.4);
  const reading = await reader.readPage(pageOf(scanDrawing(filled, map, width, height)));
  expect(reading.status).toBe('read');
  expect(Object.values(reading.fields).map((field) => field.value)).toEqual(
    Array.from({ length: 9 }, () => '1'),
  );
});

test('reads a page that curls by more than a millimetre', async () => {
  // What lies at y on the flat page is shown 1.2 mm to the side and a little higher at the worst.
  const bent = { ...filled, data: new Float32Array(filled.data.length) };
  for (let y = 0; y < filled.height; y++) {
    const phase = (2 * Math.PI * y) / filled.height;
    const fromY = Math.min(filled.height - 1, Math.max(0, Math.round(y + 0.6 * 8 * Math.sin(phase))));
    const shift = Math.round(1.2 * 8 * Math.sin(1.5 * phase));
    for (let x = 0; x < filled.width; x++) {
      const fromX = Math.min(filled.width - 1, Math.max(0, x + shift));
      bent.data[y * filled.width + x] = filled.data[fromY * filled.width + fromX]!;
    }
  }
  const { map, width, height } = flatMap(layout, 200, 0.7);
  const reading = await reader.readPage(pageOf(scanDrawing(bent, map, width, height)));
  expect(reading).toMatchObject({ form: 'two-pages', page: 1 });
  expect(reading.reasons).not.toContain('registration-inexact');
  for (const field of Object.values(reading.fields)) expect(field.value).toBe('1');
});

test('tells the pages of one form apart by their print', async () => {
  const { map, width, height } = flatMap(layout, 150, -0.8);
  const second = drawAdoptedPage(layout, 2, 12);
  const reading = await reader.readPage(pageOf(scanDrawing(second, map, width, height)));
  expect(reading).toMatchObject({ form: 'two-pages', page: 2 });
});

test('does not choose between two blanks that look the same', async () => {
  const twins = await createReader({ forms: [adoptedForm('one', [11]), adoptedForm('other', [11])] });
  const { map, width, height } = flatMap(layout, 150, 0);
  const reading = await twins.readPage(pageOf(scanDrawing(filled, map, width, height)));
  expect(reading).toMatchObject({ status: 'foreign', form: null, fields: {} });
});

const STRANGERS: readonly (readonly [string, () => GrayImage])[] = [
  [
    'the page of another form',
    () => {
      const { map, width, height } = flatMap(layout, 150, 0.5);
      return scanDrawing(drawAdoptedPage(layout, 1, 99), map, width, height);
    },
  ],
  [
    'noise',
    () => {
      const random = createRandom(5);
      return {
        data: Uint8Array.from({ length: 1240 * 1754 }, () => random() * 255),
        width: 1240,
        height: 1754,
      };
    },
  ],
  [
    'a photo of something else',
    () => {
      const random = createRandom(6);
      const blobs = Array.from({ length: 60 }, () => ({
        x: random() * 1200,
        y: random() * 1600,
        r: 20 + random() * 200,
        level: random() * 255,
      }));
      const data = new Uint8Array(1200 * 1600);
      for (let y = 0, at = 0; y < 1600; y++) {
        for (let x = 0; x < 1200; x++, at++) {
          let level = 120;
          for (const blob of blobs)
            if ((x - blob.x) ** 2 + (y - blob.y) ** 2 < blob.r ** 2) level = blob.level;
          data[at] = level + random() * 12;
        }
      }
      return { data, width: 1200, height: 1600 };
    },
  ],
  ['a black page', () => ({ data: new Uint8Array(1240 * 1754), width: 1240, height: 1754 })],
  ['a white page', () => ({ data: new Uint8Array(1240 * 1754).fill(255), width: 1240, height: 1754 })],
  [
    'a stamp of an image',
    () => ({ data: new Uint8Array(40 * 30).map((_, k) => (k % 3) * 100), width: 40, height: 30 }),
  ],
];

test.each(STRANGERS)('gives no answers for %s', async (_, draw) => {
  const reading = await reader.readPage(pageOf(draw()));
  expect(['foreign', 'blank', 'unreadable']).toContain(reading.status);
  expect(reading).toMatchObject({ form: null, page: null, fields: {} });
});
