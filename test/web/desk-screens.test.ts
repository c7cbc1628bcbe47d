/** The operator's screens by keyboard alone: scans that are sent, what waits for a person, trips and the ledger. */
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { encodeTiff } from '../../src/scan/encode-image.ts';
import {
  beginReading,
  markMoved,
  markRejecting,
  type RejectedPageToStore,
} from '../../src/store/scan-files.ts';
import { axeFaults } from './axe.ts';
import { browserPath } from './browser.ts';
import { openSite, useBrowser, type Site } from './site.ts';

/** A stack of somebody else's forms, rejected today, with its scan in its place. */
const rejectStack = async ({ seed }: Site): Promise<void> => {
  const at = new Date();
  const page = (pageIndex: number, reason: 'no-page-code' | 'copy-unknown'): RejectedPageToStore => ({
    pageIndex,
    status: 'foreign',
    reasons: [reason],
    form: null,
    page: null,
    isBatchHeader: false,
    diagnostics: {},
    ms: {},
  });
  await beginReading(seed.store, { claim: 'strange', originalName: 'neighbours.tif', at });
  await markRejecting(seed.store, {
    claim: 'strange',
    destination: 'rejected/neighbours.tif',
    reason: { code: 'nothing-of-ours', en: 'No page.', nl: 'Geen.' },
    sha256: 'strange',
    bytes: 9,
    pageCount: 2,
    pages: [page(0, 'no-page-code'), page(1, 'copy-unknown')],
    readerVersion: 'reader@1',
  });
  await markMoved(seed.store, 'strange', at);
  const gray = (level: number) => ({
    image: { data: new Uint8Array(420 * 594).fill(level), width: 420, height: 594 },
    dpi: 50,
  });
  writeFileSync(path.join(seed.folder.rejected, 'neighbours.tif'), await encodeTiff([gray(200), gray(90)]));
};

const press = async (page: Page, name: string | RegExp): Promise<void> => {
  const button = page.getByRole('button', { name }).first();
  await button.focus();
  await page.keyboard.press('Enter');
};

const openings = ({ seed }: Site) =>
  seed.store.db.selectFrom('page_opening').select(['reviewer', 'reason']).execute();

