import { PaperlineError } from '../domain/errors.ts';
import { streamAnswers, type CopyAnswers } from '../store/answers.ts';
import { streamClosedRows } from '../store/closed-rows.ts';
import { readSurveyCoding } from '../store/code-frames.ts';
import { listFormsOfSurvey } from '../store/form-versions.ts';
import { listSurveys } from '../store/print-run-lists.ts';
import { readPrintedForm } from '../store/review-forms.ts';
import type { Store } from '../store/store.ts';
import { shuffleInSecret } from './row-order.ts';
import {
  combineColumns,
  createAdoptedRowComposer,
  createRowComposer,
  type Row,
  type RowComposer,
} from './row.ts';

/** Every row of a survey as it stands now, in an order that says nothing. */
export interface SurveyRows {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** Cells that wait for a person (-9). */
  readonly pending: number;
}

/** @throws PaperlineError `survey-unknown` */
export const assertSurveyKnown = async (store: Store, survey: string): Promise<void> => {
  const surveys = await listSurveys(store);
  if (surveys.includes(survey)) return;
  throw new PaperlineError({
    code: 'survey-unknown',
    message: `Nothing was ever printed here for a survey ${JSON.stringify(survey)}, and no form of it is registered.`,
    remedy:
      surveys.length === 0
        ? 'Print a form first, or register one.'
        : `The surveys of this data folder are ${surveys.join(', ')}.`,
  });
};

export interface SurveyComposing {
  /** By form version, oldest first. */
  readonly composers: ReadonlyMap<string, RowComposer>;
  /** The row of a copy; null where its form version was printed after this was opened. */
  readonly compose: (copy: CopyAnswers) => Row | null;
}

/** What makes rows of a survey's copies, as its answers are coded now. */
export const openComposing = async (store: Store, survey: string): Promise<SurveyComposing> => {
  const coding = await readSurveyCoding(store, survey);
  const composers = new Map<string, RowComposer>();
  for (const form of await listFormsOfSurvey(store, survey)) {
    const printed = await readPrintedForm(store, form);
    if (printed === null) continue;
    const { questionnaire, layout } = printed;
    composers.set(
      form,
      questionnaire === null
        ? createAdoptedRowComposer(layout, coding.frames)
        : createRowComposer(questionnaire, coding.frames),
    );
  }
  return {
    composers,
    compose: (copy) =>
      composers.get(copy.form)?.compose({
        wave: copy.wave.name,
        language: copy.language,
        context: copy.batchContext ?? {},
        answers: copy.answers,
        codesOf: (variable) => coding.codesOf(copy.copy, variable),
      }) ?? null,
  };
};

/**
 * Makes the rows of a survey's open waves from all its form versions, tasks still open marked as pending, their row ids new
 * each time; rows of closed waves are as they were made.
 * @throws PaperlineError `survey-unknown`
 */
export const makeSurveyRows = async (
  store: Store,
  survey: string,
  onProgress?: (rows: number) => void,
): Promise<SurveyRows> => {
  await assertSurveyKnown(store, survey);
  // All versions, oldest first: a survey of which nothing has been read yet has its columns too.
  const { composers, compose } = await openComposing(store, survey);
  const rows: Row[] = [];
  for await (const copy of streamAnswers(store, survey)) {
    const row = compose(copy);
    // Printed while the rows were being made: it has its turn next time.
    if (row === null) continue;
    rows.push(row);
    onProgress?.(rows.length);
  }
  for await (const { values } of streamClosedRows(store, survey)) {
    rows.push(values);
    onProgress?.(rows.length);
  }
  let pending = 0;
  for (const row of rows) for (const cell of Object.values(row)) if (cell === '-9') pending++;
  return {
    columns: combineColumns([...composers.values()].map(({ columns }) => columns)),
    rows: shuffleInSecret(rows),
    pending,
  };
};
