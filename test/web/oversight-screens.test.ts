import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFaults } from './axe.ts';
import { browserPath } from './browser.ts';
import { openSite, useBrowser } from './site.ts';

const QUIET = { copies: 1, doubts: () => false };

/** What axe finds on the screen as it stands; nothing may stick out of its sides. */
const look = async (page: Page, screen: string): Promise<void> => {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect({ screen, faults: await axeFaults(page), wider: wider > 0 }).toEqual({
    screen,
    faults: [],
    wider: false,
  });
};

describe.skipIf(browserPath === null)(
  'tokens, opened pages and the API in a real browser (skipped where there is no Chromium)',
  () => {
    useBrowser();

    it.each([
      ['nl', 'light'],
      ['nl', 'dark'],
      ['en', 'light'],
      ['en', 'dark'],
    ] as const)('have no fault that axe can find, in %s, %s', async (locale, colorScheme) => {
      const site = await openSite({ copies: 1, archive: true });
      const viewport = { width: locale === 'nl' ? 1024 : 1366, height: 768 };
      const page = await site.open({ locale, colorScheme, viewport }, { name: 'Anna' });
      for (const reason of ['context', 'respondent'] as const) {
        const opened = await page.evaluate(
          async (body) =>
            (
              await fetch(`/api/review/sheets/sheet-of-a-test-${body.reason}/open`, {
                method: 'POST',
                headers: { 'content-type': 'application/json' },
                body: JSON.stringify(body),
              })
            ).status,
          { reason },
        );
        expect(opened).toBe(200);
      }
      await page.locator('a.tab[href="/users"]').click();
      await page.locator('.subtabs a[href="/tokens"]').click();
      await page.locator('.door-form .text-input').first().fill('nightly-rows');
      await page.keyboard.press('Enter');
      await page.locator('.issued').waitFor();
      await page.locator('.list tbody tr').first().waitFor();
      await look(page, 'tokens');
      await page.locator('.subtabs a[href="/openings"]').click();
      await page.locator('.openings tbody tr').nth(1).waitFor();
      await look(page, 'openings');
      await page.goto(`${site.base}/api`);
      await page.locator('.operation').first().waitFor();
      await look(page, 'api');
      for (const id of ['getRows', 'postPrint', 'putAdoptedDraftsDraft', 'getPrintRunFile'])
        await page.locator(`#api-${id} summary`).click();
      await page.locator('.operation-body').nth(3).waitFor();
      await look(page, 'api-open');
      expect(site.strangers).toEqual([]);
      expect(site.complaints).toEqual([]);
      await page.context().close();
      await site.close();
    });

    it('makes a token that works, and revokes it, by keyboard alone', async () => {
      const site = await openSite(QUIET);
      const page = await site.open({}, { roles: ['privacy-owner'], shows: 'main' });
      await page.goto(`${site.base}/tokens`);
      const name = page.getByLabel('What it is for');
      await name.focus();
      await page.keyboard.type('nightly-rows');
      await page.keyboard.press('Tab');
      // The first scope is chosen already; the second is added.
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await name.focus();
      await page.keyboard.press('Enter');
      const field = page.getByLabel('The token', { exact: true });
      await field.waitFor();
      const secret = await field.inputValue();
      await page.waitForFunction(() => document.activeElement?.classList.contains('secret'));
      const ask = (): Promise<number> =>
        fetch(`${site.base}/api/surveys`, { headers: { authorization: `Bearer ${secret}` } }).then(
          ({ status }) => status,
        );
      expect(await ask()).toBe(200);
      expect(await page.locator('.list code').allTextContents()).toEqual(['rows:read', 'folder:read']);
      await page.reload();
      await page.getByRole('button', { name: 'Revoke nightly-rows' }).focus();
      expect(await page.locator('main').innerText()).not.toContain(secret);
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      for (let press = 0; press < 3; press++) {
        const focused = await page.evaluate(() => document.activeElement?.textContent);
        if (focused === 'Revoke') break;
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Enter');
      await page.locator('.list tbody tr[data-disabled=true]').waitFor();
      expect(await ask()).toBe(401);
      await page.context().close();
      await site.close();
    });

    it('shows opened pages of one person', async () => {
      const site = await openSite({ copies: 2, archive: true });
      for (const name of ['Anna', 'Bert']) {
        const page = await site.open({}, { name, roles: ['reviewer'] });
        await page.evaluate(() =>
          fetch('/api/review/sheets/sheet-of-a-test-1/open', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ reason: 'respondent' }),
          }),
        );
        await page.context().close();
      }
      const page = await site.open({}, { roles: ['privacy-owner'], shows: 'main' });
      await page.goto(`${site.base}/openings`);
      await page.locator('.openings tbody tr').nth(1).waitFor();
      await page.getByLabel('Person').selectOption('Bert');
      await page.locator('.openings tbody tr').nth(1).waitFor({ state: 'detached' });
      expect(await page.locator('.openings tbody tr').innerText()).toMatch(
        /Bert[\s\S]*passenger-survey[\s\S]*A respondent asked about their own form/u,
      );
      await page.context().close();
      await site.close();
    });

    it('finds a route by a word and shows how a script asks for it', async () => {
      const site = await openSite(QUIET);
      const page = await site.open({}, { roles: ['operator'], shows: 'main' });
      await page.goto(`${site.base}/account`);
      await page.getByRole('link', { name: 'What scripts can ask' }).click();
      await page.getByRole('searchbox').fill('rows export');
      // Rows, and the open answers that were let go.
      await page.getByText('2 routes', { exact: true }).waitFor();
      await page.getByRole('searchbox').fill('rows/export');
      await page.getByText('1 route', { exact: true }).waitFor();
      await page.locator('.operation summary').focus();
      await page.keyboard.press('Enter');
      const example = page.getByRole('group', { name: 'With a token, on the command line' });
      expect(await example.innerText()).toBe(
        `curl '${site.base}/api/rows/export?survey=SURVEY&format=csv' \\\n  -H "Authorization: Bearer $PAPERLINE_TOKEN"`,
      );
      // What is for people alone says so, and shows no way around it.
      await page.getByRole('searchbox').fill('disable');
      await page.locator('.operation summary').first().click();
      await page.getByText('For people alone: no token opens it.').first().waitFor();
      await page.context().close();
      await site.close();
    });
  },
);
