import type { Migration } from './migration.ts';

/**
 * What `suggested` and `alike` are for the task of a reading. A reason that is not named here needs a closer look than a
 * wall gives: ink beside the boxes, boxes that were not found, scans that differ, a check of the machine.
 */
const SUGGESTED_AND_ALIKE = `
  SELECT
    CASE
      WHEN t.kind = 'text' THEN NULL
      WHEN EXISTS (SELECT 1 FROM json_each(r.reasons_json) WHERE value NOT IN
        ('faint-mark', 'mark-or-cancelled', 'several-marks', 'cancelled-only', 'digit-unsure')) THEN NULL
      WHEN r.state IN ('blank', 'multiple') THEN r.state
      WHEN r.value_json = 'null' THEN NULL
      ELSE 'answered'
    END,
    CASE WHEN t.kind = 'digits' THEN CAST(length(r.value_json) AS TEXT) ELSE r.value_json END
  FROM review_task t JOIN reading r ON r.id = t.reading_id`;

/** Many alike tasks on one screen, and a page as a whole. */
export const wallsAndSheets: Migration = {
  version: 4,
  statements: [
    // What one person confirmed on one screen of a wall, taken back as one. client_key: sent twice, it counts once.
    `CREATE TABLE wall_step (
       id INTEGER PRIMARY KEY,
       client_key TEXT NOT NULL UNIQUE,
       reviewer TEXT NOT NULL,
       decided_at TEXT NOT NULL,
       undone_at TEXT
     ) STRICT`,
    `ALTER TABLE decision ADD COLUMN wall_step_id INTEGER REFERENCES wall_step(id)`,
    `CREATE INDEX decision_by_wall_step ON decision(wall_step_id) WHERE wall_step_id IS NOT NULL`,
    // suggested: what kind of answer the machine offers; null where a wall must not ask. alike: what tasks of one variable
    // must share to stand on one wall: the value read, or how many digits it has. Triggers keep both true.
    `ALTER TABLE review_task ADD COLUMN suggested TEXT CHECK (suggested IN ('answered', 'blank', 'multiple'))`,
    `ALTER TABLE review_task ADD COLUMN alike TEXT NOT NULL DEFAULT ''`,
    // The wall or sheet that a lease is for, by the name that its screen gave it; null for a task held one by one.
    `ALTER TABLE review_task ADD COLUMN held_for TEXT`,
    // 1: a person took it off a wall, by the step named beside it. It is asked one by one, before all others.
    `ALTER TABLE review_task ADD COLUMN off_wall INTEGER NOT NULL DEFAULT 0 CHECK (off_wall IN (0, 1))`,
    `ALTER TABLE review_task ADD COLUMN off_wall_step_id INTEGER REFERENCES wall_step(id)`,
    `CREATE INDEX review_task_off_wall ON review_task(off_wall_step_id) WHERE off_wall_step_id IS NOT NULL`,
    `UPDATE review_task AS u SET (suggested, alike) = (${SUGGESTED_AND_ALIKE} WHERE t.id = u.id)`,
    `CREATE TRIGGER review_task_alike_added AFTER INSERT ON review_task BEGIN
       UPDATE review_task SET (suggested, alike) = (${SUGGESTED_AND_ALIKE} WHERE t.id = NEW.id) WHERE id = NEW.id;
     END`,
    `CREATE TRIGGER review_task_alike_reread AFTER UPDATE OF state, value_json, reasons_json ON reading BEGIN
       UPDATE review_task AS u SET (suggested, alike) = (${SUGGESTED_AND_ALIKE} WHERE t.id = u.id)
         WHERE reading_id = NEW.id;
     END`,
    `CREATE INDEX review_task_wall ON review_task(survey, kind, suggested, variable, alike, confidence, id)
       WHERE state = 'open' AND suggested IS NOT NULL AND off_wall = 0 AND skips = 0`,
    `DROP INDEX review_task_queue`,
    `CREATE INDEX review_task_queue
       ON review_task(state, off_wall DESC, skips, survey, kind, variable, read_as, confidence, id)`,
    // Who looked at which whole page, when and why. Never changed; no reference, so that it outlives what it tells of.
    `CREATE TABLE page_opening (
       id INTEGER PRIMARY KEY,
       reviewer TEXT NOT NULL,
       session TEXT NOT NULL,
       scan_page_id INTEGER NOT NULL,
       reason TEXT NOT NULL,
       opened_at TEXT NOT NULL
     ) STRICT`,
    `CREATE INDEX page_opening_by_page ON page_opening(scan_page_id)`,
    `CREATE TRIGGER page_opening_stays BEFORE UPDATE ON page_opening BEGIN
       SELECT RAISE(ABORT, 'page openings are never changed');
     END`,
    `CREATE TRIGGER page_opening_remains BEFORE DELETE ON page_opening BEGIN
       SELECT RAISE(ABORT, 'page openings are never removed');
     END`,
  ],
};
