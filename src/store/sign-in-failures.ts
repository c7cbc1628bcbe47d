import type { Connection, Store } from './store.ts';

/** From which failure on somebody has to wait, how long first, and how long at most; each wait is twice the one before. */
export interface BackOff {
  readonly free: number;
  readonly firstMs: number;
  readonly longestMs: number;
}

export interface TriedKey {
  /** A hash of what was tried, or of where from. */
  readonly key: string;
  readonly backOff: BackOff;
}

/** Failures are forgotten after this long without another. */
const FORGET_AFTER_MS = 24 * 3_600_000;

const waitOf = (failures: number, { free, firstMs, longestMs }: BackOff): number =>
  failures < free ? 0 : Math.min(longestMs, firstMs * 2 ** Math.min(failures - free, 30));

interface FailureRow {
  failures: number;
  blocked_until: string | null;
}

const rowOf = (connection: Connection, key: string): FailureRow | undefined =>
  connection
    .prepare<[string], FailureRow>(`SELECT failures, blocked_until FROM sign_in_failure WHERE key = ?`)
    .get(key);

/**
 * Counts a try as failed before it is made, so that tries made at once cannot outrun the count. Gives how long to wait in
 * ms where it is too early for any of the keys, and then counts nothing.
 */
export const countTry = async (store: Store, keys: readonly TriedKey[], now: Date): Promise<number> =>
  store.write((connection) => {
    connection
      .prepare(`DELETE FROM sign_in_failure WHERE failed_at <= ?`)
      .run(new Date(now.getTime() - FORGET_AFTER_MS).toISOString());
    const waits = keys.map(({ key }) => {
      const until = rowOf(connection, key)?.blocked_until ?? null;
      return until === null ? 0 : Date.parse(until) - now.getTime();
    });
    const waitMs = Math.max(0, ...waits);
    if (waitMs > 0) return waitMs;
    for (const { key, backOff } of keys) {
      const failures = (rowOf(connection, key)?.failures ?? 0) + 1;
      const blockedMs = waitOf(failures, backOff);
      connection
        .prepare(
          `INSERT INTO sign_in_failure (key, failures, failed_at, blocked_until) VALUES (@key, @failures, @now, @until)
           ON CONFLICT (key) DO UPDATE SET failures = @failures, failed_at = @now, blocked_until = @until`,
        )
        .run({
          key,
          failures,
          now: now.toISOString(),
          until: blockedMs === 0 ? null : new Date(now.getTime() + blockedMs).toISOString(),
        });
    }
    return 0;
  });

/** Takes back what `countTry` counted: all of `account`, since who came in is not guessing, and this one try of `address`. */
export const clearTry = (connection: Connection, account: string, address: string): void => {
  connection.prepare(`DELETE FROM sign_in_failure WHERE key = ?`).run(account);
  connection
    .prepare(`UPDATE sign_in_failure SET failures = max(0, failures - 1), blocked_until = NULL WHERE key = ?`)
    .run(address);
};
