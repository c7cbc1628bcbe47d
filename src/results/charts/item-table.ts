/** An item's figures as a table: everybody, then each group of each breakdown. */
import type { PublishedFigure, PublishedItem, PublishedRow } from '../publication-format.ts';
import { inLanguage, sayTop } from './published-items.ts';
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

/** The item in `language`; what is withheld is a dash. */
export const tableOf = (item: PublishedItem, language: string, words: ReportWords): ItemTable => {
  const labels = item.categories.map(({ label }) => inLanguage(label, language));
  const plain = labels.every((label) => label.length <= LONGEST_HEAD);
  const has = {
    mean: item.categories.some(({ score }) => score !== null),
    top: item.top !== null,
    nps: [item.whole, ...item.tables.flatMap(({ rows }) => rows)].some(({ nps }) => nps !== null),
  };
  const figure = (value: PublishedFigure | null, say: (value: number) => string): string =>
    value === null
      ? '–'
      : `${say(value.value)}${value.above === '' ? '' : ` ${value.above}`}${value.change === 'up' ? ' ▲' : value.change === 'down' ? ' ▼' : ''}`;
  const mark = (value: number): string => sayMark(value, words);
  const percent = (value: number): string => sayPercent(value, words);
  const cells = (name: string, row: PublishedRow): string[] => [
    name,
    row.base === null ? '–' : `${sayCount(row.base, words)}${row.flagged ? ' *' : ''}`,
    ...row.shares.map((share) => (share === null ? '–' : percent(share))),
    ...(has.mean ? [figure(row.mean, mark), row.median === null ? '–' : mark(row.median)] : []),
    ...(has.top ? [figure(row.top, percent)] : []),
    ...(has.nps ? [figure(row.nps, (value) => sayCount(value, words))] : []),
  ];
  const top =
    item.top === null ? '' : sayTop({ variable: item.variable, label: '', item, top: item.top }, language);
  return {
    label: inLanguage(item.label, language),
    columns: [
      '',
      words.base,
      ...item.categories.map(({ code }, place) => (plain ? (labels[place] ?? code) : code)),
      ...(has.mean ? [words.meanShort, words.medianShort] : []),
      ...(has.top ? [top.length > 8 ? words.share : top] : []),
      ...(has.nps ? ['NPS'] : []),
    ],
    rows: [
      { cells: cells(words.everybody, item.whole), strong: false },
      ...item.tables.flatMap(({ label, rows }) => [
        { cells: [inLanguage(label, language)], strong: true },
        ...rows.map((row) => {
          const name = row.label === null ? (row.group ?? '') : inLanguage(row.label, language);
          return { cells: cells(row.letter === null ? name : `${name} (${row.letter})`, row), strong: false };
        }),
      ]),
    ],
    legend: plain
      ? ''
      : item.categories.map(({ code }, place) => `${code}: ${labels[place] ?? ''}`).join('; '),
  };
};
