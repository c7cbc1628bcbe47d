import type { GrayImage } from '../../domain/image.ts';
import {
  levelsOf,
  thresholdLocally,
  viewByAveraging,
  type CoarseView,
  type PageLevels,
} from './coarse-view.ts';
import type { MarkPattern } from './mark-pattern.ts';
import { matchPairs, matchPattern, type MarkMatch } from './pattern-match.ts';
import { refineMatch, type MarkPlacement } from './placement.ts';
import { findSquares, type CoarseZone } from './square-candidates.ts';

/** Share of the scan's width and height, from each corner, where a page that fills it has its marks. */
const CORNER_SHARE = { across: 0.3, down: 0.24 } as const;
/** A page fills between half of the scan and a little more than all of it (cut off). */
const PAGE_SHARE = { min: 0.5, max: 1.25 } as const;
/** Matches tried one by one; the right one is the first on flat scans, and among some twenty on photos of filled boxes. */
const MAX_MATCHES = 50;
/** Pairs are seen again in every look. */
const MAX_PAIRS = 24;
/** Pairs of the first look that are worth a glance before dearer looks: a feeder that cuts two marks off cuts them off all day. */
const MAX_FIRST_PAIRS = 8;

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
 * The page's places by its registration marks, most probable first; the caller takes the best that its page code
 * confirms. 'look-ended' stands where what follows is worth trying only if nothing fair was found so far. Looks grow
 * dearer: corners of a sampled scan, the whole of it averaged, a threshold that follows shadows. Placements from two marks
 * that come before the first 'look-ended' come again at the end.
 */
export function* placeByMarks(
  image: GrayImage,
  patterns: readonly MarkPattern[],
  sampled: CoarseView,
  levels: PageLevels,
): Generator<MarkPlacement | 'look-ended'> {
  const middle = (levels.paper + levels.ink) / 2;
  let averaged: CoarseView | undefined;
  const looks: (() => Look)[] = [
    () => ({ view: sampled, data: sampled.data, threshold: middle, zones: cornerZones(sampled) }),
    () => {
      const view = (averaged ??= viewByAveraging(image));
      const mean = levelsOf(view);
      return { view, data: view.data, threshold: (mean.paper + mean.ink) / 2, zones: [wholeOf(view)] };
    },
    () => {
      const view = (averaged ??= viewByAveraging(image));
      const window = sideRangeOf(view, patterns).max * 2;
      return {
        view,
        data: thresholdLocally(view, Math.round(window), 0.25),
        threshold: 128,
        zones: [wholeOf(view)],
      };
    },
  ];
  const pairs: MarkMatch[] = [];
  for (const look of looks) {
    const { view, data, threshold, zones } = look();
    const { min, max } = sideRangeOf(view, patterns);
    const squares = zones.flatMap((zone) => findSquares(view, data, zone, threshold, min, max));
    const matches = patterns.flatMap((pattern) => matchPattern(pattern, squares));
    matches.sort((a, b) => a.strainMm - b.strainMm);
    yield* refineAll(image, matches.slice(0, MAX_MATCHES));
    const isFirst = view === sampled;
    pairs.push(...patterns.flatMap((pattern) => matchPairs(pattern, squares)));
    pairs.sort((a, b) => a.strainMm - b.strainMm);
    if (isFirst) yield* refineAll(image, pairs.slice(0, MAX_FIRST_PAIRS));
    yield 'look-ended';
  }
  // Two marks alone, where the others are torn off or run into a black border: their code must confirm them.
  yield* refineAll(image, pairs.slice(0, MAX_PAIRS));
}

function* refineAll(image: GrayImage, matches: readonly MarkMatch[]): Generator<MarkPlacement> {
  for (const match of matches) {
    const placement = refineMatch(image, match);
    if (placement !== null) yield placement;
  }
}
