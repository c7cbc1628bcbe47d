import type { Alternative, FieldState, FieldValue } from '../domain/page-read.ts';
import type { TaskKind } from './schema.ts';
import { openPicture } from './sheet-keys.ts';
import type { Connection, Store } from './store.ts';

/** Who works: the reviewer, and the session by which a lease is held. */
export interface ReviewerSession {
  readonly reviewer: string;
  /** Unique for the reviewer. */
  readonly session: string;
}

/** What stands in `lease_owner`. */
export const leaseOwnerOf = ({ reviewer, session }: ReviewerSession): string => `${reviewer}/${session}`;

/** A task with the reading that it is about. */
export interface StoredTask {
  readonly id: number;
  readonly survey: string;
  readonly form: string;
  readonly copy: string;
  readonly variable: string;
  readonly kind: TaskKind;
  readonly skips: number;
  /** A person took it off a wall. */
  readonly offWall: boolean;
  readonly reading: {
    readonly state: FieldState;
    readonly value: FieldValue;
    readonly confidence: number;
    readonly reasons: readonly string[];
    readonly alternatives: readonly Alternative[];
  };
  /** Of the slower reader, for text. */
  readonly suggestion: Alternative | null;
  readonly crop: {
    readonly width: number;
    readonly height: number;
    readonly frame: unknown;
  } | null;
}

export interface TaskRow {
  id: number;
  survey: string;
  form: string;
  copy: string;
  variable: string;
  kind: TaskKind;
  skips: number;
  off_wall: 0 | 1;
  suggestion_json: string | null;
  state: FieldState;
  value_json: string;
  confidence: number;
  reasons_json: string;
  alternatives_json: string;
  width: number | null;
  height: number | null;
  frame_json: string | null;
}

// The planner does not know that few tasks are held at a time and that the queue is never walked far: the indexes are
// named. At 100,000 open tasks a claim takes 150 ms without that.
export const TASK_COLUMNS = `t.id, t.survey, c.form, t.copy, t.variable, t.kind, t.skips, t.off_wall, t.suggestion_json,
  r.state, r.value_json, r.confidence, r.reasons_json, r.alternatives_json, k.width, k.height, k.frame_json`;
export const TASK_JOINS = `
  JOIN reading r ON r.id = t.reading_id
  JOIN copy c ON c.code = t.copy
  LEFT JOIN crop k ON k.reading_id = r.id`;
const QUEUE_ORDER = 'off_wall DESC, skips, survey, kind, variable, read_as, confidence, id';
const QUEUE_ORDER_OF_T =
  't.off_wall DESC, t.skips, t.survey, t.kind, t.variable, t.read_as, t.confidence, t.id';

export const taskOf = (row: TaskRow): StoredTask => ({
  id: row.id,
  survey: row.survey,
  form: row.form,
  copy: row.copy,
  variable: row.variable,
  kind: row.kind,
  skips: row.skips,
  offWall: row.off_wall === 1,
  reading: {
    state: row.state,
    value: JSON.parse(row.value_json) as FieldValue,
    confidence: row.confidence,
    reasons: JSON.parse(row.reasons_json) as string[],
    alternatives: JSON.parse(row.alternatives_json) as Alternative[],
  },
  suggestion: row.suggestion_json === null ? null : (JSON.parse(row.suggestion_json) as Alternative),
  crop:
    row.width === null || row.height === null || row.frame_json === null
      ? null
      : { width: row.width, height: row.height, frame: JSON.parse(row.frame_json) as unknown },
});

/** Null where there is no such task. */
export const findTask = (connection: Connection, task: number): StoredTask | null => {
  const row = connection
    .prepare<[number], TaskRow>(`SELECT ${TASK_COLUMNS} FROM review_task t ${TASK_JOINS} WHERE t.id = ?`)
    .get(task);
  return row === undefined ? null : taskOf(row);
};

export const findStoredTask = async (store: Store, task: number): Promise<StoredTask | null> =>
  store.read((connection) => findTask(connection, task));

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
    if (held < count) {
      connection
        .prepare(
          `UPDATE review_task SET lease_owner = @owner, lease_until = @until, held_for = NULL WHERE id IN (
             SELECT id FROM review_task INDEXED BY review_task_queue
             WHERE state = 'open' AND (lease_owner IS NULL OR lease_until <= @now)
               ${survey === undefined ? '' : 'AND survey = @survey'}
             ORDER BY ${QUEUE_ORDER} LIMIT @more)`,
        )
        .run({ owner, until, now: nowIso, more: count - held, ...(survey === undefined ? {} : { survey }) });
    }
    return connection
      .prepare<[string], TaskRow>(
        `SELECT ${TASK_COLUMNS} FROM review_task t INDEXED BY review_task_by_lease ${TASK_JOINS}
         WHERE t.lease_owner = ? AND t.held_for IS NULL AND t.state = 'open' ORDER BY ${QUEUE_ORDER_OF_T}`,
      )
      .all(owner)
      .map(taskOf);
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
    return tasks.filter((task) => renew.run(until, task, owner).changes === 1);
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
  return store.write(
    (connection) =>
      connection
        .prepare(
          `UPDATE review_task SET lease_owner = NULL, lease_until = NULL, held_for = NULL
           WHERE lease_owner = @owner AND state = 'open' ${which}`,
        )
        .run({ owner: leaseOwnerOf(who), ...(typeof hold === 'object' ? hold : {}) }).changes,
  );
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
        .run(task, leaseOwnerOf(who)).changes === 1,
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
      .prepare<[number, string], StoredCrop>(
        `SELECT k.mime, k.image FROM review_task t JOIN crop k ON k.reading_id = t.reading_id
         WHERE t.id = ? AND t.lease_owner = ?`,
      )
      .get(task, leaseOwnerOf(who));
    return crop === undefined ? null : { ...crop, image: openPicture(connection, crop.image) };
  });
