import type { JSX } from 'preact';
import { CloseIcon } from '../parts/icons.tsx';
import { useWords } from '../words/words.ts';
import { saySuggestion } from './answer-words.ts';
import type { LoadedTask } from './answer.ts';
import { windowsOf, type WallFit } from './wall-fit.ts';

/** The codes of the boxes that the machine takes for marked. */
const readAsMarked = ({ view }: LoadedTask): readonly string[] => {
  const value = view.suggestion?.state === 'answered' ? view.suggestion.value : null;
  if (view.field.kind !== 'choice' || value === null) return [];
  return typeof value === 'string' ? [value] : value;
};

/** The parts of a picture that show the boxes, side by side, with rings round those that were read as marked. */
const TilePicture = ({
  task,
  scale,
}: {
  readonly task: LoadedTask;
  readonly scale: number;
}): JSX.Element | null => {
  const { crop } = task.view;
  if (crop === null || task.picture === null) return null;
  const marked = readAsMarked(task);
  const px = (length: number): string => `${length * scale}px`;
  return (
    <>
      {windowsOf(task.view).map((part) => (
        <span key={part.x} class="tile-window" style={{ width: px(part.width), height: px(part.height) }}>
          <img
            src={task.picture ?? ''}
            alt=""
            draggable={false}
            style={{ width: px(crop.width), height: px(crop.height), left: px(-part.x), top: px(-part.y) }}
          />
          {crop.boxes
            .filter(({ code, x }) => marked.includes(code) && x >= part.x && x < part.x + part.width)
            .map((box) => (
              <span
                key={box.code}
                class="tile-ring"
                style={{
                  left: px(box.x - part.x),
                  top: px(box.y - part.y),
                  width: px(box.width),
                  height: px(box.height),
                }}
              />
            ))}
        </span>
      ))}
    </>
  );
};

export interface WallTileProps {
  readonly task: LoadedTask;
  readonly fit: WallFit;
  readonly place: number;
  readonly all: number;
  readonly wrong: boolean;
  /** The one that the arrow keys have reached; the only one that Tab stops at. */
  readonly isCursor: boolean;
  /** Tasks of several questions stand on this wall. */
  readonly mixed: boolean;
  readonly onToggle: () => void;
}

/** One reading: its picture, what the machine makes of it, and whether the reviewer says that this is wrong. */
export const WallTile = (props: WallTileProps): JSX.Element => {
  const { task, fit, place, all, wrong, isCursor, mixed, onToggle } = props;
  const words = useWords();
  const { view } = task;
  const read = view.suggestion === null ? '' : saySuggestion(words, view, view.suggestion);
  const question = view.number === null ? view.variable : view.number;
  return (
    <button
      type="button"
      class="tile"
      data-words={fit.words}
      data-task={view.id}
      aria-pressed={wrong}
      tabIndex={isCursor ? 0 : -1}
      onClick={onToggle}
    >
      <span class="tile-picture" style={{ width: `${fit.width}px`, height: `${fit.height}px` }}>
        {task.pictureLost || view.crop === null ? (
          <span class="tile-lost">{words.wall.noPicture}</span>
        ) : (
          <TilePicture task={task} scale={fit.scale} />
        )}
      </span>
      <span class="visually-hidden">{words.wall.tile(place + 1, all)} </span>
      <span class={fit.words === 'none' ? 'visually-hidden' : 'tile-words'}>
        {mixed ? <span class="tile-number">{question}</span> : null}{' '}
        <span class="tile-read" lang={view.suggestion?.state === 'answered' ? view.language : undefined}>
          {read}
        </span>
      </span>
      {wrong ? (
        <span class="tile-cross" aria-hidden="true">
          <CloseIcon />
        </span>
      ) : null}
    </button>
  );
};
