import { centreOfRectMm, type RectMm } from '../domain/geometry.ts';
import type { BlankPrint, PrintedFrame } from './printed-frames.ts';

/** What of a box's outline must be there where its neighbours say that a box is. */
const LEAST_OUTLINE = 0.45;
const IN_LINE_MM = 1.2;
const SAME_SIZE_SHARE = 0.15;
const BOX_MM = { least: 2, most: 8.5 };

/** Share of a rectangle's outline that is printed, each point looked for a little to both sides. */
const outlineShown = ({ dark, width, height, pxPerMm }: BlankPrint, rect: RectMm): number => {
  const slack = Math.max(1, Math.round(0.4 * pxPerMm));
  const left = Math.round(rect.x * pxPerMm);
  const right = Math.round((rect.x + rect.width) * pxPerMm);
  const top = Math.round(rect.y * pxPerMm);
  const bottom = Math.round((rect.y + rect.height) * pxPerMm);
  const isDark = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && dark[y * width + x] === 1;
  let shown = 0;
  let total = 0;
  const look = (x: number, y: number, acrossX: number, acrossY: number): void => {
    total++;
    for (let k = -slack; k <= slack; k++) {
      if (isDark(x + k * acrossX, y + k * acrossY)) {
        shown++;
        return;
      }
    }
  };
  for (let x = left + slack; x < right - slack; x++) {
    look(x, top, 0, 1);
    look(x, bottom, 0, 1);
  }
  for (let y = top + slack; y < bottom - slack; y++) {
    look(left, y, 1, 0);
    look(right, y, 1, 0);
  }
  return total === 0 ? 0 : shown / total;
};

/** Whether the inside of a rectangle is bare paper, as the inside of a box is. */
const isEmptyInside = ({ dark, width, pxPerMm }: BlankPrint, rect: RectMm): boolean => {
  let print = 0;
  let total = 0;
  for (let y = Math.round((rect.y + 0.8) * pxPerMm); y < (rect.y + rect.height - 0.8) * pxPerMm; y++) {
    for (let x = Math.round((rect.x + 0.8) * pxPerMm); x < (rect.x + rect.width - 0.8) * pxPerMm; x++) {
      print += dark[y * width + x]!;
      total++;
    }
  }
  return total > 0 && print < 0.03 * total;
};

/**
 * The frames, with the boxes of rows and columns whose outline is too broken to be one by itself: where a column of like
 * boxes crosses a row of them, half an outline is enough.
 */
export const completeRows = (print: BlankPrint, frames: readonly PrintedFrame[]): PrintedFrame[] => {
  const boxes = frames
    .map(({ rectMm }) => rectMm)
    .filter(
      ({ width, height }) =>
        Math.min(width, height) >= BOX_MM.least && Math.max(width, height) <= BOX_MM.most,
    );
  const alike = (one: RectMm, other: RectMm): boolean =>
    Math.abs(one.width - other.width) < SAME_SIZE_SHARE * one.width &&
    Math.abs(one.height - other.height) < SAME_SIZE_SHARE * one.height;
  const added: RectMm[] = [];
  for (const above of boxes) {
    for (const beside of boxes) {
      if (above === beside || !alike(above, beside)) continue;
      const column = centreOfRectMm(above);
      const row = centreOfRectMm(beside);
      if (Math.abs(column.x - row.x) < IN_LINE_MM || Math.abs(column.y - row.y) < IN_LINE_MM) continue;
      if (Math.abs(column.y - row.y) > 15 || Math.abs(column.x - row.x) > 40) continue;
      const rect = { x: above.x, y: beside.y, width: above.width, height: beside.height };
      const overlaps = [...frames.map(({ rectMm }) => rectMm), ...added].some(
        (other) =>
          other.width < 3 * rect.width &&
          other.x < rect.x + rect.width - 0.5 &&
          rect.x < other.x + other.width - 0.5 &&
          other.y < rect.y + rect.height - 0.5 &&
          rect.y < other.y + other.height - 0.5,
      );
      if (overlaps || !isEmptyInside(print, rect) || outlineShown(print, rect) < LEAST_OUTLINE) continue;
      added.push(rect);
    }
  }
  return [...frames, ...added.map((rectMm) => ({ rectMm }))];
};
