import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFaults } from './axe.ts';
import { browserPath } from './browser.ts';
import { openSite, useBrowser, type Site } from './site.ts';

const GOOD = 'zonnebloem kachel dinsdag';
const BETTER = 'lantaarn ijsvogel karton';

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

const fill = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [label, text] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(text);
};

/** The form of the link in the address, filled in and sent by keyboard alone. */
const sendForm = async (page: Page, password: string): Promise<void> => {
  await page.locator('input[autocomplete=username]').focus();
  await page.keyboard.type('Anna de Vries');
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
};

/** The first account, made on the screen by keyboard alone. */
const makeFirst = async (site: Site, page: Page, password: string): Promise<void> => {
  await page.goto((await site.server.entrance()).link);
  await sendForm(page, password);
};

describe.skipIf(browserPath === null)(
  'the screens of accounts in a real browser (skipped where there is no Chromium)',
  () => {
    useBrowser();

    it.each([
      ['nl', 'light'],
      ['nl', 'dark'],
      ['en', 'light'],
      ['en', 'dark'],
    ] as const)('have no fault that axe can find, in %s, %s', async (locale, colorScheme) => {
      const site = await openSite(QUIET);
      const viewport = { width: locale === 'nl' ? 1024 : 1366, height: 768 };
      const options = { locale, colorScheme, viewport };
      const named = (screen: string): string => `${screen}-${locale}-${colorScheme}`;
      const page = await site.openStranger(options);
      await page.goto(site.base);
      await page.locator('.door code').waitFor();
      await look(page, named('nobody-yet'));
      await makeFirst(site, page, 'passwordpassword');
      await page.getByRole('alert').waitFor();
      await look(page, named('accept-refused'));
      await page.locator('input[autocomplete=new-password]').fill(GOOD);
      await page.keyboard.press('Enter');
      await page.locator('.done').waitFor();
      await page.locator('a[href="/users"]').click();
      await page.locator('.users-columns form input[type=checkbox]').first().check();
      await page.locator('.users-columns form .text-input').fill('Bert');
      await page.keyboard.press('Enter');
      await page.locator('.issued').waitFor();
      const invitation = await page.locator('.issued input').inputValue();
      await look(page, named('users-invited'));
      const invited = await site.openStranger(options);
      await invited.goto(invitation);
      await invited.locator('input[autocomplete=new-password]').fill(GOOD);
      await look(invited, named('accept'));
      await invited.keyboard.press('Enter');
      await invited.locator('.done').waitFor();
      await look(invited, named('done'));
      await page.reload();
      await page.locator('.list tbody tr').nth(1).waitFor();
      await look(page, named('users'));
      await page.locator('.list tbody tr').nth(1).locator('button').first().click();
      await page.getByRole('dialog').waitFor();
      await look(page, named('roles'));
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.locator('.list tbody tr').nth(1).locator('button').last().click();
      await page.getByRole('dialog').waitFor();
      await look(page, named('disable'));
      await page.keyboard.press('Escape');
      await page.goto(`${site.base}/account`);
      await page.locator('.list tbody tr').first().waitFor();
      await look(page, named('account'));
      await page.locator('.top-bar > .icon-button').last().click();
      await page.getByRole('dialog').waitFor();
      await look(page, named('settings'));
      await page.keyboard.press('Escape');
      await page.locator('.page-head .button').click();
      await page.locator('.door form').waitFor();
      await look(page, named('sign-in'));
      expect(site.strangers).toEqual([]);
      expect(site.complaints).toEqual([]);
      await page.context().close();
      await invited.context().close();
      await site.close();
    });

    it('go from the first link over a refused password to signing in again, by keyboard alone', async () => {
      const site = await openSite(QUIET);
      const page = await site.openStranger();
      await makeFirst(site, page, 'short');
      await page.getByRole('alert').filter({ hasText: 'too short' }).waitFor();
      // Loading again goes on where one was.
      await page.reload();
      await sendForm(page, GOOD);
      await page.locator('.done').waitFor();
      expect(page.url()).toBe(`${site.base}/review`);
      await page.goto(`${site.base}/account`);
      await fill(page, { 'Present password': GOOD, 'New password': BETTER });
      await page.keyboard.press('Enter');
      await page.getByText('The password is changed.').waitFor();
      await page.getByRole('button', { name: 'Sign out here' }).click();
      await page.getByLabel('Name', { exact: true }).fill('anna de vries');
      await page.keyboard.press('Tab');
      await page.keyboard.type(GOOD);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      expect(await page.getByLabel('Password', { exact: true }).getAttribute('type')).toBe('text');
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').filter({ hasText: 'do not belong together' }).waitFor();
      await fill(page, { Password: BETTER });
      await page.keyboard.press('Enter');
      await page.locator('.page-head h1', { hasText: 'Your account' }).waitFor();
      await page.context().close();
      await site.close();
    });

    it('keep nothing that was typed for one link when another is opened in the same window', async () => {
      const site = await openSite(QUIET);
      const page = await site.openStranger();
      await page.goto((await site.server.entrance()).link);
      await page.locator('input[autocomplete=new-password]').fill(GOOD);
      await page.goto((await site.server.entrance()).link);
      await page.waitForFunction(
        () => document.querySelector<HTMLInputElement>('input[autocomplete=new-password]')?.value === '',
      );
      await sendForm(page, BETTER);
      await page.locator('.done').waitFor();
      await page.context().close();
      await site.close();
    });

    it('show each role its own screens, and nothing of the others', async () => {
      const site = await openSite(QUIET);
      const tabsOf = async (page: Page): Promise<string[]> =>
        page.locator('.tab > span:first-of-type').allTextContents();
      const reviewer = await site.open({}, { roles: ['reviewer'], name: 'Rik' });
      expect(await tabsOf(reviewer)).toEqual(['Review', 'Quality']);
      expect(await reviewer.getByRole('button', { name: 'See the rows' }).count()).toBe(0);
      await reviewer.goto(`${site.base}/rows`);
      await reviewer.locator('.done').waitFor();
      expect(reviewer.url()).toBe(`${site.base}/review`);
      const operator = await site.open({}, { roles: ['operator'], name: 'Ole', shows: '.stage-card' });
      expect(await tabsOf(operator)).toEqual(['Folder', 'Print', 'Forms', 'Quality']);
      const owner = await site.open({}, { roles: ['privacy-owner'], name: 'Pia', shows: '.rows' });
      expect(await tabsOf(owner)).toEqual(['Rows', 'Results', 'Quality', 'Users']);
      const agency = await site.open({}, { roles: ['agency'], name: 'Ada', shows: '.empty' });
      expect(await tabsOf(agency)).toEqual(['Results']);
      expect(await agency.getByRole('heading', { name: 'Publish a wave' }).count()).toBe(0);
      for (const page of [reviewer, operator, owner, agency]) await page.context().close();
      expect(site.complaints).toEqual([]);
      await site.close();
    });

    it('invite, change roles, keep out: the other browser is at the door at once', async () => {
      const site = await openSite(QUIET);
      const owner = await site.openStranger();
      await makeFirst(site, owner, GOOD);
      await owner.locator('a[href="/users"]').click();
      await owner.getByRole('checkbox', { name: /^Agency/u }).check();
      expect(await owner.getByRole('checkbox', { name: /^Reviewer/u }).isChecked()).toBe(false);
      await owner.getByRole('checkbox', { name: /^Operator/u }).check();
      expect(await owner.getByRole('checkbox', { name: /^Agency/u }).isChecked()).toBe(false);
      await owner.getByLabel('For whom').fill('Bert');
      await owner.getByRole('button', { name: 'Make a link' }).click();
      await owner.getByText('Invitations that wait').locator('..').getByText('Bert').waitFor();
      const link = await owner.getByLabel('The link').inputValue();
      const bert = await site.openStranger();
      await bert.goto(link);
      expect(await bert.getByLabel('Name').inputValue()).toBe('Bert');
      await fill(bert, { Password: GOOD });
      await bert.keyboard.press('Enter');
      await bert.locator('.stage-card').first().waitFor();
      await owner.reload();
      await owner.getByRole('button', { name: 'Roles of Bert' }).click();
      await owner
        .getByRole('dialog')
        .getByRole('checkbox', { name: /^Reviewer/u })
        .check();
      await owner.getByRole('button', { name: 'Save' }).click();
      await owner.locator('tr', { hasText: 'Bert' }).getByText('Operator, Reviewer').waitFor();
      await bert.reload();
      await bert.locator('a[href="/review"]').waitFor();
      await bert.locator('a[href="/folder"]').click();
      await bert.getByText('Live', { exact: true }).waitFor();
      await owner.getByRole('button', { name: 'Disable Bert' }).click();
      await owner.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
      await owner.locator('tr', { hasText: 'Bert' }).getByText('disabled').waitFor();
      // Nobody touches Bert's browser: its stream ends, and it asks who is in.
      await bert.getByRole('heading', { name: 'Sign in' }).waitFor();
      const again = await site.openStranger();
      await again.goto(link);
      await again.getByRole('alert').filter({ hasText: 'used before' }).waitFor();
      for (const page of [owner, bert, again]) await page.context().close();
      expect(site.complaints).toEqual([]);
      await site.close();
    });
  },
);
