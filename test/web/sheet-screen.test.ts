import { describe, expect, it } from 'vitest';
import { axeFaults } from './axe.ts';
import { browserPath } from './browser.ts';
import { openSite, useBrowser } from './site.ts';

describe.skipIf(browserPath === null)('sheets in a real browser (skipped where there is no Chromium)', () => {
  useBrowser();

  it.each([
    ['nl', 'light', 1024],
    ['en', 'dark', 1366],
  ] as const)(
    'opens a page for a reason on record, answers its doubts, and undoes them, in %s, %s',
    async (locale, colorScheme, width) => {
      const site = await openSite({
        copies: 2,
        pictures: true,
        archive: true,
        doubts: (_copy, variable) => ['trip_purpose', 'ticket', 'mark_clean'].includes(variable),
      });
      const openings = () => site.seed.store.db.selectFrom('page_opening').selectAll().execute();
      const page = await site.open({ locale, colorScheme, viewport: { width, height: 768 } });
      const { keyboard } = page;
      await keyboard.press('Alt+3');
      await page.locator('.reason-form').waitFor();
      expect(await axeFaults(page)).toEqual([]);
      await keyboard.press('Enter');
      await page
        .getByRole('alert')
        .filter({ hasText: /reason|reden/u })
        .waitFor();
      expect(await openings()).toEqual([]);
      await keyboard.press('Space');
      await keyboard.press('ArrowDown');
      await keyboard.press('Enter');
      await page.locator('.sheet-page image').waitFor();
      expect(await openings()).toMatchObject([{ reason: 'misplaced' }]);
      await page.locator('.work .crop img').waitFor();
      expect(await axeFaults(page)).toEqual([]);
      const overflow = await page.evaluate(() => [
        document.documentElement.scrollHeight - innerHeight,
        document.documentElement.scrollWidth - innerWidth,
      ]);
      expect(overflow.every((px) => px <= 0)).toBe(true);

      const question = page.locator('#question');
      const first = await question.innerText();
      await keyboard.press('ArrowDown');
      expect(await question.innerText()).not.toBe(first);
      await keyboard.press('ArrowUp');
      expect(await question.innerText()).toBe(first);
      for (let left = 3; left > 0; left--) {
        await page.locator('.work .crop img').waitFor();
        await page
          .locator('.sheet-doubt:not([data-state=decided])')
          .nth(left - 1)
          .waitFor();
        await keyboard.press('b');
      }
      await page.locator('.sheet-finished').waitFor();
      expect(await axeFaults(page)).toEqual([]);
      // The next page is another person's: nothing opens it but a key.
      expect(await openings()).toHaveLength(1);
      await page.locator('.progress-words', { hasText: /3 (of|van) 6/u }).waitFor();
      await keyboard.press('z');
      await keyboard.press('z');
      await page.locator('.progress-words', { hasText: /1 (of|van) 6/u }).waitFor();
      expect(await page.locator('.sheet-doubt:not([data-state=decided])').count()).toBe(2);
      await keyboard.press('b');
      await keyboard.press('b');
      await page.locator('.sheet-finished').waitFor();
      await keyboard.press('Enter');
      await page.locator('.sheet-page image').waitFor();
      expect(await openings()).toMatchObject([{ reason: 'misplaced' }, { reason: 'misplaced' }]);
      // What was decided on a page that is shut comes back one by one: a page is not opened by itself.
      await keyboard.press('z');
      await page.locator('.work .crop img').waitFor();
      expect(await page.locator('.sheet-page').count()).toBe(0);
      expect(await openings()).toHaveLength(2);
      expect(site.complaints).toEqual([]);
      expect(site.strangers).toEqual([]);
      await page.context().close();
      await site.close();
    },
  );
});
