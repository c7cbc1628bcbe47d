import { centreOfRectMm, type PointMm } from '../../domain/geometry.ts';
import type { Homography } from '../../domain/page-read.ts';
import {
  fitHomography,
  fitSimilarity,
  localScaleAt,
  residualMmOf,
  type Correspondence,
} from './homography.ts';
import type { MarkPattern } from './mark-pattern.ts';
import type { SquareCandidate } from './square-candidates.ts';

/** A way in which candidates may be the marks of a pattern. */
export interface MarkMatch {
  readonly pattern: MarkPattern;
  /** One for each mark of the pattern; null where none was found. */
  readonly squares: readonly (SquareCandidate | null)[];
  readonly found: number;
  readonly affine: Homography;
  readonly mirrored: boolean;
  /**
   * How far the marks are from a flat scan of the pattern, in mm at 100 mm: what an affine map leaves over, its
   * shear, and a little for unequal scales. Below 1 on flatbed scanners; phones seen from the side reach 10.
   */
  readonly strainMm: number;
}

const MAX_CANDIDATES = 60;
/** A mark's side beside what the distance between marks says: toner, thresholds and perspective change it. */
const SIDE_RATIO = { min: 0.68, max: 1.5 } as const;
/** How far, in parts of the distance between the two marks tried, perspective may put a third from where it should be. */
const SEARCH_SHARE = 0.12;
const MAX_STRAIN_MM = 22;
/** Three points fit an affine map whatever they are (three filled boxes, say): four that fit badly are likelier. */
const MISSING_MARK_STRAIN_MM = 6;

const sideFits = (square: SquareCandidate, sideMm: number, pxPerMm: number): boolean => {
  const ratio = square.sidePx / (sideMm * pxPerMm);
  return ratio > SIDE_RATIO.min && ratio < SIDE_RATIO.max;
};

/** The two farthest pairs of a four-mark pattern are its diagonals: any three marks hold one of them. */
const pairsToTry = (centres: readonly PointMm[]): (readonly [number, number])[] => {
  const pairs: [number, number, number][] = [];
  for (let i = 0; i < centres.length; i++) {
    for (let j = i + 1; j < centres.length; j++) {
      const a = centres[i] as PointMm;
      const b = centres[j] as PointMm;
      pairs.push([i, j, Math.hypot(a.x - b.x, a.y - b.y)]);
    }
  }
  pairs.sort((p, q) => q[2] - p[2]);
  return (centres.length === 4 ? pairs.slice(0, 2) : pairs).map(([i, j]) => [i, j]);
};

const strainOf = (affine: Homography, points: readonly Correspondence[], middle: PointMm): number => {
  const [a, b, , d, e] = affine;
  const x = Math.hypot(a, d);
  const y = Math.hypot(b, e);
  const shear = (100 * (a * b + d * e)) / (x * y);
  const unequal = 100 * Math.log(x / y);
  const left = residualMmOf(affine, points);
  return localScaleAt(affine, middle).areaScale === 0
    ? Infinity
    : Math.hypot(left, 0.5 * shear, 0.2 * unequal);
};

/**
 * All ways in which `candidates` (scan px) can be at least three marks of `pattern`, least strained first, at any
 * turn, straight or mirrored.
 */
