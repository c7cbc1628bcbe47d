import { randomBytes } from 'node:crypto';
import { accountNameKey } from '../domain/account-name.ts';
import { PaperlineError } from '../domain/errors.ts';
import { base32FromBytes } from '../domain/page-code.ts';
import type { Role } from '../domain/roles.ts';
import { recordAct } from './audit-log.ts';
import type { Connection, Store } from './store.ts';

export interface Account {
  readonly id: string;
  /** Never changes and is never used again: decisions carry it. */
  readonly name: string;
  readonly roles: readonly Role[];
  readonly createdAt: string;
  readonly signedInAt: string | null;
  readonly disabledAt: string | null;
  /** How the person can come in without a link. */
  readonly signsInBy: readonly ('password' | 'oidc')[];
}

/** By what someone signs in: a PHC string, or who somebody is to a provider. */
export type Credential =
  | { readonly passwordHash: string }
  | { readonly issuer: string; readonly subject: string }
  /** The demonstration's: no way in but a link. */
  | null;

export interface AccountRow {
  id: string;
  name: string;
  roles_json: string;
  password_hash: string | null;
  oidc_subject: string | null;
  created_at: string;
  signed_in_at: string | null;
  disabled_at: string | null;
}

export const accountOf = (row: AccountRow): Account => ({
  id: row.id,
  name: row.name,
  roles: JSON.parse(row.roles_json) as Role[],
  createdAt: row.created_at,
  signedInAt: row.signed_in_at,
  disabledAt: row.disabled_at,
  signsInBy: [
    ...(row.password_hash === null ? [] : (['password'] as const)),
    ...(row.oidc_subject === null ? [] : (['oidc'] as const)),
  ],
});

const accountUnknown = (): PaperlineError =>
  new PaperlineError({
    code: 'account-unknown',
    message: 'There is no such account.',
    remedy: 'See who there is on the screen Users, or with "paperline user list".',
  });

/** @throws PaperlineError `account-unknown` */
export const rowOfAccount = (connection: Connection, id: string): AccountRow => {
  const row = connection.prepare<[string], AccountRow>(`SELECT * FROM account WHERE id = ?`).get(id);
  if (row === undefined) throw accountUnknown();
  return row;
};

