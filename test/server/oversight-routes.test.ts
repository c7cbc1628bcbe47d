/** The tokens of scripts and the openings of whole pages, as a privacy owner sees them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IssuedTokenReply, OpeningsReply, TokensReply } from '../../src/server/oversight-api.ts';
import { closeWave } from '../../src/rows/wave-closing.ts';
import { registerPrintRun } from '../../src/store/print-runs.ts';
import { listWaves } from '../../src/store/wave-lists.ts';
import { storeFile } from '../review/seed.ts';
import { copyCode, sampleReading, sampleVersion, scanned } from '../store/sample-store.ts';
import { HOST, openSite, type Client, type Site } from './client.ts';

const NOW = new Date('2026-11-20T10:00:00Z');
const SHEET = 'sheet-of-the-tests-1';

let site: Site;
let owner: Client;
beforeEach(async () => {
  site = await openSite({ copies: 2 }, { now: () => NOW });
  owner = await site.enter(['privacy-owner'], 'Olga');
});
afterEach(() => site.close());

const make = (body: unknown) => owner.post('/api/tokens', body);
const useToken = (secret: string) =>
  site.request({
    url: '/api/rows?survey=passenger-survey',
    headers: { host: HOST, authorization: `Bearer ${secret}` },
  });

describe('tokens', () => {
  it('are made, shown once, work, and end when they are revoked', async () => {
    const made = await make({ name: 'Nightly rows', scopes: ['rows:read'], lastDay: '2026-12-31' });
    expect(made.statusCode).toBe(200);
    const { secret, token } = made.json<IssuedTokenReply>();
    expect(token).toMatchObject({ name: 'Nightly rows', endsAt: '2026-12-31T23:59:59.999Z', usedAt: null });
    expect((await useToken(secret)).statusCode).toBe(200);
    const listed = await owner.get('/api/tokens');
    expect(listed.body).not.toContain(secret);
    expect(listed.json<TokensReply>()).toMatchObject({
      now: NOW.toISOString(),
      tokens: [{ id: token.id, usedAt: NOW.toISOString(), revokedAt: null }],
    });
    expect((await owner.send('DELETE', `/api/tokens/${token.id}`)).statusCode).toBe(204);
    expect((await useToken(secret)).statusCode).toBe(401);
    const again = await owner.send('DELETE', `/api/tokens/${token.id}`);
    expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([404, 'token-unknown']);
  });

  it.each([
    ['a past day', { name: 'one', scopes: ['rows:read'], lastDay: '2026-11-19' }, 400],
    ['a day too far', { name: 'one', scopes: ['rows:read'], lastDay: '2028-01-01' }, 400],
    ['a day that is none', { name: 'one', scopes: ['rows:read'], lastDay: '2027-02-30' }, 400],
    ['no scope', { name: 'one', scopes: [], lastDay: '2026-12-31' }, 400],
    ['a scope that is none', { name: 'one', scopes: ['rows:write'], lastDay: '2026-12-31' }, 400],
    ['a name that is none', { name: '\u0007', scopes: ['rows:read'], lastDay: '2026-12-31' }, 422],
  ])('are not made with %s', async (_what, body, status) => {
    expect((await make(body)).statusCode).toBe(status);
    expect((await owner.get('/api/tokens')).json<TokensReply>().tokens).toEqual([]);
  });

  it('have each a name of their own, free again once revoked', async () => {
    const body = { name: 'Nightly', scopes: ['folder:read'], lastDay: '2026-12-31' };
    const { token } = (await make(body)).json<IssuedTokenReply>();
    expect((await make(body)).statusCode).toBe(409);
    await owner.send('DELETE', `/api/tokens/${token.id}`);
    expect((await make(body)).statusCode).toBe(200);
  });
});

describe('openings of whole pages', () => {
  const open = async (name: string, reason: string, sheet: string): Promise<void> => {
    const reviewer = await site.enter(['reviewer'], name);
    const reply = await reviewer.post(`/api/review/sheets/${sheet}/open`, { reason });
    expect(reply.statusCode).toBe(200);
  };

  it('are told with who, when, which page and why, the latest first, some at a time, of one person if wanted', async () => {
    expect((await owner.get('/api/openings')).json()).toEqual({ total: 0, openings: [], people: [] });
    await open('Anna', 'context', `${SHEET}a`);
    await open('Bert', 'respondent', `${SHEET}b`);
    await open('Anna', 'other', `${SHEET}c`);
    const all = (await owner.get('/api/openings')).json<OpeningsReply>();
    expect(all.people).toEqual(['Anna', 'Bert']);
    expect(all.openings.map(({ reviewer, reason }) => [reviewer, reason])).toEqual([
      ['Anna', 'other'],
      ['Bert', 'respondent'],
      ['Anna', 'context'],
    ]);
    expect(all.openings[0]).toMatchObject({
      openedAt: NOW.toISOString(),
      file: 'rit 12 – ochtend 🚋.pdf',
      survey: 'passenger-survey',
    });
    const second = (await owner.get('/api/openings?offset=1&limit=1')).json<OpeningsReply>();
    expect([second.total, second.openings.map(({ reviewer }) => reviewer)]).toEqual([3, ['Bert']]);
    const annas = (await owner.get('/api/openings?person=Anna&limit=1')).json<OpeningsReply>();
    expect([annas.total, annas.openings.length, annas.people.length]).toEqual([2, 1, 2]);
    const nobody = (await owner.get("/api/openings?person=x'%20OR%201=1")).json<OpeningsReply>();
    expect([nobody.total, nobody.openings]).toEqual([0, []]);
  });

  it('stay when their page is erased with its wave, and never become openings of another page', async () => {
    await open('Anna', 'context', `${SHEET}a`);
    const { store } = site.seed;
    const survey = 'passenger-survey';
    const [{ wave } = { wave: '' }] = await listWaves(store, survey);
    await closeWave(store, { survey, wave, dropOpen: true });
    const erased = { reviewer: 'Anna', file: null, place: null, survey: null };
    const reply = (await owner.get('/api/openings')).json<OpeningsReply>();
    expect(reply).toMatchObject({ total: 1, openings: [erased], people: ['Anna'] });

    // The next pages get the numbers of those that are gone, once the files of the wave are deleted too.
    await store.write((connection) => connection.exec(`DELETE FROM scan_page`));
    const { scan_page_id: number } = await store.db
      .selectFrom('page_opening')
      .select('scan_page_id')
      .executeTakeFirstOrThrow();
    await registerPrintRun(store, {
      version: sampleVersion(),
      copies: [1, 2, 3].map(copyCode),
      wave: 'next',
    });
    const pages = [1, 2, 3].flatMap((copy) => [1, 2].map((page) => [copy, page] as const));
    await storeFile(
      store,
      'later.pdf',
      pages.map(([copy, page], at) => scanned(sampleReading(at, copy, page))),
      new Date('2026-11-21T10:00:00Z'),
    );
    const ids = await store.db.selectFrom('scan_page').select('id').execute();
    expect(ids.map(({ id }) => id)).toContain(number);
    const later = (await owner.get('/api/openings')).json<OpeningsReply>();
    expect(later.openings).toMatchObject([erased]);
  });
});
