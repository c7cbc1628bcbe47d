import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '../../src/server/server.ts';
import { openLog } from '../../src/operation/log.ts';
import { FORMS_FOLDER } from '../review/seed.ts';
import { HOST, openSite, tokenOf, type Client, type Site } from './client.ts';

let site: Site;
let client: Client;
beforeAll(async () => {
  site = await openSite({ copies: 2 });
  client = await site.enter();
});
afterAll(() => site.close());

const faultShape = { code: expect.any(String), message: expect.any(String), remedy: expect.any(String) };

/** Of a wall, a sheet or a step. */
const NAME = '00000000-0000-4000-8000-000000000000';

const READS = [
  '/api/session',
  '/api/review/progress',
  '/api/review/tasks/1/crop',
  '/api/review/openings/1/picture',
  '/api/folder',
  '/api/folder/events',
  '/api/folder/rejected',
  '/api/folder/problems',
  '/api/folder/diagnosis',
  '/api/forms',
  '/api/forms/preview?file=short-survey.yaml&language=nl',
  '/api/print',
  '/api/print/1/file',
  '/api/adopted',
  '/api/adopted/drafts/AAAAAAAAAA',
  '/api/adopted/drafts/AAAAAAAAAA/pages/1',
  '/api/surveys',
  '/api/rows?survey=passenger-survey',
  '/api/rows/export?survey=passenger-survey&format=csv',
];
type Write = [url: string, payload: unknown, method?: 'POST' | 'PUT' | 'DELETE'];
const WRITES: readonly Write[] = [
  ['/api/links', undefined],
  ['/api/review/claim', { count: 1 }],
  ['/api/review/tasks/1/decision', { clientKey: 'k'.repeat(20), state: 'blank', value: null }],
  ['/api/review/tasks/1/skip', undefined],
  ['/api/review/undo', {}],
  ['/api/review/renew', { tasks: [1] }],
  ['/api/review/release', undefined],
  [`/api/review/walls/${NAME}/claim`, { count: 1 }],
  ['/api/review/wall-steps', { clientKey: NAME, confirmed: [], offWall: [1] }],
  [`/api/review/held/${NAME}/release`, undefined],
  [`/api/review/sheets/${NAME}/open`, { reason: 'context' }],
  ['/api/print', { file: 'short-survey.yaml', language: 'nl', copies: 1 }],
  ['/api/adopted/drafts?name=a.pdf&language=nl', undefined],
  ['/api/adopted/drafts/AAAAAAAAAA', { survey: 'bus', language: 'nl', pages: [] }, 'PUT'],
  ['/api/adopted/drafts/AAAAAAAAAA', undefined, 'DELETE'],
  ['/api/adopted/drafts/AAAAAAAAAA/use', undefined],
  ['/api/adopted/forms/AAAAAAAA/draft', undefined],
  ['/api/adopted/forms/AAAAAAAA/retire', undefined],
];

