import type { JSX } from 'preact';
import { useWords } from '../words/words.ts';
import type { Way } from './server-line.ts';

const WAYS: readonly Way[] = ['single', 'wall', 'sheet'];

/** Alt with 1, 2 or 3 chooses a way: digits alone are answers. */
export const wayOfKey = ({ altKey, code }: KeyboardEvent): Way | null =>
  altKey && /^Digit[1-3]$/u.test(code) ? (WAYS[Number(code.slice(5)) - 1] ?? null) : null;

/** The three ways to review, side by side. */
export const Ways = ({
  way,
  onWay,
}: {
  readonly way: Way;
  readonly onWay: (way: Way) => void;
}): JSX.Element => {
  const words = useWords();
  return (
    <div class="ways" role="group" aria-label={words.ways.label}>
      {WAYS.map((name, place) => (
        <button
          key={name}
          type="button"
          class="way"
          aria-pressed={name === way}
          title={`Alt + ${place + 1}`}
          onClick={(event) => {
            // Enter belongs to the review again.
            event.currentTarget.blur();
            onWay(name);
          }}
        >
          {words.ways[name]}
        </button>
      ))}
    </div>
  );
};
