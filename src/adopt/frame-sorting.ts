import type { RectMm } from '../domain/geometry.ts';
import type { PrintedFrame } from './printed-frames.ts';
import type { RuledLine } from './ruled-lines.ts';

/** What the frames and lines of a blank page are for, by their shape and their neighbours. */
export interface SortedFrames {
  /** Boxes to mark. */
  readonly boxes: readonly RectMm[];
  /** Runs of cells for one character each, from left to right. */
  readonly cellRuns: readonly (readonly RectMm[])[];
  /** Areas to write in. */
  readonly writing: readonly RectMm[];
}

const BOX_MM = { least: 1.9, most: 8.5 };
const BOX_ASPECT = 2.4;
/** A cell for one character is upright or square, at least this high and at most this wide. */
const CELL_MM = { leastHeight: 5.5, mostHeight: 14, leastWidth: 3.5, mostWidth: 10 };
/** Cells of a run stand at most this far apart. */
const CELL_GAP_MM = 2.2;
const WRITING_MM = { leastWidth: 14, leastHeight: 4.5 };
/** A frame that takes more of the page than this is its border or a panel. */
const MOST_PAGE_SHARE = 0.5;
/** What a line to write on offers above it. */
const RULE_HEIGHT_MM = 6.5;

const right = (rect: RectMm): number => rect.x + rect.width;
const bottom = (rect: RectMm): number => rect.y + rect.height;

const isCell = ({ width, height }: RectMm): boolean =>
  height >= CELL_MM.leastHeight &&
  height <= CELL_MM.mostHeight &&
  width >= CELL_MM.leastWidth &&
  width <= CELL_MM.mostWidth &&
  height > width * 0.9;

const isBox = ({ width, height }: RectMm): boolean =>
  Math.min(width, height) >= BOX_MM.least &&
  Math.max(width, height) <= BOX_MM.most &&
  Math.max(width, height) <= BOX_ASPECT * Math.min(width, height);

const isWriting = ({ width, height }: RectMm): boolean =>
  width >= WRITING_MM.leastWidth && height >= WRITING_MM.leastHeight && width > 1.3 * height;

/** Runs of cells side by side, two at the least; a table of them in rows and columns is none. */
const findCellRuns = (rects: readonly RectMm[]): RectMm[][] => {
  const cells = rects.filter(isCell).sort((one, other) => one.x - other.x);
  const taken = new Set<RectMm>();
  const runs: RectMm[][] = [];
  for (const first of cells) {
    if (taken.has(first)) continue;
    const run = [first];
    for (const next of cells) {
      const last = run[run.length - 1] as RectMm;
      const gap = next.x - right(last);
      const alike = Math.abs(next.y - first.y) < 0.8 && Math.abs(next.height - first.height) < 0.8;
      if (alike && !taken.has(next) && next !== last && gap > -1 && gap < CELL_GAP_MM) run.push(next);
    }
    if (run.length < 2) continue;
    for (const cell of run) taken.add(cell);
    runs.push(run);
  }
  const touches = (one: readonly RectMm[], other: readonly RectMm[]): boolean =>
    one !== other &&
    Math.abs(one[0]!.x - other[0]!.x) < 1 &&
    (Math.abs(bottom(one[0]!) - other[0]!.y) < 0.6 || Math.abs(bottom(other[0]!) - one[0]!.y) < 0.6);
  return runs.filter((run) => !runs.some((other) => touches(run, other)));
};

/** A frame's own edge, found as a line, overlaps it by less than this. */
const EDGE_SLACK_MM = 1.5;

const overlaps = (line: RectMm, rect: RectMm): boolean =>
  rect.x < right(line) &&
  line.x < right(rect) &&
  line.y < bottom(rect) + EDGE_SLACK_MM &&
  rect.y < bottom(line) + EDGE_SLACK_MM;

export const sortFrames = (
  frames: readonly PrintedFrame[],
  rules: readonly RuledLine[],
  paper: { readonly widthMm: number; readonly heightMm: number },
): SortedFrames => {
  const rects = frames
    .map(({ rectMm }) => rectMm)
    .filter(({ width, height }) => width * height < MOST_PAGE_SHARE * paper.widthMm * paper.heightMm);
  const cellRuns = findCellRuns(rects);
  const inRuns = new Set(cellRuns.flat());
  const rest = rects.filter((rect) => !inRuns.has(rect));
  const boxes = rest.filter(isBox);
  const framed = rest.filter((rect) => !isBox(rect) && isWriting(rect));
  const open = rules
    .filter(({ legsMm }) => legsMm > 0)
    .map(({ xMm, yMm, widthMm, legsMm }): RectMm => ({ x: xMm, y: yMm, width: widthMm, height: legsMm }))
    .filter((rect) => !rects.some((other) => overlaps(rect, other)));
  const known = [...rects, ...open];
  const ruled = rules
    .filter(({ legsMm }) => legsMm === 0)
    .map(({ xMm, yMm, widthMm }): RectMm => ({
      x: xMm,
      y: Math.max(0, yMm - RULE_HEIGHT_MM),
      width: widthMm,
      height: RULE_HEIGHT_MM,
    }))
    // The edge of a frame is a line too.
    .filter((line) => !known.some((rect) => overlaps(line, rect)));
  return { boxes, cellRuns, writing: [...framed, ...open, ...ruled] };
};
