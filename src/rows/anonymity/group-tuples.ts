/** Which rows are alike in several columns at once. */

export interface CodedColumn {
  /** By row, from 0. */
  readonly codes: Uint32Array;
  /** Every code is below this. */
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

/** Numbers for equal keys: open addressing, since a Map of numbers this large takes five times as long. */
const numberKeys = (keys: Float64Array): TupleGroups => {
  const bits = Math.max(4, Math.ceil(Math.log2(Math.max(1, keys.length))) + 1);
  const slots = new Int32Array(2 ** bits).fill(-1);
  const mask = slots.length - 1;
  const groupOf = new Uint32Array(keys.length);
  const keyOfGroup = new Float64Array(keys.length);
  let count = 0;
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row] ?? 0;
    const mixed = Math.imul(
      (key % HIGH_WORD) ^ Math.imul(Math.floor(key / HIGH_WORD), 0x85ebca6b),
      0x9e3779b1,
    );
    let slot = mixed >>> (32 - bits);
    for (;;) {
      const group = slots[slot] ?? -1;
      if (group < 0) {
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
  return { groupOf, count };
};

/** Groups of the first `rows` rows; one group where there are no columns. */
export const groupTuples = (columns: readonly CodedColumn[], rows: number): TupleGroups => {
  let keys = new Float64Array(rows);
  let room = 1;
  for (const { codes, size } of columns) {
    if (room * size > MAX_KEY) {
      const { groupOf, count } = numberKeys(keys);
      keys = Float64Array.from(groupOf);
      room = count;
    }
    for (let row = 0; row < rows; row++) keys[row] = (keys[row] ?? 0) * size + (codes[row] ?? 0);
    room *= size;
  }
  return numberKeys(keys);
};
