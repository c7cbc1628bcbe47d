import type { JSX } from 'preact';
import { DayPanel } from '../folder/day-panel.tsx';
import { Diagnosis } from '../folder/diagnosis.tsx';
import { DropZone } from '../folder/drop-zone.tsx';
import { LoosePages } from '../folder/loose-pages.tsx';
import { NowPanel } from '../folder/now-panel.tsx';
import { ProblemPages } from '../folder/problem-pages.tsx';
import { RejectedFiles } from '../folder/rejected-files.tsx';
import type { UploadQueue } from '../folder/upload-queue.ts';
import { useFolderStatus } from '../folder/use-folder-status.ts';
import { useWords } from '../words/words.ts';

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

/** Where the scans are, what is read now, what came of it, and what waits for a person. */
export const FolderScreen = ({ uploads }: { readonly uploads: UploadQueue }): JSX.Element => {
  const words = useWords();
  const { status, live } = useFolderStatus();
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
          <DropZone queue={uploads} inboxPath={status.inboxPath} />
          <ol class="stages">
            <Stage name={words.folder.inbox} count={status.inbox} />
            <Stage name={words.folder.reading} count={status.reading} tone="busy" />
            <Stage name={words.folder.archived} count={status.archived} tone="good" />
            <Stage name={words.folder.rejected} count={status.rejected} tone="bad" />
          </ol>
          <div class="columns">
            <NowPanel status={status} />
            <DayPanel turn={`${status.archived} ${status.rejected}`} />
          </div>
          <LoosePages turn={status.pages.review} />
          <RejectedFiles turn={`${status.rejected} ${status.aside}`} />
          <ProblemPages turn={`${status.pages.unreadable} ${status.pages.foreign}`} />
          {/* Told anew when a stack has been read, not at every file of it. */}
          <Diagnosis turn={status.watcher === 'reading' ? 0 : status.archived} />
        </>
      )}
    </main>
  );
};
