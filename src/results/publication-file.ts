/** A publication as one long table: a line for every figure, to be read by other programs. */
import type { Publication, PublishedRow } from './publication-format.ts';
import { inLanguage } from './charts/published-items.ts';

export const PUBLICATION_COLUMNS = [
  'survey',
  'wave',
  'edition',
  'item',
  'item_label',
  'breakdown',
  'group',
  'group_label',
  'figure',
  'category_label',
  'value',
  'margin_95',
  'base',
  'weighted_base',
  'small_base',
  'perturbed_with',
] as const;

const say = (value: number | null): string => (value === null ? '' : String(value));

/**
 * The lines below `PUBLICATION_COLUMNS`; what is withheld is empty, and so is the table that counts were perturbed with where they
 * were not. Labels in `language`.
 */
export function* publicationLines(publication: Publication, language: string): Generator<readonly string[]> {
  const { survey, wave, edition, items, rules } = publication;
  const table = rules.perturbation?.name ?? '';
  for (const item of items) {
    const about = [survey, wave, String(edition), item.variable, inLanguage(item.label, language)];
    const lines = function* (breakdown: string, row: PublishedRow): Generator<readonly string[]> {
      const group = [breakdown, row.group ?? '', row.label === null ? '' : inLanguage(row.label, language)];
      const bases = [say(row.base), say(row.weightedBase), row.flagged ? '1' : '0'];
      const line = (figure: string, label: string, value: number | null, margin: number | null): string[] => [
        ...about,
        ...group,
        figure,
        label,
        say(value),
        say(margin),
        ...bases,
        table,
      ];
      for (const [place, { code, label }] of item.categories.entries())
        yield line(
          `share_${code}`,
          inLanguage(label, language),
          row.shares[place] ?? null,
          row.margins[place] ?? null,
        );
      const figures = { mean: row.mean, top: row.top, nps: row.nps };
      for (const [name, figure] of Object.entries(figures))
        if (figure !== null) yield line(name, '', figure.value, figure.margin);
      if (row.median !== null) yield line('median', '', row.median, null);
    };
    yield* lines('', item.whole);
    for (const { breakdown, rows } of item.tables) for (const row of rows) yield* lines(breakdown, row);
  }
}
