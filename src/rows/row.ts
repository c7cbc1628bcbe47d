import { randomBytes } from 'node:crypto';
import { MISSING_CODES } from '../domain/missing-codes.ts';
import { base32FromBytes } from '../domain/page-code.ts';
import { addCodeColumns, type CodeFrame } from '../questionnaire/code-columns.ts';
import { WORDS_WRITTEN } from '../questionnaire/codebook-parts.ts';
import { buildCodebook } from '../questionnaire/codebook.ts';
import type { Codebook, CodebookVariable, VariableType } from '../questionnaire/codebook.ts';
import type { Layout } from '../domain/layout.ts';
import { codesOfAnswer } from '../questionnaire/field-answer.ts';
import type { CopyAnswers, FieldAnswer } from '../questionnaire/field-answer.ts';
import type { ContextVariable, Questionnaire } from '../questionnaire/questionnaire.ts';
import { buildLayoutCodebook } from '../questionnaire/layout-codebook.ts';
import { createRouting, type RoutingOutcome } from '../questionnaire/routing.ts';
import { findIsoDate, findIsoTime, findWholeNumber, tidyWords } from './row-value.ts';

/** One respondent's anonymous record: a value for every column of the codebook, in its order; never empty. */
export type Row = Readonly<Record<string, string>>;

/** What a row is made from. Nothing else of a copy may come near it: no code, file, time or order. */
export interface CopyRecord {
  readonly wave: string;
  readonly language: string;
  /** The context of the copy's batch by key; empty for a copy without a batch. */
  readonly context: Readonly<Record<string, string>>;
  readonly answers: CopyAnswers;
  /** The categories that the answer to a text variable was coded with; undefined where nobody has coded it. */
  readonly codesOf?: (variable: string) => readonly string[] | undefined;
  /** The sealed link of a row that stays on a screen of the house; a random id without. */
  readonly rowId?: string | null;
}

export interface RowComposer {
  readonly codebook: Codebook;
  /** Names of the columns, in order. */
  readonly columns: readonly string[];
  readonly compose: (copy: CopyRecord) => Row;
}

/** 80 random bits: no two rows of any study share an id, and an id says nothing. */
const ROW_ID_CHARACTERS = 16;
const createRowId = (): string => base32FromBytes(randomBytes(ROW_ID_CHARACTERS));

const { notAnswered, multipleMarks, unreadable, notApplicable, pending } = MISSING_CODES;
const PENDING_ANSWER: FieldAnswer = { state: 'pending', value: null };

const coarsenContext = (value: string | undefined, coarsen: ContextVariable['coarsen']): string => {
  const given = tidyWords(value ?? '');
  if (given === '') return notAnswered;
  if (coarsen.by === 'as-is') return given;
  if (coarsen.by === 'month') return findIsoDate(given)?.slice(0, 7) ?? notAnswered;
  const group = Object.entries(coarsen.groups).find(([, values]) => values.includes(given));
  return group?.[0] ?? coarsen.otherwise;
};

const choiceValue = (answer: FieldAnswer, { codes }: CodebookVariable): string | undefined => {
  const [code, second] = codesOfAnswer(answer);
  if (second !== undefined) return multipleMarks;
  if (code === undefined || code === '') return undefined;
  // A code that the codebook does not have would mean nothing to whoever reads the row.
  return codes.some((legal) => !legal.missing && legal.code === code) ? code : unreadable;
};

const digitsValue = (answer: FieldAnswer, type: VariableType): string | undefined => {
  const digits = codesOfAnswer(answer).join('');
  if (digits.trim() === '') return undefined;
  const read = type === 'date' ? findIsoDate : type === 'time' ? findIsoTime : findWholeNumber;
  // What cannot be a date, a time or a number was read, but has no meaning that a row could carry.
  return read(digits) ?? unreadable;
};

const hasWords = (answer: FieldAnswer): boolean => tidyWords(codesOfAnswer(answer).join(' ')) !== '';

/** What a blank field of this column means. */
type BlankMeaning = (variable: string) => string;

