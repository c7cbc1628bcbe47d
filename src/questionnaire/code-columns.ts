import { codebookParts } from './codebook-parts.ts';
import type { Codebook, CodebookVariable } from './codebook.ts';
import type { Localized } from './questionnaire.ts';

/** The categories that coders made for a text variable. */
export interface CodeFrame {
  readonly variable: string;
  readonly categories: readonly { readonly code: string; readonly label: string }[];
}

const MAX_NAME_LENGTH = 64;

/** The 0/1 column of one category of a coded text variable: short enough for SPSS. */
export const nameCodeColumn = (variable: string, code: string): string => {
  const end = `_code_${code}`;
  return variable.slice(0, MAX_NAME_LENGTH - end.length) + end;
};

const withCategory = (words: Localized, label: string): Localized =>
  Object.fromEntries(Object.entries(words).map(([language, question]) => [language, `${question} ${label}`]));

/**
 * The codebook with a 0/1 column for every category, behind the column of the words that were coded. As of a
 * multiple-answer item, an answer may have several.
 */
export const addCodeColumns = (codebook: Codebook, frames: readonly CodeFrame[]): Codebook => {
  const { flags } = codebookParts(codebook.languages);
  const names = new Set(codebook.variables.map(({ variable }) => variable.toLowerCase()));
  const free = (name: string): string => {
    let unused = name;
    while (names.has(unused.toLowerCase())) unused = `${unused.slice(0, MAX_NAME_LENGTH - 1)}_`;
    names.add(unused.toLowerCase());
    return unused;
  };
  const codeColumns = (column: CodebookVariable): readonly CodebookVariable[] => {
    const { source } = column;
    if (source.from !== 'words') return [];
    const frame = frames.find(({ variable }) => variable === source.field);
    return (frame?.categories ?? []).map(({ code, label }) => ({
      variable: free(nameCodeColumn(column.variable, code)),
      label: withCategory(column.label, label),
      type: 'flag',
      codes: flags,
      source: {
        from: 'category',
        item: source.item,
        field: source.field,
        code,
        ...(source.of === undefined ? {} : { of: source.of }),
      },
    }));
  };
  return { ...codebook, variables: codebook.variables.flatMap((column) => [column, ...codeColumns(column)]) };
};
