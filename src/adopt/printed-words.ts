import type { RectMm } from '../domain/geometry.ts';
import type { GrayImage } from '../domain/image.ts';
import type { BlankPrint } from './printed-frames.ts';

/** Words may begin this far from their box: to the left of a table's row, and to the right of a box of a list. */
const REACH_MM = { left: 75, right: 9 };
/** Words of one line stand no further apart; what is beyond belongs to something else. */
const WORD_GAP_MM = 7;
/** Nearer than this to a box there is the box's own line. */
const CLEAR_MM = 0.7;
/** A line of print is looked for this far above its field, and is this high at the most. */
const ABOVE_MM = 16;
const LINE_MM = { least: 1.2, most: 7 };
/** The words beside a field are no longer than this. */
const LONGEST_MM = 130;
const MARGIN_MM = 0.8;

const darkIn = (print: BlankPrint, rect: RectMm): number => {
  const { dark, width, height, pxPerMm } = print;
  const left = Math.max(0, Math.round(rect.x * pxPerMm));
  const top = Math.max(0, Math.round(rect.y * pxPerMm));
  const right = Math.min(width, Math.round((rect.x + rect.width) * pxPerMm));
  const bottom = Math.min(height, Math.round((rect.y + rect.height) * pxPerMm));
  let sum = 0;
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += dark[y * width + x]!;
  return sum / (pxPerMm * pxPerMm);
};

/** Least print in a place that counts as words, in square millimetres of black (a digit has 0.6), and its least height. */
const LEAST_WORDS_MM2 = 0.35;
const LEAST_WORDS_MM = 0.9;

/** Whether there are words in a place: dotted and drawn level lines are none. */
export const hasWords = (print: BlankPrint, rect: RectMm): boolean => {
  if (darkIn(print, rect) <= LEAST_WORDS_MM2) return false;
  const step = 1 / print.pxPerMm;
  let inked = 0;
  for (let y = rect.y; y < rect.y + rect.height; y += step) {
    if (darkIn(print, { ...rect, y, height: step }) > 0) inked++;
  }
  return inked * step >= LEAST_WORDS_MM;
};

/** Whether an upright line runs between two boxes of a row, longer than they are high: the wall between two panels. */
export const hasWallBetween = (print: BlankPrint, one: RectMm, next: RectMm): boolean => {
  const { dark, width, height, pxPerMm } = print;
  const top = Math.max(0, Math.round((Math.min(one.y, next.y) - 1) * pxPerMm));
  const bottom = Math.min(
    height,
    Math.round((Math.max(one.y + one.height, next.y + next.height) + 1) * pxPerMm),
  );
  const from = Math.round((one.x + one.width + 0.6) * pxPerMm);
  const to = Math.round((next.x - 0.6) * pxPerMm);
  for (let x = from; x < to; x++) {
    let inked = 0;
    for (let y = top; y < bottom; y++) inked += dark[y * width + x]!;
    if (inked > 0.95 * (bottom - top)) return true;
  }
  return false;
};

/** The line of words that begins right beside a box, to one side of it; null where there is none. */
export const wordsBeside = (
  print: BlankPrint,
  box: RectMm,
  side: 'left' | 'right',
  obstacles: readonly RectMm[],
): RectMm | null => {
  const y = box.y - 0.6;
  const height = box.height + 1.2;
  const pageMm = print.width / print.pxPerMm;
  const start = side === 'left' ? box.x - CLEAR_MM : box.x + box.width + CLEAR_MM;
  // Another field on the way ends the line.
  const limit = obstacles.reduce(
    (nearest, rect) => {
      if (rect === box || rect.y > y + height || rect.y + rect.height < y) return nearest;
      return side === 'left'
        ? rect.x + rect.width <= start + 0.5
          ? Math.max(nearest, rect.x + rect.width + CLEAR_MM)
          : nearest
        : rect.x >= start - 0.5
          ? Math.min(nearest, rect.x - CLEAR_MM)
          : nearest;
    },
    side === 'left' ? Math.max(0, start - LONGEST_MM) : Math.min(pageMm, start + LONGEST_MM),
  );
  const step = 0.5;
  let near: number | null = null;
  let far = start;
  let empty = 0;
  for (let at = start; side === 'left' ? at > limit : at < limit; at += side === 'left' ? -step : step) {
    const strip = { x: side === 'left' ? at - step : at, y, width: step, height };
    if (darkIn(print, strip) > 0.02) {
      near ??= at;
      far = side === 'left' ? at - step : at + step;
      empty = 0;
    } else {
      empty += step;
      if (empty > (near === null ? REACH_MM[side] : WORD_GAP_MM)) break;
    }
  }
  if (near === null) return null;
  const left = Math.max(0, Math.min(near, far) - MARGIN_MM / 2);
  const found = { x: left, y, width: Math.max(near, far) + MARGIN_MM / 2 - left, height };
  return found.width > 1 && hasWords(print, found) ? found : null;
};

/** The nearest line of words above a field that begins over it; null where there is none. */
export const wordsAbove = (
  print: BlankPrint,
  field: RectMm,
  obstacles: readonly RectMm[],
  fromMm: number,
): RectMm | null => {
  const pageMm = print.width / print.pxPerMm;
  const x = Math.max(0, fromMm);
  const width = Math.min(pageMm - 2, x + LONGEST_MM) - x;
  const step = 0.25;
  let bottom: number | null = null;
  let top = field.y;
  for (let y = field.y - CLEAR_MM; y > Math.max(0, field.y - ABOVE_MM); y -= step) {
    const row = { x, y: y - step, width, height: step };
    if (
      obstacles.some(
        (rect) => rect.y < y && rect.y + rect.height > y && rect.x < x + width && rect.x + rect.width > x,
      )
    ) {
      break;
    }
    if (darkIn(print, row) > 0.04) {
      bottom ??= y;
      top = y - step;
    } else if (bottom !== null) {
      if (bottom - top >= LINE_MM.least) break;
      bottom = null;
    }
  }
  if (bottom === null || bottom - top < LINE_MM.least || bottom - top > LINE_MM.most) return null;
  return { x, y: top - MARGIN_MM, width, height: bottom - top + 2 * MARGIN_MM };
};

/** A part of the page as an image with white around it, as a recogniser of print likes it. */
export const cutWords = (page: GrayImage, pxPerMm: number, rect: RectMm): GrayImage => {
  const border = Math.round(1.5 * pxPerMm);
  const left = Math.max(0, Math.round(rect.x * pxPerMm));
  const top = Math.max(0, Math.round(rect.y * pxPerMm));
  const inner = {
    width: Math.min(page.width - left, Math.round(rect.width * pxPerMm)),
    height: Math.min(page.height - top, Math.round(rect.height * pxPerMm)),
  };
  const width = inner.width + 2 * border;
  const height = inner.height + 2 * border;
  const data = new Uint8Array(width * height).fill(255);
  for (let y = 0; y < inner.height; y++) {
    const from = (top + y) * page.width + left;
    data.set(page.data.subarray(from, from + inner.width), (y + border) * width + border);
  }
  return { data, width, height };
};
