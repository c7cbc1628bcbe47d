import type { DataSet, DataVariable } from './data-set.ts';
import type { TableColumn } from './row-table.ts';
import { findIsoDate, findIsoTime } from './row-value.ts';

/** How a column is kept by formats that know types. Cells that are empty, where they may be, are beside that. */
export type ColumnShape =
  /** Every value is a number written the one way that it can be. */
  | { readonly holds: 'number'; readonly decimals: number }
  /** Every value is such a day, month or time, or a code below zero. */
  | { readonly holds: 'date' | 'month' | 'time' }
  | { readonly holds: 'text'; readonly maxBytes: number };

export interface DataColumn {
  readonly variable: DataVariable;
  readonly shape: ColumnShape;
  readonly cells: TableColumn;
}

const NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.(?<decimals>\d{1,9}))?$/;
const MISSING = /^-\d$/;

const shapeOf = (
  { type, codes, empty, decimals: least = 0 }: DataVariable,
  values: readonly string[],
): ColumnShape => {
  const filled = empty === undefined ? values : values.filter((value) => value !== '');
  const all = [...filled, ...codes.map(({ code }) => code)];
  if (type !== 'text' && type !== 'date' && type !== 'month' && type !== 'time') {
    const numbers = all.map((value) => NUMBER.exec(value));
    if (numbers.every((number) => number !== null)) {
      return {
        holds: 'number',
        decimals: Math.max(least, ...numbers.map((number) => number.groups?.['decimals']?.length ?? 0)),
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

export const columnsOf = ({ variables, table }: DataSet): readonly DataColumn[] =>
  variables.map((variable, place) => {
    const cells = table.column(place);
    const present = new Set(cells.codes);
    const values = cells.values.filter((_, code) => present.has(code));
    return { variable, shape: shapeOf(variable, values), cells };
  });
