/** Print runs and batches as the screens show them. */
import { doubtsOf, missingOf, NOTHING_COUNTED, type TripNumbers } from '../domain/trip-context.ts';
import type { Batch } from '../store/batches.ts';
import type { PrintRunRecord } from '../store/print-ledger.ts';
import type { BatchView, PrintRunView } from './print-api.ts';

const numbersView = (numbers: TripNumbers) => ({
  printed: numbers.printed,
  handedOut: numbers.handedOut,
  returned: numbers.returned,
  boarders: numbers.boarders,
  read: numbers.read,
  missing: missingOf(numbers),
  doubts: doubtsOf(numbers),
});

const waveView = ({ name, state }: Batch['wave']) => ({ name, open: state === 'open' });

/** What was counted on a trip is told of a run only where it is of this run alone. */
export const printRunView = (record: PrintRunRecord, hasFile: boolean): PrintRunView => {
  const { id, form, survey, language, wave, batch, copies, read, complete, fileName, createdAt } = record;
  const { handedOut, returned, boarders } = batch?.isAlone === true ? batch : NOTHING_COUNTED;
  return {
    run: id,
    form,
    survey,
    language,
    wave: waveView(wave),
    batch: batch === null ? null : { code: batch.code, trip: { ...batch.context } },
    ...numbersView({ printed: copies, handedOut, returned, boarders, read }),
    complete,
    fileName,
    createdAt,
    hasFile,
  };
};

export const batchView = ({
  code,
  survey,
  wave,
  context,
  counts,
  printed,
  read,
  revision,
  createdAt,
}: Batch): BatchView => ({
  code,
  survey,
  wave: waveView(wave),
  trip: { ...context },
  ...numbersView({ ...counts, printed, read }),
  revision,
  createdAt,
});
