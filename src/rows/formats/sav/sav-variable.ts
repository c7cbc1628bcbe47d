import type { DataColumn } from '../../column-shape.ts';
import { fullLabel, wordsIn } from '../../data-set.ts';
import { truncateUtf8 } from '../utf8.ts';

export type SavValue = number | string | null;

/** How a column stands in an SPSS system file. */
export interface SavVariable {
  readonly name: string;
  /** Up to 8 bytes; what the records of the file call it. */
  readonly shortName: string;
  /** Of the further segments of a string of more than 255 bytes. */
  readonly segmentNames: readonly string[];
  readonly label: string;
  /** 0 for a number, else the width of a string in bytes. */
  readonly width: number;
  readonly format: { readonly type: number; readonly width: number; readonly decimals: number };
  readonly measure: 'nominal' | 'ordinal' | 'scale';
  /** Of a number: the codes from the first to the last; or, of any, up to three. */
  readonly missing:
    { readonly from: number; readonly to: number } | { readonly values: readonly (number | string)[] } | null;
  readonly valueLabels: readonly { readonly value: number | string; readonly label: string }[];
  /** By the code of a cell, what is written; null is the number that SPSS calls system-missing. */
  readonly values: readonly SavValue[];
}

/** Print formats by their number in the file. */
const FORMATS = { A: 1, F: 5, TIME: 21, MOYR: 28, SDATE: 39 } as const;
/** SPSS counts dates in seconds from 14 October 1582. */
const EPOCH_SECONDS = 12_219_379_200;
const MAX_LABEL_BYTES = 255;
const MAX_VALUE_LABEL_BYTES = 120;
/** Missing values of a string. */
const MAX_DISCRETE = 3;
/** The codes that stand for no answer. */
const MISSING_FROM = -9;
const MISSING_TO = -1;
/** A string of more bytes than this is kept in segments. */
export const MAX_SHORT_STRING = 255;
const SEGMENT_BYTES = 252;

/** How many segments a string of `width` bytes is kept in. */
export const segmentsOf = (width: number): number =>
  width <= MAX_SHORT_STRING ? 1 : Math.ceil(width / SEGMENT_BYTES);

/** Bytes that the segment at `place` declares. */
export const segmentWidth = (width: number, place: number): number => {
  if (width <= MAX_SHORT_STRING) return width;
  return place < segmentsOf(width) - 1 ? MAX_SHORT_STRING : width - place * SEGMENT_BYTES;
};

const secondsOf = (value: string): number => {
  if (/^-\d$/.test(value)) return Number(value);
  if (value.includes(':')) {
    const [hours = 0, minutes = 0] = value.split(':').map(Number);
    return hours * 3600 + minutes * 60;
  }
  const [year = 0, month = 1, day = 1] = value.split('-').map(Number);
  return Date.UTC(year, month - 1, day) / 1000 + EPOCH_SECONDS;
};

const numberFormat = (values: readonly string[], decimals: number): SavVariable['format'] => {
  // Of text, since a number between -1 and 0 keeps its sign there.
  const whole = values.reduce<number>(
    (most, value) => Math.max(most, value.split('.', 1)[0]?.length ?? 0),
    1,
  );
  return { type: FORMATS.F, width: Math.min(40, whole + (decimals === 0 ? 0 : decimals + 1)), decimals };
};

interface Typed {
  readonly width: number;
  readonly format: SavVariable['format'];
  readonly valueOf: (cell: string) => number | string;
}

/**
 * A string can have three missing values. A column of codes in words that has more, such as an age in bands, is numbered in
 * the order of the codebook, so that all its codes below zero are missing values.
 */
const isNumbered = ({ variable: { type, codes }, shape }: DataColumn): boolean =>
  shape.holds === 'text' && type === 'code' && codes.filter(({ missing }) => missing).length > MAX_DISCRETE;

const typedOf = (column: DataColumn): Typed => {
  const { shape, cells, variable } = column;
  if (isNumbered(column)) {
    const legal = variable.codes.filter(({ missing }) => !missing);
    const places = new Map(legal.map(({ code }, place) => [code, place + 1]));
    const valueOf = (cell: string): number => places.get(cell) ?? Number(cell);
    return {
      width: 0,
      format: { type: FORMATS.F, width: Math.max(2, String(legal.length).length), decimals: 0 },
      valueOf,
    };
  }
  switch (shape.holds) {
    case 'number':
      return { width: 0, format: numberFormat(cells.values, shape.decimals), valueOf: Number };
    case 'date':
      return { width: 0, format: { type: FORMATS.SDATE, width: 10, decimals: 0 }, valueOf: secondsOf };
    case 'month':
      return { width: 0, format: { type: FORMATS.MOYR, width: 8, decimals: 0 }, valueOf: secondsOf };
    case 'time':
      return { width: 0, format: { type: FORMATS.TIME, width: 5, decimals: 0 }, valueOf: secondsOf };
    case 'text': {
      const format = { type: FORMATS.A, width: Math.min(shape.maxBytes, MAX_SHORT_STRING), decimals: 0 };
      return { width: shape.maxBytes, format, valueOf: (cell) => cell };
    }
  }
};

const missingOf = (
  { variable, cells }: DataColumn,
  { width, valueOf }: Typed,
  values: readonly SavValue[],
): SavVariable['missing'] => {
  const codes = variable.codes.filter(({ missing }) => missing).map(({ code }) => code);
  if (codes.length === 0) return null;
  const missing = new Set(codes);
  const isLegalInRange = values.some((value, at) => {
    const cell = cells.values[at] ?? '';
    return (
      value !== null && !missing.has(cell) && Number(value) >= MISSING_FROM && Number(value) <= MISSING_TO
    );
  });
  if (width === 0 && !isLegalInRange) return { from: MISSING_FROM, to: MISSING_TO };
  const present = codes.filter((code) => cells.values.includes(code));
  return { values: [...new Set([...present, ...codes])].slice(0, MAX_DISCRETE).map(valueOf) };
};

/** `number` counts the variables of the file, and so gives each its short name. */
export const describeSavVariable = (column: DataColumn, number: number, language: string): SavVariable => {
  const { variable, cells } = column;
  const typed = typedOf(column);
  const base36 = (value: number, length: number): string =>
    value.toString(36).toUpperCase().padStart(length, '0');
  const values = cells.values.map((cell) => (cell === '' && typed.width === 0 ? null : typed.valueOf(cell)));
  // A date that is labelled with its own text would say it twice.
  const hasLabels = typed.format.type === FORMATS.F || typed.format.type === FORMATS.A;
  return {
    name: variable.variable,
    shortName: `V${base36(number, 4)}`,
    segmentNames: Array.from(
      { length: segmentsOf(typed.width) - 1 },
      (_, segment) => `V${base36(number, 4)}${base36(segment + 1, 3)}`,
    ),
    label: truncateUtf8(fullLabel(variable, language), MAX_LABEL_BYTES),
    width: typed.width,
    format: typed.format,
    measure: variable.measure,
    missing: missingOf(column, typed, values),
    valueLabels: variable.codes
      .filter(({ missing }) => hasLabels || missing)
      .map(({ code, label }) => ({
        value: typed.valueOf(code),
        label: truncateUtf8(wordsIn(label, language), MAX_VALUE_LABEL_BYTES),
      }))
      .filter(({ label }) => label !== ''),
    values,
  };
};
