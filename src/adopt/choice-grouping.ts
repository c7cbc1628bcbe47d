import { centreOfRectMm, type RectMm } from '../domain/geometry.ts';

/** Boxes that answer one question, in the order in which they are read. */
export interface BoxGroup {
  readonly boxes: readonly RectMm[];
  readonly direction: 'row' | 'column';
}

/** Whether the page has print in a rectangle. */
export type HasPrint = (rect: RectMm) => boolean;

/** Boxes of one group are alike to this share. */
const ALIKE = 0.2;
/** Middles of boxes in line differ by no more. */
const IN_LINE_MM = 1.2;
/** Neighbours in a row and in a column are no further apart, middle to middle. */
const ROW_PITCH_MM = 40;
const COLUMN_PITCH_MM = 14;
/** A gap of this many times the group's usual one ends it. */
const GAP_GROWTH = 1.7;

const alike = (one: RectMm, other: RectMm): boolean =>
  Math.abs(one.width - other.width) < ALIKE * one.width &&
  Math.abs(one.height - other.height) < ALIKE * one.height;

/** Chains of like boxes along one axis, each box in one chain. */
const chainsAlong = (boxes: readonly RectMm[], axis: 'x' | 'y', pitchMm: number): RectMm[][] => {
  const across = axis === 'x' ? 'y' : 'x';
  const sorted = [...boxes].sort((one, other) => centreOfRectMm(one)[axis] - centreOfRectMm(other)[axis]);
  const chains: RectMm[][] = [];
  for (const box of sorted) {
    const middle = centreOfRectMm(box);
    const chain = chains.find((candidate) => {
      const last = candidate[candidate.length - 1]!;
      const lastMiddle = centreOfRectMm(last);
      const gap = middle[axis] - lastMiddle[axis];
      if (!alike(last, box) || Math.abs(middle[across] - lastMiddle[across]) > IN_LINE_MM) return false;
      if (gap <= 0 || gap > pitchMm) return false;
      if (candidate.length < 2) return true;
      const usual = (lastMiddle[axis] - centreOfRectMm(candidate[0]!)[axis]) / (candidate.length - 1);
      return gap < GAP_GROWTH * usual;
    });
    if (chain === undefined) chains.push([box]);
    else chain.push(box);
  }
  return chains;
};

/** Whether something is printed between two boxes of a row: then each has its own words, and rows are no questions. */
const hasWordsBetween = (row: readonly RectMm[], hasPrint: HasPrint): boolean => {
  let worded = 0;
  for (let k = 0; k + 1 < row.length; k++) {
    const one = row[k]!;
    const next = row[k + 1]!;
    const x = one.x + one.width + 1;
    const width = next.x - 1 - x;
    if (width > 2 && hasPrint({ x, y: one.y + 0.4, width, height: one.height - 0.8 })) worded++;
  }
  return worded * 2 > row.length - 1;
};

/**
 * Groups boxes into questions: a row of boxes with nothing printed between them is one (a scale, a line of a table), else
 * a column whose boxes have words beside them. A box that stands alone is a question of its own.
 */
export const groupBoxes = (boxes: readonly RectMm[], hasPrint: HasPrint): BoxGroup[] => {
  const groups: BoxGroup[] = [];
  const left = new Set(boxes);
  for (const row of chainsAlong(boxes, 'x', ROW_PITCH_MM)) {
    if (row.length < 2 || hasWordsBetween(row, hasPrint)) continue;
    groups.push({ boxes: row, direction: 'row' });
    for (const box of row) left.delete(box);
  }
  for (const column of chainsAlong([...left], 'y', COLUMN_PITCH_MM)) {
    if (column.length < 2) continue;
    groups.push({ boxes: column, direction: 'column' });
    for (const box of column) left.delete(box);
  }
  // What remains has words between its boxes and none below: options side by side.
  for (const row of chainsAlong([...left], 'x', ROW_PITCH_MM * 1.5)) {
    groups.push({ boxes: row, direction: 'row' });
  }
  return groups.sort((one, other) => {
    const a = one.boxes[0]!;
    const b = other.boxes[0]!;
    return Math.abs(a.y - b.y) > IN_LINE_MM ? a.y - b.y : a.x - b.x;
  });
};
