import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ProblemPageView, ProblemsReply, ReadAgainReply } from '../../server/folder-api.ts';
import { callApi } from '../api-client.ts';
import { Problem } from '../parts/problem.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useWords, wordsForReason } from '../words/words.ts';
import { AsideFilter, type Shown } from './aside-filter.tsx';
import { PageOpener } from './page-opener.tsx';
import { useAct } from './use-act.ts';

const AT_FIRST = 10;
const MOST = 200;

const ProblemPage = ({
  page,
  shown,
  onSaid,
}: {
  readonly page: ProblemPageView;
  readonly shown: Shown;
  readonly onSaid: (said: string) => void;
}): JSX.Element => {
  const words = useWords();
  const { act: said } = words.desk;
  const { busy, error, act } = useAct();
  const name = `${page.file}, ${words.folder.place(page.place)}`;
  const putAside = (aside: boolean): void =>
    act(
      () => callApi<null>('PUT', `/api/folder/pages/${page.id}/aside`, { aside }),
      () => onSaid(aside ? said.asideSaid(name) : said.backSaid(name)),
    );
  return (
    <li class="case">
      <p class="case-head">
        <strong class="file-name">{page.file}</strong>{' '}
        <span class="muted">{words.folder.place(page.place)}</span>{' '}
        <span class="tag" data-status={page.status}>
          {words.folder.pageStatus[page.status]}
        </span>
      </p>
      <p class="case-why">
        {page.reasons.map((reason) => wordsForReason(words.pageReasons, reason)).join(' ')}
      </p>
      {error === null ? null : <Problem error={error} />}
      <div class="actions">
        {shown === 'aside' ? (
          <button
            type="button"
            class="button"
            disabled={busy}
            aria-label={`${said.back}: ${name}`}
            onClick={() => putAside(false)}
          >
            {said.back}
          </button>
        ) : (
          <>
            <button
              type="button"
              class="button"
              disabled={busy}
              aria-label={`${said.again}: ${name}`}
              onClick={() =>
                act(
                  () => callApi<ReadAgainReply>('POST', `/api/folder/files/${page.fileId}/again`),
                  ({ pages, gained }) => onSaid(said.againRead(page.file, pages, gained)),
                )
              }
            >
              {busy ? said.reading : said.again}
            </button>
            <button
              type="button"
              class="button"
              disabled={busy}
              aria-label={`${said.aside}: ${name}`}
              onClick={() => putAside(true)}
            >
              {said.aside}
            </button>
          </>
        )}
      </div>
      <PageOpener page={page.id} name={name} />
    </li>
  );
};

/** Pages of files that were taken which gave no answers although something is on them. */
export const ProblemPages = ({ turn }: { readonly turn: string }): JSX.Element => {
  const words = useWords();
  const { problems } = words.desk;
  const [limit, setLimit] = useState(AT_FIRST);
  const [shown, setShown] = useState<Shown>('to-do');
  const [said, setSaid] = useState('');
  const aside = shown === 'aside' ? 'yes' : 'no';
  const { reply, error, reload } = useReply<ProblemsReply>(
    `/api/folder/problems?limit=${limit}&aside=${aside}`,
    turn,
  );
  return (
    <section class="panel" aria-labelledby="problems-title">
      <div class="panel-head">
        <h2 id="problems-title">{problems.title}</h2>
        <AsideFilter name="problems-shown" label={problems.shown} shown={shown} onShow={setShown} />
      </div>
      {error === null ? null : <Problem error={error} retry={reload} />}
      <p role="status">{said}</p>
      {reply === null || reply.total === 0 ? (
        <p class="muted">
          {reply === null ? words.faults.loading : shown === 'aside' ? problems.noneAside : problems.none}
        </p>
      ) : (
        <>
          <ul class="cases">
            {reply.pages.map((page) => (
              <ProblemPage
                key={page.id}
                page={page}
                shown={shown}
                onSaid={(text) => {
                  setSaid(text);
                  reload();
                }}
              />
            ))}
          </ul>
          {reply.total > limit && limit < MOST ? (
            <button type="button" class="button" onClick={() => setLimit(Math.min(MOST, limit * 4))}>
              {words.folder.more}
            </button>
          ) : null}
        </>
      )}
    </section>
  );
};
