/** What an agency may see, and until when: over HTTP, by the server's clock. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashSecret, newTokenSecret } from '../../src/server/sign-in/secrets.ts';
import { addToken } from '../../src/store/api-tokens.ts';
import { findByName } from '../../src/store/accounts.ts';
import { streamAudit } from '../../src/store/audit-log.ts';
import { addPublication } from '../../src/store/publications.ts';
import { openWave } from '../../src/store/waves.ts';
import type {
  GrantsReply,
  GrantUsesReply,
  GrantView,
  PublicationReply,
  ResultsReply,
} from '../../src/server/results-api.ts';
import { PUBLICATION_FORMATS, type PublicationFormat } from '../../src/results/publication-formats.ts';
import { samplePublication } from '../results/report/sample-publication.ts';
import { HOST, openSite, type Client, type Site } from './client.ts';

const NOW = new Date('2026-11-26T10:00:00Z');
const DOCUMENT = samplePublication('2026-Q3');
let clock = NOW;
let site: Site;
let owner: Client;
const published = new Map<string, number>();

beforeAll(async () => {
  site = await openSite({ copies: 1 }, { now: () => clock });
  await site.seed.store.write((connection) => {
    for (const survey of ['own', 'other']) {
      const { name: wave } = openWave(connection, survey, '2026-Q3', NOW);
      published.set(
        survey,
        addPublication(connection, { survey, wave, document: JSON.stringify(DOCUMENT), now: NOW }).id,
      );
    }
  });
});
beforeEach(async () => {
  clock = NOW;
  owner = await site.enter(['privacy-owner'], 'Pia');
});
afterAll(() => site.close());

const MEDIA_TYPES: Readonly<Record<PublicationFormat, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  parquet: 'application/vnd.apache.parquet',
  sav: 'application/x-spss-sav',
  'triple-s': 'application/zip',
  ddi: 'application/zip',
  codebook: 'text/csv',
  json: 'application/json',
};

let agencies = 0;
const inviteAgency = async (): Promise<{ client: Client; id: string; name: string }> => {
  const name = `Bureau ${++agencies}`;
  const client = await site.enter(['agency'], name);
  const found = await findByName(site.seed.store, name);
  return { client, name, id: found?.account.id ?? '' };
};

const grant = async (account: string, more: object = {}): Promise<GrantView> => {
  const reply = await owner.post('/api/grants', {
    account,
    survey: 'own',
    until: '2026-12-31',
    downloadLimit: null,
    ...more,
  });
  expect(reply.statusCode).toBe(200);
  return reply.json<{ grant: GrantView }>().grant;
};
const look = async (client: Client, survey: string): Promise<number> =>
  (await client.get(`/api/results/${published.get(survey)}`)).statusCode;
const listed = async (client: Client): Promise<string[]> =>
  (await client.get('/api/results')).json<ResultsReply>().publications.map(({ survey }) => survey);

describe('an agency', () => {
  it('sees nothing before it is granted, then that survey and no other', async () => {
    const { client, id } = await inviteAgency();
    expect(await listed(client)).toEqual([]);
    expect(await look(client, 'own')).toBe(404);
    await grant(id);
    expect(await listed(client)).toEqual(['own']);
    const reply = await client.get(`/api/results/${published.get('own')}`);
    expect(reply.json<PublicationReply>().document).toEqual(DOCUMENT);
    expect(await look(client, 'other')).toBe(404);
    // As if there were none: the two cannot be told apart.
    const none = await client.get('/api/results/999999');
    const other = await client.get(`/api/results/${published.get('other')}`);
    expect(none.body).toBe(other.body);
  });

  it('sees nothing of what another agency was granted', async () => {
    const one = await inviteAgency();
    const two = await inviteAgency();
    await grant(one.id);
    expect(await look(two.client, 'own')).toBe(404);
  });

  it('is out with the next request when the grant is revoked, and its look stays on record', async () => {
    const { client, id, name } = await inviteAgency();
    const { id: grantId } = await grant(id);
    expect(await look(client, 'own')).toBe(200);
    expect((await owner.post(`/api/grants/${grantId}/revoke`)).statusCode).toBe(204);
    expect(await look(client, 'own')).toBe(404);
    expect(await listed(client)).toEqual([]);
    const { uses } = (await owner.get(`/api/grants/${grantId}/uses`)).json<GrantUsesReply>();
    expect(uses).toMatchObject([{ survey: 'own', wave: '2026-Q3', number: 1, format: null }]);
    const { grants } = (await owner.get('/api/grants')).json<GrantsReply>();
    expect(grants.find((each) => each.id === grantId)).toMatchObject({
      account: name,
      looks: 1,
      downloads: 0,
    });
    // Revoking again changes nothing, and a new grant opens it again.
    expect((await owner.post(`/api/grants/${grantId}/revoke`)).statusCode).toBe(204);
    await grant(id);
    expect(await look(client, 'own')).toBe(200);
  });

  it('is out when the last day is over, by this clock alone', async () => {
    clock = new Date('2026-11-26T23:30:00Z');
    owner = await site.enter(['privacy-owner'], 'Pia');
    const { client, id } = await inviteAgency();
    await grant(id, { until: '2026-11-26' });
    expect(await look(client, 'own')).toBe(200);
    clock = new Date('2026-11-27T00:00:00Z');
    expect(await look(client, 'own')).toBe(404);
  });

  it('is out when its account is disabled', async () => {
    const { client, id } = await inviteAgency();
    await grant(id);
    expect((await owner.post(`/api/users/${id}/disable`)).statusCode).toBe(204);
    expect(await look(client, 'own')).toBe(401);
  });

  it('takes along as many files as it was granted, and goes on looking', async () => {
    const { client, id } = await inviteAgency();
    await grant(id, { downloadLimit: 2 });
    const file = (format: string): Promise<{ statusCode: number; body: string }> =>
      client.get(`/api/results/${published.get('own')}/file?format=${format}&language=nl`);
    expect((await file('json')).statusCode).toBe(200);
    const csv = await file('csv');
    expect(csv.body).toContain('mark_overall');
    expect(await file('pdf')).toMatchObject({ statusCode: 403 });
    expect(await look(client, 'own')).toBe(200);
    const { grants } = (await client.get('/api/results')).json<ResultsReply>();
    expect(grants).toMatchObject([{ survey: 'own', downloadsLeft: 0 }]);
  });

  it.each(PUBLICATION_FORMATS)('has one file less after %s, as after any other', async (format) => {
    const { client, id } = await inviteAgency();
    await grant(id, { downloadLimit: 1 });
    const take = async (): Promise<{ statusCode: number; headers: Record<string, unknown> }> =>
      client.get(`/api/results/${published.get('own')}/file?format=${format}&language=nl`);
    const reply = await take();
    expect(reply.statusCode).toBe(200);
    expect(String(reply.headers['content-type']).split(';')[0]).toBe(MEDIA_TYPES[format]);
    expect(reply.headers['content-disposition']).toContain('filename="sample-2026-Q3.');
    expect((await take()).statusCode).toBe(403);
    const { grants } = (await client.get('/api/results')).json<ResultsReply>();
    expect(grants).toMatchObject([{ survey: 'own', downloadsLeft: 0 }]);
  });

  it('sees the same by a token, as long as the grant holds', async () => {
    const { id } = await inviteAgency();
    const { id: grantId } = await grant(id);
    const secret = newTokenSecret();
    const token = {
      name: 'bureau-script',
      secretHash: hashSecret(secret),
      endsAt: new Date('2027-06-01T00:00:00Z'),
      now: NOW,
      grant: grantId,
    };
    await expect(
      addToken(site.seed.store, { ...token, scopes: ['results:read', 'rows:read'] }),
    ).rejects.toMatchObject({ code: 'usage' });
    await addToken(site.seed.store, { ...token, scopes: ['results:read'] });
    const ask = async (survey: string): Promise<number> =>
      (
        await site.request({
          url: `/api/results/${published.get(survey)}`,
          headers: { host: HOST, authorization: `Bearer ${secret}` },
        })
      ).statusCode;
    expect(await ask('own')).toBe(200);
    expect(await ask('other')).toBe(404);
    for (const format of PUBLICATION_FORMATS) {
      const reply = await site.request({
        url: `/api/results/${published.get('own')}/file?format=${format}`,
        headers: { host: HOST, authorization: `Bearer ${secret}` },
      });
      expect([format, reply.statusCode]).toEqual([format, 200]);
      expect(reply.rawPayload.length).toBeGreaterThan(1000);
    }
    clock = new Date('2027-01-01T00:00:00Z');
    expect(await ask('own')).toBe(401);
    clock = NOW;
    expect(await ask('own')).toBe(200);
    await owner.post(`/api/grants/${grantId}/revoke`);
    expect(await ask('own')).toBe(401);
  });
});

describe('a token that is made over HTTP for a grant', () => {
  const tokenFor = async (
    id: string,
    scopes: string[],
    name: string,
  ): Promise<{ status: number; ask: (survey: string) => Promise<number> }> => {
    const reply = await owner.post('/api/tokens', { name, scopes, lastDay: '2026-12-31', grant: id });
    const { secret } = reply.json<{ secret?: string }>();
    return {
      status: reply.statusCode,
      async ask(survey) {
        const url = `/api/results/${published.get(survey)}`;
        const headers = { host: HOST, authorization: `Bearer ${secret}` };
        return (await site.request({ url, headers })).statusCode;
      },
    };
  };

  it('opens what the grant opens, and no more', async () => {
    const { id } = await inviteAgency();
    const { id: grantId } = await grant(id);
    const { ask } = await tokenFor(grantId, ['results:read'], 'by HTTP');
    expect(await ask('own')).toBe(200);
    expect(await ask('other')).toBe(404);
    await owner.post(`/api/grants/${grantId}/revoke`);
    expect(await ask('own')).toBe(401);
    expect((await tokenFor(grantId, ['results:read', 'rows:read'], 'too much')).status).toBe(400);
    expect((await tokenFor('AAAAAAAAAA', ['results:read'], 'of no grant')).status).toBe(404);
  });

  it('opens nothing once its account is no agency any more', async () => {
    const { id } = await inviteAgency();
    const { id: grantId } = await grant(id);
    const { ask } = await tokenFor(grantId, ['results:read'], 'of a former agency');
    expect(await ask('own')).toBe(200);
    expect((await owner.send('PUT', `/api/users/${id}/roles`, { roles: ['reviewer'] })).statusCode).toBe(204);
    expect(await ask('own')).toBe(401);
  });
});

it('gives out no file more than was granted where many are asked for at once', async () => {
  const { client, id } = await inviteAgency();
  await grant(id, { downloadLimit: 5 });
  const url = `/api/results/${published.get('own')}/file?format=json`;
  const replies = await Promise.all(Array.from({ length: 20 }, () => client.get(url)));
  expect(replies.filter(({ statusCode }) => statusCode === 200)).toHaveLength(5);
  expect(replies.filter(({ statusCode }) => statusCode === 403)).toHaveLength(15);
});

it('a token of the company’s own gets every format, and each file is on record by its name', async () => {
  const secret = newTokenSecret();
  await addToken(site.seed.store, {
    name: 'nightly',
    secretHash: hashSecret(secret),
    scopes: ['results:read'],
    endsAt: new Date('2027-06-01T00:00:00Z'),
    now: NOW,
  });
  for (const format of PUBLICATION_FORMATS) {
    const { statusCode } = await site.request({
      url: `/api/results/${published.get('other')}/file?format=${format}`,
      headers: { host: HOST, authorization: `Bearer ${secret}` },
    });
    expect([format, statusCode]).toEqual([format, 200]);
  }
  const taken = [];
  for await (const entry of streamAudit(site.seed.store)) {
    if (entry.act === 'publication-downloaded' && entry.name === 'nightly') taken.push(entry.about);
  }
  expect(taken).toMatchObject(PUBLICATION_FORMATS.map((format) => ({ survey: 'other', number: 1, format })));
});

describe('a grant is refused, and nothing is changed,', () => {
  const refused = async (body: object): Promise<{ status: number; code: string }> => {
    const before = (await owner.get('/api/grants')).body;
    const reply = await owner.post('/api/grants', body);
    expect((await owner.get('/api/grants')).body).toBe(before);
    return { status: reply.statusCode, code: reply.json<{ code: string }>().code };
  };
  const body = { survey: 'own', until: '2026-12-31', downloadLimit: null };

  it('in the past, for people of the company, for a survey that is not there, and twice', async () => {
    const { id } = await inviteAgency();
    expect(await refused({ ...body, account: id, until: '2026-11-25' })).toEqual({
      status: 400,
      code: 'usage',
    });
    expect(await refused({ ...body, account: id, until: '2026-02-30' })).toEqual({
      status: 400,
      code: 'usage',
    });
    expect(await refused({ ...body, account: id, downloadLimit: -1 })).toEqual({
      status: 400,
      code: 'usage',
    });
    expect(await refused({ ...body, account: id, survey: 'none' })).toMatchObject({ code: 'survey-unknown' });
    expect(await refused({ ...body, account: 'AAAAAAAAAA' })).toMatchObject({ code: 'account-unknown' });
    const reviewer = await findByName(site.seed.store, 'Pia');
    expect(await refused({ ...body, account: reviewer?.account.id })).toMatchObject({
      code: 'not-an-agency',
    });
    await grant(id);
    expect(await refused({ ...body, account: id })).toMatchObject({ status: 409, code: 'grant-exists' });
  });
});

it('what is published never changes again', async () => {
  for (const sql of [`UPDATE publication SET document_json = '{}'`, `DELETE FROM publication`]) {
    await expect(site.seed.store.write((connection) => connection.prepare(sql).run())).rejects.toThrow(
      /publication/u,
    );
  }
});
