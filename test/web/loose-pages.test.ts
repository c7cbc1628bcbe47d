import { describe, expect, it } from 'vitest';
import { beginReading, markMoved } from '../../src/store/scan-files.ts';
import { storeScan, type ScannedReading } from '../../src/store/scans.ts';
import type { Store } from '../../src/store/store.ts';
import { encodeJpeg } from '../../src/scan/encode-image.ts';
import { axeFaults } from './axe.ts';
import { browserPath } from './browser.ts';
import { openSite, useBrowser } from './site.ts';

const AT = new Date('2026-11-20T10:00:00Z');

/** The back of the only copy comes in a second time, its codes gone; its first scan is taken away before. */
const looseBack = async (store: Store): Promise<string> => {
  const { form, copy } = await store.write((connection) => {
    const page = connection
      .prepare(`SELECT id, form, copy FROM scan_page WHERE page = 2 AND counts = 1`)
      .get() as { id: number; form: string; copy: string };
    connection.prepare(`UPDATE scan_page SET counts = 0 WHERE id = ?`).run(page.id);
    return page;
  });
  const reading: ScannedReading = {
    pageIndex: 0,
    status: 'review',
    form,
    survey: 'passenger-survey',
    language: 'nl',
    copy: null,
    page: 2,
    reasons: ['copy-unread', 'fields-need-review'],
    fields: {
      age: { state: 'answered', value: '51', confidence: 0.9, review: true, reasons: ['page-code-lost'] },
      improve: {
        state: 'answered',
        value: ['1', '3'],
        confidence: 0.9,
        review: true,
        reasons: ['page-code-lost'],
      },
    },
    diagnostics: {},
    ms: {},
  };
  const picture = { data: new Uint8Array(200 * 60).fill(230), width: 200, height: 60 };
  const crop = { mime: 'image/jpeg', width: 200, height: 60, frame: {}, image: await encodeJpeg(picture) };
  await beginReading(store, { claim: 'torn', originalName: 'monday.pdf', at: AT });
  await storeScan(store, {
    claim: 'torn',
    sha256: 'torn',
    bytes: 1,
    destination: 'archive/2026-11/monday.pdf',
    pages: [{ reading, crops: new Map([['age', crop]]) }],
    readerVersion: 'reader@1',
    at: AT,
  });
  await markMoved(store, 'torn', AT);
  return copy;
};

describe.skipIf(browserPath === null)(
  'pages whose copy is not known (skipped where there is no Chromium)',
  () => {
    useBrowser();

    it.each([
      ['nl', 'light'],
      ['nl', 'dark'],
      ['en', 'light'],
      ['en', 'dark'],
    ] as const)('in %s, %s: seen, said with the keyboard alone, and gone', async (locale, colorScheme) => {
      const site = await openSite({ copies: 1, doubts: (_copy, variable) => variable === 'remark' });
      const copy = await looseBack(site.seed.store);
      const page = await site.open({ locale, colorScheme });
      await page.goto(new URL('/folder', page.url()).href);
      const list = page.locator('.loose-pages');
      await list.waitFor();
      const show = list.locator('.loose-form button[aria-expanded]');
      await show.focus();
      await page.keyboard.press('Enter');
      await list.locator('.loose-fields img').waitFor();
      expect(await list.locator('.loose-fields').innerText()).toMatch(/age: 51[\s\S]*improve: 1, 3/u);
      expect(await axeFaults(page)).toEqual([]);
      const input = list.locator('input');
      await input.focus();
      await page.keyboard.type('NOSUCHCOPY');
      await page.keyboard.press('Enter');
      await list.locator('[role=alert]').waitFor();
      await input.focus();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(copy.toLowerCase());
      await page.keyboard.press('Enter');
      await page.locator('section[aria-labelledby=loose-title] [role=status]', { hasText: copy }).waitFor();
      await list.waitFor({ state: 'detached' });
      expect(site.complaints).toEqual([]);
      await site.close();
    });
  },
);
