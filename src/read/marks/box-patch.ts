import type { PointPx, RectMm } from '../../domain/geometry.ts';
import { projectMm, type PageView } from '../page-view.ts';
import { NO_SHIFT, type LocalShift } from './shift-field.ts';

/**
 * A small upright piece of the page: `data[y * width + x]` is the gray level whose centre lies at
 * `(xMm + (x + 0.5) / pxPerMm, yMm + (y + 0.5) / pxPerMm)` in the page frame. Coordinates inside a patch are
 * continuous and have pixel centres at .5, as in a scan.
 */
export interface BoxPatch {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly xMm: number;
  readonly yMm: number;
  readonly pxPerMm: number;
}

const FIXED_BITS = 12;
const FIXED_ONE = 1 << FIXED_BITS;
/** Where a patch pixel is as wide as this many of the scan's or less, one sample shows it well enough. */
const POINT_SAMPLED = 2.3;

/**
 * Cuts `windowMm` out of the scan. Over the few millimetres of a window the homography is taken as affine, which
 * is 4 times faster than `samplePatch` and less than 0.01 mm off for windows up to 12 mm in a photo taken from 40 degrees.
 * Off the scan counts as paper. `shift` says how the paper departs from the homography there: the patch is cut along it, so
 * that its pixels are the page frame's once more.
 */
export const cutBoxPatch = (
  view: PageView,
  windowMm: RectMm,
  pxPerMm: number,
  shift: LocalShift = NO_SHIFT,
): BoxPatch => {
  const width = Math.max(1, Math.round(windowMm.width * pxPerMm));
  const height = Math.max(1, Math.round(windowMm.height * pxPerMm));
  const data = new Uint8Array(width * height);
  const spanXMm = width / pxPerMm;
  const spanYMm = height / pxPerMm;
  const h = view.pageMmToScanPx;
  const { x, y } = windowMm;
  const halfX = spanXMm / 2;
  const halfY = spanYMm / 2;
  const onPaper = (u: number, v: number): PointPx =>
    projectMm(h, {
      x: x + halfX + u + shift.x + shift.xByX * u + shift.xByY * v,
      y: y + halfY + v + shift.y + shift.yByX * u + shift.yByY * v,
    });
  const p00 = onPaper(-halfX, -halfY);
  const p10 = onPaper(halfX, -halfY);
  const p01 = onPaper(-halfX, halfY);
  const p11 = onPaper(halfX, halfY);
  // The affine map that is nearest to the four corners.
  const ax = (p10.x - p00.x + p11.x - p01.x) / (2 * width);
  const ay = (p10.y - p00.y + p11.y - p01.y) / (2 * width);
  const bx = (p01.x - p00.x + p11.x - p10.x) / (2 * height);
  const by = (p01.y - p00.y + p11.y - p10.y) / (2 * height);
  const cx = (p00.x + p10.x + p01.x + p11.x) / 4 - (ax * width + bx * height) / 2 - 0.5;
  const cy = (p00.y + p10.y + p01.y + p11.y) / 4 - (ay * width + by * height) / 2 - 0.5;
  const { image } = view;
  const farX = [p00.x, p10.x, p01.x, p11.x];
  const farY = [p00.y, p10.y, p01.y, p11.y];
  const inside =
    Math.min(...farX) > 2 &&
    Math.min(...farY) > 2 &&
    Math.max(...farX) < image.width - 3 &&
    Math.max(...farY) < image.height - 3;
  const coarseness = Math.sqrt(Math.abs(ax * by - ay * bx));
  const grid = coarseness < POINT_SAMPLED ? 1 : Math.min(4, Math.round(coarseness));
  if (!inside) sampleAnywhere(view, data, width, height, ax, ay, bx, by, cx, cy, grid);
  else if (grid === 1) sampleInside(image.data, image.width, data, width, height, ax, ay, bx, by, cx, cy);
  else {
    // Each patch pixel is the mean of a grid of samples: sampled finer by `grid`, then added up.
    const fineWidth = width * grid;
    const fineHeight = height * grid;
    const fine = new Uint8Array(fineWidth * fineHeight);
    sampleInside(
      image.data,
      image.width,
      fine,
      fineWidth,
      fineHeight,
      ax / grid,
      ay / grid,
      bx / grid,
      by / grid,
      cx,
      cy,
    );
    shrink(fine, fineWidth, data, width, height, grid);
  }
  return { data, width, height, xMm: x, yMm: y, pxPerMm };
};

const shrink = (
  fine: Uint8Array,
  fineWidth: number,
  data: Uint8Array,
  width: number,
  height: number,
  grid: number,
): void => {
  const samples = grid * grid;
  const half = samples >> 1;
  for (let row = 0, out = 0; row < height; row++) {
    for (let column = 0; column < width; column++, out++) {
      let sum = half;
      for (let subRow = 0; subRow < grid; subRow++) {
        const from = (row * grid + subRow) * fineWidth + column * grid;
        for (let subColumn = 0; subColumn < grid; subColumn++) sum += fine[from + subColumn]!;
      }
      data[out] = (sum / samples) | 0;
    }
  }
};

const sampleInside = (
  scan: Uint8Array,
  scanWidth: number,
  data: Uint8Array,
  width: number,
  height: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
): void => {
  const stepX = Math.round(ax * FIXED_ONE);
  const stepY = Math.round(ay * FIXED_ONE);
  for (let row = 0, out = 0; row < height; row++) {
    let fx = Math.round((cx + ax * 0.5 + bx * (row + 0.5)) * FIXED_ONE);
    let fy = Math.round((cy + ay * 0.5 + by * (row + 0.5)) * FIXED_ONE);
    for (let column = 0; column < width; column++, out++, fx += stepX, fy += stepY) {
      const at = (fy >> FIXED_BITS) * scanWidth + (fx >> FIXED_BITS);
      const u = (fx & (FIXED_ONE - 1)) >> 4;
      const v = (fy & (FIXED_ONE - 1)) >> 4;
      const top = scan[at]! * (256 - u) + scan[at + 1]! * u;
      const bottom = scan[at + scanWidth]! * (256 - u) + scan[at + scanWidth + 1]! * u;
      data[out] = (top * (256 - v) + bottom * v + 32768) >> 16;
    }
  }
};

const sampleAnywhere = (
  view: PageView,
  data: Uint8Array,
  width: number,
  height: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  grid: number,
): void => {
  const { data: scan, width: scanWidth, height: scanHeight } = view.image;
  const outside = view.paperLevel;
  for (let row = 0, out = 0; row < height; row++) {
    for (let column = 0; column < width; column++, out++) {
      let sum = 0;
      for (let subRow = 0; subRow < grid; subRow++) {
        for (let subColumn = 0; subColumn < grid; subColumn++) {
          const u = column + (subColumn + 0.5) / grid;
          const v = row + (subRow + 0.5) / grid;
          const x = cx + ax * u + bx * v;
          const y = cy + ay * u + by * v;
          if (!(x >= 0 && y >= 0 && x < scanWidth - 1 && y < scanHeight - 1)) {
            sum += outside;
            continue;
          }
          const x0 = Math.floor(x);
          const y0 = Math.floor(y);
          const at = y0 * scanWidth + x0;
          const top = scan[at]! + (scan[at + 1]! - scan[at]!) * (x - x0);
          const bottom =
            scan[at + scanWidth]! + (scan[at + scanWidth + 1]! - scan[at + scanWidth]!) * (x - x0);
          sum += top + (bottom - top) * (y - y0);
        }
      }
      data[out] = sum / (grid * grid) + 0.5;
    }
  }
};