/** @throws PaperlineError `name-taken` */
export const addAccount = (
  connection: Connection,
  {
    name,
    roles,
    credential,
    now,
  }: {
    readonly name: string;
    readonly roles: readonly Role[];
    readonly credential: Credential;
    readonly now: Date;
  },
): Account => {
  const key = accountNameKey(name);
  if (connection.prepare(`SELECT 1 FROM account WHERE name_key = ?`).get(key) !== undefined) {
    throw new PaperlineError({
      code: 'name-taken',
      message: `Somebody here has, or had, the name ${JSON.stringify(name)}.`,
      remedy: 'Choose another name, such as one with an initial.',
    });
  }
  const oidc = credential !== null && 'issuer' in credential ? credential : null;
  if (oidc !== null && findByOidc(connection, oidc.issuer, oidc.subject) !== null) {
    throw new PaperlineError({
      code: 'name-taken',
      message: 'This person of the organisation has an account here already.',
      remedy: 'Sign in with it instead of making a second one.',
    });
  }
  const id = base32FromBytes(randomBytes(10));
  connection
    .prepare(
      `INSERT INTO account (id, name, name_key, roles_json, password_hash, oidc_issuer, oidc_subject, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      id,
      name,
      key,
      JSON.stringify(roles),
      credential !== null && 'passwordHash' in credential ? credential.passwordHash : null,
      oidc?.issuer ?? null,
      oidc?.subject ?? null,
      now.toISOString(),
    );
  recordAct(connection, 'account-added', { account: name, roles }, { at: now });
  return accountOf(rowOfAccount(connection, id));
};

/** Null where nobody has signed in so; a disabled account too. */
export const findByOidc = (connection: Connection, issuer: string, subject: string): Account | null => {
  const row = connection
    .prepare<[string, string], AccountRow>(`SELECT * FROM account WHERE oidc_issuer = ? AND oidc_subject = ?`)
    .get(issuer, subject);
  return row === undefined ? null : accountOf(row);
};

/** The account that a typed name means, with its password's hash; null where there is none. */
export const findByName = async (
  store: Store,
  name: string,
): Promise<{ readonly account: Account; readonly passwordHash: string | null } | null> => {
  const row = await store.db
    .selectFrom('account')
    .selectAll()
    .where('name_key', '=', accountNameKey(name))
    .executeTakeFirst();
  return row === undefined ? null : { account: accountOf(row), passwordHash: row.password_hash };
};

export const listAccounts = async (store: Store): Promise<Account[]> =>
  (await store.db.selectFrom('account').selectAll().orderBy('name_key').execute()).map(accountOf);

/** Somebody who can come in again and give rights out; as long as there is none, a start makes one. */
export const hasPrivacyOwner = (connection: Connection): boolean =>
  connection
    .prepare(
      `SELECT 1 FROM account, json_each(roles_json) AS role
       WHERE role.value = 'privacy-owner' AND disabled_at IS NULL
         AND (password_hash IS NOT NULL OR oidc_subject IS NOT NULL)`,
    )
    .get() !== undefined;

/** Whether anybody could sign in without a link. */
export const anybodySignsIn = (connection: Connection): boolean =>
  connection
    .prepare(
      `SELECT 1 FROM account WHERE disabled_at IS NULL AND (password_hash IS NOT NULL OR oidc_subject IS NOT NULL)`,
    )
    .get() !== undefined;

const refuseNoPrivacyOwner = (connection: Connection, before: boolean): void => {
  if (!before || hasPrivacyOwner(connection)) return;
  throw new PaperlineError({
    code: 'last-privacy-owner',
    message: 'This is the only privacy owner: without one nobody could let people in or out.',
    remedy: 'Make somebody else privacy owner first.',
  });
};

/** Ends every session of an account but `except`, and puts what those held back into the review queue. */
export const endSessionsOf = (
  connection: Connection,
  account: Pick<AccountRow, 'id' | 'name'>,
  except = '',
): void => {
  connection.prepare(`DELETE FROM session WHERE account = ? AND id <> ?`).run(account.id, except);
  // Lease owners are `name/session`; '0' is the character after '/'.
  for (const release of [
    `UPDATE review_task INDEXED BY review_task_by_lease SET lease_owner = NULL, lease_until = NULL, held_for = NULL`,
    `UPDATE quality_check INDEXED BY quality_check_by_lease SET lease_owner = NULL, lease_until = NULL`,
  ]) {
    connection
      .prepare(`${release} WHERE lease_owner >= ? AND lease_owner < ? AND lease_owner <> ?`)
      .run(`${account.name}/`, `${account.name}0`, `${account.name}/${except}`);
  }
};

/**
 * Keeps somebody out from now on: sessions and links of the account end as part of it.
 * @throws PaperlineError `account-unknown`, `last-privacy-owner`
 */
export const disableAccount = async (store: Store, id: string, now: Date): Promise<void> =>
  store.write((connection) => {
    const row = rowOfAccount(connection, id);
    const before = hasPrivacyOwner(connection);
    connection
      .prepare(`UPDATE account SET disabled_at = coalesce(disabled_at, ?) WHERE id = ?`)
      .run(now.toISOString(), id);
    refuseNoPrivacyOwner(connection, before);
    endSessionsOf(connection, row);
    connection.prepare(`DELETE FROM one_time_link WHERE account = ?`).run(id);
    recordAct(connection, 'account-disabled', { account: row.name }, { at: now });
  });

/** @throws PaperlineError `account-unknown` */
export const enableAccount = async (store: Store, id: string): Promise<void> =>
  store.write((connection) => {
    const { name } = rowOfAccount(connection, id);
    connection.prepare(`UPDATE account SET disabled_at = NULL WHERE id = ?`).run(id);
    recordAct(connection, 'account-enabled', { account: name });
  });

/** @throws PaperlineError `account-unknown`, `last-privacy-owner` */
export const setRoles = async (store: Store, id: string, roles: readonly Role[]): Promise<void> =>
  store.write((connection) => {
    const { name } = rowOfAccount(connection, id);
    const before = hasPrivacyOwner(connection);
    connection.prepare(`UPDATE account SET roles_json = ? WHERE id = ?`).run(JSON.stringify(roles), id);
    refuseNoPrivacyOwner(connection, before);
    recordAct(connection, 'roles-set', { account: name, roles });
  });

/** Sets a new password and ends every session but `keepSession`. @throws PaperlineError `account-unknown` */
export const setPassword = (
  connection: Connection,
  id: string,
  passwordHash: string,
  keepSession = '',
): void => {
  const row = rowOfAccount(connection, id);
  connection.prepare(`UPDATE account SET password_hash = ? WHERE id = ?`).run(passwordHash, id);
  endSessionsOf(connection, row, keepSession);
  recordAct(connection, 'password-set', { account: row.name });
};
