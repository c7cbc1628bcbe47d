import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { OpenPageReply } from '../../server/folder-api.ts';
import { callApi } from '../api-client.ts';
import { Problem } from '../parts/problem.tsx';
import { useWords } from '../words/words.ts';
import { useAct } from './use-act.ts';

const REASONS = ['not-read', 'whose-copy', 'other'] as const;

/**
 * Shows the scan of a page once somebody says why it is opened: that goes on record with the name. `reasons` are those that
 * fit, the likeliest first.
 */
export const PageOpener = ({
  page,
  name,
  reasons = REASONS,
}: {
  readonly page: number;
  /** Which page it is, in words. */
  readonly name: string;
  readonly reasons?: readonly (typeof REASONS)[number][];
}): JSX.Element => {
  const words = useWords();
  const { look } = words.desk;
  const id = useId();
  const [asking, setAsking] = useState(false);
  const [picture, setPicture] = useState<string | null>(null);
  const [unseen, setUnseen] = useState(false);
  const { busy, error, act } = useAct();
  const open = (reason: (typeof REASONS)[number]): void =>
    act(
      () => callApi<OpenPageReply>('POST', `/api/folder/pages/${page}/open`, { reason }),
      (reply) => {
        setUnseen(false);
        setPicture(reply.picture);
      },
    );
  const close = (): void => {
    setAsking(false);
    setPicture(null);
  };
  return (
    <div class="opener">
      <button
        type="button"
        class="button button-small"
        aria-expanded={asking}
        aria-label={`${asking ? look.hide : look.show}: ${name}`}
        onClick={() => (asking ? close() : setAsking(true))}
      >
        {asking ? look.hide : look.show}
      </button>
      {asking && picture === null ? (
        <div class="opener-why" role="group" aria-labelledby={id}>
          <p id={id}>{look.why}</p>
          <div class="actions">
            {reasons.map((reason) => (
              <button
                key={reason}
                type="button"
                class="button button-small"
                disabled={busy}
                onClick={() => open(reason)}
              >
                {look.reasons[reason]}
              </button>
            ))}
          </div>
        </div>
      ) : null}
      {error === null ? null : <Problem error={error} />}
      {picture === null ? null : unseen ? (
        <p class="muted" role="alert">
          {look.unseen}
        </p>
      ) : (
        <img class="opener-page" src={picture} alt={look.picture(name)} onError={() => setUnseen(true)} />
      )}
    </div>
  );
};
