import type { Migration } from './migration.ts';

/** Who did what, when and from where: each entry carries the hash of the one before it. */
export const auditLog: Migration = {
  version: 9,
  statements: [
    // number: from 1 without gaps. about_json: what the act was on, with its keys in order. hash: SHA-256 of the entry's
    // canonical form, in which previous_hash is (src/store/audit-log.ts).
    `CREATE TABLE audit_entry (
       number INTEGER PRIMARY KEY,
       at TEXT NOT NULL,
       actor TEXT NOT NULL CHECK (actor IN ('person', 'token', 'command-line', 'system', 'nobody')),
       name TEXT,
       from_where TEXT NOT NULL,
       act TEXT NOT NULL,
       about_json TEXT NOT NULL,
       previous_hash TEXT NOT NULL,
       hash TEXT NOT NULL
     ) STRICT`,
    `CREATE INDEX audit_entry_by_act ON audit_entry(act, number)`,
    `CREATE TRIGGER audit_entry_follows BEFORE INSERT ON audit_entry
       WHEN NEW.number <> (SELECT COALESCE(max(number), 0) + 1 FROM audit_entry)
         OR NEW.previous_hash <> COALESCE((SELECT hash FROM audit_entry ORDER BY number DESC LIMIT 1), '') BEGIN
       SELECT RAISE(ABORT, 'an audit entry follows the last one');
     END`,
    `CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry BEGIN
       SELECT RAISE(ABORT, 'audit entries are never changed');
     END`,
    `CREATE TRIGGER audit_entry_remains BEFORE DELETE ON audit_entry BEGIN
       SELECT RAISE(ABORT, 'audit entries are never removed');
     END`,
  ],
};
