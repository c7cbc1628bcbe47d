import type { PointMm } from '../../domain/geometry.ts';
import type { BoxPatch } from './box-patch.ts';
import type { LocalShift } from './shift-field.ts';

/** How this page's boxes are printed and scanned, learned from the page itself; lengths from the line's middle. */
export interface FrameLook {
  /** How far the middle of the printed line lies inside the layout's rectangle (negative: outside). */
  readonly insetMm: number;
  /** How far the line still darkens the paper, towards the inside and towards the outside of the box. */
  readonly innerReachMm: number;
  readonly outerReachMm: number;
  /** Darkness at the line's middle, 0 paper to 1 the form's own solid black. */
  readonly darkness: number;
}

/** One direction across a box: `near` and `far` are the rectangle's edges as predicted, in patch pixels. */
export interface FrameProfile {
  /** Mean darkness of each column (or row) between the other two edges: 0 paper, 1 solid black. */
  readonly darkness: Float32Array;
  /** How much darker than what is half a millimetre to both sides: high on a thin line, not on a filled area. */
  readonly line: Float32Array;
  readonly near: number;
  readonly far: number;
}

export interface FrameProfiles {
  readonly patch: BoxPatch;
  /** The shift at which the patch was cut, in the page frame. */
  readonly base: LocalShift;
  readonly x: FrameProfile;
  readonly y: FrameProfile;
  /** Bare paper's gray level in this patch, and the gray level of solid black in this light. */
  readonly paper: number;
  readonly black: number;
}

export interface PredictedBox {
  readonly base: LocalShift;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** (paper - black) / paper over the page. */
  readonly contrast: number;
}

/** Sums of a patch's columns; emptied before each use. */
let COLUMN_SUMS = new Int32Array(256);

/** Profiles of a patch across a box predicted at `left`..`bottom` (patch pixels). */
export const frameProfiles = (patch: BoxPatch, box: PredictedBox): FrameProfiles => {
  const { data, width, height, pxPerMm: px } = patch;
  const paper = upperQuartile(data);
  const scale = 1 / (paper * box.contrast);
  const firstRow = Math.max(0, Math.round(box.top) + 2);
  const lastRow = Math.min(height, Math.round(box.bottom) - 2);
  const firstColumn = Math.max(0, Math.round(box.left) + 2);
  const lastColumn = Math.min(width, Math.round(box.right) - 2);
  if (COLUMN_SUMS.length < width) COLUMN_SUMS = new Int32Array(2 * width);
  const columnSums = COLUMN_SUMS.fill(0, 0, width);
  // One piece of memory for all four lines of numbers: asking for each one's own costs more than filling it.
  const numbers = new Float32Array(2 * (width + height));
  const rowSum = numbers.subarray(0, height);
  // A quick look takes every second pixel along a line.
  const step = patch.isQuick ? 2 : 1;
  const perRow = scale / Math.max(1, Math.ceil((lastColumn - firstColumn) / step));
  for (let row = 0, from = 0; row < height; row++, from += width) {
    let sum = 0;
    for (let at = from + firstColumn, end = from + lastColumn; at < end; at += step) sum += data[at]!;
    rowSum[row] = paper * scale - sum * perRow;
  }
  for (let row = firstRow; row < lastRow; row += step) {
    const from = row * width;
    for (let column = 0; column < width; column++)
      columnSums[column] = columnSums[column]! + data[from + column]!;
  }
  const columnSum = numbers.subarray(height, height + width);
  const perColumn = scale / Math.max(1, Math.ceil((lastRow - firstRow) / step));
  for (let column = 0; column < width; column++)
    columnSum[column] = paper * scale - columnSums[column]! * perColumn;
  return {
    patch,
    base: box.base,
    paper,
    black: paper * (1 - box.contrast),
    x: toProfile(columnSum, numbers.subarray(height + width, height + 2 * width), box.left, box.right, px),
    y: toProfile(rowSum, numbers.subarray(height + 2 * width), box.top, box.bottom, px),
  };
};

/** Fills `line`, which is all zeroes. */
const toProfile = (
  darkness: Float32Array,
  line: Float32Array,
  near: number,
  far: number,
  pxPerMm: number,
): FrameProfile => {
  const length = darkness.length;
  const gap = Math.max(2, Math.min(Math.round(0.5 * pxPerMm), Math.floor((far - near) / 3)));
  for (let i = gap; i < length - gap; i++) {
    const middle = (darkness[i - 1]! + 2 * darkness[i]! + darkness[i + 1]!) / 4;
    line[i] = middle - Math.max(0, darkness[i - gap]! + darkness[i + gap]!) / 2;
  }
  return { darkness, line, near, far };
};

