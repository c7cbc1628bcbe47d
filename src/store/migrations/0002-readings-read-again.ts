import type { Migration } from './migration.ts';

/** What a newer reader makes of archived scans, beside what stood before it. */
export const readingsReadAgain: Migration = {
  version: 2,
  statements: [
    // The reader that made this reading, where it is not the one that its page names: a newer one could not read it.
    `ALTER TABLE reading ADD COLUMN reader_version TEXT`,
    `CREATE TABLE scan_page_history (
       id INTEGER PRIMARY KEY,
       scan_page_id INTEGER NOT NULL REFERENCES scan_page(id),
       status TEXT NOT NULL,
       form TEXT,
       copy TEXT,
       page INTEGER,
       counts INTEGER NOT NULL,
       reasons_json TEXT NOT NULL,
       reader_version TEXT NOT NULL,
       superseded_at TEXT NOT NULL
     ) STRICT`,
    `CREATE INDEX scan_page_history_by_page ON scan_page_history(scan_page_id)`,
    // Only readings whose value, state or need of a person changed are kept as they stood.
    `CREATE TABLE reading_history (
       id INTEGER PRIMARY KEY,
       reading_id INTEGER NOT NULL REFERENCES reading(id),
       state TEXT NOT NULL,
       value_json TEXT NOT NULL,
       confidence REAL NOT NULL,
       review INTEGER NOT NULL,
       reasons_json TEXT NOT NULL,
       alternatives_json TEXT NOT NULL,
       reader_version TEXT NOT NULL,
       superseded_at TEXT NOT NULL
     ) STRICT`,
    `CREATE INDEX reading_history_by_reading ON reading_history(reading_id)`,
  ],
};
