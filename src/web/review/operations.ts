import type { DecideReply, ReviewProgress, UndoReply } from '../../server/api.ts';
import { callApi } from '../api-client.ts';
import type { Answer } from './answer.ts';
import type { Operation, Way } from './server-line.ts';

/** One answer to one task. */
export const decideOperation = (
  way: Way,
  task: number,
  clientKey: string,
  answer: Answer,
  refused: () => void,
): Operation => ({
  what: 'decide',
  way,
  tasks: [task],
  clientKey,
  weight: 1,
  send: async () =>
    (await callApi<DecideReply>('POST', `/api/review/tasks/${task}/decision`, { clientKey, ...answer }))
      .progress,
  refused,
});

/** A task put at the end of the queue, for anyone. */
export const skipOperation = (way: Way, task: number): Operation => ({
  what: 'skip',
  way,
  tasks: [task],
  clientKey: null,
  weight: 1,
  send: async () =>
    (await callApi<{ progress: ReviewProgress }>('POST', `/api/review/tasks/${task}/skip`)).progress,
});

/** A decision, or a step of a wall, taken back. */
export const undoOperation = (way: Way, tasks: readonly number[], clientKey: string): Operation => ({
  what: 'undo',
  way,
  tasks,
  clientKey,
  weight: 1,
  send: async () => (await callApi<UndoReply>('POST', '/api/review/undo', { clientKey })).progress,
});

/** What is held for a wall or a sheet, given back. */
export const releaseOperation = (way: Way, name: string): Operation => ({
  what: 'release',
  way,
  tasks: [],
  clientKey: null,
  weight: 0,
  send: async () => {
    await callApi('POST', `/api/review/held/${name}/release`);
    return null;
  },
});
