import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClaimReply } from '../../src/server/api.ts';
import type { OwnAccount, UsersReply } from '../../src/server/account-api.ts';
import { HOST, openSite, secretOf, type Client, type Site } from './client.ts';

const START = Date.parse('2026-11-26T08:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const GOOD = 'zonnebloem kachel dinsdag';
const BETTER = 'lantaarn ijsvogel karton';

let site: Site;
let nowMs = START;
beforeEach(async () => {
  nowMs = START;
  site = await openSite({ copies: 1 }, { now: () => new Date(nowMs) });
});
afterEach(() => site.close());

const send = (url: string, payload: object, cookie = '', address = '127.0.0.1') =>
  site.request({
    method: 'POST',
    url,
    headers: { host: HOST, origin: `http://${HOST}`, cookie },
    payload,
    remoteAddress: address,
  });
const cookieOf = (reply: Awaited<ReturnType<typeof send>>): string =>
  String(reply.headers['set-cookie']).split(';', 1)[0] ?? '';
const statusWith = async (cookie: string, url = '/api/session'): Promise<number> =>
  (await site.request({ method: 'GET', url, headers: { host: HOST, cookie } })).statusCode;
const signIn = (name: string, password: string, address?: string) =>
  send('/api/session', { name, password }, '', address);

/** The first account, made by the link of a start; gives its cookie. */
const makeFirst = async (name = 'Anna'): Promise<string> => {
  const { link } = await site.server.entrance();
  const reply = await send('/api/links/accept', { secret: secretOf(link), name, password: GOOD });
  expect(reply.statusCode).toBe(200);
  return cookieOf(reply);
};
/** Somebody invited by who has `cookie`. */
const invite = async (cookie: string, name: string, roles: string[], password = GOOD): Promise<string> => {
  const { link } = (await send('/api/users/invitations', { name, roles }, cookie)).json<{ link: string }>();
  const reply = await send('/api/links/accept', { secret: secretOf(link), name, password });
  expect(reply.statusCode).toBe(200);
  return cookieOf(reply);
};
const idOf = async (cookie: string, name: string): Promise<string> => {
  const reply = await site.request({ method: 'GET', url: '/api/users', headers: { host: HOST, cookie } });
  return reply.json<UsersReply>().users.find((user) => user.name === name)?.id ?? 'none';
};

describe('the first account', () => {
  it('is made by the link of a start, once, and ends the need for one', async () => {
    const earlier = secretOf((await site.server.entrance()).link);
    const { opens, link } = await site.server.entrance();
    expect(opens).toBe('first-account');
    expect((await send('/api/links/look', { secret: earlier })).statusCode).toBe(410);
    const secret = secretOf(link);
    expect((await send('/api/links/look', { secret })).json()).toEqual({
      kind: 'first-account',
      name: null,
      roles: ['operator', 'reviewer', 'privacy-owner'],
    });
    expect((await send('/api/links/enter', { secret })).statusCode).toBe(410);
    const made = await send('/api/links/accept', { secret, name: ' Anna  de Vries ', password: GOOD });
    expect(made.json()).toMatchObject({ name: 'Anna de Vries' });
    expect(await statusWith(cookieOf(made))).toBe(200);
    const again = await send('/api/links/accept', { secret, name: 'Mallory', password: BETTER });
    expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([410, 'link-over']);
    expect(await site.server.entrance()).toEqual({ opens: 'sign-in', link: 'http://127.0.0.1:4310/' });
    // The demonstration does not open a place that has an owner.
    expect((await site.server.entrance({ demo: true })).opens).toBe('sign-in');
  });

  it('is made by one of two who use the link at the same time', async () => {
    const secret = secretOf((await site.server.entrance()).link);
    const replies = await Promise.all(
      ['Anna', 'Bert', 'Cor'].map((name) => send('/api/links/accept', { secret, name, password: GOOD })),
    );
    expect(replies.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    expect(replies.filter(({ statusCode }) => statusCode === 410)).toHaveLength(2);
  });

  it('leaves the link as it was where name or password are refused', async () => {
    const secret = secretOf((await site.server.entrance()).link);
    const tryWith = async (name: string, password: string): Promise<string> =>
      (await send('/api/links/accept', { secret, name, password })).json<{ code: string }>().code;
    expect(await tryWith('Anna', 'too short')).toBe('password-short');
    expect(await tryWith('Anna', 'passwordpassword')).toBe('password-common');
    expect(await tryWith('Anna de Vries', 'Anna de Vries 2026!')).toBe('password-personal');
    expect(await tryWith('Anna', 'Passenger Survey 2026')).toBe('password-personal');
    expect(await tryWith('<b>', GOOD)).toBe('name-invalid');
    expect(await tryWith('Anna/0', GOOD)).toBe('name-invalid');
    expect((await send('/api/links/accept', { secret, name: 'Anna', password: GOOD })).statusCode).toBe(200);
  });

  it('lets a newcomer into the demonstration at once, until there is a real owner', async () => {
    const { opens, link } = await site.server.entrance({ demo: true });
    expect(opens).toBe('demo');
    const entered = await send('/api/links/enter', { secret: secretOf(link) });
    expect(entered.json()).toMatchObject({ name: 'Demo', roles: ['operator', 'reviewer', 'privacy-owner'] });
    const demo = cookieOf(entered);
    const unused = secretOf((await site.server.entrance({ demo: true })).link);
    const first = await makeFirst();
    expect(await statusWith(demo)).toBe(401);
    expect((await send('/api/links/enter', { secret: unused })).statusCode).toBe(410);
    expect(await statusWith(first, '/api/users')).toBe(200);
  });
});

describe('signing in', () => {
  it('answers alike for a wrong password, an unknown name, and an account that is out', async () => {
    const first = await makeFirst();
    await invite(first, 'Bert', ['reviewer']);
    await send(`/api/users/${await idOf(first, 'Bert')}/disable`, {}, first);
    const replies = [await signIn('Anna', BETTER), await signIn('Nobody', GOOD), await signIn('Bert', GOOD)];
    for (const reply of replies) {
      expect(reply.statusCode).toBe(401);
      expect(reply.body).toBe(replies[0]?.body);
      expect(reply.headers['set-cookie']).toBeUndefined();
    }
    const right = await signIn('  aNNa ', GOOD);
    expect([right.statusCode, right.json<{ name: string }>().name]).toEqual([200, 'Anna']);
  });

  it('makes whoever fails wait, longer each time, and tells nothing meanwhile', async () => {
    await makeFirst();
    for (const name of ['Anna', 'Nobody']) {
      for (let tried = 1; tried <= 5; tried++) expect((await signIn(name, BETTER)).statusCode).toBe(401);
      const blocked = await signIn(name, GOOD);
      expect([blocked.statusCode, blocked.json<{ code: string }>().code]).toEqual([429, 'too-many-tries']);
    }
    nowMs += 31_000;
    expect((await signIn('Anna', BETTER)).statusCode).toBe(401);
    nowMs += 31_000;
    expect((await signIn('Anna', GOOD)).statusCode).toBe(429);
    nowMs += 30_000;
    expect((await signIn('Anna', GOOD)).statusCode).toBe(200);
    // Who came in begins anew.
    expect((await signIn('Anna', BETTER)).statusCode).toBe(401);
    expect((await signIn('Anna', GOOD)).statusCode).toBe(200);
  });

  it('is not outrun by tries that are made at once', async () => {
    await makeFirst();
    const replies = await Promise.all(Array.from({ length: 20 }, () => signIn('Anna', BETTER)));
    expect(replies.filter(({ statusCode }) => statusCode === 401)).toHaveLength(5);
    expect(replies.filter(({ statusCode }) => statusCode === 429)).toHaveLength(15);
  });

  it('makes an address wait that tries many names, and no other address', async () => {
    await makeFirst();
    for (let tried = 1; tried <= 30; tried++) {
      expect((await signIn(`Guess ${tried}`, GOOD, '192.0.2.7')).statusCode).toBe(401);
    }
    expect((await signIn('Anna', GOOD, '192.0.2.7')).statusCode).toBe(429);
    expect((await signIn('Anna', GOOD, '192.0.2.8')).statusCode).toBe(200);
  });

  it('keeps no secret as it is', async () => {
    const first = await makeFirst();
    const { link } = (await send('/api/users/invitations', { name: null, roles: ['reviewer'] }, first)).json<{
      link: string;
    }>();
    await site.seed.store.write((connection) => connection.prepare('SELECT 1').get());
    await site.seed.store.db.selectFrom('account').selectAll().execute();
    const [account] = await site.seed.store.db.selectFrom('account').selectAll().execute();
    expect(account?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u);
    for (const end of ['', '-wal']) {
      const bytes = readFileSync(`${site.seed.store.path}${end}`);
      for (const secret of [GOOD, secretOf(link), first.split('=')[1] ?? 'none']) {
        expect(bytes.includes(secret)).toBe(false);
      }
    }
  });
});

describe('a session', () => {
  it('ends without a sign of life, which what a screen asks by itself is not, and at the latest after 12 hours', async () => {
    const idle = await makeFirst();
    for (let asked = 1; asked <= 4; asked++) {
      nowMs += 29 * MINUTE;
      expect(await statusWith(idle, '/api/review/progress')).toBe(200);
    }
    nowMs += 5 * MINUTE;
    expect(await statusWith(idle)).toBe(401);
    const busy = cookieOf(await signIn('Anna', GOOD));
    for (let asked = 1; asked <= 6; asked++) {
      nowMs += 119 * MINUTE;
      expect(await statusWith(busy, '/api/account')).toBe(200);
    }
    nowMs += 7 * MINUTE;
    expect(await statusWith(busy, '/api/account')).toBe(401);
  });

  it('ends when one signs out, and the one before it when one signs in', async () => {
    const first = await makeFirst();
    const replaced = await send('/api/session', { name: 'Anna', password: GOOD }, first);
    expect(await statusWith(first)).toBe(401);
    const cookie = cookieOf(replaced);
    const headers = { host: HOST, origin: `http://${HOST}`, cookie };
    const out = await site.request({ method: 'DELETE', url: '/api/session', headers });
    expect(out.statusCode).toBe(204);
    expect(String(out.headers['set-cookie'])).toMatch(/^paperline_session=;/u);
    expect(await statusWith(cookie)).toBe(401);
  });

  it('is listed to whom it belongs, who can end it; nobody else can', async () => {
    const first = await makeFirst();
    const second = cookieOf(await signIn('Anna', GOOD));
    const bert = await invite(first, 'Bert', ['reviewer']);
    const list = async (cookie: string): Promise<OwnAccount['sessions']> =>
      (
        await site.request({ method: 'GET', url: '/api/account', headers: { host: HOST, cookie } })
      ).json<OwnAccount>().sessions;
    const other = (await list(first)).find(({ here }) => !here)?.id ?? 'none';
    const end = (cookie: string, path: string) =>
      site.request({
        method: 'DELETE',
        url: `/api/account/sessions${path}`,
        headers: { host: HOST, origin: `http://${HOST}`, cookie },
      });
    expect((await end(bert, `/${other}`)).statusCode).toBe(404);
    expect(await statusWith(second)).toBe(200);
    expect((await end(first, `/${other}`)).statusCode).toBe(204);
    expect(await statusWith(second)).toBe(401);
    expect((await end(first, `/${other}`)).statusCode).toBe(404);
    const third = cookieOf(await signIn('Anna', GOOD));
    expect((await end(first, '')).statusCode).toBe(204);
    expect([await statusWith(third), await statusWith(first)]).toEqual([401, 200]);
  });

  it('ends at once with all others of a person who is disabled, streams and held tasks too', async () => {
    const first = await makeFirst();
    const bert = await invite(first, 'Bert', ['reviewer', 'operator']);
    const elsewhere = cookieOf(await signIn('Bert', GOOD));
    const claim = (await send('/api/review/claim', { count: 3 }, bert)).json<ClaimReply>();
    expect(claim.progress.leased).toEqual([{ reviewer: 'Bert', tasks: 3, you: true }]);
    const live = await site.server.app.listen({ port: 0, host: '127.0.0.1' });
    const stream = await fetch(`${live}/api/folder/events`, { headers: { cookie: bert } });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toContain('event: status');
    const id = await idOf(first, 'Bert');
    expect((await send(`/api/users/${id}/disable`, {}, first)).statusCode).toBe(204);
    expect([await statusWith(bert), await statusWith(elsewhere)]).toEqual([401, 401]);
    expect((await reader?.read())?.done).toBe(true);
    const progress = await site.request({
      method: 'GET',
      url: '/api/review/progress',
      headers: { host: HOST, cookie: first },
    });
    expect(progress.json()).toMatchObject({ leased: [] });
    // Letting the person in again brings no session back.
    expect((await send(`/api/users/${id}/enable`, {}, first)).statusCode).toBe(204);
    expect(await statusWith(bert)).toBe(401);
    expect((await signIn('Bert', GOOD)).statusCode).toBe(200);
  });

  it('loses a role at the next request', async () => {
    const first = await makeFirst();
    const bert = await invite(first, 'Bert', ['reviewer', 'operator']);
    expect(await statusWith(bert, '/api/folder')).toBe(200);
    const headers = { host: HOST, origin: `http://${HOST}`, cookie: first };
    const url = `/api/users/${await idOf(first, 'Bert')}/roles`;
    const put = (roles: string[]) => site.request({ method: 'PUT', url, headers, payload: { roles } });
    for (const roles of [[], ['boss'], ['agency', 'reviewer']])
      expect((await put(roles)).statusCode).toBe(400);
    expect((await put(['reviewer'])).statusCode).toBe(204);
    expect([await statusWith(bert, '/api/folder'), await statusWith(bert)]).toEqual([403, 200]);
  });
});

describe('passwords and links', () => {
  it('changes a password with the present one alone, and ends every other session', async () => {
    const first = await makeFirst();
    const elsewhere = cookieOf(await signIn('Anna', GOOD));
    const change = async (present: string, next: string): Promise<string | number> => {
      const reply = await send('/api/account/password', { present, next }, first);
      return reply.statusCode === 204 ? 204 : reply.json<{ code: string }>().code;
    };
    expect(await change(BETTER, BETTER)).toBe('password-wrong');
    expect(await change(GOOD, 'short')).toBe('password-short');
    expect(await statusWith(elsewhere)).toBe(200);
    expect(await change(GOOD, BETTER)).toBe(204);
    expect([await statusWith(first), await statusWith(elsewhere)]).toEqual([200, 401]);
    expect((await signIn('Anna', GOOD)).statusCode).toBe(401);
    expect((await signIn('Anna', BETTER)).statusCode).toBe(200);
    for (let tried = 1; tried <= 5; tried++) expect(await change(GOOD, BETTER)).toBe('password-wrong');
    expect(await change(BETTER, GOOD)).toBe('too-many-tries');
  });

  it('invites with the roles that were said, once, for a week, until it is withdrawn', async () => {
    const first = await makeFirst();
    const make = async (body: object): Promise<string> =>
      secretOf((await send('/api/users/invitations', body, first)).json<{ link: string }>().link);
    const secret = await make({ name: 'Bert', roles: ['reviewer'] });
    // Roles that come along with the acceptance are nobody's to choose.
    const forged = { secret, name: 'Bert', password: GOOD, roles: ['privacy-owner'] };
    expect((await send('/api/links/accept', forged)).statusCode).toBe(400);
    const taken = await send('/api/links/accept', { secret, name: 'ANNA', password: GOOD });
    expect([taken.statusCode, taken.json<{ code: string }>().code]).toEqual([409, 'name-taken']);
    const made = await send('/api/links/accept', { secret, name: 'Bert B.', password: GOOD });
    expect(made.json()).toMatchObject({ name: 'Bert B.', roles: ['reviewer'] });
    expect((await send('/api/links/accept', { secret, name: 'Cor', password: GOOD })).statusCode).toBe(410);
    const late = await make({ name: null, roles: ['operator'] });
    nowMs += 7 * DAY;
    expect((await send('/api/links/accept', { secret: late, name: 'Cor', password: GOOD })).statusCode).toBe(
      410,
    );
    const owner: Client['cookie'] = cookieOf(await signIn('Anna', GOOD));
    const withdrawn = (
      await send('/api/users/invitations', { name: 'Dirk', roles: ['operator'] }, owner)
    ).json<{ link: string }>();
    const headers = { host: HOST, origin: `http://${HOST}`, cookie: owner };
    const users = await site.request({ method: 'GET', url: '/api/users', headers });
    const [waiting] = users.json<UsersReply>().invitations;
    expect(waiting).toMatchObject({ name: 'Dirk', roles: ['operator'] });
    const url = `/api/users/invitations/${waiting?.id}`;
    expect((await site.request({ method: 'DELETE', url, headers })).statusCode).toBe(204);
    expect((await site.request({ method: 'DELETE', url, headers })).statusCode).toBe(404);
    const gone = { secret: secretOf(withdrawn.link), name: 'Dirk', password: GOOD };
    expect((await send('/api/links/accept', gone)).statusCode).toBe(410);
  });

  it('gives who forgot a password a link to choose one, which ends what was open and the waiting', async () => {
    const first = await makeFirst();
    const bert = await invite(first, 'Bert', ['reviewer']);
    const id = await idOf(first, 'Bert');
    for (let tried = 1; tried <= 6; tried++) await signIn('Bert', BETTER);
    const earlier = (await send(`/api/users/${id}/link`, {}, first)).json<{ link: string }>().link;
    const { link } = (await send(`/api/users/${id}/link`, {}, first)).json<{ link: string }>();
    expect((await send('/api/links/look', { secret: secretOf(earlier) })).statusCode).toBe(410);
    expect((await send('/api/links/look', { secret: secretOf(link) })).json()).toMatchObject({
      kind: 'new-password',
      name: 'Bert',
    });
    const chosen = await send('/api/links/accept', { secret: secretOf(link), name: '', password: BETTER });
    expect(chosen.json()).toMatchObject({ name: 'Bert', roles: ['reviewer'] });
    expect(await statusWith(bert)).toBe(401);
    expect((await signIn('Bert', BETTER)).statusCode).toBe(200);
    await send(`/api/users/${id}/disable`, {}, first);
    expect((await send(`/api/users/${id}/link`, {}, first)).statusCode).toBe(404);
    expect((await send('/api/users/AAAAAAAA/link', {}, first)).statusCode).toBe(404);
  });

  it('keeps the last privacy owner', async () => {
    const first = await makeFirst();
    const id = await idOf(first, 'Anna');
    const headers = { host: HOST, origin: `http://${HOST}`, cookie: first };
    const roles = (to: string[]) =>
      site.request({ method: 'PUT', url: `/api/users/${id}/roles`, headers, payload: { roles: to } });
    expect((await send(`/api/users/${id}/disable`, {}, first)).json()).toMatchObject({
      code: 'last-privacy-owner',
    });
    expect((await roles(['operator'])).json()).toMatchObject({ code: 'last-privacy-owner' });
    expect(await statusWith(first, '/api/users')).toBe(200);
    await invite(first, 'Bert', ['privacy-owner']);
    expect((await roles(['operator'])).statusCode).toBe(204);
    expect(await statusWith(first, '/api/users')).toBe(403);
  });

  it('stores decisions under the name of who decided', async () => {
    const first = await makeFirst();
    const bert = await invite(first, 'Bert', ['reviewer']);
    const [task] = (await send('/api/review/claim', { count: 1 }, bert)).json<ClaimReply>().tasks;
    const url = `/api/review/tasks/${task?.id}/decision`;
    const decision = { clientKey: 'k'.repeat(20), state: 'blank', value: null };
    expect((await send(url, decision, bert)).statusCode).toBe(200);
    const stored = await site.seed.store.db.selectFrom('decision').select('reviewer').execute();
    expect(stored).toEqual([{ reviewer: 'Bert' }]);
  });
});
