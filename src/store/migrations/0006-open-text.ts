import type { Migration } from './migration.ts';

/** What becomes of open answers: cut out, looked at, let go or kept back, and coded into categories. */
export const openText: Migration = {
  version: 6,
  statements: [
    // What is known of the words of a text decision. edition: how often something was cut out since it was taken; marks: how
    // many pieces that may be personal stand in it still, as the detector of that number saw it.
    `CREATE TABLE text_answer (
       decision_id INTEGER PRIMARY KEY REFERENCES decision(id),
       edition INTEGER NOT NULL DEFAULT 0,
       marks INTEGER NOT NULL,
       detector INTEGER NOT NULL
     ) STRICT`,
    // A person looked at a text and said whether it may leave. redacted: something was cut out and nothing else said. Without
    // a look in force that says released, a text never leaves. marks: left standing by this look.
    `CREATE TABLE text_look (
       id INTEGER PRIMARY KEY,
       decision_id INTEGER NOT NULL REFERENCES decision(id),
       reviewer TEXT NOT NULL,
       outcome TEXT NOT NULL CHECK (outcome IN ('released', 'kept', 'redacted')),
       edition INTEGER NOT NULL,
       marks INTEGER NOT NULL,
       client_key TEXT NOT NULL UNIQUE,
       looked_at TEXT NOT NULL,
       undone_at TEXT
     ) STRICT`,
    `CREATE UNIQUE INDEX text_look_in_force ON text_look(decision_id)
       WHERE undone_at IS NULL AND outcome <> 'redacted'`,
    `CREATE INDEX text_look_by_reviewer ON text_look(reviewer, id) WHERE undone_at IS NULL`,
    // The code frame of a text variable. code: the number in the frame, never given twice. What is merged into another stays
    // with all that was coded with it, and counts there; so nothing is lost, and it can come apart again.
    `CREATE TABLE code_category (
       id INTEGER PRIMARY KEY,
       survey TEXT NOT NULL,
       variable TEXT NOT NULL,
       code INTEGER NOT NULL,
       label TEXT NOT NULL,
       merged_into INTEGER REFERENCES code_category(id),
       removed_at TEXT,
       UNIQUE (survey, variable, code)
     ) STRICT`,
    // All that coders did, in order, so that it can be taken back. code: the categories of one answer as a whole; what stands
    // is the last one not undone.
    `CREATE TABLE coding_step (
       id INTEGER PRIMARY KEY,
       client_key TEXT NOT NULL UNIQUE,
       reviewer TEXT NOT NULL,
       survey TEXT NOT NULL,
       variable TEXT NOT NULL,
       kind TEXT NOT NULL CHECK (kind IN ('code', 'create', 'rename', 'merge')),
       decision_id INTEGER REFERENCES decision(id),
       category_id INTEGER REFERENCES code_category(id),
       label_before TEXT,
       label_after TEXT,
       made_at TEXT NOT NULL,
       undone_at TEXT
     ) STRICT`,
    `CREATE INDEX coding_step_of_answer ON coding_step(decision_id, id)
       WHERE decision_id IS NOT NULL AND undone_at IS NULL`,
    `CREATE INDEX coding_step_by_reviewer ON coding_step(reviewer, survey, variable, id) WHERE undone_at IS NULL`,
    `CREATE TABLE coding_step_category (
       step_id INTEGER NOT NULL REFERENCES coding_step(id),
       category_id INTEGER NOT NULL REFERENCES code_category(id),
       PRIMARY KEY (step_id, category_id)
     ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX coding_step_category_by_category ON coding_step_category(category_id)`,
    // Open answers are found among all decisions by their tasks.
    `CREATE INDEX review_task_text ON review_task(survey, variable, id) WHERE kind = 'text' AND state = 'done'`,
  ],
};
