import { createHash } from 'node:crypto';
import type { FieldValue } from '../../src/domain/page-read.ts';

/**
 * `silent`: a field accepted although wrong; `review`: a field that a person must look at; `lost`: a page of a form that
 * gave no answers; `invented`: a page that is none of ours and gave answers.
 */
export const MISS_KINDS = ['silent', 'review', 'lost', 'invented'] as const;
export type MissKind = (typeof MISS_KINDS)[number];

/** What a person would need to see to judge a miss. */
export interface MissPicture {
  /** A whole file as a `data:` URI. */
  readonly uri: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** The printed boxes of a choice field, in the picture's pixels. */
  readonly boxes: readonly {
    readonly code: string;
    readonly rectPx: {
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    };
  }[];
}

/** Where simulated paper comes from: enough to make it again. */
export interface SimulatedOrigin {
  readonly seed: number;
  readonly questionnaire: string;
  readonly language: string;
}

/** One field or page that did not go as it should. */
export interface Miss {
  readonly miss: MissKind;
  /** Null where the scan is real. */
  readonly origin: SimulatedOrigin | null;
  readonly file: string;
  readonly pageIndex: number;
  /** Null where the whole page is missed. */
  readonly field: MissedField | null;
  /** The page's status, and why: codes of PAGE_REASONS or FIELD_REASONS, else words. */
  readonly status: string;
  readonly reasons: readonly string[];
  readonly degradations: readonly string[];
  readonly picture: MissPicture | null;
}

export interface MissedField {
  readonly variable: string;
  readonly kind: string;
  readonly style: string;
  readonly truth: FieldValue;
  readonly value: FieldValue;
  readonly state: string;
  readonly confidence: number;
}

/** Some misses out of `of`, so that memory stays flat however many there are. */
export interface MissSample {
  of: number;
  kept: Miss[];
}

/** A report shows no more of a kind than this; where there are more, these are drawn by lot. */
export const MOST_KEPT: Readonly<Record<MissKind, number>> = {
  silent: 300,
  review: 60,
  lost: 100,
  invented: 20,
};

/** A lot for each miss that follows from where it is: the same run keeps the same misses, whichever worker is first. */
const lotOf = ({ file, pageIndex, origin, field }: Miss): string =>
  createHash('sha1').update([origin?.seed, file, pageIndex, field?.variable].join(' ')).digest('hex');

/** Adds misses to a sample; of too many those with the lowest lots stay. */
export const keepMisses = (sample: MissSample, kind: MissKind, misses: readonly Miss[]): void => {
  sample.kept.push(...misses);
  if (sample.kept.length <= MOST_KEPT[kind]) return;
  sample.kept = sample.kept
    .map((miss) => ({ miss, lot: lotOf(miss) }))
    .sort((one, other) => (one.lot < other.lot ? -1 : 1))
    .slice(0, MOST_KEPT[kind])
    .map(({ miss }) => miss);
};
