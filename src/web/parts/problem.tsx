import type { JSX } from 'preact';
import { NoAnswer, RefusedRequest } from '../api-client.ts';
import { useWords } from '../words/words.ts';
import { WarningIcon } from './icons.tsx';

/** What went wrong with a request and what to do, with a way to try again. */
export const Problem = ({
  error,
  retry,
}: {
  readonly error: unknown;
  readonly retry?: () => void;
}): JSX.Element => {
  const words = useWords();
  const refused = error instanceof RefusedRequest ? error.fault : null;
  // What the server says in English alone has words of its own here.
  const told = (refused === null ? undefined : words.accounts.faults[refused.code]) ?? refused;
  const message = told?.message ?? (error instanceof NoAnswer ? words.faults.network : String(error));
  const remedy = told?.remedy ?? words.faults.networkRemedy;
  return (
    <div class="problem" role="alert">
      <WarningIcon />
      <div>
        <p class="problem-what">{message}</p>
        <p>{remedy}</p>
      </div>
      {retry === undefined ? null : (
        <button type="button" class="button" onClick={retry}>
          {words.faults.again}
        </button>
      )}
    </div>
  );
};
