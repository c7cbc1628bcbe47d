import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLog } from '../../src/operation/log.ts';
import { prepareDataFolder } from '../../src/operation/data-folder.ts';
import { createServer, type Server } from '../../src/server/server.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { FORMS_FOLDER } from '../review/seed.ts';
import { paperline } from './cli.ts';

const GOOD = 'zonnebloem kachel dinsdag';
const HOST = '127.0.0.1:4310';

let root: string;
let store: Store;
let server: Server;
beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'paperline-accounts-'));
  const folder = await prepareDataFolder({ root, inbox: undefined });
  store = openStore(folder.database);
  // The commands work beside a server that runs.
  server = await createServer({
    store,
    folder,
    config: { port: 4310, leaseMs: 60_000 },
    log: openLog({ logLevel: 'silent' }),
    formsFolder: FORMS_FOLDER,
  });
});
afterAll(async () => {
  await server.close();
  await store.close();
  rmSync(root, { recursive: true, force: true });
});

const run = (...words: string[]) => paperline(...words, '--data', root);
const secretOf = (link: string): string => new URL(link.trim()).hash.slice(1);
const post = (url: string, payload: object) =>
  server.app.inject({ method: 'POST', url, payload, headers: { host: HOST, origin: `http://${HOST}` } });
const read = (url: string, headers: Record<string, string>) =>
  server.app.inject({ method: 'GET', url, headers: { host: HOST, ...headers } });

describe('user invite, list and disable', () => {
  // Eight processes one after the other.
  it('invites, lists, gives a new password, keeps out and lets in again', async () => {
    const invited = await run('user', 'invite', 'Bert', '--role', 'reviewer', '--role', 'operator');
    expect(invited.status).toBe(0);
    expect(invited.stdout).toMatch(/^http:\/\/127\.0\.0\.1:4310\/enter#[A-Za-z0-9_-]{43}\n$/u);
    expect((await run('user', 'list')).stdout).toMatch(/invited as Bert: operator, reviewer; until 2/u);
    const made = await post('/api/links/accept', {
      secret: secretOf(invited.stdout),
      name: 'Bert',
      password: GOOD,
    });
    expect(made.json()).toMatchObject({ name: 'Bert', roles: ['operator', 'reviewer'] });
    const cookie = String(made.headers['set-cookie']).split(';', 1)[0] ?? '';
    expect((await run('user', 'list')).stdout).toMatch(/Bert: operator, reviewer; last signed in/u);
    const listed = (await run('user', 'list', '--json')).stdout.trim().split('\n');
    expect(listed.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ type: 'account', name: 'Bert', signsInBy: ['password'] }),
    ]);

    const again = await run('user', 'invite', '--again', 'bert');
    const looked = await post('/api/links/look', { secret: secretOf(again.stdout) });
    expect(looked.json()).toMatchObject({ kind: 'new-password', name: 'Bert' });

    expect((await read('/api/session', { cookie })).statusCode).toBe(200);
    expect((await run('user', 'disable', 'Bert')).status).toBe(0);
    expect((await read('/api/session', { cookie })).statusCode).toBe(401);
    expect((await post('/api/links/look', { secret: secretOf(again.stdout) })).statusCode).toBe(410);
    expect((await run('user', 'list')).stdout).toContain('disabled 2');
    expect((await run('user', 'disable', 'Bert', '--undo')).status).toBe(0);
    expect((await post('/api/session', { name: 'Bert', password: GOOD })).statusCode).toBe(200);
  }, 300_000);

  it.each([
    [['user', 'invite', 'Cor'], 2, '--role is missing'],
    [['user', 'invite', 'Cor', '--role', 'boss'], 2, 'boss'],
    [['user', 'invite', 'Cor', '--role', 'agency', '--role', 'reviewer'], 2, 'agency'],
    [['user', 'invite', 'Bert', '--role', 'reviewer'], 1, 'Bert'],
    [['user', 'invite', '<Cor>', '--role', 'reviewer'], 1, 'cannot be a name'],
    [['user', 'invite', '--again', 'Nobody'], 1, 'no account named "Nobody"'],
    [['user', 'disable', 'Nobody'], 1, 'no account named "Nobody"'],
    [['user', 'disable', 'AAAAAAAA', '--invitation'], 1, 'no invitation'],
  ])('says what is wrong with %j', async (words, status, message) => {
    const ran = await run(...words);
    expect([ran.status, ran.stdout]).toEqual([status, '']);
    expect(ran.stderr).toContain(message);
  });
});

describe('token add, list and revoke', () => {
  it('makes a token that works for its scope until it is revoked, and shows it once', async () => {
    const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const added = await run('token', 'add', '--name', 'nightly', '--scope', 'rows:read', '--expires', day);
    expect(added.status).toBe(0);
    const secret = added.stdout.trim();
    expect(secret).toMatch(/^paperline_[A-Za-z0-9_-]{43}$/u);
    const headers = { authorization: `Bearer ${secret}` };
    expect((await read('/api/surveys', headers)).json()).toEqual({ surveys: [] });
    expect((await read('/api/folder', headers)).statusCode).toBe(403);
    const listed = await run('token', 'list');
    expect(listed.stdout).toMatch(/nightly: rows:read; until .* last used 2/u);
    expect(listed.stdout).not.toContain(secret);
    const twice = await run('token', 'add', '--name', 'nightly', '--scope', 'rows:read', '--expires', day);
    expect([twice.status, twice.stdout]).toEqual([1, '']);
    expect((await run('token', 'revoke', 'nightly')).status).toBe(0);
    expect((await read('/api/surveys', headers)).statusCode).toBe(401);
    expect((await run('token', 'revoke', 'nightly')).status).toBe(1);
    expect((await run('token', 'list', '--json')).stdout).toContain('"revokedAt":"2');
  });

  it.each([
    [['--scope', 'rows:read', '--expires', '2999-01-01'], '--name is missing'],
    [['--name', 'n8', '--expires', '2999-01-01'], '--scope is missing'],
    [['--name', 'n8', '--scope', 'rows:write', '--expires', '2999-01-01'], 'rows:write'],
    [['--name', 'n8', '--scope', 'rows:read'], '--expires is missing'],
    [['--name', 'n8', '--scope', 'rows:read', '--expires', '2026-02-30'], '2026-02-30'],
    [['--name', 'n8', '--scope', 'rows:read', '--expires', '2020-01-01'], 'is past'],
    [['--name', 'n8', '--scope', 'rows:read', '--expires', '2999-01-01'], 'more than 366 days away'],
  ])('says what is wrong with token add %j', async (words, message) => {
    const ran = await run('token', 'add', ...words);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain(message);
  });
});
