import type { PointMm, PointPx, RectMm } from '../domain/geometry.ts';
import type { GrayImage } from '../domain/image.ts';
import type { Homography } from '../domain/page-read.ts';

/** An image of the blank printed page whose pixels are the page frame at `dpi`. */
export interface PageReference {
  readonly image: GrayImage;
  readonly dpi: number;
}

/**
 * A placed page: the scan as it arrived and the map from the page frame (mm) into its pixels. Everything after
 * registration reads the scan through this; the page is never copied or turned upright as a whole.
 */
export interface PageView {
  readonly image: GrayImage;
  readonly pageMmToScanPx: Homography;
  /** Scan pixels a millimetre at the page's centre: the square root of the area that a square millimetre takes. */
  readonly pxPerMm: number;
  /** Gray level of bare paper and of the form's own solid black, 0..255, over the page as a whole. */
  readonly paperLevel: number;
  readonly inkLevel: number;
  /** Root mean square distance between where printed marks were found and where `pageMmToScanPx` puts them. */
  readonly residualMm: number;
  /** The blank page in its own frame, or null where the form has none. */
  readonly reference: PageReference | null;
}

/** The point of the page frame in scan pixels (centres of pixels at .5). */
export const projectMm = (h: Homography, point: PointMm): PointPx => {
  const w = h[6] * point.x + h[7] * point.y + h[8];
  return {
    x: (h[0] * point.x + h[1] * point.y + h[2]) / w,
    y: (h[3] * point.x + h[4] * point.y + h[5]) / w,
  };
};

/** The corners of a page-frame rectangle: top-left, top-right, bottom-right, bottom-left. */
export const cornersOfRectMm = (rect: RectMm): readonly [PointMm, PointMm, PointMm, PointMm] => [
  { x: rect.x, y: rect.y },
  { x: rect.x + rect.width, y: rect.y },
  { x: rect.x + rect.width, y: rect.y + rect.height },
  { x: rect.x, y: rect.y + rect.height },
];

/** The corners of a page-frame rectangle, in the same order, in scan pixels. */
export const projectRectMm = (h: Homography, rect: RectMm): readonly [PointPx, PointPx, PointPx, PointPx] => {
  const [a, b, c, d] = cornersOfRectMm(rect);
  return [projectMm(h, a), projectMm(h, b), projectMm(h, c), projectMm(h, d)];
};

/** The smallest upright rectangle in scan pixels that holds the page-frame rectangle; it may reach off the scan. */
export const toScanPx = (
  view: PageView,
  rect: RectMm,
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } => {
  const [a, b, c, d] = projectRectMm(view.pageMmToScanPx, rect);
  const left = Math.min(a.x, b.x, c.x, d.x);
  const top = Math.min(a.y, b.y, c.y, d.y);
  return {
    x: left,
    y: top,
    width: Math.max(a.x, b.x, c.x, d.x) - left,
    height: Math.max(a.y, b.y, c.y, d.y) - top,
  };
};

/** How many pixels an upright patch of `rect` has at `pxPerMm`. */
export const patchSizePx = (
  rect: RectMm,
  pxPerMm: number,
): { readonly width: number; readonly height: number } => ({
  width: Math.max(1, Math.round(rect.width * pxPerMm)),
  height: Math.max(1, Math.round(rect.height * pxPerMm)),
});

const FIXED_BITS = 16;
const FIXED_ONE = 1 << FIXED_BITS;
/** Over so few samples a row of the page is straight and evenly spaced in any photo that can be read: some 4 mm. */
const STRAIGHT_SAMPLES = 32;

/**
 * Warps a page-frame rectangle into an upright patch of `pxPerMm` pixels a millimetre. Bilinear between pixels where
 * the scan is about as fine as the patch or coarser; where it is finer by 1.5 or more, the mean of a grid of such
 * samples in each patch pixel. Outside the scan counts as `view.paperLevel`. `into`, where given, is reused as the
 * patch's memory when it is long enough.
 */
export const samplePatch = (view: PageView, rect: RectMm, pxPerMm: number, into?: Uint8Array): GrayImage => {
  const { width, height } = patchSizePx(rect, pxPerMm);
  const size = width * height;
  const data = into !== undefined && into.length >= size ? into.subarray(0, size) : new Uint8Array(size);
  const coarseness = (view.pxPerMm * (rect.width / width + rect.height / height)) / 2;
  const grid = coarseness < 1.5 ? 1 : Math.min(8, Math.round(coarseness));
  if (grid === 1) {
    for (let py = 0; py < height; py++)
      sampleRow(view, rect, (py + 0.5) / height, data.subarray(py * width, (py + 1) * width));
    return { data, width, height };
  }
  const samples = grid * grid;
  const half = samples >> 1;
  const fine = new Uint8Array(width * grid);
  const sums = new Uint32Array(width);
  for (let py = 0; py < height; py++) {
    sums.fill(half);
    for (let gy = 0; gy < grid; gy++) {
      sampleRow(view, rect, (py + (gy + 0.5) / grid) / height, fine);
      for (let px = 0, at = 0; px < width; px++) {
        let sum = 0;
        for (let gx = 0; gx < grid; gx++) sum += fine[at++] as number;
        sums[px] = (sums[px] as number) + sum;
      }
    }
    const out = py * width;
    for (let px = 0; px < width; px++) data[out + px] = (sums[px] as number) / samples;
  }
  return { data, width, height };
};

