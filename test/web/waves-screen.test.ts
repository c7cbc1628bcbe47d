import { describe, expect, it } from 'vitest';
import { streamClosedRows } from '../../src/store/closed-rows.ts';
import { axeFaults } from './axe.ts';
import { browserPath } from './browser.ts';
import { openSite, useBrowser, type Site } from './site.ts';

const SURVEY = 'passenger-survey';

const rowsOf = async (site: Site): Promise<number> => {
  let rows = 0;
  for await (const _row of streamClosedRows(site.seed.store, SURVEY)) rows++;
  return rows;
};

const TITLES = { nl: 'Metingen', en: 'Waves', fr: 'Vagues', de: 'Wellen' } as const;

describe.skipIf(browserPath === null)(
  'the screen of waves in a real browser (skipped where there is no Chromium)',
  () => {
    useBrowser();

    it.each([
      ['nl', 'light', 1366],
      ['nl', 'dark', 1024],
      ['en', 'light', 1024],
      ['en', 'dark', 1366],
      ['fr', 'light', 1024],
      ['de', 'light', 1024],
    ] as const)('has no fault that axe can find, in %s, %s, at %i px', async (locale, colorScheme, width) => {
      const site = await openSite({ copies: 3, doubts: (copy) => copy === 0 });
      try {
        const page = await site.open(
          { locale, colorScheme, viewport: { width, height: 768 } },
          { roles: ['privacy-owner'], shows: '.page-head' },
        );
        await page.locator('a[href="/waves"]').click();
        await page.getByRole('heading', { name: TITLES[locale], level: 1 }).waitFor();
        await page.locator('table').nth(1).waitFor();
        const look = async (name: string): Promise<void> => {
          const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect({ name, faults: await axeFaults(page), wider: wider > 0 }).toEqual({
            name,
            faults: [],
            wider: false,
          });
        };
        await look('waves');
        await page.locator('.audit-actions button').click();
        await page.locator('.audit-head').waitFor();
        await page.locator('.actions-cell .button').first().click();
        await page.locator('dialog[open]').waitFor();
        await look('waves-close');
        expect(site.complaints).toEqual([]);
        expect(site.strangers).toEqual([]);
      } finally {
        await site.close();
      }
    });

    it('closes a wave by keyboard alone, and only once its name was typed and what is open was given up', async () => {
      const site = await openSite({ copies: 3, doubts: (copy) => copy === 0 });
      try {
        const page = await site.open({}, { roles: ['privacy-owner'], shows: '.page-head' });
        await page.goto(`${site.base}/waves`);
        const close = page.locator('.actions-cell .button');
        await close.focus();
        const wave = (await page.locator('tbody th').first().innerText()).split(/\s/u)[0] ?? '';
        await page.keyboard.press('Enter');
        const forGood = page.getByRole('button', { name: 'Close for good' });
        const given = page.getByLabel('Type the name of the wave to go on');
        await given.focus();
        await page.keyboard.type(wave);
        expect(await forGood.isDisabled()).toBe(true);
        await page.keyboard.press('Shift+Tab');
        await page.keyboard.press('Space');
        expect(await forGood.isDisabled()).toBe(false);
        await given.focus();
        await page.keyboard.press('Enter');
        await page.getByRole('status').filter({ hasText: 'is closed: 3 rows' }).waitFor();
        expect(await rowsOf(site)).toBe(3);
        expect(await page.locator('.actions-cell .button').count()).toBe(0);
        await page.getByText('Closed a wave', { exact: false }).first().waitFor();
      } finally {
        await site.close();
      }
    });

    it('opens a wave, refuses the same again, and sets how long files are kept', async () => {
      const site = await openSite({ copies: 1, doubts: () => false });
      try {
        const page = await site.open({}, { roles: ['privacy-owner'], shows: '.page-head' });
        await page.goto(`${site.base}/waves`);
        const name = page.getByLabel('Wave', { exact: true });
        await name.fill('2031-Q1');
        await page.keyboard.press('Enter');
        await page.getByRole('status').filter({ hasText: 'Wave 2031-Q1 is open.' }).waitFor();
        await name.fill('2031-Q1');
        await page.keyboard.press('Enter');
        await page.getByRole('alert').filter({ hasText: 'open wave of that name' }).waitFor();
        await page.getByLabel(`Days after closing, ${SURVEY}`).fill('7');
        await page.keyboard.press('Enter');
        await page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
        const settings = await site.seed.store.db.selectFrom('retention_setting').selectAll().execute();
        expect(settings).toEqual([{ survey: SURVEY, days: 7 }]);
      } finally {
        await site.close();
      }
    });
  },
);
