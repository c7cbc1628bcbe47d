import type { ReviewTaskView } from '../../server/api.ts';

type Alternatives = ReviewTaskView['alternatives'];

/** Digits in their cells, from the left; '' where there is none. */
export const cellsOf = (value: string, cells: number): string[] =>
  Array.from({ length: cells }, (_, place) => value.charAt(place));

/** Other readings that can be laid over this one, cell by cell. */
const sameLength = (value: string, alternatives: Alternatives): string[] =>
  alternatives
    .map((alternative) => alternative.value)
    .filter((other): other is string => typeof other === 'string' && other.length === value.length);

/** For each cell what else the machine saw there, most probable first, each once. */
export const othersByCell = (value: string, alternatives: Alternatives, cells: number): string[][] => {
  const others = sameLength(value, alternatives);
  return Array.from({ length: cells }, (_, place) => [
    ...new Set(others.map((other) => other.charAt(place)).filter((digit) => digit !== value.charAt(place))),
  ]);
};

/** The cell in which the most probable other reading differs; null where none does. */
export const doubtfulCell = (value: string, alternatives: Alternatives): number | null => {
  const [other] = sameLength(value, alternatives).filter((each) => each !== value);
  if (other === undefined || value === '') return null;
  return [...value].findIndex((digit, place) => digit !== other.charAt(place));
};

/** The digits of something pasted, without the signs between them. */
export const digitsIn = (text: string): string => text.normalize('NFKC').replace(/[^0-9]/gu, '');
