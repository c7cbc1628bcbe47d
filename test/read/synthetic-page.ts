import bwip from 'bwip-js';
import type { RectMm } from '../../src/domain/geometry.ts';
import type { GrayImage } from '../../src/domain/image.ts';
import { LAYOUT_SCHEMA, type Layout, type LayoutPage } from '../../src/domain/layout.ts';
import { encodePageCode, type PageCode } from '../../src/domain/page-code.ts';
import type { Homography } from '../../src/domain/page-read.ts';
import { invertHomography } from '../../src/read/registration/homography.ts';

/**
 * Pages drawn straight from a layout, without PDF or simulator: registration and page codes can then be tested
 * against places that are known exactly.
 */

/** Repeatable random numbers in 0..1 (mulberry32). */
export const createRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

const square = (x: number, y: number, side: number): { rectMm: RectMm } => ({
  rectMm: { x, y, width: side, height: side },
});

const pageOf = (page: number): LayoutPage => ({
  page,
  registrationMarks: [square(7, 7, 5), square(198, 7, 5), square(198, 263, 5), square(7, 285, 5)],
  pageCodes: [square(180, 7, 12.5), square(17, 277.5, 12.5)],
  fields: [
    {
      variable: `q${page}`,
      kind: 'choice',
      multiple: false,
      boxes: [1, 2, 3, 4, 5].map((code) => ({
        code: String(code),
        rectMm: { x: 40 + code * 12, y: 90, width: 4, height: 4 },
      })),
    },
    {
      variable: `t${page}`,
      kind: 'text',
      rectMm: { x: 30, y: 160, width: 120, height: 20 },
    },
  ],
});

export const SYNTHETIC_LAYOUT: Layout = {
  schema: LAYOUT_SCHEMA,
  form: 'K7Q2M9XW',
  survey: 'synthetic',
  language: 'en',
  paper: { widthMm: 210, heightMm: 297 },
  pages: [pageOf(1), pageOf(2)],
};

export const SYNTHETIC_COPY = '4F7T29QHXM';

export interface Drawing {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly pxPerMm: number;
}

/** Black (1) over white (0), with the exact share of each pixel that the rectangle covers. */
export const fillRect = (drawing: Drawing, rect: RectMm, ink = 1): void => {
  const { data, width, height, pxPerMm } = drawing;
  const left = rect.x * pxPerMm;
  const top = rect.y * pxPerMm;
  const right = (rect.x + rect.width) * pxPerMm;
  const bottom = (rect.y + rect.height) * pxPerMm;
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, Math.ceil(bottom)); y++) {
    const coverY = Math.min(bottom, y + 1) - Math.max(top, y);
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(width, Math.ceil(right)); x++) {
      const coverX = Math.min(right, x + 1) - Math.max(left, x);
      const at = y * width + x;
      const held = data[at] ?? 0;
      data[at] = held + (ink - held) * coverX * coverY;
    }
  }
};

export const drawCode = (drawing: Drawing, rect: RectMm, text: string, level = 'Q'): void => {
  const options = { eclevel: level, version: '2' };
  const [symbol] = bwip.raw({ bcid: 'qrcode', text, ...options });
  if (symbol === undefined || !('pixs' in symbol)) throw new Error('no symbol');
  const module = rect.width / symbol.pixx;
  for (let y = 0; y < symbol.pixy; y++) {
    for (let x = 0; x < symbol.pixx; x++) {
      if (symbol.pixs[y * symbol.pixx + x] === 1) {
        fillRect(drawing, { x: rect.x + x * module, y: rect.y + y * module, width: module, height: module });
      }
    }
  }
};

const drawFrame = (drawing: Drawing, rect: RectMm, line = 0.25): void => {
  fillRect(drawing, { ...rect, height: line });
  fillRect(drawing, { ...rect, y: rect.y + rect.height - line, height: line });
  fillRect(drawing, { ...rect, width: line });
  fillRect(drawing, { ...rect, x: rect.x + rect.width - line, width: line });
};

export interface PageDrawingOptions {
  readonly pxPerMm?: number;
  readonly page?: number;
  /** One for each printed code; null leaves it out. */
  readonly codes?: readonly (PageCode | string | null)[];
  /** Marks left out, by their place in the layout. */
  readonly withoutMarks?: readonly number[];
  readonly layout?: Layout;
  /** Lines that stand for text. */
  readonly withText?: boolean;
}

