import { isMissingCode } from '../../domain/missing-codes.ts';
import { minutesOfTime } from '../../questionnaire/band-file.ts';
import type { GeneralisationStep } from '../../questionnaire/questionnaire.ts';

const PERIOD_PATTERNS = {
  hour: /^(?<kept>\d{2}):\d{2}$/,
  month: /^(?<kept>\d{4}-\d{2})(?:-\d{2})?$/,
  year: /^(?<kept>\d{4})-\d{2}(?:-\d{2})?$/,
} as const;

const quarterOf = (value: string): string | undefined => {
  const parts = /^(?<year>\d{4})-(?<month>\d{2})(?:-\d{2})?$/.exec(value)?.groups;
  return parts?.['month'] === undefined
    ? undefined
    : `${parts['year']}-Q${Math.ceil(Number(parts['month']) / 3)}`;
};

const generaliseKnown = (value: string, step: GeneralisationStep): string | undefined => {
  if (step.by === 'groups') {
    return Object.entries(step.groups).find(([, values]) => values.includes(value))?.[0] ?? step.otherwise;
  }
  if (step.by === 'bands') {
    const number = value.includes(':') ? minutesOfTime(value) : Number(value);
    return step.bands.find(({ from, to }) => number >= from && (to === null || number <= to))?.label;
  }
  if (step.period === 'quarter') return quarterOf(value);
  const kept = PERIOD_PATTERNS[step.period].exec(value)?.groups?.['kept'];
  return kept === undefined || step.period !== 'hour' ? kept : `${kept}h`;
};

/**
 * A value as a step of generalisation leaves it. Codes below zero stay as they are; undefined for a value that the step has
 * no place for, such as an age that no band holds.
 */
export const generaliseValue = (value: string, step: GeneralisationStep): string | undefined =>
  isMissingCode(value) ? value : generaliseKnown(value, step);