/** Fills `row` with samples evenly spaced across `rect`, the share `down` of its height below its top. */
const sampleRow = (view: PageView, rect: RectMm, down: number, row: Uint8Array): void => {
  const { data: scan, width: scanWidth, height: scanHeight } = view.image;
  const stepMm = rect.width / row.length;
  const y = rect.y + down * rect.height;
  const pointAt = (sample: number): PointPx =>
    projectMm(view.pageMmToScanPx, { x: rect.x + (sample + 0.5) * stepMm, y });
  const isInside = (at: PointPx): boolean =>
    at.x >= 0.5 && at.y >= 0.5 && at.x < scanWidth - 0.6 && at.y < scanHeight - 0.6;
  let here = pointAt(0);
  for (let from = 0; from < row.length; from += STRAIGHT_SAMPLES) {
    const to = Math.min(row.length, from + STRAIGHT_SAMPLES);
    const there = pointAt(to);
    if (!isInside(here) || !isInside(there)) {
      for (let at = from; at < to; at++) row[at] = sampleAt(view, pointAt(at));
    } else {
      const stepX = Math.round(((there.x - here.x) / (to - from)) * FIXED_ONE);
      const stepY = Math.round(((there.y - here.y) / (to - from)) * FIXED_ONE);
      let fx = Math.round((here.x - 0.5) * FIXED_ONE);
      let fy = Math.round((here.y - 0.5) * FIXED_ONE);
      for (let at = from; at < to; at++, fx += stepX, fy += stepY) {
        const pixel = Math.imul(fy >> FIXED_BITS, scanWidth) + (fx >> FIXED_BITS);
        const u = (fx & (FIXED_ONE - 1)) >> 8;
        const v = (fy & (FIXED_ONE - 1)) >> 8;
        const above = (scan[pixel] as number) * (256 - u) + (scan[pixel + 1] as number) * u;
        const below =
          (scan[pixel + scanWidth] as number) * (256 - u) + (scan[pixel + scanWidth + 1] as number) * u;
        row[at] = (above * (256 - v) + below * v + 32768) >> 16;
      }
    }
    here = there;
  }
};

/** The scan's level at a point (pixels' centres at .5), bilinear; paper outside. */
const sampleAt = ({ image, paperLevel }: PageView, point: PointPx): number => {
  const { data, width, height } = image;
  const x = point.x - 0.5;
  const y = point.y - 0.5;
  if (!(x >= 0 && y >= 0 && x <= width - 1 && y <= height - 1)) return paperLevel;
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const at = y0 * width + x0;
  const right = x0 < width - 1 ? 1 : 0;
  const down = y0 < height - 1 ? width : 0;
  const above = (data[at] as number) * (1 - (x - x0)) + (data[at + right] as number) * (x - x0);
  const below = (data[at + down] as number) * (1 - (x - x0)) + (data[at + down + right] as number) * (x - x0);
  return above * (1 - (y - y0)) + below * (y - y0) + 0.5;
};

/** Levels for looking at a page whose own are no longer known. */
const WHITE_PAPER = 255;
const BLACK_INK = 0;

/** A page that was placed before, as seen through the map that its diagnostics kept: for crops and re-reading. */
export const viewAgain = (
  image: GrayImage,
  pageMmToScanPx: Homography,
  paper: { readonly widthMm: number; readonly heightMm: number },
): PageView => {
  const corner = (x: number, y: number): PointPx => projectMm(pageMmToScanPx, { x, y });
  const x = paper.widthMm / 2;
  const y = paper.heightMm / 2;
  const a = corner(x - 0.5, y);
  const b = corner(x + 0.5, y);
  const c = corner(x, y - 0.5);
  const d = corner(x, y + 0.5);
  return {
    image,
    pageMmToScanPx,
    pxPerMm: Math.sqrt(Math.abs((b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x))),
    paperLevel: WHITE_PAPER,
    inkLevel: BLACK_INK,
    residualMm: 0,
    reference: null,
  };
};
