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

/** Share of the inner part of the page where two neighbouring coarse pixels are both ink: single specks are noise. */
const inkShareOf = ({ coarse, levels }: SeenPage): number => {
  const { data, width, height } = coarse;
  const left = Math.round(width * RIM_SHARE);
  const top = Math.round(height * RIM_SHARE);
  const threshold = levels.paper * (1 - INK_DEPTH);
  let ink = 0;
  for (let y = top; y < height - top; y++) {
    for (let x = left, at = y * width + left; x < width - left; x++, at++) {
      if ((data[at] as number) < threshold && (data[at + 1] as number) < threshold) ink++;
    }
  }
  return ink / Math.max(1, (width - 2 * left) * (height - 2 * top));
};

/** What a page is on which nothing of ours was found. */
export const judgeUnplaced = (
  seen: SeenPage,
): { readonly status: PageStatus; readonly reason: PageReason } => {
  if (seen.levels.paper < BLACK_PAPER_LEVEL) return { status: 'unreadable', reason: 'image-black' };
  if (inkShareOf(seen) < BLANK_INK_SHARE) return { status: 'blank', reason: 'image-empty' };
  return { status: 'foreign', reason: 'no-page-code' };
};
