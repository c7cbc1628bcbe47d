import type { PageStatus } from '../domain/page-read.ts';
import type { PageReason } from '../domain/reasons.ts';
import type { SeenPage } from './page-placer.ts';

/** Paper brighter than this is not a black page, whatever the exposure. */
const BLACK_PAPER_LEVEL = 60;
/** Ink at least this much of the way from white to black; show-through and dirt stay above. */
const INK_DEPTH = 0.35;
/** Share of the page's inner part that ink covers on a page that says something: one short line of print. */
const BLANK_INK_SHARE = 0.0004;
/** The rim where scanners leave borders and staples and punch holes are, in parts of width and height. */
const RIM_SHARE = 0.06;

/**
 * Whether there is anything on the page that is worth a search: ink on enough of its inner part, where two
 * neighbouring coarse pixels count (single specks are noise). Stops as soon as there is enough.
 */
export const hasContent = ({ coarse, levels }: SeenPage): boolean => {
  if (levels.paper < BLACK_PAPER_LEVEL) return false;
  const { data, width, height } = coarse;
  const left = Math.round(width * RIM_SHARE);
  const top = Math.round(height * RIM_SHARE);
  const threshold = levels.paper * (1 - INK_DEPTH);
  const enough = BLANK_INK_SHARE * (width - 2 * left) * (height - 2 * top);
  let ink = 0;
  for (let y = top; y < height - top; y++) {
    for (let x = left, at = y * width + left; x < width - left; x++, at++) {
      if ((data[at] as number) < threshold && (data[at + 1] as number) < threshold) ink++;
    }
    if (ink >= enough) return true;
  }
  return false;
};

/** A column or row that is ink for more of its length than this is a streak of the glass, a fold or a border. */
const STREAK_SHARE = 0.35;

const MOST_STREAKS = 0.25;

/** Share of the page's inner part that is ink, without streaks and borders. */
const inkShareOf = ({ coarse, levels }: SeenPage): number => {
  const { data, width, height } = coarse;
  const left = Math.round(width * RIM_SHARE);
  const top = Math.round(height * RIM_SHARE);
  const threshold = levels.paper * (1 - INK_DEPTH);
  const columns = new Uint32Array(width);
  const rows = new Uint32Array(height);
  const isInk = (at: number): boolean => (data[at] as number) < threshold;
  for (let y = top; y < height - top; y++) {
    for (let x = left, at = y * width + left; x < width - left; x++, at++) {
      if (!isInk(at)) continue;
      columns[x] = (columns[x] as number) + 1;
      rows[y] = (rows[y] as number) + 1;
    }
  }
  const innerWidth = width - 2 * left;
  const innerHeight = height - 2 * top;
  let streakX = STREAK_SHARE * innerHeight;
  let streakY = STREAK_SHARE * innerWidth;
  // Where most of the page would be streaks, it is dark all over: a photo, noise.
  if (columns.filter((count) => count > streakX).length > MOST_STREAKS * innerWidth) streakX = Infinity;
  if (rows.filter((count) => count > streakY).length > MOST_STREAKS * innerHeight) streakY = Infinity;
  const besideStreak = (x: number): boolean =>
    (columns[x - 1] as number) > streakX ||
    (columns[x] as number) > streakX ||
    (columns[x + 1] as number) > streakX;
  let ink = 0;
  for (let y = top; y < height - top; y++) {
    if ((rows[y] as number) > streakY) continue;
    for (let x = left, at = y * width + left; x < width - left; x++, at++) {
      if (isInk(at) && isInk(at + 1) && !besideStreak(x)) ink++;
    }
  }
  return ink / Math.max(1, innerWidth * innerHeight);
};

/** What a page is on which nothing of ours was found. */
export const judgeUnplaced = (
  seen: SeenPage,
): { readonly status: PageStatus; readonly reason: PageReason } => {
  if (seen.levels.paper < BLACK_PAPER_LEVEL) return { status: 'unreadable', reason: 'image-black' };
  if (inkShareOf(seen) < BLANK_INK_SHARE) return { status: 'blank', reason: 'image-empty' };
  return { status: 'foreign', reason: 'no-page-code' };
};