/** Counts of gray levels; emptied before each use. */
const LEVELS = new Uint32Array(256);

const upperQuartile = (data: Uint8Array): number => {
  const histogram = LEVELS.fill(0);
  const step = 3;
  let count = 0;
  for (let i = 0; i < data.length; i += step, count++) histogram[data[i]!]!++;
  let left = count / 4;
  for (let level = 255; level > 0; level--) {
    left -= histogram[level]!;
    if (left <= 0) return Math.max(level, 16);
  }
  return 16;
};

const valueAt = (values: Float32Array, at: number): number => {
  const place = at - 0.5;
  const whole = Math.floor(place);
  if (whole < 0 || whole + 1 >= values.length) return 0;
  const part = place - whole;
  return values[whole]! * (1 - part) + values[whole + 1]! * part;
};

export interface FramePeak {
  /** Shift in px from the profile's prediction at which both lines answer best. */
  readonly at: number;
  /** Both lines' answers together, and the weaker line's. */
  readonly score: number;
  readonly weaker: number;
  /** True where the best answer lies at the end of the search, so the true one may lie beyond. */
  readonly atEdge: boolean;
}

/** The best place for a pair of lines within `reach` px of `from`; `inset` is how far both lines lie inside. */
export const peakOf = (profile: FrameProfile, from: number, reach: number, inset: number): FramePeak => {
  const { line, near, far } = profile;
  const first = near + inset + from - reach;
  const second = far - inset + from - reach;
  const steps = Math.max(2, Math.ceil(reach * 2));
  const step = (reach * 2) / steps;
  let best = -Infinity;
  let bestStep = 0;
  let before = 0;
  let beforeBest = 0;
  let afterBest = 0;
  for (let i = 0; i <= steps; i++) {
    const one = valueAt(line, first + i * step);
    const other = valueAt(line, second + i * step);
    // A line that is hidden must not be made up for by a strong one, but a little is better than none.
    const score = Math.min(one, other) + 0.5 * (one + other);
    if (i === bestStep + 1) afterBest = score;
    if (score > best) {
      best = score;
      bestStep = i;
      beforeBest = before;
      afterBest = score;
    }
    before = score;
  }
  const atEdge = bestStep === 0 || bestStep === steps;
  const bend = beforeBest - 2 * best + afterBest;
  const part =
    atEdge || bend >= -1e-6 ? 0 : Math.max(-0.5, Math.min(0.5, (beforeBest - afterBest) / (2 * bend)));
  const at = (bestStep + part) * step;
  const weaker = Math.min(valueAt(line, first + at), valueAt(line, second + at));
  return { at: from - reach + at, score: best, weaker, atEdge };
};

/** Bins of half a pixel to both sides of a line's middle. */
const LOOK_REACH_PX = 9;
const LOOK_BINS = LOOK_REACH_PX * 4 + 1;
/** A line ends where the median box is less dark than this share of solid black: below it lies JPEG's ringing. */
const LINE_END = 0.045;
const LOOK_BOXES = 40;

/**
 * How far the frames' lines reach and how dark they are: the median over the page's boxes, so that marks do not count.
 * Every box must have been settled: `shiftMm` is its place.
 */
export const learnFrameLook = (
  boxes: readonly { readonly profiles: FrameProfiles; readonly shiftMm: PointMm }[],
  insetMm: number,
): FrameLook => {
  const every = Math.max(1, Math.floor(boxes.length / LOOK_BOXES));
  const lines = 4 * Math.ceil(boxes.length / every);
  // Row by row one bin's values; a line that the patch does not hold that far leaves its place unused.
  const bins = new Float32Array(LOOK_BINS * lines);
  const filled = new Uint16Array(LOOK_BINS);
  let pxPerMm = 1;
  for (let i = 0; i < boxes.length; i += every) {
    const { profiles, shiftMm } = boxes[i]!;
    pxPerMm = profiles.patch.pxPerMm;
    const { x, y, base } = profiles;
    const inset = insetMm * pxPerMm;
    const offX = (shiftMm.x - base.x) * pxPerMm;
    const offY = (shiftMm.y - base.y) * pxPerMm;
    collect(bins, filled, lines, x.darkness, x.near + inset + offX, 1);
    collect(bins, filled, lines, x.darkness, x.far - inset + offX, -1);
    collect(bins, filled, lines, y.darkness, y.near + inset + offY, 1);
    collect(bins, filled, lines, y.darkness, y.far - inset + offY, -1);
  }
  const median = new Float32Array(LOOK_BINS);
  for (let bin = 0; bin < LOOK_BINS; bin++) {
    const count = filled[bin]!;
    if (count > 0) median[bin] = selectNth(bins, bin * lines, bin * lines + count - 1, count >> 1);
  }
  const middle = (LOOK_BINS - 1) / 2;
  const darkness = Math.max(median[middle]!, median[middle - 1]!, median[middle + 1]!, 0);
  const end = Math.max(LINE_END, 0.08 * darkness);
  const reachMm = (direction: 1 | -1): number => {
    let bin = middle;
    while (bin > 0 && bin < LOOK_BINS - 1 && median[bin]! > end && Math.abs(bin - middle) < LOOK_BINS / 3) {
      bin += direction;
    }
    return Math.abs(bin - middle) / 2 / pxPerMm;
  };
  return { insetMm, innerReachMm: reachMm(1), outerReachMm: reachMm(-1), darkness };
};

