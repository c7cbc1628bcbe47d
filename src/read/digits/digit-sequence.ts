import type { DigitRule } from '../../domain/layout.ts';

/** What one cell may hold, with probabilities that add up to 1: ten digits, nothing, or ink that is no digit. */
export interface CellBelief {
  /** By digit 0..9. */
  readonly digits: readonly number[];
  readonly empty: number;
  readonly notADigit: number;
}

/** One way to read all cells; a space is an empty cell, `?` ink that is no digit. */
export interface SequenceBelief {
  readonly cells: string;
  readonly probability: number;
  readonly legal: boolean;
}

/**
 * How much rarer people write what the question does not allow than what it does. A guess on the safe side: with it
 * a reading that only the range speaks for still goes to a person. Ink that could not be read may be what is allowed:
 * it weighs in full, else half a digit would be taken as nothing where the rest makes a legal value.
 */
const ILLEGAL_WEIGHT = 0.02;
const weightOf = (cells: string, legal: boolean): number =>
  legal || cells.includes('?') ? 1 : ILLEGAL_WEIGHT;
const SYMBOLS_A_CELL = 4;
const BEAM = 64;

const daysIn = (month: number, year: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Digits of the cells without the empty ones, or null where an empty cell stands between digits. */
export const digitsOfCells = (cells: string): string | null => {
  const digits = cells.trim();
  return digits.includes(' ') ? null : digits;
};

/** Whether the cells make a value that the rule allows; without a rule any digits without a gap do. */
export const isLegalSequence = (cells: string, rule: DigitRule | undefined): boolean => {
  if (cells.includes('?')) return false;
  const digits = digitsOfCells(cells);
  if (digits === null) return false;
  if (digits === '' || rule === undefined) return true;
  if (rule.type === 'number') return Number(digits) >= rule.min && Number(digits) <= rule.max;
  if (rule.type === 'time') {
    // Half past eight may be written 0830 or with the first cell left empty.
    if (cells.endsWith(' ') || digits.length < 3) return false;
    const padded = digits.padStart(4, '0');
    return Number(padded.slice(0, 2)) < 24 && Number(padded.slice(2)) < 60;
  }
  if (digits.length !== 8) return false;
  const day = Number(digits.slice(0, 2));
  const month = Number(digits.slice(2, 4));
  const year = Number(digits.slice(4));
  if (month < 1 || month > 12 || day < 1 || day > daysIn(month, year)) return false;
  const iso = `${digits.slice(4)}-${digits.slice(2, 4)}-${digits.slice(0, 2)}`;
  return (rule.min === undefined || iso >= rule.min) && (rule.max === undefined || iso <= rule.max);
};

/** The value that stands for legal cells: times get their leading zero back. */
export const valueOfSequence = (cells: string, rule: DigitRule | undefined): string => {
  const digits = cells.replaceAll(' ', '');
  return rule?.type === 'time' ? digits.padStart(4, '0') : digits;
};

/**
 * The most probable ways to read the cells together, most probable first, given what the question allows. The
 * probabilities are over all ways, so that they add up to at most 1.
 */
export const decodeSequence = (
  cells: readonly CellBelief[],
  rule: DigitRule | undefined,
): SequenceBelief[] => {
  let beam: { cells: string; probability: number }[] = [{ cells: '', probability: 1 }];
  for (const cell of cells) {
    const symbols = [
      ...cell.digits.map((probability, digit): [string, number] => [String(digit), probability]),
      [' ', cell.empty] as [string, number],
      ['?', cell.notADigit] as [string, number],
    ]
      .sort(([, a], [, b]) => b - a)
      .slice(0, SYMBOLS_A_CELL);
    beam = beam
      .flatMap((prefix) =>
        symbols.map(([symbol, probability]) => ({
          cells: prefix.cells + symbol,
          probability: prefix.probability * probability,
        })),
      )
      .sort((a, b) => b.probability - a.probability)
      .slice(0, BEAM);
  }
  const weighed = beam.map(({ cells: sequence, probability }) => {
    const legal = isLegalSequence(sequence, rule);
    return { cells: sequence, legal, probability: probability * weightOf(sequence, legal) };
  });
  const inBeam = beam.reduce((sum, { probability }) => sum + probability, 0);
  // What fell out of the beam may be legal as well.
  const total = weighed.reduce((sum, { probability }) => sum + probability, 0) + Math.max(0, 1 - inBeam);
  return weighed
    .map((entry) => ({ ...entry, probability: entry.probability / total }))
    .sort((a, b) => b.probability - a.probability);
};
