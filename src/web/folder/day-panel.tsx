import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { DayReply } from '../../server/folder-api.ts';
import { BackIcon, ForwardIcon } from '../parts/icons.tsx';
import { Problem } from '../parts/problem.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useWords } from '../words/words.ts';

const PAGE_STATUSES = ['read', 'review', 'blank', 'unreadable', 'foreign'] as const;
const AT_FIRST = 6;
const MOST = 200;

/** Midnight of the day so many days from today, by this machine's clock. */
const midnight = (daysFromToday: number): Date => {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + daysFromToday);
};

const Pages = ({ pages }: { readonly pages: DayReply['pages'] }): JSX.Element => {
  const words = useWords();
  const all = PAGE_STATUSES.reduce((sum, name) => sum + pages[name], 0);
  return (
    <>
      <div class="shares" aria-hidden="true">
        {PAGE_STATUSES.filter((name) => pages[name] > 0).map((name) => (
          <span key={name} data-status={name} style={{ '--share': pages[name] / Math.max(1, all) }} />
        ))}
      </div>
      <dl class="legend">
        {PAGE_STATUSES.map((name) => (
          <div key={name} data-status={name}>
            <dt>{words.folder.pageStatus[name]}</dt>
            <dd>{words.count(pages[name])}</dd>
          </div>
        ))}
      </dl>
    </>
  );
};

const Finished = ({ file }: { readonly file: DayReply['finished'][number] }): JSX.Element => {
  const words = useWords();
  const { day } = words.desk;
  const { name, outcome, pages, review, lost, finishedAt } = file;
  const parts = [
    ...(pages === null ? [] : [words.folder.pagesRead(words.count(pages))]),
    ...(review > 0 ? [day.review(words.count(review))] : []),
    ...(outcome === 'archived' && lost > 0 ? [day.lost(words.count(lost))] : []),
  ];
  return (
    <li class="finished">
      <span class="tag" data-status={outcome === 'archived' ? 'read' : 'unreadable'}>
        {day.outcome[outcome]}
      </span>
      <span class="file-name">{name}</span>
      <span class="muted">{[day.time(finishedAt), ...parts].join(' · ')}</span>
    </li>
  );
};

/** What became of the files of one day. */
export const DayPanel = ({ turn }: { readonly turn: string }): JSX.Element => {
  const words = useWords();
  const { day } = words.desk;
  const [back, setBack] = useState(0);
  const [limit, setLimit] = useState(AT_FIRST);
  const from = midnight(-back);
  const query = `from=${from.toISOString()}&to=${midnight(1 - back).toISOString()}&limit=${limit}`;
  const { reply, error, reload } = useReply<DayReply>(`/api/folder/day?${query}`, turn);
  const files = reply === null ? 0 : reply.files.archived + reply.files.rejected;
  const go = (to: number): void => {
    setBack(to);
    setLimit(AT_FIRST);
  };
  return (
    <section class="panel" aria-labelledby="day-title">
      <div class="panel-head">
        <h2 id="day-title">{back === 0 ? day.today : day.date(from.toISOString())}</h2>
        <span class="paging">
          <button type="button" class="icon-button" aria-label={day.previous} onClick={() => go(back + 1)}>
            <BackIcon />
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label={day.next}
            disabled={back === 0}
            onClick={() => go(back - 1)}
          >
            <ForwardIcon />
          </button>
        </span>
      </div>
      {error === null ? null : <Problem error={error} retry={reload} />}
      {reply === null ? <p class="muted">{words.faults.loading}</p> : null}
      {reply !== null && files === 0 ? <p class="muted">{day.none}</p> : null}
      {reply === null || files === 0 ? null : (
        <>
          <p>
            {day.summary(
              words.count(reply.files.archived),
              words.count(reply.files.rejected),
              words.count(reply.copies),
            )}
          </p>
          <Pages pages={reply.pages} />
          <ul class="finished-files" aria-label={day.finished}>
            {reply.finished.map((file) => (
              <Finished key={file.id} file={file} />
            ))}
          </ul>
          {files > limit && limit < MOST ? (
            <button type="button" class="button" onClick={() => setLimit(Math.min(MOST, limit * 4))}>
              {words.folder.more}
            </button>
          ) : null}
        </>
      )}
    </section>
  );
};