/** A page as printed. */
export const drawPage = (options: PageDrawingOptions = {}): Drawing => {
  const layout = options.layout ?? SYNTHETIC_LAYOUT;
  const pxPerMm = options.pxPerMm ?? 8;
  const number = options.page ?? 1;
  const page = layout.pages.find((candidate) => candidate.page === number);
  if (page === undefined) throw new Error(`no page ${number}`);
  const width = Math.round(layout.paper.widthMm * pxPerMm);
  const height = Math.round(layout.paper.heightMm * pxPerMm);
  const drawing = { data: new Float32Array(width * height), width, height, pxPerMm };
  page.registrationMarks.forEach((mark, k) => {
    if (options.withoutMarks?.includes(k) !== true) fillRect(drawing, mark.rectMm);
  });
  const own: PageCode = { kind: 'page', form: layout.form, copy: SYNTHETIC_COPY, page: number };
  page.pageCodes.forEach((place, k) => {
    const code = options.codes === undefined ? own : (options.codes[k] ?? null);
    if (code !== null)
      drawCode(drawing, place.rectMm, typeof code === 'string' ? code : encodePageCode(code));
  });
  for (const field of page.fields) {
    if (field.kind === 'choice') for (const box of field.boxes) drawFrame(drawing, box.rectMm);
    if (field.kind === 'text' && field.rectMm !== undefined) drawFrame(drawing, field.rectMm);
  }
  if (options.withText !== false) {
    for (let line = 0; line < 20; line++) {
      for (let word = 0; word < 14; word++) {
        fillRect(drawing, { x: 22 + word * 11.3, y: 100 + line * 6.1, width: 9.2, height: 0.4 }, 0.9);
        fillRect(drawing, { x: 22 + word * 11.3, y: 101 + line * 6.1, width: 0.5, height: 1.6 }, 0.9);
      }
    }
  }
  return drawing;
};

export interface ScanOptions {
  readonly paper?: number;
  readonly ink?: number;
  /** What lies beside the paper. */
  readonly beside?: number;
  readonly noise?: number;
  readonly seed?: number;
  readonly bilevel?: boolean;
  /** Multiplies the level at a scan pixel: a shadow. */
  readonly light?: (x: number, y: number) => number;
}

/** The drawing as a scanner with the given map from page mm to scan px sees it. */
export const scanDrawing = (
  drawing: Drawing,
  pageMmToScanPx: Homography,
  width: number,
  height: number,
  options: ScanOptions = {},
): GrayImage => {
  const inverse = invertHomography(pageMmToScanPx);
  if (inverse === null) throw new Error('the map is singular');
  const { paper = 245, ink = 25, beside = 255, noise = 0, bilevel = false, light } = options;
  const random = createRandom(options.seed ?? 1);
  const data = new Uint8Array(width * height);
  const [a, b, c, d, e, f, g, h, i] = inverse;
  for (let y = 0, out = 0; y < height; y++) {
    for (let x = 0; x < width; x++, out++) {
      let sum = 0;
      for (let k = 0; k < 4; k++) {
        const sx = x + 0.25 + (k & 1) * 0.5;
        const sy = y + 0.25 + (k >> 1) * 0.5;
        const w = g * sx + h * sy + i;
        const mx = ((a * sx + b * sy + c) / w) * drawing.pxPerMm - 0.5;
        const my = ((d * sx + e * sy + f) / w) * drawing.pxPerMm - 0.5;
        const x0 = Math.floor(mx);
        const y0 = Math.floor(my);
        if (x0 < 0 || y0 < 0 || x0 >= drawing.width - 1 || y0 >= drawing.height - 1) {
          sum += beside;
          continue;
        }
        const at = y0 * drawing.width + x0;
        const fx = mx - x0;
        const fy = my - y0;
        const top = (drawing.data[at] as number) * (1 - fx) + (drawing.data[at + 1] as number) * fx;
        const under = at + drawing.width;
        const bottom = (drawing.data[under] as number) * (1 - fx) + (drawing.data[under + 1] as number) * fx;
        sum += paper + (ink - paper) * (top * (1 - fy) + bottom * fy);
      }
      let level = sum / 4;
      if (light !== undefined) level *= light(x, y);
      if (noise > 0) level += (random() + random() + random() - 1.5) * 2 * noise;
      data[out] = bilevel ? (level < 128 ? 0 : 255) : Math.max(0, Math.min(255, Math.round(level)));
    }
  }
  return { data, width, height };
};

/** A flat scan: `turnDeg` clockwise about the page's centre, which comes to the middle of the scan. */
export const flatMap = (
  layout: Layout,
  dpi: number,
  turnDeg: number,
  margin = 1,
): { map: Homography; width: number; height: number } => {
  const s = dpi / 25.4;
  const { widthMm, heightMm } = layout.paper;
  const turn = (turnDeg * Math.PI) / 180;
  const cos = Math.cos(turn) * s;
  const sin = Math.sin(turn) * s;
  const width = Math.round((Math.abs(cos) * widthMm + Math.abs(sin) * heightMm) * margin);
  const height = Math.round((Math.abs(sin) * widthMm + Math.abs(cos) * heightMm) * margin);
  const cx = widthMm / 2;
  const cy = heightMm / 2;
  return {
    map: [cos, -sin, width / 2 - cos * cx + sin * cy, sin, cos, height / 2 - sin * cx - cos * cy, 0, 0, 1],
    width,
    height,
  };
};
