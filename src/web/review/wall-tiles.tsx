import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../words/words.ts';
import { awaitsPicture } from './answer.ts';
import type { WallScreen } from './wall-session.ts';
import { WallTile } from './wall-tile.tsx';

/** The tasks that are wholly in sight; what a small window cuts off is not confirmed. */
export const inSight = (room: HTMLElement): ReadonlySet<number> => {
  if (document.visibilityState !== 'visible') return new Set();
  const tiles = [...room.querySelectorAll<HTMLElement>('.tiles:not([inert]) .tile')];
  return new Set(
    tiles
      .filter((tile) => {
        const { left, right, top, bottom } = tile.getBoundingClientRect();
        return left >= 0 && top >= 0 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
      })
      .map((tile) => Number(tile.dataset['task'])),
  );
};

/**
 * The pictures of one screen. The screen after it is made out of sight, its pictures decoded in their places, so that it
 * need only be shown.
 */
export const WallTiles = ({
  screen,
  isShown,
  wrong,
  cursor,
  onToggle,
  onPainted,
}: {
  readonly screen: WallScreen;
  readonly isShown: boolean;
  readonly wrong: ReadonlySet<number>;
  readonly cursor: number;
  readonly onToggle: (task: number, place: number) => void;
  readonly onPainted: () => void;
}): JSX.Element => {
  const words = useWords();
  const element = useRef<HTMLDivElement>(null);
  const { tasks, fit } = screen;
  const [isDecoded, setDecoded] = useState(false);
  const isComplete = !tasks.some(awaitsPicture);
  const mixed = tasks.some(({ view }) => view.variable !== tasks[0]?.view.variable);

  useLayoutEffect(() => {
    if (!isComplete || element.current === null) return undefined;
    let gone = false;
    const pictures = [...element.current.querySelectorAll('img')];
    Promise.all(pictures.map((picture) => picture.decode()))
      .then(() => {
        if (!gone) setDecoded(true);
      })
      // A picture that cannot be decoded in its place leaves the screen unseen.
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [isComplete]);

  // Seen is what the browser has painted: the second frame after it was shown follows the first with it.
  useLayoutEffect(() => {
    if (!isShown || !isDecoded) return undefined;
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        performance.mark('wall-painted');
        onPainted();
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [isShown, isDecoded]);

  return (
    <div
      ref={element}
      class="tiles"
      role="group"
      aria-label={words.wall.pictures}
      inert={!isShown}
      style={{ '--columns': fit.columns }}
    >
      {tasks.map((task, place) => (
        <WallTile
          key={task.view.id}
          task={task}
          fit={fit}
          place={place}
          all={tasks.length}
          wrong={isShown && wrong.has(task.view.id)}
          isCursor={isShown && place === cursor}
          mixed={mixed}
          onToggle={() => onToggle(task.view.id, place)}
        />
      ))}
    </div>
  );
};
