import { PaperlineError } from '../domain/errors.ts';
import type { Codebook } from '../questionnaire/codebook.ts';
import type { AnonymityRule } from '../questionnaire/questionnaire.ts';
import { streamAnswers, type CopyAnswers } from '../store/answers.ts';
import { streamClosedRows } from '../store/closed-rows.ts';
import { readSurveyCoding } from '../store/code-frames.ts';
import { listFormsOfSurvey } from '../store/form-versions.ts';
import { listSurveys } from '../store/print-ledger.ts';
import { readPrintedForm } from '../store/review-forms.ts';
import type { RowLinker } from '../store/row-links.ts';
import type { Store } from '../store/store.ts';
import { listWavesOfSurvey } from '../store/waves.ts';
import { combineCodebooks } from './codebook-union.ts';
import { shuffleInSecret } from './row-order.ts';
import { createAdoptedRowComposer, createRowComposer, type Row, type RowComposer } from './row.ts';

/** What the rows of a survey have, and the rows one at a time, in an order that may say something. */
export interface SurveyRowStream {
  readonly codebook: Codebook;
  /** By what no row may single anybody out; null where no questionnaire of the survey declares it. */
  readonly anonymity: AnonymityRule | null;
  readonly rows: AsyncIterable<Row>;
}

export interface RowsWanted {
  readonly survey: string;
  /** All waves without. */
  readonly wave?: string | undefined;
}

/** Every row of a survey as it stands now, in an order that says nothing. Not tested for anonymity: see release.ts. */
export interface SurveyRows {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** Cells that wait for a person (-9). */
  readonly pending: number;
}

const surveyUnknown = (survey: string, others: readonly string[]): PaperlineError =>
  new PaperlineError({
    code: 'survey-unknown',
    message: `Nothing was ever printed here for a survey ${JSON.stringify(survey)}, and no form of it is registered.`,
    remedy:
      others.length === 0
        ? 'Print a form first, or register one.'
        : `The surveys of this data folder are ${others.join(', ')}.`,
  });

/** @throws PaperlineError `survey-unknown` */
export const assertSurveyKnown = async (store: Store, survey: string): Promise<void> => {
  const surveys = await listSurveys(store);
  if (!surveys.includes(survey)) throw surveyUnknown(survey, surveys);
};

const assertWaveKnown = async (store: Store, { survey, wave }: RowsWanted): Promise<void> => {
  if (wave === undefined) return;
  const waves = await listWavesOfSurvey(store, survey);
  if (waves.includes(wave)) return;
  throw new PaperlineError({
    code: 'wave-unknown',
    message: `Survey ${survey} has no wave ${JSON.stringify(wave)}.`,
    remedy: waves.length === 0 ? 'It has none yet.' : `Its waves are ${waves.join(', ')}.`,
  });
};

export interface SurveyComposing {
  /** By form version, oldest first. */
  readonly composers: ReadonlyMap<string, RowComposer>;
  readonly anonymity: AnonymityRule | null;
  /** The row of a copy; null where its form version was printed after this was opened. */
  readonly compose: (copy: CopyAnswers, rowId?: string | null) => Row | null;
}

/** What makes rows of a survey's copies, as its answers are coded now. */
export const openComposing = async (store: Store, survey: string): Promise<SurveyComposing> => {
  const coding = await readSurveyCoding(store, survey);
  // All versions, oldest first: a survey of which nothing has been read yet has its columns too.
  const composers = new Map<string, RowComposer>();
  let anonymity: AnonymityRule | null = null;
  for (const form of await listFormsOfSurvey(store, survey)) {
    const printed = await readPrintedForm(store, form);
    if (printed === null) continue;
    const { questionnaire, layout } = printed;
    anonymity = questionnaire?.anonymity ?? anonymity;
    composers.set(
      form,
      questionnaire === null
        ? createAdoptedRowComposer(layout, coding.frames)
        : createRowComposer(questionnaire, coding.frames),
    );
  }
  return {
    composers,
    anonymity,
    compose: (copy, rowId = null) =>
      composers.get(copy.form)?.compose({
        wave: copy.wave.name,
        language: copy.language,
        context: copy.batchContext ?? {},
        answers: copy.answers,
        codesOf: (variable) => coding.codesOf(copy.copy, variable),
        rowId,
      }) ?? null,
  };
};

/**
 * The rows of a survey from all its form versions: of open waves as they stand, tasks still open marked as pending, row ids
 * new each time; of closed waves as they were made. Where `linkOf` is given, ids of rows of open waves are links: for rows that
 * stay in the house, and never for a file.
 * @throws PaperlineError `survey-unknown`, `wave-unknown`
 */
export const openSurveyRows = async (
  store: Store,
  wanted: RowsWanted,
  linkOf: RowLinker = () => null,
): Promise<SurveyRowStream> => {
  const { survey, wave } = wanted;
  await assertSurveyKnown(store, survey);
  await assertWaveKnown(store, wanted);
  const { composers, anonymity, compose } = await openComposing(store, survey);
  // A wave of it was opened, and nothing else.
  if (composers.size === 0) {
    const others = (await listSurveys(store)).filter((other) => other !== survey);
    throw surveyUnknown(survey, others);
  }
  const composeAll = async function* (): AsyncGenerator<Row> {
    for await (const copy of streamAnswers(store, survey)) {
      if (wave !== undefined && copy.wave.name !== wave) continue;
      const row = compose(copy, linkOf(copy));
      // Printed while the rows were being made: it has its turn next time.
      if (row !== null) yield row;
    }
    for await (const { values } of streamClosedRows(store, survey, wave ?? null)) yield values;
  };
  return {
    codebook: combineCodebooks([...composers.values()].map(({ codebook }) => codebook)),
    anonymity,
    rows: composeAll(),
  };
};

/**
 * The rows of a survey as they are in the house.
 * @throws PaperlineError `survey-unknown`
 */
export const makeSurveyRows = async (store: Store, survey: string): Promise<SurveyRows> => {
  const { codebook, rows: stream } = await openSurveyRows(store, { survey });
  const rows: Row[] = [];
  let pending = 0;
  for await (const row of stream) {
    rows.push(row);
    for (const cell of Object.values(row)) if (cell === '-9') pending++;
  }
  return {
    columns: codebook.variables.map(({ variable }) => variable),
    rows: shuffleInSecret(rows),
    pending,
  };
};
