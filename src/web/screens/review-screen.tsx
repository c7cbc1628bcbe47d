import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useReducer, useState } from 'preact/hooks';
import { aDialogIsOpen } from '../parts/dialog.tsx';
import type { Screen } from '../place.ts';
import { DoneView } from '../review/done-view.tsx';
import { NoticeLine } from '../review/notice-line.tsx';
import { ProgressLine } from '../review/progress-line.tsx';
import type { ReviewWork } from '../review/review-work.ts';
import { SheetView } from '../review/sheet-view.tsx';
import { ShortcutsDialog } from '../review/shortcuts-dialog.tsx';
import { TaskWork } from '../review/task-work.tsx';
import { WallView } from '../review/wall-view.tsx';
import { wayOfKey } from '../review/ways.tsx';
import { useWords } from '../words/words.ts';

const useWork = (work: ReviewWork): void => {
  const [, render] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const stop = work.subscribe(() => render(undefined));
    work.start();
    render(undefined);
    const hurry = (): void => work.hurry();
    window.addEventListener('online', hurry);
    return () => {
      stop();
      work.stop();
      window.removeEventListener('online', hurry);
    };
  }, [work]);
};

export const ReviewScreen = ({
  work,
  onGo,
  paused,
}: {
  readonly work: ReviewWork;
  readonly onGo: (screen: Screen) => void;
  /** A dialog is open over the screen. */
  readonly paused: boolean;
}): JSX.Element => {
  const words = useWords();
  useWork(work);
  const { state, single, wall, sheet } = work;
  const { way, waiting } = state;
  const [shortcuts, setShortcuts] = useState(false);
  const showShortcuts = (): void => setShortcuts(true);
  const listening = !paused && !shortcuts;
  const session = way === 'sheet' ? sheet : way === 'wall' ? wall : single;
  const { phase } = session.state;
  const isEmpty =
    way === 'single'
      ? single.state.current === null
      : way === 'wall'
        ? wall.state.screen === null
        : sheet.state.current === null;

  useEffect(() => {
    if (waiting === 0) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [waiting]);
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (aDialogIsOpen() || event.ctrlKey || event.metaKey || event.repeat) return;
      const chosen = wayOfKey(event);
      if (chosen !== null) {
        event.preventDefault();
        work.choose(chosen);
      } else if (isEmpty && !event.altKey) {
        if (event.key.toLowerCase() === 'z') work.undo();
        if (event.key === '?') setShortcuts(true);
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });

  const done = (
    <DoneView
      way={way}
      progress={state.progress}
      onUndo={() => work.undo()}
      onGo={onGo}
      onWay={(next) => work.choose(next)}
    />
  );
  return (
    <main class="review" id="content">
      <ProgressLine
        state={state}
        onSurvey={(survey) => work.chooseSurvey(survey)}
        onWay={(next) => work.choose(next)}
        onTexts={() => onGo('texts')}
      />
      {way === 'single' && single.state.current !== null ? (
        <TaskWork
          desk={single}
          task={single.state.current}
          listening={listening}
          onShortcuts={showShortcuts}
        />
      ) : null}
      {way === 'wall' && phase !== 'done' ? <WallView session={wall} onShortcuts={showShortcuts} /> : null}
      {way === 'sheet' && phase !== 'done' ? (
        <SheetView session={sheet} listening={listening} onShortcuts={showShortcuts} />
      ) : null}
      {way === 'single' && phase === 'loading' ? <p class="loading">{words.review.loading}</p> : null}
      {phase === 'done' ? done : null}
      <NoticeLine state={state} />
      {shortcuts ? <ShortcutsDialog way={way} onClose={() => setShortcuts(false)} /> : null}
    </main>
  );
};
