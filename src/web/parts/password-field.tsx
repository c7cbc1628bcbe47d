import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { useWords } from '../words/words.ts';

/** A password that can be looked at while it is typed; pasting and password managers work. */
export const PasswordField = ({
  label,
  value,
  purpose,
  hint,
  onInput,
}: {
  readonly label: string;
  readonly value: string;
  readonly purpose: 'current-password' | 'new-password';
  readonly hint?: string;
  readonly onInput: (value: string) => void;
}): JSX.Element => {
  const words = useWords();
  const id = useId();
  const [shown, setShown] = useState(false);
  const field = {
    id,
    class: 'text-input',
    autocomplete: purpose,
    autocapitalize: 'off',
    spellcheck: false,
    required: true,
    value,
    'aria-describedby': hint === undefined ? undefined : `${id}-hint`,
    onInput: (event: InputEvent & { readonly currentTarget: HTMLInputElement }) =>
      onInput(event.currentTarget.value),
  } as const;
  return (
    <div class="setting">
      <label class="label" for={id}>
        {label}
      </label>
      <div class="password-row">
        {shown ? <input type="text" {...field} /> : <input type="password" {...field} />}
        <button
          type="button"
          class="button"
          aria-pressed={shown}
          aria-controls={id}
          onClick={() => setShown(!shown)}
        >
          {shown ? words.accounts.hide : words.accounts.show}
          <span class="visually-hidden"> {label}</span>
        </button>
      </div>
      {hint === undefined ? null : (
        <p class="muted hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
};
