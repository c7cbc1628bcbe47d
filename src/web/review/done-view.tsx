import type { JSX } from 'preact';
import type { ReviewProgress } from '../../server/api.ts';
import { Keycap } from '../parts/keycap.tsx';
import { useScreens, type Screen } from '../place.ts';
import { useWords } from '../words/words.ts';
import type { Way } from './server-line.ts';

/** Nothing waits: either all was looked at, or nothing came yet. */
export const DoneView = ({
  way,
  progress,
  onUndo,
  onGo,
  onWay,
}: {
  readonly way: Way;
  readonly progress: ReviewProgress | null;
  readonly onUndo: () => void;
  readonly onGo: (screen: Screen) => void;
  readonly onWay: (way: Way) => void;
}): JSX.Element => {
  const words = useWords();
  const screens = useScreens();
  const any = (progress?.open ?? 0) + (progress?.done ?? 0) > 0;
  const others = progress?.open ?? 0;
  // What a wall does not ask is asked one by one.
  const isWallDone = way === 'wall' && others > 0;
  return (
    <section class="done">
      <svg viewBox="0 0 120 120" width="132" height="132" aria-hidden="true" focusable="false">
        <rect class="done-sheet done-back" x="34" y="16" width="62" height="84" rx="6" />
        <rect class="done-sheet" x="24" y="22" width="62" height="84" rx="6" />
        <path class="done-lines" d="M36 40h38M36 54h38M36 68h26" />
        {any ? (
          <>
            <circle class="done-badge" cx="82" cy="90" r="19" />
            <path class="done-check" d="M73.5 90.5l6 6 11-12.5" />
          </>
        ) : null}
      </svg>
      <h1>{isWallDone ? words.wall.doneTitle : any ? words.review.doneTitle : words.review.emptyTitle}</h1>
      <p>{isWallDone ? words.wall.doneText(others) : any ? words.review.doneText : words.review.emptyText}</p>
      {any && progress !== null && progress.yours > 0 ? (
        <p class="muted">{words.review.doneYours(progress.yours)}</p>
      ) : null}
      {any && others > 0 && !isWallDone ? <p class="muted">{words.review.doneOthers(others)}</p> : null}
      <div class="done-actions">
        {isWallDone ? (
          <button type="button" class="button button-main" onClick={() => onWay('single')}>
            {words.wall.toSingle}
          </button>
        ) : screens.includes(any ? 'rows' : 'folder') ? (
          <button type="button" class="button button-main" onClick={() => onGo(any ? 'rows' : 'folder')}>
            {any ? words.review.toRows : words.review.toFolder}
          </button>
        ) : null}
        {any && !isWallDone ? (
          <button type="button" class="button" onClick={() => onGo('texts')}>
            {words.nav.texts}
          </button>
        ) : null}
        {progress !== null && progress.yours > 0 ? (
          <button type="button" class="button" onClick={onUndo}>
            {words.review.actions.undo} <Keycap of="z" />
          </button>
        ) : null}
      </div>
    </section>
  );
};
