/** What people say who read a field again: agreeing ends a check, differing asks a third, and the third is right. */
import { PaperlineError } from '../domain/errors.ts';
import type { FieldReading } from '../domain/page-read.ts';
import { saidOf } from './quality-answers.ts';
import { heldCheck, type HeldCheck } from './quality-queue.ts';
import { refuseClosedWave, taskNotYours, type NewDecision } from './decision-rules.ts';
import type { ReviewerSession } from './review-tasks.ts';
import type { Connection } from './store.ts';

export interface QualityReadingRow {
  readonly id: number;
  readonly check_id: number;
  readonly task_id: number;
  readonly place: 'second' | 'third';
  readonly reviewer: string;
  readonly state: NewDecision['state'];
  readonly value_json: string;
  readonly decided_at: string;
  readonly undone_at: string | null;
}

const READING_COLUMNS = 'id, check_id, task_id, place, reviewer, state, value_json, decided_at, undone_at';

export const checkReadingByKey = (connection: Connection, clientKey: string): QualityReadingRow | undefined =>
  connection
    .prepare<[string], QualityReadingRow>(
      `SELECT ${READING_COLUMNS} FROM quality_reading WHERE client_key = ?`,
    )
    .get(clientKey);

export const lastCheckReadingOf = (connection: Connection, reviewer: string): QualityReadingRow | undefined =>
  connection
    .prepare<[string], QualityReadingRow>(
      `SELECT ${READING_COLUMNS} FROM quality_reading WHERE reviewer = ? AND undone_at IS NULL ORDER BY id DESC LIMIT 1`,
    )
    .get(reviewer);

/** The key of a decision that a check makes; no client can send one with a colon. */
export const correctionKeyOf = (check: number, reading: number | bigint): string =>
  `check:${check}:${reading}`;

/** The machine took it for the same as two people did. */
const machineAgrees = (
  connection: Connection,
  { reading_id: id, kind, first_said: said }: HeldCheck,
): boolean => {
  const reading = connection
    .prepare<[number], { state: FieldReading['state']; value_json: string }>(
      `SELECT state, value_json FROM reading WHERE id = ?`,
    )
    .get(id);
  return (
    reading !== undefined &&
    saidOf(kind, reading.state, JSON.parse(reading.value_json) as FieldReading['value']) === said
  );
};

/** The third's answer takes the place of the first. A person's decision stays on record as replaced. */
const correct = (
  connection: Connection,
  check: HeldCheck,
  who: ReviewerSession,
  decision: NewDecision,
  { reading, at }: { readonly reading: number | bigint; readonly at: string },
): void => {
  // Before what is checked changes: the change is this check's own and takes nothing out of the figures.
  connection.prepare(`UPDATE quality_check SET corrected = 1 WHERE id = ?`).run(check.id);
  if (check.kind === 'text' && decision.state === 'answered') {
    // Something is written where the machine saw nothing: it is transcribed like any other.
    connection
      .prepare(`UPDATE reading SET review = 1, reasons_json = '["text-to-transcribe"]' WHERE id = ?`)
      .run(check.reading_id);
    connection.prepare(`UPDATE review_task SET state = 'open' WHERE id = ?`).run(check.task_id);
    return;
  }
  if (check.decision_id !== null) {
    connection
      .prepare(`UPDATE decision SET undone_at = ? WHERE id = ? AND undone_at IS NULL`)
      .run(at, check.decision_id);
  }
  connection
    .prepare(
      `INSERT INTO decision (task_id, reviewer, state, value_json, client_key, decided_at) VALUES (?, ?, ?, ?, ?, ?)`,
    )
    .run(
      check.task_id,
      who.reviewer,
      decision.state,
      JSON.stringify(decision.value),
      correctionKeyOf(check.id, reading),
      at,
    );
  connection
    .prepare(
      `UPDATE review_task SET state = 'done', lease_owner = NULL, lease_until = NULL, held_for = NULL WHERE id = ?`,
    )
    .run(check.task_id);
};

const settle = (
  connection: Connection,
  check: HeldCheck,
  {
    verdict,
    isKnown,
    at,
  }: { readonly verdict: 'right' | 'wrong'; readonly isKnown: boolean; readonly at: string },
): void => {
  connection
    .prepare(
      `UPDATE quality_check SET state = 'settled', verdict = ?, known = ?, settled_at = ?, lease_owner = NULL,
         lease_until = NULL WHERE id = ?`,
    )
    .run(verdict, isKnown ? 1 : 0, at, check.id);
};

const recordSecond = (
  connection: Connection,
  check: HeldCheck,
  who: ReviewerSession,
  said: string,
  at: string,
): void => {
  connection
    .prepare(`UPDATE quality_check SET second = ?, second_said = ? WHERE id = ?`)
    .run(who.reviewer, said, check.id);
  const agree = said === check.first_said;
  if (agree || check.subject === 'known') {
    const isKnown = agree && check.subject === 'person' && machineAgrees(connection, check);
    settle(connection, check, { verdict: agree ? 'right' : 'wrong', isKnown, at });
  } else {
    connection
      .prepare(
        `UPDATE quality_check SET state = 'disputed', lease_owner = NULL, lease_until = NULL WHERE id = ?`,
      )
      .run(check.id);
  }
};

/**
 * Takes in what somebody said of a check that the session holds; null where it holds none under this number, and the task is
 * to be decided as any other. Inside the decision's transaction.
 * @throws PaperlineError `task-not-yours`, `wave-closed`, `decision-invalid`
 */
export const recordCheckReading = (
  connection: Connection,
  who: ReviewerSession,
  decision: NewDecision,
  now: Date,
): { readonly repeated: boolean } | null => {
  const earlier = checkReadingByKey(connection, decision.clientKey);
  if (earlier !== undefined) {
    const same =
      earlier.reviewer === who.reviewer &&
      earlier.task_id === decision.task &&
      earlier.state === decision.state;
    // Of words nothing is kept that could be compared.
    const kept = [JSON.stringify(decision.value), 'null'];
    if (same && kept.includes(earlier.value_json)) return { repeated: true };
    throw new PaperlineError({
      code: 'decision-invalid',
      message: `The key of this decision on review task ${decision.task} was used for another decision.`,
      remedy: 'Send every decision with a key of its own.',
    });
  }
  const check = heldCheck(connection, who, decision.task);
  if (check === undefined) return null;
  const { reviewer } = who;
  if (check.first === reviewer || check.second === reviewer || ![null, reviewer].includes(check.assigned)) {
    throw taskNotYours(decision.task, 'is not held by you');
  }
  refuseClosedWave(decision.task, check.wave_state);
  const at = now.toISOString();
  const place = check.state === 'waiting' ? 'second' : 'third';
  const valueJson = check.kind === 'text' ? 'null' : JSON.stringify(decision.value);
  const { lastInsertRowid: reading } = connection
    .prepare(
      `INSERT INTO quality_reading (check_id, task_id, place, reviewer, state, value_json, client_key, decided_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(check.id, decision.task, place, reviewer, decision.state, valueJson, decision.clientKey, at);
  const said = saidOf(check.kind, decision.state, decision.value);
  if (place === 'second') {
    recordSecond(connection, check, who, said, at);
    return { repeated: false };
  }
  connection
    .prepare(`UPDATE quality_check SET third = ?, third_said = ? WHERE id = ?`)
    .run(reviewer, said, check.id);
  const verdict = said === check.first_said ? 'right' : 'wrong';
  if (verdict === 'wrong') correct(connection, check, who, decision, { reading, at });
  settle(connection, check, { verdict, isKnown: false, at });
  return { repeated: false };
};
