import type { Migration } from './migration.ts';

/**
 * Times are ISO 8601 in UTC. JSON columns end in `_json`. Sheets (copies, scans, readings, decisions) may hold personal
 * data; nothing here leaves as it is: rows are made from it by src/rows.
 */
export const theWholePath: Migration = {
  version: 1,
  statements: [
    // What this database says about itself, such as the name by which it marks what it has claimed on a shared inbox.
    `CREATE TABLE property (
       name TEXT PRIMARY KEY,
       value TEXT NOT NULL
     ) STRICT`,
    `CREATE TABLE survey (
       id TEXT PRIMARY KEY,
       created_at TEXT NOT NULL
     ) STRICT`,
    `CREATE TABLE wave (
       id INTEGER PRIMARY KEY,
       survey TEXT NOT NULL REFERENCES survey(id),
       name TEXT NOT NULL,
       state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
       opened_at TEXT NOT NULL,
       closed_at TEXT,
       UNIQUE (survey, name)
     ) STRICT`,
    `CREATE TABLE form_version (
       form TEXT PRIMARY KEY,
       survey TEXT NOT NULL REFERENCES survey(id),
       language TEXT NOT NULL,
       questionnaire_json TEXT NOT NULL,
       layout_json TEXT NOT NULL,
       created_at TEXT NOT NULL
     ) STRICT`,
    `CREATE TABLE form_reference (
       form TEXT NOT NULL REFERENCES form_version(form),
       page INTEGER NOT NULL,
       dpi REAL NOT NULL,
       png BLOB NOT NULL,
       PRIMARY KEY (form, page)
     ) STRICT`,
    `CREATE TABLE batch (
       code TEXT PRIMARY KEY,
       wave_id INTEGER NOT NULL REFERENCES wave(id),
       context_json TEXT NOT NULL,
       created_at TEXT NOT NULL
     ) STRICT`,
    `CREATE TABLE print_run (
       id INTEGER PRIMARY KEY,
       form TEXT NOT NULL REFERENCES form_version(form),
       wave_id INTEGER NOT NULL REFERENCES wave(id),
       batch TEXT REFERENCES batch(code),
       copies INTEGER NOT NULL,
       file_name TEXT,
       created_at TEXT NOT NULL
     ) STRICT`,
    `CREATE TABLE copy (
       code TEXT PRIMARY KEY,
       print_run_id INTEGER NOT NULL REFERENCES print_run(id),
       form TEXT NOT NULL REFERENCES form_version(form),
       wave_id INTEGER NOT NULL REFERENCES wave(id),
       batch TEXT REFERENCES batch(code)
     ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX copy_by_print_run ON copy(print_run_id)`,
    `CREATE INDEX copy_by_wave ON copy(wave_id)`,
    // state: reading -> stored -> archived, or rejecting -> rejected. What is not archived or rejected is finished at the
    // next start. attempts counts how often reading was begun, so that a file that ends the process is not tried for
    // ever. destination is relative to the data folder. reason is English, reason_nl Dutch.
    `CREATE TABLE scan_file (
       id INTEGER PRIMARY KEY,
       claim TEXT NOT NULL UNIQUE,
       original_name TEXT NOT NULL,
       sha256 TEXT,
       bytes INTEGER,
       state TEXT NOT NULL CHECK (state IN ('reading', 'stored', 'archived', 'rejecting', 'rejected')),
       page_count INTEGER,
       attempts INTEGER NOT NULL DEFAULT 1,
       destination TEXT,
       reason_code TEXT,
       reason TEXT,
       reason_nl TEXT,
       diagnostics_json TEXT,
       claimed_at TEXT NOT NULL,
       finished_at TEXT
     ) STRICT`,
    // The same content is never stored twice.
    `CREATE UNIQUE INDEX scan_file_content ON scan_file(sha256) WHERE state IN ('stored', 'archived')`,
    // A rejected file may have been taken away, and its place given again.
    `CREATE UNIQUE INDEX scan_file_destination ON scan_file(destination) WHERE state IN ('stored', 'archived', 'rejecting')`,
    `CREATE INDEX scan_file_by_state ON scan_file(state, finished_at)`,
    // counts: this is the scan whose readings stand for this page of this copy; at most one does. A page that does not
    // count has no readings. duplicate_of: the scan that counts instead. batch: what the batch header above it said.
    `CREATE TABLE scan_page (
       id INTEGER PRIMARY KEY,
       scan_file_id INTEGER NOT NULL REFERENCES scan_file(id),
       page_index INTEGER NOT NULL,
       status TEXT NOT NULL CHECK (status IN ('read', 'review', 'unreadable', 'blank', 'foreign')),
       form TEXT,
       copy TEXT,
       page INTEGER,
       batch TEXT,
       is_batch_header INTEGER NOT NULL DEFAULT 0 CHECK (is_batch_header IN (0, 1)),
       counts INTEGER NOT NULL DEFAULT 0 CHECK (counts IN (0, 1)),
       duplicate_of INTEGER REFERENCES scan_page(id),
       reasons_json TEXT NOT NULL,
       diagnostics_json TEXT NOT NULL,
       ms_json TEXT NOT NULL,
       reader_version TEXT NOT NULL,
       UNIQUE (scan_file_id, page_index)
     ) STRICT`,
    `CREATE UNIQUE INDEX scan_page_that_counts ON scan_page(copy, page) WHERE counts = 1`,
    `CREATE INDEX scan_page_by_copy ON scan_page(copy, page)`,
    `CREATE INDEX scan_page_by_status ON scan_page(status)`,
    `CREATE TABLE reading (
       id INTEGER PRIMARY KEY,
       scan_page_id INTEGER NOT NULL REFERENCES scan_page(id),
       copy TEXT,
       variable TEXT NOT NULL,
       state TEXT NOT NULL,
       value_json TEXT NOT NULL,
       confidence REAL NOT NULL,
       review INTEGER NOT NULL,
       reasons_json TEXT NOT NULL,
       alternatives_json TEXT NOT NULL,
       UNIQUE (scan_page_id, variable)
     ) STRICT`,
    `CREATE INDEX reading_by_copy ON reading(copy, variable)`,
    // Kept apart from readings so that tables that are scanned stay small. frame_json: {rectMm, boxes:[{code, x, y, width, height}]}, the boxes in crop px.
    `CREATE TABLE crop (
       reading_id INTEGER PRIMARY KEY REFERENCES reading(id),
       mime TEXT NOT NULL,
       width INTEGER NOT NULL,
       height INTEGER NOT NULL,
       frame_json TEXT NOT NULL,
       image BLOB NOT NULL
     ) STRICT`,
    // suggestion_json: {value, confidence} by a slower reader than the first, null until it has looked.
    `CREATE TABLE review_task (
       id INTEGER PRIMARY KEY,
       reading_id INTEGER NOT NULL UNIQUE REFERENCES reading(id),
       survey TEXT NOT NULL,
       wave_id INTEGER NOT NULL REFERENCES wave(id),
       copy TEXT NOT NULL,
       variable TEXT NOT NULL,
       kind TEXT NOT NULL CHECK (kind IN ('choice', 'digits', 'text')),
       confidence REAL NOT NULL,
       state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'dropped')),
       suggestion_json TEXT,
       lease_owner TEXT,
       lease_until TEXT,
       read_as TEXT NOT NULL DEFAULT '',
       skips INTEGER NOT NULL DEFAULT 0,
       created_at TEXT NOT NULL
     ) STRICT`,
    // The order of the queue: what was skipped comes last, and alike tasks follow each other. read_as is the reading's
    // value_json, kept here for that order alone.
    `CREATE INDEX review_task_queue
       ON review_task(state, skips, survey, kind, variable, read_as, confidence, id)`,
    `CREATE INDEX review_task_by_lease ON review_task(lease_owner) WHERE lease_owner IS NOT NULL`,
    `CREATE INDEX review_task_by_copy ON review_task(copy, variable)`,
    // How many tasks there are, kept by triggers: counting a hundred thousand at every decision is slow.
    `CREATE TABLE review_count (
       survey TEXT NOT NULL,
       state TEXT NOT NULL,
       tasks INTEGER NOT NULL,
       PRIMARY KEY (survey, state)
     ) STRICT, WITHOUT ROWID`,
    `CREATE TRIGGER review_task_added AFTER INSERT ON review_task BEGIN
       INSERT INTO review_count (survey, state, tasks) VALUES (NEW.survey, NEW.state, 1)
         ON CONFLICT (survey, state) DO UPDATE SET tasks = tasks + 1;
     END`,
    `CREATE TRIGGER review_task_changed AFTER UPDATE OF survey, state ON review_task
       WHEN OLD.state <> NEW.state OR OLD.survey <> NEW.survey BEGIN
       UPDATE review_count SET tasks = tasks - 1 WHERE survey = OLD.survey AND state = OLD.state;
       INSERT INTO review_count (survey, state, tasks) VALUES (NEW.survey, NEW.state, 1)
         ON CONFLICT (survey, state) DO UPDATE SET tasks = tasks + 1;
     END`,
    `CREATE TRIGGER review_task_removed AFTER DELETE ON review_task BEGIN
       UPDATE review_count SET tasks = tasks - 1 WHERE survey = OLD.survey AND state = OLD.state;
     END`,
    `CREATE INDEX review_task_without_suggestion ON review_task(id)
       WHERE kind = 'text' AND state = 'open' AND suggestion_json IS NULL`,
    // client_key makes a decision sent twice count once. A decision undone stays on record.
    `CREATE TABLE decision (
       id INTEGER PRIMARY KEY,
       task_id INTEGER NOT NULL REFERENCES review_task(id),
       reviewer TEXT NOT NULL,
       state TEXT NOT NULL CHECK (state IN ('answered', 'blank', 'multiple', 'unreadable')),
       value_json TEXT NOT NULL,
       client_key TEXT NOT NULL UNIQUE,
       decided_at TEXT NOT NULL,
       undone_at TEXT
     ) STRICT`,
    `CREATE UNIQUE INDEX decision_in_force ON decision(task_id) WHERE undone_at IS NULL`,
    `CREATE INDEX decision_by_reviewer ON decision(reviewer, id) WHERE undone_at IS NULL`,
  ],
};
