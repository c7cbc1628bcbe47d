import { centreOfRectMm, type PointMm, type PointPx, type RectMm } from '../../domain/geometry.ts';
import type { GrayImage } from '../../domain/image.ts';
import type { Homography } from '../../domain/page-read.ts';
import { cornersOfRectMm, projectMm, projectRectMm } from '../page-view.ts';
import {
  levelsOf,
  thresholdLocally,
  viewByAveraging,
  type CoarseView,
  type PageLevels,
} from './coarse-view.ts';
import {
  fitHomography,
  fitSimilarity,
  localScaleAt,
  residualMmOf,
  type Correspondence,
} from './homography.ts';
import type { MarkPattern } from './mark-pattern.ts';
import { matchPattern, type MarkMatch } from './pattern-match.ts';
import { refineSquare, type Corners } from './mark-refinement.ts';
import { searchMark } from './mark-search.ts';
import { findSquares, type CoarseZone } from './square-candidates.ts';

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

/** Share of the scan's width and height, from each corner, where a page that fills it has its marks. */
const CORNER_SHARE = { across: 0.3, down: 0.24 } as const;
/** A page fills between half of the scan and a little more than all of it (cut off). */
const PAGE_SHARE = { min: 0.5, max: 1.25 } as const;
/** Matches tried one by one; the right one is the first on flat scans, and among some twenty on photos of filled boxes. */
const MAX_MATCHES = 50;

const cornerZones = (view: CoarseView): CoarseZone[] => {
  const across = Math.round(view.width * CORNER_SHARE.across);
  const down = Math.round(view.height * CORNER_SHARE.down);
  const { width, height } = view;
  return [
    { left: 0, top: 0, right: across, bottom: down },
    { left: width - across, top: 0, right: width, bottom: down },
    { left: 0, top: height - down, right: across, bottom: height },
    { left: width - across, top: height - down, right: width, bottom: height },
  ];
};

/** Sides, in coarse pixels, that the marks of `patterns` may have if the page fills the scan more or less. */
const sideRangeOf = (view: CoarseView, patterns: readonly MarkPattern[]): { min: number; max: number } => {
  let min = Infinity;
  let max = 0;
  for (const pattern of patterns) {
    const pxPerMm = Math.max(view.width, view.height) / Math.max(pattern.widthMm, pattern.heightMm);
    min = Math.min(min, pattern.minSideMm * pxPerMm * PAGE_SHARE.min * 0.8);
    max = Math.max(max, pattern.maxSideMm * pxPerMm * PAGE_SHARE.max * 1.2);
  }
  return { min: Math.max(2.5, min), max };
};

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