describe.skipIf(browserPath === null)('the screens of operators (skipped where there is no Chromium)', () => {
  useBrowser();

  it('sends scans by keyboard, says what became of each, and leaves nothing of what was refused', async () => {
    const site = await openSite({ copies: 1 });
    const page = await site.open({}, { name: 'Ans' });
    await page.locator('a[href="/folder"]').click();
    const chooser = page.waitForEvent('filechooser');
    await press(page, 'Choose files…');
    const file = (name: string, content: string) => ({
      name,
      mimeType: 'application/pdf',
      buffer: Buffer.from(content),
    });
    await (
      await chooser
    ).setFiles([
      file('monday.pdf', 'first'),
      file('../../etc/tuesday.pdf', 'second'),
      file('same.pdf', 'first'),
    ]);
    await page.locator('.upload[data-state=refused]', { hasText: 'The same content' }).waitFor();
    await page.getByText('2 of 3 sent').waitFor();
    expect(await page.locator('.upload[data-state=sent]').count()).toBe(2);
    expect(readdirSync(site.seed.folder.inbox)).toContain('tuesday.pdf');
    expect(readdirSync(site.seed.folder.inbox)).toHaveLength(2);
    await page.locator('.stage-card', { hasText: 'In the inbox' }).getByText('2', { exact: true }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    // Whatever is dropped on the screen is taken, and never shown in its place.
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(['third'], 'dropped.pdf'));
      document.body.dispatchEvent(
        new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
      );
    });
    await page.locator('.upload[data-state=sent]', { hasText: 'dropped.pdf' }).waitFor();
    await press(page, 'Clear the list');
    await page.locator('.upload').first().waitFor({ state: 'detached' });
    expect(site.complaints).toEqual([]);
    await site.close();
  });

  it.each([
    ['en', 'light'],
    ['nl', 'dark'],
    ['fr', 'light'],
    ['de', 'dark'],
  ] as const)(
    'in %s, %s: opens a rejected page for a reason on record, puts its file aside and takes it back',
    async (locale, colorScheme) => {
      const site = await openSite({ copies: 1 });
      await rejectStack(site);
      const page = await site.open({ locale, colorScheme }, { name: 'Ans' });
      await page.locator('a[href="/folder"]').click();
      const list = page.locator('section[aria-labelledby=rejected-title]');
      const stack = list.locator('.case', { hasText: 'neighbours.tif' });
      await stack.waitFor();
      expect(await openings(site)).toEqual([]);
      const opener = stack.locator('.opener > button').nth(1);
      await opener.focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      const picture = stack.locator('.opener-page');
      await picture.waitFor();
      // The scan is drawn in a thread of its own.
      await page.waitForFunction(() => {
        const image = document.querySelector<HTMLImageElement>('.opener-page');
        return image !== null && image.naturalWidth > 0;
      });
      expect(await openings(site)).toEqual([{ reviewer: 'Ans', reason: 'not-read' }]);
      expect(await axeFaults(page)).toEqual([]);
      const aside = stack.locator('.actions').last().locator('button').last();
      await aside.focus();
      await page.keyboard.press('Enter');
      await stack.waitFor({ state: 'detached' });
      await list.locator('.segment input').first().focus();
      await page.keyboard.press('ArrowRight');
      await stack.waitFor();
      await stack.locator('.actions').last().locator('button').focus();
      await page.keyboard.press('Enter');
      await stack.waitFor({ state: 'detached' });
      await list.locator('.segment input').last().focus();
      await page.keyboard.press('ArrowLeft');
      await stack.waitFor();
      expect(site.complaints).toEqual([]);
      await site.close();
    },
  );

  it.each([
    ['en', 'dark'],
    ['nl', 'light'],
    ['fr', 'dark'],
    ['de', 'light'],
  ] as const)(
    'in %s, %s: makes a trip, counts it, is told what cannot be right, and prints again',
    async (locale, colorScheme) => {
      const site = await openSite({ copies: 2 });
      const page = await site.open({ locale, colorScheme });
      await page.locator('a[href="/print"]').click();
      const trips = page.locator('section[aria-labelledby=batches-title]');
      await trips.locator('tbody tr').first().waitFor();
      await trips.locator('.panel-head button').focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      const text = dialog.locator('input[type=text]').first();
      await text.focus();
      await page.keyboard.type('77');
      const counts = dialog.locator('input[type=number]');
      for (const [place, count] of ['40', '44', '120'].entries()) {
        await counts.nth(place).focus();
        await page.keyboard.type(count);
      }
      await dialog.locator('.doubts li').waitFor();
      expect(await axeFaults(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      const made = trips.locator('tbody tr', { hasText: '77' });
      await made.locator('.doubts li').waitFor();
      expect(await made.locator('td.number').allInnerTexts()).toEqual(['0', '40', '44', '0', '44', '120']);
      await made.locator('button').focus();
      await page.keyboard.press('Enter');
      await counts.nth(1).focus();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('12');
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await made.locator('.doubts').waitFor({ state: 'detached' });
      const runs = page.locator('section[aria-labelledby=runs-title]');
      await runs.locator('button[aria-expanded]').first().focus();
      await page.keyboard.press('Enter');
      await runs.locator('.again input').waitFor();
      expect(await axeFaults(page)).toEqual([]);
      await runs.locator('.again input').focus();
      await page.keyboard.press('Enter');
      await runs.locator('.made').waitFor();
      // Two runs of one trip: what was counted on it is of neither alone.
      await page.waitForFunction(
        () =>
          document.querySelectorAll('[aria-labelledby=runs-title] tbody button[aria-expanded]').length === 2,
      );
      const real = page.locator('.real-size-button');
      await real.focus();
      await page.keyboard.press('Enter');
      await dialog.locator('.real-size').waitFor();
      expect(await axeFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(site.complaints).toEqual([]);
      await site.close();
    },
  );
});
