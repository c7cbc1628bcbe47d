/** Signing in with a real OpenID Connect provider, run on this machine under another name than Paperline's. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserPath } from './browser.ts';
import { openSite, useBrowser, type Site } from './site.ts';

const CLIENT = { oidcClientId: 'paperline', oidcClientSecret: 'a secret of the two' };

let listener: Server;
let site: Site;

/** Writes to the provider what it asks: who one is, and that Paperline may know. */
const passProvider = async (page: Page, login: string): Promise<void> => {
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill('any');
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: 'Continue' }).click();
};

/** What a browser keeps of a reply's cookies. */
const cookiesOf = (response: Response): string[] =>
  response.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '');

/** Asks Paperline for the way to the provider, as its button does. */
const beginAt = async (): Promise<{ readonly url: string; readonly cookie: string }> => {
  const response = await fetch(`${site.base}/api/provider/start`, {
    method: 'POST',
    headers: { origin: site.base, 'content-type': 'application/json' },
    body: JSON.stringify({ link: null }),
  });
  const { url } = (await response.json()) as { url: string };
  return { url, cookie: cookiesOf(response).join('; ') };
};

/** Goes the provider's way without a browser; gives the address back at Paperline, not followed. */
const answerOf = async (start: string, login: string): Promise<string> => {
  const jar = new Map<string, string>();
  let next = start;
  let body: string | null = null;
  for (let step = 0; step < 12 && !next.startsWith(site.base); step++) {
    const response: Response = await fetch(next, {
      redirect: 'manual',
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === null ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(body === null ? {} : { method: 'POST', body }),
    });
    for (const pair of cookiesOf(response))
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    const location = response.headers.get('location');
    const page = await response.text();
    body =
      location === null
        ? `prompt=${/name="prompt" value="(\w+)"/u.exec(page)?.[1]}&login=${login}&password=any`
        : null;
    next = new URL(location ?? /<form[^>]* action="([^"]+)"/u.exec(page)?.[1] ?? 'no:form', next).href;
  }
  return next;
};

/** A browser that looks for nothing on the internet, as the provider's pages would have it. */
const openBrowser = async (): Promise<Page> => {
  const page = await site.openStranger();
  await page.route(/googleapis|gstatic/u, (route) => route.abort());
  return page;
};

describe.skipIf(browserPath === null)(
  'the sign-in of an organisation (skipped where there is no Chromium)',
  () => {
    useBrowser();
    beforeAll(async () => {
      listener = createServer();
      await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
      const { port } = listener.address() as AddressInfo;
      const issuer = `http://localhost:${port}`;
      site = await openSite(
        { copies: 1, doubts: () => false },
        { oidcIssuer: issuer, ...CLIENT, oidcName: 'Example Transit' },
      );
      const provider = new Provider(issuer, {
        clients: [
          {
            client_id: CLIENT.oidcClientId,
            client_secret: CLIENT.oidcClientSecret,
            redirect_uris: [`${site.base}/api/provider/callback`],
          },
        ],
        cookies: { keys: ['for this test'] },
      });
      const answer = provider.callback();
      listener.on('request', (request, response) => void answer(request, response));
    });
    afterAll(async () => {
      await site.close();
      listener.closeAllConnections();
      listener.close();
    });

    it('makes the first account, signs in to it again, and lets in nobody who was not invited', async () => {
      const page = await openBrowser();
      await page.goto((await site.server.entrance()).link);
      await page.getByLabel('Name', { exact: true }).fill('Anna');
      await page.getByRole('button', { name: 'Use Example Transit instead of a password' }).click();
      await passProvider(page, 'anna@example.org');
      await page.locator('.done').waitFor();
      expect(page.url()).toBe(`${site.base}/review`);
      await page.goto(`${site.base}/account`);
      await page.getByText('This account has no password.').waitFor();
      await page.getByRole('button', { name: 'Sign out here' }).click();
      await page.getByRole('button', { name: 'Sign in with Example Transit' }).click();
      await page.locator('.done').waitFor();
      const stored = await site.seed.store.db
        .selectFrom('account')
        .select(['name', 'password_hash', 'oidc_subject'])
        .execute();
      expect(stored).toEqual([{ name: 'Anna', password_hash: null, oidc_subject: 'anna@example.org' }]);

      const stranger = await openBrowser();
      await stranger.goto(site.base);
      await stranger.getByRole('button', { name: 'Sign in with Example Transit' }).click();
      await passProvider(stranger, 'mallory@example.org');
      await stranger.getByRole('alert').filter({ hasText: 'did not let you in' }).waitFor();
      expect(stranger.url()).toBe(`${site.base}/`);
      const cookies = await stranger.context().cookies();
      expect(cookies.filter(({ name }) => name === 'paperline_session')).toEqual([]);
      await page.context().close();
      await stranger.context().close();
    });

    it('takes no answer that this browser did not ask for, and none twice', async () => {
      const asked = await beginAt();
      const answered = await answerOf(asked.url, 'anna@example.org');
      const other = await beginAt();
      const follow = async (cookie: string): Promise<string | null> => {
        const response = await fetch(answered, { headers: { cookie }, redirect: 'manual' });
        const location = response.headers.get('location');
        const opened = response.headers.getSetCookie().some((line) => line.startsWith('paperline_session='));
        expect(opened).toBe(location === '/');
        return location;
      };
      expect(await follow('')).toBe('/?refused=provider-refused');
      expect(await follow(other.cookie)).toBe('/?refused=provider-refused');
      expect(await follow(asked.cookie)).toBe('/');
      expect(await follow(asked.cookie)).toBe('/?refused=provider-refused');
    });
  },
);
