import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useWords } from '../words/words.ts';
import { WarningIcon } from './icons.tsx';

/** A part of the screens cannot be had: the server is away, or was renewed and has other parts now. */
export const LoadAgain = (): JSX.Element => {
  const words = useWords();
  const [isAway, setIsAway] = useState(false);
  const load = (): void => {
    // Only when somebody answers: a page that is here is better than none.
    fetch('/healthz').then(
      ({ ok }) => (ok ? location.reload() : setIsAway(true)),
      () => setIsAway(true),
    );
  };
  return (
    <div class="problem" role="alert">
      <WarningIcon />
      <div>
        <p class="problem-what">{isAway ? words.faults.network : words.faults.partAway}</p>
        <p>{isAway ? words.faults.networkRemedy : words.faults.partAwayRemedy}</p>
      </div>
      <button type="button" class="button" onClick={load}>
        {words.faults.loadAgain}
      </button>
    </div>
  );
};
