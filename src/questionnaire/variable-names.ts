import type { NodeReader } from './node-reader.ts';

/** Columns that every row has, whatever the questionnaire asks. */
export const ROW_COLUMNS = ['row_id', 'survey', 'wave', 'language', 'mode'] as const;

/** SPSS variable names are at most 64 bytes; these are all ASCII. */
const MAX_NAME_LENGTH = 64;
const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
/** SPSS takes these for words of its own. */
const SPSS_WORDS = ['all', 'and', 'by', 'eq', 'ge', 'gt', 'le', 'lt', 'ne', 'not', 'or', 'to', 'with'];
/** Names that every JavaScript object answers to; a program that reads rows could take them for a value. */
const OBJECT_WORDS = new Set(Object.getOwnPropertyNames(Object.prototype).map((name) => name.toLowerCase()));

/** `shape`: not letters, digits and _; `row-column`: every row has such a column already; `kept-word`: another program's. */
export type NameFault = 'shape' | 'length' | 'row-column' | 'kept-word';

/** Why a name cannot be a column's, or null. */
export const findNameFault = (name: string): NameFault | null => {
  const key = name.toLowerCase();
  if (!NAME.test(name)) return 'shape';
  if (name.length > MAX_NAME_LENGTH) return 'length';
  if ((ROW_COLUMNS as readonly string[]).includes(key)) return 'row-column';
  return SPSS_WORDS.includes(key) || OBJECT_WORDS.has(key) ? 'kept-word' : null;
};

interface Claim {
  readonly name: string;
  readonly at: number;
  readonly as: string;
}

/** The columns of the rows: each a usable name, and no two the same, upper and lower case alike. */
export class VariableNames {
  readonly #reader: NodeReader;
  readonly #claims = new Map<string, Claim>();

  constructor(reader: NodeReader) {
    this.#reader = reader;
  }

  /** Notes a column named at the offset `at`; `as` says what it is: "question", "option 3 of reasons". */
  claim(name: string, at: number, as: string): void {
    const key = name.toLowerCase();
    const what = `The variable ${JSON.stringify(name.slice(0, 80))}`;
    const fault = findNameFault(name);
    if (fault === 'shape') {
      this.#reader.error(
        at,
        `${what} cannot be a column.`,
        'Begin with a letter a-z and go on with letters, digits and _ only.',
      );
      return;
    }
    if (fault === 'length') {
      this.#reader.error(
        at,
        `${what} has ${name.length} characters; SPSS takes at most ${MAX_NAME_LENGTH}.`,
        'Choose a shorter one.',
      );
      return;
    }
    if (fault === 'row-column') {
      this.#reader.error(at, `${what} is a column that every row already has.`, 'Choose another name.');
      return;
    }
    if (fault === 'kept-word') {
      this.#reader.error(
        at,
        `${what} is a word that other programs keep for themselves.`,
        'Choose another name.',
      );
      return;
    }
    const earlier = this.#claims.get(key);
    if (earlier !== undefined) {
      this.#reader.error(
        at,
        `${what} is used twice; first as ${earlier.as} on line ${this.#reader.lineOf(earlier.at)}.`,
        'Give one of them another name; upper and lower case count as the same.',
      );
      return;
    }
    this.#claims.set(key, { name, at, as });
  }
}

/** The 0/1 column of one option of a multiple-answer item. */
export const nameOptionColumn = (variable: string, code: string): string => `${variable}_${code}`;

/** Where "other, namely" goes when the file gives no name. */
export const nameOtherVariable = (variable: string, code: string, isOnly: boolean): string =>
  isOnly ? `${variable}_other` : `${variable}_${code}_other`;