export const matchPattern = (pattern: MarkPattern, candidates: readonly SquareCandidate[]): MarkMatch[] => {
  const squares = candidates.slice(0, MAX_CANDIDATES);
  const centres = pattern.marks.map(centreOfRectMm);
  const sides = pattern.marks.map((rect) => Math.sqrt(rect.width * rect.height));
  const middle = { x: pattern.widthMm / 2, y: pattern.heightMm / 2 };
  const matches = new Map<string, MarkMatch>();
  for (const [i, j] of pairsToTry(centres)) {
    const from = centres[i] as PointMm;
    const to = centres[j] as PointMm;
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    const square = dx * dx + dy * dy;
    for (const a of squares) {
      for (const b of squares) {
        if (a === b) continue;
        const u = b.x - a.x;
        const v = b.y - a.y;
        const pxPerMm = Math.sqrt((u * u + v * v) / square);
        if (!sideFits(a, sides[i] as number, pxPerMm) || !sideFits(b, sides[j] as number, pxPerMm)) continue;
        for (const flip of [1, -1]) {
          // As complex numbers: scan = a + turn * (mm - from), with mm conjugated where the page is mirrored.
          const cos = (u * dx + v * dy * flip) / square;
          const sin = (v * dx - u * dy * flip) / square;
          const reach = SEARCH_SHARE * Math.hypot(u, v);
          const chosen: (SquareCandidate | null)[] = centres.map((centre, k) => {
            if (k === i) return a;
            if (k === j) return b;
            const mx = centre.x - from.x;
            const my = (centre.y - from.y) * flip;
            const x = a.x + cos * mx - sin * my;
            const y = a.y + sin * mx + cos * my;
            let best: SquareCandidate | null = null;
            let nearest = reach;
            for (const c of squares) {
              if (c === a || c === b) continue;
              const distance = Math.hypot(c.x - x, c.y - y);
              if (distance < nearest && sideFits(c, sides[k] as number, pxPerMm)) {
                nearest = distance;
                best = c;
              }
            }
            return best;
          });
          const found = chosen.filter((c) => c !== null).length;
          if (found < 3) continue;
          const key = chosen.map((c) => (c === null ? '-' : squares.indexOf(c))).join(',');
          if (matches.has(key)) continue;
          const points: Correspondence[] = [];
          chosen.forEach((c, k) => {
            if (c !== null) points.push({ mm: centres[k] as PointMm, px: c, weight: 1 });
          });
          const affine = fitHomography(points, 'affine');
          if (affine === null) continue;
          const mirrored = localScaleAt(affine, middle).areaScale < 0;
          const missing = centres.length - found;
          const strainMm = strainOf(affine, points, middle) + missing * MISSING_MARK_STRAIN_MM;
          if (strainMm > MAX_STRAIN_MM) continue;
          matches.set(key, { pattern, squares: chosen, found, affine, mirrored, strainMm });
        }
      }
    }
  }
  return [...matches.values()].sort((p, q) => p.strainMm - q.strainMm);
};

/** How far two marks' sides may be from what their distance says, on a flat scan. */
const PAIR_SIDE_TOLERANCE = 0.1;
/** More candidates than this are a page full of filled boxes, where pairs mean nothing. */
const MAX_PAIR_CANDIDATES = 8;

/**
 * All ways in which two candidates can be two marks of `pattern` on a flat, straight scan, best sides first. What is
 * between two squares of the right size fits often: the result needs confirming.
 */
export const matchPairs = (pattern: MarkPattern, candidates: readonly SquareCandidate[]): MarkMatch[] => {
  const matches: MarkMatch[] = [];
  const squares = candidates.slice(0, MAX_PAIR_CANDIDATES);
  for (const [i, from] of pattern.marks.entries()) {
    for (const [j, to] of pattern.marks.entries()) {
      if (i === j) continue;
      const one = centreOfRectMm(from);
      const other = centreOfRectMm(to);
      const distanceMm = Math.hypot(other.x - one.x, other.y - one.y);
      for (const [k, a] of squares.entries()) {
        for (const b of squares.slice(k + 1)) {
          const pxPerMm = Math.hypot(b.x - a.x, b.y - a.y) / distanceMm;
          const misfit = Math.max(
            Math.abs(a.sidePx / (pxPerMm * Math.sqrt(from.width * from.height)) - 1),
            Math.abs(b.sidePx / (pxPerMm * Math.sqrt(to.width * to.height)) - 1),
          );
          if (misfit > PAIR_SIDE_TOLERANCE) continue;
          const affine = fitSimilarity([
            { mm: one, px: a, weight: 1 },
            { mm: other, px: b, weight: 1 },
          ]);
          if (affine === null) continue;
          matches.push({
            pattern,
            squares: pattern.marks.map((_, m) => (m === i ? a : m === j ? b : null)),
            found: 2,
            affine,
            mirrored: false,
            strainMm: 100 * misfit,
          });
        }
      }
    }
  }
  return matches.sort((p, q) => p.strainMm - q.strainMm);
};
