/**
 * What an outside agency may see: the published tables of one survey, until a day, so many files. Every look asks anew
 * by the clock of this machine, so that a grant that is over or revoked opens nothing with the next request.
 */
import { randomBytes } from 'node:crypto';
import { PaperlineError } from '../domain/errors.ts';
import { base32FromBytes } from '../domain/page-code.ts';
import { rowOfAccount, accountOf } from './accounts.ts';
import { presentActor } from './audit-actor.ts';
import { recordAct } from './audit-log.ts';
import { notPublished, publicationById, recordDownload, type Publication } from './publications.ts';
import type { Connection, Store } from './store.ts';

export interface AgencyGrant {
  readonly id: string;
  /** The account's name. */
  readonly account: string;
  readonly survey: string;
  readonly endsAt: string;
  /** Files in all; null is no limit. */
  readonly downloadLimit: number | null;
  readonly grantedBy: string;
  readonly grantedAt: string;
  readonly revokedAt: string | null;
  readonly looks: number;
  readonly downloads: number;
  readonly lastUsedAt: string | null;
}

/** One look at a publication, or one file of it. */
export interface GrantUse {
  readonly survey: string;
  readonly wave: string;
  readonly number: number;
  /** Of a file; null for a look on the screen. */
  readonly format: string | null;
  readonly usedAt: string;
}

/** Whom a grant is asked for: an agency's account, or the grant that a token works through. */
export type GrantHolder = { readonly account: string } | { readonly grant: string };

const SELECT = `SELECT agency_grant.id, account.name AS account, agency_grant.survey, agency_grant.ends_at AS endsAt,
    agency_grant.download_limit AS downloadLimit, agency_grant.granted_by AS grantedBy,
    agency_grant.granted_at AS grantedAt, agency_grant.revoked_at AS revokedAt,
    (SELECT count(*) FROM grant_use WHERE grant_id = agency_grant.id AND format IS NULL) AS looks,
    (SELECT count(*) FROM grant_use WHERE grant_id = agency_grant.id AND format IS NOT NULL) AS downloads,
    (SELECT max(used_at) FROM grant_use WHERE grant_id = agency_grant.id) AS lastUsedAt
  FROM agency_grant JOIN account ON account.id = agency_grant.account`;

const IN_FORCE = `agency_grant.revoked_at IS NULL AND agency_grant.ends_at > @now AND account.disabled_at IS NULL
  AND EXISTS (SELECT 1 FROM json_each(account.roles_json) WHERE value = 'agency')`;

/** @throws PaperlineError `grant-unknown` */
export const grantById = (connection: Connection, id: string): AgencyGrant => {
  const grant = connection.prepare<[string], AgencyGrant>(`${SELECT} WHERE agency_grant.id = ?`).get(id);
  if (grant !== undefined) return grant;
  throw new PaperlineError({
    code: 'grant-unknown',
    message: 'There is no such grant.',
    remedy: 'See which there are on the screen Results, or with "paperline grant list".',
  });
};

/**
 * Lets an agency account see a survey's published tables.
 * @throws PaperlineError `account-unknown`, `not-an-agency`, `survey-unknown`, `grant-exists`, `usage` for an end in the past
 */
