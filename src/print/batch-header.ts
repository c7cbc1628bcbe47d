/** A sheet to be put on top of a stack: it tells the reader which batch follows, and people which trip it was. */
import type { Questionnaire } from '../questionnaire/questionnaire.ts';
import { inLanguage } from '../questionnaire/questionnaire.ts';
import type { Drawing } from './drawing.ts';
import { formWords } from './form-words.ts';
import { INK, LINE_MM, PAPERS, RULE_MM, SIDE_MARGIN_MM, SYMBOL_EDGE_MM, TYPE_PT } from './measures.ts';
import type { CodePlace } from './page-furniture.ts';
import { codePlaces, drawMarks } from './page-furniture.ts';
import { breakLines, drawLines } from './paragraph.ts';

/** A batch as it is printed: its code, and what people filled in about the trip. */
export interface PrintedBatch {
  /** 10 base-32 characters, from `newBatchCode`. */
  readonly code: string;
  /** Keys as in the batch's context: line, direction, date, day-part, vehicle, handed-out, ... */
  readonly context: Readonly<Record<string, string>>;
}

/** Twice as large as on a form: it is the one page that a whole stack hangs on. */
const SYMBOL_MM = 25;
const CODE_PT = 12;
const VALUE_PT = 26;
const KEY_COLUMN_MM = 48;

/** The order in which people say them; what is not known here comes after, as it was given. */
const KEY_ORDER = ['line', 'direction', 'date', 'day-part', 'vehicle', 'handed-out', 'returned', 'boarders'];
const keyPlace = (key: string): number => {
  const place = KEY_ORDER.indexOf(key);
  return place < 0 ? KEY_ORDER.length : place;
};

export interface ComposedBatchHeader {
  readonly drawings: readonly Drawing[];
  readonly codePlaces: readonly CodePlace[];
}

export const composeBatchHeader = (
  questionnaire: Pick<Questionnaire, 'organisation' | 'title' | 'paper'>,
  language: string,
  batch: PrintedBatch,
): ComposedBatchHeader => {
  const paper = PAPERS[questionnaire.paper];
  const words = formWords(language);
  const left = SIDE_MARGIN_MM;
  const contentMm = paper.widthMm - 2 * left;
  const headMm = contentMm - SYMBOL_MM - 12;
  const drawings: Drawing[] = [...drawMarks(paper)];
  const write = (
    text: string,
    at: { xMm: number; baselineMm: number; widthMm: number; sizePt: number; lineMm: number },
    face: 'regular' | 'semibold' = 'regular',
    gray: number = INK.text,
  ): number => {
    const lines = breakLines([{ words: text, face, gray }], at.sizePt, at.widthMm);
    drawings.push(...drawLines(lines, at));
    return at.baselineMm + lines.length * at.lineMm;
  };
  const small = { xMm: left, widthMm: headMm, sizePt: TYPE_PT.text, lineMm: LINE_MM };
  let y = write(
    inLanguage(questionnaire.organisation, language),
    { ...small, baselineMm: SYMBOL_EDGE_MM + 3.4 },
    'semibold',
    INK.soft,
  );
  y = write(
    words.batchTitle,
    { ...small, baselineMm: y + LINE_MM, sizePt: TYPE_PT.title, lineMm: 2 * LINE_MM },
    'semibold',
    INK.black,
  );
  y = Math.max(y, SYMBOL_EDGE_MM + SYMBOL_MM + 14);
  y = write(words.batchInstruction, {
    xMm: left,
    baselineMm: y,
    widthMm: contentMm,
    sizePt: 14,
    lineMm: 1.5 * LINE_MM,
  });
  y += LINE_MM;
  const entries = [
    [words.batchSurvey, inLanguage(questionnaire.title, language)] as const,
    ...Object.entries(batch.context)
      .filter(([, value]) => value !== '')
      .sort(([a], [b]) => keyPlace(a) - keyPlace(b))
      .map(([key, value]) => [words.batchContext[key] ?? key, value] as const),
  ];
  const bottomMm = paper.heightMm - SYMBOL_EDGE_MM - SYMBOL_MM - 8;
  // Eight entries at full size fill a page; more of them, or long ones, are set smaller.
  const rowMm = Math.min(4 * LINE_MM, (bottomMm - y) / entries.length);
  const sizePt = VALUE_PT * Math.min(1, rowMm / (4 * LINE_MM));
  const lineMm = 0.46 * sizePt;
  for (const [key, value] of entries) {
    drawings.push({
      kind: 'line',
      fromMm: [left, y],
      toMm: [left + contentMm, y],
      lineMm: RULE_MM,
      gray: INK.frame,
    });
    const baselineMm = y + rowMm / 2 + 0.115 * sizePt;
    write(
      key,
      { xMm: left, baselineMm, widthMm: KEY_COLUMN_MM, sizePt: 14, lineMm: 1.5 * LINE_MM },
      'regular',
      INK.soft,
    );
    const end = write(
      value,
      { xMm: left + KEY_COLUMN_MM, baselineMm, widthMm: contentMm - KEY_COLUMN_MM, sizePt, lineMm },
      'semibold',
      INK.black,
    );
    y += rowMm + Math.max(0, end - baselineMm - lineMm);
  }
  return { drawings, codePlaces: codePlaces(paper, SYMBOL_MM, CODE_PT) };
};
