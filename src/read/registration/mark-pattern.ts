import type { RectMm } from '../../domain/geometry.ts';
import type { Layout } from '../../domain/layout.ts';

/** Where registration marks and page codes stand on one kind of page; many pages of many forms share one. */
export interface MarkPattern {
  readonly marks: readonly RectMm[];
  /** Every place where a page of this kind may have its code. */
  readonly codes: readonly RectMm[];
  readonly widthMm: number;
  readonly heightMm: number;
  /** Side of the largest and smallest mark: the square root of its area. */
  readonly minSideMm: number;
  readonly maxSideMm: number;
}

const keyOf = (rect: RectMm): string =>
  [rect.x, rect.y, rect.width, rect.height].map((length) => length.toFixed(2)).join(' ');

/** What tells pages apart that look alike to registration. */
export const patternKeyOf = (layout: Layout, marks: readonly { readonly rectMm: RectMm }[]): string =>
  [layout.paper.widthMm, layout.paper.heightMm, ...marks.map((mark) => keyOf(mark.rectMm))].join('|');

/** The distinct patterns of registration marks on all pages of `layouts`; pages with fewer than three marks have none. */
export const patternsOf = (layouts: readonly Layout[]): MarkPattern[] => {
  const patterns = new Map<string, MarkPattern>();
  for (const layout of layouts) {
    for (const page of layout.pages) {
      if (page.registrationMarks.length < 3) continue;
      const key = patternKeyOf(layout, page.registrationMarks);
      const marks = page.registrationMarks.map((mark) => mark.rectMm);
      const known = patterns.get(key)?.codes ?? [];
      const fresh = page.pageCodes
        .map((code) => code.rectMm)
        .filter((rect) => !known.some((other) => keyOf(other) === keyOf(rect)));
      const sides = marks.map((rect) => Math.sqrt(rect.width * rect.height));
      patterns.set(key, {
        marks,
        codes: [...known, ...fresh],
        widthMm: layout.paper.widthMm,
        heightMm: layout.paper.heightMm,
        minSideMm: Math.min(...sides),
        maxSideMm: Math.max(...sides),
      });
    }
  }
  return [...patterns.values()];
};
