import type { PageView } from '../page-view.ts';
import type { LocatedBox } from './box-location.ts';
import { cutBoxPatch } from './box-patch.ts';

/** Print spreads, and a blank that is a picture of the form differs a little from its print. */
const SPREAD_MM = 0.22;
/** Darkness from which the blank form counts as printed. */
const PRINTED = 0.15;

/**
 * What is printed on the blank form under a located box's patch: 1 where there is print (or its blur), 0 where there is none,
 * pixel by pixel; null where the form has no reference.
 */
export const printedGround = (view: PageView, box: LocatedBox): Uint8Array | null => {
  const { reference } = view;
  if (reference === null) return null;
  const { patch, cutAt, shiftMm } = box;
  const scale = reference.dpi / 25.4;
  const blank: PageView = {
    image: reference.image,
    pageMmToScanPx: [scale, 0, 0, 0, scale, 0, 0, 0, 1],
    pxPerMm: scale,
    paperLevel: 255,
    inkLevel: 0,
    residualMm: 0,
    reference: null,
  };
  const window = {
    x: patch.xMm - (shiftMm.x - cutAt.x),
    y: patch.yMm - (shiftMm.y - cutAt.y),
    width: patch.width / patch.pxPerMm,
    height: patch.height / patch.pxPerMm,
  };
  const printed = cutBoxPatch(blank, window, patch.pxPerMm);
  const { width, height, data } = printed;
  const level = 255 * (1 - PRINTED);
  const reach = Math.max(1, Math.round(SPREAD_MM * patch.pxPerMm));
  const across = new Uint8Array(width * height);
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at++) {
      if (data[at]! >= level) continue;
      const last = Math.min(width - 1, column + reach);
      for (let near = Math.max(0, column - reach); near <= last; near++) across[row * width + near] = 1;
    }
  }
  const ground = new Uint8Array(width * height);
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at++) {
      if (across[at] === 0) continue;
      const last = Math.min(height - 1, row + reach);
      for (let near = Math.max(0, row - reach); near <= last; near++) ground[near * width + column] = 1;
    }
  }
  return ground;
};
