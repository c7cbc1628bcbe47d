import type { CategoryView } from '../../server/text-api.ts';

/** One line of the list under the field: a category to take, or the words typed to be made one. */
export type Choice =
  | { readonly kind: 'take'; readonly category: CategoryView }
  | { readonly kind: 'make'; readonly label: string };

const MOST_SHOWN = 8;
const DIGITS = 9;

const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();

/** The most used first, and of those used as often the older one. */
export const byUse = (categories: readonly CategoryView[]): CategoryView[] =>
  categories.toSorted((one, other) => other.answers - one.answers || one.code - other.code);

/**
 * Which category each of the keys 1 to 9 takes. Keys that were given stay where they are as long as their category is
 * there: one that moved with every answer could not be learned.
 */
export const assignDigits = (
  categories: readonly CategoryView[],
  before: readonly (number | null)[],
): (number | null)[] => {
  const ids = new Set(categories.map(({ id }) => id));
  const digits: (number | null)[] = Array.from({ length: DIGITS }, (_, place) => {
    const id = before[place] ?? null;
    return id !== null && ids.has(id) ? id : null;
  });
  for (const { id } of byUse(categories)) {
    if (digits.includes(id)) continue;
    const free = digits.indexOf(null);
    if (free < 0) break;
    digits[free] = id;
  }
  return digits;
};

/** What the words typed find: names that begin with them, then names that hold them; last, to make one of them. */
export const choicesFor = (typed: string, categories: readonly CategoryView[]): Choice[] => {
  const words = plain(typed);
  if (words === '') return [];
  const used = byUse(categories);
  const begins = used.filter(({ label }) => plain(label).startsWith(words));
  const holds = used.filter(({ label }) => !plain(label).startsWith(words) && plain(label).includes(words));
  const found = [...begins, ...holds]
    .slice(0, MOST_SHOWN)
    .map((category): Choice => ({ kind: 'take', category }));
  const isThere = categories.some(({ label }) => plain(label) === words);
  return isThere ? found : [...found, { kind: 'make', label: typed.replace(/\s+/gu, ' ').trim() }];
};
