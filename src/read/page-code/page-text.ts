import { growRectMm, type RectMm } from '../../domain/geometry.ts';
import type { PageCodeParse } from '../../domain/page-code.ts';
import { parsePageCode } from '../../domain/page-code.ts';
import type { GrayImage } from '../../domain/image.ts';
import { createTextRecogniser } from '../open-text.ts';
import { samplePatch, type PageView } from '../page-view.ts';

/** Reads the printed words of a page code where both symbols are torn off or covered. */
export type PageTextReader = (view: PageView, rects: readonly RectMm[]) => Promise<PageCodeParse>;

/** Room for a page that lies a little otherwise. */
const SLACK_MM = 0.8;
/** About 300 dpi: what text recognition is best at for small print. */
const TEXT_PX_PER_MM = 12;

/**
 * What a line of a page code may be read as: letters that page codes leave out as well, for a zero is often read as an O
 * and parsing folds look-alikes; were the O not allowed, the character would be left out.
 */
export const CODE_LINE_CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ ';

/** One line of a page code's words. A recogniser is started for it and ended: pages without any symbol are rare. */
export const recogniseCodeWords = async (line: GrayImage): Promise<string> => {
  const recogniser = await createTextRecogniser([], { dictionaries: false });
  try {
    return (await recogniser.recognise(line, { singleLine: true, whitelist: CODE_LINE_CHARACTERS })).text;
  } finally {
    await recogniser.close();
  }
};

/**
 * A reader of printed page codes by a recogniser of single lines. Of several lines the first whose check agrees wins;
 * `check-failed` where none agrees but one is shaped like a page code.
 */
export const createPageTextReader =
  (recogniseLine: (line: GrayImage) => Promise<string>): PageTextReader =>
  async (view, rects) => {
    let why: 'not-ours' | 'check-failed' = 'not-ours';
    for (const rect of rects) {
      const parse = parsePageCode(
        await recogniseLine(samplePatch(view, growRectMm(rect, SLACK_MM), TEXT_PX_PER_MM)),
      );
      if (parse.ok) return parse;
      if (parse.why === 'check-failed') why = parse.why;
    }
    return { ok: false, why };
  };
