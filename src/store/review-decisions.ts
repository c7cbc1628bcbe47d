import { PaperlineError } from '../domain/errors.ts';
import { drawDecision } from './quality-draw.ts';
import { recordCheckReading } from './quality-readings.ts';
import { refuseClosedWave, taskNotYours, type DecisionState, type NewDecision } from './decision-rules.ts';
import { leaseOwnerOf, type ReviewerSession } from './review-queue.ts';
import type { Connection, Store } from './store.ts';
import { forgetWords, wordsWereCutOut } from './text-redaction.ts';

export * from './decision-rules.ts';

export interface DecisionRow {
  id: number;
  task_id: number;
  reviewer: string;
  state: DecisionState;
  value_json: string;
  undone_at: string | null;
  wall_step_id: number | null;
}

export const DECISION_COLUMNS = 'id, task_id, reviewer, state, value_json, undone_at, wall_step_id';

interface TaskStateRow {
  state: 'open' | 'done' | 'dropped';
  lease_owner: string | null;
  wave_state: 'open' | 'closed';
}

const taskUnknown = (task: number): PaperlineError =>
  new PaperlineError({
    code: 'task-unknown',
    message: `There is no review task ${task}.`,
    remedy: 'Go on with the next task; the queue has been refreshed.',
  });

export const taskStateOf = (connection: Connection, task: number): TaskStateRow => {
  const row = connection
    .prepare<[number], TaskStateRow>(
      `SELECT t.state, t.lease_owner, w.state AS wave_state FROM review_task t JOIN wave w ON w.id = t.wave_id WHERE t.id = ?`,
    )
    .get(task);
  if (row === undefined) throw taskUnknown(task);
  return row;
};

export const decisionByKey = (connection: Connection, clientKey: string): DecisionRow | undefined =>
  connection
    .prepare<[string], DecisionRow>(`SELECT ${DECISION_COLUMNS} FROM decision WHERE client_key = ?`)
    .get(clientKey);

/** Writes a decision on a task that the session holds, closes the task, and draws whether it is read again. */
export const insertDecision = (
  connection: Connection,
  who: ReviewerSession,
  decision: NewDecision & { readonly wallStepId: number | bigint | null },
  now: Date,
): void => {
  const { task, state, value, clientKey, wallStepId } = decision;
  const { lastInsertRowid: id } = connection
    .prepare(
      `INSERT INTO decision (task_id, reviewer, state, value_json, client_key, decided_at, wall_step_id)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(task, who.reviewer, state, JSON.stringify(value), clientKey, now.toISOString(), wallStepId);
  drawDecision(connection, task, id, now);
  connection
    .prepare(
      `UPDATE review_task SET state = 'done', lease_owner = NULL, lease_until = NULL, held_for = NULL WHERE id = ?`,
    )
    .run(task);
};

/**
 * Records what a reviewer said of a task that the session holds, and closes the task, as one. A lease that ran out
 * still counts as long as nobody else took the task. The value must have been checked against the item before.
 * @throws PaperlineError `task-unknown`, `task-not-yours`, `wave-closed`, `decision-invalid`
 */
export const recordDecision = async (
  store: Store,
  who: ReviewerSession,
  decision: NewDecision,
  now: Date,
): Promise<{ readonly repeated: boolean }> => {
  const valueJson = JSON.stringify(decision.value);
  return store.write((connection) => {
    const earlier = decisionByKey(connection, decision.clientKey);
    if (earlier !== undefined) {
      const same =
        earlier.reviewer === who.reviewer &&
        earlier.task_id === decision.task &&
        earlier.state === decision.state &&
        (earlier.value_json === valueJson || wordsWereCutOut(connection, earlier.id));
      if (same) return { repeated: true };
      throw new PaperlineError({
        code: 'decision-invalid',
        message: `The key of this decision on review task ${decision.task} was used for another decision.`,
        remedy: 'Send every decision with a key of its own.',
      });
    }
    const checked = recordCheckReading(connection, who, decision, now);
    if (checked !== null) return checked;
    const task = taskStateOf(connection, decision.task);
    if (task.state !== 'open') throw taskNotYours(decision.task, 'is closed already');
    if (task.lease_owner !== leaseOwnerOf(who)) throw taskNotYours(decision.task, 'is not held by you');
    refuseClosedWave(decision.task, task.wave_state);
    insertDecision(connection, who, { ...decision, wallStepId: null }, now);
    if (decision.isRedacted === true) forgetWords(connection, decision.task);
    return { repeated: false };
  });
};