describe('who may call', () => {
  it('knows every route of the server, so that none is forgotten below', () => {
    const found: string[] = [];
    const bases = new Map<number, string>();
    for (const line of site.server.app.printRoutes({ commonPrefix: false }).split('\n')) {
      const [, indent = '', tail = '', methods = ''] = /^([^a-z/*]*)(\S+) \(([A-Z, ]+)\)$/u.exec(line) ?? [];
      const depth = indent.length;
      const url = depth > 8 ? `${bases.get(depth - 4) ?? ''}${tail}` : `/${tail}`;
      bases.set(depth, url);
      if (!url.startsWith('/api/')) continue;
      for (const method of methods.split(', ')) if (method !== 'HEAD') found.push(`${method} ${url}`);
    }
    const patternOf = (url: string): string =>
      (url.split('?')[0] ?? '')
        .replace('/tasks/1', '/tasks/:task')
        .replace('/openings/1', '/openings/:opening')
        .replace(NAME, ':name')
        .replace('/print/1', '/print/:run')
        .replace('AAAAAAAAAA', ':draft')
        .replace('AAAAAAAA', ':form')
        .replace('/pages/1', '/pages/:page');
    const expected = [
      ...READS.map((url) => `GET ${patternOf(url)}`),
      ...WRITES.map(([url, , method = 'POST']) => `${method} ${patternOf(url)}`),
      'POST /api/session',
      'DELETE /api/session',
    ];
    expect(found.toSorted()).toEqual(expected.toSorted());
  });

  it.each(READS)('refuses %s without a session', async (url) => {
    const reply = await site.request({ method: 'GET', url, headers: { host: HOST } });
    expect(reply.statusCode).toBe(401);
    expect(reply.json()).toEqual({ ...faultShape, code: 'not-signed-in' });
  });

  it.each(WRITES)('refuses %s without a session', async (...[url, payload, method = 'POST']: Write) => {
    const headers = { host: HOST, origin: `http://${HOST}` };
    const reply = await site.request({ method, url, headers, ...(payload ? { payload } : {}) });
    expect(reply.statusCode).toBe(401);
  });

  it.each(WRITES)(
    'refuses %s from a page elsewhere, from no page, and under another port',
    async (...[url, payload, method = 'POST']: Write) => {
      for (const origin of ['http://evil.example', 'null', undefined, 'http://127.0.0.1:9999']) {
        const reply = await site.request({
          method,
          url,
          headers: { host: HOST, cookie: client.cookie, ...(origin === undefined ? {} : { origin }) },
          ...(payload ? { payload } : {}),
        });
        expect(reply.statusCode).toBe(403);
        expect(reply.json()).toMatchObject({ code: 'not-allowed' });
      }
    },
  );

  it.each(['evil.example', 'evil.example:4310', '127.0.0.1.evil.example', '192.168.1.5:4310'])(
    'refuses the host name %j, which a page elsewhere may have pointed here',
    async (host) => {
      for (const url of ['/', '/healthz', '/api/folder']) {
        const reply = await site.request({ method: 'GET', url, headers: { host, cookie: client.cookie } });
        expect(reply.statusCode).toBe(403);
      }
    },
  );

  it('opens one browser with one link, once', async () => {
    const token = tokenOf(site.server.link());
    const send = (value: string) =>
      site.request({
        method: 'POST',
        url: '/api/session',
        headers: { host: HOST, origin: `http://${HOST}` },
        payload: { token: value },
      });
    const first = await send(token);
    expect(first.statusCode).toBe(200);
    expect(first.headers['set-cookie']).toMatch(/HttpOnly/u);
    expect(first.headers['set-cookie']).toMatch(/SameSite=Strict/u);
    expect((await send(token)).statusCode).toBe(401);
    expect((await send('guess')).statusCode).toBe(401);
    const forged = await site.request({
      method: 'GET',
      url: '/api/folder',
      headers: { host: HOST, cookie: 'paperline_session=guess' },
    });
    expect(forged.statusCode).toBe(401);
  });

  it('gives a link for one more browser, and ends a session when told', async () => {
    const { link } = (await client.post('/api/links')).json<{ link: string }>();
    const reply = await site.request({
      method: 'POST',
      url: '/api/session',
      headers: { host: HOST, origin: `http://${HOST}` },
      payload: { token: tokenOf(link) },
    });
    const cookie = String(reply.headers['set-cookie']).split(';', 1)[0] ?? '';
    expect(reply.json()).toMatchObject({ leaseMs: 60_000 });
    const headers = { host: HOST, origin: `http://${HOST}`, cookie };
    await site.request({ method: 'POST', url: '/api/review/claim', headers, payload: { count: 3 } });
    expect((await client.get('/api/review/progress')).json()).toMatchObject({ leased: [{ tasks: 3 }] });
    expect((await site.request({ method: 'DELETE', url: '/api/session', headers })).statusCode).toBe(204);
    expect((await client.get('/api/review/progress')).json()).toMatchObject({ leased: [] });
    expect((await site.request({ method: 'GET', url: '/api/session', headers })).statusCode).toBe(401);
  });

  it('sends its policies with every reply, and keeps answers out of caches', async () => {
    for (const url of ['/', '/healthz', '/api/folder', '/api/nothing', '/nothing']) {
      const { headers } = await client.get(url);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
    }
    expect((await client.get('/api/folder')).headers['cache-control']).toBe('no-store');
    expect((await client.get('/api/review/progress')).headers['cache-control']).toBe('no-store');
  });

  it('says that it lives to whoever asks', async () => {
    const reply = await site.request({ method: 'GET', url: '/healthz', headers: { host: HOST } });
    expect(reply.json()).toEqual({ status: 'ok' });
  });
});

describe('faults', () => {
  it('answers an unknown address in its own words', async () => {
    const reply = await client.get('/api/nothing');
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([404, 'not-found']);
  });

  it('keeps to itself what broke inside', async () => {
    const broken = await openSite({ copies: 1 });
    const visitor = await broken.enter();
    await broken.seed.store.db.schema.dropTable('decision').execute();
    const reply = await visitor.get('/api/review/progress');
    expect(reply.statusCode).toBe(500);
    expect(reply.body).not.toMatch(/decision|sqlite|table/iu);
    expect(reply.json()).toEqual(faultShape);
    await broken.close();
  });

  it('names another port where its own is taken', async () => {
    const options = {
      store: site.seed.store,
      folder: site.seed.folder,
      log: openLog({ logLevel: 'silent' }),
      formsFolder: FORMS_FOLDER,
    };
    const first = await createServer({ ...options, config: { port: 0, leaseMs: 60_000 } });
    const port = Number(new URL(await first.listen()).port);
    const second = await createServer({ ...options, config: { port, leaseMs: 60_000 } });
    await expect(second.listen()).rejects.toMatchObject({
      code: 'port-in-use',
      message: expect.stringContaining(String(port)),
      remedy: expect.stringContaining('--port'),
    });
    await second.close();
    await first.close();
  });
});
