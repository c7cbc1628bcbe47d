/** What a bar of a distribution is made of: the shares as they are shown, and together what may not be shown apart. */
import { divergingColours, MUTED } from './palette.ts';
import type { MarkItem } from './published-items.ts';

/** A part of a bar. */
export interface Segment {
  /** The categories in it: one, or those that are withheld. */
  readonly codes: readonly string[];
  /** How the bar names it: `5`, or `1–4`. */
  readonly name: string;
  /** In per cent, from the line that parts the satisfied from the others. */
  readonly from: number;
  readonly to: number;
  readonly share: number;
  readonly colour: string;
}

interface Part {
  readonly codes: string[];
  readonly name: string;
  readonly share: number;
}

/** Codes that follow each other as `1–4`, others as `1, 2, 5`. */
const nameTogether = (codes: readonly string[], all: readonly string[]): string => {
  const [first = '', last = ''] = [codes[0], codes.at(-1)];
  const isRun = all.indexOf(last) - all.indexOf(first) === codes.length - 1;
  return isRun && codes.length > 2 ? `${first}–${last}` : codes.join(', ');
};

/**
 * The categories of one side of the line. What is withheld of them stands together, as what the others leave: two or more, or it
 * would be shown after all. Null where that is not so.
 */
const partsOf = (
  side: readonly { readonly code: string; readonly share: number | null }[],
  total: number | null,
  all: readonly string[],
): Part[] | null => {
  const hidden = side.flatMap(({ code, share }) => (share === null ? [code] : []));
  if (hidden.length === 0)
    return side.map(({ code, share }) => ({ codes: [code], name: code, share: share ?? 0 }));
  if (hidden.length === 1 || total === null) return null;
  const shown = side.reduce((sum, { share }) => sum + (share ?? 0), 0);
  return side.flatMap(({ code, share }) => {
    if (share !== null) return [{ codes: [code], name: code, share }];
    if (code !== hidden[0]) return [];
    return [{ codes: hidden, name: nameTogether(hidden, all), share: Math.max(0, total - shown) }];
  });
};

/**
 * The bar of everybody's answers, from the lowest category on; null where too much of it is withheld. Nothing is worked out
 * here but what published figures say together.
 */
export const segmentsOf = ({ item, top }: MarkItem): Segment[] | null => {
  const { shares, top: topFigure } = item.whole;
  const categories = item.categories.map(({ code }, place) => ({ code, share: shares[place] ?? null }));
  const all = categories.map(({ code }) => code);
  const sides = [false, true].map((wanted) => categories.filter(({ code }) => top.includes(code) === wanted));
  const shownOf = (side: number): number | null => {
    const known = sides[side] ?? [];
    return known.some(({ share }) => share === null)
      ? null
      : known.reduce((sum, { share }) => sum + (share ?? 0), 0);
  };
  // What both sides are is said by the top box, or by the one that is shown as a whole.
  const topTotal = topFigure?.value ?? shownOf(1);
  const belowTotal = topTotal === null ? shownOf(0) : 100 - topTotal;
  const below = partsOf(sides[0] ?? [], belowTotal, all);
  const above = partsOf(sides[1] ?? [], topTotal ?? (belowTotal === null ? null : 100 - belowTotal), all);
  if (below === null || above === null) return null;
  const colours = divergingColours(below.length, 0, above.length);
  let at = -below.reduce((sum, { share }) => sum + share, 0);
  return [...below, ...above].map(({ codes, name, share }, order) => {
    const from = at;
    at += share;
    return { codes, name, from, to: at, share, colour: colours[order] ?? MUTED };
  });
};
