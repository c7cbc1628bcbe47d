/** An item's figures as a table: everybody, then each group of each breakdown. */
import { wordsIn } from '../../rows/data-set.ts';
import type { PublishedFigure, PublishedItem, PublishedRow } from '../publication-format.ts';
import { allRows, nameItems, sayTop } from './published-items.ts';
import { groupByQuestion, type Question } from './questions.ts';
import { sayCount, sayMark, sayPercent, type ReportWords } from './words.ts';

export interface ItemTable {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly cells: readonly string[];
    /** Heads the groups of a breakdown. */
    readonly strong: boolean;
  }[];
  /** What the columns stand for, where their heads are codes. */
  readonly legend: string;
}

/** Column heads longer than this stand below the table, by their codes. */
const LONGEST_HEAD = 3;

/** The figure, half its 95 % interval, the groups that it is above, and how it changed. */
const sayFigure = (value: PublishedFigure | null, say: (value: number) => string): string =>
  value === null
    ? '–'
    : `${say(value.value)}${value.margin === null ? '' : ` ±${say(value.margin).replace(/\s%$/u, '')}`}${value.above === '' ? '' : ` ${value.above}`}${value.change === 'up' ? ' ▲' : value.change === 'down' ? ' ▼' : ''}`;

/** How many answered and, where they are weighted, how many they stand for. */
const sayBases = (
  { base, flagged, weightedBase }: PublishedRow,
  isWeighted: boolean,
  words: ReportWords,
): string[] => [
  base === null ? '–' : `${sayCount(base, words)}${flagged ? ' *' : ''}`,
  ...(isWeighted ? [weightedBase === null ? '–' : sayCount(weightedBase, words)] : []),
];

const isWeighted = (item: PublishedItem): boolean =>
  allRows(item).some(({ weightedBase }) => weightedBase !== null);

const baseHeads = (weighted: boolean, words: ReportWords): string[] => [
  words.base,
  ...(weighted ? [words.weightedBase] : []),
];

/** Everybody, then each group of each breakdown, with the cells that `cellsOf` gives to a row. */
const rowsOf = (
  { whole, tables }: PublishedItem,
  language: string,
  words: ReportWords,
  cellsOf: (row: PublishedRow, table: number, place: number) => string[],
): ItemTable['rows'] => [
  { cells: [words.everybody, ...cellsOf(whole, -1, 0)], strong: false },
  ...tables.flatMap(({ label, rows }, table) => [
    { cells: [wordsIn(label, language)], strong: true },
    ...rows.map((row, place) => {
      const name = row.label === null ? (row.group ?? '') : wordsIn(row.label, language);
      return {
        cells: [row.letter === null ? name : `${name} (${row.letter})`, ...cellsOf(row, table, place)],
        strong: false,
      };
    }),
  ]),
];

/** Heads as they are where they are short, else by codes that the legend explains. */
const headsOf = (
  labels: readonly string[],
  codes: readonly string[],
): { readonly heads: readonly string[]; readonly legend: string } =>
  labels.every((label) => label.length <= LONGEST_HEAD)
    ? { heads: labels, legend: '' }
    : { heads: codes, legend: codes.map((code, place) => `${code}: ${labels[place] ?? ''}`).join('; ') };

/** One item; what is withheld is a dash. */
const tableOfItem = (item: PublishedItem, language: string, words: ReportWords): ItemTable => {
  const { heads, legend } = headsOf(
    item.categories.map(({ label }) => wordsIn(label, language)),
    item.categories.map(({ code }) => code),
  );
  const has = {
    mean: item.categories.some(({ score }) => score !== null),
    top: item.top !== null,
    nps: allRows(item).some(({ nps }) => nps !== null),
  };
  const weighted = isWeighted(item);
  const mark = (value: number): string => sayMark(value, words);
  const percent = (value: number): string => sayPercent(value, words);
  const top = sayTop(item, language);
  return {
    label: wordsIn(item.label, language),
    columns: [
      '',
      ...baseHeads(weighted, words),
      ...heads,
      ...(has.mean ? [words.meanShort, words.medianShort] : []),
      ...(has.top ? [top.length > 8 ? words.share : top] : []),
      ...(has.nps ? ['NPS'] : []),
    ],
    rows: rowsOf(item, language, words, (row) => [
      ...sayBases(row, weighted, words),
      ...row.shares.map((share) => (share === null ? '–' : percent(share))),
      ...(has.mean ? [sayFigure(row.mean, mark), row.median === null ? '–' : mark(row.median)] : []),
      ...(has.top ? [sayFigure(row.top, percent)] : []),
      ...(has.nps ? [sayFigure(row.nps, (value) => sayCount(value, words))] : []),
    ]),
    legend,
  };
};

/** A question with several answers: how many chose each. */
const tableOfOptions = (
  { label, items }: Question,
  first: PublishedItem,
  language: string,
  words: ReportWords,
): ItemTable => {
  const { heads, legend } = headsOf(
    nameItems(items, language),
    // A column is called by its question and the code of its option.
    items.map(({ variable }) => variable.slice(variable.lastIndexOf('_') + 1)),
  );
  const weighted = isWeighted(first);
  return {
    label: wordsIn(label, language),
    columns: ['', ...baseHeads(weighted, words), ...heads],
    rows: rowsOf(first, language, words, (_, table, place) => {
      const rows = items.flatMap(
        ({ whole, tables }) => (table < 0 ? whole : tables[table]?.rows[place]) ?? [],
      );
      const withBase = rows.find(({ base }) => base !== null) ?? rows[0];
      return [
        ...sayBases(withBase ?? first.whole, weighted, words),
        ...items.map(({ categories }, option) => {
          const share = rows[option]?.shares[categories.findIndex(({ code }) => code === '1')] ?? null;
          return share === null ? '–' : sayPercent(share, words);
        }),
      ];
    }),
    legend,
  };
};

/** A table for each question of `items` in `language`; what is withheld is a dash. */
export const tablesOf = (
  items: readonly PublishedItem[],
  language: string,
  words: ReportWords,
): ItemTable[] =>
  groupByQuestion(items).flatMap((question): ItemTable[] => {
    const [first] = question.items;
    if (first === undefined) return [];
    return [
      question.isSeveral
        ? tableOfOptions(question, first, language, words)
        : tableOfItem(first, language, words),
    ];
  });
