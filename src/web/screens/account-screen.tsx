import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { OwnAccount, SignInWays } from '../../server/account-api.ts';
import { callApi } from '../api-client.ts';
import { PasswordField } from '../parts/password-field.tsx';
import { Problem } from '../parts/problem.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useWords } from '../words/words.ts';

const PasswordPanel = ({
  account,
  onChanged,
}: {
  readonly account: OwnAccount;
  readonly onChanged: () => void;
}): JSX.Element => {
  const words = useWords().accounts;
  const ways = useReply<SignInWays>('/api/sign-in');
  const [present, setPresent] = useState('');
  const [next, setNext] = useState('');
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = (event: Event): void => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    setDone(false);
    callApi('POST', '/api/account/password', { present, next })
      .then(() => {
        setPresent('');
        setNext('');
        setDone(true);
        onChanged();
      }, setError)
      .finally(() => setBusy(false));
  };
  return (
    <section class="panel" aria-labelledby="password-title">
      <h2 id="password-title">{words.account.passwordTitle}</h2>
      {account.signsInBy.includes('password') ? (
        <form class="door-form" onSubmit={send}>
          <input type="hidden" autocomplete="username" value={account.name} />
          <PasswordField
            label={words.account.present}
            purpose="current-password"
            value={present}
            onInput={setPresent}
          />
          <PasswordField
            label={words.account.next}
            purpose="new-password"
            value={next}
            hint={words.accept.passwordRule(ways.reply?.leastCharacters ?? 15)}
            onInput={setNext}
          />
          {error === null ? null : <Problem error={error} />}
          <p role="status" class="said-good">
            {done ? words.account.changed : ''}
          </p>
          <button type="submit" class="button button-main" aria-disabled={busy}>
            {words.account.change}
          </button>
        </form>
      ) : (
        <p class="muted">{words.account.noPassword}</p>
      )}
    </section>
  );
};

const SessionsPanel = ({
  account,
  onEnd,
}: {
  readonly account: OwnAccount;
  readonly onEnd: (path: string) => void;
}): JSX.Element => {
  const { accounts, time } = useWords();
  const words = accounts.account;
  return (
    <section class="panel" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{words.sessionsTitle}</h2>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{words.browser}</th>
            <th scope="col">{words.since}</th>
            <th scope="col">{words.seen}</th>
            <th scope="col">
              <span class="visually-hidden">{accounts.users.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {account.sessions.map(({ id, browser, createdAt, seenAt, here }) => (
            <tr key={id}>
              <th scope="row">{browser === '' ? words.unknownBrowser : browser}</th>
              <td class="when">{time(createdAt)}</td>
              <td class="when">{time(seenAt)}</td>
              <td class="actions-cell">
                {here ? (
                  <span class="tag" data-status="read">
                    {words.here}
                  </span>
                ) : (
                  <button
                    type="button"
                    class="button"
                    aria-label={words.endOf(`${browser}, ${time(createdAt)}`)}
                    onClick={() => onEnd(`/api/account/sessions/${id}`)}
                  >
                    {words.end}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {account.sessions.length > 1 ? (
        <div>
          <button type="button" class="button" onClick={() => onEnd('/api/account/sessions')}>
            {words.endOthers}
          </button>
        </div>
      ) : null}
    </section>
  );
};

/** One's own account: roles, password, and where it is signed in. */
export const AccountScreen = ({ onLeave }: { readonly onLeave: () => void }): JSX.Element => {
  const words = useWords();
  const { account: own } = words.accounts;
  const { reply, error, reload } = useReply<OwnAccount>('/api/account');
  const [fault, setFault] = useState<unknown>(null);
  const end = (path: string): void => {
    setFault(null);
    callApi('DELETE', path).then(reload, (failed: unknown) => {
      setFault(failed);
      reload();
    });
  };
  return (
    <main class="page page-narrow" id="content">
      <header class="page-head">
        <h1>{own.title}</h1>
        <span class="spacer" />
        <button type="button" class="button" onClick={onLeave}>
          {own.leave}
        </button>
      </header>
      {error === null ? null : <Problem error={error} retry={reload} />}
      {fault === null ? null : <Problem error={fault} />}
      {reply === null ? (
        error === null ? (
          <p class="loading">{words.faults.loading}</p>
        ) : null
      ) : (
        <>
          <section class="panel" aria-labelledby="you-title">
            <h2 id="you-title">{reply.name}</h2>
            <ul class="role-list" aria-label={own.rolesTitle}>
              {reply.roles.map((role) => (
                <li key={role}>
                  <strong>{words.accounts.roles[role]}</strong>{' '}
                  <span class="muted">{words.accounts.roleTexts[role]}</span>
                </li>
              ))}
            </ul>
          </section>
          <PasswordPanel account={reply} onChanged={reload} />
          <SessionsPanel account={reply} onEnd={end} />
          <p>
            <a href="/api">{words.oversight.tokens.toApi}</a>
          </p>
        </>
      )}
    </main>
  );
};
