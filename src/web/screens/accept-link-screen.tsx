import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { LookedAt, SessionReply, SignInWays } from '../../server/account-api.ts';
import { callApi } from '../api-client.ts';
import { goToProvider } from '../entering.ts';
import { PasswordField } from '../parts/password-field.tsx';
import { Problem } from '../parts/problem.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useWords } from '../words/words.ts';
import { Door } from './sign-in-screen.tsx';

/** What a one-time link is for: the first account, one's own account, or a new password. */
export const AcceptLinkScreen = ({
  secret,
  link,
  onIn,
}: {
  readonly secret: string;
  readonly link: LookedAt & { readonly kind: Exclude<LookedAt['kind'], 'enter'> };
  readonly onIn: (session: SessionReply) => void;
}): JSX.Element => {
  const words = useWords();
  const { accept, roles } = words.accounts;
  const ways = useReply<SignInWays>('/api/sign-in');
  const [name, setName] = useState(link.name ?? '');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const makesAccount = link.kind !== 'new-password';
  const least = ways.reply?.leastCharacters ?? 15;
  const typed = [...password].length;
  const send = (event: Event): void => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    callApi<SessionReply>('POST', '/api/links/accept', { secret, name, password })
      .then(onIn, setError)
      .finally(() => setBusy(false));
  };
  const provider = ways.reply?.provider ?? null;
  const toProvider = (): void => {
    setError(null);
    goToProvider({ secret, name }).catch(setError);
  };
  return (
    <Door title={accept.title[link.kind]}>
      <p>
        {accept.text[link.kind]}
        {link.kind === 'invitation' ? (
          <>
            {' '}
            <strong>{link.roles.map((role) => accept.asRole(roles[role])).join(', ')}</strong>.
          </>
        ) : null}
        {link.kind === 'new-password' ? (
          <>
            {' '}
            <strong>{link.name}</strong>.
          </>
        ) : null}
      </p>
      {error === null ? null : <Problem error={error} />}
      <form class="door-form" onSubmit={send}>
        {makesAccount ? (
          <TextField
            label={words.accounts.name}
            purpose="username"
            required
            hint={accept.nameHint}
            value={name}
            onInput={setName}
          />
        ) : (
          <input type="hidden" autocomplete="username" value={link.name ?? ''} />
        )}
        <PasswordField
          label={words.accounts.password}
          purpose="new-password"
          value={password}
          hint={accept.passwordRule(least)}
          onInput={setPassword}
        />
        <p class="counted" data-enough={typed >= least}>
          <progress max={least} value={Math.min(typed, least)} aria-label={accept.passwordRule(least)} />
          <span>{accept.counted(typed)}</span>
        </p>
        <button type="submit" class="button button-main button-large" aria-disabled={busy}>
          {busy ? accept.busy : accept.button[link.kind]}
        </button>
      </form>
      {makesAccount && provider !== null ? (
        <button type="button" class="button button-large" onClick={toProvider}>
          {accept.withProvider(provider)}
        </button>
      ) : null}
    </Door>
  );
};
