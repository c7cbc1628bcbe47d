import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** What was just made and is shown once, such as a link or the secret of a token: selected, and ready to be copied. */
export const IssuedText = ({
  text,
  about,
  label,
  words,
}: {
  readonly text: string;
  /** What it is for, and how long. */
  readonly about: string;
  readonly label: string;
  readonly words: { readonly copy: string; readonly copied: string };
}): JSX.Element => {
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    setCopied(false);
    field.current?.focus();
    field.current?.select();
  }, [text]);
  const copy = (): void => {
    field.current?.select();
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      // It is selected: the keyboard's own copying is left.
      () => field.current?.focus(),
    );
  };
  return (
    <div class="issued" role="status">
      <p>{about}</p>
      <div class="password-row">
        <input
          ref={field}
          class="text-input secret"
          readOnly
          value={text}
          aria-label={label}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" class="button" onClick={copy}>
          {copied ? words.copied : words.copy}
        </button>
      </div>
    </div>
  );
};
