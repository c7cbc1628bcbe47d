import { PaperlineError } from '../domain/errors.ts';
import {
  assertTripKeys,
  COUNT_KEYS,
  splitTrip,
  TRIP_KEYS,
  type TripContext,
} from '../domain/trip-context.ts';
import { newBatchCode } from '../print/copy-codes.ts';
import { printBatchHeader } from '../print/form-print.ts';
import type { Questionnaire } from '../questionnaire/questionnaire.ts';
import {
  changeBatch,
  findBatch,
  listBatches,
  noSuchBatch,
  registerBatch,
  type Batch,
} from '../store/batches.ts';
import { listSurveys, newestForm } from '../store/print-ledger.ts';
import { readPrintedForm } from '../store/review-forms.ts';
import type { Store } from '../store/store.ts';
import { listWavesBySurvey } from '../store/waves.ts';
import { batchView } from './ledger-views.ts';
import type { BatchesReply, BatchView, ChangeBatchBody, NewBatchBody } from './print-api.ts';
import { printedBatch } from './print-order.ts';

export interface BatchDesk {
  list(wanted: {
    readonly offset: number;
    readonly limit: number;
    readonly survey?: string | undefined;
    readonly wave?: string | undefined;
    readonly words?: string | undefined;
    readonly doubtful: 'yes' | 'no';
  }): Promise<BatchesReply>;
  /** @throws PaperlineError `survey-unknown`, `wave-closed`, `usage` for what nothing is done with */
  make(order: NewBatchBody): Promise<BatchView>;
  /** @throws PaperlineError `batch-unknown`, `batch-changed`, `wave-closed`, `usage` */
  change(code: string, change: ChangeBatchBody, by: string): Promise<BatchView>;
  /** The PDF of its header; in the first language of the survey unless told. @throws PaperlineError `batch-unknown`, `usage` */
  header(code: string, language: string | undefined): Promise<Uint8Array>;
}

interface Surveyed {
  readonly languages: readonly string[];
  readonly keys: readonly string[];
  /** What a header is printed from; of a form that was printed elsewhere its survey's name alone. */
  readonly head: Pick<Questionnaire, 'organisation' | 'title' | 'paper'>;
}

const noSuchSurvey = (survey: string): PaperlineError =>
  new PaperlineError({
    code: 'survey-unknown',
    message: `There is no survey ${survey} here.`,
    remedy: 'Print its form, or take one from elsewhere into use, first.',
  });

const describeSurvey = async (store: Store, survey: string): Promise<Surveyed> => {
  const form = await newestForm(store, survey);
  const printed = form === null ? null : await readPrintedForm(store, form);
  if (printed === null) throw noSuchSurvey(survey);
  const { questionnaire, layout } = printed;
  if (questionnaire === null) {
    const { language } = layout;
    const head = { organisation: { [language]: '' }, title: { [language]: survey }, paper: 'A4' } as const;
    return { languages: [language], keys: TRIP_KEYS, head };
  }
  const own = questionnaire.context.map(({ key }) => key).filter((key) => !Object.hasOwn(COUNT_KEYS, key));
  return {
    languages: questionnaire.languages,
    keys: [...new Set([...TRIP_KEYS, ...own])],
    head: questionnaire,
  };
};

/**
 * What tells the trip, checked. A key that the batch has already may stay, whatever the questionnaire says by now.
 * @throws PaperlineError `usage`
 */
const readTrip = (trip: TripContext, known: readonly string[]): TripContext => {
  assertTripKeys(trip, known);
  return splitTrip(trip).context;
};

export const openBatchDesk = (store: Store, now: () => Date): BatchDesk => {
  const find = async (code: string): Promise<Batch> => {
    const batch = await findBatch(store, code);
    if (batch === null) throw noSuchBatch(code);
    return batch;
  };
  return {
    async list({ doubtful, ...wanted }) {
      const { total, batches } = await listBatches(store, { ...wanted, onlyDoubtful: doubtful === 'yes' });
      const waves = await listWavesBySurvey(store);
      const surveys: BatchesReply['surveys'] = [];
      for (const survey of await listSurveys(store)) {
        const { languages, keys } = await describeSurvey(store, survey);
        surveys.push({
          survey,
          languages: [...languages],
          keys: [...keys],
          waves: waves
            .filter((wave) => wave.survey === survey)
            .map(({ name, state }) => ({ name, open: state === 'open' })),
        });
      }
      return { total, batches: batches.map(batchView), surveys };
    },
    async make({ survey, wave, trip, handedOut, returned, boarders }) {
      const { keys } = await describeSurvey(store, survey);
      const code = newBatchCode();
      const context = readTrip(trip, keys);
      const counts = { handedOut, returned, boarders };
      await registerBatch(store, { code, context, counts, survey, wave, at: now() });
      return batchView(await find(code));
    },
    async change(code, { revision, trip, handedOut, returned, boarders }, by) {
      const batch = await find(code);
      const { keys } = await describeSurvey(store, batch.survey);
      await changeBatch(store, {
        code,
        revision,
        context: readTrip(trip, [...new Set([...keys, ...Object.keys(batch.context)])]),
        counts: { handedOut, returned, boarders },
        by,
        at: now(),
      });
      return batchView(await find(code));
    },
    async header(code, wanted) {
      const batch = await find(code);
      const { languages, head } = await describeSurvey(store, batch.survey);
      const language = wanted ?? languages[0] ?? 'en';
      if (!languages.includes(language)) {
        throw new PaperlineError({
          code: 'usage',
          message: `The survey ${batch.survey} has no language ${JSON.stringify(language)}.`,
          remedy: `It has ${languages.join(', ')}.`,
        });
      }
      const { pdf } = await printBatchHeader({ questionnaire: head, language, batch: printedBatch(batch) });
      return pdf;
    },
  };
};
