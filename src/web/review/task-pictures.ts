import { loadPicture, NoAnswer } from '../api-client.ts';
import type { LoadedTask } from './answer.ts';

/** As many as a browser asks one server at a time. */
const AT_ONCE = 6;

export type PictureChange = Pick<LoadedTask, 'picture'> | Pick<LoadedTask, 'pictureLost'>;

/** Fetches and decodes the picture of a task; what the server does not have, or is no picture, is lost. @throws NoAnswer */
export const loadTaskPicture = async (task: LoadedTask): Promise<PictureChange | null> => {
  if (task.picture !== null || task.pictureLost || task.view.crop === null) return null;
  try {
    const picture = await loadPicture(task.view.crop.url);
    const image = new Image();
    image.src = picture;
    await image.decode();
    return { picture };
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    return { pictureLost: true };
  }
};

/** The same for many, several at once, as long as they are in hand; `put` is told of each as it comes. @throws NoAnswer */
export const loadTaskPictures = async (
  tasks: readonly LoadedTask[],
  isInHand: (task: number) => boolean,
  put: (task: number, change: PictureChange) => void,
): Promise<void> => {
  const queue = tasks.slice();
  const work = async (): Promise<void> => {
    for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
      const change = isInHand(task.view.id) ? await loadTaskPicture(task) : null;
      if (change !== null) put(task.view.id, change);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
};

export const dropPicture = (task: LoadedTask | undefined): void => {
  if (task?.picture !== null && task?.picture !== undefined) URL.revokeObjectURL(task.picture);
};
