import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { letIn } from '../server/people.ts';
import { browserPath } from './browser.ts';
import { openSite, speak, useBrowser } from './site.ts';

/** All that a browser may fetch before the first screen, as it comes over the line. */
const FIRST_LOAD_LIMIT_BYTES = 150_000;

interface Fetched {
  readonly name: string;
  readonly bytes: number;
  readonly encoding: string | undefined;
}

/** What the browser fetches of the screens themselves, as the server sends it, from now on. */
const watchFetched = (page: Page): (() => Promise<Fetched[]>) => {
  const seen: Promise<Fetched>[] = [];
  page.on('requestfinished', (request) => {
    if (!['document', 'script', 'stylesheet', 'font', 'image'].includes(request.resourceType())) return;
    if (request.url().startsWith('blob:') || request.url().includes('/api/')) return;
    const look = async (): Promise<Fetched> => {
      const response = await request.response();
      const { responseBodySize: bytes } = await request.sizes();
      const name = new URL(request.url()).pathname.replace('/assets/', '');
      return { name, bytes, encoding: response?.headers()['content-encoding'] };
    };
    seen.push(look());
  });
  return () => Promise.all(seen);
};

const languagesIn = (fetched: readonly Fetched[]): string[] =>
  fetched.flatMap(({ name }) => /^(nl|en|fr|de)-/u.exec(name)?.[1] ?? []);

describe.skipIf(browserPath === null)(
  'the first load (skipped where there is no Chromium)',
  { timeout: 60_000 },
  () => {
    useBrowser();

    it.each(['nl', 'en', 'fr', 'de'])('is small and holds one language, in %s', async (locale) => {
      const site = await openSite({ copies: 1 });
      const page = await site.openStranger({ locale });
      const fetched = watchFetched(page);
      await page.goto(site.base);
      await page.locator('.door h1').waitFor();
      const door = await fetched();
      expect(languagesIn(door)).toEqual([locale]);
      expect(
        door.filter(({ name, encoding }) => /\.(?:js|css)$|^\/$/u.test(name) && encoding !== 'br'),
      ).toEqual([]);
      const size = door.reduce((sum, { bytes }) => sum + bytes, 0);
      expect(size).toBeGreaterThan(20_000);
      expect(size).toBeLessThanOrEqual(FIRST_LOAD_LIMIT_BYTES);
      await page.context().close();
      await site.close();
    });

    it('is small for who is in, with all that is fetched ahead', async () => {
      const site = await openSite({ copies: 1 });
      const page = await site.openStranger();
      const fetched = watchFetched(page);
      // Page, styles, words, the first screen, and every light screen after it: the last of them is the API's.
      const last = page.waitForEvent('requestfinished', (request) =>
        /\/api-screen-.*\.js$/u.test(request.url()),
      );
      await page.goto(`${site.base}/enter#${await letIn(site.seed.store)}`);
      await page.locator('.work, .done').first().waitFor();
      await last;
      await page.waitForLoadState('networkidle');
      const all = await fetched();
      // A file from the browser's own cache would count for nothing.
      expect(all.filter(({ bytes }) => bytes <= 0)).toEqual([]);
      expect(all.some(({ name }) => name.startsWith('users-screen'))).toBe(true);
      // The questionnaire editor, the charts and the names: whoever needs them asks for them.
      expect(all.filter(({ name }) => /questionnaires-|results-screen|personal-data/u.test(name))).toEqual(
        [],
      );
      expect(all.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(FIRST_LOAD_LIMIT_BYTES);
      await page.context().close();
      await site.close();
    });

    it('keeps what is typed and what is asked when the language changes', async () => {
      const site = await openSite({ copies: 1 });
      const page = await site.open();
      await page.locator('.work').waitFor();
      const asked = await page.locator('.crop img').getAttribute('src');
      await page.keyboard.press('Tab');
      await speak(page, 'Français');
      await page.getByRole('link', { name: 'Impression' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('fr');
      expect(await page.locator('.crop img').getAttribute('src')).toBe(asked);
      await page.locator('a[href="/print"]').first().click();
      await page.getByLabel('Exemplaires').fill('37');
      await speak(page, 'Deutsch');
      await page.getByRole('heading', { name: 'Drucken', level: 1 }).waitFor();
      expect(await page.getByLabel('Exemplare').inputValue()).toBe('37');
      await page.context().close();
      await site.close();
    });

    it('says how to go on where a part is not to be had any more, and keeps the rest working', async () => {
      const site = await openSite({ copies: 1 });
      const page = await site.openStranger();
      await page.goto(site.base);
      // As after an update: the server has the parts of the newer build alone.
      const gone = /\/assets\/(?:rows-screen|de)-/u;
      await page.route(gone, (route) => route.fulfill({ status: 404, body: '' }));
      await page.getByRole('button', { name: 'Deutsch' }).click();
      await page.getByText('A part of the screens could not be fetched').waitFor();
      await page.getByRole('heading', { name: 'Sign in' }).or(page.locator('.door h1')).first().waitFor();
      await page.unroute(gone);
      await page.getByRole('button', { name: 'Load again' }).click();
      await page.getByText('A part of the screens could not be fetched').waitFor({ state: 'detached' });
      await page.context().close();

      const inside = await site.open();
      await inside.route(gone, (route) => route.fulfill({ status: 404, body: '' }));
      await inside.reload();
      await inside.locator('.work, .done').first().waitFor();
      await inside.locator('a[href="/rows"]').first().click();
      await inside.getByText('A part of the screens could not be fetched').waitFor();
      await inside.locator('a[href="/review"]').first().click();
      await inside.locator('.work, .done').first().waitFor();
      await inside.locator('a[href="/rows"]').first().click();
      await inside.getByText('A part of the screens could not be fetched').waitFor();
      await inside.unroute(gone);
      await inside.getByRole('button', { name: 'Load again' }).click();
      await inside.getByRole('heading', { name: 'Rows', level: 1 }).waitFor();
      await inside.context().close();
      await site.close();
    });
  },
);
