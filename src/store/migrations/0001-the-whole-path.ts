import type { Migration } from './migration.ts';

/**
 * Times are ISO 8601 in UTC. JSON columns end in `_json`. Sheets (copies, scans, readings, decisions) may hold personal
 * data; nothing here leaves as it is: rows are made from it by src/rows.
 */
export const theWholePath: Migration = {
  version: 1,
  statements: [
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
    // state: reading -> stored -> archived, or rejecting -> rejected. What is not archived or rejected is finished at the next start.
    `CREATE TABLE scan_file (
       id INTEGER PRIMARY KEY,
       claim TEXT NOT NULL UNIQUE,
       original_name TEXT NOT NULL,
       sha256 TEXT,
       bytes INTEGER,
       state TEXT NOT NULL CHECK (state IN ('reading', 'stored', 'archived', 'rejecting', 'rejected')),
       page_count INTEGER,
       destination TEXT,
       reason TEXT,
       diagnostics_json TEXT,
       claimed_at TEXT NOT NULL,
       finished_at TEXT
     ) STRICT`,
    `CREATE INDEX scan_file_by_hash ON scan_file(sha256)`,
    `CREATE INDEX scan_file_by_state ON scan_file(state)`,
    // superseded_by: the page counts no longer, another scan of the same page of the same copy does.
    `CREATE TABLE scan_page (
       id INTEGER PRIMARY KEY,
       scan_file_id INTEGER NOT NULL REFERENCES scan_file(id),
       page_index INTEGER NOT NULL,
       status TEXT NOT NULL CHECK (status IN ('read', 'review', 'unreadable', 'blank', 'foreign')),
       form TEXT,
       copy TEXT,
       page INTEGER,
       batch TEXT,
       is_batch_header INTEGER NOT NULL DEFAULT 0,
       duplicate_of INTEGER REFERENCES scan_page(id),
       reasons_json TEXT NOT NULL,
       diagnostics_json TEXT NOT NULL,
       ms_json TEXT NOT NULL,
       reader_version TEXT NOT NULL,
       UNIQUE (scan_file_id, page_index)
     ) STRICT`,
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
       skips INTEGER NOT NULL DEFAULT 0,
       created_at TEXT NOT NULL
     ) STRICT`,
    // The order of the queue: what was skipped comes last, and alike tasks follow each other.
    `CREATE INDEX review_task_queue
       ON review_task(state, skips, survey, kind, variable, suggestion_json, confidence, id)`,
    `CREATE INDEX review_task_by_lease ON review_task(lease_owner) WHERE lease_owner IS NOT NULL`,
    `CREATE INDEX review_task_by_copy ON review_task(copy, variable)`,
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
