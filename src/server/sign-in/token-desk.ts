/** Making tokens for scripts, on a screen or by a command. */
import { PaperlineError } from '../../domain/errors.ts';
import type { Scope } from '../../domain/roles.ts';
import { addToken, type ApiToken } from '../../store/api-tokens.ts';
import type { Store } from '../../store/store.ts';
import { hashSecret, newTokenSecret } from './secrets.ts';
import { nameOrRefusal } from './sign-in-desk.ts';

const DAY_MS = 24 * 3_600_000;
const LONGEST_DAYS = 366;

/** The end of a day such as 2027-01-31, in UTC. @throws PaperlineError `usage` where it is none, is past or is far away */
const endOfDay = (text: string, now: Date): Date => {
  const end = new Date(`${text}T23:59:59.999Z`);
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(end.getTime()) && end.toISOString().startsWith(text);
  const days = (end.getTime() - now.getTime()) / DAY_MS;
  if (isDay && days > 0 && days <= LONGEST_DAYS) return end;
  throw new PaperlineError({
    code: 'usage',
    message: isDay
      ? `The last day, ${text}, is ${days <= 0 ? 'past' : 'more than a year away'}.`
      : `Expected a day such as 2027-01-31 but received ${JSON.stringify(text)}.`,
    remedy: `Name a day of the coming year, such as ${new Date(now.getTime() + 90 * DAY_MS).toISOString().slice(0, 10)}.`,
  });
};

export interface IssuedToken {
  readonly token: ApiToken;
  /** Shown once; only its hash is kept. */
  readonly secret: string;
}

/** @throws PaperlineError `name-invalid`, `name-taken`, `usage` */
export const issueToken = async (
  store: Store,
  wanted: {
    readonly name: string;
    readonly scopes: readonly Scope[];
    /** Such as 2027-01-31. */
    readonly lastDay: string;
    readonly now: Date;
  },
): Promise<IssuedToken> => {
  const { scopes, now } = wanted;
  const name = nameOrRefusal(wanted.name);
  const endsAt = endOfDay(wanted.lastDay, now);
  const secret = newTokenSecret();
  return {
    token: await addToken(store, { name, scopes, endsAt, now, secretHash: hashSecret(secret) }),
    secret,
  };
};
