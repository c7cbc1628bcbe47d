import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { DiagnosisReply, FolderStatusView, ProblemsReply, RejectedReply } from '../../server/api.ts';
import { callApi } from '../api-client.ts';
import { WarningIcon } from '../parts/icons.tsx';
import { FaultWords, Problem } from '../parts/problem.tsx';
import { useReply } from '../parts/use-reply.ts';
import { sayRejection } from '../words/refusals.ts';
import { useWords, wordsForReason } from '../words/words.ts';
import { LoosePages } from './loose-pages.tsx';

const PAGE_SIZE = 25;

/** The folder's state, told by the server as it changes; the browser takes the connection up again by itself. */
const useFolderStatus = (): { status: FolderStatusView | null; live: boolean } => {
  const [status, setStatus] = useState<FolderStatusView | null>(null);
  const [live, setLive] = useState(false);
  useEffect(() => {
    const source = new EventSource('/api/folder/events');
    source.addEventListener('status', (event) => {
      setStatus(JSON.parse((event as MessageEvent<string>).data) as FolderStatusView);
      setLive(true);
    });
    source.addEventListener('error', () => {
      setLive(false);
      // Turned away for good: asking who is signed in tells the screens where that is nobody any more.
      if (source.readyState === EventSource.CLOSED) callApi('GET', '/api/session').catch(() => undefined);
    });
    return () => source.close();
  }, []);
  return { status, live };
};

const Stage = ({
  name,
  count,
  tone,
}: {
  readonly name: string;
  readonly count: number;
  readonly tone?: 'busy' | 'bad' | 'good';
}): JSX.Element => {
  const words = useWords();
  return (
    <li class="stage-card" data-tone={count > 0 ? tone : undefined}>
      <span class="stage-name">{name}</span>
      <span class="stage-count">{words.count(count)}</span>
      <span class="muted">{words.folder.files(count)}</span>
    </li>
  );
};

const Now = ({ status }: { readonly status: FolderStatusView }): JSX.Element => {
  const words = useWords();
  if (status.watcher === 'none') {
    return (
      <div class="now" data-tone="warn">
        <p>
          <WarningIcon /> <strong>{words.folder.notWatching}</strong>
        </p>
        <p class="muted">{words.folder.notWatchingText}</p>
      </div>
    );
  }
  return (
    <div class="now">
      {status.paused === null ? null : (
        <div class="problem">
          <WarningIcon />
          <FaultWords fault={status.paused} />
        </div>
      )}
      {status.stuck.map((file) => (
        <div key={file.name} class="problem">
          <WarningIcon />
          <FaultWords fault={file} about={file.name} />
        </div>
      ))}
      {status.current.length === 0 ? (
        <p class="muted">{words.folder.nothingNow}</p>
      ) : (
        <ul class="current">
          {status.current.map((file) => (
            <li key={file.name}>
              <span class="pulse" aria-hidden="true" />
              <span class="file-name">{file.name}</span>
              <span class="muted">{words.folder.pagesRead(words.count(file.pages))}</span>
            </li>
          ))}
        </ul>
      )}
      {status.pagesPerSecond > 0 ? (
        <p class="muted">{words.folder.rate(words.count(status.pagesPerSecond))}</p>
      ) : null}
    </div>
  );
};

const PAGE_STATUSES = ['read', 'review', 'blank', 'unreadable', 'foreign'] as const;

