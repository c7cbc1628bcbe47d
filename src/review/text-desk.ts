import { PaperlineError } from '../domain/errors.ts';
import type { Language } from '../questionnaire/questionnaire.ts';
import type { LookOutcome } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import {
  countTexts,
  listTextQueue,
  listUnseenTexts,
  readTextPicture,
  storeMarks,
  type TextAnswer,
  type TextCounts,
} from '../store/text-answers.ts';
import { recordLook, undoLook } from '../store/text-looks.ts';
import { openFormWords } from './form-words.ts';
import { DETECTOR_VERSION, findPersonalData } from './personal-data/find-personal-data.ts';
import { redact, type Mark, type RedactionKind } from './personal-data/mark.ts';
import type { QuestionWords } from './question-words.ts';

/** A piece of a text to cut out, where it stands once those before it in the list are cut out. */
export interface Redaction {
  readonly kind: RedactionKind;
  readonly start: number;
  readonly end: number;
}

export interface TextLook {
  readonly answer: number;
  readonly edition: number;
  readonly outcome: LookOutcome;
  readonly redactions: readonly Redaction[];
  readonly clientKey: string;
}

/** An open answer with all that a person needs to say whether it may leave. */
export interface TextToLookAt extends TextAnswer {
  readonly language: Language;
  readonly words: QuestionWords;
  readonly found: readonly Mark[];
}

export interface TextDesk {
  /** Answers that wait in one of the two queues, in a mixed order of this seed. */
  queue(
    reviewer: string,
    options: {
      readonly queue: 'release' | 'second-look';
      readonly survey?: string | undefined;
      readonly seed: number;
      readonly limit: number;
    },
  ): Promise<TextToLookAt[]>;
  /**
   * Records what the reviewer says of an answer, and cuts out what they marked, as one.
   * @throws PaperlineError `answer-unknown`, `answer-stale`, `wave-closed`, `second-look-needed`, `redaction-invalid`
   */
  look(reviewer: string, look: TextLook): Promise<{ readonly repeated: boolean }>;
  /** @throws PaperlineError `wave-closed` */
  undo(reviewer: string, clientKey?: string): Promise<TextToLookAt | null>;
  counts(reviewer: string): Promise<TextCounts[]>;
  /** @throws PaperlineError `answer-unknown` */
  picture(answer: number): Promise<{ readonly mime: string; readonly image: Uint8Array }>;
}

/** Texts looked through between two looks at what else there is to do. */
const TEXTS_AT_ONCE = 200;
/** Texts kept in memory at a time. */
const MOST_TEXTS = 20_000;

/**
 * Looks through all open answers that the present detector has not seen. What is new is a handful; after the detector
 * learned something it is all that wait.
 */
export const refreshMarks = async (store: Store): Promise<void> => {
  const languageOf = await openFormWords(store).languages();
  for (;;) {
    const unseen = await listUnseenTexts(store, DETECTOR_VERSION, MOST_TEXTS);
    for (let from = 0; from < unseen.length; from += TEXTS_AT_ONCE) {
      const seen = unseen.slice(from, from + TEXTS_AT_ONCE).map(({ id, form, text }) => ({
        id,
        text,
        marks: findPersonalData(text, { language: languageOf(form) }).length,
      }));
      await storeMarks(store, DETECTOR_VERSION, seen);
    }
    if (unseen.length < MOST_TEXTS) return;
  }
};

/** @throws PaperlineError `redaction-invalid` */
const cutOut = (text: string, redactions: readonly Redaction[]): string => {
  let left = text;
  for (const redaction of redactions) {
    const { start, end } = redaction;
    if (start < 0 || end <= start || end > left.length) {
      throw new PaperlineError({
        code: 'redaction-invalid',
        message: `The place ${start} to ${end} is not in this open answer, which has ${left.length} signs.`,
        remedy: 'Nothing was changed. Load the answer again.',
      });
    }
    left = redact(left, redaction).text;
  }
  return left.toWellFormed();
};

/** The desk at which open answers are looked at before they may leave. */
export const openTextDesk = (store: Store, now: () => Date = () => new Date()): TextDesk => {
  const formWords = openFormWords(store);

  const describe = async (answer: TextAnswer): Promise<TextToLookAt> => {
    const { language, words } = await formWords.wordsOf(answer.form, answer.variable);
    return { ...answer, language, words, found: findPersonalData(answer.text, { language }) };
  };

  return {
    async queue(reviewer, options) {
      await refreshMarks(store);
      return Promise.all((await listTextQueue(store, { reviewer, ...options })).map(describe));
    },
    async look(reviewer, { redactions, ...look }) {
      const languageOf = await formWords.languages();
      const { repeated, cutOut: anyCutOut } = await recordLook(store, reviewer, look, {
        detector: DETECTOR_VERSION,
        now: now(),
        lookAt: (answer) => {
          const text = cutOut(answer.text, redactions);
          return { text, marks: findPersonalData(text, { language: languageOf(answer.form) }).length };
        },
      });
      if (anyCutOut) await store.forgetOverwritten();
      return { repeated };
    },
    async undo(reviewer, clientKey) {
      const answer = await undoLook(store, reviewer, { clientKey, now: now() });
      return answer === null ? null : describe(answer);
    },
    async counts(reviewer) {
      await refreshMarks(store);
      return countTexts(store, { reviewer });
    },
    async picture(answer) {
      const picture = await readTextPicture(store, answer);
      if (picture !== null) return picture;
      throw new PaperlineError({
        code: 'answer-unknown',
        message: `There is no picture of an open answer ${answer}.`,
        remedy: 'Go on with the next one.',
      });
    },
  };
};
