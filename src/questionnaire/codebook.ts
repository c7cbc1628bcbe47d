import { MISSING_CODES } from '../domain/missing-codes.ts';
import { inLanguage, itemsOf, scaleCodes } from './questionnaire.ts';
import type {
  ChoiceItem,
  ContextVariable,
  Item,
  Language,
  Localized,
  Questionnaire,
} from './questionnaire.ts';
import { codebookParts } from './codebook-parts.ts';
import type { TablePlan } from './table-plan.ts';
import { type ROW_COLUMNS, nameOptionColumn } from './variable-names.ts';

/**
 * code    one of `codes`;
 * scale   one of `codes`, which are numbers in order;
 * flag    1 where the option is marked, 0 where another is;
 * number  a whole number from `min` to `max`;
 * date    YYYY-MM-DD;  month  YYYY-MM;  time  HH:MM;
 * text    words of the batch's context; of what people wrote a row says only that it is there.
 */
export type VariableType = 'code' | 'scale' | 'flag' | 'number' | 'date' | 'month' | 'time' | 'text';

export interface CodebookCode {
  readonly code: string;
  readonly label: Localized;
  /** True for the codes that stand for no answer. */
  readonly missing: boolean;
  /** True for the answer apart from a scale, which no mean counts. */
  readonly noOpinion?: true;
}

/** What a column is filled from. `field` is the variable of the field on paper. */
export type VariableSource =
  | { readonly from: 'row'; readonly column: (typeof ROW_COLUMNS)[number] }
  | { readonly from: 'context'; readonly key: string; readonly coarsen: ContextVariable['coarsen'] }
  | { readonly from: 'choice'; readonly item: string; readonly field: string }
  | { readonly from: 'option'; readonly item: string; readonly field: string; readonly code: string }
  | { readonly from: 'digits'; readonly item: string; readonly field: string }
  /** That there are words, not what they are: those leave apart from rows, if at all. */
  | {
      readonly from: 'words';
      readonly item: string;
      readonly field: string;
      /** "Other, namely": the option that the words belong to. */
      readonly of?: { readonly field: string; readonly code: string };
    }
  /** Whether the words were coded with this category. */
  | {
      readonly from: 'category';
      readonly item: string;
      readonly field: string;
      readonly code: string;
      readonly of?: { readonly field: string; readonly code: string };
    };

/** What a column is of a question that fills several; its label is both one after the other. */
export interface QuestionPart {
  readonly question: Localized;
  readonly label: Localized;
}

export interface CodebookVariable {
  /** The column's name. */
  readonly variable: string;
  readonly label: Localized;
  readonly type: VariableType;
  /** The legal codes, where the type has codes, and then the missing codes. */
  readonly codes: readonly CodebookCode[];
  readonly min?: number;
  readonly max?: number;
  readonly unit?: Localized;
  readonly source: VariableSource;
  /** Of a row of a grid, and of an option of a question with several answers. */
  readonly part?: QuestionPart;
}

export interface Codebook {
  readonly survey: string;
  readonly title: Localized;
  readonly languages: readonly Language[];
  /** In the order of the columns. */
  readonly variables: readonly CodebookVariable[];
  /** Which of them are counted in tables, where the questionnaire says so. */
  readonly tables?: TablePlan;
  /** The column that says how many people each row stands for, where there is one. */
  readonly weight?: string;
}

/** The words one after the other; an ellipsis at the end of the first is where the second goes. */
const joinWords = (first: Localized, second: Localized, languages: readonly Language[]): Localized =>
  Object.fromEntries(
    languages.map((language) => {
      const start = inLanguage(first, language).replace(/\s*(?:…|\.\.\.)$/u, '');
      return [language, `${start} ${inLanguage(second, language)}`];
    }),
  );

/**
 * The columns of a questionnaire's rows, in order: what every row has, the context of the batch, then the answers as
 * they are printed.
 */
export const buildCodebook = (questionnaire: Questionnaire): Codebook => {
  const { languages } = questionnaire;
  const { missing, flags, legal, rowColumns, sameInAll, written } = codebookParts(languages);

  const contextColumn = ({ key, variable, label, coarsen }: ContextVariable): CodebookVariable => {
    const unknown = missing.filter(({ code }) => code === MISSING_CODES.notAnswered);
    const groups =
      coarsen.by === 'groups' ? [...new Set([...Object.keys(coarsen.groups), coarsen.otherwise])] : [];
    return {
      variable,
      label,
      type: coarsen.by === 'groups' ? 'code' : coarsen.by === 'month' ? 'month' : 'text',
      codes: [...groups.map((code) => ({ code, label: sameInAll(code), missing: false })), ...unknown],
      source: { from: 'context', key, coarsen },
    };
  };

  const choiceColumns = (item: ChoiceItem): readonly CodebookVariable[] => {
    const { id, variable, text } = item;
    const columns: CodebookVariable[] = item.multiple
      ? item.options.map(({ code, label }) => ({
          variable: nameOptionColumn(variable, code),
          label: joinWords(text, label, languages),
          type: 'flag',
          codes: flags,
          source: { from: 'option', item: id, field: variable, code },
          part: { question: text, label },
        }))
      : [
          {
            variable,
            label: text,
            type: 'code',
            codes: legal(item.options),
            source: { from: 'choice', item: id, field: variable },
          },
        ];
    for (const { code, label, other } of item.options) {
      if (other === undefined) continue;
      columns.push({
        variable: other.variable,
        label: joinWords(text, label, languages),
        type: 'code',
        codes: written,
        source: { from: 'words', item: id, field: other.variable, of: { field: variable, code } },
      });
    }
    return columns;
  };

  const itemColumns = (item: Item): readonly CodebookVariable[] => {
    const { id, text } = item;
    if (item.kind === 'choice') return choiceColumns(item);
    if (item.kind === 'grid') {
      const isScale = item.options.every(
        ({ code, label }) =>
          code === item.noOpinionCode || languages.every((language) => label[language] === code),
      );
      const codes = legal(item.options, item.noOpinionCode);
      return item.rows.map(({ variable, label }) => ({
        variable,
        label: joinWords(text, label, languages),
        type: isScale ? 'scale' : 'code',
        codes,
        source: { from: 'choice', item: id, field: variable },
        part: { question: text, label },
      }));
    }
    const { variable } = item;
    const column = { variable, label: text, codes: missing };
    if (item.kind === 'scale') {
      const points = scaleCodes(item).map((code) => ({ code, label: sameInAll(code) }));
      const codes = legal(
        [...points, ...(item.noOpinion === undefined ? [] : [item.noOpinion])],
        item.noOpinion?.code,
      );
      return [{ ...column, type: 'scale', codes, source: { from: 'choice', item: id, field: variable } }];
    }
    if (item.kind === 'text') {
      return [
        { ...column, type: 'code', codes: written, source: { from: 'words', item: id, field: variable } },
      ];
    }
    const source = { from: 'digits', item: id, field: variable } as const;
    if (item.kind !== 'number') return [{ ...column, type: item.kind, source }];
    const { min, max, unit } = item;
    return [{ ...column, type: 'number', min, max, ...(unit === undefined ? {} : { unit }), source }];
  };

  return {
    survey: questionnaire.survey,
    title: questionnaire.title,
    languages,
    variables: [
      ...rowColumns,
      ...questionnaire.context.map(contextColumn),
      ...itemsOf(questionnaire).flatMap(itemColumns),
    ],
    ...(questionnaire.tables === undefined ? {} : { tables: questionnaire.tables }),
  };
};
