import { accountNameKey } from '../../domain/account-name.ts';
import { PaperlineError } from '../../domain/errors.ts';
import { FIRST_ROLES, type Role } from '../../domain/roles.ts';
import {
  accountOf,
  addAccount,
  hasPrivacyOwner,
  rowOfAccount,
  type AccountRow,
} from '../../store/accounts.ts';
import { addLink } from '../../store/one-time-links.ts';
import type { Connection, Store } from '../../store/store.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** An invitation may wait for somebody's day off; a link to what exists already is used at once. */
const INVITATION_MS = 7 * 24 * 3_600_000;
const FIRST_LINK_MS = 12 * 3_600_000;
const PASSWORD_LINK_MS = 24 * 3_600_000;
const DEMO_NAME = 'Demo';

/** A one-time link, to be said once: its secret is kept nowhere. */
export interface IssuedLink {
  readonly secret: string;
  readonly endsAt: string;
}

/** What opens Paperline after a start. */
export type FirstDoor =
  /** Somebody can sign in: no link is needed. */
  | { readonly opens: 'sign-in' }
  /** Nobody can yet: the link makes the first privacy owner. */
  | { readonly opens: 'first-account'; readonly secret: string }
  /** The link lets in as the demonstration's privacy owner. */
  | { readonly opens: 'demo'; readonly secret: string };

/** A link that makes an account with these roles; `name` is for whom it is, as a proposal. */
export const inviteUser = async (
  store: Store,
  { name, roles, now }: { readonly name: string | null; readonly roles: readonly Role[]; readonly now: Date },
): Promise<IssuedLink> =>
  store.write((connection) => {
    if (name !== null) {
      const taken = connection.prepare(`SELECT 1 FROM account WHERE name_key = ?`).get(accountNameKey(name));
      if (taken !== undefined) {
        throw new PaperlineError({
          code: 'name-taken',
          message: `Somebody here has, or had, the name ${JSON.stringify(name)}.`,
          remedy: 'Choose another name; who forgot a password needs a link to choose a new one instead.',
        });
      }
    }
    const secret = newSecret();
    const link = { kind: 'invitation' as const, account: null, name, roles, now, validMs: INVITATION_MS };
    return { secret, endsAt: addLink(connection, { ...link, secretHash: hashSecret(secret) }).endsAt };
  });

/**
 * A link by which somebody chooses a new password; the present one works until then.
 * @throws PaperlineError `account-unknown`, for a disabled account too
 */
export const issuePasswordLink = async (store: Store, account: string, now: Date): Promise<IssuedLink> =>
  store.write((connection) => {
    const { name, roles, disabledAt } = accountOf(rowOfAccount(connection, account));
    if (disabledAt !== null) {
      throw new PaperlineError({
        code: 'account-unknown',
        message: `The account ${JSON.stringify(name)} is disabled.`,
        remedy: 'Enable it first.',
      });
    }
    const secret = newSecret();
    const link = {
      kind: 'new-password' as const,
      account,
      name: null,
      roles,
      now,
      validMs: PASSWORD_LINK_MS,
    };
    return { secret, endsAt: addLink(connection, { ...link, secretHash: hashSecret(secret) }).endsAt };
  });

/** A link that lets in as `account` without a password, once. */
const issueEnterLink = (connection: Connection, account: string, now: Date): string => {
  const secret = newSecret();
  const { roles } = accountOf(rowOfAccount(connection, account));
  addLink(connection, {
    kind: 'enter',
    account,
    name: null,
    roles,
    secretHash: hashSecret(secret),
    now,
    validMs: FIRST_LINK_MS,
  });
  return secret;
};

/** The account that nobody has a password for; made where there is none. Null where a person has its name. */
const demoAccount = (connection: Connection, now: Date): string | null => {
  const row = connection
    .prepare<[], AccountRow>(
      `SELECT * FROM account WHERE password_hash IS NULL AND oidc_subject IS NULL AND disabled_at IS NULL LIMIT 1`,
    )
    .get();
  if (row !== undefined) return row.id;
  const taken = connection.prepare(`SELECT 1 FROM account WHERE name_key = ?`).get(accountNameKey(DEMO_NAME));
  if (taken !== undefined) return null;
  return addAccount(connection, { name: DEMO_NAME, roles: FIRST_ROLES, credential: null, now }).id;
};

/** Says how to come in after a start, and makes the link for it. The demonstration never opens a place that has an owner. */
export const openFirstDoor = async (
  store: Store,
  { demo, now }: { readonly demo: boolean; readonly now: Date },
): Promise<FirstDoor> =>
  store.write((connection) => {
    if (hasPrivacyOwner(connection)) return { opens: 'sign-in' };
    const account = demo ? demoAccount(connection, now) : null;
    if (account !== null) return { opens: 'demo', secret: issueEnterLink(connection, account, now) };
    const secret = newSecret();
    addLink(connection, {
      kind: 'first-account',
      account: null,
      name: null,
      roles: FIRST_ROLES,
      secretHash: hashSecret(secret),
      now,
      validMs: FIRST_LINK_MS,
    });
    return { opens: 'first-account', secret };
  });
