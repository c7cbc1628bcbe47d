import { refreshMarks } from '../review/text-desk.ts';
import type { Store } from '../store/store.ts';
import { countTexts, listReleasedTexts } from '../store/text-answers.ts';
import { formatCsvRecord } from './csv.ts';
import { formatJsonRecord } from './jsonl.ts';
import { shuffleInSecret } from './row-order.ts';
import { tidyWords } from './row-value.ts';
import { assertSurveyKnown } from './survey-rows.ts';

/** One open answer that a person let go, with nothing by which it could be joined to a row or to another answer. */
export interface SurveyText {
  readonly survey: string;
  readonly wave: string;
  readonly variable: string;
  readonly text: string;
}

/** Open answers that do not leave, and why not. */
export interface HeldBack {
  /** Nobody has said yet that it may leave. */
  readonly held: number;
  /** Something that may be personal stands in it, and a second person has not looked. */
  readonly marked: number;
  /** A person said that it may not. */
  readonly kept: number;
}

export interface SurveyTexts {
  /** By variable, and within one in an order that says nothing. */
  readonly texts: readonly SurveyText[];
  readonly heldBack: HeldBack;
}

export const TEXT_COLUMNS = ['survey', 'wave', 'variable', 'text'] as const;

/** What is held back of a survey's open answers, or of one wave's, and how many may leave. */
export const countHeldBack = async (
  store: Store,
  survey: string,
  wave?: string,
): Promise<HeldBack & { readonly released: number }> => {
  await refreshMarks(store);
  const counts = (await countTexts(store, { wave })).filter((count) => count.survey === survey);
  const sum = (of: 'held' | 'marked' | 'kept'): number =>
    counts.reduce((total, count) => total + count[of], 0);
  // Those of closed waves too, whose sheets are no more.
  const { length: released } = await listReleasedTexts(store, survey, wave);
  return { held: sum('held'), marked: sum('marked'), kept: sum('kept'), released };
};

/**
 * The open answers of a survey, or of one wave, that a person let go. They leave apart from the rows: a remark in a row could say whose row
 * it is.
 * @throws PaperlineError `survey-unknown`
 */
export const makeSurveyTexts = async (store: Store, survey: string, wave?: string): Promise<SurveyTexts> => {
  await assertSurveyKnown(store, survey);
  const { held, marked, kept } = await countHeldBack(store, survey, wave);
  const texts = shuffleInSecret(await listReleasedTexts(store, survey, wave))
    .map(({ wave, variable, text }) => ({ survey, wave, variable, text: tidyWords(text) }))
    .toSorted((one, other) => (one.variable < other.variable ? -1 : one.variable > other.variable ? 1 : 0));
  return { texts, heldBack: { held, marked, kept } };
};

/** RFC 4180 text, a record at a time. */
export function* formatTextsCsv(texts: Iterable<SurveyText>, byteOrderMark = false): Generator<string> {
  yield (byteOrderMark ? '\ufeff' : '') + formatCsvRecord(TEXT_COLUMNS);
  for (const text of texts) yield formatCsvRecord(TEXT_COLUMNS.map((column) => text[column]));
}

/** JSON Lines, a text at a time. */
export function* formatTextsJsonl(texts: Iterable<SurveyText>): Generator<string> {
  for (const { survey, wave, variable, text } of texts)
    yield formatJsonRecord({ survey, wave, variable, text });
}
