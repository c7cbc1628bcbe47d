import { PaperlineError } from '../domain/errors.ts';
import type { FieldValue } from '../domain/page-read.ts';
import { insertDecision, type DecisionState } from './review-decisions.ts';
import { leaseOwnerOf, type ReviewerSession } from './review-queue.ts';
import type { Connection, Store } from './store.ts';

/** What one person said of one screen of a wall. */
export interface NewWallStep {
  /** Chosen once per step by whoever sends it. */
  readonly clientKey: string;
  /** Each with the answer that stood under its picture, checked against the item before. */
  readonly confirmed: readonly {
    readonly task: number;
    readonly state: DecisionState;
    readonly value: FieldValue;
  }[];
  /** Read wrong, or without a picture: to be asked one by one, before all others. */
  readonly offWall: readonly number[];
}

export interface WallStepRecorded {
  /** This very step had arrived before. */
  readonly repeated: boolean;
  /** Tasks whose decision is on record by this step. */
  readonly recorded: readonly number[];
  /** Confirmed, but not recorded: decided meanwhile, held by someone else, or of a wave that is closed. */
  readonly refused: readonly number[];
}

interface Step {
  readonly id: number;
  readonly reviewer: string;
}

const recordedBy = (connection: Connection, step: number): number[] =>
  connection
    .prepare<[number], number>(`SELECT task_id FROM decision WHERE wall_step_id = ?`)
    .pluck()
    .all(step);

/** What came of a step that is on record: the second sending of a step tells the same as the first. */
const toldAgain = (
  connection: Connection,
  who: ReviewerSession,
  earlier: Step,
  step: NewWallStep,
): WallStepRecorded => {
  if (earlier.reviewer !== who.reviewer) {
    throw new PaperlineError({
      code: 'decision-invalid',
      message: 'The key of this step was used for another one.',
      remedy: 'Send every step with a key of its own.',
    });
  }
  const recorded = recordedBy(connection, earlier.id);
  const refused = step.confirmed.map(({ task }) => task).filter((task) => !recorded.includes(task));
  return { repeated: true, recorded, refused };
};

/**
 * Records one screen of a wall as one step: a decision for every confirmed task that the session still holds, and the
 * others off the wall. A task that cannot be recorded is told and keeps none of the rest back.
 * @throws PaperlineError `decision-invalid`
 */
export const recordWallStep = (
  store: Store,
  who: ReviewerSession,
  step: NewWallStep,
  now: Date,
): Promise<WallStepRecorded> =>
  store.write((connection) => {
    const earlier = connection
      .prepare<[string], Step>(`SELECT id, reviewer FROM wall_step WHERE client_key = ?`)
      .get(step.clientKey);
    if (earlier !== undefined) return toldAgain(connection, who, earlier, step);
    const wallStepId = connection
      .prepare(`INSERT INTO wall_step (client_key, reviewer, decided_at) VALUES (?, ?, ?)`)
      .run(step.clientKey, who.reviewer, now.toISOString()).lastInsertRowid;
    const isOpenToThem = connection
      .prepare<[number, string], 1>(
        `SELECT 1 FROM review_task t JOIN wave w ON w.id = t.wave_id
         WHERE t.id = ? AND t.lease_owner = ? AND t.state = 'open' AND w.state = 'open'`,
      )
      .pluck();
    const recorded: number[] = [];
    const refused: number[] = [];
    for (const { task, state, value } of step.confirmed) {
      if (isOpenToThem.get(task, leaseOwnerOf(who)) === undefined) {
        refused.push(task);
        continue;
      }
      const clientKey = `${step.clientKey}-${task}`;
      insertDecision(connection, who, { task, state, value, clientKey, wallStepId }, now);
      recorded.push(task);
    }
    const takeOff = connection.prepare<[number | bigint, number, string]>(
      `UPDATE review_task SET off_wall = 1, off_wall_step_id = ?, lease_owner = NULL, lease_until = NULL, held_for = NULL
       WHERE id = ? AND lease_owner = ? AND state = 'open'`,
    );
    for (const task of step.offWall) takeOff.run(wallStepId, task, leaseOwnerOf(who));
    return { repeated: false, recorded, refused };
  });