const valueOf = (column: CodebookVariable, copy: CopyRecord, meaningOfBlank: BlankMeaning): string => {
  const { source, type } = column;
  if (source.from === 'row' || source.from === 'context') {
    throw new Error(`Expected a column of answers but received ${column.variable}.`);
  }
  const answer = copy.answers.get(source.field) ?? PENDING_ANSWER;
  switch (answer.state) {
    case 'pending':
      return pending;
    case 'multiple':
      return multipleMarks;
    case 'unreadable':
      return unreadable;
    case 'answered':
    case 'blank':
      break;
  }
  let value: string | undefined;
  if (answer.state === 'answered') {
    if (source.from === 'choice') value = choiceValue(answer, column);
    else if (source.from === 'digits') value = digitsValue(answer, type);
    else if (source.from === 'words') value = hasWords(answer) ? WORDS_WRITTEN : undefined;
    else if (source.from === 'category') {
      const codes = copy.codesOf?.(source.field);
      if (hasWords(answer)) value = codes === undefined ? pending : codes.includes(source.code) ? '1' : '0';
    } else if (codesOfAnswer(answer).length > 0) {
      value = codesOfAnswer(answer).includes(source.code) ? '1' : '0';
    }
  }
  if (value !== undefined) return value;

  const meaning = meaningOfBlank(source.field);
  const isOfWords = source.from === 'words' || source.from === 'category';
  if (meaning !== notAnswered || !isOfWords || source.of === undefined) return meaning;
  // "Other, namely" concerns only those who marked the option.
  const parent = copy.answers.get(source.of.field) ?? PENDING_ANSWER;
  if (parent.state === 'pending') return pending;
  const hasOtherCodes = parent.state === 'answered' && codesOfAnswer(parent).length > 0;
  return hasOtherCodes && !codesOfAnswer(parent).includes(source.of.code) ? notApplicable : notAnswered;
};

const composerOf = (codebook: Codebook, route: (answers: CopyAnswers) => RoutingOutcome): RowComposer => ({
  codebook,
  columns: codebook.variables.map(({ variable }) => variable),
  compose: (copy) => {
    const routing = route(copy.answers);
    const meaningOfBlank: BlankMeaning = (field) =>
      routing.notApplicable.has(field) ? notApplicable : routing.undecided.has(field) ? pending : notAnswered;
    const rowColumns = {
      row_id: copy.rowId ?? createRowId(),
      survey: codebook.survey,
      wave: copy.wave,
      language: copy.language,
      mode: 'paper',
    };
    return Object.fromEntries(
      codebook.variables.map((column) => {
        const { variable, source } = column;
        if (source.from === 'row') return [variable, rowColumns[source.column]];
        if (source.from === 'context') {
          const given = Object.hasOwn(copy.context, source.key) ? copy.context[source.key] : undefined;
          return [variable, coarsenContext(given, source.coarsen)];
        }
        return [variable, valueOf(column, copy, meaningOfBlank)];
      }),
    );
  },
});

/**
 * Makes rows of one questionnaire. A row has a random id; it carries the batch's context only as far as the
 * questionnaire lets it, and codes for what there is no answer to: -1 not answered, -2 multiple marks, -3 unreadable,
 * -4 not applicable by routing, -9 pending. What people wrote is not in it: 1 says that there is something, and each
 * category of `frames` has a 0/1 column.
 */
export const createRowComposer = (
  questionnaire: Questionnaire,
  frames: readonly CodeFrame[] = [],
): RowComposer =>
  composerOf(addCodeColumns(buildCodebook(questionnaire), frames), createRouting(questionnaire));

const NO_ROUTING: RoutingOutcome = { notApplicable: new Set(), undecided: new Set() };

/** The same for a form that was printed elsewhere: nothing says who should pass over what. */
export const createAdoptedRowComposer = (layout: Layout, frames: readonly CodeFrame[] = []): RowComposer =>
  composerOf(addCodeColumns(buildLayoutCodebook(layout), frames), () => NO_ROUTING);

/**
 * The columns of rows from several versions of a questionnaire: those of the last version, then those that only
 * earlier ones have. A row whose version did not ask for a column has -4 there.
 */
export const combineColumns = (versions: readonly (readonly string[])[]): readonly string[] => [
  ...new Set(versions.toReversed().flat()),
];

/** The cells of a row under `columns`. */
export const cellsOf = (row: Row, columns: readonly string[]): readonly string[] =>
  columns.map((column) => (Object.hasOwn(row, column) ? (row[column] ?? notApplicable) : notApplicable));
