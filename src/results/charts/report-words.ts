/** The words of charts and reports by language. */
import type { ScreenLanguage } from '../../domain/screen-language.ts';
import { reportDe } from './words-de.ts';
import { reportEn } from './words-en.ts';
import { reportFr } from './words-fr.ts';
import { reportNl } from './words-nl.ts';
import type { ReportWords } from './words.ts';

export const REPORT_WORDS: Readonly<Record<ScreenLanguage, ReportWords>> = {
  nl: reportNl,
  en: reportEn,
  fr: reportFr,
  de: reportDe,
};
