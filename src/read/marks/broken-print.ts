import type { LocatedBox } from './box-location.ts';

/** A printed line may lie this far beside where a box was found. */
const REACH_MM = 0.3;
/** The corners belong to two lines, and one of them may hide that the other is gone. */
const CORNER_MM = 0.5;
/** Darkness from which something is left of the line, between bare paper (0) and the form's own black (1). */
const LEFT_OF_LINE = 0.2;

/**
 * The share of the printed frames' length at which nothing is left of the line: what a scan that is too light did to thin
 * lines, and so to the strokes of pens.
 */
export const brokenFrameShare = (
  boxes: readonly LocatedBox[],
  { paperLevel, inkLevel }: { readonly paperLevel: number; readonly inkLevel: number },
): number => {
  const level = paperLevel - LEFT_OF_LINE * Math.max(20, paperLevel - inkLevel);
  let broken = 0;
  let looked = 0;
  for (const { patch, left, right, top, bottom } of boxes) {
    const { data, width, height, pxPerMm } = patch;
    const reach = Math.ceil(REACH_MM * pxPerMm);
    const corner = CORNER_MM * pxPerMm;
    const isBroken = (along: number, across: number, upright: boolean): boolean => {
      const middle = Math.floor(across);
      for (let beside = middle - reach; beside <= middle + reach; beside++) {
        const [x, y] = upright ? [beside, along] : [along, beside];
        if (x >= 0 && y >= 0 && x < width && y < height && data[y * width + x]! < level) return false;
      }
      return true;
    };
    for (let x = Math.ceil(left + corner); x < right - corner; x++) {
      looked += 2;
      if (isBroken(x, top, false)) broken++;
      if (isBroken(x, bottom, false)) broken++;
    }
    for (let y = Math.ceil(top + corner); y < bottom - corner; y++) {
      looked += 2;
      if (isBroken(y, left, true)) broken++;
      if (isBroken(y, right, true)) broken++;
    }
  }
  return looked === 0 ? 0 : broken / looked;
};
