import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { aDialogIsOpen } from '../parts/dialog.tsx';
import { useWords } from '../words/words.ts';
import { ActionBar, type Action } from './action-bar.tsx';
import { hasOwnKeys } from './answer-panel.ts';
import { saySuggestion } from './answer-words.ts';
import { readAlike } from './wall-fit.ts';
import type { WallScreen, WallSession } from './wall-session.ts';
import { inSight, WallTiles } from './wall-tiles.tsx';

const STEPS: Readonly<Record<string, (columns: number) => number>> = {
  arrowleft: () => -1,
  arrowright: () => 1,
  arrowup: (columns) => -columns,
  arrowdown: (columns) => columns,
};

/** What all on the wall have in common: the question and what it was read as, or only the kind of answer. */
const Heading = ({ screen }: { readonly screen: WallScreen }): JSX.Element => {
  const words = useWords();
  const [first] = screen.tasks;
  if (first === undefined) return <h1>{words.wall.title}</h1>;
  const { view } = first;
  const isOneQuestion = screen.tasks.every((task) => task.view.variable === view.variable);
  const isAlike = screen.tasks.every((task) => readAlike(task.view, view));
  const state = view.suggestion?.state ?? 'answered';
  return (
    <>
      <h1 lang={isOneQuestion ? view.language : undefined}>
        {isOneQuestion && view.number !== null ? (
          <span class="number" aria-label={words.review.question(view.number)}>
            {view.number}
          </span>
        ) : null}
        <span class="wall-question">
          {isOneQuestion ? [view.text, view.row].filter((part) => part !== null).join(' ') : words.wall.title}
        </span>
      </h1>
      <p class="wall-read">
        {isAlike && view.suggestion !== null ? (
          <>
            {words.wall.readAs}{' '}
            <strong lang={state === 'answered' ? view.language : undefined}>
              {saySuggestion(words, view, view.suggestion)}
            </strong>
            .{' '}
          </>
        ) : (
          `${words.wall.kinds[state]} `
        )}
        <span class="muted">{words.wall.ask}</span>
      </p>
    </>
  );
};

/** Many alike readings on one screen: those that are wrong are marked, and one key confirms the rest. */
export const WallView = ({
  session,
  onShortcuts,
}: {
  readonly session: WallSession;
  readonly onShortcuts: () => void;
}): JSX.Element => {
  const words = useWords();
  const { screen, next, wrong, ready } = session.state;
  const grid = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState(0);
  const tasks = screen?.tasks ?? [];
  const at = Math.min(cursor, Math.max(0, tasks.length - 1));

  useLayoutEffect(() => {
    const element = grid.current;
    if (element === null) return undefined;
    const measure = (): void => {
      const { clientWidth, clientHeight } = element;
      session.setRoom(clientWidth, clientHeight);
    };
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [session]);

  const focusTile = (place: number): void => {
    const tiles = grid.current?.querySelectorAll<HTMLElement>('.tiles:not([inert]) .tile');
    tiles?.item(place)?.focus({ preventScroll: true });
  };
  useLayoutEffect(() => {
    setCursor(0);
    if (screen !== null && !aDialogIsOpen()) focusTile(0);
  }, [screen?.id]);

  const confirm = (): void => {
    if (grid.current !== null) session.confirm(inSight(grid.current));
  };
  const toggleCursor = (): void => {
    const task = tasks[at];
    if (task !== undefined) session.toggle(task.view.id);
  };
  const move = (to: number): void => {
    if (to < 0 || to >= tasks.length) return;
    setCursor(to);
    focusTile(to);
  };

  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (aDialogIsOpen()) return;
      session.touch();
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const key = event.key.toLowerCase();
      const onTile = event.target instanceof HTMLElement && event.target.closest('.tile') !== null;
      const step = STEPS[key];
      if (step !== undefined && screen !== null) move(at + step(screen.fit.columns));
      else if (key === 'home') move(0);
      else if (key === 'end') move(tasks.length - 1);
      else if (event.repeat) return;
      else if (key === 'enter' && (onTile || !hasOwnKeys(event.target))) confirm();
      else if (key === 'x' || (key === ' ' && !hasOwnKeys(event.target))) toggleCursor();
      else if (key === 'z') session.undo();
      else if (key === '?') onShortcuts();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });

  const actions: Action[] = [
    { name: 'confirm', keys: ['enter'], run: confirm },
    { name: 'wrong', keys: ['x', 'space'], run: toggleCursor },
    { name: 'undo', keys: ['z'], run: () => session.undo() },
    { name: 'shortcuts', keys: ['?'], run: onShortcuts },
  ];
  return (
    <section class="wall" aria-label={words.ways.wall} data-ready={ready} data-screen={screen?.id}>
      <header class="wall-head">
        {screen === null ? <h1>{words.wall.title}</h1> : <Heading screen={screen} />}
      </header>
      <div ref={grid} class="wall-room">
        {screen === null ? <p class="loading">{words.review.loading}</p> : null}
        {[screen, next]
          .filter((shown) => shown !== null)
          .map((shown) => (
            <WallTiles
              key={shown.id}
              screen={shown}
              isShown={shown === screen}
              wrong={wrong}
              cursor={at}
              onToggle={(task, place) => {
                setCursor(place);
                session.toggle(task);
              }}
              onPainted={() => session.painted(shown.id)}
            />
          ))}
      </div>
      <ActionBar actions={actions} />
    </section>
  );
};
