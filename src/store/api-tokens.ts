import { randomBytes } from 'node:crypto';
import { PaperlineError } from '../domain/errors.ts';
import { base32FromBytes } from '../domain/page-code.ts';
import type { Scope } from '../domain/roles.ts';
import { grantById, grantsInForce } from './agency-grants.ts';
import { recordAct } from './audit-log.ts';
import type { Store } from './store.ts';

export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: string;
  readonly endsAt: string;
  readonly usedAt: string | null;
  readonly revokedAt: string | null;
  /** The agency's grant that it works through, and no longer than that; null for the company's own scripts. */
  readonly grant: string | null;
}

interface TokenRow {
  id: string;
  name: string;
  scopes_json: string;
  created_at: string;
  ends_at: string;
  used_at: string | null;
  revoked_at: string | null;
  grant_id: string | null;
}

const COLUMNS = [
  'id',
  'name',
  'scopes_json',
  'created_at',
  'ends_at',
  'used_at',
  'revoked_at',
  'grant_id',
] as const;

const tokenOf = (row: TokenRow): ApiToken => ({
  id: row.id,
  name: row.name,
  scopes: JSON.parse(row.scopes_json) as Scope[],
  createdAt: row.created_at,
  endsAt: row.ends_at,
  usedAt: row.used_at,
  revokedAt: row.revoked_at,
  grant: row.grant_id,
});

const forGrantAlone = (): PaperlineError =>
  new PaperlineError({
    code: 'usage',
    message: 'A token of an agency reads results and nothing else.',
    remedy: 'Give it the scope results:read alone.',
  });

/**
 * @throws PaperlineError `name-taken` where a token in force has the name; `grant-unknown`; `usage` where a token of an
 * agency is to have another scope
 */
export const addToken = async (
  store: Store,
  token: {
    readonly name: string;
    readonly secretHash: string;
    readonly scopes: readonly Scope[];
    readonly endsAt: Date;
    readonly now: Date;
    /** Of the agency whose token it is. */
    readonly grant?: string | null;
  },
): Promise<ApiToken> =>
  store.write((connection) => {
    const grant = token.grant ?? null;
    if (grant !== null) {
      if (token.scopes.some((scope) => scope !== 'results:read')) throw forGrantAlone();
      grantById(connection, grant);
    }
    const taken = connection
      .prepare(`SELECT 1 FROM api_token WHERE name = ? AND revoked_at IS NULL`)
      .get(token.name);
    if (taken !== undefined) {
      throw new PaperlineError({
        code: 'name-taken',
        message: `There is a token named ${JSON.stringify(token.name)} already.`,
        remedy: 'Choose another name, or revoke that one first.',
      });
    }
    const row: TokenRow = {
      id: base32FromBytes(randomBytes(10)),
      name: token.name,
      scopes_json: JSON.stringify(token.scopes),
      created_at: token.now.toISOString(),
      ends_at: token.endsAt.toISOString(),
      used_at: null,
      revoked_at: null,
      grant_id: grant,
    };
    connection
      .prepare(
        `INSERT INTO api_token (id, name, secret_hash, scopes_json, created_at, ends_at, grant_id)
         VALUES (@id, @name, @secret_hash, @scopes_json, @created_at, @ends_at, @grant_id)`,
      )
      .run({ ...row, secret_hash: token.secretHash });
    recordAct(
      connection,
      'token-added',
      { token: token.name, scopes: token.scopes, endsAt: row.ends_at },
      { at: token.now },
    );
    return tokenOf(row);
  });

export const listTokens = async (store: Store): Promise<ApiToken[]> =>
  (await store.db.selectFrom('api_token').select(COLUMNS).orderBy('created_at').orderBy('id').execute()).map(
    tokenOf,
  );

/** The token in force that `secretHash` names; null where there is none, it or its grant is over or revoked. */
export const findToken = async (store: Store, secretHash: string, now: Date): Promise<ApiToken | null> => {
  const row = await store.db
    .selectFrom('api_token')
    .select(COLUMNS)
    .where('secret_hash', '=', secretHash)
    .where('ends_at', '>', now.toISOString())
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { grant_id: grant } = row;
  if (grant !== null && (await grantsInForce(store, { grant }, now)).length === 0) return null;
  return tokenOf(row);
};

export const touchToken = async (store: Store, id: string, now: Date): Promise<void> => {
  await store.write((connection) =>
    connection.prepare(`UPDATE api_token SET used_at = ? WHERE id = ?`).run(now.toISOString(), id),
  );
};

/** Revokes the token in force with this name or id; false where there is none. */
export const revokeToken = async (store: Store, nameOrId: string, now: Date): Promise<boolean> =>
  store.write((connection) => {
    const name = connection
      .prepare<[string, string, string], string>(
        `UPDATE api_token SET revoked_at = ? WHERE (name = ? OR id = ?) AND revoked_at IS NULL RETURNING name`,
      )
      .pluck()
      .get(now.toISOString(), nameOrId, nameOrId);
    if (name !== undefined) recordAct(connection, 'token-revoked', { token: name }, { at: now });
    return name !== undefined;
  });
