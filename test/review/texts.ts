/** Open answers that people copied out, in a seeded store. */
import type { Seeded } from './seed.ts';

let keys = 0;
/** A key as screens make them. */
export const newKey = (): string => `text-key-${String(keys++).padStart(12, '0')}`;

/** Copies out a text for every open task of `variable`, one after the other, as `reviewer`; gives the answers' ids. */
export const copyOut = async (
  { store }: Seeded,
  reviewer: string,
  texts: readonly string[],
  variable = 'remark',
): Promise<number[]> =>
  store.write((connection) => {
    const tasks = connection
      .prepare<[string, number], number>(
        `SELECT id FROM review_task WHERE variable = ? AND state = 'open' ORDER BY id LIMIT ?`,
      )
      .pluck()
      .all(variable, texts.length);
    if (tasks.length !== texts.length)
      throw new Error(`Expected ${texts.length} tasks but found ${tasks.length}.`);
    return tasks.map((task, place) => {
      connection
        .prepare(
          `UPDATE review_task SET suggestion_json = ?, state = 'done', lease_owner = NULL WHERE id = ?`,
        )
        .run(JSON.stringify({ value: texts[place], confidence: 0.4 }), task);
      return Number(
        connection
          .prepare(
            `INSERT INTO decision (task_id, reviewer, state, value_json, client_key, decided_at)
             VALUES (?, ?, 'answered', ?, ?, '2026-11-20T10:00:00Z')`,
          )
          .run(task, reviewer, JSON.stringify(texts[place]), newKey()).lastInsertRowid,
      );
    });
  });
