import type { ReviewTaskView } from '../../server/api.ts';
import type { Words } from '../words/shape.ts';
import type { Answer } from './answer.ts';

const LONGEST_SHOWN = 60;

const labelOf = (view: ReviewTaskView, code: string): string => {
  if (view.field.kind !== 'choice') return code;
  return view.field.options.find((option) => option.code === code)?.label ?? code;
};

/** A value in the words of the form. */
export const sayValue = (view: ReviewTaskView, value: string | readonly string[] | null): string => {
  if (value === null) return '';
  if (typeof value !== 'string') return value.map((code) => labelOf(view, code)).join(', ');
  const words = labelOf(view, value);
  return words.length > LONGEST_SHOWN ? `${words.slice(0, LONGEST_SHOWN)}…` : words;
};

export const sayAnswer = (words: Words, view: ReviewTaskView, { state, value }: Answer): string =>
  state === 'answered' ? sayValue(view, value) : words.review.answers[state];

/** What the machine says it is. */
export const saySuggestion = (
  words: Words,
  view: ReviewTaskView,
  suggestion: NonNullable<ReviewTaskView['suggestion']>,
): string => {
  if (suggestion.state === 'blank') return words.review.suggestsBlank;
  if (suggestion.state === 'multiple') return words.review.suggestsMultiple;
  return sayValue(view, suggestion.value);
};
