import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { REPORT_WORDS } from '../../src/results/charts/report-words.ts';
import { tenFive } from '../../src/results/perturbation.ts';
import { publishWave, readPublications } from '../../src/results/publish-wave.ts';
import { de } from '../../src/web/words/de.ts';
import { en } from '../../src/web/words/en.ts';
import { fr } from '../../src/web/words/fr.ts';
import { nl } from '../../src/web/words/nl.ts';
import { addClosedWave, CLOSED_SURVEY } from '../results/closed-waves.ts';
import { letIn } from '../server/people.ts';
import { axeFaults } from './axe.ts';
import { browserPath } from './browser.ts';
import { openSite, useBrowser, type Site } from './site.ts';

const OWNER = { roles: ['privacy-owner'], name: 'Pia', shows: '.rows, .done' } as const;
const TITLES = { nl: 'Resultaten', en: 'Results', fr: 'Résultats', de: 'Ergebnisse' } as const;

/** Two waves that can be published; the second is better. */
const openClosed = async (perturbation?: string): Promise<Site> => {
  const site = await openSite(
    { copies: 1, file: 'short-survey.yaml', pictures: false },
    perturbation === undefined ? {} : { perturbation },
  );
  await addClosedWave(site.seed.store, '2026-Q1', { count: 900 });
  await addClosedWave(site.seed.store, '2026-Q2', { count: 1000, better: 0.8 });
  return site;
};

const widerBy = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

describe.skipIf(browserPath === null)(
  'publishing on the screen of results (skipped where there is no Chromium)',
  { timeout: 120_000 },
  () => {
    useBrowser();

    it.each([
      ['nl', 1366],
      ['en', 1024],
      ['fr', 1024],
      ['de', 1024],
    ] as const)('has no fault that axe can find in either theme, in %s, at %i px', async (locale, width) => {
      const site = await openClosed('10-5');
      for (const wave of ['2026-Q1', '2026-Q2'])
        await publishWave(site.seed.store, { survey: CLOSED_SURVEY, wave }, { perturbation: tenFive() });
      await letIn(site.seed.store, ['agency'], 'Bureau');
      const page = await site.open(
        { locale, viewport: { width, height: 768 }, reducedMotion: 'reduce' },
        OWNER,
      );
      await page.goto(`${site.base}/results`);
      await page.getByRole('heading', { name: TITLES[locale], level: 1 }).waitFor();
      await page.locator('.item-table').last().waitFor();
      await page.locator('.grant-form').waitFor();
      await page.locator('.chart summary').first().click();
      // What is published, and what will be, says with which table counts are changed.
      const told = REPORT_WORDS[locale].perturbed({ table: '10-5', most: '2' });
      expect(await page.locator('.item-tables').innerText()).toContain(told);
      const { results } = { nl, en, fr, de }[locale];
      await page.getByText(results.publish.perturbed('10-5')).waitFor();
      for (const table of await page.locator('.item-table summary').all()) await table.click();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect({ colorScheme, faults: await axeFaults(page) }).toEqual({ colorScheme, faults: [] });
      }
      expect(await page.locator('.chart svg[role=img]').count()).toBeGreaterThan(1);
      expect(await widerBy(page)).toBe(0);
      // All of a table stands there; only its width may scroll.
      expect(
        await page
          .locator('.item-table .table-frame')
          .evaluateAll((frames) => frames.filter((each) => each.scrollHeight > each.clientHeight + 1).length),
      ).toBe(0);
      await page.setViewportSize({ width: 320, height: 768 });
      expect(await widerBy(page)).toBe(0);
      expect(site.complaints).toEqual([]);
      expect(site.strangers).toEqual([]);
      await page.context().close();
      await site.close();
    });

    it('publishes with the table that the server is set to, and says what is wrong with a file', async () => {
      const site = await openClosed('10-5');
      const page = await site.open({}, OWNER);
      await page.goto(`${site.base}/results`);
      await page.getByRole('button', { name: 'Publish 2026-Q1', exact: true }).click();
      await page.getByText('2026-Q1 is published.').waitFor();
      const [published] = await readPublications(site.seed.store, CLOSED_SURVEY);
      expect(published?.rules.perturbation).toMatchObject({ name: '10-5', up: 2, down: 2 });
      await page.context().close();
      await site.close();

      const wrong = await openClosed('no-such-table.csv');
      const other = await wrong.open({}, OWNER);
      await other.goto(`${wrong.base}/results`);
      await other.getByRole('button', { name: 'Publish 2026-Q1', exact: true }).click();
      await other.getByText('The perturbation table cannot be used').waitFor();
      expect(await readPublications(wrong.seed.store, CLOSED_SURVEY)).toEqual([]);
      await other.context().close();
      await wrong.close();
    });

    it('publishes a closed wave by keyboard alone, and again as the next edition', async () => {
      const site = await openClosed();
      const page = await site.open({}, OWNER);
      await page.goto(`${site.base}/results`);
      await page.getByText('Counts are published as they are').waitFor();
      await page.getByRole('heading', { name: 'Nothing is published yet' }).waitFor();
      for (const [name, edition] of [
        ['Publish 2026-Q1', 1],
        ['Publish 2026-Q1 again', 2],
      ] as const) {
        await page.getByRole('button', { name, exact: true }).focus();
        await page.keyboard.press('Enter');
        await page
          .locator('.page-head option')
          .filter({ hasText: `2026-Q1 · edition ${edition}` })
          .waitFor({ state: 'attached' });
        await page.getByText('2026-Q1 is published.').waitFor();
      }
      await page.locator('.item-table').last().waitFor();
      expect(site.complaints).toEqual([]);
      await page.context().close();
      await site.close();
    });
  },
);
