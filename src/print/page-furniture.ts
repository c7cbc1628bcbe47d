/** What stands on every page apart from the questions: registration marks, places for the page codes, head and foot. */
import type { RectMm } from '../domain/geometry.ts';
import type { Drawing } from './drawing.ts';
import type { FormWords } from './form-words.ts';
import type { Paper } from './measures.ts';
import {
  INK,
  MARK_DISPLACED_MM,
  MARK_EDGE_MM,
  MARK_MM,
  MM_PER_PT,
  QUIET_MM,
  SIDE_MARGIN_MM,
  SYMBOL_EDGE_MM,
  SYMBOL_MM,
  TYPE_PT,
} from './measures.ts';
import { widthOfSpacedWordsMm, widthOfWordsMm } from './typeface.ts';

/**
 * Three corners, and a fourth mark pushed up along its edge: no rotation or mirroring of the paper takes the four
 * onto themselves. Order: top left, top right, bottom left, bottom right (displaced).
 */
export const registrationMarks = (paper: Paper): RectMm[] => {
  const left = MARK_EDGE_MM;
  const top = MARK_EDGE_MM;
  const right = paper.widthMm - MARK_EDGE_MM - MARK_MM;
  const bottom = paper.heightMm - MARK_EDGE_MM - MARK_MM;
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: left, y: bottom },
    { x: right, y: bottom - MARK_DISPLACED_MM },
  ].map((corner) => ({ ...corner, width: MARK_MM, height: MARK_MM }));
};

/** Letterspacing of the page-code words: recognisers split letters that touch wrongly. */
export const CODE_TRACKING_PT = 0.5;

/** Where one page code goes: its symbol, and the line of words that says the same. */
export interface CodePlace {
  readonly symbolMm: RectMm;
  readonly words: {
    readonly xMm: number;
    readonly baselineMm: number;
    readonly align: 'left' | 'right';
    readonly sizePt: number;
  };
  /** Room for the widest words a page code can have. */
  readonly textRectMm: RectMm;
}

/** From a symbol to its words: the quiet zone and a little. */
const WORDS_GAP_MM = QUIET_MM + 1;

/** The widest letters of a page code, in its pattern `P 8 10 1 2`. */
const WIDEST_CODE = `P ${'W'.repeat(8)} ${'W'.repeat(10)} W WW`;

const codePlace = (
  symbolMm: RectMm,
  xMm: number,
  baselineMm: number,
  align: 'left' | 'right',
  sizePt: number,
): CodePlace => {
  const widthMm = widthOfSpacedWordsMm(WIDEST_CODE, 'semibold', sizePt, CODE_TRACKING_PT) + 1;
  const ascentMm = 0.72 * sizePt * MM_PER_PT;
  return {
    symbolMm,
    words: { xMm, baselineMm, align, sizePt },
    textRectMm: {
      x: align === 'left' ? xMm - 0.5 : xMm + 0.5 - widthMm,
      y: baselineMm - ascentMm - 0.5,
      width: widthMm,
      height: ascentMm + 1,
    },
  };
};

/**
 * The page code twice, at the top right and at the bottom left, so that one torn corner takes only one of them.
 * `symbolMm`: side of the symbol without its quiet zone; `sizePt`: type size of the words.
 */
export const codePlaces = (
  paper: Paper,
  symbolMm = SYMBOL_MM,
  sizePt: number = TYPE_PT.code,
): CodePlace[] => {
  const right = paper.widthMm - SIDE_MARGIN_MM;
  const top = { x: right - symbolMm, y: SYMBOL_EDGE_MM, width: symbolMm, height: symbolMm };
  const bottom = {
    x: SIDE_MARGIN_MM,
    y: paper.heightMm - SYMBOL_EDGE_MM - symbolMm,
    width: symbolMm,
    height: symbolMm,
  };
  return [
    codePlace(top, top.x - WORDS_GAP_MM, top.y + symbolMm, 'right', sizePt),
    codePlace(bottom, SIDE_MARGIN_MM + symbolMm + WORDS_GAP_MM, bottom.y + symbolMm, 'left', sizePt),
  ];
};

export const drawMarks = (paper: Paper): Drawing[] =>
  registrationMarks(paper).map((rectMm) => ({ kind: 'block', rectMm, gray: INK.black }));

/** The title in small on every page but the first. */
export const drawRunningHead = (title: string, paper: Paper): Drawing[] => {
  let words = title;
  const widthMm = paper.widthMm - 2 * SIDE_MARGIN_MM - SYMBOL_MM - 48;
  while (widthOfWordsMm(words, 'regular', TYPE_PT.hint) > widthMm) words = `${words.slice(0, -2).trimEnd()}…`;
  return [
    {
      kind: 'words',
      words,
      xMm: SIDE_MARGIN_MM,
      baselineMm: SYMBOL_EDGE_MM + 3.4,
      face: 'regular',
      sizePt: TYPE_PT.hint,
      gray: INK.soft,
    },
  ];
};

/** Page number at the right, and before the last page that there is more to come. */
export const drawFoot = (page: number, pages: number, words: FormWords, paper: Paper): Drawing[] => {
  const right = paper.widthMm - SIDE_MARGIN_MM;
  const baselineMm = paper.heightMm - SYMBOL_EDGE_MM;
  const lines = page < pages ? [`${words.turnOver} →`] : [];
  const number = pages > 1 ? [words.pageOf(page, pages)] : [];
  return [
    ...lines.map((line) => ({ line, face: 'semibold' as const })),
    ...number.map((line) => ({ line, face: 'regular' as const })),
  ].map(({ line, face }, index, all): Drawing => ({
    kind: 'words',
    words: line,
    xMm: right - widthOfWordsMm(line, face, TYPE_PT.hint),
    baselineMm: baselineMm - (all.length - 1 - index) * 4.5,
    face,
    sizePt: TYPE_PT.hint,
    gray: INK.text,
  }));
};
