/** Which rows are alike in several columns at once. */

export interface CodedColumn {
  /** By row, from 0. */
  readonly codes: Uint32Array;
  /** What counts as the code of each code, where it is not the code itself. */
  readonly through?: Uint32Array;
  /** Every code that counts is below this. */
  readonly size: number;
}

export interface TupleGroups {
  /** By row, the number of its group, from 0 in the order in which they are met. */
  readonly groupOf: Uint32Array;
  readonly count: number;
}

/** Above this, numbers are not exact. */
const MAX_KEY = Number.MAX_SAFE_INTEGER;
const HIGH_WORD = 2 ** 32;
const EMPTY = -1;

/**
 * Groups rows, always as many, again and again in the same memory: what it gives holds until it is asked again. Open addressing,
 * since a Map of numbers this large takes five times as long.
 */
export const createTupleGrouper = (rows: number): ((columns: readonly CodedColumn[]) => TupleGroups) => {
  const bits = Math.max(4, Math.ceil(Math.log2(Math.max(1, rows))) + 1);
  const slots = new Int32Array(2 ** bits);
  const mask = slots.length - 1;
  const groupOf = new Uint32Array(rows);
  const keyOfGroup = new Float64Array(rows);
  const keys = new Float64Array(rows);

  const numberKeys = (): number => {
    slots.fill(EMPTY);
    let count = 0;
    for (let row = 0; row < rows; row++) {
      const key = keys[row] ?? 0;
      const mixed = Math.imul(
        (key % HIGH_WORD) ^ Math.imul(Math.floor(key / HIGH_WORD), 0x85ebca6b),
        0x9e3779b1,
      );
      let slot = mixed >>> (32 - bits);
      for (;;) {
        const group = slots[slot] ?? EMPTY;
        if (group === EMPTY) {
          slots[slot] = count;
          keyOfGroup[count] = key;
          groupOf[row] = count++;
          break;
        }
        if (keyOfGroup[group] === key) {
          groupOf[row] = group;
          break;
        }
        slot = (slot + 1) & mask;
      }
    }
    return count;
  };

  return (columns) => {
    keys.fill(0);
    let room = 1;
    for (const { codes, through, size } of columns) {
      if (room * size > MAX_KEY) {
        room = numberKeys();
        keys.set(groupOf);
      }
      if (through === undefined) {
        for (let row = 0; row < rows; row++) keys[row] = (keys[row] ?? 0) * size + (codes[row] ?? 0);
      } else {
        for (let row = 0; row < rows; row++) {
          keys[row] = (keys[row] ?? 0) * size + (through[codes[row] ?? 0] ?? 0);
        }
      }
      room *= size;
    }
    return { count: numberKeys(), groupOf };
  };
};

/** Groups of the first `rows` rows, once; one group where there are no columns. */
export const groupTuples = (columns: readonly CodedColumn[], rows: number): TupleGroups =>
  createTupleGrouper(rows)(columns);
