/** What every composer of blocks needs to know about the form that it is composing. */
import type { Language, Localized } from '../questionnaire/questionnaire.ts';
import { inLanguage } from '../questionnaire/questionnaire.ts';
import type { FormWords } from './form-words.ts';
import type { Paper } from './measures.ts';
import { NUMBER_COLUMN_MM, SIDE_MARGIN_MM } from './measures.ts';

export interface Sheet {
  readonly language: Language;
  readonly words: FormWords;
  readonly paper: Paper;
  /** Left edge of all words that do not hang in the number column, and of the box column. */
  readonly leftMm: number;
  /** From there to the right margin. */
  readonly widthMm: number;
  /** Height that a page without the form's head has for blocks. */
  readonly bodyHeightMm: number;
  /** Printed number by item id. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Things that still print but that whoever made the questionnaire may want to change. */
  readonly warn: (warning: string) => void;
}

export const BLOCK_LEFT_MM = SIDE_MARGIN_MM + NUMBER_COLUMN_MM;

export const say = (sheet: Sheet, localized: Localized): string => inLanguage(localized, sheet.language);

/** "→ go to question 7", for an item's id or `end`. */
export const routingHint = (sheet: Sheet, target: string): string => {
  const number = sheet.numbers.get(target);
  return `→\u00A0${number === undefined ? sheet.words.goToEnd : sheet.words.goTo(number)}`;
};
