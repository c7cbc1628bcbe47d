import type { JSX } from 'preact';
import type { FaultReply } from '../../server/api.ts';
import { NoAnswer, RefusedRequest } from '../api-client.ts';
import { sayFault } from '../words/refusals.ts';
import { useWords } from '../words/words.ts';
import { WarningIcon } from './icons.tsx';

/** What the server said, in the language of the screens; `about` is what it is about, such as a file. */
export const FaultWords = ({
  fault,
  about,
}: {
  readonly fault: FaultReply;
  readonly about?: string;
}): JSX.Element => {
  const words = useWords();
  const { message, remedy, detail } = sayFault(words, fault);
  return (
    <div>
      <p class="problem-what">
        {about === undefined ? null : `${about}${words.colon} `}
        {message}
      </p>
      <p>{remedy}</p>
      {detail === null ? null : (
        <p class="muted problem-detail" lang="en">
          {detail}
        </p>
      )}
    </div>
  );
};

/** What went wrong with a request and what to do, with a way to try again. */
export const Problem = ({
  error,
  retry,
}: {
  readonly error: unknown;
  readonly retry?: () => void;
}): JSX.Element => {
  const words = useWords();
  return (
    <div class="problem" role="alert">
      <WarningIcon />
      {error instanceof RefusedRequest ? (
        <FaultWords fault={error.fault} />
      ) : (
        <div>
          <p class="problem-what">{error instanceof NoAnswer ? words.faults.network : String(error)}</p>
          <p>{words.faults.networkRemedy}</p>
        </div>
      )}
      {retry === undefined ? null : (
        <button type="button" class="button" onClick={retry}>
          {words.faults.again}
        </button>
      )}
    </div>
  );
};
