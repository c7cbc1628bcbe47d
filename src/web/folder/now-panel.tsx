import type { ComponentProps, JSX } from 'preact';
import type { FolderStatusView } from '../../server/folder-api.ts';
import { WarningIcon } from '../parts/icons.tsx';
import { FaultWords } from '../parts/problem.tsx';
import { useWords } from '../words/words.ts';

const Trouble = ({ fault, about }: ComponentProps<typeof FaultWords>): JSX.Element => (
  <div class="problem">
    <WarningIcon />
    <FaultWords fault={fault} {...(about === undefined ? {} : { about })} />
  </div>
);

const Reading = ({ file }: { readonly file: FolderStatusView['current'][number] }): JSX.Element => {
  const words = useWords();
  const { name, pages, of } = file;
  return (
    <li>
      <div class="upload-line">
        <span class="pulse" aria-hidden="true" />
        <span class="file-name">{name}</span>
        <span class="muted">
          {of === null
            ? words.desk.now.opening
            : words.desk.now.pageOf(words.count(Math.min(of, pages)), words.count(of))}
        </span>
      </div>
      {of === null ? null : <progress class="bar" max={of} value={Math.min(of, pages)} aria-label={name} />}
    </li>
  );
};

/** What is being read, page by page, and what waits. */
export const NowPanel = ({ status }: { readonly status: FolderStatusView }): JSX.Element => {
  const words = useWords();
  const { now } = words.desk;
  const more = status.inbox - status.waiting.length;
  return (
    <section class="panel" aria-labelledby="now-title">
      <h2 id="now-title">{words.folder.now}</h2>
      <div class="now" data-tone={status.watcher === 'none' ? 'warn' : undefined}>
        {status.watcher === 'none' ? (
          <>
            <p>
              <WarningIcon /> <strong>{words.folder.notWatching}</strong>
            </p>
            <p class="muted">{words.folder.notWatchingText}</p>
          </>
        ) : null}
        {status.paused === null ? null : <Trouble fault={status.paused} />}
        {status.stuck.map((file) => (
          <Trouble key={file.name} fault={file} about={file.name} />
        ))}
        {status.current.length > 0 ? (
          <ul class="current">
            {status.current.map((file) => (
              <Reading key={file.name} file={file} />
            ))}
          </ul>
        ) : status.watcher === 'none' ? null : (
          <p class="muted">{words.folder.nothingNow}</p>
        )}
        {status.pagesPerSecond > 0 ? (
          <p class="muted">{words.folder.rate(words.count(status.pagesPerSecond))}</p>
        ) : null}
      </div>
      {status.waiting.length === 0 ? null : (
        <>
          <h3>{now.waiting(status.inbox)}</h3>
          <ul class="waiting">
            {status.waiting.map((name) => (
              <li key={name} class="file-name">
                {name}
              </li>
            ))}
          </ul>
          {more > 0 ? <p class="muted">{words.folder.looseMore(words.count(more))}</p> : null}
        </>
      )}
    </section>
  );
};
