import type { Layout, LayoutField } from '../domain/layout.ts';
import { codebookParts } from './codebook-parts.ts';
import type { Codebook, CodebookVariable } from './codebook.ts';
import { nameOptionColumn } from './variable-names.ts';

/**
 * The columns of a form of which there is a layout alone: what every row has, then its fields in the order of the pages. A
 * variable is its own label, and so is a code.
 */
export const buildLayoutCodebook = ({ survey, language, pages }: Layout): Codebook => {
  const languages = [language];
  const { missing, flags, legal, rowColumns, sameInAll, written } = codebookParts(languages);

  const columnsOf = (field: LayoutField): readonly CodebookVariable[] => {
    const { variable } = field;
    const asked = { item: variable, field: variable };
    const column = { variable, label: sameInAll(variable) };
    if (field.kind === 'text') {
      return [{ ...column, type: 'code', codes: written, source: { from: 'words', ...asked } }];
    }
    if (field.kind === 'digits') {
      const { rule } = field;
      const range = rule?.type === 'number' ? { min: rule.min, max: rule.max } : {};
      const source = { from: 'digits', ...asked } as const;
      return [{ ...column, type: rule?.type ?? 'number', codes: missing, ...range, source }];
    }
    if (!field.multiple) {
      const codes = legal(field.boxes.map(({ code }) => ({ code, label: sameInAll(code) })));
      return [{ ...column, type: 'code', codes, source: { from: 'choice', ...asked } }];
    }
    return field.boxes.map(({ code }) => ({
      variable: nameOptionColumn(variable, code),
      label: sameInAll(`${variable} ${code}`),
      type: 'flag',
      codes: flags,
      source: { from: 'option', ...asked, code },
    }));
  };

  return {
    survey,
    title: sameInAll(survey),
    languages,
    variables: [...rowColumns, ...pages.flatMap(({ fields }) => fields.flatMap(columnsOf))],
  };
};
