/** A publication as one long table: a line for every figure that its tables have a place for, shown or withheld. */
import type { PublishedFigure, PublishedItem, PublishedRow, Publication } from './publication-format.ts';
import { wordsIn } from '../rows/data-set.ts';
import { allRows, topLabels } from './charts/published-items.ts';
import { EVERYBODY_LABEL, type FIGURE_LABELS, type TableColumn } from './table-words.ts';

/** The breakdown and the group that are everybody. No variable is called so. */
export const EVERYBODY = 'all';

export type FigureName = keyof typeof FIGURE_LABELS;
export type PublicationLine = Readonly<Record<TableColumn, string>>;

/** A code by which a group or an answer is known among those of all breakdowns or items. */
export const codeWithin = (of: string, code: string): string => `${of}=${code}`;

/** The answers that count as satisfied, as one category. */
export const topCategory = ({ variable, top }: PublishedItem): string =>
  codeWithin(variable, (top ?? []).join('|'));

export const topLabel = (item: PublishedItem, language: string): string =>
  topLabels(item, language).join(', ');

/** What a row of the item has beside shares. Of the score, which no rule names, the rows that show one say so. */
const figuresOf = (item: PublishedItem): FigureName[] => {
  const { categories, top } = item;
  const isScored = categories.length > 0 && categories.every(({ score }) => score !== null);
  return [
    ...(top === null ? [] : (['top'] as const)),
    ...(isScored ? (['mean', 'median'] as const) : []),
    ...(allRows(item).some(({ nps }) => nps !== null) ? (['nps'] as const) : []),
  ];
};

const say = (value: number | null): string => (value === null ? '' : String(value));

type Figure = Pick<PublishedFigure, 'value' | 'margin'> & Partial<PublishedFigure>;

/** Labels in `language`, one of the survey's; a figure that is withheld has an empty value and says so in its status. */
export function* publicationLines(publication: Publication, language: string): Generator<PublicationLine> {
  const { survey, wave, edition, items, rules } = publication;
  const everybody = EVERYBODY_LABEL[language] ?? EVERYBODY_LABEL['en'] ?? '';
  for (const item of items) {
    const figures = figuresOf(item);
    const lines = function* (breakdown: string, row: PublishedRow): Generator<PublicationLine> {
      const line = (
        figure: FigureName,
        category: { readonly code: string; readonly label: string } | null,
        shown: Figure | null,
      ): PublicationLine => ({
        survey,
        wave,
        edition: String(edition),
        item: item.variable,
        item_label: wordsIn(item.label, language),
        breakdown,
        group: row.group === null ? EVERYBODY : codeWithin(breakdown, row.group),
        group_label: row.label === null ? everybody : wordsIn(row.label, language),
        figure,
        category: category?.code ?? '',
        category_label: category?.label ?? '',
        value: say(shown?.value ?? null),
        margin_95: say(shown?.margin ?? null),
        status: shown === null ? 'withheld' : 'shown',
        base: say(row.base),
        weighted_base: say(row.weightedBase),
        effective_base: say(row.effectiveBase),
        small_base: row.base === null ? '' : row.flagged ? '1' : '0',
        letter: row.letter ?? '',
        above: shown?.above ?? '',
        change: shown?.change ?? '',
        minimum_cell: String(rules.minimumCell),
        weighted: rules.weighted ? '1' : '0',
        perturbed_with: rules.perturbation?.name ?? '',
      });
      for (const [place, { code, label }] of item.categories.entries()) {
        const share = row.shares[place] ?? null;
        yield line(
          'share',
          { code: codeWithin(item.variable, code), label: wordsIn(label, language) },
          share === null ? null : { value: share, margin: row.margins[place] ?? null },
        );
      }
      for (const figure of figures) {
        if (figure === 'median') {
          yield line(figure, null, row.median === null ? null : { value: row.median, margin: null });
        } else if (figure === 'top') {
          yield line(figure, { code: topCategory(item), label: topLabel(item, language) }, row.top);
        } else if (figure !== 'share') yield line(figure, null, row[figure]);
      }
    };
    yield* lines(EVERYBODY, item.whole);
    for (const { breakdown, rows } of item.tables) for (const row of rows) yield* lines(breakdown, row);
  }
}
