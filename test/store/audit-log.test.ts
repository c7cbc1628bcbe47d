/** The audit log: chained, append-only, and what is told when somebody was at it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actAs } from '../../src/store/audit-actor.ts';
import {
  auditHead,
  hashOfEntry,
  headFrom,
  headText,
  recordAct,
  recordActAlone,
  streamAudit,
  verifyAudit,
  type AuditEntry,
} from '../../src/store/audit-log.ts';
import { openStore, type Store } from '../../src/store/store.ts';

const AT = new Date('2026-11-26T08:00:00Z');
const TRIGGERS = ['audit_entry_follows', 'audit_entry_stays', 'audit_entry_remains'];

let root: string;
let store: Store;
beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'paperline-audit-'));
  store = openStore(path.join(root, 'paperline.db'));
  for (const rows of [1, 2, 3, 4])
    await recordActAlone(store, 'rows-shown', { survey: 'bus', rows }, { at: AT });
});
afterEach(async () => {
  await store.close();
  rmSync(root, { recursive: true, force: true });
});

/** What somebody with the file and a tool does, past the triggers. */
const tamper = (...statements: string[]): void => {
  const connection = new Sqlite(store.path);
  for (const name of TRIGGERS) connection.exec(`DROP TRIGGER ${name}`);
  for (const statement of statements) connection.exec(statement);
  connection.close();
};

const entries = async (): Promise<AuditEntry[]> => {
  const found: AuditEntry[] = [];
  for await (const entry of streamAudit(store)) found.push(entry);
  return found;
};

describe('what is written', () => {
  it('says who, when, what, on what and from where, each entry chained to the one before', async () => {
    await actAs({ kind: 'person', name: 'Anna', from: '192.0.2.7' }, async () => {
      await Promise.resolve();
      await recordActAlone(store, 'roles-set', { roles: ['operator'], account: 'Bert' }, { at: AT });
    });
    const all = await entries();
    expect(all.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(all[0]).toMatchObject({ actor: 'system', name: null, from: 'this machine', previousHash: '' });
    expect(all[4]).toMatchObject({
      at: '2026-11-26T08:00:00.000Z',
      actor: 'person',
      name: 'Anna',
      from: '192.0.2.7',
      act: 'roles-set',
      about: { account: 'Bert', roles: ['operator'] },
      previousHash: all[3]?.hash,
    });
    expect(await verifyAudit(store)).toMatchObject({ intact: true, entries: 5, broken: null });
  });

  it('hashes as documented: JSON of the values in their order', () => {
    const row = {
      number: 1,
      at: '2026-11-26T08:00:00.000Z',
      actor: 'nobody',
      name: null,
      from_where: 'this machine',
      act: 'signed-out',
      about_json: '{}',
      previous_hash: '',
    } as const;
    // printf '["paperline/audit@1",1,"2026-11-26T08:00:00.000Z","nobody",null,"this machine","signed-out","{}",""]' | sha256sum
    expect(hashOfEntry(row)).toBe('c1622dca706332c4dcc324a301b0ad11e66a0074d9970e587660d0bb3281f267');
  });

  it('is part of the act: rolled back with it', async () => {
    const failing = store.write((connection) => {
      recordAct(connection, 'signed-out', {});
      throw new Error('the act failed');
    });
    await expect(failing).rejects.toThrow('the act failed');
    expect(await verifyAudit(store)).toMatchObject({ intact: true, entries: 4 });
  });

  it('is only added to, and only at the end', async () => {
    const refused = (statement: string) => store.write((connection) => connection.exec(statement));
    await expect(refused(`UPDATE audit_entry SET name = 'x' WHERE number = 2`)).rejects.toThrow(
      'never changed',
    );
    await expect(refused(`DELETE FROM audit_entry WHERE number = 4`)).rejects.toThrow('never removed');
    const columns = `actor, from_where, at, act, about_json, previous_hash, hash`;
    for (const number of [2, 6]) {
      await expect(
        refused(
          `INSERT OR REPLACE INTO audit_entry (number, ${columns}) SELECT ${number}, ${columns} FROM audit_entry WHERE number = 1`,
        ),
      ).rejects.toThrow('follows the last');
    }
    expect(await verifyAudit(store)).toMatchObject({ intact: true, entries: 4 });
  });
});

describe('what is told when somebody was at it', () => {
  it('a changed entry', async () => {
    tamper(`UPDATE audit_entry SET about_json = '{"rows":9,"survey":"bus"}' WHERE number = 2`);
    expect((await verifyAudit(store)).broken).toEqual({ number: 2, why: 'changed' });
  });

  it('a changed entry whose hash was made anew', async () => {
    const { about, from, previousHash, ...second } = (await entries())[1] as AuditEntry;
    const row = {
      ...second,
      from_where: from,
      about_json: '{"rows":9,"survey":"bus"}',
      previous_hash: previousHash,
    };
    expect(about).toEqual({ rows: 2, survey: 'bus' });
    tamper(
      `UPDATE audit_entry SET about_json = '${row.about_json}', hash = '${hashOfEntry(row)}' WHERE number = 2`,
    );
    expect((await verifyAudit(store)).broken).toEqual({ number: 3, why: 'unchained' });
  });

  it('a missing entry', async () => {
    tamper(`DELETE FROM audit_entry WHERE number = 3`);
    expect((await verifyAudit(store)).broken).toEqual({ number: 3, why: 'gap' });
  });

  it('entries cut off at the end', async () => {
    tamper(`DELETE FROM audit_entry WHERE number > 2`);
    expect((await verifyAudit(store)).broken).toEqual({ number: 3, why: 'cut-off' });
  });

  it('entries cut off with the head put back shows against a head noted earlier, and only so', async () => {
    const noted = await auditHead(store);
    const second = (await entries())[1] as AuditEntry;
    tamper(
      `DELETE FROM audit_entry WHERE number > 2`,
      `UPDATE property SET value = '${headText(second)}' WHERE name = 'audit-head'`,
    );
    expect((await verifyAudit(store)).broken).toBeNull();
    expect((await verifyAudit(store, noted)).broken).toEqual({ number: 3, why: 'cut-off' });
    await recordActAlone(store, 'rows-shown', { survey: 'bus', rows: 8 }).catch(() => undefined);
    await recordActAlone(store, 'rows-shown', { survey: 'bus', rows: 9 }).catch(() => undefined);
    expect((await verifyAudit(store, noted)).broken).toEqual({ number: 4, why: 'not-as-noted' });
  });

  it('takes a head as it was printed, and nothing else', async () => {
    const head = await auditHead(store);
    expect(headFrom(headText(head))).toEqual(head);
    for (const text of ['', '4', '4:abc', `x${headText(head)}`]) expect(() => headFrom(text)).toThrow('head');
  });
});
