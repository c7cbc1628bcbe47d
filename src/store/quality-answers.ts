import { comparable } from '../domain/comparable-value.ts';
import type { FieldState, FieldValue } from '../domain/page-read.ts';
import type { DecisionState } from './decision-rules.ts';
import type { TaskKind } from './schema.ts';

/** A year or an age with a zero before it is the same number. */
const sameNumber = (digits: string): string => digits.replace(/^0+(?=[0-9])/u, '');

/**
 * An answer in words that are equal where two answers say the same. Of what is written in words only that it is.
 */
export const saidOf = (kind: TaskKind, state: DecisionState | FieldState, value: FieldValue): string => {
  if (state !== 'answered' || kind === 'text') return state;
  return `answered ${kind === 'digits' && typeof value === 'string' ? sameNumber(value) : comparable(value)}`;
};
