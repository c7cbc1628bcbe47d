import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { GrantsReply, GrantUsesReply, GrantView } from '../../server/results-api.ts';
import { callApi } from '../api-client.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Problem } from '../parts/problem.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useWords } from '../words/words.ts';

/** What was looked at by a grant. */
const UsesDialog = ({
  grant,
  onClose,
}: {
  readonly grant: GrantView;
  readonly onClose: () => void;
}): JSX.Element => {
  const words = useWords();
  const { grants } = words.results;
  const { reply, error, reload } = useReply<GrantUsesReply>(`/api/grants/${grant.id}/uses`);
  return (
    <Dialog title={grants.uses(grant.account)} onClose={onClose}>
      {error === null ? null : <Problem error={error} retry={reload} />}
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{grants.when}</th>
            <th scope="col">{grants.what}</th>
          </tr>
        </thead>
        <tbody>
          {(reply?.uses ?? []).map(({ survey, wave, number, format, usedAt }, place) => (
            <tr key={place}>
              <td>{words.time(usedAt)}</td>
              <td>
                {survey} {wave}, {words.results.edition(number)},{' '}
                {format === null ? grants.onScreen : grants.asFile(format)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
};

const AddGrant = ({
  reply,
  onAdded,
}: {
  readonly reply: GrantsReply;
  readonly onAdded: () => void;
}): JSX.Element => {
  const { grants } = useWords().results;
  const id = useId();
  const [account, setAccount] = useState(reply.agencies[0]?.id ?? '');
  const [survey, setSurvey] = useState(reply.surveys[0] ?? '');
  const [until, setUntil] = useState('');
  const [files, setFiles] = useState('');
  const [error, setError] = useState<unknown>(null);
  const send = (event: Event): void => {
    event.preventDefault();
    setError(null);
    const downloadLimit = files.trim() === '' ? null : Number(files);
    callApi('POST', '/api/grants', { account, survey, until, downloadLimit }).then(() => {
      setFiles('');
      onAdded();
    }, setError);
  };
  return (
    <form class="grant-form" onSubmit={send}>
      <h3>{grants.add}</h3>
      {error === null ? null : <Problem error={error} />}
      <div class="setting">
        <label class="label" for={`${id}-agency`}>
          {grants.agency}
        </label>
        <select
          id={`${id}-agency`}
          class="select"
          value={account}
          onChange={(event) => setAccount(event.currentTarget.value)}
        >
          {reply.agencies.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="setting">
        <label class="label" for={`${id}-survey`}>
          {grants.survey}
        </label>
        <select
          id={`${id}-survey`}
          class="select"
          value={survey}
          onChange={(event) => setSurvey(event.currentTarget.value)}
        >
          {reply.surveys.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="setting">
        <label class="label" for={`${id}-until`}>
          {grants.until}
        </label>
        <input
          id={`${id}-until`}
          class="text-input"
          type="date"
          required
          value={until}
          onInput={(event) => setUntil(event.currentTarget.value)}
        />
      </div>
      <div class="setting">
        <label class="label" for={`${id}-files`}>
          {grants.files}
        </label>
        <input
          id={`${id}-files`}
          class="text-input"
          type="number"
          min="0"
          max="1000000"
          step="1"
          placeholder={grants.noLimit}
          value={files}
          onInput={(event) => setFiles(event.currentTarget.value)}
        />
      </div>
      <button type="submit" class="button button-main">
        {grants.button}
      </button>
    </form>
  );
};

/** What agencies may see, until when, and what they looked at: for the privacy owner. */
export const GrantsPanel = (): JSX.Element => {
  const words = useWords();
  const { grants } = words.results;
  const { reply, error, reload } = useReply<GrantsReply>('/api/grants');
  const [shown, setShown] = useState<GrantView | null>(null);
  const [ending, setEnding] = useState<GrantView | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const revoke = (grant: GrantView): void => {
    setEnding(null);
    callApi('POST', `/api/grants/${grant.id}/revoke`).then(reload, setProblem);
  };
  const stateOf = ({ revokedAt, endsAt }: GrantView): string =>
    revokedAt !== null ? grants.state.revoked : endsAt <= new Date().toISOString() ? grants.state.over : '';
  return (
    <section class="panel grants" aria-labelledby="grants-title">
      <h2 id="grants-title">{grants.title}</h2>
      <p class="muted">{grants.text}</p>
      {error === null ? null : <Problem error={error} retry={reload} />}
      {problem === null ? null : <Problem error={problem} />}
      {reply !== null && reply.grants.length === 0 ? <p>{grants.none}</p> : null}
      {reply === null || reply.grants.length === 0 ? null : (
        <div class="table-frame" role="region" aria-label={grants.title} tabIndex={0}>
          <table class="list">
            <thead>
              <tr>
                <th scope="col">{grants.agency}</th>
                <th scope="col">{grants.survey}</th>
                <th scope="col">{grants.until}</th>
                <th scope="col">{grants.used}</th>
                <th scope="col">
                  <span class="visually-hidden">{grants.revoke}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {reply.grants.map((grant) => (
                <tr key={grant.id}>
                  <th scope="row">{grant.account}</th>
                  <td>{grant.survey}</td>
                  <td>
                    {grant.endsAt.slice(0, 10)}
                    {stateOf(grant) === '' ? null : <span class="muted"> ({stateOf(grant)})</span>}
                  </td>
                  <td>
                    {grants.looks(grant.looks, grant.downloads)}
                    {grant.downloadLimit === null
                      ? null
                      : ` (${grants.files.toLowerCase()}: ${grant.downloadLimit})`}
                    {grant.looks + grant.downloads === 0 ? null : (
                      <button
                        type="button"
                        class="button"
                        aria-label={grants.uses(grant.account)}
                        onClick={() => setShown(grant)}
                      >
                        {grants.showUses}
                      </button>
                    )}
                  </td>
                  <td>
                    {stateOf(grant) === '' ? (
                      <button
                        type="button"
                        class="button"
                        aria-label={grants.revokeFor(grant.account, grant.survey)}
                        onClick={() => setEnding(grant)}
                      >
                        {grants.revoke}
                      </button>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {reply === null ? null : reply.agencies.length === 0 ? (
        <p class="muted">{grants.noAgencies}</p>
      ) : (
        <AddGrant key={reply.agencies.map(({ id }) => id).join()} reply={reply} onAdded={reload} />
      )}
      {shown === null ? null : <UsesDialog grant={shown} onClose={() => setShown(null)} />}
      {ending === null ? null : (
        <ConfirmDialog
          title={grants.revokeFor(ending.account, ending.survey)}
          text={[grants.sure(ending.account, ending.survey)]}
          action={grants.revoke}
          otherwise={words.settings.close}
          onConfirm={() => revoke(ending)}
          onClose={() => setEnding(null)}
        />
      )}
    </section>
  );
};
