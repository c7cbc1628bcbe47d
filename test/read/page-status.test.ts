import { beforeAll, describe, expect, test } from 'vitest';
import type { GrayImage } from '../../src/domain/image.ts';
import { encodePageCode } from '../../src/domain/page-code.ts';
import type { Homography } from '../../src/domain/page-read.ts';
import { createReader } from '../../src/read/create-reader.ts';
import type { PageReader, PageReading } from '../../src/read/reader.ts';
import {
  createRandom,
  drawCode,
  drawPage,
  fillRect,
  flatMap,
  scanDrawing,
  SYNTHETIC_COPY,
  SYNTHETIC_LAYOUT,
  type Drawing,
  type PageDrawingOptions,
} from './synthetic-page.ts';

let reader: PageReader;
beforeAll(async () => {
  reader = await createReader({ forms: [{ layout: SYNTHETIC_LAYOUT, references: new Map() }] });
});

const DPI = 150;
const scan = (drawing: Drawing): GrayImage => {
  const { map, width, height } = flatMap(SYNTHETIC_LAYOUT, DPI, 0.5);
  return scanDrawing(drawing, map, width, height, { noise: 5 });
};
const read = (image: GrayImage, by: PageReader = reader): Promise<PageReading> =>
  by.readPage({ pageIndex: 3, image, dpi: DPI });
const readDrawn = (options: PageDrawingOptions): Promise<PageReading> => read(scan(drawPage(options)));
const evenly = (level: (x: number, y: number) => number): GrayImage => {
  const width = 1240;
  const height = 1754;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[y * width + x] = level(x, y);
  return { data, width, height };
};
const OTHER = { kind: 'page', form: SYNTHETIC_LAYOUT.form, copy: 'ABCDEFGHJK', page: 1 } as const;

describe('pages that are nothing of ours', () => {
  const random = createRandom(11);
  test.each([
    ['all white', evenly(() => 255), 'blank', 'image-empty'],
    ['white with noise', evenly(() => 235 + random() * 20), 'blank', 'image-empty'],
    ['white with a streak', evenly((x) => (x > 700 && x < 706 ? 60 : 240)), 'blank', 'image-empty'],
    ['white with a black border', evenly((x, y) => (x < 140 || y > 1600 ? 8 : 240)), 'blank', 'image-empty'],
    ['all black', evenly(() => 4), 'unreadable', 'image-black'],
    ['gray noise', evenly(() => random() * 255), 'foreign', 'no-page-code'],
    ['black and white noise', evenly(() => (random() < 0.5 ? 0 : 255)), 'foreign', 'no-page-code'],
    [
      'soft shapes like a photo',
      evenly((x, y) => 128 + 60 * Math.sin(x / 90 + Math.sin(y / 70)) + 50 * Math.cos(y / 130 + x / 400)),
      'foreign',
      'no-page-code',
    ],
  ] as const)('%s', async (_name, image, status, reason) => {
    const reading = await read(image);
    expect({ status: reading.status, reasons: reading.reasons }).toEqual({ status, reasons: [reason] });
    expect(reading.fields).toEqual({});
    expect(reading.pageIndex).toBe(3);
  });

  test.each([
    [1, 1],
    [3, 900],
    [900, 2],
    [40, 40],
  ])('an image of %i x %i px gives a status, not an error', async (width, height) => {
    const random = createRandom(3);
    const data = Uint8Array.from({ length: width * height }, () => random() * 255);
    const reading = await read({ data, width, height });
    expect(['blank', 'foreign', 'unreadable']).toContain(reading.status);
    expect(reading.fields).toEqual({});
  });

  test('a page with one line of writing', async () => {
    const drawing = drawPage({ withoutMarks: [0, 1, 2, 3], codes: [null, null], withText: false });
    drawing.data.fill(0);
    for (let k = 0; k < 12; k++) fillRect(drawing, { x: 50 + k * 5, y: 80, width: 1.2, height: 4 });
    expect(await read(scan(drawing))).toMatchObject({ status: 'foreign', reasons: ['no-page-code'] });
  });

  test('a page of text with a code of somebody else', async () => {
    const page = drawPage({ withoutMarks: [0, 1, 2, 3], codes: ['HTTP://EXAMPLE.ORG', null] });
    const reading = await read(scan(page));
    expect(reading).toMatchObject({ status: 'foreign', reasons: ['no-page-code'], copy: null, fields: {} });
  });

  test('a form that was never printed here', async () => {
    const reading = await readDrawn({ codes: [{ ...OTHER, form: 'ZZZZZZZZ' }] });
    expect(reading).toMatchObject({
      status: 'foreign',
      reasons: ['form-unknown'],
      form: 'ZZZZZZZZ',
      fields: {},
    });
  });
});

