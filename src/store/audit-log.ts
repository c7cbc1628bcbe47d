/**
 * The audit log. Entries are only ever added, in the transaction of what they tell of, and each is chained to the one
 * before it by its hash: a changed, removed or inserted entry breaks the chain from there on. The number and hash of the
 * last entry (the head) are kept apart as well, so that entries taken off the end are missed. Whoever can write the file
 * and knows this page can make chain and head anew: only a head that was written down elsewhere (every export prints it)
 * shows that.
 */
import { createHash } from 'node:crypto';
import type { Actor, AuditAct, AuditActs } from '../domain/audit-acts.ts';
import { PaperlineError } from '../domain/errors.ts';
import { presentActor } from './audit-actor.ts';
import type { Connection, Store } from './store.ts';

export interface AuditEntry {
  /** From 1, without gaps. */
  readonly number: number;
  readonly at: string;
  readonly actor: Actor['kind'];
  readonly name: string | null;
  readonly from: string;
  readonly act: string;
  readonly about: Readonly<Record<string, unknown>>;
  readonly previousHash: string;
  readonly hash: string;
}

/** The last entry; number 0 and an empty hash before the first. */
export interface AuditHead {
  readonly number: number;
  readonly hash: string;
}

interface EntryRow {
  readonly number: number;
  readonly at: string;
  readonly actor: Actor['kind'];
  readonly name: string | null;
  readonly from_where: string;
  readonly act: string;
  readonly about_json: string;
  readonly previous_hash: string;
  readonly hash: string;
}

const FORMAT = 'paperline/audit@1';
const HEAD = 'audit-head';

/** JSON of the values in this order, without spaces; an export holds all of them. */
export const hashOfEntry = (row: Omit<EntryRow, 'hash'>): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        FORMAT,
        row.number,
        row.at,
        row.actor,
        row.name,
        row.from_where,
        row.act,
        row.about_json,
        row.previous_hash,
      ]),
    )
    .digest('hex');

const canonicalJson = (about: object): string =>
  JSON.stringify(
    Object.fromEntries(Object.entries(about).toSorted(([one], [other]) => (one < other ? -1 : 1))),
  );

const lastEntry = (connection: Connection): AuditHead =>
  connection
    .prepare<[], AuditHead>(`SELECT number, hash FROM audit_entry ORDER BY number DESC LIMIT 1`)
    .get() ?? { number: 0, hash: '' };

