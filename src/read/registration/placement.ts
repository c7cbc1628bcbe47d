import { centreOfRectMm, type RectMm } from '../../domain/geometry.ts';
import type { GrayImage } from '../../domain/image.ts';
import type { Homography } from '../../domain/page-read.ts';
import type { PageLevels } from './coarse-view.ts';
import {
  fitHomography,
  fitSimilarity,
  localScaleAt,
  residualMmOf,
  type Correspondence,
} from './homography.ts';
import { lookForMark, measureMark, sidesAgree, type MeasuredMark } from './mark-measurement.ts';
import type { MarkPattern } from './mark-pattern.ts';
import type { MarkMatch } from './pattern-match.ts';

/** A page placed by its registration marks. */
export interface MarkPlacement {
  readonly pattern: MarkPattern;
  readonly pageMmToScanPx: Homography;
  readonly mirrored: boolean;
  /** The marks that were found and measured. */
  readonly marks: readonly MeasuredMark[];
  readonly residualMm: number;
  readonly strainMm: number;
  readonly paperLevel: number;
  readonly inkLevel: number;
}

/** An affine map that leaves less than this between three marks and the codes is all there is to a page. */
const FLAT_RESIDUAL_MM = 0.12;
/** How far a mark that the coarse look missed may be from where the others say it is: flat, and on a curled page. */
const MISSED_MARK_RADIUS_MM = 2.5;
const CURLED_MARK_RADIUS_MM = 9;

/** Turn, size and place alone where they leave less than this: points in a corner say little about stretch elsewhere. */
const UNSTRETCHED_RESIDUAL_MM = 0.08;

/** The simplest flat map that fits points which may all lie on one side of the page. */
const fitFlat = (points: readonly Correspondence[]): Homography | null => {
  const similarity = fitSimilarity(points);
  return similarity !== null && residualMmOf(similarity, points) < UNSTRETCHED_RESIDUAL_MM
    ? similarity
    : fitHomography(points, 'affine');
};

/**
 * The placement from measured marks and what else is known (corners of codes): an affine map from three marks alone, a
 * projective one from more. Marks not yet measured are looked for where the map has them. Null where they contradict.
 */
const settle = (
  image: GrayImage,
  pattern: MarkPattern,
  marks: readonly MeasuredMark[],
  known: readonly Correspondence[],
  strainMm: number,
): MarkPlacement | null => {
  const measured = [...marks];
  const fit = (): Homography | null => {
    const points = [...measured.flatMap((mark) => mark.points), ...known];
    if (measured.length >= 4) return fitHomography(points, 'projective');
    if (measured.length < 3) return known.length === 0 ? fitSimilarity(points) : fitFlat(points);
    const affine = fitHomography(points, 'affine');
    if (affine === null || known.length === 0) return affine;
    // Perspective is drawn from a missing mark's neighbours only where there is some: on a flat scan it is noise.
    return residualMmOf(affine, points) < FLAT_RESIDUAL_MM ? affine : fitHomography(points, 'projective');
  };
  let h = fit();
  if (h === null) return null;
  const mean = (of: (mark: MeasuredMark) => number): number =>
    measured.reduce((sum, mark) => sum + of(mark), 0) / measured.length;
  // A mark that the coarse look missed (touched by a stroke, in a shadow) may be found where it must be.
  for (const [k, rect] of pattern.marks.entries()) {
    if (measured.some((mark) => mark.index === k)) continue;
    let mark = lookForMark(image, rect, k, h, MISSED_MARK_RADIUS_MM);
    if (mark === null && known.length > 0) {
      mark = lookForMark(image, rect, k, h, CURLED_MARK_RADIUS_MM);
      // That far off only something with all the edges of a mark is one.
      if (mark?.points.some((point) => point.weight < 1) === true) continue;
    }
    if (mark === null) continue;
    measured.push(mark);
    h = fit() ?? h;
  }
  if (!sidesAgree(h, measured)) return null;
  return {
    pattern,
    pageMmToScanPx: h,
    mirrored: localScaleAt(h, { x: pattern.widthMm / 2, y: pattern.heightMm / 2 }).areaScale < 0,
    marks: measured,
    residualMm: residualMmOf(h, [...measured.flatMap((mark) => mark.points), ...known]),
    strainMm,
    paperLevel: mean((mark) => mark.paperLevel),
    inkLevel: mean((mark) => mark.inkLevel),
  };
};

