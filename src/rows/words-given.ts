import { isMissingCode, MISSING_CODES } from '../domain/missing-codes.ts';
import { codebookParts } from '../questionnaire/codebook-parts.ts';
import type { CodebookVariable } from '../questionnaire/codebook.ts';
import type { Language } from '../questionnaire/questionnaire.ts';
import { STANDARD_WORDS_GIVEN, standardWordsIn } from '../questionnaire/standard-words.ts';

/**
 * What somebody wrote in words can tell who it was, so no row that leaves carries it: its column says whether there are
 * words. The words themselves leave by another way, one decision each, in an order of their own.
 */

/** True for a column of words that a person wrote. */
export const holdsWords = ({ source }: CodebookVariable): boolean => source.from === 'words';

/** The column as it leaves: 1 where there are words, 0 where there are none. */
export const wordsGivenColumn = (
  column: CodebookVariable,
  languages: readonly Language[],
): CodebookVariable => {
  const standard = (key: keyof typeof STANDARD_WORDS_GIVEN) =>
    standardWordsIn(STANDARD_WORDS_GIVEN[key], languages);
  const suffix = standard('suffix');
  return {
    ...column,
    label: Object.fromEntries(
      Object.entries(column.label).map(([language, words]) => [
        language,
        `${words.replace(/\s*(?:…|:|\.\.\.)$/u, '')} ${suffix[language] ?? ''}`.trim(),
      ]),
    ),
    type: 'flag',
    codes: codebookParts(languages)
      .legal([
        { code: '0', label: standard('notGiven') },
        { code: '1', label: standard('given') },
      ])
      .filter(({ code }) => code !== MISSING_CODES.notAnswered),
  };
};

/** The cell as it leaves. */
export const wordsGivenCell = (cell: string): string => {
  if (cell === MISSING_CODES.notAnswered) return '0';
  return isMissingCode(cell) ? cell : '1';
};
