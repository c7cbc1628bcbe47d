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
  const stepX = rect.width / width;
  const stepY = rect.height / height;
  const coarseness = (view.pxPerMm * (stepX + stepY)) / 2;
  const grid = coarseness < 1.5 ? 1 : Math.min(8, Math.round(coarseness));
  const [h0, h1, h2, h3, h4, h5, h6, h7, h8] = view.pageMmToScanPx;
  const { data: scan, width: scanWidth, height: scanHeight } = view.image;
  const outside = view.paperLevel;
  const lastX = scanWidth - 1;
  const lastY = scanHeight - 1;
  const subX = stepX / grid;
  const subY = stepY / grid;
  const samples = grid * grid;
  for (let py = 0, out = 0; py < height; py++) {
    for (let px = 0; px < width; px++, out++) {
      let sum = 0;
      for (let gy = 0; gy < grid; gy++) {
        const my = rect.y + py * stepY + (gy + 0.5) * subY;
        for (let gx = 0; gx < grid; gx++) {
          const mx = rect.x + px * stepX + (gx + 0.5) * subX;
          const w = 1 / (h6 * mx + h7 * my + h8);
          const x = (h0 * mx + h1 * my + h2) * w - 0.5;
          const y = (h3 * mx + h4 * my + h5) * w - 0.5;
          if (!(x >= 0 && y >= 0 && x <= lastX && y <= lastY)) {
            sum += outside;
            continue;
          }
          const x0 = x | 0;
          const y0 = y | 0;
          const fx = x - x0;
          const fy = y - y0;
          const at = y0 * scanWidth + x0;
          const right = x0 < lastX ? 1 : 0;
          const down = y0 < lastY ? scanWidth : 0;
          const top = (scan[at] as number) * (1 - fx) + (scan[at + right] as number) * fx;
          const bottom = (scan[at + down] as number) * (1 - fx) + (scan[at + down + right] as number) * fx;
          sum += top * (1 - fy) + bottom * fy;
        }
      }
      data[out] = sum / samples + 0.5;
    }
  }
  return { data, width, height };
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
