/** What every composer of blocks needs to know about the form that it is composing. */
import type { Language, Localized } from '../questionnaire/questionnaire.ts';
import { inLanguage } from '../questionnaire/questionnaire.ts';
import type { FormWords } from './form-words.ts';
import type { Density, Paper } from './measures.ts';
import { GUTTER_MM, NUMBER_COLUMN_MM, SIDE_MARGIN_MM } from './measures.ts';

export interface Sheet {
  readonly language: Language;
  readonly words: FormWords;
  readonly paper: Paper;
  readonly density: Density;
  /** Left edge of all words that do not hang in the number column, and of the box column. */
  readonly leftMm: number;
  /** From there to the right margin. */
  readonly widthMm: number;
  /** Height that a page without the form's head has for blocks. */
  readonly bodyHeightMm: number;
  /** Printed number by item id. */
  readonly numbers: ReadonlyMap<string, number>;
}

export const BLOCK_LEFT_MM = SIDE_MARGIN_MM + NUMBER_COLUMN_MM;

/** Short answers stand at the right of their question, in line with the second of two option columns. */
export const answerLeftMm = (sheet: Sheet): number => sheet.leftMm + (sheet.widthMm + GUTTER_MM) / 2;
export const besideQuestionMm = (sheet: Sheet): number => (sheet.widthMm - GUTTER_MM) / 2;

export const say = (sheet: Sheet, localized: Localized): string => inLanguage(localized, sheet.language);

/** "→ go to question 7", for an item's id or `end`. */
export const routingHint = (sheet: Sheet, target: string): string => {
  const number = sheet.numbers.get(target);
  return `→\u00A0${number === undefined ? sheet.words.goToEnd : sheet.words.goTo(number)}`;
};