/** The match made exact: every mark's edges measured in the scan itself. Null where it was no match. */
export const refineMatch = (image: GrayImage, match: MarkMatch): MarkPlacement | null => {
  const { pattern } = match;
  const centres: Correspondence[] = [];
  match.squares.forEach((square, k) => {
    if (square !== null) {
      centres.push({ mm: centreOfRectMm(pattern.marks[k] as RectMm), px: square, weight: 1 });
    }
  });
  const first = match.found >= 4 ? fitHomography(centres, 'projective') : match.affine;
  if (first === null) return null;
  const measured: MeasuredMark[] = [];
  match.squares.forEach((square, k) => {
    const mark = square && measureMark(image, pattern.marks[k] as RectMm, k, first, square);
    if (mark) measured.push(mark);
  });
  return measured.length < Math.min(3, match.found)
    ? null
    : settle(image, pattern, measured, [], match.strainMm);
};

/** The same placement with the corners of its codes, which stand in for a missing mark and may lead to it. */
export const settleWithCodes = (
  image: GrayImage,
  placement: MarkPlacement,
  codeCorners: readonly Correspondence[],
): MarkPlacement | null => settle(image, placement.pattern, placement.marks, codeCorners, placement.strainMm);

/** Marks and codes that are truly of one flat page agree better than this. */
const CONTRADICTION_MM = 0.3;
/** A mark lies this far from where other points say, at most: a little, and more the farther it is from them. */
const searchRadiusMm = (distanceMm: number): number => 1.5 + 0.035 * distanceMm;

/**
 * The page's place from points that are known already (the corners of its page codes), made exact by the marks that
 * can be found from there, the nearest first. There may be none.
 */
export const placeFromPoints = (
  image: GrayImage,
  pattern: MarkPattern,
  known: readonly Correspondence[],
  levels: PageLevels,
): MarkPlacement | null => {
  let h = fitSimilarity(known);
  const left = new Set(pattern.marks.keys());
  let measured: MeasuredMark[] = [];
  const pointsOf = (marks: readonly MeasuredMark[]): Correspondence[] => [
    ...known,
    ...marks.flatMap((mark) => mark.points),
  ];
  // Codes are small: what they say about stretch and shear counts only beside marks that are far from them.
  const fit = (marks: readonly MeasuredMark[]): Homography | null =>
    marks.length >= 4
      ? fitHomography(pointsOf(marks), 'projective')
      : marks.length >= 2
        ? fitFlat(pointsOf(marks))
        : fitSimilarity(pointsOf(marks));
  while (left.size > 0 && h !== null) {
    const points = pointsOf(measured);
    let nearest = -1;
    let distance = Infinity;
    for (const k of left) {
      const centre = centreOfRectMm(pattern.marks[k] as RectMm);
      const away = Math.min(...points.map((p) => Math.hypot(p.mm.x - centre.x, p.mm.y - centre.y)));
      if (away < distance) {
        distance = away;
        nearest = k;
      }
    }
    left.delete(nearest);
    const rect = pattern.marks[nearest] as RectMm;
    const mark = lookForMark(image, rect, nearest, h, searchRadiusMm(distance));
    if (mark === null) continue;
    measured.push(mark);
    h = fit(measured) ?? h;
  }
  if (h === null) return null;
  // A piece of border that was taken for a mark contradicts the rest: the set that agrees best is kept.
  if (residualMmOf(h, pointsOf(measured)) > CONTRADICTION_MM && measured.length >= 2) {
    const all = measured;
    let least = residualMmOf(h, pointsOf(all));
    for (const out of all) {
      const rest = all.filter((mark) => mark !== out);
      const other = fit(rest);
      if (other === null) continue;
      const residualMm = residualMmOf(other, pointsOf(rest));
      if (residualMm < least / 2) {
        least = residualMm;
        measured = rest;
        h = other;
      }
    }
  }
  if (!sidesAgree(h, measured)) return null;
  return {
    pattern,
    pageMmToScanPx: h,
    mirrored: localScaleAt(h, { x: pattern.widthMm / 2, y: pattern.heightMm / 2 }).areaScale < 0,
    marks: measured,
    residualMm: residualMmOf(h, pointsOf(measured)),
    strainMm: 0,
    paperLevel: levels.paper,
    inkLevel: levels.ink,
  };
};
