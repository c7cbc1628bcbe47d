import type { LayoutField } from '../domain/layout.ts';
import {
  inLanguage,
  itemsOf,
  type Item,
  type Language,
  type Localized,
  type Questionnaire,
} from '../questionnaire/questionnaire.ts';

export interface OptionWords {
  readonly code: string;
  readonly label: string;
  /** In a multiple-answer item: not to be marked with any other. */
  readonly exclusive: boolean;
}

/** A variable's question as it stands on the printed form, in the form's language. */
export interface QuestionWords {
  /** As printed before the question; null for a variable that the questionnaire does not know. */
  readonly number: string | null;
  readonly text: string;
  /** The grid's row, or the option that a "namely" line belongs to. */
  readonly row: string | null;
  readonly options: readonly OptionWords[];
  /** `scale` where the options are numbers in a row. */
  readonly shape: 'scale' | 'list';
  readonly lowLabel: string | null;
  readonly highLabel: string | null;
  readonly unit: string | null;
}

interface Found {
  readonly item: Item;
  readonly place: number;
  readonly row: Localized | null;
  /** The variable is the "namely" line of this item. */
  readonly isOther: boolean;
}

const findVariable = (questionnaire: Questionnaire, variable: string): Found | null => {
  for (const [index, item] of itemsOf(questionnaire).entries()) {
    const place = index + 1;
    if (item.kind === 'grid') {
      const row = item.rows.find((candidate) => candidate.variable === variable);
      if (row !== undefined) return { item, place, row: row.label, isOther: false };
      continue;
    }
    if (item.variable === variable) return { item, place, row: null, isOther: false };
    if (item.kind === 'choice') {
      const option = item.options.find((candidate) => candidate.other?.variable === variable);
      if (option !== undefined) return { item, place, row: option.label, isOther: true };
    }
  }
  return null;
};

const NUMERIC_CODE = /^[0-9]{1,2}$/u;

const optionLabels = (item: Item, language: Language): ReadonlyMap<string, OptionWords> => {
  const words = new Map<string, OptionWords>();
  if (item.kind === 'choice' || item.kind === 'grid') {
    for (const option of item.options) {
      const exclusive = 'exclusive' in option && (option.exclusive ?? false);
      words.set(option.code, { code: option.code, label: inLanguage(option.label, language), exclusive });
    }
  }
  if (item.kind === 'scale' && item.noOpinion !== undefined) {
    const { code, label } = item.noOpinion;
    words.set(code, { code, label: inLanguage(label, language), exclusive: false });
  }
  return words;
};

const endLabels = (item: Item, language: Language): Pick<QuestionWords, 'lowLabel' | 'highLabel'> => {
  if (item.kind !== 'scale' && item.kind !== 'grid') return { lowLabel: null, highLabel: null };
  return {
    lowLabel: item.lowLabel === undefined ? null : inLanguage(item.lowLabel, language),
    highLabel: item.highLabel === undefined ? null : inLanguage(item.highLabel, language),
  };
};

/** The words of a field; its own names and codes where the questionnaire does not have it (an adopted form). */
export const describeQuestion = (
  questionnaire: Questionnaire | null,
  field: LayoutField,
  language: Language,
): QuestionWords => {
  const codes = field.kind === 'choice' ? field.boxes.map((box) => box.code) : [];
  const found = questionnaire === null ? null : findVariable(questionnaire, field.variable);
  const labels =
    found === null || found.isOther ? new Map<string, OptionWords>() : optionLabels(found.item, language);
  const options = codes.map((code) => labels.get(code) ?? { code, label: code, exclusive: false });
  const numbers = options.filter(({ code, label }) => label === code && NUMERIC_CODE.test(code));
  const shape = numbers.length >= 3 && options.length - numbers.length <= 1 ? 'scale' : 'list';
  if (found === null) {
    return {
      number: null,
      text: field.variable,
      row: null,
      options,
      shape,
      lowLabel: null,
      highLabel: null,
      unit: null,
    };
  }
  const { item, place, row } = found;
  return {
    number: String(place),
    text: inLanguage(item.text, language),
    row: row === null ? null : inLanguage(row, language),
    options,
    shape,
    ...endLabels(item, language),
    unit: item.kind === 'number' && item.unit !== undefined ? inLanguage(item.unit, language) : null,
  };
};
