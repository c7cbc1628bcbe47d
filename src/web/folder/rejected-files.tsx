import type { JSX } from 'preact';
import type { ReadAgainReply, RejectedFileView, RejectedReply } from '../../server/folder-api.ts';
import { callApi } from '../api-client.ts';
import { Problem } from '../parts/problem.tsx';
import { sayRejection } from '../words/refusals.ts';
import { useWords, wordsForReason } from '../words/words.ts';
import { CasePanel, type CaseProps } from './case-panel.tsx';
import { PageOpener } from './page-opener.tsx';
import { useAct } from './use-act.ts';

/** Why a file was rejected; what the server says more exactly of its pages is told page by page where they are known. */
const Reason = ({ file }: { readonly file: RejectedFileView }): JSX.Element => {
  const { message, detail } = sayRejection(useWords(), file.reason);
  return (
    <p class="case-why">
      {message}
      {detail === null || file.pages.length > 0 ? null : (
        <span class="muted rejection-detail" lang="en">
          {detail}
        </span>
      )}
    </p>
  );
};

const Pages = ({ file }: { readonly file: RejectedFileView }): JSX.Element | null => {
  const words = useWords();
  if (file.pages.length === 0) return null;
  const more = (file.pageCount ?? 0) - file.pages.length;
  return (
    <details class="pages-of-file" open={file.pages.length <= 2}>
      <summary>{words.desk.rejected.pages(file.pageCount ?? file.pages.length)}</summary>
      <ul>
        {file.pages.map(({ id, place, reasons }) => (
          <li key={id}>
            <p>
              <strong>{words.folder.place(place)}</strong>:{' '}
              {reasons
                .filter((reason) => reason !== 'fields-need-review')
                .map((reason) => wordsForReason(words.pageReasons, reason))
                .join(' ')}
            </p>
            <PageOpener page={id} name={`${file.name}, ${words.folder.place(place)}`} />
          </li>
        ))}
      </ul>
      {more > 0 ? <p class="muted">{words.folder.looseMore(words.count(more))}</p> : null}
    </details>
  );
};

const RejectedFile = ({
  file,
  shown,
  onSaid,
}: CaseProps & { readonly file: RejectedFileView }): JSX.Element => {
  const words = useWords();
  const { act: said } = words.desk;
  const { busy, error, act } = useAct();
  const putAside = (aside: boolean): void =>
    act(
      () => callApi<null>('PUT', `/api/folder/files/${file.id}/aside`, { aside }),
      () => onSaid(aside ? said.asideSaid(file.name) : said.backSaid(file.name)),
    );
  return (
    <li class="case">
      <p class="case-head">
        <strong class="file-name">{file.name}</strong>{' '}
        <span class="muted">{file.rejectedAt === null ? '' : words.time(file.rejectedAt)}</span>
      </p>
      <Reason file={file} />
      <Pages file={file} />
      {error === null ? null : <Problem error={error} />}
      <div class="actions">
        {shown === 'aside' ? (
          <button
            type="button"
            class="button"
            disabled={busy}
            aria-label={`${said.back}: ${file.name}`}
            onClick={() => putAside(false)}
          >
            {said.back}
          </button>
        ) : (
          <>
            <button
              type="button"
              class="button button-main"
              disabled={busy}
              aria-label={`${said.again}: ${file.name}`}
              onClick={() =>
                act(
                  () => callApi<ReadAgainReply>('POST', `/api/folder/files/${file.id}/again`),
                  () => onSaid(said.againQueued(file.name)),
                )
              }
            >
              {said.again}
            </button>
            <button
              type="button"
              class="button"
              disabled={busy}
              aria-label={`${said.aside}: ${file.name}`}
              onClick={() => putAside(true)}
            >
              {said.aside}
            </button>
          </>
        )}
      </div>
    </li>
  );
};

/** Files that were not taken: why, what to do, and what somebody may do here. */
export const RejectedFiles = ({ turn }: { readonly turn: string }): JSX.Element => {
  const { rejected } = useWords().desk;
  return (
    <CasePanel<RejectedReply>
      name="rejected"
      path="/api/folder/rejected"
      turn={turn}
      words={rejected}
      text={rejected.text}
    >
      {({ files }, props) => files.map((file) => <RejectedFile key={file.id} file={file} {...props} />)}
    </CasePanel>
  );
};
