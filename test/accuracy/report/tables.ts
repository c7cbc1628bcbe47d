import { FIELD_REASONS } from '../../../src/domain/reasons.ts';
import type { FieldCounts, PageGroupCounts, Tally } from '../tally.ts';
import { countWords, ratePerTenThousand, shareOf, shareWithInterval } from './figures.ts';
import { markup, type Content, type Markup } from './markup.ts';

export interface Column<Row> {
  readonly title: string;
  /** The first column names the row. */
  readonly cell: (row: Row) => Content;
  readonly isWords?: boolean;
}

/** A table that scrolls by itself where the window is narrow. */
export const tableOf = <Row>(
  caption: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Markup => {
  const kindOf = ({ isWords = false }: Column<Row>): string => (isWords ? 'words' : 'number');
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${caption}">
<table><caption>${caption}</caption>
<thead><tr>${columns.map((column) => markup`<th scope="col" class="${kindOf(column)}">${column.title}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) =>
      markup`<tr>${columns.map((column, at) =>
        at === 0
          ? markup`<th scope="row" class="words">${column.cell(row)}</th>`
          : markup`<td class="${kindOf(column)}">${column.cell(row)}</td>`,
      )}</tr>\n`,
  )}</tbody></table></div>`;
};

type Named<Counts> = Counts & { readonly name: string };

const namedRows = <Counts>(
  groups: Readonly<Record<string, Counts>>,
  order: (one: Named<Counts>, other: Named<Counts>) => number,
): Named<Counts>[] =>
  Object.entries(groups)
    .map(([name, counts]) => ({ ...counts, name }))
    .sort(order);

const byName = ({ name: one }: { name: string }, { name: other }: { name: string }): number =>
  one.localeCompare(other, 'en', { numeric: true });

/** Silent errors of a group stand out only where there are some. */
const silentCell = ({ silent }: FieldCounts): Content =>
  silent === 0 ? 0 : markup`<strong class="bad">${countWords(silent)}</strong>`;

const fieldColumns: readonly Column<FieldCounts>[] = [
  { title: 'Fields', cell: ({ fields }) => countWords(fields) },
  { title: 'Right', cell: ({ right, fields }) => shareOf(right, fields) },
  { title: 'To review', cell: ({ review, fields }) => shareOf(review, fields) },
  { title: 'Silent', cell: silentCell },
  {
    title: 'Silent in 10,000 (95 %)',
    cell: ({ silent, fields }) => ratePerTenThousand(silent, fields),
  },
];

const nameColumn = <Row extends { readonly name: string }>(title: string): Column<Row> => ({
  title,
  cell: ({ name }) => name,
  isWords: true,
});

export const kindTable = (tally: Tally): Markup =>
  tableOf<Named<FieldCounts>>(
    'By kind of field',
    [nameColumn('Kind'), ...fieldColumns],
    namedRows<FieldCounts>(tally.kinds, byName),
  );

export const styleTable = (tally: Tally): Markup =>
  tableOf<Named<FieldCounts>>(
    'Choice fields by mark style',
    [nameColumn('Style'), ...fieldColumns],
    namedRows(tally.styles, (one, other) => other.fields - one.fields),
  );

export const degradationTable = (tally: Tally): Markup =>
  tableOf<Named<PageGroupCounts>>(
    'Choice fields and pages by degradation',
    [
      nameColumn('Degradation'),
      { title: 'Pages', cell: ({ pages }) => countWords(pages) },
      {
        title: 'Lost',
        cell: ({ lost }) => (lost === 0 ? 0 : markup`<strong class="bad">${countWords(lost)}</strong>`),
      },
      ...fieldColumns,
    ],
    namedRows<PageGroupCounts>(tally.degradations, byName),
  );

/** What a reason says, or the reason itself where it is words. */
export const reasonWords = (reason: string, words: Readonly<Record<string, string>>): string =>
  words[reason] ?? reason;

export const reviewReasonTable = (tally: Tally): Markup => {
  const rows = Object.entries(tally.reviewReasons).sort(([, one], [, other]) => other - one);
  const all = rows.reduce((sum, [, count]) => sum + count, 0);
  return tableOf(
    'Why choice and digit fields went to review (first reason)',
    [
      { title: 'Reason', cell: ([reason]) => reasonWords(reason, FIELD_REASONS), isWords: true },
      { title: 'Fields', cell: ([, count]) => countWords(count) },
      { title: 'Share', cell: ([, count]) => shareOf(count, all) },
    ],
    rows,
  );
};

/** Review load by kind, with intervals. */
export const reviewLoadTable = (tally: Tally): Markup =>
  tableOf<Named<FieldCounts>>(
    'Review load by kind of field',
    [
      nameColumn('Kind'),
      { title: 'Fields', cell: ({ fields }) => countWords(fields) },
      { title: 'To review', cell: ({ review }) => countWords(review) },
      {
        title: 'Review load (95 %)',
        cell: ({ review, fields }) => shareWithInterval(review, fields),
      },
      {
        title: 'Right already',
        cell: ({ right, silent, review, fields }) => shareOf(review - (fields - right - silent), review),
      },
    ],
    namedRows<FieldCounts>(tally.kinds, byName),
  );