export const addGrant = async (
  store: Store,
  {
    account,
    survey,
    endsAt,
    downloadLimit,
    now,
  }: {
    /** The account's id. */
    readonly account: string;
    readonly survey: string;
    readonly endsAt: Date;
    readonly downloadLimit: number | null;
    readonly now: Date;
  },
): Promise<AgencyGrant> =>
  store.write((connection) => {
    const { name, roles, disabledAt } = accountOf(rowOfAccount(connection, account));
    if (!roles.includes('agency') || disabledAt !== null) {
      throw new PaperlineError({
        code: 'not-an-agency',
        message:
          disabledAt === null ? `${name} is no account of an agency.` : `The account ${name} is disabled.`,
        remedy: 'Invite the agency with the role agency, and grant to that account.',
      });
    }
    if (connection.prepare(`SELECT 1 FROM survey WHERE id = ?`).get(survey) === undefined) {
      throw new PaperlineError({
        code: 'survey-unknown',
        message: `There is no survey ${JSON.stringify(survey)} here.`,
        remedy: 'Name one that was printed or registered here.',
      });
    }
    if (endsAt <= now) {
      throw new PaperlineError({
        code: 'usage',
        message: `A grant until ${endsAt.toISOString().slice(0, 10)} would be over already.`,
        remedy: 'Name a day that is still to come.',
      });
    }
    const there = connection
      .prepare<{ account: string; survey: string; now: string }, AgencyGrant>(
        `${SELECT} WHERE agency_grant.account = @account AND agency_grant.survey = @survey AND ${IN_FORCE}`,
      )
      .get({ account, survey, now: now.toISOString() });
    if (there !== undefined) {
      throw new PaperlineError({
        code: 'grant-exists',
        message: `${name} may see ${survey} already, until ${there.endsAt}.`,
        remedy: 'Revoke that grant first; what was looked at stays on record.',
      });
    }
    const actor = presentActor();
    const id = base32FromBytes(randomBytes(10));
    connection
      .prepare(
        `INSERT INTO agency_grant (id, account, survey, ends_at, download_limit, granted_by, granted_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        id,
        account,
        survey,
        endsAt.toISOString(),
        downloadLimit,
        actor.name ?? actor.kind,
        now.toISOString(),
      );
    const said = { account: name, survey, endsAt: endsAt.toISOString(), downloads: downloadLimit };
    recordAct(connection, 'grant-added', said, { at: now });
    return grantById(connection, id);
  });

const findInForce = (connection: Connection, holder: GrantHolder, now: Date): AgencyGrant[] =>
  connection
    .prepare<{ holder: string; now: string }, AgencyGrant>(
      `${SELECT} WHERE ${'account' in holder ? 'agency_grant.account' : 'agency_grant.id'} = @holder AND ${IN_FORCE}
       ORDER BY agency_grant.survey`,
    )
    .all({ holder: 'account' in holder ? holder.account : holder.grant, now: now.toISOString() });

/** All that was ever granted, the latest first. */
export const listGrants = async (store: Store): Promise<AgencyGrant[]> =>
  store.read((connection) =>
    connection
      .prepare<[], AgencyGrant>(`${SELECT} ORDER BY agency_grant.granted_at DESC, agency_grant.id`)
      .all(),
  );

/** The grants that open something now. */
export const grantsInForce = async (store: Store, holder: GrantHolder, now: Date): Promise<AgencyGrant[]> =>
  store.read((connection) => findInForce(connection, holder, now));

/** Ends a grant with the next request; false where it was revoked before. @throws PaperlineError `grant-unknown` */
export const revokeGrant = async (store: Store, id: string, now: Date): Promise<boolean> =>
  store.write((connection) => {
    const { account, survey, revokedAt } = grantById(connection, id);
    if (revokedAt !== null) return false;
    connection.prepare(`UPDATE agency_grant SET revoked_at = ? WHERE id = ?`).run(now.toISOString(), id);
    recordAct(connection, 'grant-revoked', { account, survey }, { at: now });
    return true;
  });

/** What was looked at and taken along by a grant, the latest first. @throws PaperlineError `grant-unknown` */
export const listGrantUses = async (store: Store, id: string): Promise<GrantUse[]> =>
  store.read((connection) => {
    grantById(connection, id);
    return connection
      .prepare<[string], GrantUse>(
        `SELECT publication.survey, wave.name AS wave, publication.number, grant_use.format, grant_use.used_at AS usedAt
         FROM grant_use JOIN publication ON publication.id = grant_use.publication_id
           JOIN wave ON wave.id = publication.wave_id
         WHERE grant_use.grant_id = ? ORDER BY grant_use.id DESC`,
      )
      .all(id);
  });

/**
 * The publication, for an agency with a grant in force; that it was looked at, or taken along in a format, is on record in
 * the same transaction. Without a grant it is as if there were none.
 * @throws PaperlineError `not-published`, `downloads-used-up`
 */
export const publicationForAgency = async (
  store: Store,
  {
    holder,
    publication: id,
    format,
    now,
  }: {
    readonly holder: GrantHolder;
    readonly publication: number;
    /** Of a file; null for a look on the screen. */
    readonly format: string | null;
    readonly now: Date;
  },
): Promise<Publication> =>
  store.write((connection) => {
    const grants = findInForce(connection, holder, now);
    const publication = publicationById(connection, id);
    const grant = grants.find(({ survey }) => survey === publication.survey);
    if (grant === undefined) throw notPublished();
    if (format !== null && grant.downloadLimit !== null && grant.downloads >= grant.downloadLimit) {
      throw new PaperlineError({
        code: 'downloads-used-up',
        message: `All ${grant.downloadLimit} files of this grant were taken along.`,
        remedy: 'Ask the company for more; the tables can still be looked at here.',
      });
    }
    connection
      .prepare(`INSERT INTO grant_use (grant_id, publication_id, format, used_at) VALUES (?, ?, ?, ?)`)
      .run(grant.id, id, format, now.toISOString());
    const { survey, wave, number } = publication;
    if (format === null)
      recordAct(connection, 'publication-looked-at', { survey, wave, number }, { at: now });
    else recordDownload(connection, publication, { format, now });
    return publication;
  });
