/** Every route as nobody, as each role and with each token, held against the table in ARCHITECTURE.md. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, SCOPES, type Role, type Scope } from '../../src/domain/roles.ts';
import { demandAccess } from '../../src/server/guards.ts';
import { hashSecret, newTokenSecret } from '../../src/server/sign-in/secrets.ts';
import { addToken } from '../../src/store/api-tokens.ts';
import { HOST, openSite, type Site } from './client.ts';
import { declaredRoutes, routesOf, type DeclaredRoute } from './declared-routes.ts';

const declared = declaredRoutes;

let site: Site;
let webFolder: string;
beforeAll(async () => {
  webFolder = mkdtempSync(path.join(tmpdir(), 'paperline-web-'));
  mkdirSync(path.join(webFolder, 'assets'));
  writeFileSync(path.join(webFolder, 'index.html'), '<!doctype html>');
  writeFileSync(path.join(webFolder, 'assets', 'name'), '');
  site = await openSite({ copies: 1 }, { webFolder });
});
afterAll(async () => {
  await site.close();
  rmSync(webFolder, { recursive: true, force: true });
});

/** Parts of addresses that fit their shape and name nothing. */
const FILLED: Readonly<Record<string, string>> = {
  ':task': '999999',
  ':run': '999999',
  ':page': '1',
  ':draft': 'AAAAAAAAAA',
  ':form': 'AAAAAAAA',
  ':file': 'nothing.yaml',
  ':session': 'AAAAAAAAAAAAAAAA',
  ':invitation': 'AAAAAAAA',
  ':user': 'AAAAAAAA',
  ':grant': 'AAAAAAAA',
  ':publication': '999999',
  ':token': 'AAAAAAAA',
  ':opening': '999999',
  ':scan': '999999',
  ':batch': 'AAAAAAAAAA',
  ':answer': '999999',
  ':category': '999999',
  ':name': 'name',
};

const call = async (
  route: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly code: string | null }> => {
  const [method, pattern = ''] = route.split(' ') as ['GET' | 'POST' | 'PUT' | 'DELETE', string?];
  const url = pattern.replace(/:[a-z]+/gu, (name) => FILLED[name] ?? name);
  const reply = await site.request({
    method,
    url,
    headers: { host: HOST, origin: `http://${HOST}`, ...headers },
    // The stream of events would never end.
    ...(url === '/api/folder/events' ? { method: 'HEAD' as const } : {}),
  });
  const json = /^application\/json(?:;|$)/u.test(String(reply.headers['content-type'])) && reply.body !== '';
  return { status: reply.statusCode, code: json ? (reply.json<{ code?: string }>().code ?? null) : null };
};

/** Turned away at the door, whatever the request asks for. */
const isRefused = ({ status, code }: { status: number; code: string | null }): boolean =>
  status === 403 || (status === 401 && code !== 'sign-in-refused');

/** All that a refused request could have changed. */
const contents = async (): Promise<string> =>
  site.seed.store.read((connection) =>
    JSON.stringify(
      [
        'account',
        'one_time_link',
        'session',
        'api_token',
        'review_task',
        'decision',
        'print_run',
        'batch',
        'scan_file',
        'page_opening',
        'adopted_form',
        'agency_grant',
        'grant_use',
        'publication',
      ].map((table) =>
        table === 'session' || table === 'api_token'
          ? connection.prepare(`SELECT id FROM ${table} ORDER BY id`).all()
          : connection.prepare(`SELECT * FROM ${table} ORDER BY 1`).all(),
      ),
    ),
  );

const tokenFor = async (scope: Scope): Promise<string> => {
  const secret = newTokenSecret();
  await addToken(site.seed.store, {
    name: `token-${secret.slice(-8)}`,
    secretHash: hashSecret(secret),
    scopes: [scope],
    endsAt: new Date('2999-01-01T00:00:00Z'),
    now: new Date(),
  });
  return `Bearer ${secret}`;
};

describe('every route and who may call it', () => {
  it('is in the table of ARCHITECTURE.md, and the table has no other', () => {
    expect(routesOf(site).toSorted()).toEqual(declared.map(({ route }) => route).toSorted());
  });

  it('turns nobody in without a session, a cookie that is a guess or a token that is one', async () => {
    const closed = declared.filter(({ who }) => who !== 'anyone');
    const before = await contents();
    for (const { route } of closed) {
      for (const headers of [{}, { cookie: 'paperline_session=guess' }, { authorization: 'Bearer guess' }]) {
        expect({ route, headers, ...(await call(route, headers)) }).toMatchObject({ status: 401 });
      }
    }
    expect(await contents()).toBe(before);
    for (const { route } of declared.filter(({ who }) => who === 'anyone')) {
      expect({ route, refused: isRefused(await call(route, {})) }).toEqual({ route, refused: false });
    }
  });

  it.each(ROLES)('lets a %s in where the table says so, and nowhere else', async (role: Role) => {
    const allowed = ({ who }: DeclaredRoute): boolean =>
      who === 'anyone' || who === 'signed-in' || who.includes(role);
    const { cookie } = await site.enter([role]);
    const before = await contents();
    for (const entry of declared.filter((each) => !allowed(each))) {
      const reply = await call(entry.route, { cookie });
      expect({ route: entry.route, ...reply }).toMatchObject({ status: 403 });
    }
    expect(await contents()).toBe(before);
    for (const entry of declared.filter(allowed)) {
      // A browser of its own: some of these sign it out.
      const browser = await site.enter([role]);
      const reply = await call(entry.route, { cookie: browser.cookie });
      expect({ route: entry.route, refused: isRefused(reply), fine: reply.status < 500 }).toEqual({
        route: entry.route,
        refused: false,
        fine: true,
      });
    }
  });

  it.each(SCOPES)(
    'lets a token for %s in where the table says so, and nowhere else',
    async (scope: Scope) => {
      const authorization = await tokenFor(scope);
      const before = await contents();
      // A cookie that comes along opens nothing more.
      const { cookie } = await site.enter();
      const withCookie = await contents();
      expect(withCookie).not.toBe(before);
      for (const entry of declared.filter(({ who }) => who !== 'anyone')) {
        const reply = await call(entry.route, { authorization, cookie });
        const open = entry.scope === scope;
        expect({ route: entry.route, refused: isRefused(reply), fine: reply.status < 500 }).toEqual({
          route: entry.route,
          refused: !open,
          fine: true,
        });
      }
      expect(await contents()).toBe(withCookie);
    },
  );

  it('does not start with a route that says nothing', () => {
    const app = Fastify();
    app.addHook('onRoute', demandAccess);
    expect(() => app.get('/forgotten', async () => 'secret')).toThrow(/GET \/forgotten/u);
  });
});
