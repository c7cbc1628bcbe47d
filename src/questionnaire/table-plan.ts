/** Which tables are published of a wave: the plan as a questionnaire has it, and what it is when a file says less. */

import type { Localized } from './questionnaire.ts';

/** Whole numbers, both ends included. */
export interface Band {
  readonly from: number;
  readonly to: number;
}

/** A column whose values split the rows into groups. */
export interface PlannedBreakdown {
  readonly variable: string;
  /** Of a number: the groups, low to high, none overlapping. What lies in no band counts as not known. */
  readonly bands?: readonly Band[];
}

/** A column whose answers are counted. */
export interface PlannedItem {
  readonly variable: string;
  /** What charts and key figures call it; by its question otherwise. */
  readonly name?: Localized;
  /** The codes whose share is shown as one figure, "marks of 7 and more"; none where there is no such figure. */
  readonly top?: readonly string[];
  /** Show the net promoter score: the share of 9 and 10 less the share of 0 to 6. */
  readonly nps?: true;
  /** Of a number: what is counted. */
  readonly bands?: readonly Band[];
}

/** From how many people on something is shown. */
export interface TableLimits {
  /** A share of fewer people is hidden, and nothing hidden is known more narrowly than this. */
  readonly minimumCell: number;
  /** Nothing is shown of a group with fewer answers. */
  readonly minimumBase: number;
  /** Figures of fewer answers are marked, to be read with care. */
  readonly flaggedBase: number;
}

export const USUAL_LIMITS: TableLimits = { minimumCell: 10, minimumBase: 30, flaggedBase: 100 };

export interface TablePlan {
  readonly breakdowns: readonly PlannedBreakdown[];
  readonly items: readonly PlannedItem[];
  /** Say where a figure differs from the wave before. */
  readonly compareWaves: boolean;
  /** The usual ones where the file says nothing of them. */
  readonly limits?: TableLimits;
}

export const nameBand = ({ from, to }: Band): string => (from === to ? String(from) : `${from}-${to}`);

/**
 * The top box of a scale where the plan names none: 7 and more of 10, the upper two of 5. Other scales have no usual one.
 * @param points the codes of the scale, low to high
 */
export const usualTopBox = (points: readonly string[]): readonly string[] | undefined => {
  const ends = `${points[0] ?? ''}-${points.at(-1) ?? ''}`;
  if (ends === '1-10') return points.slice(6);
  return ends === '1-5' ? points.slice(3) : undefined;
};
