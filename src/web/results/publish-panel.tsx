import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PublishableReply } from '../../server/results-api.ts';
import { callApi } from '../api-client.ts';
import { Problem } from '../parts/problem.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useWords } from '../words/words.ts';

/** Closed waves, each with the button that publishes its tables: for the privacy owner. */
export const PublishPanel = ({ onPublished }: { readonly onPublished: () => void }): JSX.Element | null => {
  const { publish } = useWords().results;
  const { reply, error, reload } = useReply<PublishableReply>('/api/results/publishable');
  const [busy, setBusy] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const send = (survey: string, wave: string): void => {
    if (busy !== null) return;
    setBusy(`${survey} ${wave}`);
    setDone(null);
    setProblem(null);
    callApi('POST', '/api/results', { survey, wave })
      .then(() => {
        setDone(wave);
        reload();
        onPublished();
      }, setProblem)
      .finally(() => setBusy(null));
  };
  if (error !== null) return <Problem error={error} retry={reload} />;
  if (reply === null || reply.waves.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="publish-title">
      <h2 id="publish-title">{publish.title}</h2>
      <p class="muted">{publish.text}</p>
      <p class="muted">
        {reply.perturbation === null ? publish.asTheyAre : publish.perturbed(reply.perturbation)}
      </p>
      {problem === null ? null : <Problem error={problem} />}
      <p role="status">{busy === null ? (done === null ? '' : publish.done(done)) : publish.busy}</p>
      <ul class="invitations">
        {reply.waves.map(({ survey, wave, editions }) => (
          <li key={`${survey} ${wave}`}>
            <strong>
              {survey} {wave}
            </strong>
            <button
              type="button"
              class="button"
              aria-disabled={busy !== null}
              onClick={() => send(survey, wave)}
            >
              {editions === 0 ? publish.button(wave) : publish.again(wave)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
