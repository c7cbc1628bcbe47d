import type { Migration } from './migration.ts';

/** Who may come in: accounts, their sessions, one-time links, failed tries and tokens. Every secret is kept as its hash. */
export const accounts: Migration = {
  version: 5,
  statements: [
    // name_key: the name as two people would take it for the same; a name is never used again, since decisions carry it.
    // password_hash is a PHC string; null for who signs in elsewhere, and for the demonstration's account.
    `CREATE TABLE account (
       id TEXT PRIMARY KEY,
       name TEXT NOT NULL,
       name_key TEXT NOT NULL UNIQUE,
       roles_json TEXT NOT NULL,
       password_hash TEXT,
       oidc_issuer TEXT,
       oidc_subject TEXT,
       created_at TEXT NOT NULL,
       signed_in_at TEXT,
       disabled_at TEXT
     ) STRICT, WITHOUT ROWID`,
    `CREATE UNIQUE INDEX account_by_oidc ON account(oidc_issuer, oidc_subject) WHERE oidc_subject IS NOT NULL`,
    // id names a session where it is listed; browser is a coarse word for what it runs in.
    `CREATE TABLE session (
       secret_hash TEXT PRIMARY KEY,
       id TEXT NOT NULL UNIQUE,
       account TEXT NOT NULL REFERENCES account(id),
       browser TEXT NOT NULL,
       created_at TEXT NOT NULL,
       seen_at TEXT NOT NULL,
       ends_at TEXT NOT NULL
     ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX session_by_account ON session(account)`,
    // account: whose link it is, null where it makes an account. A link that was used is gone.
    `CREATE TABLE one_time_link (
       secret_hash TEXT PRIMARY KEY,
       id TEXT NOT NULL UNIQUE,
       kind TEXT NOT NULL CHECK (kind IN ('first-account', 'invitation', 'new-password', 'enter')),
       account TEXT REFERENCES account(id),
       name TEXT,
       roles_json TEXT NOT NULL,
       created_at TEXT NOT NULL,
       ends_at TEXT NOT NULL
     ) STRICT, WITHOUT ROWID`,
    // key is a hash of the name that was typed, or of the address that it came from.
    `CREATE TABLE sign_in_failure (
       key TEXT PRIMARY KEY,
       failures INTEGER NOT NULL,
       failed_at TEXT NOT NULL,
       blocked_until TEXT
     ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX sign_in_failure_by_time ON sign_in_failure(failed_at)`,
    `CREATE TABLE api_token (
       id TEXT PRIMARY KEY,
       name TEXT NOT NULL,
       secret_hash TEXT NOT NULL UNIQUE,
       scopes_json TEXT NOT NULL,
       created_at TEXT NOT NULL,
       ends_at TEXT NOT NULL,
       used_at TEXT,
       revoked_at TEXT
     ) STRICT, WITHOUT ROWID`,
    `CREATE UNIQUE INDEX api_token_by_name ON api_token(name) WHERE revoked_at IS NULL`,
  ],
};
