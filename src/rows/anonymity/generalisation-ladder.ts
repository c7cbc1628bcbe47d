import { MISSING_CODES, WITHHELD_CODE } from '../../domain/missing-codes.ts';
import type { QuasiIdentifier } from '../../questionnaire/questionnaire.ts';
import { generaliseValue } from './generalise-value.ts';

/** A column's values as each step of its generalisation leaves them. */
export interface Ladder {
  /** From 0, the values as they are, to the last, where all of them are left out. */
  readonly levels: readonly LadderLevel[];
}

export interface LadderLevel {
  /** What stands for each of the column's values, by the value's code. */
  readonly texts: readonly string[];
  /** By the value's code: equal numbers, from 0, where the level makes values the same. */
  readonly groups: Uint32Array;
  readonly groupCount: number;
  /**
   * By the value's code, how much of what it says is lost, 0 to 1: the values that it cannot be told from any more, as a share
   * of all others (the normalised certainty penalty). 1 where it is left out.
   */
  readonly loss: Float64Array;
}

const levelOf = (values: readonly string[], texts: readonly string[]): LadderLevel => {
  const groupOfText = new Map<string, number>();
  const groups = Uint32Array.from(texts, (text) => {
    const known = groupOfText.get(text) ?? groupOfText.size;
    groupOfText.set(text, known);
    return known;
  });
  const sizes = new Uint32Array(groupOfText.size);
  for (const group of groups) sizes[group] = (sizes[group] ?? 0) + 1;
  const others = Math.max(1, values.length - 1);
  const loss = Float64Array.from(texts, (text, code) => {
    if (text === WITHHELD_CODE) return 1;
    const sharedBy = Math.max(text === values[code] ? 1 : 2, sizes[groups[code] ?? 0] ?? 1);
    return Math.min(1, (sharedBy - 1) / others);
  });
  return { texts, groups, groupCount: groupOfText.size, loss };
};

/**
 * `values` are the distinct values of the column, in any order. What a step has no place for is left out, and so is at every
 * level what is not known yet: it cannot be tested.
 */
export const buildLadder = ({ steps }: QuasiIdentifier, values: readonly string[]): Ladder => {
  const level = (leave: (value: string) => string | undefined): LadderLevel =>
    levelOf(
      values,
      values.map((value) =>
        value === MISSING_CODES.pending ? WITHHELD_CODE : (leave(value) ?? WITHHELD_CODE),
      ),
    );
  return {
    levels: [
      level((value) => value),
      ...steps.map((step) => level((value) => generaliseValue(value, step))),
      level(() => WITHHELD_CODE),
    ],
  };
};

/** The same with two levels alone: `level` of it, and all left out. */
export const keepOrLeaveOut = ({ levels }: Ladder, level: number): Ladder => ({
  levels: [levels[level], levels.at(-1)].filter((each) => each !== undefined),
});
