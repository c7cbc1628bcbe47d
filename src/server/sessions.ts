import { createHash, randomBytes } from 'node:crypto';
import { PaperlineError } from '../domain/errors.ts';
import { base32FromBytes } from '../domain/page-code.ts';
import type { ReviewerSession } from '../store/review-queue.ts';

/** A working day and some: who comes back tomorrow asks for a new link. */
const SESSION_MS = 16 * 3_600_000;
/** A link that nobody used is worth nothing after this. */
const LINK_MS = 12 * 3_600_000;
const SECRET_BYTES = 32;

export interface Sessions {
  /** A secret that opens one session, once. */
  issueToken(): string;
  /**
   * Exchanges a token for a session; gives the cookie's value.
   * @throws PaperlineError `not-signed-in` where the token is wrong, used or too old
   */
  enter(token: string): { readonly cookie: string; readonly session: ReviewerSession };
  /** The session that a cookie opens; null where there is none or it is over. */
  find(cookie: string | undefined): ReviewerSession | null;
  leave(cookie: string | undefined): void;
}

interface OpenSession {
  readonly session: ReviewerSession;
  readonly endsMs: number;
}

// Only hashes are kept, and looked up by hash, so that neither a dump of memory nor the time of a look-up gives one away.
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** Sessions live in memory: a restart ends them all and prints a new link. `now` is a clock in ms. */
export const openSessions = (now: () => number = Date.now): Sessions => {
  const tokens = new Map<string, number>();
  const sessions = new Map<string, OpenSession>();

  const forgetOld = (): void => {
    const atMs = now();
    for (const [hash, endsMs] of tokens) if (endsMs <= atMs) tokens.delete(hash);
    for (const [hash, { endsMs }] of sessions) if (endsMs <= atMs) sessions.delete(hash);
  };

  return {
    issueToken() {
      forgetOld();
      const token = newSecret();
      tokens.set(hashOf(token), now() + LINK_MS);
      return token;
    },
    enter(token) {
      forgetOld();
      if (!tokens.delete(hashOf(token))) {
        throw new PaperlineError({
          code: 'not-signed-in',
          message: 'This link was used before or is too old.',
          remedy:
            'Restart Paperline and open the link that it prints, or ask for a link in a browser that is signed in.',
        });
      }
      const session: ReviewerSession = {
        reviewer: `reviewer-${base32FromBytes(randomBytes(4))}`,
        session: base32FromBytes(randomBytes(8)),
      };
      const cookie = newSecret();
      sessions.set(hashOf(cookie), { session, endsMs: now() + SESSION_MS });
      return { cookie, session };
    },
    find(cookie) {
      if (cookie === undefined) return null;
      const open = sessions.get(hashOf(cookie));
      return open === undefined || open.endsMs <= now() ? null : open.session;
    },
    leave(cookie) {
      if (cookie !== undefined) sessions.delete(hashOf(cookie));
    },
  };
};
