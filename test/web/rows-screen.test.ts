import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { axeFaults } from './axe.ts';
import { browserPath } from './browser.ts';
import { openSite, useBrowser } from './site.ts';

describe.skipIf(browserPath === null)(
  'the rows screen in a real browser (skipped where there is no Chromium)',
  () => {
    useBrowser();

    it.each([
      ['nl', 'light', 1366],
      ['en', 'dark', 1024],
      ['fr', 'light', 1366],
      ['de', 'dark', 1366],
    ] as const)('says what anonymity cost and gives files, in %s, %s', async (locale, colorScheme, width) => {
      const site = await openSite({ copies: 12, doubts: () => false });
      const page = await site.open({ locale, colorScheme, viewport: { width, height: 768 } });
      await page.locator('a[href="/rows"]').click();
      await page.locator('.rows').waitFor();
      const panel = page.locator('section[aria-labelledby="anonymity"]');
      expect(await panel.textContent()).toContain('2026-Q4');
      expect(await panel.textContent()).toMatch(/line, direction, .*, age, gender/u);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect({ faults: await axeFaults(page), wider: wider > 0 }).toEqual({ faults: [], wider: false });
      // By keyboard alone: choose SPSS, then the link beside it.
      const formats = page.locator('select').last();
      await formats.focus();
      await formats.selectOption('sav');
      await page.keyboard.press('Tab');
      const coming = page.waitForEvent('download');
      await page.keyboard.press('Enter');
      const download = await coming;
      expect(download.suggestedFilename()).toBe('passenger-survey.sav');
      expect((await readFile(await download.path())).subarray(0, 4).toString()).toBe('$FL2');
      expect(site.complaints).toEqual([]);
      expect(site.strangers).toEqual([]);
      await page.context().close();
      await site.close();
    });
  },
);
