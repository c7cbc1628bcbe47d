import type { JSX } from 'preact';
import { useWords } from '../words/words.ts';
import type { LoadedTask } from './answer.ts';
import { Rings } from './rings.tsx';

/** How much a picture is blown up at most: a scan of 200 dots an inch stays a picture of ink. */
const LARGEST_SCALE = 2.4;

/** Wide pictures stand above the answers, others beside them. */
export const isWide = (task: LoadedTask): boolean => {
  const { crop } = task.view;
  return crop === null || crop.width / crop.height >= 2.6;
};

/** The picture of the field, with rings round the boxes of `ringed` codes. The ink itself stays free. */
export const CropView = ({
  task,
  ringed,
}: {
  readonly task: LoadedTask;
  readonly ringed: readonly string[];
}): JSX.Element => {
  const words = useWords();
  const { crop } = task.view;
  if (crop === null || task.pictureLost) return <p class="stage stage-empty">{words.review.noCrop}</p>;
  return (
    <figure class="stage" aria-label={words.review.cropLabel}>
      <div
        class="crop"
        style={{
          '--crop-width': crop.width,
          '--crop-height': crop.height,
          '--largest': `${crop.width * LARGEST_SCALE}px`,
        }}
      >
        {task.picture === null ? null : (
          <img
            src={task.picture}
            width={crop.width}
            height={crop.height}
            alt={words.review.cropLabel}
            draggable={false}
          />
        )}
        <Rings boxes={crop.boxes.filter((box) => ringed.includes(box.code))} picture={crop} />
      </div>
    </figure>
  );
};