describe('pages of ours that cannot be read', () => {
  test('a page number that the form does not have', async () => {
    const reading = await readDrawn({ codes: [{ ...OTHER, page: 9 }] });
    expect(reading).toMatchObject({ status: 'unreadable', reasons: ['page-unknown'], page: 9, fields: {} });
  });

  // The two pages of this layout have their boxes in the same places: nothing tells them apart.
  test('both codes torn off a page that looks like another', async () => {
    const reading = await readDrawn({ codes: [null, null] });
    expect(reading).toMatchObject({ status: 'unreadable', reasons: ['page-alike'], fields: {} });
    expect(reading.diagnostics.registrationMarksFound).toBe(4);
  });

  test('a mirror image', async () => {
    const { map, width, height } = flatMap(SYNTHETIC_LAYOUT, DPI, 3);
    const mirror: Homography = [-map[0], -map[1], width - map[2], map[3], map[4], map[5], 0, 0, 1];
    const reading = await read(scanDrawing(drawPage(), mirror, width, height, { noise: 5 }));
    expect(reading).toMatchObject({ status: 'unreadable', reasons: ['mirrored'], fields: {} });
  });

  test('one code alone does not place a page', async () => {
    const drawing = drawPage({ withoutMarks: [0, 1, 2, 3], codes: [OTHER] });
    const reading = await read(scan(drawing));
    expect(reading).toMatchObject({
      status: 'unreadable',
      reasons: ['registration-marks-missing'],
      copy: OTHER.copy,
      fields: {},
    });
  });
});

describe('pages that a person must look at', () => {
  test('codes that name different copies', async () => {
    const own = { ...OTHER, copy: SYNTHETIC_COPY };
    const reading = await readDrawn({ codes: [own, OTHER] });
    expect(reading.status).toBe('review');
    expect(reading.reasons).toContain('page-codes-disagree');
  });

  test('a copy that is in no print run', async () => {
    const strict = await createReader({
      forms: [{ layout: SYNTHETIC_LAYOUT, references: new Map() }],
      copyKnown: (form, copy) => form === SYNTHETIC_LAYOUT.form && copy === SYNTHETIC_COPY,
    });
    expect((await read(scan(drawPage()), strict)).reasons).not.toContain('copy-unknown');
    const stranger = await read(scan(drawPage({ codes: [OTHER, OTHER] })), strict);
    expect(stranger.status).toBe('review');
    expect(stranger.reasons).toContain('copy-unknown');
  });

  test('printed words name the page where both codes are torn off', async () => {
    const words = { x: 150, y: 8, width: 28, height: 4 };
    const [first, ...others] = SYNTHETIC_LAYOUT.pages;
    if (first === undefined) throw new Error('the layout has no page');
    const worded = {
      ...first,
      pageCodes: first.pageCodes.map((code, k) => (k === 0 ? { ...code, textRectMm: words } : code)),
    };
    const layout = { ...SYNTHETIC_LAYOUT, pages: [worded, ...others] };
    const seen: GrayImage[] = [];
    const literate = await createReader({
      forms: [{ layout, references: new Map() }],
      recogniseLine: (line) => {
        seen.push(line);
        return Promise.resolve('P K7Q2M9XW 4F7T29QHXM 1 ZP');
      },
    });
    const reading = await read(scan(drawPage({ codes: [null, null] })), literate);
    expect(reading).toMatchObject({ copy: SYNTHETIC_COPY, page: 1 });
    expect(reading.diagnostics.pageCodeFrom).toBe('text');
    expect(seen.map(({ width, height }) => ({ width, height }))).toEqual([{ width: 355, height: 67 }]);

    const careless = await createReader({
      forms: [{ layout, references: new Map() }],
      recogniseLine: () => Promise.resolve('P K7Q2M9XW 4F7T29QHXN 1 ZP'),
    });
    expect(await read(scan(drawPage({ codes: [null, null] })), careless)).toMatchObject({
      status: 'unreadable',
      copy: null,
      reasons: ['page-alike'],
    });
  });
});

describe('batch headers', () => {
  const header = (): Drawing => {
    const drawing = drawPage({ withoutMarks: [0, 1, 2, 3], codes: [null, null] });
    fillRect(drawing, { x: 60, y: 30, width: 60, height: 60 }, 0);
    drawCode(drawing, { x: 70, y: 40, width: 30, height: 30 }, 'B7ZK2M9XW4FP9');
    return drawing;
  };
  test('a header names its batch and has no fields', async () => {
    const drawing = drawPage({ withoutMarks: [0, 1, 2, 3], codes: [null, null] });
    const batch = 'B7ZK2M9XW4';
    fillRect(drawing, { x: 60, y: 30, width: 60, height: 60 }, 0);
    drawCode(drawing, { x: 70, y: 40, width: 30, height: 30 }, encodePageCode({ kind: 'batch', batch }));
    const reading = await read(scan(drawing));
    expect(reading).toMatchObject({ status: 'read', batchHeader: batch, form: null, copy: null, fields: {} });
  });
  test('a header with registration marks, its code elsewhere than on a page', async () => {
    const drawing = drawPage({ codes: [null, null] });
    const batch = 'B7ZK2M9XW4';
    fillRect(drawing, { x: 60, y: 30, width: 60, height: 60 }, 0);
    drawCode(drawing, { x: 70, y: 40, width: 30, height: 30 }, encodePageCode({ kind: 'batch', batch }));
    expect(await read(scan(drawing))).toMatchObject({ status: 'read', batchHeader: batch, reasons: [] });
  });
  test('a code whose check fails is no header', async () => {
    expect(await read(scan(header()))).toMatchObject({
      status: 'unreadable',
      reasons: ['page-code-check-failed'],
    });
  });
});
