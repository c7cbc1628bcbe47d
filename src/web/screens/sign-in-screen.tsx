import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SessionReply, SignInWays } from '../../server/account-api.ts';
import { callApi } from '../api-client.ts';
import { goToProvider } from '../entering.ts';
import { BrandMark } from '../parts/brand-mark.tsx';
import { LanguageSwitch } from '../parts/language-switch.tsx';
import { PasswordField } from '../parts/password-field.tsx';
import { Problem } from '../parts/problem.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useWords } from '../words/words.ts';

/** What is shown to who is not in yet: one card in the middle. */
export const Door = ({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}): JSX.Element => (
  <main class="door" id="content">
    <div class="door-head">
      <BrandMark sizePx={40} />
      <span class="door-name">Paperline</span>
      <span class="spacer" />
      <LanguageSwitch />
    </div>
    <h1>{title}</h1>
    {children}
  </main>
);

/** Signing in by name and password, or with the organisation's own sign-in. */
export const SignInScreen = ({
  problem,
  onIn,
}: {
  /** What kept a link from working. */
  readonly problem: unknown;
  readonly onIn: (session: SessionReply) => void;
}): JSX.Element => {
  const words = useWords();
  const { signIn } = words.accounts;
  const ways = useReply<SignInWays>('/api/sign-in');
  const provider = ways.reply?.provider ?? null;
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(problem);
  const send = (event: Event): void => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    callApi<SessionReply>('POST', '/api/session', { name, password })
      .then(onIn, (fault: unknown) => {
        setError(fault);
        setPassword('');
      })
      .finally(() => setBusy(false));
  };
  const toProvider = (): void => {
    setError(null);
    goToProvider(null).catch(setError);
  };
  if (ways.reply?.linkFirst === true) {
    return (
      <Door title={signIn.firstTitle}>
        {error === null ? null : <Problem error={error} />}
        <p>{signIn.firstText}</p>
        <p class="muted">
          {signIn.example}
          {words.colon} <code>http://127.0.0.1:4310/enter#…</code>
        </p>
      </Door>
    );
  }
  return (
    <Door title={signIn.title}>
      {ways.error === null ? null : <Problem error={ways.error} retry={ways.reload} />}
      {error === null ? null : <Problem error={error} />}
      <form class="door-form" onSubmit={send}>
        <TextField label={words.accounts.name} purpose="username" required value={name} onInput={setName} />
        <PasswordField
          label={words.accounts.password}
          purpose="current-password"
          value={password}
          onInput={setPassword}
        />
        <button type="submit" class="button button-main button-large" aria-disabled={busy}>
          {busy ? signIn.busy : signIn.button}
        </button>
      </form>
      {provider === null ? null : (
        <>
          <p class="muted door-or">{signIn.or}</p>
          <button type="button" class="button button-large" onClick={toProvider}>
            {signIn.withProvider(provider)}
          </button>
        </>
      )}
      <p class="muted">{signIn.forgotten}</p>
    </Door>
  );
};