/** The value that would stand `nth` (from 0) if `values[first]`..`values[last]` were sorted; moves them about. */
const selectNth = (values: Float32Array, first: number, last: number, nth: number): number => {
  const wanted = first + nth;
  let from = first;
  let to = last;
  while (from < to) {
    const pivot = values[(from + to) >> 1]!;
    let low = from;
    let high = to;
    while (low <= high) {
      while (values[low]! < pivot) low++;
      while (values[high]! > pivot) high--;
      if (low > high) break;
      const swapped = values[low]!;
      values[low++] = values[high]!;
      values[high--] = swapped;
    }
    if (wanted <= high) to = high;
    else if (wanted >= low) from = low;
    else break;
  }
  return values[wanted]!;
};

/** Adds a line's surroundings to the bins; `inward` is the direction of the box's inside along the profile. */
const collect = (
  bins: Float32Array,
  filled: Uint16Array,
  lines: number,
  darkness: Float32Array,
  middle: number,
  inward: 1 | -1,
): void => {
  const last = darkness.length - 0.5;
  for (let bin = 0; bin < LOOK_BINS; bin++) {
    const at = middle + (inward * (bin - (LOOK_BINS - 1) / 2)) / 2;
    if (at >= 0.5 && at < last) bins[bin * lines + filled[bin]!++] = valueAt(darkness, at);
  }
};

const LINE_REACH_MM = 0.25;

/** Share of the frame that is there, 0..1: the second weakest side's share of pixels that are as dark as lines are. */
export const lineSeen = (
  profiles: FrameProfiles,
  sides: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
  frame: FrameLook,
): number => {
  const { patch, paper, black } = profiles;
  const { data, width, height } = patch;
  const level = paper - Math.max(0.08, 0.4 * frame.darkness) * (paper - black);
  // A box whose size differs a little from the layout's still counts as there.
  const reach = Math.max(1, Math.round(LINE_REACH_MM * patch.pxPerMm));
  const { left, right, top, bottom } = sides;
  const seen = [
    shareSeen(data, width, height, 1, width, left, top, bottom, reach, level),
    shareSeen(data, width, height, 1, width, right, top, bottom, reach, level),
    shareSeen(data, height, width, width, 1, top, left, right, reach, level),
    shareSeen(data, height, width, width, 1, bottom, left, right, reach, level),
  ].sort((one, other) => one - other);
  return seen[1]!;
};

/**
 * Share of the places `from`..`to` along a line at `middle` where something within `reach` px across is as dark as `level`.
 * `acrossPx` and `alongPx` are the patch's size in both directions, the steps how its data lie.
 */
const shareSeen = (
  data: Uint8Array,
  acrossPx: number,
  alongPx: number,
  stepAcross: number,
  stepAlong: number,
  middle: number,
  from: number,
  to: number,
  reach: number,
  level: number,
): number => {
  const first = Math.max(0, Math.round(from));
  const last = Math.min(alongPx, Math.round(to));
  const near = Math.min(acrossPx - 1, Math.max(0, Math.floor(middle) - reach)) * stepAcross;
  const far = Math.min(acrossPx - 1, Math.max(0, Math.floor(middle) + reach)) * stepAcross;
  let seen = 0;
  for (let i = first; i < last; i++) {
    const along = i * stepAlong;
    for (let across = near; across <= far; across += stepAcross) {
      if (data[along + across]! > level) continue;
      seen++;
      break;
    }
  }
  return last > first ? seen / (last - first) : 0;
};
