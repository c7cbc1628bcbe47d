import { PaperlineError } from '../domain/errors.ts';
import type { Language } from '../questionnaire/questionnaire.ts';
import {
  codeAnswer,
  createCategory,
  listAnswersToCode,
  listVariablesToCode,
  mergeCategory,
  readCodeFrame,
  renameCategory,
  undoCoding,
  type AnswerToCode,
  type CodingUndone,
  type TextVariable,
  type VariableToCode,
} from '../store/answer-coding.ts';
import type { Category } from '../store/code-frames.ts';
import type { Store } from '../store/store.ts';
import { openFormWords } from './form-words.ts';
import type { QuestionWords } from './question-words.ts';
import { sameWordsKey } from './same-words.ts';

/** Longest name of a category: it is the end of a column's label. */
export const LABEL_LIMIT_CHARACTERS = 80;

export interface VariableWithWords extends VariableToCode {
  readonly language: Language;
  readonly words: QuestionWords;
}

export interface CodingAnswer extends AnswerToCode {
  readonly language: Language;
  /** The categories that the same words were coded with last, where this answer has none yet. */
  readonly suggested: readonly number[] | null;
}

export interface CodingPage {
  readonly categories: readonly Category[];
  readonly answers: readonly CodingAnswer[];
  /** Of all answers of the variable. */
  readonly total: number;
  readonly coded: number;
}

export interface CodingStep {
  readonly reviewer: string;
  readonly clientKey: string;
}

export interface CodingDesk {
  variables(): Promise<VariableWithWords[]>;
  /** `limit` answers from place `offset` on; the first that is not coded where `offset` is null. */
  page(
    of: TextVariable,
    options: { readonly offset: number | null; readonly limit: number },
  ): Promise<CodingPage & { readonly offset: number }>;
  /** @throws PaperlineError `answer-stale`, `answer-unknown`, `category-unknown`, `wave-closed` */
  code(step: CodingStep, answer: number, categories: readonly number[]): Promise<void>;
  /** @throws PaperlineError `variable-unknown`, `category-exists`, `label-invalid` */
  create(
    step: CodingStep,
    of: TextVariable,
    label: string,
  ): Promise<{ readonly category: number; readonly categories: readonly Category[] }>;
  /** @throws PaperlineError `category-unknown`, `category-exists`, `label-invalid` */
  rename(step: CodingStep, category: number, label: string): Promise<Category[]>;
  /** @throws PaperlineError `category-unknown` */
  merge(step: CodingStep, category: number, into: number): Promise<Category[]>;
  /** @throws PaperlineError `category-in-use`, `category-exists`, `wave-closed` */
  undo(
    reviewer: string,
    of: TextVariable,
  ): Promise<{ readonly undone: CodingUndone | null; readonly categories: readonly Category[] }>;
}

/** @throws PaperlineError `label-invalid` */
const checkLabel = (label: string): string => {
  const tidy = label.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (tidy !== '' && tidy.length <= LABEL_LIMIT_CHARACTERS && !/\p{Cc}/u.test(tidy)) return tidy;
  throw new PaperlineError({
    code: 'label-invalid',
    message:
      tidy === ''
        ? 'A category needs a name.'
        : `The name of a category has ${tidy.length} signs, and may have ${LABEL_LIMIT_CHARACTERS}.`,
    remedy: 'Choose a short name of letters, digits and signs.',
  });
};

const suggest = (answers: readonly AnswerToCode[]): ((answer: AnswerToCode) => readonly number[] | null) => {
  const coded = new Map<string, readonly number[]>();
  for (const { text, categories } of answers) {
    if (categories !== null && categories.length > 0) coded.set(sameWordsKey(text), categories);
  }
  return ({ text, categories }) => (categories === null ? (coded.get(sameWordsKey(text)) ?? null) : null);
};

/** The desk at which open answers are put into categories. */
export const openCodingDesk = (store: Store, now: () => Date = () => new Date()): CodingDesk => {
  const formWords = openFormWords(store);
  const actOf = (step: CodingStep): CodingStep & { readonly now: Date } => ({ ...step, now: now() });
  return {
    async variables() {
      return Promise.all(
        (await listVariablesToCode(store)).map(async (of) => ({
          ...of,
          ...(await formWords.wordsOf(of.form, of.variable)),
        })),
      );
    },
    async page(of, { offset, limit }) {
      const { categories, answers } = await listAnswersToCode(store, of);
      const firstOpen = answers.findIndex((answer) => answer.categories === null);
      const from = offset ?? Math.max(0, firstOpen);
      const suggestedFor = suggest(answers);
      return {
        categories,
        offset: from,
        total: answers.length,
        coded: answers.filter((answer) => answer.categories !== null).length,
        answers: await Promise.all(
          answers.slice(from, from + limit).map(async (answer) => ({
            ...answer,
            language: (await formWords.formOf(answer.form)).language,
            suggested: suggestedFor(answer),
          })),
        ),
      };
    },
    async code(step, answer, categories) {
      await codeAnswer(store, actOf(step), answer, categories);
    },
    async create(step, of, label) {
      const known = await listVariablesToCode(store);
      if (!known.some(({ survey, variable }) => survey === of.survey && variable === of.variable)) {
        throw new PaperlineError({
          code: 'variable-unknown',
          message: `There are no open answers to ${JSON.stringify(of.variable.slice(0, 80))} here.`,
          remedy: 'Nothing was changed. Choose a question from the list.',
        });
      }
      const category = await createCategory(store, actOf(step), of, checkLabel(label));
      return { category, categories: await readCodeFrame(store, of) };
    },
    async rename(step, category, label) {
      return readCodeFrame(store, await renameCategory(store, actOf(step), category, checkLabel(label)));
    },
    async merge(step, category, into) {
      return readCodeFrame(store, await mergeCategory(store, actOf(step), category, into));
    },
    async undo(reviewer, of) {
      const undone = await undoCoding(store, reviewer, of, now());
      return { undone, categories: await readCodeFrame(store, of) };
    },
  };
};
