import { MISSING_CODES } from '../domain/missing-codes.ts';
import type { CodebookCode, CodebookVariable } from './codebook.ts';
import type { Language, Localized } from './questionnaire.ts';
import {
  STANDARD_COLUMN_LABELS,
  STANDARD_FLAG_LABELS,
  STANDARD_MISSING_LABELS,
  STANDARD_PAPER_LABEL,
  STANDARD_WRITTEN_LABEL,
  standardWordsIn,
} from './standard-words.ts';
import { ROW_COLUMNS } from './variable-names.ts';

/** In the column of an open question: words were written. */
export const WORDS_WRITTEN = '1';

/** What every codebook has, whatever is asked. */
export interface CodebookParts {
  /** The codes that stand for no answer. */
  readonly missing: readonly CodebookCode[];
  /** Of a 0/1 column. */
  readonly flags: readonly CodebookCode[];
  /** Of a column that says whether words were written. */
  readonly written: readonly CodebookCode[];
  /** These codes and then the missing ones. */
  readonly legal: (
    codes: readonly { readonly code: string; readonly label: Localized }[],
    noOpinionCode?: string,
  ) => readonly CodebookCode[];
  /** The columns that every row has. */
  readonly rowColumns: readonly CodebookVariable[];
  readonly sameInAll: (words: string) => Localized;
}

const nameLanguageIn = (code: Language, languages: readonly Language[]): Localized =>
  Object.fromEntries(
    languages.map((language) => [
      language,
      new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code,
    ]),
  );

export const codebookParts = (languages: readonly Language[]): CodebookParts => {
  const standard = (words: Localized): Localized => standardWordsIn(words, languages);
  const missing: readonly CodebookCode[] = (Object.keys(MISSING_CODES) as (keyof typeof MISSING_CODES)[]).map(
    (key) => ({ code: MISSING_CODES[key], label: standard(STANDARD_MISSING_LABELS[key]), missing: true }),
  );
  const legal: CodebookParts['legal'] = (codes, noOpinionCode) => [
    ...codes.map(({ code, label }) => ({
      code,
      label,
      missing: false,
      ...(code === noOpinionCode ? { noOpinion: true as const } : {}),
    })),
    ...missing,
  ];
  const rowColumn = (column: (typeof ROW_COLUMNS)[number]): CodebookVariable => ({
    variable: column,
    label: standard(STANDARD_COLUMN_LABELS[column]),
    type: column === 'mode' || column === 'language' ? 'code' : 'text',
    codes:
      column === 'mode'
        ? [{ code: 'paper', label: standard(STANDARD_PAPER_LABEL), missing: false }]
        : column === 'language'
          ? languages.map((code) => ({ code, label: nameLanguageIn(code, languages), missing: false }))
          : [],
    source: { from: 'row', column },
  });
  return {
    missing,
    legal,
    flags: legal([
      { code: '0', label: standard(STANDARD_FLAG_LABELS.notMarked) },
      { code: '1', label: standard(STANDARD_FLAG_LABELS.marked) },
    ]),
    written: legal([{ code: WORDS_WRITTEN, label: standard(STANDARD_WRITTEN_LABEL) }]),
    rowColumns: ROW_COLUMNS.map(rowColumn),
    sameInAll: (words) => Object.fromEntries(languages.map((language) => [language, words])),
  };
};
