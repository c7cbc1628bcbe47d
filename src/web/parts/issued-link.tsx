import type { JSX } from 'preact';
import type { IssuedLinkReply } from '../../server/account-api.ts';
import { useWords } from '../words/words.ts';
import { IssuedText } from './issued-text.tsx';

/** A one-time link that was just made, to be handed on. */
export const IssuedLink = ({ issued }: { readonly issued: IssuedLinkReply }): JSX.Element => {
  const { accounts, time } = useWords();
  const words = accounts.users;
  return (
    <IssuedText
      text={issued.link}
      about={words.linkText(time(issued.endsAt))}
      label={words.linkTitle}
      words={words}
    />
  );
};
