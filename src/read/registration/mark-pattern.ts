import type { RectMm } from '../../domain/geometry.ts';
import type { Layout, LayoutPage } from '../../domain/layout.ts';

/** Where registration marks and page codes stand on one kind of page; many pages of many forms share one. */
export interface MarkPattern {
  readonly marks: readonly RectMm[];
  /** Every place where a page of this kind may have its code. */
  readonly codes: readonly RectMm[];
  /** Where the codes stand in words. */
  readonly codeTexts: readonly RectMm[];
  readonly widthMm: number;
  readonly heightMm: number;
  /** Side of the largest and smallest mark: the square root of its area. */
  readonly minSideMm: number;
  readonly maxSideMm: number;
}

const keyOf = (rect: RectMm): string =>
  [rect.x, rect.y, rect.width, rect.height].map((length) => length.toFixed(2)).join(' ');

/** What tells pages apart that look alike to registration. */
const patternKeyOf = (layout: Layout, marks: readonly { readonly rectMm: RectMm }[]): string =>
  [layout.paper.widthMm, layout.paper.heightMm, ...marks.map((mark) => keyOf(mark.rectMm))].join('|');

const distinct = (rects: readonly RectMm[]): RectMm[] => [
  ...new Map(rects.map((rect) => [keyOf(rect), rect])).values(),
];

/** The pattern of one page. */
export const patternOfPage = (layout: Layout, page: LayoutPage): MarkPattern => {
  const marks = page.registrationMarks.map((mark) => mark.rectMm);
  const sides = marks.map((rect) => Math.sqrt(rect.width * rect.height));
  return {
    marks,
    codes: page.pageCodes.map((code) => code.rectMm),
    codeTexts: page.pageCodes.flatMap((code) => code.textRectMm ?? []),
    widthMm: layout.paper.widthMm,
    heightMm: layout.paper.heightMm,
    minSideMm: Math.min(...sides),
    maxSideMm: Math.max(...sides),
  };
};

/** The distinct patterns of registration marks on all pages of `layouts`; pages with fewer than three marks have none. */
export const patternsOf = (layouts: readonly Layout[]): MarkPattern[] => {
  const patterns = new Map<string, MarkPattern>();
  for (const layout of layouts) {
    for (const page of layout.pages) {
      if (page.registrationMarks.length < 3) continue;
      const key = patternKeyOf(layout, page.registrationMarks);
      const own = patternOfPage(layout, page);
      const known = patterns.get(key);
      patterns.set(key, {
        ...own,
        codes: distinct([...(known?.codes ?? []), ...own.codes]),
        codeTexts: distinct([...(known?.codeTexts ?? []), ...own.codeTexts]),
      });
    }
  }
  return [...patterns.values()];
};
