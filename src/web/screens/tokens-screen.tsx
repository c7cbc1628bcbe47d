import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Scope } from '../../domain/roles.ts';
import type { IssuedTokenReply, TokensReply, TokenView } from '../../server/oversight-api.ts';
import { callApi } from '../api-client.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { IssuedText } from '../parts/issued-text.tsx';
import { Problem } from '../parts/problem.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useReply } from '../parts/use-reply.ts';
import type { Screen } from '../place.ts';
import { useWords } from '../words/words.ts';
import '../styles/oversight.css';

const DAY_MS = 24 * 3_600_000;
const dayFromNow = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

const AddPanel = ({ onAdded }: { readonly onAdded: () => void }): JSX.Element => {
  const words = useWords().oversight.tokens;
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>(['rows:read']);
  const [lastDay, setLastDay] = useState(() => dayFromNow(90));
  const [issued, setIssued] = useState<IssuedTokenReply | null>(null);
  const [error, setError] = useState<unknown>(null);
  const send = (event: Event): void => {
    event.preventDefault();
    setError(null);
    callApi<IssuedTokenReply>('POST', '/api/tokens', { name, scopes, lastDay }).then((reply) => {
      setIssued(reply);
      setName('');
      onAdded();
    }, setError);
  };
  return (
    <section class="panel" aria-labelledby="add-title">
      <h2 id="add-title">{words.addTitle}</h2>
      <form class="door-form" onSubmit={send}>
        <TextField
          label={words.forWhat}
          hint={words.forWhatHint}
          purpose="off"
          required
          value={name}
          onInput={setName}
        />
        <fieldset class="setting">
          <legend class="label">{words.scopesLabel}</legend>
          {(Object.keys(words.scopeTexts) as Scope[]).map((scope) => (
            <label key={scope} class="role-box">
              <input
                type="checkbox"
                checked={scopes.includes(scope)}
                onChange={(event) =>
                  setScopes(
                    event.currentTarget.checked
                      ? [...scopes, scope]
                      : scopes.filter((each) => each !== scope),
                  )
                }
              />
              <span>
                <code>{scope}</code> <span class="muted">{words.scopeTexts[scope]}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <div class="setting">
          <label class="label" for="last-day">
            {words.lastDay}
          </label>
          <input
            id="last-day"
            class="text-input"
            type="date"
            required
            min={dayFromNow(0)}
            max={dayFromNow(365)}
            value={lastDay}
            aria-describedby="last-day-hint"
            onInput={(event) => setLastDay(event.currentTarget.value)}
          />
          <p class="muted hint" id="last-day-hint">
            {words.lastDayHint}
          </p>
        </div>
        {error === null ? null : <Problem error={error} />}
        <button type="submit" class="button button-main" disabled={scopes.length === 0}>
          {words.make}
        </button>
      </form>
      {issued === null ? null : (
        <IssuedText
          text={issued.secret}
          about={words.secretText(issued.token.name)}
          label={words.secretTitle}
          words={words}
        />
      )}
    </section>
  );
};

const TokenRow = ({
  token,
  now,
  onRevoke,
}: {
  readonly token: TokenView;
  readonly now: string;
  readonly onRevoke: () => void;
}): JSX.Element => {
  const { time, oversight } = useWords();
  const words = oversight.tokens;
  const state = token.revokedAt !== null ? words.revoked : token.endsAt <= now ? words.over : null;
  return (
    <tr data-disabled={state !== null}>
      <th scope="row">{token.name}</th>
      <td>
        {token.scopes.map((scope) => (
          <code key={scope} class="scope">
            {scope}
          </code>
        ))}
      </td>
      <td class="when">{state ?? token.endsAt.slice(0, 10)}</td>
      <td class="when">{token.usedAt === null ? words.never : time(token.usedAt)}</td>
      <td class="actions-cell">
        {token.revokedAt === null ? (
          <button type="button" class="button" aria-label={words.revokeOf(token.name)} onClick={onRevoke}>
            {words.revoke}
          </button>
        ) : null}
      </td>
    </tr>
  );
};

/** The tokens of scripts: made, shown once, and ended, by a privacy owner. */
export const TokensScreen = ({ onGo }: { readonly onGo: (screen: Screen) => void }): JSX.Element => {
  const { oversight, faults } = useWords();
  const words = oversight.tokens;
  const { reply, error, reload } = useReply<TokensReply>('/api/tokens');
  const [asking, setAsking] = useState<TokenView | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const revoke = (token: TokenView): void => {
    setAsking(null);
    setFault(null);
    callApi('DELETE', `/api/tokens/${token.id}`).then(reload, (failed: unknown) => {
      setFault(failed);
      reload();
    });
  };
  // Those in force first; what is over stays to be seen.
  const tokens = (reply?.tokens ?? []).toSorted(
    (one, other) =>
      Number(one.revokedAt !== null) - Number(other.revokedAt !== null) ||
      other.createdAt.localeCompare(one.createdAt),
  );
  return (
    <main class="page" id="content">
      <header class="page-head">
        <h1>{words.title}</h1>
        <span class="spacer" />
        <button type="button" class="button" onClick={() => onGo('api')}>
          {words.toApi}
        </button>
      </header>
      {error === null ? null : <Problem error={error} retry={reload} />}
      {fault === null ? null : <Problem error={fault} />}
      <div class="users-columns">
        <section class="panel" aria-labelledby="tokens-title">
          <h2 id="tokens-title">{words.listTitle}</h2>
          {reply === null && error === null ? <p class="loading">{faults.loading}</p> : null}
          {reply !== null && tokens.length === 0 ? <p class="muted">{words.none}</p> : null}
          {reply === null || tokens.length === 0 ? null : (
            <table class="list">
              <thead>
                <tr>
                  <th scope="col">{words.name}</th>
                  <th scope="col">{words.scopes}</th>
                  <th scope="col">{words.until}</th>
                  <th scope="col">{words.used}</th>
                  <th scope="col">
                    <span class="visually-hidden">{words.actions}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {tokens.map((token) => (
                  <TokenRow key={token.id} token={token} now={reply.now} onRevoke={() => setAsking(token)} />
                ))}
              </tbody>
            </table>
          )}
        </section>
        <AddPanel onAdded={reload} />
      </div>
      {asking === null ? null : (
        <ConfirmDialog
          title={words.revokeTitle(asking.name)}
          text={[words.revokeText]}
          action={words.revokeAction}
          otherwise={words.keep}
          onConfirm={() => revoke(asking)}
          onClose={() => setAsking(null)}
        />
      )}
    </main>
  );
};
