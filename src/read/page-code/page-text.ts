import type { RectMm } from '../../domain/geometry.ts';
import type { PageCodeParse } from '../../domain/page-code.ts';
import { parsePageCode } from '../../domain/page-code.ts';
import type { GrayImage } from '../../domain/image.ts';
import { samplePatch, type PageView } from '../page-view.ts';

/** Reads the printed words of a page code where both symbols are torn off or covered. */
export type PageTextReader = (view: PageView, rects: readonly RectMm[]) => Promise<PageCodeParse>;

/** About 300 dpi: what text recognition is best at for small print. */
const TEXT_PX_PER_MM = 12;

/**
 * A reader of printed page codes by a recogniser of single lines. Of several lines the first whose check agrees wins;
 * `check-failed` where none agrees but one is shaped like a page code.
 */
export const createPageTextReader =
  (recogniseLine: (line: GrayImage) => Promise<string>): PageTextReader =>
  async (view, rects) => {
    let why: 'not-ours' | 'check-failed' = 'not-ours';
    for (const rect of rects) {
      const parse = parsePageCode(await recogniseLine(samplePatch(view, rect, TEXT_PX_PER_MM)));
      if (parse.ok) return parse;
      if (parse.why === 'check-failed') why = parse.why;
    }
    return { ok: false, why };
  };
