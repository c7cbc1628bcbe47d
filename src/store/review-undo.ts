import {
  decisionByKey,
  DECISION_COLUMNS,
  refuseClosedWave,
  taskNotYours,
  taskStateOf,
  type DecisionRow,
} from './review-decisions.ts';
import { checkReadingByKey, lastCheckReadingOf, type QualityReadingRow } from './quality-readings.ts';
import { undoCheckReading } from './quality-undo.ts';
import { findTask, leaseOwnerOf, type ReviewerSession, type StoredTask } from './review-queue.ts';
import type { Connection, Store } from './store.ts';

export interface UndoOptions {
  /** Which decision or step of a wall; the reviewer's last one where left out. */
  readonly clientKey?: string | undefined;
  readonly leaseMs: number;
  readonly now: Date;
}

/** What is open again, held by the session that took it back. */
export type Undone =
  | { readonly kind: 'task'; readonly task: StoredTask }
  | {
      readonly kind: 'wall';
      /** By this name the session holds them. */
      readonly wall: string;
      readonly tasks: readonly StoredTask[];
      /** Those of `tasks` that the step had taken off the wall. */
      readonly offWall: readonly number[];
    };

interface WallStepRow {
  readonly id: number;
  readonly client_key: string;
  readonly reviewer: string;
  readonly undone_at: string | null;
}

const stepBy = (connection: Connection, column: 'id' | 'client_key', value: number | string) =>
  connection
    .prepare<[number | string], WallStepRow>(
      `SELECT id, client_key, reviewer, undone_at FROM wall_step WHERE ${column} = ?`,
    )
    .get(value);

const lastDecisionOf = (connection: Connection, reviewer: string): DecisionRow | undefined =>
  connection
    .prepare<[string], DecisionRow>(
      `SELECT ${DECISION_COLUMNS} FROM decision WHERE reviewer = ? AND undone_at IS NULL ORDER BY id DESC LIMIT 1`,
    )
    .get(reviewer);

const heldTasks = (connection: Connection, owner: string, ids: readonly number[]): StoredTask[] => {
  const isHeld = connection
    .prepare<[number, string], 1>(
      `SELECT 1 FROM review_task WHERE id = ? AND lease_owner = ? AND state = 'open'`,
    )
    .pluck();
  return ids
    .filter((id) => isHeld.get(id, owner) === 1)
    .map((id) => findTask(connection, id))
    .filter((task) => task !== null);
};

/** What somebody read again, where that is what is to be taken back: named, or later than every decision. */
const checkReadingToUndo = (
  connection: Connection,
  reviewer: string,
  clientKey: string | undefined,
): QualityReadingRow | undefined => {
  if (clientKey !== undefined) return checkReadingByKey(connection, clientKey);
  const reading = lastCheckReadingOf(connection, reviewer);
  if (reading === undefined) return undefined;
  const later = connection
    .prepare<[string, string], 1>(
      `SELECT 1 FROM decision WHERE reviewer = ? AND undone_at IS NULL AND decided_at > ? AND instr(client_key, ':') = 0
       LIMIT 1`,
    )
    .get(reviewer, reading.decided_at);
  return later === undefined ? reading : undefined;
};

