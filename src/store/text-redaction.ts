import type { Connection } from './store.ts';

/** Stands for words that are known no longer. */
const FORGOTTEN = JSON.stringify('[removed]');

/** A suggestion of nothing: the machine has looked, and does not look again. */
const NO_SUGGESTION = JSON.stringify({ value: null, confidence: 0 });

/**
 * Overwrites every wording that the database holds of a task's text but the one in force: what the machine made of it, and
 * decisions that were taken back. Inside a transaction; `Store.forgetOverwritten` after it empties the log. Whatever keeps
 * words of a text in another table must be overwritten here too. The picture of the field stays with the sheet.
 */
export const forgetWords = (connection: Connection, task: number): void => {
  connection.prepare(`UPDATE review_task SET suggestion_json = ? WHERE id = ?`).run(NO_SUGGESTION, task);
  connection
    .prepare(
      `UPDATE decision SET value_json = ? WHERE task_id = ? AND undone_at IS NOT NULL AND state = 'answered'`,
    )
    .run(FORGOTTEN, task);
};

/** True where this decision no longer holds the words that were sent. */
export const wordsWereCutOut = (connection: Connection, decision: number): boolean =>
  connection
    .prepare<[number, number, string], 1>(
      `SELECT 1 WHERE EXISTS (SELECT 1 FROM text_answer WHERE decision_id = ? AND edition > 0)
         OR EXISTS (SELECT 1 FROM decision WHERE id = ? AND value_json = ?)`,
    )
    .pluck()
    .get(decision, decision, FORGOTTEN) === 1;
