/** The items of a publication as charts take them: by their labels in one language, and which of them are marks. */
import { wordsIn } from '../../rows/data-set.ts';
import type { Publication, PublishedItem, PublishedRow } from '../publication-format.ts';
import { sayCount, type ReportWords } from './words.ts';

/** Of everybody and of every group of every breakdown. */
export const allRows = ({ whole, tables }: PublishedItem): readonly PublishedRow[] => [
  whole,
  ...tables.flatMap(({ rows }) => rows),
];

/** An item whose categories are an order, of which those at the top count as satisfied. */
export interface MarkItem {
  readonly variable: string;
  readonly label: string;
  readonly item: PublishedItem;
  /** Codes that count as satisfied. */
  readonly top: readonly string[];
}

const capitalise = (words: string): string => words.charAt(0).toLocaleUpperCase() + words.slice(1);

/**
 * What charts call each of `items`, in their order: short where that says enough, by the whole label where two would be
 * called alike.
 */
export const nameItems = (items: readonly PublishedItem[], language: string): string[] => {
  const short = items.map(({ name, label }) => capitalise(wordsIn(name ?? label, language)));
  return items.map(({ label }, place) => {
    const own = short[place] as string;
    return short.indexOf(own) === short.lastIndexOf(own) ? own : wordsIn(label, language);
  });
};

export const markItems = ({ items }: Publication, language: string): MarkItem[] => {
  const marks = items.flatMap((item) => (item.top === null ? [] : [{ item, top: item.top }]));
  const names = nameItems(
    marks.map(({ item }) => item),
    language,
  );
  return marks.map(({ item, top }, place) => ({
    variable: item.variable,
    label: names[place] as string,
    item,
    top,
  }));
};

/** What the answers that count as satisfied are called; none where no answers do. */
export const topLabels = ({ categories, top }: PublishedItem, language: string): readonly string[] =>
  categories.filter(({ code }) => top?.includes(code) === true).map(({ label }) => wordsIn(label, language));

/** Such as `7–10`, or the labels where the categories are words. */
export const sayTop = (item: PublishedItem, language: string): string => {
  const labels = topLabels(item, language);
  const [first = '', last = ''] = [labels[0], labels.at(-1)];
  return labels.length > 2 && labels.every((label) => /^\d+$/u.test(label))
    ? `${first}–${last}`
    : labels.join(', ');
};

/** That counts were changed, for whoever reads the tables; null where they were not. */
export const sayPerturbed = ({ rules: { perturbation } }: Publication, words: ReportWords): string | null =>
  perturbation === undefined
    ? null
    : words.perturbed({
        table: perturbation.name,
        most: sayCount(Math.max(perturbation.up, perturbation.down), words),
      });

/** How the figures were made, a sentence each. */
export const sayNotes = (publication: Publication, words: ReportWords): readonly string[] =>
  publication.notes.map(
    (note) => (note === 'counts-perturbed' ? sayPerturbed(publication, words) : words.notes[note]) ?? note,
  );
