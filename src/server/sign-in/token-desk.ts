/** Making tokens for scripts, on a screen or by a command. */
import { endOfLastDay } from '../../domain/last-day.ts';
import type { Scope } from '../../domain/roles.ts';
import { addToken, type ApiToken } from '../../store/api-tokens.ts';
import type { Store } from '../../store/store.ts';
import { hashSecret, newTokenSecret } from './secrets.ts';
import { nameOrRefusal } from './sign-in-desk.ts';

const LONGEST_DAYS = 366;

export interface IssuedToken {
  readonly token: ApiToken;
  /** Shown once; only its hash is kept. */
  readonly secret: string;
}

/** @throws PaperlineError `name-invalid`, `name-taken`, `grant-unknown`, `usage` */
export const issueToken = async (
  store: Store,
  wanted: {
    readonly name: string;
    readonly scopes: readonly Scope[];
    /** Such as 2027-01-31. */
    readonly lastDay: string;
    readonly now: Date;
    /** Of the agency whose token it is. */
    readonly grant?: string | null | undefined;
  },
): Promise<IssuedToken> => {
  const { scopes, now, grant = null } = wanted;
  const name = nameOrRefusal(wanted.name);
  const endsAt = endOfLastDay(wanted.lastDay, { now, longestDays: LONGEST_DAYS });
  const secret = newTokenSecret();
  return {
    token: await addToken(store, { name, scopes, endsAt, now, secretHash: hashSecret(secret), grant }),
    secret,
  };
};