const Pages = ({ status }: { readonly status: FolderStatusView }): JSX.Element => {
  const words = useWords();
  const all = PAGE_STATUSES.reduce((sum, name) => sum + status.pages[name], 0);
  return (
    <section class="panel" aria-labelledby="pages-title">
      <h2 id="pages-title">{words.folder.pages}</h2>
      <div class="shares" aria-hidden="true">
        {PAGE_STATUSES.filter((name) => status.pages[name] > 0).map((name) => (
          <span key={name} data-status={name} style={{ '--share': status.pages[name] / Math.max(1, all) }} />
        ))}
      </div>
      <dl class="legend">
        {PAGE_STATUSES.map((name) => (
          <div key={name} data-status={name}>
            <dt>{words.folder.pageStatus[name]}</dt>
            <dd>{words.count(status.pages[name])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

/** What the latest stacks say about printer, scanner and paper, and what to do about it. */
const Diagnosis = ({ turn }: { readonly turn: number }): JSX.Element => {
  const words = useWords();
  const { reply, error, reload } = useReply<DiagnosisReply>('/api/folder/diagnosis');
  useEffect(reload, [turn]);
  const { language } = words;
  return (
    <section class="panel" aria-labelledby="diagnosis-title">
      <h2 id="diagnosis-title">{words.folder.diagnosisTitle}</h2>
      {error === null ? null : <Problem error={error} retry={reload} />}
      {reply === null ? <p class="muted">{words.faults.loading}</p> : null}
      {reply === null || reply.pages === 0 ? null : (
        <p class="muted">{words.folder.diagnosisOf(words.count(reply.pages))}</p>
      )}
      {reply !== null && reply.findings.length === 0 ? <p>{words.folder.diagnosisNone}</p> : null}
      {reply === null || reply.findings.length === 0 ? null : (
        <ul class="findings">
          {reply.findings.map((finding) => (
            <li key={finding.message.en} data-kind={finding.kind}>
              {finding.kind === 'act' ? <WarningIcon /> : <span aria-hidden="true" />}
              <div>
                <p class="finding-what">{finding.message[language]}</p>
                <p class="muted">{finding.remedy[language]}</p>
                {finding.kind === 'note' ? null : (
                  <p class="muted finding-where">{finding.where.slice(0, 5).join(', ')}</p>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

const RejectionWords = ({
  reason,
}: {
  readonly reason: RejectedReply['files'][number]['reason'];
}): JSX.Element => {
  const { message, detail } = sayRejection(useWords(), reason);
  return (
    <>
      {message}
      {detail === null ? null : (
        <span class="muted rejection-detail" lang="en">
          {detail}
        </span>
      )}
    </>
  );
};

const Rejected = ({ turn }: { readonly turn: number }): JSX.Element => {
  const words = useWords();
  const [limit, setLimit] = useState(PAGE_SIZE);
  const { reply, error, reload } = useReply<RejectedReply>(`/api/folder/rejected?limit=${limit}`);
  useEffect(reload, [turn]);
  return (
    <section class="panel" aria-labelledby="rejected-title">
      <h2 id="rejected-title">{words.folder.rejectedTitle}</h2>
      {error === null ? null : <Problem error={error} retry={reload} />}
      {reply === null || reply.total === 0 ? (
        <p class="muted">{reply === null ? words.faults.loading : words.folder.rejectedNone}</p>
      ) : (
        <>
          <p class="muted">{words.folder.rejectedText}</p>
          <table class="list">
            <thead>
              <tr>
                <th scope="col">{words.folder.file}</th>
                <th scope="col">{words.folder.why}</th>
                <th scope="col">{words.folder.when}</th>
              </tr>
            </thead>
            <tbody>
              {reply.files.map((file) => (
                <tr key={file.id}>
                  <th scope="row" class="file-name">
                    {file.name}
                  </th>
                  <td>
                    <RejectionWords reason={file.reason} />
                  </td>
                  <td class="when">{file.rejectedAt === null ? '' : words.time(file.rejectedAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {reply.total > limit && limit < 200 ? (
            <button type="button" class="button" onClick={() => setLimit(Math.min(200, limit * 4))}>
              {words.folder.more}
            </button>
          ) : null}
        </>
      )}
    </section>
  );
};

const Problems = ({ turn }: { readonly turn: number }): JSX.Element => {
  const words = useWords();
  const [limit, setLimit] = useState(PAGE_SIZE);
  const { reply, error, reload } = useReply<ProblemsReply>(`/api/folder/problems?limit=${limit}`);
  useEffect(reload, [turn]);
  return (
    <section class="panel" aria-labelledby="problems-title">
      <h2 id="problems-title">{words.folder.problemsTitle}</h2>
      {error === null ? null : <Problem error={error} retry={reload} />}
      {reply === null || reply.total === 0 ? (
        <p class="muted">{reply === null ? words.faults.loading : words.folder.problemsNone}</p>
      ) : (
        <>
          <table class="list">
            <thead>
              <tr>
                <th scope="col">{words.folder.file}</th>
                <th scope="col">{words.folder.problem}</th>
              </tr>
            </thead>
            <tbody>
              {reply.pages.map((page) => (
                <tr key={page.id}>
                  <th scope="row">
                    <span class="file-name">{page.file}</span>
                    <span class="muted">{words.folder.place(page.place)}</span>
                  </th>
                  <td>
                    <span class="tag" data-status={page.status}>
                      {words.folder.pageStatus[page.status]}
                    </span>{' '}
                    {page.reasons.map((reason) => wordsForReason(words.pageReasons, reason)).join(' ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {reply.total > limit && limit < 200 ? (
            <button type="button" class="button" onClick={() => setLimit(Math.min(200, limit * 4))}>
              {words.folder.more}
            </button>
          ) : null}
        </>
      )}
    </section>
  );
};

/** Where the scans are, what is read now, and what went wrong with which file. */
export const FolderScreen = (): JSX.Element => {
  const words = useWords();
  const { status, live } = useFolderStatus();
  const turn = status === null ? 0 : status.rejected + status.pages.unreadable + status.pages.foreign;
  return (
    <main class="page" id="content">
      <header class="page-head">
        <h1>{words.folder.title}</h1>
        <span class="live" data-live={live} role="status">
          {live ? words.folder.live : words.folder.notLive}
        </span>
      </header>
      {status === null ? (
        <p class="loading">{words.faults.loading}</p>
      ) : (
        <>
          <p class="drop">
            {words.folder.drop}
            {words.colon} <code>{status.inboxPath}</code>
          </p>
          <ol class="stages">
            <Stage name={words.folder.inbox} count={status.inbox} />
            <Stage name={words.folder.reading} count={status.reading} tone="busy" />
            <Stage name={words.folder.archived} count={status.archived} tone="good" />
            <Stage name={words.folder.rejected} count={status.rejected} tone="bad" />
          </ol>
          <div class="columns">
            <section class="panel" aria-labelledby="now-title">
              <h2 id="now-title">{words.folder.now}</h2>
              <Now status={status} />
            </section>
            <Pages status={status} />
          </div>
          <LoosePages turn={status.pages.review} />
          {/* Told anew when a stack has been read, not at every file of it. */}
          <Diagnosis turn={status.watcher === 'reading' ? 0 : status.archived} />
          <Rejected turn={turn} />
          <Problems turn={turn} />
        </>
      )}
    </main>
  );
};
