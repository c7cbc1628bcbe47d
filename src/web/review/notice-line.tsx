import type { JSX } from 'preact';
import { CheckIcon, OfflineIcon, WarningIcon } from '../parts/icons.tsx';
import { Keycap } from '../parts/keycap.tsx';
import { sayFault } from '../words/refusals.ts';
import { useWords } from '../words/words.ts';
import { sayAnswer } from './answer-words.ts';
import type { LineState, Notice } from './server-line.ts';

const NoticeWords = ({ content }: { readonly content: Notice }): JSX.Element => {
  const words = useWords();
  switch (content.kind) {
    case 'recorded':
      return (
        <>
          <CheckIcon />
          <span>{words.review.recorded(sayAnswer(words, content.task, content.answer))}</span>
          <span class="notice-undo" aria-hidden="true">
            <Keycap of="z" /> {words.review.actions.undo}
          </span>
        </>
      );
    case 'confirmed':
      return (
        <>
          <CheckIcon />
          <span>{words.wall.confirmed(content.confirmed, content.offWall)}</span>
          <span class="notice-undo" aria-hidden="true">
            <Keycap of="z" /> {words.review.actions.undo}
          </span>
        </>
      );
    case 'taken':
      return <span>{words.wall.taken(content.tasks)}</span>;
    case 'undone':
      return <span>{words.review.undone}</span>;
    case 'skipped':
      return <span>{words.review.skipped}</span>;
    case 'nothing-to-undo':
      return <span>{words.review.nothingToUndo}</span>;
    case 'lost':
      return <span>{words.review.lost}</span>;
    case 'unseen':
      return <span>{words.review.unseen}</span>;
    case 'wall-unseen':
      return <span>{words.wall.unseen}</span>;
    case 'page-unseen':
      return <span>{words.sheet.unseen}</span>;
    case 'refused': {
      const { message, remedy, detail } = sayFault(words, content.fault);
      return (
        <>
          <WarningIcon />
          <span>
            {words.review.refused}
            {words.colon} {message} {remedy}
            {detail === null ? null : <span lang="en"> {detail}</span>}
          </span>
        </>
      );
    }
  }
};

/** What just happened, and what is not yet safe. Its place is always there, so that nothing moves. */
export const NoticeLine = ({ state }: { readonly state: LineState }): JSX.Element => {
  const words = useWords();
  const { notice, offline, waiting } = state;
  return (
    <div class="notice-line">
      <div class="notice" role="status" data-kind={notice?.content.kind}>
        {notice === null ? null : <NoticeWords key={notice.id} content={notice.content} />}
      </div>
      <div class="connection" role="status" data-offline={offline}>
        {offline ? (
          <>
            <OfflineIcon />
            <span>{words.review.offline}</span>
          </>
        ) : null}
        {offline && waiting > 0 ? <strong>{words.review.waiting(waiting)}</strong> : null}
      </div>
    </div>
  );
};
