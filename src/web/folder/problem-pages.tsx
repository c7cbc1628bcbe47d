import type { JSX } from 'preact';
import type { ProblemPageView, ProblemsReply, ReadAgainReply } from '../../server/folder-api.ts';
import { callApi } from '../api-client.ts';
import { Problem } from '../parts/problem.tsx';
import { useWords, wordsForReason } from '../words/words.ts';
import { CasePanel, type CaseProps } from './case-panel.tsx';
import { PageOpener } from './page-opener.tsx';
import { useAct } from './use-act.ts';

const ProblemPage = ({
  page,
  shown,
  onSaid,
}: CaseProps & { readonly page: ProblemPageView }): JSX.Element => {
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
export const ProblemPages = ({ turn }: { readonly turn: string }): JSX.Element => (
  <CasePanel<ProblemsReply>
    name="problems"
    path="/api/folder/problems"
    turn={turn}
    words={useWords().desk.problems}
  >
    {({ pages }, props) => pages.map((page) => <ProblemPage key={page.id} page={page} {...props} />)}
  </CasePanel>
);
