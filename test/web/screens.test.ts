import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { axeFaults } from './axe.ts';
import { browserPath } from './browser.ts';
import { asks, openSite, speak, useBrowser } from './site.ts';

describe.skipIf(browserPath === null)(
  'screens in a real browser (skipped where there is no Chromium)',
  () => {
    useBrowser();

    describe.each([
      ['nl', 'light'],
      ['en', 'dark'],
      ['fr', 'dark'],
      ['de', 'light'],
    ] as const)('in %s, %s', (locale, colorScheme) => {
      it('has no fault that axe can find on any screen, and calls nobody else', async () => {
        const site = await openSite({
          copies: 1,
          pictures: true,
          doubts: (_copy, variable) =>
            ['trip_purpose', 'mark_clean', 'improve', 'age', 'remark'].includes(variable),
        });
        // A tablet in one language, a small office screen in the other.
        const viewport = { width: locale === 'nl' || locale === 'fr' ? 1024 : 1366, height: 768 };
        const page = await site.open({ locale, colorScheme, viewport });
        const faultsOf = (): Promise<string[]> => axeFaults(page);
        for (const question of [
          'beter maken',
          'de netheid',
          'belangrijkste doel',
          'Hoe oud',
          'nog iets zeggen',
        ]) {
          await asks(page, question);
          expect({ question, faults: await faultsOf() }).toEqual({ question, faults: [] });
          const overflowPx = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
          expect({ question, fits: overflowPx <= 0 }).toEqual({ question, fits: true });
          if (question === 'Hoe oud') {
            await page.keyboard.press('?');
            await page.getByRole('dialog').waitFor();
            expect({ screen: 'shortcuts', faults: await faultsOf() }).toEqual({
              screen: 'shortcuts',
              faults: [],
            });
            await page.keyboard.press('Escape');
            await page.getByRole('dialog').waitFor({ state: 'detached' });
          }
          await page.keyboard.press('Alt+u');
        }
        await page.locator('.done').waitFor();
        expect({ screen: 'done', faults: await faultsOf() }).toEqual({ screen: 'done', faults: [] });
        for (const [screen, ready] of [
          ['folder', '.stage-card'],
          ['print', '.sheet img'],
          ['forms', '.form-file'],
          ['rows', '.rows'],
        ] as const) {
          await page.locator(`a[href="/${screen}"]`).click();
          await page.locator(ready).first().waitFor();
          expect({ screen, faults: await faultsOf() }).toEqual({ screen, faults: [] });
        }
        await page.locator('.top-bar > .icon-button').last().click();
        await page.getByRole('dialog').waitFor();
        expect({ screen: 'settings', faults: await faultsOf() }).toEqual({ screen: 'settings', faults: [] });
        expect(await page.locator('html').getAttribute('lang')).toBe(locale);
        expect(site.strangers).toEqual([]);
        expect(site.complaints).toEqual([]);
        await page.context().close();
        await site.close();
      });
    });

    it('says on the folder screen what to do about printer and scanner', async () => {
      const site = await openSite({ copies: 3 });
      await site.seed.store.write((connection) =>
        connection.prepare(`UPDATE scan_page SET diagnostics_json = ?`).run(
          JSON.stringify({
            pageMmToScanPx: [11.8, 0, 0, 0, 11.8, 0, 0, 0, 1],
            scale: 0.97,
            streaks: [{ direction: 'vertical', atMm: 143 }],
          }),
        ),
      );
      const page = await site.open({ locale: 'nl' });
      await page.locator('a[href="/folder"]').click();
      const panel = page.locator('section[aria-labelledby="diagnosis-title"]');
      await panel.getByText(/Verticale streep op 143 mm van links op \d+ van \d+ bladzijden/u).waitFor();
      await panel.getByText(/Maak de glasplaat van de scanner schoon/u).waitFor();
      await speak(page, 'English');
      await panel.getByText(/Printed at 97 % on/u).waitFor();
      await panel.getByText(/Switch off "fit to page"/u).waitFor();
      await page.context().close();
      await site.close();
    });

    it('prints, and changes and remembers its language', async () => {
      const site = await openSite({ copies: 1 });
      const page = await site.open();
      await page.locator('a[href="/print"]').click();
      await page.getByLabel('Copies').fill('3');
      await page.getByLabel('Line', { exact: true }).fill('12');
      await page.getByRole('button', { name: 'Make the PDF' }).click();
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Download the PDF', exact: true }).click();
      const pdf = await readFile(await (await download).path());
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      await speak(page, 'Nederlands');
      await page.getByRole('heading', { name: 'Afdrukken' }).waitFor();
      await page.reload();
      await page.getByRole('heading', { name: 'Afdrukken' }).waitFor();
      await page.context().close();
      await site.close();
    });
  },
);
