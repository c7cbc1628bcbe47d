/** From a row to paper in a real browser, by keyboard alone; and by a link that somebody hands over. */
import type { Page, Request } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { closeWave } from '../../src/rows/wave-closing.ts';
import { axeFaults } from './axe.ts';
import { browserPath } from './browser.ts';
import { openSite, useBrowser, type Site } from './site.ts';

const seed = {
  copies: 3,
  pictures: true,
  archive: true,
  doubts: (_copy: number, variable: string) => variable === 'trip_purpose',
};

const openings = (site: Site) =>
  site.seed.store.db
    .selectFrom('page_opening')
    .select(['reviewer', 'reason', 'variable'])
    .orderBy('id')
    .execute();

/** The picture in the dialog, once it is there and has something in it. */
const seePicture = (page: Page): Promise<unknown> =>
  page
    .locator('dialog .row-picture img')
    .evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth > 100))
    .then((isThere) => expect(isThere).toBe(true));

const tabTo = async (page: Page, wanted: string): Promise<void> => {
  for (let steps = 0; steps < 40; steps++) {
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), wanted)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Expected Tab to lead to ${wanted}.`);
};

const columnInFocus = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const cell = document.activeElement?.closest('td');
    const table = cell?.closest('table');
    return table?.tHead?.rows[0]?.cells[cell?.cellIndex ?? -1]?.textContent ?? '';
  });

describe.skipIf(browserPath === null)('from a row to paper (skipped where there is no Chromium)', () => {
  useBrowser();

  it.each([
    ['nl', 'light', 1366],
    ['de', 'dark', 1024],
  ] as const)('by keyboard alone, in %s, %s', async (locale, colorScheme, width) => {
    const site = await openSite(seed);
    const page = await site.open(
      { locale, colorScheme, viewport: { width, height: 768 } },
      { roles: ['privacy-owner', 'reviewer'], name: 'Petra' },
    );
    const { keyboard } = page;
    await page.locator('a[href="/rows"]').click();
    await page.locator('.rows .row-cell').first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
    const cut = await page
      .locator('.row-cell')
      .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).length);
    expect(cut).toBe(0);
    // One stop of Tab for all of the table; the arrows do the rest.
    await tabTo(page, '.row-cell');
    expect(await page.locator('.rows [tabindex="0"]').count()).toBe(1);
    await keyboard.press('Home');
    expect(await columnInFocus(page)).toBe('row_id');
    await keyboard.press('Enter');
    expect(await page.locator('dialog').count()).toBe(0);
    for (let steps = 0; (await columnInFocus(page)) !== 'mark_clean'; steps++) {
      expect(steps).toBeLessThan(60);
      await keyboard.press('ArrowRight');
    }
    await keyboard.press('ArrowDown');
    const value = await page.evaluate(() => document.activeElement?.textContent);
    await keyboard.press('Enter');
    await page.locator('dialog .row-why').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    expect(await openings(site)).toEqual([]);
    // The first reason has the focus; the arrows and the rest are as everywhere.
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await seePicture(page);
    expect(await openings(site)).toEqual([
      { reviewer: 'Petra', reason: 'machine-check', variable: 'mark_clean' },
    ]);
    const words = page.locator('dialog .row-picture strong');
    if (value !== '-1') expect(await words.textContent()).toContain(value);
    expect(await page.evaluate(() => document.activeElement?.matches('.row-picture h3'))).toBe(true);
    expect(await axeFaults(page)).toEqual([]);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wider).toBeLessThanOrEqual(0);
    await keyboard.press('Escape');
    expect(await page.locator('dialog').count()).toBe(0);
    // Back where one was.
    expect(await columnInFocus(page)).toBe('mark_clean');
    await keyboard.press('?');
    await page.locator('dialog .keys-part').first().waitFor();
    expect(site.complaints).toEqual([]);
    expect(site.strangers).toEqual([]);
    await page.context().close();
    await site.close();
  });

  it('by a link that a privacy owner hands to a reviewer, and that ends with the wave', async () => {
    const site = await openSite(seed);
    const owner = await site.open({}, { roles: ['privacy-owner'], name: 'Petra', shows: '.rows .row-cell' });
    const cell = owner.locator('.rows tbody tr').nth(1).locator('.row-cell').first();
    await cell.click();
    const field = owner.locator('dialog .issued input');
    await field.waitFor();
    const link = await field.inputValue();
    expect(await axeFaults(owner)).toEqual([]);
    expect(await openings(site)).toEqual([]);
    const id = new URLSearchParams(new URL(link).hash.slice(1)).get('row') ?? '';
    expect(id).toHaveLength(26);

    const reviewer = await site.open({}, { roles: ['reviewer'], name: 'Rita' });
    const asked: Request[] = [];
    reviewer.on('request', (request) => asked.push(request));
    await reviewer.goto(link);
    await reviewer.locator('dialog .row-why').waitFor();
    // It is in no address any more, and was in none that went out.
    expect(new URL(reviewer.url()).hash).toBe('');
    expect(await reviewer.locator('dialog .dialog-foot').count()).toBe(0);
    await reviewer.keyboard.press('Enter');
    await seePicture(reviewer);
    expect(await openings(site)).toMatchObject([{ reviewer: 'Rita', reason: 'implausible' }]);
    for (const request of asked) {
      expect(request.url()).not.toContain(id);
      expect((await request.allHeaders())['referer'] ?? '').not.toContain(id);
    }
    // Keys of the review are not heard below the dialog, and are again when it is closed.
    await reviewer.keyboard.press('Escape');
    await reviewer.locator('.work').waitFor();

    const operator = await site.open({}, { roles: ['operator'], shows: 'main h1' });
    await operator.goto(link);
    await operator.locator('dialog p').waitFor();
    expect(await operator.locator('dialog .row-why, dialog input').count()).toBe(0);

    await closeWave(site.seed.store, { survey: 'passenger-survey', wave: '2026-Q4', dropOpen: true });
    await reviewer.goto(link);
    await reviewer.locator('dialog .row-why').waitFor();
    await reviewer.keyboard.press('Enter');
    await reviewer.locator('dialog .problem-what').waitFor();
    expect(await axeFaults(reviewer)).toEqual([]);
    await owner.reload();
    await owner.locator('.rows tbody td').first().waitFor();
    expect(await owner.locator('.row-cell').count()).toBe(0);
    expect(site.complaints).toEqual([]);
    for (const page of [owner, reviewer, operator]) await page.context().close();
    await site.close();
  });
});
