import { claimChecks, releaseChecks, renewCheck, skipCheck } from './quality-queue.ts';
import {
  findTask,
  leaseOwnerOf,
  TASK_COLUMNS,
  TASK_JOINS,
  taskOf,
  type ReviewerSession,
  type StoredTask,
  type TaskRow,
} from './review-tasks.ts';
import { openPicture } from './sheet-keys.ts';
import type { Store } from './store.ts';

export * from './review-tasks.ts';

const QUEUE_ORDER = 'off_wall DESC, skips, survey, kind, variable, read_as, confidence, id';
const QUEUE_ORDER_OF_T =
  't.off_wall DESC, t.skips, t.survey, t.kind, t.variable, t.read_as, t.confidence, t.id';

export const findStoredTask = async (store: Store, task: number): Promise<StoredTask | null> =>
  store.read((connection) => findTask(connection, task));

/** Puts each check beside the tasks of its variable, or where the queue's order would have it. */
const mixIn = (tasks: readonly StoredTask[], checks: readonly StoredTask[]): StoredTask[] => {
  const mixed = [...tasks];
  for (const check of checks) {
    const beside = mixed.findLastIndex(
      ({ survey, variable }) => survey === check.survey && variable === check.variable,
    );
    mixed.splice(beside < 0 ? Math.ceil(mixed.length / 2) : beside + 1, 0, check);
  }
  return mixed;
};

export interface ClaimOptions {
  /** How many tasks to hold in all. */
  readonly count: number;
  readonly survey?: string | undefined;
  readonly leaseMs: number;
  readonly now: Date;
}

/**
 * Gives the session tasks up to `count` for review one by one, in queue order: those that it holds already, renewed,
 * and then the first open ones that nobody holds. Asking again after a lost answer gives the same tasks. What it holds
 * for a wall or a sheet is apart from these.
 */
export const claimTasks = async (
  store: Store,
  who: ReviewerSession,
  { count, survey, leaseMs, now }: ClaimOptions,
): Promise<StoredTask[]> => {
  const owner = leaseOwnerOf(who);
  const nowIso = now.toISOString();
  const until = new Date(now.getTime() + leaseMs).toISOString();
  return store.write((connection) => {
    const held = connection
      .prepare<[string, string]>(
        `UPDATE review_task INDEXED BY review_task_by_lease SET lease_until = ?
         WHERE lease_owner = ? AND held_for IS NULL AND state = 'open'`,
      )
      .run(until, owner).changes;
    let fresh = 0;
    if (held < count) {
      fresh = connection
        .prepare(
          `UPDATE review_task SET lease_owner = @owner, lease_until = @until, held_for = NULL WHERE id IN (
             SELECT id FROM review_task INDEXED BY review_task_queue
             WHERE state = 'open' AND (lease_owner IS NULL OR lease_until <= @now)
               ${survey === undefined ? '' : 'AND survey = @survey'}
             ORDER BY ${QUEUE_ORDER} LIMIT @more)`,
        )
        .run({
          owner,
          until,
          now: nowIso,
          more: count - held,
          ...(survey === undefined ? {} : { survey }),
        }).changes;
    }
    const tasks = connection
      .prepare<[string], TaskRow>(
        `SELECT ${TASK_COLUMNS} FROM review_task t INDEXED BY review_task_by_lease ${TASK_JOINS}
         WHERE t.lease_owner = ? AND t.held_for IS NULL AND t.state = 'open' ORDER BY ${QUEUE_ORDER_OF_T}`,
      )
      .all(owner)
      .map(taskOf);
    const checks = claimChecks(connection, who, {
      count,
      tasks: tasks.map(({ id }) => id),
      fresh,
      survey,
      until,
      now: nowIso,
    });
    return mixIn(tasks, checks);
  });
};

/** Renews the leases that the session still has on `tasks`; gives those back that it has. */
export const renewLeases = async (
  store: Store,
  who: ReviewerSession,
  tasks: readonly number[],
  { leaseMs, now }: Pick<ClaimOptions, 'leaseMs' | 'now'>,
): Promise<number[]> => {
  const until = new Date(now.getTime() + leaseMs).toISOString();
  const owner = leaseOwnerOf(who);
  return store.write((connection) => {
    const renew = connection.prepare<[string, number, string]>(
      `UPDATE review_task SET lease_until = ? WHERE id = ? AND lease_owner = ? AND state = 'open'`,
    );
    return tasks.filter(
      (task) => renew.run(until, task, owner).changes === 1 || renewCheck(connection, who, task, until),
    );
  });
};

/** Which of its tasks a session gives back: those held one by one, those of one wall or sheet, or all. */
export type Hold = 'one-by-one' | 'all' | { readonly heldFor: string };

/** Puts tasks that the session holds back into the queue, undecided. */
export const releaseTasks = async (
  store: Store,
  who: ReviewerSession,
  hold: Hold = 'all',
): Promise<number> => {
  const which =
    hold === 'all' ? '' : hold === 'one-by-one' ? 'AND held_for IS NULL' : 'AND held_for = @heldFor';
  return store.write((connection) => {
    const checks = typeof hold === 'object' ? 0 : releaseChecks(connection, who);
    return (
      checks +
      connection
        .prepare(
          `UPDATE review_task SET lease_owner = NULL, lease_until = NULL, held_for = NULL
           WHERE lease_owner = @owner AND state = 'open' ${which}`,
        )
        .run({ owner: leaseOwnerOf(who), ...(typeof hold === 'object' ? hold : {}) }).changes
    );
  });
};

/** Puts a task that the session holds at the end of the queue, for anyone. False where the session does not hold it. */
export const skipTask = async (store: Store, who: ReviewerSession, task: number): Promise<boolean> =>
  store.write(
    (connection) =>
      connection
        .prepare<[number, string]>(
          `UPDATE review_task SET skips = skips + 1, off_wall = 0, lease_owner = NULL, lease_until = NULL, held_for = NULL
           WHERE id = ? AND lease_owner = ? AND state = 'open'`,
        )
        .run(task, leaseOwnerOf(who)).changes === 1 || skipCheck(connection, who, task),
  );

export interface StoredCrop {
  readonly mime: string;
  readonly image: Uint8Array;
}

/** The picture of a task that the session holds; null where it holds no such task or there is no picture. */
export const readCrop = async (
  store: Store,
  who: ReviewerSession,
  task: number,
): Promise<StoredCrop | null> =>
  store.read((connection) => {
    const crop = connection
      .prepare<{ task: number; owner: string }, StoredCrop>(
        `SELECT k.mime, k.image FROM review_task t JOIN crop k ON k.reading_id = t.reading_id
         WHERE t.id = @task AND (t.lease_owner = @owner
           OR EXISTS (SELECT 1 FROM quality_check q WHERE q.task_id = t.id AND q.lease_owner = @owner))`,
      )
      .get({ task, owner: leaseOwnerOf(who) });
    return crop === undefined ? null : { ...crop, image: openPicture(connection, crop.image) };
  });
