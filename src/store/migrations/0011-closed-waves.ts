import type { Migration } from './migration.ts';

/** What is left of a wave once it is closed: rows that nothing leads back from, and counts. */
export const closedWaves: Migration = {
  version: 11,
  statements: [
    // One respondent's anonymous record. row_id is made at closing, and the table is kept in its order. values_json: every
    // column of the row by name; a column of words is 1 where there were words. weight: what the row stands for, mean 1 over
    // the wave; null where boarders were not counted. cluster: a random group of trips; null where there are too few. record_key: drawn at closing and never again, for perturbing tables by cell key.
    `CREATE TABLE closed_row (
       row_id TEXT PRIMARY KEY,
       wave_id INTEGER NOT NULL REFERENCES wave(id),
       values_json TEXT NOT NULL,
       weight REAL,
       cluster INTEGER,
       record_key INTEGER CHECK (record_key BETWEEN 0 AND 255)
     ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX closed_row_by_wave ON closed_row(wave_id, row_id)`,
    // Open answers that a person let go before the closing, apart from the rows, under ids of their own. The others are not
    // kept.
    `CREATE TABLE closed_text (
       text_id TEXT PRIMARY KEY,
       wave_id INTEGER NOT NULL REFERENCES wave(id),
       variable TEXT NOT NULL,
       words TEXT NOT NULL
     ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX closed_text_by_wave ON closed_text(wave_id, variable, text_id)`,
    // Counts of a closed wave: response and quality of the whole, never of a copy or a trip.
    `CREATE TABLE wave_figures (
       wave_id INTEGER PRIMARY KEY REFERENCES wave(id),
       figures_json TEXT NOT NULL
     ) STRICT`,
    // A closing that has begun and not ended. step: what is to be done next.
    `CREATE TABLE wave_closing (
       wave_id INTEGER PRIMARY KEY REFERENCES wave(id),
       step TEXT NOT NULL CHECK (step IN ('rows', 'key', 'sheets', 'compact')),
       begun_at TEXT NOT NULL
     ) STRICT`,
    // The archived files that had pages of a closed wave: they go when the time for keeping them is over.
    `CREATE TABLE closed_scan (
       scan_file_id INTEGER NOT NULL REFERENCES scan_file(id),
       wave_id INTEGER NOT NULL REFERENCES wave(id),
       PRIMARY KEY (scan_file_id, wave_id)
     ) STRICT, WITHOUT ROWID`,
    // The keys themselves are files beside the database. wave_id: null for pages whose copy is not known.
    `CREATE TABLE sheet_key (
       key_id TEXT PRIMARY KEY,
       survey TEXT NOT NULL,
       wave_id INTEGER REFERENCES wave(id),
       made_at TEXT NOT NULL,
       destroyed_at TEXT
     ) STRICT, WITHOUT ROWID`,
    `CREATE UNIQUE INDEX sheet_key_in_use ON sheet_key(survey, COALESCE(wave_id, 0)) WHERE destroyed_at IS NULL`,
    // How long scans are kept after closing; a survey that is not here has the usual time.
    `CREATE TABLE retention_setting (
       survey TEXT PRIMARY KEY,
       days INTEGER NOT NULL CHECK (days >= 0)
     ) STRICT, WITHOUT ROWID`,
    // Erasing a wave looks for what refers to each row that goes.
    `CREATE INDEX text_look_by_decision ON text_look(decision_id)`,
    `CREATE INDEX coding_step_by_decision ON coding_step(decision_id) WHERE decision_id IS NOT NULL`,
    `CREATE INDEX decision_by_task ON decision(task_id)`,
    `CREATE INDEX scan_page_duplicates ON scan_page(duplicate_of) WHERE duplicate_of IS NOT NULL`,
  ],
};
