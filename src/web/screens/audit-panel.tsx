import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AuditReply, AuditVerdictReply } from '../../server/wave-api.ts';
import { callApi } from '../api-client.ts';
import { DownloadIcon } from '../parts/icons.tsx';
import { Problem } from '../parts/problem.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useWords } from '../words/words.ts';

type Entry = AuditReply['entries'][number];

const THIS_MACHINE = 'this machine';
const PAGE_SIZE = 25;

type Spoken = Readonly<Partial<Record<string, Readonly<Partial<Record<string, string>>>>>>;

/** What an entry says: codes and times in words, where there are any, and what numbers are of; names need none. */
const useValues = (): ((about: Entry['about']) => string) => {
  const { waves, accounts, oversight, texts, time, count } = useWords();
  const { released, kept, redacted } = texts.release;
  const spoken: Spoken = {
    ...waves.values,
    roles: accounts.roles,
    reason: oversight.openings.reasons,
    outcome: { released, kept, redacted },
  };
  const called: Readonly<Partial<Record<string, string>>> = waves.about;
  return (about) =>
    Object.entries(about)
      .flatMap(([name, values]) => {
        const said = [values].flat().flatMap((value) => {
          // A count of nothing says nothing.
          if (typeof value === 'number')
            return value === 0
              ? []
              : [name === 'year' ? String(value) : Number.isInteger(value) ? count(value) : String(value)];
          if (typeof value !== 'string') return [];
          return [name === 'endsAt' ? time(value) : (spoken[name]?.[value] ?? value)];
        });
        if (said.length === 0) return [];
        const isNumber = typeof values === 'number';
        const label = called[name] ?? (isNumber ? name : '');
        return [label === '' ? said.join(', ') : `${label} ${said.join(', ')}`];
      })
      .join(' · ');
};

const EntryRow = ({ entry }: { readonly entry: Entry }): JSX.Element => {
  const words = useWords();
  const valuesOf = useValues();
  const { waves: said } = words;
  const { at, actor, name, from, act, about } = entry;
  const kind = actor === 'person' ? '' : said.actors[actor];
  const acts: Readonly<Partial<Record<string, string>>> = said.acts;
  return (
    <tr>
      <td class="when">{words.time(at)}</td>
      <td>{[name ?? '', kind].filter((part) => part !== '').join(', ')}</td>
      <td>
        {acts[act] ?? act.replaceAll('-', ' ')} <span class="muted">{valuesOf(about)}</span>
      </td>
      <td>{from === THIS_MACHINE ? said.thisMachine : from}</td>
    </tr>
  );
};

/** Who did what, the latest first; whether the chain holds; all of it as a file. */
export const AuditPanel = (): JSX.Element => {
  const words = useWords();
  const { waves: said } = words;
  const [limit, setLimit] = useState(PAGE_SIZE);
  const { reply, error, reload } = useReply<AuditReply>(`/api/audit?limit=${limit}`);
  const [verdict, setVerdict] = useState<AuditVerdictReply | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const verify = (): void => {
    setFault(null);
    callApi<AuditVerdictReply>('GET', '/api/audit/verdict').then(setVerdict, setFault);
  };
  return (
    <section class="panel" aria-labelledby="audit-title">
      <h2 id="audit-title">{said.auditTitle}</h2>
      <p class="muted">{said.auditText}</p>
      {error === null ? null : <Problem error={error} retry={reload} />}
      {fault === null ? null : <Problem error={fault} />}
      <div class="audit-actions">
        <button type="button" class="button" onClick={verify}>
          {said.verify}
        </button>
        <a class="button" href="/api/audit/export" download="audit.jsonl">
          <DownloadIcon />
          {said.download}
        </a>
      </div>
      <div role="status">
        {verdict === null ? null : verdict.broken === null ? (
          <p>
            <span class="said-good">{said.intact(verdict.entries)}</span>{' '}
            <code class="audit-head">{verdict.head}</code>
          </p>
        ) : (
          <p class="audit-broken">{said.broken(verdict.broken.number, verdict.broken.why)}</p>
        )}
      </div>
      {reply === null ? null : (
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{said.when}</th>
              <th scope="col">{said.who}</th>
              <th scope="col">{said.what}</th>
              <th scope="col">{said.from}</th>
            </tr>
          </thead>
          <tbody>
            {reply.entries.map((entry) => (
              <EntryRow key={entry.number} entry={entry} />
            ))}
          </tbody>
        </table>
      )}
      {reply === null || reply.entries.length >= reply.total || limit >= 200 ? null : (
        <div>
          <button
            type="button"
            class="button"
            onClick={() => setLimit((before) => Math.min(200, before + PAGE_SIZE))}
          >
            {said.older}
          </button>
        </div>
      )}
    </section>
  );
};
