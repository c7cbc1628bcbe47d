import type { PointMm } from '../../domain/geometry.ts';
import type { GrayImage } from '../../domain/image.ts';

/**
 * The resolutions in which patches are compared, coarsest first: pixel, patch, reach of the search and distance between
 * patches. `grid` samples a pixel and direction are taken of the scan's 60-dpi view, or of its 130-dpi view where `fine`.
 */
export const PATCH_STAGES = [
  { pixelMm: 1.5, patchPx: 21, reachPx: 6, spacingMm: 24, grid: 3, fine: false },
  { pixelMm: 1.5, patchPx: 21, reachPx: 3, spacingMm: 24, grid: 3, fine: false },
  { pixelMm: 0.75, patchPx: 25, reachPx: 4, spacingMm: 20, grid: 2, fine: false },
  { pixelMm: 0.4, patchPx: 25, reachPx: 4, spacingMm: 15, grid: 2, fine: true },
] as const;
export type PatchStage = (typeof PATCH_STAGES)[number];

/** A square of the blank page with print that shows where it lies in both directions. */
export interface PagePatch {
  readonly middleMm: PointMm;
  /** The patch's top-left pixel in the page at the stage's resolution. */
  readonly left: number;
  readonly top: number;
  /** Gray values without their mean, of length 1 altogether: a product with another such is the correlation. */
  readonly values: Float32Array;
}

export interface PatchSet {
  readonly stage: PatchStage;
  readonly width: number;
  readonly height: number;
  readonly patches: readonly PagePatch[];
}

/** A patch's least contrast along its poorer direction: below it there is no print to go by. */
const LEAST_STRUCTURE = 6;

/** The patches of a blank page: at most one in each square of the stage's spacing, where print is most telling. */
export const choosePatches = (page: GrayImage, stage: PatchStage): PatchSet => {
  const { data, width, height } = page;
  const { patchPx, pixelMm, spacingMm } = stage;
  const stride = width + 1;
  const sumXx = new Float64Array(stride * (height + 1));
  const sumXy = new Float64Array(stride * (height + 1));
  const sumYy = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let xx = 0;
    let xy = 0;
    let yy = 0;
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (x > 0 && y > 0 && x < width - 1 && y < height - 1) {
        const dx = (data[at + 1]! - data[at - 1]!) / 2;
        const dy = (data[at + width]! - data[at - width]!) / 2;
        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
      }
      const to = (y + 1) * stride + x + 1;
      sumXx[to] = sumXx[to - stride]! + xx;
      sumXy[to] = sumXy[to - stride]! + xy;
      sumYy[to] = sumYy[to - stride]! + yy;
    }
  }
  const area = patchPx * patchPx;
  const structureAt = (left: number, top: number): number => {
    const a = top * stride + left;
    const b = a + patchPx;
    const c = a + patchPx * stride;
    const d = c + patchPx;
    const xx = (sumXx[d]! - sumXx[b]! - sumXx[c]! + sumXx[a]!) / area;
    const xy = (sumXy[d]! - sumXy[b]! - sumXy[c]! + sumXy[a]!) / area;
    const yy = (sumYy[d]! - sumYy[b]! - sumYy[c]! + sumYy[a]!) / area;
    return (xx + yy) / 2 - Math.sqrt(((xx - yy) / 2) ** 2 + xy * xy);
  };
  const patches: PagePatch[] = [];
  const spacing = Math.max(2, Math.round(spacingMm / pixelMm));
  const fine = Math.max(1, Math.round(spacing / 8));
  for (let cellTop = 0; cellTop + patchPx <= height; cellTop += spacing) {
    for (let cellLeft = 0; cellLeft + patchPx <= width; cellLeft += spacing) {
      let best = LEAST_STRUCTURE;
      let left = -1;
      let top = -1;
      for (let y = cellTop; y < cellTop + spacing && y + patchPx <= height; y += fine) {
        for (let x = cellLeft; x < cellLeft + spacing && x + patchPx <= width; x += fine) {
          const structure = structureAt(x, y);
          if (structure > best) {
            best = structure;
            left = x;
            top = y;
          }
        }
      }
      if (left >= 0) patches.push(cutPatch(page, stage, left, top));
    }
  }
  return { stage, width, height, patches };
};

/** The patch at these pixels of the page at `stage.pixelMm`. */
export const cutPatch = (
  { data, width }: GrayImage,
  stage: { readonly patchPx: number; readonly pixelMm: number },
  left: number,
  top: number,
): PagePatch => {
  const { patchPx, pixelMm } = stage;
  const values = new Float32Array(patchPx * patchPx);
  let sum = 0;
  for (let y = 0, at = 0; y < patchPx; y++) {
    for (let x = 0; x < patchPx; x++, at++) {
      values[at] = data[(top + y) * width + left + x]!;
      sum += values[at]!;
    }
  }
  const mean = sum / values.length;
  let square = 0;
  for (let k = 0; k < values.length; k++) {
    values[k]! -= mean;
    square += values[k]! * values[k]!;
  }
  const scale = 1 / Math.sqrt(Math.max(square, 1e-6));
  for (let k = 0; k < values.length; k++) values[k]! *= scale;
  return {
    middleMm: { x: (left + patchPx / 2) * pixelMm, y: (top + patchPx / 2) * pixelMm },
    left,
    top,
    values,
  };
};