const measureMark = (
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

/**
 * A mark that is not clean enough for its edges, or not where expected, by its darkness alone: its centre with the
 * weight of one corner, where its edges cannot be measured.
 */
const lookForMark = (
  image: GrayImage,
  rect: RectMm,
  index: number,
  h: Homography,
  radiusMm: number,
  levels: { readonly paper: number; readonly ink: number },
): MeasuredMark | null => {
  const centre = centreOfRectMm(rect);
  const view = {
    image,
    pageMmToScanPx: h,
    pxPerMm: Math.sqrt(Math.abs(localScaleAt(h, centre).areaScale)),
    paperLevel: levels.paper,
    inkLevel: levels.ink,
    residualMm: 0,
    reference: null,
  };
  const seen = searchMark(view, rect, radiusMm);
  if (seen === null) return null;
  const measured = measureMark(image, rect, index, h, seen);
  if (measured !== null) return measured;
  return {
    index,
    points: [{ mm: centre, px: seen, weight: 1 }],
    inkLevel: levels.ink,
    paperLevel: levels.paper,
  };
};

/** How far a mark that the coarse look missed may be from where the others say it is: flat, and on a curled page. */
const MISSED_MARK_RADIUS_MM = 2.5;
const CURLED_MARK_RADIUS_MM = 9;

/** How far the marks' sides may differ beside where the map puts them: a filled box is a seventh smaller than a mark. */
const MAX_SIDE_SPREAD = 1.12;

const sidesAgree = (h: Homography, marks: readonly MeasuredMark[]): boolean => {
  let least = Infinity;
  let most = 0;
  for (const { points } of marks) {
    const [a, b, c, d] = points;
    if (a === undefined || b === undefined || c === undefined || d === undefined) continue;
    if (a.weight < 1) continue;
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
    const projective = measured.length >= 4 || (measured.length === 3 && known.length > 0);
    return fitHomography(points, projective ? 'projective' : 'affine');
  };
  let h = fit();
  if (h === null) return null;
  const mean = (of: (mark: MeasuredMark) => number): number =>
    measured.reduce((sum, mark) => sum + of(mark), 0) / measured.length;
  // A mark that the coarse look missed (touched by a stroke, in a shadow) may be found where it must be.
  for (const [k, rect] of pattern.marks.entries()) {
    if (measured.some((mark) => mark.index === k)) continue;
    const levels = { paper: mean((mark) => mark.paperLevel), ink: mean((mark) => mark.inkLevel) };
    let mark = lookForMark(image, rect, k, h, MISSED_MARK_RADIUS_MM, levels);
    if (mark === null && known.length > 0) {
      mark = lookForMark(image, rect, k, h, CURLED_MARK_RADIUS_MM, levels);
      // That far off only something with all the edges of a mark is one.
      if (mark !== null && mark.points.some((point) => point.weight < 1)) mark = null;
      if (mark?.points.length === 1) mark = null;
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
  const first = fitHomography(centres, centres.length >= 4 ? 'projective' : 'affine');
  if (first === null) return null;
  const measured: MeasuredMark[] = [];
  match.squares.forEach((square, k) => {
    const mark = square && measureMark(image, pattern.marks[k] as RectMm, k, first, square);
    if (mark) measured.push(mark);
  });
  return measured.length < 3 ? null : settle(image, pattern, measured, [], match.strainMm);
};

/** The same placement with the corners of its codes, which stand in for a missing mark and may lead to it. */
export const settleWithCodes = (
  image: GrayImage,
  placement: MarkPlacement,
  codeCorners: readonly Correspondence[],
): MarkPlacement | null => settle(image, placement.pattern, placement.marks, codeCorners, placement.strainMm);

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
  let points = [...known];
  let h = fitSimilarity(points);
  const left = new Set(pattern.marks.keys());
  const measured: MeasuredMark[] = [];
  while (left.size > 0 && h !== null) {
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
    const mark = lookForMark(image, rect, nearest, h, searchRadiusMm(distance), levels);
    if (mark === null) continue;
    measured.push(mark);
    points = [...points, ...mark.points];
    // Codes are small: what they say about stretch and shear counts only beside marks that are far from them.
    if (measured.length >= 2) h = fitHomography(points, 'affine') ?? h;
    else h = fitSimilarity(points) ?? h;
  }
  if (measured.length >= 3) h = fitHomography(points, 'projective') ?? h;
  if (h === null) return null;
  return {
    pattern,
    pageMmToScanPx: h,
    mirrored: localScaleAt(h, { x: pattern.widthMm / 2, y: pattern.heightMm / 2 }).areaScale < 0,
    marks: measured,
    residualMm: residualMmOf(h, points),
    strainMm: 0,
    paperLevel: levels.paper,
    inkLevel: levels.ink,
  };
};

/** One look at the scan: what is dark, and where to look for it. */
interface Look {
  readonly view: CoarseView;
  readonly data: Uint8Array;
  readonly threshold: number;
  readonly zones: readonly CoarseZone[];
}

const wholeOf = (view: CoarseView): CoarseZone => ({
  left: 0,
  top: 0,
  right: view.width,
  bottom: view.height,
});

/**
 * The page's places by its registration marks, most probable first; the caller takes the first that its page code
 * confirms. 'look-ended' stands between looks: each further look costs more: corners of a sampled scan, then the whole of it, then averaged with a
 * threshold that follows shadows.
 */
export function* placeByMarks(
  image: GrayImage,
  patterns: readonly MarkPattern[],
  sampled: CoarseView,
  levels: PageLevels,
): Generator<MarkPlacement | 'look-ended'> {
  const middle = (levels.paper + levels.ink) / 2;
  const looks: (() => Look)[] = [
    () => ({ view: sampled, data: sampled.data, threshold: middle, zones: cornerZones(sampled) }),
    () => {
      const view = viewByAveraging(image);
      const mean = levelsOf(view);
      return { view, data: view.data, threshold: (mean.paper + mean.ink) / 2, zones: [wholeOf(view)] };
    },
    () => {
      const view = viewByAveraging(image);
      const window = sideRangeOf(view, patterns).max * 2;
      return {
        view,
        data: thresholdLocally(view, Math.round(window), 0.25),
        threshold: 128,
        zones: [wholeOf(view)],
      };
    },
  ];
  for (const look of looks) {
    const { view, data, threshold, zones } = look();
    const { min, max } = sideRangeOf(view, patterns);
    const squares = zones.flatMap((zone) => findSquares(view, data, zone, threshold, min, max));
    const matches = patterns.flatMap((pattern) => matchPattern(pattern, squares));
    matches.sort((a, b) => a.strainMm - b.strainMm);
    for (const match of matches.slice(0, MAX_MATCHES)) {
      const placement = refineMatch(image, match);
      if (placement !== null) yield placement;
    }
    yield 'look-ended';
  }
}
