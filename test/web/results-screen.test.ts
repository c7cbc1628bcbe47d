import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { addPublication } from '../../src/store/publications.ts';
import { openWave } from '../../src/store/waves.ts';
import { samplePublication } from '../results/report/sample-publication.ts';
import { axeFaults } from './axe.ts';
import { browserPath } from './browser.ts';
import { openSite, useBrowser, type Site } from './site.ts';

const QUIET = { copies: 1, doubts: () => false };
const WAVES = ['2026-Q1', '2026-Q2', '2026-Q3'];

const openPublished = async (): Promise<Site> => {
  const site = await openSite(QUIET);
  await site.seed.store.write((connection) => {
    for (const [place, wave] of WAVES.entries()) {
      const now = new Date(`2026-0${place + 4}-01T10:00:00Z`);
      openWave(connection, 'sample', wave, now);
      const document = JSON.stringify(samplePublication(wave, place * 0.2));
      addPublication(connection, { survey: 'sample', wave, document, now });
    }
  });
  return site;
};

/** What axe finds with every table behind a chart open. */
const look = async (page: Page): Promise<readonly unknown[]> => {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  return axeFaults(page);
};

describe.skipIf(browserPath === null)('the screen of results (skipped where there is no Chromium)', () => {
  useBrowser();

  it.each([
    ['nl', 'light', 1366],
    ['en', 'dark', 1024],
    ['fr', 'light', 1024],
    ['de', 'dark', 1366],
  ] as const)(
    'shows charts with tables behind them, without fault, in %s, %s',
    async (locale, colorScheme, width) => {
      const site = await openPublished();
      const page = await site.open(
        { locale, colorScheme, viewport: { width, height: 768 } },
        { roles: ['privacy-owner'], name: 'Pia', shows: '.page' },
      );
      await page.goto(`${site.base}/results`);
      await page.locator('.chart-drawing svg').nth(5).waitFor();
      expect(await look(page)).toEqual([]);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider).toBeLessThanOrEqual(0);
      expect(site.strangers).toEqual([]);
      expect(site.complaints).toEqual([]);
      await page.context().close();
      await site.close();
    },
  );

  it('opens a survey to an agency by keyboard, which sees it until it is revoked', async () => {
    const site = await openPublished();
    const agency = await site.open({}, { roles: ['agency'], name: 'Bureau', shows: '.empty' });
    expect(await agency.locator('.empty').textContent()).toContain('has opened nothing to you');
    const owner = await site.open({}, { roles: ['privacy-owner'], name: 'Pia', shows: '.page' });
    await owner.goto(`${site.base}/results`);
    await owner.getByLabel('Survey', { exact: true }).focus();
    await owner.keyboard.type('sample');
    await owner.keyboard.press('Tab');
    await owner.keyboard.type('12312099');
    await owner.keyboard.press('Enter');
    await owner.locator('.grants tbody tr').waitFor();
    await agency.reload();
    await agency.locator('.chart-drawing svg').first().waitFor();
    // Charts and tables, and nothing of the company's own.
    expect(await agency.locator('.grants').count()).toBe(0);
    const [download] = await Promise.all([
      agency.waitForEvent('download'),
      agency.getByRole('link', { name: 'Report (PDF)' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('sample-2026-Q3.pdf');
    // Tables, as a file of the kind that is chosen, by keyboard.
    const format = agency.getByRole('combobox', { name: 'Tables as' });
    await format.focus();
    await agency.keyboard.type('SPSS');
    expect(await format.inputValue()).toBe('sav');
    await agency.keyboard.press('Tab');
    const [tables] = await Promise.all([agency.waitForEvent('download'), agency.keyboard.press('Enter')]);
    expect(tables.suggestedFilename()).toBe('sample-2026-Q3.sav');
    await owner.reload();
    await owner.getByRole('button', { name: 'What Bureau looked at' }).click();
    await owner.getByRole('dialog').getByText('as a file (pdf)').waitFor();
    await owner.getByRole('dialog').getByText('as a file (sav)').waitFor();
    await owner.keyboard.press('Escape');
    await owner.getByRole('button', { name: 'Revoke what Bureau may see of sample' }).click();
    await owner.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await owner.getByText('(revoked)').waitFor();
    await agency.reload();
    await agency.locator('.empty').waitFor();
    for (const page of [owner, agency]) await page.context().close();
    await site.close();
  });
});
