import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { SCREEN_LANGUAGES } from '../../src/domain/screen-language.ts';
import { SCREENS } from '../../src/web/place.ts';
import { axeFaults } from './axe.ts';
import { browserPath } from './browser.ts';
import { openSite, speak, useBrowser } from './site.ts';

const LANGUAGE_NAMES = { nl: 'Nederlands', en: 'English', fr: 'Français', de: 'Deutsch' } as const;

/** What the page is wider than the window: something would be cut off, or scroll sideways. */
const widerBy = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

const openScreen = async (page: Page, screen: string): Promise<void> => {
  await page.evaluate((path) => {
    history.pushState(null, '', path);
    dispatchEvent(new PopStateEvent('popstate'));
  }, `/${screen}`);
  await page.locator('main:not([aria-busy=true]) > *').first().waitFor();
  await page.waitForLoadState('networkidle');
};

describe.skipIf(browserPath === null)(
  'every screen in every language (skipped where there is no Chromium)',
  { timeout: 180_000 },
  () => {
    useBrowser();

    it.each(SCREEN_LANGUAGES)('has no fault that axe can find in either theme, in %s', async (language) => {
      const site = await openSite({ copies: 1 });
      const page = await site.open({ viewport: { width: 1024, height: 768 }, reducedMotion: 'reduce' });
      await speak(page, LANGUAGE_NAMES[language]);
      await page.locator(`html[lang=${language}]`).waitFor();
      for (const screen of SCREENS) {
        await openScreen(page, screen);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          expect({ screen, colorScheme, faults: await axeFaults(page) }).toEqual({
            screen,
            colorScheme,
            faults: [],
          });
        }
        expect({ screen, wider: await widerBy(page) }).toEqual({ screen, wider: 0 });
        await page.keyboard.press('?');
        await page.getByRole('dialog').waitFor();
        expect({ screen, keys: await axeFaults(page) }).toEqual({ screen, keys: [] });
        await page.keyboard.press('Escape');
        // A wide screen at 400 %, or a telephone.
        await page.setViewportSize({ width: 320, height: 768 });
        expect({ screen, widerAt320: await widerBy(page) }).toEqual({ screen, widerAt320: 0 });
        await page.setViewportSize({ width: 1024, height: 768 });
      }
      expect(site.complaints).toEqual([]);
      await page.context().close();
      await site.close();
    });

    it('keeps every tab within reach of the keyboard where they do not fit', async () => {
      const site = await openSite({ copies: 1 });
      const page = await site.open({ viewport: { width: 600, height: 768 }, locale: 'de' });
      await openScreen(page, 'print');
      const more = page.getByRole('button', { name: 'Mehr' });
      await more.focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('ArrowUp');
      expect(await page.locator(':focus').innerText()).toBe('Benutzer');
      expect(await axeFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      expect(await page.locator('.tab-list').isVisible()).toBe(false);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Benutzer', level: 1 }).waitFor();
      expect(await page.locator('.tab-menu > button').innerText()).toBe('Benutzer');
      // A tab that is out of sight takes no focus.
      const reached: string[] = [];
      await page.locator('.tab-row a').first().focus();
      for (let step = 0; step < 12; step++) {
        reached.push(await page.locator(':focus').innerText());
        await page.keyboard.press('Tab');
      }
      expect(reached.filter((name) => name === 'Benutzer')).toHaveLength(1);
      await page.setViewportSize({ width: 1366, height: 768 });
      await page.locator('.tab-menu').waitFor({ state: 'detached' });
      await page.getByRole('link', { name: 'Benutzer' }).waitFor();
      await page.context().close();
      await site.close();
    });

    it('hears no single letter where they are switched off', async () => {
      const site = await openSite({ copies: 1 });
      const page = await site.open();
      await page.locator('.crop img').waitFor();
      await page.locator('.top-bar > .icon-button').last().click();
      await page.locator('dialog').getByLabel('Off', { exact: true }).check();
      await page.keyboard.press('Escape');
      const asked = await page.locator('.crop img').getAttribute('src');
      await page.keyboard.press('?');
      await page.keyboard.press('b');
      await page.getByRole('button', { name: 'Blank' }).waitFor();
      expect(await page.locator('dialog[open]').count()).toBe(0);
      expect(await page.locator('.crop img').getAttribute('src')).toBe(asked);
      await page.locator('.top-bar > .icon-button').last().click();
      await page.locator('dialog').getByLabel('On', { exact: true }).check();
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      await page.context().close();
      await site.close();
    });
  },
);
