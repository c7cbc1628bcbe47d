import { randomBytes } from 'node:crypto';
import { base32FromBytes } from '../domain/page-code.ts';
import { accountOf, endSessionsOf, rowOfAccount, type Account, type AccountRow } from './accounts.ts';
import { recordAct } from './audit-log.ts';
import type { Connection, Store } from './store.ts';

export interface OpenSession {
  /** Names the session where it is listed and in leases; opens nothing. */
  readonly id: string;
  readonly account: Account;
  readonly seenAt: string;
}

export interface ListedSession {
  readonly id: string;
  readonly browser: string;
  readonly createdAt: string;
  readonly seenAt: string;
}

/** How long a session lasts without a sign of life, and at most. */
export interface SessionTimes {
  readonly idleMs: number;
  readonly longestMs: number;
}

const before = (now: Date, ms: number): string => new Date(now.getTime() - ms).toISOString();

/** Opens a session that `secretHash` names; sessions that are over are cleared away with it. */
export const openSession = (
  connection: Connection,
  account: string,
  {
    secretHash,
    browser,
    now,
    times,
  }: {
    readonly secretHash: string;
    readonly browser: string;
    readonly now: Date;
    readonly times: SessionTimes;
  },
): string => {
  const id = base32FromBytes(randomBytes(16));
  const nowIso = now.toISOString();
  connection
    .prepare(`DELETE FROM session WHERE ends_at <= ? OR seen_at <= ?`)
    .run(nowIso, before(now, times.idleMs));
  connection
    .prepare(
      `INSERT INTO session (secret_hash, id, account, browser, created_at, seen_at, ends_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      secretHash,
      id,
      account,
      browser,
      nowIso,
      nowIso,
      new Date(now.getTime() + times.longestMs).toISOString(),
    );
  connection.prepare(`UPDATE account SET signed_in_at = ? WHERE id = ?`).run(nowIso, account);
  return id;
};

/** The session that `secretHash` names; null where there is none, it is over, or the account is disabled. */
export const findSession = async (
  store: Store,
  secretHash: string,
  now: Date,
  times: SessionTimes,
): Promise<OpenSession | null> =>
  store.read((connection) => {
    const row = connection
      .prepare<[string, string, string], AccountRow & { session_id: string; seen_at: string }>(
        `SELECT a.*, s.id AS session_id, s.seen_at FROM session s JOIN account a ON a.id = s.account
         WHERE s.secret_hash = ? AND s.ends_at > ? AND s.seen_at > ? AND a.disabled_at IS NULL`,
      )
      .get(secretHash, now.toISOString(), before(now, times.idleMs));
    return row === undefined ? null : { id: row.session_id, account: accountOf(row), seenAt: row.seen_at };
  });

export const touchSession = async (store: Store, id: string, now: Date): Promise<void> => {
  await store.write((connection) =>
    connection.prepare(`UPDATE session SET seen_at = ? WHERE id = ?`).run(now.toISOString(), id),
  );
};

/** True where the session was this account's and is over now. */
export const endSession = async (store: Store, account: string, id: string): Promise<boolean> =>
  store.write((connection) => {
    const { changes } = connection
      .prepare(`DELETE FROM session WHERE account = ? AND id = ?`)
      .run(account, id);
    if (changes === 1) recordAct(connection, 'signed-out', {});
    return changes === 1;
  });

/** @throws PaperlineError `account-unknown` */
export const endOtherSessions = async (store: Store, account: string, except: string): Promise<void> =>
  store.write((connection) => {
    const row = rowOfAccount(connection, account);
    endSessionsOf(connection, row, except);
    recordAct(connection, 'sessions-ended', { account: row.name });
  });

export const listSessions = async (
  store: Store,
  account: string,
  now: Date,
  times: SessionTimes,
): Promise<ListedSession[]> =>
  (
    await store.db
      .selectFrom('session')
      .select(['id', 'browser', 'created_at', 'seen_at'])
      .where('account', '=', account)
      .where('ends_at', '>', now.toISOString())
      .where('seen_at', '>', before(now, times.idleMs))
      .orderBy('seen_at', 'desc')
      .orderBy('id')
      .execute()
  ).map(({ id, browser, created_at: createdAt, seen_at: seenAt }) => ({ id, browser, createdAt, seenAt }));
