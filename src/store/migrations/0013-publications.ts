import type { Migration } from './migration.ts';

/** What is published of a wave, to whom it is shown, and what was looked at. */
export const publications: Migration = {
  version: 13,
  statements: [
    // number: 1 for the first of a wave, 2 where it was published again. What went out is out: nothing changes or removes it.
    `CREATE TABLE publication (
       id INTEGER PRIMARY KEY,
       survey TEXT NOT NULL REFERENCES survey(id),
       wave_id INTEGER NOT NULL REFERENCES wave(id),
       number INTEGER NOT NULL CHECK (number > 0),
       document_json TEXT NOT NULL,
       sha256 TEXT NOT NULL,
       published_at TEXT NOT NULL,
       published_by TEXT NOT NULL,
       UNIQUE (wave_id, number)
     ) STRICT`,
    `CREATE INDEX publication_by_survey ON publication(survey, published_at)`,
    `CREATE TRIGGER publication_stays BEFORE UPDATE ON publication BEGIN SELECT RAISE(ABORT, 'a publication stays as it is'); END`,
    `CREATE TRIGGER publication_remains BEFORE DELETE ON publication BEGIN SELECT RAISE(ABORT, 'a publication stays'); END`,
    // One survey's published tables for one agency account, until ends_at. download_limit: files in all; null is no limit.
    `CREATE TABLE agency_grant (
       id TEXT PRIMARY KEY,
       account TEXT NOT NULL REFERENCES account(id),
       survey TEXT NOT NULL REFERENCES survey(id),
       ends_at TEXT NOT NULL,
       download_limit INTEGER CHECK (download_limit >= 0),
       granted_by TEXT NOT NULL,
       granted_at TEXT NOT NULL,
       revoked_at TEXT
     ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX agency_grant_by_account ON agency_grant(account)`,
    // format: of a file that was taken along; null where the publication was looked at on the screen.
    `CREATE TABLE grant_use (
       id INTEGER PRIMARY KEY,
       grant_id TEXT NOT NULL REFERENCES agency_grant(id),
       publication_id INTEGER NOT NULL REFERENCES publication(id),
       format TEXT,
       used_at TEXT NOT NULL
     ) STRICT`,
    `CREATE INDEX grant_use_by_grant ON grant_use(grant_id, used_at)`,
    // A token of an agency works through its grant, and as long.
    `ALTER TABLE api_token ADD COLUMN grant_id TEXT REFERENCES agency_grant(id)`,
  ],
};
