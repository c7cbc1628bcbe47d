import type { JSX } from 'preact';
import type { CategoryView } from '../../server/text-api.ts';
import { MergeIcon, RenameIcon } from '../parts/icons.tsx';
import { Keycap } from '../parts/keycap.tsx';
import { useWords } from '../words/words.ts';
import { byUse } from './category-choices.ts';

/** All categories with their keys and counts; each can be taken, renamed and merged. */
export const CodeFrameList = ({
  categories,
  chosen,
  digits,
  onTake,
  onChange,
}: {
  readonly categories: readonly CategoryView[];
  readonly chosen: readonly number[];
  readonly digits: readonly (number | null)[];
  readonly onTake: (category: number) => void;
  readonly onChange: (how: 'rename' | 'merge', category: CategoryView) => void;
}): JSX.Element => {
  const words = useWords();
  const { coding } = words.texts;
  return (
    <section class="category-frame" aria-labelledby="code-frame-title">
      <h2 id="code-frame-title">{coding.frame}</h2>
      {categories.length === 0 ? <p class="muted">{coding.frameEmpty}</p> : null}
      <ul class="code-frame-list">
        {byUse(categories).map((category) => {
          const { id, label, answers } = category;
          const digit = digits.indexOf(id);
          return (
            <li key={id}>
              <button
                type="button"
                class="code-category"
                aria-pressed={chosen.includes(id)}
                onClick={() => onTake(id)}
              >
                <span class="code-key">{digit < 0 ? null : <Keycap of={String(digit + 1)} />}</span>
                <span class="code-label">{label}</span>
                <span class="code-count" title={coding.count(answers)}>
                  <span class="visually-hidden">{coding.count(answers)}</span>
                  <span aria-hidden="true">{words.count(answers)}</span>
                </span>
              </button>
              <button
                type="button"
                class="code-change"
                aria-label={coding.renameOne(label)}
                title={`${coding.renameOne(label)} (F2)`}
                onClick={() => onChange('rename', category)}
              >
                <RenameIcon />
              </button>
              <button
                type="button"
                class="code-change"
                aria-label={coding.mergeOne(label)}
                title={`${coding.mergeOne(label)} (F4)`}
                disabled={categories.length < 2}
                onClick={() => onChange('merge', category)}
              >
                <MergeIcon />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
