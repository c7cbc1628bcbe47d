import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/domain/roles.ts';
import { openLog } from '../../src/operation/log.ts';
import { createServer, type Server } from '../../src/server/server.ts';
import { openReviewedSeed } from '../review/reviewed-seed.ts';
import { FORMS_FOLDER, type Seeded } from '../review/seed.ts';
import { letIn } from '../server/people.ts';
import { axeFaults } from './axe.ts';
import { browserPath, launchBrowser } from './browser.ts';
import { builtScreens, useBrowser } from './site.ts';

describe.skipIf(browserPath === null)('the screen of quality (skipped where there is no Chromium)', () => {
  useBrowser();
  let seed: Seeded;
  let server: Server;
  let base: string;
  let browser: Awaited<ReturnType<typeof launchBrowser>>;
  beforeAll(async () => {
    seed = await openReviewedSeed();
    server = await createServer({
      store: seed.store,
      folder: seed.folder,
      config: { port: 0, leaseMs: 60_000 },
      log: openLog({ logLevel: 'silent' }),
      formsFolder: FORMS_FOLDER,
      webFolder: builtScreens(),
    });
    base = await server.listen();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await seed.remove();
  });

  const open = async (roles: readonly Role[], name: string, options: object = {}): Promise<Page> => {
    const context = await browser.newContext({
      locale: 'en',
      viewport: { width: 1366, height: 768 },
      ...options,
    });
    const page = await context.newPage();
    await page.goto(`${base}/enter#${await letIn(seed.store, roles, name)}`);
    await page.locator('a[href="/quality"]').click();
    await page.locator('.quality-list').first().waitFor();
    return page;
  };

  it.each([
    ['en', 'light', 1366],
    ['nl', 'dark', 1024],
    ['fr', 'light', 1024],
    ['de', 'dark', 1366],
  ] as const)('has no fault that axe can find in %s, %s, %i px wide', async (locale, colorScheme, width) => {
    const page = await open(['operator', 'privacy-owner', 'reviewer'], 'anna', {
      locale,
      colorScheme,
      viewport: { width, height: 768 },
    });
    expect(await axeFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('says the figures in words, and finds what was wrong by keyboard alone', async () => {
    const page = await open(['operator'], 'otto');
    const words = page.locator('section[aria-labelledby="words-title"]');
    await words
      .getByText(/^Of \d+ checked machine readings (none was|1 was|\d+ were) wrong: (at most )?[\d.]+\s%/u)
      .waitFor();
    await words.getByText(/Cohen’s kappa\) [\d.]+, between/u).waitFor();
    const details = page.locator('section[aria-labelledby="details-title"]');
    const rows = details.locator('tbody tr');
    const all = await rows.count();
    await details.getByRole('radio', { name: 'The machine' }).focus();
    await page.keyboard.press('ArrowRight');
    await details.getByRole('columnheader', { name: 'Kappa', exact: true }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await details.getByRole('columnheader', { name: 'Kappa', exact: true }).waitFor({ state: 'detached' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('rijstijl');
    await expect.poll(() => rows.count()).toBe(1);
    await details.getByLabel('Find an item').fill('');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await expect.poll(() => rows.count()).toBeLessThan(all);
    expect(await details.locator('td[data-wrong="false"]').count()).toBe(0);
    expect(await page.getByRole('heading', { name: 'Reviewers' }).count()).toBe(0);
    await page.context().close();
  });

  it('changes the share, for now and for the next time', async () => {
    const page = await open(['operator'], 'olga');
    await page.getByLabel('Read again').selectOption('0.05');
    await page.getByText('Saved. It holds from now on.').waitFor();
    await page.reload();
    await page.locator('.quality-list').first().waitFor();
    expect(await page.getByLabel('Read again').inputValue()).toBe('0.05');
    await page.context().close();
  });

  it('shows a reviewer their own figures alone', async () => {
    const page = await open(['reviewer'], 'bert');
    await page.getByRole('heading', { name: 'Your own figures' }).waitFor();
    await page.getByRole('rowheader', { name: 'passenger-survey' }).waitFor();
    expect(await page.locator('section').count()).toBe(1);
    expect(await page.locator('main').innerText()).not.toMatch(/anna|cora/u);
    await page.context().close();
  });
});
