import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { IssuedLinkReply } from '../../server/account-api.ts';
import { useWords } from '../words/words.ts';

/** A one-time link that was just made, to be handed on. */
export const IssuedLink = ({ issued }: { readonly issued: IssuedLinkReply }): JSX.Element => {
  const words = useWords().accounts.users;
  const time = useWords().time;
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    setCopied(false);
    field.current?.focus();
    field.current?.select();
  }, [issued]);
  const copy = (): void => {
    field.current?.select();
    navigator.clipboard.writeText(issued.link).then(
      () => setCopied(true),
      // The link is selected: the keyboard's own copying is left.
      () => field.current?.focus(),
    );
  };
  return (
    <div class="issued" role="status">
      <p>{words.linkText(time(issued.endsAt))}</p>
      <div class="password-row">
        <input
          ref={field}
          class="text-input"
          readOnly
          value={issued.link}
          aria-label={words.linkTitle}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" class="button" onClick={copy}>
          {copied ? words.copied : words.copy}
        </button>
      </div>
    </div>
  );
};
