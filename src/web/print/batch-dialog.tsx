import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { COUNT_KEYS, doubtsOf, MAX_COUNT, type CountKey } from '../../domain/trip-context.ts';
import type { BatchesReply, BatchView } from '../../server/print-api.ts';
import { callApi } from '../api-client.ts';
import { useAct } from '../folder/use-act.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Problem } from '../parts/problem.tsx';
import { useWords } from '../words/words.ts';
import { TripFields } from './trip-fields.tsx';
import { Doubts } from './doubts.tsx';

const COUNTS = Object.keys(COUNT_KEYS) as CountKey[];

const countOf = (text: string): number | null => (text.trim() === '' ? null : Number(text));

/** Makes a batch, or says anew what is known of one. */
export const BatchDialog = ({
  batch,
  surveys,
  onDone,
  onClose,
}: {
  /** Null makes a new one. */
  readonly batch: BatchView | null;
  readonly surveys: BatchesReply['surveys'];
  readonly onDone: (batch: BatchView) => void;
  readonly onClose: () => void;
}): JSX.Element => {
  const words = useWords();
  const { batches } = words.desk;
  const [survey, setSurvey] = useState(batch?.survey ?? surveys[0]?.survey ?? '');
  const [wave, setWave] = useState('');
  const [trip, setTrip] = useState<Readonly<Record<string, string>>>(batch?.trip ?? {});
  const [counts, setCounts] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(COUNTS.map((key) => [key, String(batch?.[COUNT_KEYS[key]] ?? '')])),
  );
  const { busy, error, act } = useAct();
  const chosen = surveys.find((each) => each.survey === survey);
  const keys = [...new Set([...(chosen?.keys ?? []), ...Object.keys(batch?.trip ?? {})])];
  const counted = {
    handedOut: countOf(counts['handed-out'] ?? ''),
    returned: countOf(counts['returned'] ?? ''),
    boarders: countOf(counts['boarders'] ?? ''),
  };
  const doubts = doubtsOf({ printed: batch?.printed ?? 0, read: batch?.read ?? 0, ...counted });
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    const told = keys
      .map((key) => [key, (trip[key] ?? '').trim()] as const)
      .filter(([, value]) => value !== '');
    const body = { trip: Object.fromEntries(told), ...counted };
    act(
      () =>
        batch === null
          ? callApi<BatchView>('POST', '/api/batches', {
              survey,
              ...body,
              ...(wave === '' ? {} : { wave }),
            })
          : callApi<BatchView>('PUT', `/api/batches/${batch.code}`, { revision: batch.revision, ...body }),
      onDone,
    );
  };
  return (
    <Dialog title={batch === null ? batches.newTitle : batches.changeTitle(batch.code)} onClose={onClose}>
      <form class="batch-form" onSubmit={save}>
        {batch === null ? (
          <div class="batch-fields">
            <label>
              <span>{words.print.survey}</span>
              <select
                class="select"
                value={survey}
                onChange={(event) => {
                  setSurvey(event.currentTarget.value);
                  setWave('');
                }}
              >
                {surveys.map((each) => (
                  <option key={each.survey} value={each.survey}>
                    {each.survey}
                  </option>
                ))}
              </select>
            </label>
            <label>
              <span>{words.desk.ledger.wave}</span>
              <select class="select" value={wave} onChange={(event) => setWave(event.currentTarget.value)}>
                <option value="">{batches.thisQuarter}</option>
                {(chosen?.waves ?? [])
                  .filter(({ open }) => open)
                  .map(({ name }) => (
                    <option key={name} value={name}>
                      {name}
                    </option>
                  ))}
              </select>
            </label>
          </div>
        ) : null}
        <fieldset class="setting">
          <legend class="label">{words.desk.ledger.trip}</legend>
          <TripFields keys={keys} trip={trip} onTrip={setTrip} />
        </fieldset>
        <fieldset class="setting">
          <legend class="label">{batches.counted}</legend>
          <p class="muted">{batches.countedHint}</p>
          <div class="batch-fields">
            {COUNTS.map((key) => (
              <label key={key}>
                <span>{words.print.keys[key] ?? key}</span>
                <input
                  class="text-input"
                  type="number"
                  min={0}
                  max={MAX_COUNT}
                  step={1}
                  value={counts[key] ?? ''}
                  onInput={(event) => setCounts({ ...counts, [key]: event.currentTarget.value })}
                />
              </label>
            ))}
          </div>
        </fieldset>
        <div role="status">
          <Doubts doubts={doubts} />
        </div>
        {error === null ? null : <Problem error={error} />}
        <div class="dialog-foot">
          <button type="button" class="button" onClick={onClose}>
            {batches.cancel}
          </button>
          <button type="submit" class="button button-main" disabled={busy}>
            {batches.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
};
