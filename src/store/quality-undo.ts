import { correctionKeyOf, type QualityReadingRow } from './quality-readings.ts';
import { refuseClosedWave, taskNotYours } from './decision-rules.ts';
import { findTask, leaseOwnerOf, type ReviewerSession, type StoredTask } from './review-tasks.ts';
import type { Connection } from './store.ts';

interface UndoneCheck {
  readonly id: number;
  readonly state: 'waiting' | 'disputed' | 'settled' | 'void';
  readonly kind: 'choice' | 'digits' | 'text';
  readonly task_id: number;
  readonly reading_id: number;
  readonly decision_id: number | null;
  readonly third: string | null;
  readonly corrected: 0 | 1;
  readonly lease_owner: string | null;
  readonly wave_state: 'open' | 'closed';
}

/** Puts back what stood before the third's answer took its place. */
const takeCorrectionBack = (
  connection: Connection,
  check: UndoneCheck,
  reading: QualityReadingRow,
  at: string,
): void => {
  if (check.kind === 'text' && reading.state === 'answered') {
    const task = connection
      .prepare<[number, string], 1>(
        `UPDATE review_task SET state = 'dropped' WHERE id = ? AND state = 'open'
           AND (lease_owner IS NULL OR lease_until <= ?) RETURNING 1`,
      )
      .get(check.task_id, at);
    if (task === undefined) throw taskNotYours(check.task_id, 'is with someone else');
    connection
      .prepare(`UPDATE reading SET review = 0, reasons_json = '[]' WHERE id = ?`)
      .run(check.reading_id);
  } else {
    connection
      .prepare(`UPDATE decision SET undone_at = ? WHERE client_key = ?`)
      .run(at, correctionKeyOf(check.id, reading.id));
    if (check.decision_id !== null) {
      connection.prepare(`UPDATE decision SET undone_at = NULL WHERE id = ?`).run(check.decision_id);
    }
    connection
      .prepare(`UPDATE review_task SET state = ? WHERE id = ?`)
      .run(check.decision_id === null ? 'dropped' : 'done', check.task_id);
  }
};

/**
 * Takes back what a reviewer said of a check, and gives it to the session again. Null where it was taken back before and
 * somebody else has it.
 * @throws PaperlineError `task-not-yours`, `wave-closed`
 */
export const undoCheckReading = (
  connection: Connection,
  who: ReviewerSession,
  reading: QualityReadingRow,
  { until, now }: { readonly until: string; readonly now: Date },
): StoredTask | null => {
  const owner = leaseOwnerOf(who);
  const { task_id: task, place } = reading;
  if (reading.reviewer !== who.reviewer) throw taskNotYours(task, 'was decided by someone else');
  const check = connection
    .prepare<[number], UndoneCheck>(
      `SELECT q.id, q.state, q.kind, q.task_id, q.reading_id, q.decision_id, q.third, q.corrected, q.lease_owner,
         w.state AS wave_state
       FROM quality_check q JOIN wave w ON w.id = q.wave_id WHERE q.id = ?`,
    )
    .get(reading.check_id);
  if (check === undefined) return null;
  const asked = (): StoredTask | null => {
    const found = findTask(connection, task);
    return found === null ? null : { ...found, skips: 0, offWall: false, blind: true };
  };
  if (reading.undone_at !== null) return check.lease_owner === owner ? asked() : null;
  refuseClosedWave(task, check.wave_state);
  const isPassed = place === 'second' && check.third !== null;
  const isWithThird = check.state === 'disputed' && check.lease_owner !== null;
  if (check.state === 'void' || isPassed || isWithThird) throw taskNotYours(task, 'is closed already');
  const at = now.toISOString();
  if (place === 'third' && check.corrected === 1) takeCorrectionBack(connection, check, reading, at);
  connection.prepare(`UPDATE quality_reading SET undone_at = ? WHERE id = ?`).run(at, reading.id);
  connection
    .prepare(
      place === 'second'
        ? `UPDATE quality_check SET state = 'waiting', second = NULL, second_said = NULL, verdict = NULL, known = 0,
             settled_at = NULL, lease_owner = ?, lease_until = ? WHERE id = ?`
        : `UPDATE quality_check SET state = 'disputed', third = NULL, third_said = NULL, verdict = NULL, corrected = 0,
             settled_at = NULL, lease_owner = ?, lease_until = ? WHERE id = ?`,
    )
    .run(owner, until, check.id);
  return asked();
};
