import type { Store } from '../../store/store.ts';
import { findToken, touchToken } from '../../store/api-tokens.ts';
import { findSession, touchSession, type SessionTimes } from '../../store/sign-in-sessions.ts';
import type { Caller } from '../access.ts';
import { hashSecret } from './secrets.ts';

/** A working day at most, and no longer than a long lunch without a sign of life. */
export const SESSION_TIMES: SessionTimes = { idleMs: 2 * 3_600_000, longestMs: 12 * 3_600_000 };
/** A sign of life is written down at most so often. */
const TOUCH_EVERY_MS = 60_000;

export interface Callers {
  /** Who a session's cookie belongs to; null where it opens nothing (any more). `passive` leaves no sign of life. */
  bySession(cookie: string | undefined, passive: boolean): Promise<Caller | null>;
  /** Whose token this is; null where it opens nothing (any more). */
  byToken(token: string): Promise<Caller | null>;
}

/** Asks the store at every request, so that whoever is disabled or loses a role is out with the next one. */
export const openCallers = (store: Store, now: () => Date): Callers => ({
  async bySession(cookie, passive) {
    if (cookie === undefined || cookie === '') return null;
    const at = now();
    const found = await findSession(store, hashSecret(cookie), at, SESSION_TIMES);
    if (found === null) return null;
    if (!passive && at.getTime() - Date.parse(found.seenAt) >= TOUCH_EVERY_MS) {
      await touchSession(store, found.id, at);
    }
    const { id: account, name, roles } = found.account;
    return { kind: 'person', account, name, roles, session: found.id };
  },
  async byToken(secret) {
    const at = now();
    const token = await findToken(store, hashSecret(secret), at);
    if (token === null) return null;
    if (token.usedAt === null || at.getTime() - Date.parse(token.usedAt) >= TOUCH_EVERY_MS) {
      await touchToken(store, token.id, at);
    }
    return { kind: 'token', name: token.name, scopes: token.scopes, grant: token.grant };
  },
});
