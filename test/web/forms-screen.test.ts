import { readFile, rm, writeFile, mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAdoptedForms, readAdoptedForm } from '../../src/store/adopted-forms.ts';
import { encodePng } from '../../src/scan/encode-image.ts';
import { stripForm } from '../read/reference/stripped-form.ts';
import { browserPath } from './browser.ts';
import { openSite, useBrowser, type Site } from './site.ts';

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const faultsOf = (page: Page): Promise<string[]> =>
  page.evaluate(async (tags) => {
    interface Axe {
      run(
        context: Document,
        options: object,
      ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
    }
    const { axe } = window as unknown as { axe: Axe };
    const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  }, TAGS);

let folder: string;
let blank: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'paperline-forms-'));
  blank = path.join(folder, 'haltes.png');
  const image = (await stripForm('short-survey.yaml', 'elsewhere')).references.get(1)?.image;
  if (image === undefined) throw new Error('Expected a blank.');
  await writeFile(blank, await encodePng(image, { dpi: 150 }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Opens the screen and gives it the empty form; ends in the editor with its boxes. */
const beginDraft = async (page: Page, tab: string): Promise<void> => {
  await page.getByRole('link', { name: tab, exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.locator('input[type=file]').setInputFiles(blank);
  await page.locator('.form-box').first().waitFor({ timeout: 120_000 });
};

const boxAt = (page: Page): Promise<{ x: number; width: number }> =>
  page.locator('.form-box[data-current=true] > rect:first-child').evaluate((rect) => ({
    x: Number(rect.getAttribute('x')),
    width: Number(rect.getAttribute('width')),
  }));

/** Presses Tab until what has the focus matches. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let presses = 0; presses < 400; presses++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Expected Tab to come to ${selector}.`);
};

describe.skipIf(browserPath === null)(
  'the screen of forms from elsewhere (skipped where there is no Chromium)',
  () => {
    useBrowser();

    it('takes an empty form into use by keyboard alone', async () => {
      const site: Site = await openSite({ copies: 1 });
      const page = await site.open();
      await beginDraft(page, 'Forms');
      const { keyboard } = page;
      const boxes = await page.locator('.form-box').count();
      expect(boxes).toBeGreaterThan(20);

      // Every box takes the focus, one after the other.
      await tabTo(page, '.form-box');
      const reached = new Set<string>();
      for (let at = 0; at < boxes; at++) {
        reached.add(await page.evaluate(() => document.activeElement?.id ?? ''));
        if (at < boxes - 1) await keyboard.press('Tab');
      }
      expect(reached.size).toBe(boxes);
      await page.locator('.form-box').first().focus();

      // Arrows move, Ctrl with them resizes, Ctrl + Z undoes both.
      const before = await boxAt(page);
      await keyboard.press('ArrowRight');
      await keyboard.press('Shift+ArrowRight');
      expect((await boxAt(page)).x).toBeCloseTo(before.x + 1.25, 5);
      await keyboard.press('Control+ArrowRight');
      expect((await boxAt(page)).width).toBeCloseTo(before.width + 0.25, 5);
      await keyboard.press('Control+z');
      await keyboard.press('Control+z');
      expect(await boxAt(page)).toEqual(before);

      // A name that is taken is told at once, leads to its box, and keeps the form from being used.
      await keyboard.press('Enter');
      const name = page.getByLabel('Variable');
      expect(await name.evaluate((input) => input === document.activeElement)).toBe(true);
      const taken = await page.locator('.form-variable').nth(1).textContent();
      await keyboard.press('Control+a');
      await keyboard.type(taken ?? '');
      await page.getByText('another field has this name').first().waitFor();
      const use = page.getByRole('button', { name: 'Take into use' });
      expect(await use.isDisabled()).toBe(true);
      await page.locator('.form-faults button').first().focus();
      await keyboard.press('Enter');
      await page.locator('.form-box:focus').waitFor();
      await page.locator('.form-box').first().focus();
      await keyboard.press('Enter');
      await keyboard.press('Control+a');
      await keyboard.type('tevreden');
      await page.locator('.form-faults').waitFor({ state: 'detached' });

      // Split off, join again, mark, add and delete.
      await page.locator('.form-box').first().focus();
      const fields = await page.locator('.form-field').count();
      await keyboard.press('s');
      await expect.poll(() => page.locator('.form-field').count()).toBe(fields + 1);
      await page.locator('.form-box:focus').waitFor();
      await keyboard.press('Space');
      await keyboard.press('Shift+Tab');
      await keyboard.press('j');
      await expect.poll(() => page.locator('.form-field').count()).toBe(fields);
      await page.getByRole('button', { name: 'Add a box' }).focus();
      await keyboard.press('Enter');
      await page.locator('.form-box:focus').waitFor();
      expect(await page.locator('.form-box').count()).toBe(boxes + 1);
      await keyboard.press('Delete');
      await expect.poll(() => page.locator('.form-box').count()).toBe(boxes);

      await keyboard.press('Control+s');
      await page.getByText('Saved', { exact: true }).waitFor();
      await page.reload();
      await page.locator('.form-variable', { hasText: 'tevreden' }).waitFor();
      await use.focus();
      await keyboard.press('Enter');
      await page.getByRole('dialog').getByRole('button', { name: 'Take into use' }).focus();
      await keyboard.press('Enter');
      await page.getByText(/haltes is in use as form/).waitFor({ timeout: 60_000 });
      const [record] = await listAdoptedForms(site.seed.store);
      const stored = await readAdoptedForm(site.seed.store, record?.form ?? '');
      expect(stored.layout.pages[0]?.fields.map(({ variable }) => variable)).toContain('tevreden');
      expect(site.strangers).toEqual([]);
      expect(site.complaints).toEqual([]);
      await page.context().close();
      await site.close();
    });

    it('draws, drags and resizes with the pointer', async () => {
      const site = await openSite({ copies: 1 });
      const page = await site.open();
      await beginDraft(page, 'Forms');
      const boxes = await page.locator('.form-box').count();
      const canvas = await page.locator('.form-canvas').boundingBox();
      if (canvas === null) throw new Error('Expected a canvas.');
      await page.getByRole('button', { name: 'Draw a box' }).click();
      await page.mouse.move(canvas.x + 20, canvas.y + 12);
      await page.mouse.down();
      await page.mouse.move(canvas.x + 60, canvas.y + 40, { steps: 4 });
      await page.mouse.up();
      await expect.poll(() => page.locator('.form-box').count()).toBe(boxes + 1);
      const pxPerMm = canvas.width / 210;
      const drawn = await boxAt(page);
      expect(drawn.width).toBeCloseTo(40 / pxPerMm, 1);
      await page.mouse.move(canvas.x + 30, canvas.y + 20);
      await page.mouse.down();
      await page.mouse.move(canvas.x + 80, canvas.y + 20, { steps: 4 });
      await page.mouse.up();
      expect((await boxAt(page)).x).toBeCloseTo(drawn.x + 50 / pxPerMm, 1);
      await page.keyboard.press('Control+z');
      expect((await boxAt(page)).x).toBeCloseTo(drawn.x, 5);
      await page.context().close();
      await site.close();
    });

    it.each([
      ['nl', 'light', { width: 1366, height: 768 }],
      ['nl', 'dark', { width: 820, height: 1180 }],
      ['en', 'light', { width: 820, height: 1180 }],
      ['en', 'dark', { width: 1366, height: 768 }],
    ] as const)('has no fault that axe can find, in %s, %s', async (locale, colorScheme, viewport) => {
      const site = await openSite({ copies: 1 });
      const page = await site.open({ locale, colorScheme, viewport });
      const words =
        locale === 'nl' ? (['Formulieren', 'Variabele'] as const) : (['Forms', 'Variable'] as const);
      await page.evaluate(axeSource);
      await page.getByRole('link', { name: words[0], exact: true }).click();
      await page.locator('.form-file').waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await beginDraft(page, words[0]);
      await page.locator('.form-box').first().focus();
      await page.getByLabel(words[1]).fill('9 lives');
      await page.locator('.form-faults').waitFor();
      expect(await faultsOf(page)).toEqual([]);
      const { overflowPx } = await page.evaluate(() => ({
        overflowPx: document.documentElement.scrollWidth - innerWidth,
      }));
      expect(overflowPx).toBeLessThanOrEqual(0);
      expect(site.complaints).toEqual([]);
      await page.context().close();
      await site.close();
    });
  },
);
