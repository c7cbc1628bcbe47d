import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ApplyReply, RetentionReply, WavesReply } from '../../server/wave-api.ts';
import { callApi } from '../api-client.ts';
import { Problem } from '../parts/problem.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useWords } from '../words/words.ts';

const DaysForm = ({
  survey,
  days,
  onSaved,
}: {
  readonly survey: string;
  readonly days: number;
  readonly onSaved: () => void;
}): JSX.Element => {
  const { waves: words } = useWords();
  const [typed, setTyped] = useState(String(days));
  const [error, setError] = useState<unknown>(null);
  const send = (event: Event): void => {
    event.preventDefault();
    setError(null);
    callApi('PUT', '/api/retention', { survey, days: Number(typed) }).then(onSaved, setError);
  };
  return (
    <form class="days-form" onSubmit={send}>
      <label>
        <span class="label">{words.daysOf(survey)}</span>
        <input
          class="text-input days-input"
          type="number"
          min={0}
          max={3650}
          required
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button" disabled={typed === String(days)}>
        {words.save}
      </button>
      {error === null ? null : <Problem error={error} />}
    </form>
  );
};

/** Which files go when after closing, for how long they are kept, and deleting what is due. */
export const RetentionPanel = ({ surveys }: { readonly surveys: WavesReply['surveys'] }): JSX.Element => {
  const words = useWords();
  const { waves: said } = words;
  const { reply, error, reload } = useReply<RetentionReply>('/api/retention');
  const [told, setTold] = useState('');
  const [fault, setFault] = useState<unknown>(null);
  const apply = (): void => {
    setFault(null);
    callApi<ApplyReply>('POST', '/api/retention/apply').then(({ files, notDeleted }) => {
      setTold(notDeleted > 0 ? said.notDeleted(notDeleted) : said.applied(files));
      reload();
    }, setFault);
  };
  return (
    <section class="panel" aria-labelledby="retention-title">
      <h2 id="retention-title">{said.retentionTitle}</h2>
      <p class="muted">{said.retentionText}</p>
      {error === null ? null : <Problem error={error} retry={reload} />}
      {fault === null ? null : <Problem error={fault} />}
      {reply === null ? null : reply.groups.length === 0 ? (
        <p>{said.nothingKept}</p>
      ) : (
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{said.files}</th>
              <th scope="col">{said.due}</th>
            </tr>
          </thead>
          <tbody>
            {reply.groups.map(({ what, survey, wave, dueAt, waitsFor, waitsForPages, files }) => (
              <tr
                key={`${what} ${survey ?? ''} ${wave ?? ''} ${dueAt ?? ''} ${waitsForPages} ${waitsFor.join()}`}
              >
                <th scope="row">
                  {said.kinds[what](files)}
                  {survey === null ? null : (
                    <span class="muted">
                      {survey} {wave}
                    </span>
                  )}
                </th>
                <td>
                  {dueAt !== null
                    ? words.time(dueAt)
                    : [
                        ...(waitsFor.length === 0 ? [] : [said.until(waitsFor.join(', '))]),
                        ...(waitsForPages ? [said.untilNamed] : []),
                      ].join('; ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {surveys.map(({ survey, retentionDays }) => (
        <DaysForm
          key={survey}
          survey={survey}
          days={retentionDays}
          onSaved={() => {
            setTold(said.saved);
            reload();
          }}
        />
      ))}
      <p class="said-good" role="status">
        {told}
      </p>
      <div>
        <button type="button" class="button" onClick={apply}>
          {said.applyNow}
        </button>
      </div>
    </section>
  );
};
