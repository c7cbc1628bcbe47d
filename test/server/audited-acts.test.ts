/** What people do through the server is on record: who, from where, and nothing that should not be. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { streamAudit, verifyAudit, type AuditEntry } from '../../src/store/audit-log.ts';
import type { RowsReply } from '../../src/server/rows-api.ts';
import { addPublication } from '../../src/store/publications.ts';
import { openWave } from '../../src/store/waves.ts';
import { samplePublication } from '../results/report/sample-publication.ts';
import { openSite, type Site } from './client.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite({ copies: 2, archive: true });
});
afterAll(() => site.close());

const entriesOf = async (act: string): Promise<AuditEntry[]> => {
  const found: AuditEntry[] = [];
  for await (const entry of streamAudit(site.seed.store)) if (entry.act === act) found.push(entry);
  return found;
};

describe('acts of people', () => {
  it('are theirs, also where a body was read first', async () => {
    const anna = await site.enter(undefined, 'Anna');
    expect(
      (await anna.post('/api/users/invitations', { name: 'Bert', roles: ['reviewer'] })).statusCode,
    ).toBe(200);
    expect((await entriesOf('link-issued')).at(-1)).toMatchObject({
      actor: 'person',
      name: 'Anna',
      from: 'this machine',
      about: { kind: 'invitation', account: 'Bert', roles: ['reviewer'] },
    });
    expect((await entriesOf('signed-in')).at(-1)).toMatchObject({
      actor: 'person',
      name: 'Anna',
      about: { by: 'link' },
    });
  });

  it('a page opened, rows shown and rows taken', async () => {
    const clara = await site.enter(undefined, 'Clara');
    const opened = await clara.post('/api/review/sheets/sheet-0123456789abcdef/open', { reason: 'context' });
    expect(opened.statusCode).toBe(200);
    expect((await entriesOf('page-opened')).at(-1)).toMatchObject({
      name: 'Clara',
      about: { reason: 'context' },
    });
    const { survey } = site.seed.questionnaire;
    expect((await clara.get(`/api/rows?survey=${survey}`)).statusCode).toBe(200);
    expect((await clara.get(`/api/rows/export?survey=${survey}&format=csv`)).statusCode).toBe(200);
    expect((await entriesOf('rows-shown')).at(-1)).toMatchObject({
      name: 'Clara',
      about: { survey, rows: 2 },
    });
    expect((await entriesOf('rows-exported')).at(-1)).toMatchObject({
      name: 'Clara',
      about: { survey, format: 'csv', rows: 2 },
    });
    expect((await entriesOf('rows-exported')).at(-1)?.about).not.toHaveProperty('wave');
    const { columns, rows } = (await clara.get(`/api/rows?survey=${survey}`)).json<RowsReply>();
    const wave = rows[0]?.[columns.indexOf('wave')] ?? '';
    const asked = `survey=${survey}&wave=${encodeURIComponent(wave)}&format=parquet`;
    expect((await clara.get(`/api/rows/export?${asked}`)).statusCode).toBe(200);
    expect((await entriesOf('rows-exported')).at(-1)).toMatchObject({
      about: { survey, wave, format: 'parquet', rows: 2 },
    });
  });

  it('published tables taken along, by people of the company too, and not what they look at', async () => {
    const id = await site.seed.store.write((connection) => {
      const now = new Date();
      openWave(connection, 'sample', '2026-Q3', now);
      const document = JSON.stringify(samplePublication('2026-Q3'));
      return addPublication(connection, { survey: 'sample', wave: '2026-Q3', document, now }).id;
    });
    const owner = await site.enter(['privacy-owner'], 'Pia');
    expect((await owner.get(`/api/results/${id}`)).statusCode).toBe(200);
    expect(await entriesOf('publication-downloaded')).toEqual([]);
    expect((await owner.get(`/api/results/${id}/file?format=sav`)).statusCode).toBe(200);
    expect(await entriesOf('publication-downloaded')).toMatchObject([
      { name: 'Pia', about: { survey: 'sample', wave: '2026-Q3', number: 1, format: 'sav' } },
    ]);
    expect((await owner.get('/api/results/999999/file?format=sav')).statusCode).toBe(404);
    expect(await entriesOf('publication-downloaded')).toHaveLength(1);
  });

  it('a refused sign-in names an account that there is, and never what else was typed', async () => {
    const secret = 'a password typed as a name';
    const tries = [
      { name: 'Anna', password: 'wrong horse battery' },
      { name: secret, password: 'x' },
    ];
    for (const payload of tries) {
      const headers = { host: '127.0.0.1:4310', origin: 'http://127.0.0.1:4310' };
      const reply = await site.request({ method: 'POST', url: '/api/session', headers, payload });
      expect(reply.statusCode).toBe(401);
    }
    expect((await entriesOf('sign-in-refused')).slice(-2)).toMatchObject([
      { actor: 'nobody', name: 'Anna', about: { why: 'wrong' } },
      { actor: 'nobody', name: null, about: { why: 'unknown-to-us' } },
    ]);
    for await (const entry of streamAudit(site.seed.store))
      expect(JSON.stringify(entry)).not.toContain(secret);
  });

  it('leave a chain that holds, without the code of any copy', async () => {
    expect(await verifyAudit(site.seed.store)).toMatchObject({ intact: true });
    const copies = await site.seed.store.db.selectFrom('copy').select('code').execute();
    for await (const entry of streamAudit(site.seed.store)) {
      for (const { code } of copies) expect(JSON.stringify(entry)).not.toContain(code);
    }
  });
});
