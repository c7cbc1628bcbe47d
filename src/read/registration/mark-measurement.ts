import { centreOfRectMm, type PointMm, type PointPx, type RectMm } from '../../domain/geometry.ts';
import type { GrayImage } from '../../domain/image.ts';
import type { Homography } from '../../domain/page-read.ts';
import { cornersOfRectMm, projectMm, projectRectMm } from '../page-view.ts';
import { localScaleAt, type Correspondence } from './homography.ts';
import { refineSquare, type Corners } from './mark-refinement.ts';
import { searchMark } from './mark-search.ts';

const shiftTo = (corners: Corners, centre: PointPx): Corners => {
  const [a, b, c, d] = corners;
  const dx = centre.x - (a.x + b.x + c.x + d.x) / 4;
  const dy = centre.y - (a.y + b.y + c.y + d.y) / 4;
  const moved = (p: PointPx): PointPx => ({ x: p.x + dx, y: p.y + dy });
  return [moved(a), moved(b), moved(c), moved(d)];
};

/** Out of a mark, at its corners in that order. */
const OUTWARD: readonly [PointMm, PointMm, PointMm, PointMm] = [
  { x: -Math.SQRT1_2, y: -Math.SQRT1_2 },
  { x: Math.SQRT1_2, y: -Math.SQRT1_2 },
  { x: Math.SQRT1_2, y: Math.SQRT1_2 },
  { x: -Math.SQRT1_2, y: Math.SQRT1_2 },
];

/** A mark with an edge that was not seen, beside a whole one. */
const INCOMPLETE_WEIGHT = 0.3;
/** A square of ink larger or smaller than printed by more than this is something else. */
const SIDE_TOLERANCE = 0.3;

const areaOf = ([a, b, c, d]: Corners): number =>
  Math.abs((c.x - a.x) * (d.y - b.y) - (c.y - a.y) * (d.x - b.x)) / 2;

/** A mark as measured in the scan. */
export interface MeasuredMark {
  /** Which of the pattern's marks, from 0. */
  readonly index: number;
  /** Its four corners, or its centre alone. */
  readonly points: readonly Correspondence[];
  readonly inkLevel: number;
  readonly paperLevel: number;
}

/** The mark `rect` measured from where `h` has it, or from where it was `seen` (its centre). Null where it is no mark. */
export const measureMark = (
  image: GrayImage,
  rect: RectMm,
  index: number,
  h: Homography,
  seen: PointPx | null,
): MeasuredMark | null => {
  const projected = projectRectMm(h, rect);
  const start = seen === null ? projected : shiftTo(projected, seen);
  const refined = refineSquare(image, start);
  if (refined === null) return null;
  const side = Math.sqrt(areaOf(refined.corners) / areaOf(projected));
  if (Math.abs(side - 1) > SIDE_TOLERANCE) return null;
  const points = cornersOfRectMm(rect).map((mm, k) => ({
    mm,
    px: refined.corners[k as 0 | 1 | 2 | 3],
    weight: refined.complete ? 1 : INCOMPLETE_WEIGHT,
    outward: OUTWARD[k as 0 | 1 | 2 | 3],
  }));
  return { index, points, inkLevel: refined.inkLevel, paperLevel: refined.paperLevel };
};

/** A mark that is not where the map has it, or was not found by itself, within `radiusMm`. */
export const lookForMark = (
  image: GrayImage,
  rect: RectMm,
  index: number,
  h: Homography,
  radiusMm: number,
): MeasuredMark | null => {
  const view = {
    image,
    pageMmToScanPx: h,
    pxPerMm: Math.sqrt(Math.abs(localScaleAt(h, centreOfRectMm(rect)).areaScale)),
    paperLevel: 255,
    inkLevel: 0,
    residualMm: 0,
    reference: null,
  };
  const seen = searchMark(view, rect, radiusMm);
  return seen === null ? null : measureMark(image, rect, index, h, seen);
};

/** How far the marks' sides may differ beside where the map puts them: a filled box is a seventh smaller than a mark. */
const MAX_SIDE_SPREAD = 1.12;

/** Whether all marks are of a size, beside where the map puts them. */
export const sidesAgree = (h: Homography, marks: readonly MeasuredMark[]): boolean => {
  let least = Infinity;
  let most = 0;
  for (const { points } of marks) {
    const [a, b, c, d] = points;
    if (a === undefined || b === undefined || c === undefined || d === undefined) continue;
    const expected: Corners = [
      projectMm(h, a.mm),
      projectMm(h, b.mm),
      projectMm(h, c.mm),
      projectMm(h, d.mm),
    ];
    const side = Math.sqrt(areaOf([a.px, b.px, c.px, d.px]) / areaOf(expected));
    least = Math.min(least, side);
    most = Math.max(most, side);
  }
  return most === 0 || most / least < MAX_SIDE_SPREAD;
};
