import type { JSX, RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { CategoryView } from '../../server/text-api.ts';
import { useWords } from '../words/words.ts';
import { choicesFor, type Choice } from './category-choices.ts';

/** Finds a category while its name is typed, or makes one. All else that coding needs is on keys while nothing is typed. */
export const CategoryField = ({
  field,
  categories,
  digits,
  onTake,
  onMake,
  onSave,
  onDropLast,
  onChange,
}: {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly categories: readonly CategoryView[];
  /** What each of the keys 1 to 9 takes. */
  readonly digits: readonly (number | null)[];
  readonly onTake: (category: number) => void;
  readonly onMake: (label: string) => void;
  readonly onSave: () => void;
  readonly onDropLast: () => void;
  /** F2 and F4 on the line that is chosen in the list. */
  readonly onChange: (how: 'rename' | 'merge', category: CategoryView) => void;
}): JSX.Element => {
  const { coding } = useWords().texts;
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const choices = choicesFor(typed, categories);
  const chosen = Math.min(at, choices.length - 1);
  const reset = (): void => {
    setTyped('');
    setAt(0);
  };
  const take = (choice: Choice | undefined): void => {
    if (choice === undefined) return;
    if (choice.kind === 'take') onTake(choice.category.id);
    else onMake(choice.label);
    reset();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const choice = choices[chosen];
    const { key } = event;
    if (key === 'Enter') {
      if (event.repeat) return;
      if (typed.trim() === '') onSave();
      else take(choice);
    } else if (key === 'ArrowDown' && choices.length > 0) setAt((chosen + 1) % choices.length);
    else if (key === 'ArrowUp' && choices.length > 0) setAt((chosen - 1 + choices.length) % choices.length);
    else if (key === 'Escape' && typed !== '') reset();
    else if (key === 'Backspace' && typed === '') onDropLast();
    else if (/^[1-9]$/u.test(key) && typed === '') {
      const category = digits[Number(key) - 1] ?? null;
      if (category === null) return;
      onTake(category);
    } else if ((key === 'F2' || key === 'F4') && choice?.kind === 'take') {
      onChange(key === 'F2' ? 'rename' : 'merge', choice.category);
      reset();
    } else return;
    event.preventDefault();
  };
  return (
    <div class="category-field">
      <input
        ref={field}
        class="text-input"
        role="combobox"
        aria-label={coding.find}
        aria-expanded={choices.length > 0}
        aria-controls="category-choices"
        aria-autocomplete="list"
        aria-activedescendant={choices.length > 0 ? `category-choice-${chosen}` : undefined}
        placeholder={coding.find}
        autoComplete="off"
        spellcheck={false}
        maxLength={80}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul
        class="category-choices"
        id="category-choices"
        role="listbox"
        aria-label={coding.find}
        hidden={choices.length === 0}
      >
        {choices.map((choice, place) => (
          <li
            key={choice.kind === 'take' ? choice.category.id : 'make'}
            id={`category-choice-${place}`}
            role="option"
            aria-selected={place === chosen}
            onPointerDown={(event) => {
              // The field keeps the focus.
              event.preventDefault();
              take(choice);
            }}
          >
            {choice.kind === 'make' ? (
              coding.make(choice.label)
            ) : (
              <>
                <span>{choice.category.label}</span>
                <span class="muted">{coding.count(choice.category.answers)}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
};