const undoWallStep = (
  connection: Connection,
  who: ReviewerSession,
  step: WallStepRow,
  { leaseMs, now }: UndoOptions,
): Undone => {
  const owner = leaseOwnerOf(who);
  const until = new Date(now.getTime() + leaseMs).toISOString();
  const wall = step.client_key;
  const decided = connection
    .prepare<[number], { task_id: number; wave_state: 'open' | 'closed' }>(
      `SELECT d.task_id, w.state AS wave_state FROM decision d JOIN review_task t ON t.id = d.task_id
       JOIN wave w ON w.id = t.wave_id WHERE d.wall_step_id = ? ORDER BY d.id`,
    )
    .all(step.id);
  const takenOff = connection
    .prepare<[number], number>(`SELECT id FROM review_task WHERE off_wall_step_id = ? ORDER BY id`)
    .pluck()
    .all(step.id);
  if (step.undone_at === null) {
    for (const { task_id: task, wave_state: state } of decided) refuseClosedWave(task, state);
    connection.prepare(`UPDATE wall_step SET undone_at = ? WHERE id = ?`).run(now.toISOString(), step.id);
    connection
      .prepare(`UPDATE decision SET undone_at = ? WHERE wall_step_id = ? AND undone_at IS NULL`)
      .run(now.toISOString(), step.id);
    const reopen = connection.prepare(
      `UPDATE review_task SET state = 'open', lease_owner = ?, lease_until = ?, held_for = ?
       WHERE id = ? AND state = 'done'`,
    );
    for (const { task_id: task } of decided) reopen.run(owner, until, wall, task);
    // What someone has taken up one by one since stays with them.
    const putBack = connection.prepare(
      `UPDATE review_task SET off_wall = 0, off_wall_step_id = NULL, lease_owner = @owner, lease_until = @until,
         held_for = @wall
       WHERE id = @task AND state = 'open'
         AND (lease_owner IS NULL OR lease_owner = @owner OR lease_until <= @now)`,
    );
    for (const task of takenOff) putBack.run({ owner, until, wall, task, now: now.toISOString() });
  }
  const tasks = heldTasks(connection, owner, [...decided.map(({ task_id: task }) => task), ...takenOff]);
  const offWall = takenOff.filter((task) => tasks.some(({ id }) => id === task));
  return { kind: 'wall', wall, tasks, offWall };
};

const undoDecision = (
  connection: Connection,
  who: ReviewerSession,
  decision: DecisionRow,
  { leaseMs, now }: UndoOptions,
): Undone | null => {
  const owner = leaseOwnerOf(who);
  const task = taskStateOf(connection, decision.task_id);
  if (decision.undone_at === null) {
    refuseClosedWave(decision.task_id, task.wave_state);
    connection.prepare(`UPDATE decision SET undone_at = ? WHERE id = ?`).run(now.toISOString(), decision.id);
    connection
      .prepare(
        `UPDATE review_task SET state = 'open', lease_owner = ?, lease_until = ?, held_for = NULL
         WHERE id = ? AND state = 'done'`,
      )
      .run(owner, new Date(now.getTime() + leaseMs).toISOString(), decision.task_id);
  } else if (task.lease_owner !== owner) {
    return null;
  }
  const open = findTask(connection, decision.task_id);
  return open === null ? null : { kind: 'task', task: open };
};

/**
 * Takes back what the reviewer decided last, or what `clientKey` names: one decision, or one screen of a wall as a
 * whole. Decisions stay on record as undone. Null where there is nothing to undo. Undoing the same twice changes
 * nothing the second time.
 * @throws PaperlineError `task-not-yours`, `wave-closed`
 */
export const undoStep = (store: Store, who: ReviewerSession, options: UndoOptions): Promise<Undone | null> =>
  store.write((connection) => {
    const { clientKey, leaseMs, now } = options;
    const reading = checkReadingToUndo(connection, who.reviewer, clientKey);
    if (reading !== undefined) {
      const until = new Date(now.getTime() + leaseMs).toISOString();
      const task = undoCheckReading(connection, who, reading, { until, now });
      return task === null ? null : { kind: 'task', task };
    }
    const decision =
      clientKey === undefined
        ? lastDecisionOf(connection, who.reviewer)
        : decisionByKey(connection, clientKey);
    const stepId = decision?.wall_step_id ?? null;
    const step =
      stepId !== null
        ? stepBy(connection, 'id', stepId)
        : decision === undefined && clientKey !== undefined
          ? stepBy(connection, 'client_key', clientKey)
          : undefined;
    if (step !== undefined) {
      if (step.reviewer !== who.reviewer) {
        throw taskNotYours(decision?.task_id ?? 0, 'was decided by someone else');
      }
      return undoWallStep(connection, who, step, options);
    }
    if (decision === undefined) return null;
    if (decision.reviewer !== who.reviewer) {
      throw taskNotYours(decision.task_id, 'was decided by someone else');
    }
    return undoDecision(connection, who, decision, options);
  });
