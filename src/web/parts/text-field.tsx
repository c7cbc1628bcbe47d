import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

/** One line of text with its name above and, if there is one, a hint below. */
export const TextField = ({
  label,
  value,
  hint,
  required = false,
  purpose,
  onInput,
}: {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly required?: boolean;
  /** What the browser may fill in by itself. */
  readonly purpose: 'username' | 'off';
  readonly onInput: (value: string) => void;
}): JSX.Element => {
  const id = useId();
  return (
    <div class="setting">
      <label class="label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="text-input"
        autocomplete={purpose}
        autocapitalize="words"
        spellcheck={false}
        required={required}
        maxLength={40}
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {hint === undefined ? null : (
        <p class="muted hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
};
