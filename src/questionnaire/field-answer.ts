import type { FieldValue } from '../domain/page-read.ts';

/**
 * What is settled about one field of a copy, by the machine or by a person. `pending`: a review task is open, or the
 * page has not been read yet.
 */
export type FieldAnswerState = 'answered' | 'blank' | 'multiple' | 'unreadable' | 'pending';

export interface FieldAnswer {
  readonly state: FieldAnswerState;
  /** Where answered: a code, a list of codes, a digit string or text; null in every other state. */
  readonly value: FieldValue;
}

/** A copy's answers by the field's variable. A field that is not there is pending. */
export type CopyAnswers = ReadonlyMap<string, FieldAnswer>;

/** What an answer holds, as a list: the code, digits or text of a field with one value is a list of one. */
export const codesOfAnswer = ({ value }: FieldAnswer): readonly string[] =>
  typeof value === 'string' ? [value] : (value ?? []);
