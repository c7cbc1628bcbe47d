import { randomBytes } from 'node:crypto';
import { PaperlineError } from '../domain/errors.ts';
import { base32FromBytes } from '../domain/page-code.ts';
import type { Role } from '../domain/roles.ts';
import {
  accountOf,
  addAccount,
  endSessionsOf,
  hasPrivacyOwner,
  rowOfAccount,
  setPassword,
  type Account,
  type Credential,
} from './accounts.ts';
import { recordAct } from './audit-log.ts';
import type { LinkKind } from './schema.ts';
import type { Connection, Store } from './store.ts';

export interface NewLink {
  readonly kind: LinkKind;
  /** Whose it is; null for a link that makes an account. */
  readonly account: string | null;
  /** For whom it is, as a proposal. */
  readonly name: string | null;
  readonly roles: readonly Role[];
  readonly secretHash: string;
  readonly now: Date;
  readonly validMs: number;
}

export interface StoredLink {
  readonly id: string;
  readonly kind: LinkKind;
  readonly account: string | null;
  readonly name: string | null;
  readonly roles: readonly Role[];
  readonly createdAt: string;
  readonly endsAt: string;
}

interface LinkRow {
  id: string;
  kind: LinkKind;
  account: string | null;
  name: string | null;
  roles_json: string;
  created_at: string;
  ends_at: string;
}

const LINK_COLUMNS = 'id, kind, account, name, roles_json, created_at, ends_at';

const linkOf = (row: LinkRow): StoredLink => ({
  id: row.id,
  kind: row.kind,
  account: row.account,
  name: row.name,
  roles: JSON.parse(row.roles_json) as Role[],
  createdAt: row.created_at,
  endsAt: row.ends_at,
});

/** One answer for every link that does not work, so that it tells nothing of which there were. */
export const linkIsOver = (): PaperlineError =>
  new PaperlineError({
    code: 'link-over',
    message: 'This link was used before, was withdrawn or is too old.',
    remedy: 'Ask a privacy owner for a new one; for the very first account, start Paperline again.',
  });

/** Links that are too old are cleared away with every new one. Only one link for a first account works at a time. */
export const addLink = (connection: Connection, link: NewLink): StoredLink => {
  const id = base32FromBytes(randomBytes(10));
  const nowIso = link.now.toISOString();
  connection.prepare(`DELETE FROM one_time_link WHERE ends_at <= ?`).run(nowIso);
  if (link.kind === 'first-account')
    connection.exec(`DELETE FROM one_time_link WHERE kind = 'first-account'`);
  if (link.account !== null) {
    connection
      .prepare(`DELETE FROM one_time_link WHERE account = ? AND kind = ?`)
      .run(link.account, link.kind);
  }
  connection
    .prepare(
      `INSERT INTO one_time_link (secret_hash, id, kind, account, name, roles_json, created_at, ends_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      link.secretHash,
      id,
      link.kind,
      link.account,
      link.name,
      JSON.stringify(link.roles),
      nowIso,
      new Date(link.now.getTime() + link.validMs).toISOString(),
    );
  const row = connection
    .prepare<[string], LinkRow>(`SELECT ${LINK_COLUMNS} FROM one_time_link WHERE id = ?`)
    .get(id);
  if (row === undefined) throw linkIsOver();
  const account = link.account === null ? link.name : rowOfAccount(connection, link.account).name;
  recordAct(connection, 'link-issued', { kind: link.kind, account, roles: link.roles }, { at: link.now });
  return linkOf(row);
};

const workingLink = (connection: Connection, secretHash: string, now: Date): StoredLink => {
  const row = connection
    .prepare<[string, string], LinkRow>(
      `SELECT ${LINK_COLUMNS} FROM one_time_link WHERE secret_hash = ? AND ends_at > ?`,
    )
    .get(secretHash, now.toISOString());
  if (row === undefined) throw linkIsOver();
  // Somebody became privacy owner meanwhile, and this link would make one more.
  if (row.kind === 'first-account' && hasPrivacyOwner(connection)) throw linkIsOver();
  return linkOf(row);
};

/** What a link is for, without using it. @throws PaperlineError `link-over` */
export const lookAtLink = async (store: Store, secretHash: string, now: Date): Promise<StoredLink> =>
  store.read((connection) => workingLink(connection, secretHash, now));

const takeLink = (
  connection: Connection,
  secretHash: string,
  now: Date,
  kinds: readonly LinkKind[],
): StoredLink => {
  const link = workingLink(connection, secretHash, now);
  if (!kinds.includes(link.kind)) throw linkIsOver();
  connection.prepare(`DELETE FROM one_time_link WHERE id = ?`).run(link.id);
  return link;
};

/** Uses a link that lets somebody in as it is. @throws PaperlineError `link-over` */
export const takeEnterLink = (connection: Connection, secretHash: string, now: Date): Account => {
  const { account } = takeLink(connection, secretHash, now, ['enter']);
  if (account === null) throw linkIsOver();
  return accountOf(rowOfAccount(connection, account));
};

/**
 * Uses a link to make the account that it is for. With the first privacy owner, accounts that can only be entered by
 * link (the demonstration's) end.
 * @throws PaperlineError `link-over`, `name-taken`; the link is then as it was
 */
export const takeAccountLink = (
  connection: Connection,
  secretHash: string,
  { name, credential, now }: { readonly name: string; readonly credential: Credential; readonly now: Date },
): Account => {
  const link = takeLink(connection, secretHash, now, ['first-account', 'invitation']);
  const account = addAccount(connection, { name, roles: link.roles, credential, now });
  if (link.kind === 'first-account') {
    const linked = connection
      .prepare<[], { id: string; name: string }>(
        `SELECT id, name FROM account WHERE password_hash IS NULL AND oidc_subject IS NULL AND disabled_at IS NULL`,
      )
      .all();
    for (const each of linked) {
      endSessionsOf(connection, each);
      connection.prepare(`DELETE FROM one_time_link WHERE account = ?`).run(each.id);
      connection.prepare(`UPDATE account SET disabled_at = ? WHERE id = ?`).run(now.toISOString(), each.id);
      recordAct(connection, 'account-disabled', { account: each.name }, { at: now });
    }
  }
  return account;
};

/** Uses a link to set a new password. @throws PaperlineError `link-over` */
export const takePasswordLink = (
  connection: Connection,
  secretHash: string,
  { passwordHash, now }: { readonly passwordHash: string; readonly now: Date },
): Account => {
  const { account } = takeLink(connection, secretHash, now, ['new-password']);
  if (account === null) throw linkIsOver();
  setPassword(connection, account, passwordHash);
  return accountOf(rowOfAccount(connection, account));
};

/** Invitations that nobody used yet. */
export const listInvitations = async (store: Store, now: Date): Promise<StoredLink[]> =>
  (
    await store.db
      .selectFrom('one_time_link')
      .select(['id', 'kind', 'account', 'name', 'roles_json', 'created_at', 'ends_at'])
      .where('kind', '=', 'invitation')
      .where('ends_at', '>', now.toISOString())
      .orderBy('created_at')
      .orderBy('id')
      .execute()
  ).map(linkOf);

/** True where there was such an invitation and now is none. */
export const withdrawInvitation = async (store: Store, id: string): Promise<boolean> =>
  store.write((connection) => {
    const { changes } = connection
      .prepare(`DELETE FROM one_time_link WHERE id = ? AND kind = 'invitation'`)
      .run(id);
    if (changes === 1) recordAct(connection, 'invitation-withdrawn', { invitation: id });
    return changes === 1;
  });