/** Adds an entry, inside the transaction of the act that it tells of. `actor` is whoever acts now unless given. */
export const recordAct = <Act extends AuditAct>(
  connection: Connection,
  act: Act,
  about: AuditActs[Act],
  { at = new Date(), actor = presentActor() }: { readonly at?: Date; readonly actor?: Actor } = {},
): void => {
  const before = lastEntry(connection);
  const row = {
    number: before.number + 1,
    at: at.toISOString(),
    actor: actor.kind,
    name: actor.name,
    from_where: actor.from,
    act,
    about_json: canonicalJson(about),
    previous_hash: before.hash,
  };
  const hash = hashOfEntry(row);
  connection
    .prepare(
      `INSERT INTO audit_entry (number, at, actor, name, from_where, act, about_json, previous_hash, hash)
       VALUES (@number, @at, @actor, @name, @from_where, @act, @about_json, @previous_hash, @hash)`,
    )
    .run({ ...row, hash });
  connection
    .prepare(
      `INSERT INTO property (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    )
    .run(HEAD, headText({ number: row.number, hash }));
};

/** A transaction of its own for an act that changes nothing in the store. */
export const recordActAlone = <Act extends AuditAct>(
  store: Store,
  act: Act,
  about: AuditActs[Act],
  options: { readonly at?: Date; readonly actor?: Actor } = {},
): Promise<void> => {
  const actor = options.actor ?? presentActor();
  return store.write((connection) => recordAct(connection, act, about, { ...options, actor }));
};

/** As a person writes it down: `1042:5f1c...`. */
export const headText = ({ number, hash }: AuditHead): string => `${number}:${hash}`;

/** @throws PaperlineError `usage` */
export const headFrom = (text: string): AuditHead => {
  const [, number, hash] = /^(\d{1,15}):([0-9a-f]{64}|)$/u.exec(text.trim()) ?? [];
  if (number !== undefined && hash !== undefined) return { number: Number(number), hash };
  throw new PaperlineError({
    code: 'usage',
    message: `${JSON.stringify(text)} is not the head of an audit log.`,
    remedy: 'Give it as it was printed: a number, a colon, and 64 characters.',
  });
};

export interface AuditVerdict {
  readonly intact: boolean;
  readonly entries: number;
  readonly head: AuditHead;
  /** The first entry that is not as it must be, and why; null where all are. */
  readonly broken: { readonly number: number; readonly why: BrokenBecause } | null;
}

/**
 * `changed`: its content does not give its hash; `unchained`: it does not carry the hash of the one before; `gap`: the
 * one that should stand there is missing; `cut-off`: entries are missing at the end; `not-as-noted`: the entry that was
 * written down elsewhere is another one here.
 */
export type BrokenBecause = 'changed' | 'unchained' | 'gap' | 'cut-off' | 'not-as-noted';

const ENTRY_COLUMNS = 'number, at, actor, name, from_where, act, about_json, previous_hash, hash';

/**
 * Walks the whole chain. `noted` is a head that somebody wrote down earlier.
 * Cannot see: a chain that was made anew as a whole, with the head that is kept in the same file, unless `noted` is given;
 * nor acts that were never written down.
 */
export const verifyAudit = (store: Store, noted: AuditHead | null = null): Promise<AuditVerdict> =>
  store.read((connection) => {
    let before: AuditHead = { number: 0, hash: '' };
    const broken = ((): AuditVerdict['broken'] => {
      const rows = connection
        .prepare<[], EntryRow>(`SELECT ${ENTRY_COLUMNS} FROM audit_entry ORDER BY number`)
        .iterate();
      for (const row of rows) {
        const due = before.number + 1;
        if (row.number !== due) return { number: due, why: 'gap' };
        if (row.previous_hash !== before.hash) return { number: due, why: 'unchained' };
        if (hashOfEntry(row) !== row.hash) return { number: due, why: 'changed' };
        if (noted?.number === due && noted.hash !== row.hash) return { number: due, why: 'not-as-noted' };
        before = { number: due, hash: row.hash };
      }
      const kept = connection
        .prepare<[string], string>(`SELECT value FROM property WHERE name = ?`)
        .pluck()
        .get(HEAD);
      if (kept !== undefined && kept !== headText(before))
        return { number: before.number + 1, why: 'cut-off' };
      if (kept === undefined && before.number > 0) return { number: before.number, why: 'cut-off' };
      if (noted !== null && noted.number > before.number)
        return { number: before.number + 1, why: 'cut-off' };
      return null;
    })();
    return {
      intact: broken === null,
      entries: connection.prepare<[], number>(`SELECT count(*) FROM audit_entry`).pluck().get() ?? 0,
      head: before,
      broken,
    };
  });

export const auditHead = (store: Store): Promise<AuditHead> => store.read(lastEntry);

const ENTRIES_A_CHUNK = 1000;

const entryOf = (row: EntryRow): AuditEntry => ({
  number: row.number,
  at: row.at,
  actor: row.actor,
  name: row.name,
  from: row.from_where,
  act: row.act,
  about: JSON.parse(row.about_json) as Record<string, unknown>,
  previousHash: row.previous_hash,
  hash: row.hash,
});

/** Entries from number `from` on, oldest first. */
export async function* streamAudit(store: Store, from = 1): AsyncGenerator<AuditEntry> {
  let next = from;
  for (;;) {
    const rows = await store.read((connection) =>
      connection
        .prepare<[number, number], EntryRow>(
          `SELECT ${ENTRY_COLUMNS} FROM audit_entry WHERE number >= ? ORDER BY number LIMIT ?`,
        )
        .all(next, ENTRIES_A_CHUNK),
    );
    yield* rows.map(entryOf);
    const last = rows.at(-1);
    if (last === undefined) return;
    next = last.number + 1;
  }
}

/** All entries up to `head`, a line of JSON each. */
export async function* linesOfAudit(store: Store, head: AuditHead): AsyncGenerator<string> {
  for await (const entry of streamAudit(store)) {
    // What is written while it runs has its turn next time.
    if (entry.number > head.number) return;
    yield `${JSON.stringify(entry)}\n`;
  }
}

/** Entries before a number, the latest first. */
export const listAudit = (
  store: Store,
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<AuditEntry[]> =>
  store.read((connection) =>
    connection
      .prepare<[number, number], EntryRow>(
        `SELECT ${ENTRY_COLUMNS} FROM audit_entry WHERE number < ? ORDER BY number DESC LIMIT ?`,
      )
      .all(before, limit)
      .map(entryOf),
  );

/** Puts settings on record where they differ from the last ones there. */
export const recordSettings = (store: Store, settings: AuditActs['settings-in-force']): Promise<void> =>
  store.write((connection) => {
    const last = connection
      .prepare<[], string>(
        `SELECT about_json FROM audit_entry WHERE act = 'settings-in-force' ORDER BY number DESC LIMIT 1`,
      )
      .pluck()
      .get();
    if (last !== canonicalJson(settings)) recordAct(connection, 'settings-in-force', settings);
  });
