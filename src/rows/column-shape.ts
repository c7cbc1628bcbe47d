import type { Codebook, CodebookVariable } from '../questionnaire/codebook.ts';
import type { Localized } from '../questionnaire/questionnaire.ts';
import type { ReleasedRows } from './release.ts';
import type { TableColumn } from './row-table.ts';
import { findIsoDate, findIsoTime } from './row-value.ts';

/** How a column is kept by formats that know types. */
export type ColumnShape =
  /** Every value is a number written the one way that it can be. */
  | { readonly holds: 'number'; readonly decimals: number }
  /** Every value is such a day, month or time, or a code below zero. */
  | { readonly holds: 'date' | 'month' | 'time' }
  | { readonly holds: 'text'; readonly maxBytes: number };

/** The level of measurement, as SPSS names it. */
export type Measure = 'nominal' | 'ordinal' | 'scale';

export interface ReleasedColumn {
  readonly variable: CodebookVariable;
  readonly shape: ColumnShape;
  readonly measure: Measure;
  readonly cells: TableColumn;
  readonly isWeight: boolean;
}

const NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.(?<decimals>\d{1,9}))?$/;
const MISSING = /^-\d$/;

const shapeOf = ({ type, codes }: CodebookVariable, values: readonly string[]): ColumnShape => {
  const all = [...values, ...codes.map(({ code }) => code)];
  if (type !== 'text' && type !== 'date' && type !== 'month' && type !== 'time') {
    const numbers = all.map((value) => NUMBER.exec(value));
    if (numbers.every((number) => number !== null)) {
      return {
        holds: 'number',
        decimals: Math.max(0, ...numbers.map((number) => number.groups?.['decimals']?.length ?? 0)),
      };
    }
  }
  const fits = {
    date: (value: string) => findIsoDate(value) === value,
    month: (value: string) => findIsoDate(`${value}-01`) === `${value}-01`,
    time: (value: string) => findIsoTime(value) === value,
  };
  if (type === 'date' || type === 'month' || type === 'time') {
    if (all.every((value) => MISSING.test(value) || fits[type](value))) return { holds: type };
  }
  return { holds: 'text', maxBytes: Math.max(1, ...all.map((value) => Buffer.byteLength(value))) };
};

const measureOf = ({ type, source }: CodebookVariable): Measure => {
  if (type === 'scale' || type === 'number' || type === 'date' || type === 'month' || type === 'time')
    return 'scale';
  // What was made of numbers and periods has an order.
  return type === 'code' && source.from === 'digits' ? 'ordinal' : 'nominal';
};

export const columnsOf = ({ codebook, table }: ReleasedRows): readonly ReleasedColumn[] =>
  codebook.variables.map((variable, place) => {
    const cells = table.column(place);
    const present = new Set(cells.codes);
    const values = cells.values.filter((_, code) => present.has(code));
    return {
      variable,
      shape: shapeOf(variable, values),
      measure: measureOf(variable),
      cells,
      isWeight: codebook.weight === variable.variable,
    };
  });

/** Words in `language`, else in the first language that there are any in. */
export const wordsIn = (words: Localized, language: string): string =>
  words[language] ?? Object.values(words)[0] ?? '';

/** `language` where the codebook has it, else its first. */
export const labelLanguage = ({ languages }: Codebook, language: string | undefined): string =>
  (language !== undefined && languages.includes(language) ? language : languages[0]) ?? 'en';
