import { centreOfRectMm, type RectMm } from '../domain/geometry.ts';

/** Boxes that answer one question, in the order in which they are read. */
export interface BoxGroup {
  readonly boxes: readonly RectMm[];
  readonly direction: 'row' | 'column';
}

/** What is printed around boxes. */
export interface Surroundings {
  hasWords(rect: RectMm): boolean;
  hasWallBetween(one: RectMm, next: RectMm): boolean;
}

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
const chainsAlong = (
  boxes: readonly RectMm[],
  axis: 'x' | 'y',
  pitchMm: number,
  isDivided: (one: RectMm, next: RectMm) => boolean,
): RectMm[][] => {
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
      if (gap <= 0 || gap > pitchMm || isDivided(last, box)) return false;
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
const hasWordsBetween = (row: readonly RectMm[], around: Surroundings): boolean => {
  let worded = 0;
  for (let k = 0; k + 1 < row.length; k++) {
    const one = row[k]!;
    const next = row[k + 1]!;
    const x = one.x + one.width + 1;
    const width = next.x - 1 - x;
    if (width > 2 && around.hasWords({ x, y: one.y + 0.4, width, height: one.height - 0.8 })) worded++;
  }
  return worded * 2 > row.length - 1;
};

const right = (rect: RectMm): number => rect.x + rect.width;

/** A list in columns goes on this far to the right at most. */
const LIST_PITCH_MM = 80;

const hasOwnWords = (column: readonly RectMm[], around: Surroundings): boolean =>
  column.every((box) =>
    around.hasWords({ x: right(box) + 0.7, y: box.y - 0.5, width: 8, height: box.height + 1 }),
  );

/** Words above a column that begin where it begins: the heading of another question. */
const hasHeading = (column: readonly RectMm[], around: Surroundings): boolean => {
  const { x, y } = column[0]!;
  const over = { y: y - 8, height: 7.4 };
  return (
    around.hasWords({ ...over, x: x - 1.5, width: 10 }) && !around.hasWords({ ...over, x: x - 9, width: 7 })
  );
};

/**
 * Columns side by side that begin at one height are one list where the later ones have no heading of their own; a box
 * left alone in such a list (the last one, in a row that is not full) goes with them. Read along rows.
 */
const joinColumns = (columns: readonly RectMm[][], alone: Set<RectMm>, around: Surroundings): RectMm[][] => {
  const lists: RectMm[][][] = [];
  const singles = [...alone].map((box) => [box]);
  const all = [...columns, ...singles].sort((one, other) => one[0]!.x - other[0]!.x);
  for (const column of all) {
    const list = lists.find((candidate) => {
      const last = candidate[candidate.length - 1]!;
      const gap = column[0]!.x - last[0]!.x;
      return (
        gap > 0 &&
        gap < LIST_PITCH_MM &&
        alike(last[0]!, column[0]!) &&
        Math.abs(last[0]!.y - column[0]!.y) < IN_LINE_MM &&
        candidate[0]!.length >= column.length &&
        hasOwnWords(last, around) &&
        hasOwnWords(column, around) &&
        !hasHeading(column, around) &&
        !around.hasWallBetween(last[0]!, column[0]!)
      );
    });
    if (list === undefined) lists.push([column]);
    else list.push(column);
  }
  return lists.flatMap((list) => {
    const boxes = list.flat();
    // What stayed alone is left to the rows.
    if (boxes.length === 1) return [];
    for (const box of boxes) alone.delete(box);
    return [
      boxes.sort((one, other) =>
        Math.abs(one.y - other.y) > IN_LINE_MM ? one.y - other.y : one.x - other.x,
      ),
    ];
  });
};

/**
 * Groups boxes into questions: a row of boxes with nothing printed between them is one (a scale, a line of a table), else
 * a column whose boxes have words beside them. A box that stands alone is a question of its own.
 */
export const groupBoxes = (boxes: readonly RectMm[], around: Surroundings): BoxGroup[] => {
  const groups: BoxGroup[] = [];
  const left = new Set(boxes);
  const walls = (one: RectMm, next: RectMm): boolean => around.hasWallBetween(one, next);
  const columns: RectMm[][] = [];
  for (const row of chainsAlong(boxes, 'x', ROW_PITCH_MM, walls)) {
    if (row.length < 2 || hasWordsBetween(row, around)) continue;
    groups.push({ boxes: row, direction: 'row' });
    for (const box of row) left.delete(box);
  }
  for (const column of chainsAlong([...left], 'y', COLUMN_PITCH_MM, () => false)) {
    if (column.length < 2) continue;
    columns.push(column);
    for (const box of column) left.delete(box);
  }
  for (const column of joinColumns(columns, left, around))
    groups.push({ boxes: column, direction: 'column' });
  // What remains has words between its boxes and none below: options side by side.
  for (const row of chainsAlong([...left], 'x', ROW_PITCH_MM * 1.5, walls)) {
    groups.push({ boxes: row, direction: 'row' });
  }
  return groups.sort((one, other) => {
    const a = one.boxes[0]!;
    const b = other.boxes[0]!;
    return Math.abs(a.y - b.y) > IN_LINE_MM ? a.y - b.y : a.x - b.x;
  });
};
