import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '../../src/server/server.ts';
import { openLog } from '../../src/operation/log.ts';
import { hashSecret, newTokenSecret } from '../../src/server/sign-in/secrets.ts';
import { addToken } from '../../src/store/api-tokens.ts';
import { FORMS_FOLDER } from '../review/seed.ts';
import { HOST, openSite, type Client, type Site } from './client.ts';

let site: Site;
let client: Client;
beforeAll(async () => {
  site = await openSite({ copies: 2 });
  client = await site.enter();
});
afterAll(() => site.close());

const faultShape = { code: expect.any(String), message: expect.any(String), remedy: expect.any(String) };

type Write = [url: string, payload: unknown, method?: 'POST' | 'PUT' | 'DELETE'];
const WRITES: readonly Write[] = [
  ['/api/session', { name: 'Anna', password: 'zonnebloem kachel dinsdag' }],
  ['/api/session', undefined, 'DELETE'],
  ['/api/links/accept', { secret: 's', name: 'Anna', password: 'zonnebloem kachel dinsdag' }],
  ['/api/account/password', { present: 'a', next: 'zonnebloem kachel dinsdag' }],
  ['/api/users/invitations', { name: null, roles: ['privacy-owner'] }],
  ['/api/review/claim', { count: 1 }],
  ['/api/review/tasks/1/decision', { clientKey: 'k'.repeat(20), state: 'blank', value: null }],
  ['/api/review/undo', {}],
  ['/api/print', { file: 'short-survey.yaml', language: 'nl', copies: 1 }],
  ['/api/adopted/drafts/AAAAAAAAAA', { survey: 'bus', language: 'nl', pages: [] }, 'PUT'],
];

describe('requests from elsewhere', () => {
  it.each(WRITES)(
    'refuses %s from a page elsewhere, from no page, and under another port',
    async (...[url, payload, method = 'POST']: Write) => {
      for (const origin of [
        'http://evil.example',
        'https://127.0.0.1:4310',
        'null',
        undefined,
        'http://127.0.0.1:9999',
      ]) {
        const reply = await site.request({
          method,
          url,
          headers: { host: HOST, cookie: client.cookie, ...(origin === undefined ? {} : { origin }) },
          ...(payload ? { payload } : {}),
        });
        expect(reply.statusCode).toBe(403);
        expect(reply.json()).toMatchObject({ code: 'not-allowed' });
      }
      expect((await client.get('/api/session')).statusCode).toBe(200);
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

  it('takes a write of a script that shows a token and names no origin, but of no page elsewhere', async () => {
    const secret = newTokenSecret();
    await addToken(site.seed.store, {
      name: 'printer',
      secretHash: hashSecret(secret),
      scopes: ['print:write'],
      endsAt: new Date('2999-01-01T00:00:00Z'),
      now: new Date(),
    });
    const print = (headers: Record<string, string>) =>
      site.request({
        method: 'POST',
        url: '/api/print',
        headers: { host: HOST, authorization: `Bearer ${secret}`, ...headers },
        payload: { file: 'short-survey.yaml', language: 'nl', copies: 1 },
      });
    expect((await print({})).statusCode).toBe(200);
    expect((await print({ origin: 'http://evil.example' })).statusCode).toBe(403);
    const guess = await print({ authorization: 'Bearer guess' });
    expect([guess.statusCode, guess.headers['www-authenticate']]).toEqual([401, 'Bearer']);
  });

  it('sends its policies with every reply, and keeps answers out of caches', async () => {
    for (const url of ['/', '/healthz', '/api/folder', '/api/nothing', '/nothing']) {
      const { headers } = await client.get(url);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['strict-transport-security']).toBeUndefined();
    }
    expect((await client.get('/api/folder')).headers['cache-control']).toBe('no-store');
    expect((await client.get('/api/review/progress')).headers['cache-control']).toBe('no-store');
  });

  it('says that it lives to whoever asks', async () => {
    const reply = await site.request({ method: 'GET', url: '/healthz', headers: { host: HOST } });
    expect(reply.json()).toEqual({ status: 'ok' });
  });
});

describe('behind a proxy with an https address', () => {
  it('answers to that name, keeps cookies to https there, and links name it', async () => {
    const outside = 'paperline.example.org';
    const proxied = await openSite(
      { copies: 1 },
      { config: { port: 4310, leaseMs: 60_000, url: `https://${outside}` } },
    );
    const { link } = await proxied.server.entrance({ demo: true });
    expect(link).toMatch(/^https:\/\/paperline\.example\.org\/enter#/u);
    const enter = (host: string, origin: string) =>
      proxied.request({
        method: 'POST',
        url: '/api/links/enter',
        headers: { host, origin },
        payload: { secret: new URL(link).hash.slice(1) },
      });
    expect((await enter(outside, `http://${outside}`)).statusCode).toBe(403);
    expect((await enter(outside, 'http://127.0.0.1:4310')).statusCode).toBe(403);
    const entered = await enter(outside, `https://${outside}`);
    expect(entered.statusCode).toBe(200);
    const cookie = String(entered.headers['set-cookie']);
    expect(cookie).toMatch(/^__Host-paperline_session=/u);
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Secure', 'Path=/']) expect(cookie).toContain(part);
    expect(entered.headers['strict-transport-security']).toContain('max-age');
    const headers = { host: outside, cookie: cookie.split(';', 1)[0] ?? '' };
    expect((await proxied.request({ method: 'GET', url: '/api/session', headers })).statusCode).toBe(200);
    expect(
      (await proxied.request({ method: 'GET', url: '/healthz', headers: { host: HOST } })).statusCode,
    ).toBe(200);
    await proxied.close();
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
