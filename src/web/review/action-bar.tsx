import type { JSX } from 'preact';
import { Keycap } from '../parts/keycap.tsx';
import { useWords } from '../words/words.ts';

export interface Action {
  readonly name:
    | 'accept'
    | 'save'
    | 'blank'
    | 'multiple'
    | 'unreadable'
    | 'skip'
    | 'undo'
    | 'shortcuts'
    | 'confirm'
    | 'wrong';
  readonly keys: readonly string[];
  readonly run: () => void;
}

/** What can be said of any field, each with its key. */
export const ActionBar = ({ actions }: { readonly actions: readonly Action[] }): JSX.Element => {
  const words = useWords();
  return (
    <div class="action-bar" role="group" aria-label={words.review.actions.label}>
      {actions.map(({ name, keys, run }) => (
        <button key={name} type="button" class="action" data-action={name} onClick={run}>
          <span>{words.review.actions[name]}</span>
          <span class="keys">
            {keys.map((key) => (
              <Keycap key={key} of={key} />
            ))}
          </span>
        </button>
      ))}
    </div>
  );
};
