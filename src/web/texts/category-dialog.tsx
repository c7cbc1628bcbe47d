import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { CategoryView } from '../../server/text-api.ts';
import { Dialog } from '../parts/dialog.tsx';
import { useWords } from '../words/words.ts';
import { byUse } from './category-choices.ts';

const LONGEST_LABEL = 80;

export interface CategoryToChange {
  readonly how: 'rename' | 'merge';
  readonly category: CategoryView;
}

/** Another name for a category, or another category for it. */
export const CategoryDialog = ({
  change: { how, category },
  categories,
  onRename,
  onMerge,
  onClose,
}: {
  readonly change: CategoryToChange;
  readonly categories: readonly CategoryView[];
  readonly onRename: (label: string) => void;
  readonly onMerge: (into: number) => void;
  readonly onClose: () => void;
}): JSX.Element => {
  const { coding } = useWords().texts;
  const id = useId();
  const others = byUse(categories).filter((other) => other.id !== category.id);
  const [label, setLabel] = useState(category.label);
  const [into, setInto] = useState(others[0]?.id ?? 0);
  const isRename = how === 'rename';
  return (
    <Dialog
      title={isRename ? coding.renameOne(category.label) : coding.mergeOne(category.label)}
      onClose={onClose}
    >
      <form
        class="category-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isRename && label.trim() !== '') onRename(label.trim());
          if (!isRename && into !== 0) onMerge(into);
          onClose();
        }}
      >
        <label class="label" for={id}>
          {isRename ? coding.newName : coding.mergeInto}
        </label>
        {isRename ? (
          <input
            id={id}
            class="text-input"
            autoFocus
            autoComplete="off"
            maxLength={LONGEST_LABEL}
            value={label}
            onFocus={(event) => event.currentTarget.select()}
            onInput={(event) => setLabel(event.currentTarget.value)}
          />
        ) : (
          <>
            <select
              id={id}
              class="select"
              autoFocus
              value={String(into)}
              onChange={(event) => setInto(Number(event.currentTarget.value))}
            >
              {others.map((other) => (
                <option key={other.id} value={String(other.id)}>
                  {other.label} ({coding.count(other.answers)})
                </option>
              ))}
            </select>
            <p class="muted">{coding.mergeText}</p>
          </>
        )}
        <div class="dialog-foot">
          <button type="button" class="button" onClick={onClose}>
            {coding.close}
          </button>
          <button type="submit" class="button button-main" disabled={!isRename && others.length === 0}>
            {isRename ? coding.rename : coding.merge}
          </button>
        </div>
      </form>
    </Dialog>
  );
};
