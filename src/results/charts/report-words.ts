/** The words of charts and reports by language. */
import { reportDe } from './words-de.ts';
import { reportEn } from './words-en.ts';
import { reportFr } from './words-fr.ts';
import { reportNl } from './words-nl.ts';
import type { ReportWords } from './words.ts';

export const REPORT_LANGUAGES = ['nl', 'en', 'fr', 'de'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];

export const REPORT_WORDS: Readonly<Record<ReportLanguage, ReportWords>> = {
  nl: reportNl,
  en: reportEn,
  fr: reportFr,
  de: reportDe,
};

export const isReportLanguage = (text: string): text is ReportLanguage =>
  REPORT_LANGUAGES.some((language) => language === text);
