import type { CodebookVariable } from '../questionnaire/codebook.ts';
import type { Language, Localized } from '../questionnaire/questionnaire.ts';
import type { RowTable } from './row-table.ts';

/** The level of measurement, as SPSS names it. */
export type Measure = 'nominal' | 'ordinal' | 'scale';

/** A column as its codebook has it, whatever it was filled from. */
export interface DataVariable extends Omit<CodebookVariable, 'source'> {
  readonly measure: Measure;
  /** Of numbers, where more are kept than the values need; so that files of several waves have one type. */
  readonly decimals?: number;
  /** The weight of a line, or what tells it from all others. */
  readonly use?: 'weight' | 'serial';
  /** The question of which this is one of the answers that may be marked together. */
  readonly set?: string;
  /** What an empty cell says, such as that the figure is withheld; without it no cell is empty. */
  readonly empty?: Localized;
}

/** How the data were made, said in each of the ways that formats have room for; all empty where there is nothing to say. */
export interface DataAccount {
  /** One word, which names a sheet or a note. */
  readonly subject: string;
  /** In English, a remark each. */
  readonly lines: readonly string[];
  /** As a table; its first record is the heading. */
  readonly records: readonly (readonly string[])[];
  /** For a program: what JSON can say. */
  readonly facts: unknown;
}

/**
 * What leaves as a file: a table, what its columns mean, and how it was made. Released rows are one, the figures of a
 * publication another; the formats know no difference.
 */
export interface DataSet {
  readonly survey: string;
  readonly title: Localized;
  /** Of the labels, the first one first. */
  readonly languages: readonly Language[];
  /** In the order of the table's columns. */
  readonly variables: readonly DataVariable[];
  readonly table: RowTable;
  /** What the sheet with the data is called. */
  readonly sheet: string;
  readonly account: DataAccount;
}

/** Words in `language`, else in the first language that there are any in. */
export const wordsIn = (words: Localized, language: string): string =>
  words[language] ?? Object.values(words)[0] ?? '';

/** `language` where the data have labels in it, else their first. */
export const labelLanguage = ({ languages }: DataSet, language: string | undefined): string =>
  (language !== undefined && languages.includes(language) ? language : languages[0]) ?? 'en';

/** The label in `language`, and what an empty cell says: for formats that have one place for both. */
export const fullLabel = ({ label, empty }: DataVariable, language: string): string =>
  empty === undefined
    ? wordsIn(label, language)
    : `${wordsIn(label, language)} (${wordsIn(empty, language)})`;
