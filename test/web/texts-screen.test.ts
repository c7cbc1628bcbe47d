import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { makeSurveyRows } from '../../src/rows/survey-rows.ts';
import { makeSurveyTexts } from '../../src/rows/survey-texts.ts';
import { copyOut } from '../review/texts.ts';
import { axeFaults } from './axe.ts';
import { browserPath } from './browser.ts';
import { asks, openSite, useBrowser, type Site } from './site.ts';

const SURVEY = 'passenger-survey';
const onlyRemarks = { copies: 6, doubts: (_copy: number, variable: string) => variable === 'remark' };

const leaving = async ({ seed }: Site): Promise<string[]> =>
  (await makeSurveyTexts(seed.store, SURVEY)).texts.map(({ text }) => text).toSorted();
const storedTexts = async ({ seed }: Site): Promise<unknown[]> =>
  (await seed.store.db.selectFrom('decision').select('value_json').orderBy('id').execute()).map(
    ({ value_json: json }) => JSON.parse(json) as unknown,
  );
const shows = (page: Page, words: string): Promise<void> =>
  page
    .waitForFunction((text) => document.querySelector('textarea')?.value === text, words)
    .then(() => undefined);
const answerIs = (page: Page, words: string): Promise<void> =>
  page.locator('.coding-words').filter({ hasText: words }).waitFor();

describe.skipIf(browserPath === null)(
  'open answers in a real browser (skipped where there is no Chromium)',
  () => {
    useBrowser();

    it('are copied out with the suggestion selected, marked while typed, and cut out by one key', async () => {
      const site = await openSite({ ...onlyRemarks, copies: 2 });
      await site.seed.store.write((connection) =>
        connection
          .prepare(`UPDATE review_task SET suggestion_json = ?`)
          .run(JSON.stringify({ value: 'Groeten van Jan de Vries', confidence: 0.6 })),
      );
      const page = await site.open();
      const { keyboard } = page;
      await asks(page, 'Wilt u ons nog iets zeggen?');
      await shows(page, 'Groeten van Jan de Vries');
      await page.locator('.mark-chip', { hasText: 'Jan de Vries' }).waitFor();
      expect(await axeFaults(page)).toEqual([]);
      await keyboard.press('Alt+r');
      await shows(page, 'Groeten van [name]');
      // The browser's own undo knows it.
      await keyboard.press('Control+z');
      await shows(page, 'Groeten van Jan de Vries');
      await keyboard.press('Alt+r');
      await keyboard.press('Enter');
      await page.locator('.progress-words', { hasText: '1 of 2' }).waitFor();
      await shows(page, 'Groeten van Jan de Vries');
      await keyboard.type('bel 06-12345678');
      await page.locator('.mark-chip', { hasText: '06-12345678' }).waitFor();
      await keyboard.type(', Zwartkruis');
      for (let letter = 0; letter < 'Zwartkruis'.length; letter++) await keyboard.press('Shift+ArrowLeft');
      await keyboard.press('Alt+r');
      await shows(page, 'bel 06-12345678, [removed]');
      await keyboard.press('Enter');
      await page.locator('.progress-words', { hasText: '2 of 2' }).waitFor();
      expect(await storedTexts(site)).toEqual(['Groeten van [name]', 'bel 06-12345678, [removed]']);
      expect(await leaving(site)).toEqual([]);
      expect(site.complaints).toEqual([]);
      expect(site.strangers).toEqual([]);
      await page.context().close();
      await site.close();
    });

    it('leave by keyboard alone, marks cut out or seen by a second person', async () => {
      const site = await openSite(onlyRemarks);
      await copyOut(site.seed, 'ann', ['Ik ben Marieke', 'De chauffeur van lijn 4 om 8:15', 'Meer bussen']);
      const ann = await site.open({}, { name: 'ann', roles: ['reviewer'] });
      await ann.goto(`${site.base}/texts`);
      await ann.locator('.release').waitFor();
      // In the order that this window mixed: each is decided by what it says.
      for (let done = 0; done < 3; done++) {
        const text = await ann.locator('textarea').inputValue();
        if (text.includes('Marieke')) {
          await ann.locator('.mark-chip').first().waitFor();
          await ann.keyboard.press('Enter');
          await ann.getByRole('alert').filter({ hasText: 'somebody else must look' }).waitFor();
          await ann.keyboard.press('r');
          await shows(ann, 'Ik ben [name]');
          await ann.keyboard.press('z');
          await shows(ann, 'Ik ben Marieke');
          await ann.keyboard.press('r');
          await shows(ann, 'Ik ben [name]');
          await ann.keyboard.press('Enter');
        } else await ann.keyboard.press(text.includes('chauffeur') ? 's' : 'Enter');
        await ann.waitForFunction(
          (before) => {
            const area = document.querySelector('textarea');
            return area === null || area.value !== before;
          },
          text.includes('Marieke') ? 'Ik ben [name]' : text,
        );
      }
      expect(await leaving(site)).toEqual(['Ik ben [name]', 'Meer bussen']);
      expect(JSON.stringify(await storedTexts(site))).not.toContain('Marieke');

      const bob = await site.open({}, { name: 'bob', roles: ['reviewer'] });
      await bob.goto(`${site.base}/texts`);
      await bob.getByRole('heading', { name: 'Nothing waits here' }).waitFor();
      await bob.keyboard.press('Alt+2');
      await shows(bob, 'De chauffeur van lijn 4 om 8:15');
      await bob.locator('.mark-chip').nth(1).waitFor();
      expect(await axeFaults(bob)).toEqual([]);
      await bob.keyboard.press('Enter');
      await bob.getByRole('heading', { name: 'Nothing waits here' }).waitFor();
      expect(await leaving(site)).toContain('De chauffeur van lijn 4 om 8:15');
      await bob.keyboard.press('z');
      await shows(bob, 'De chauffeur van lijn 4 om 8:15');
      await bob.keyboard.press('k');
      await bob.getByRole('heading', { name: 'Nothing waits here' }).waitFor();
      expect((await makeSurveyTexts(site.seed.store, SURVEY)).heldBack).toEqual({
        held: 0,
        marked: 0,
        kept: 1,
      });
      expect(site.complaints).toEqual([]);
      await Promise.all([ann.context().close(), bob.context().close()]);
      await site.close();
    });

    it('are put into categories by keyboard alone: made, found, by digit, merged, taken back', async () => {
      const site = await openSite(onlyRemarks);
      await copyOut(site.seed, 'ann', ['Te vol', 'te vol!', 'Te duur', 'Te vol en te duur']);
      const page = await site.open({}, { name: 'bob', roles: ['reviewer'] });
      await page.goto(`${site.base}/texts`);
      await page.locator('.release').waitFor();
      const { keyboard } = page;
      await keyboard.press('Alt+3');
      await answerIs(page, 'Te vol');
      await page.getByRole('combobox', { name: 'Find or make a category' }).waitFor();
      await keyboard.type('Drukte');
      await keyboard.press('Enter');
      await page.locator('.coding-chip', { hasText: 'Drukte' }).waitFor();
      await keyboard.press('Enter');
      await answerIs(page, 'te vol!');
      // The same words: offered, and taken by Enter.
      await page.locator('.coding-chip[data-suggested=true]', { hasText: 'Drukte' }).waitFor();
      expect(await axeFaults(page)).toEqual([]);
      await keyboard.press('Enter');
      await answerIs(page, 'Te duur');
      await keyboard.type('Prijs');
      await keyboard.press('Enter');
      await page.locator('.coding-chip', { hasText: 'Prijs' }).waitFor();
      await keyboard.press('Enter');
      await answerIs(page, 'Te vol en te duur');
      await keyboard.press('1');
      await keyboard.press('2');
      await page.locator('.coding-chip').nth(1).waitFor();
      await keyboard.press('Enter');
      await page.getByRole('status').filter({ hasText: 'last answer' }).waitFor();
      const counts = (): Promise<string[]> => page.locator('.code-count > span:last-child').allTextContents();
      await expect.poll(counts).toEqual(['3', '2']);

      await keyboard.type('pri');
      await keyboard.press('F4');
      await page.getByRole('dialog').waitFor();
      expect(await axeFaults(page)).toEqual([]);
      await page.getByRole('combobox', { name: 'Into which category?' }).press('Tab');
      await page.getByRole('button', { name: 'Cancel' }).press('Tab');
      await keyboard.press('Enter');
      await expect.poll(counts).toEqual(['4']);
      await keyboard.press('Alt+z');
      await page.getByRole('status').filter({ hasText: 'Merge taken apart' }).waitFor();
      await expect.poll(counts).toEqual(['3', '2']);
      await keyboard.type('druk');
      await keyboard.press('F2');
      await page.getByRole('textbox', { name: 'Name' }).fill('Te vol');
      await keyboard.press('Enter');
      await page.locator('.code-category', { hasText: 'Te vol' }).waitFor();
      await keyboard.press('PageUp');
      await answerIs(page, 'Te duur');
      await keyboard.press('Backspace');
      await keyboard.press('PageDown');
      await expect.poll(counts).toEqual(['3', '1']);
      const { rows } = await makeSurveyRows(site.seed.store, SURVEY);
      expect(rows.map((row) => `${row['remark_code_1']}${row['remark_code_2']}`).toSorted()).toEqual([
        '-9-9',
        '-9-9',
        '00',
        '10',
        '10',
        '11',
      ]);
      expect(site.complaints).toEqual([]);
      await page.context().close();
      await site.close();
    });

    it('have screens that fit, and that axe finds nothing wrong with, in four languages and both themes', async () => {
      const site = await openSite(onlyRemarks);
      await copyOut(site.seed, 'ann', ['Ik ben Marieke', 'Meer bussen', 'Prima']);
      for (const [locale, colorScheme] of [
        ['nl', 'light'],
        ['en', 'dark'],
        ['fr', 'light'],
        ['de', 'dark'],
      ] as const) {
        const page = await site.open(
          { locale, colorScheme },
          { name: `reader-${locale}`, roles: ['reviewer'] },
        );
        await page.goto(`${site.base}/texts`);
        await page.locator('.release').waitFor();
        for (const part of ['Alt+1', 'Alt+2', 'Alt+3']) {
          await page.keyboard.press(part);
          await page.locator(part === 'Alt+3' ? '.coding' : '.release .mark-line').waitFor();
          expect([locale, part, await axeFaults(page)]).toEqual([locale, part, []]);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollHeight - window.innerHeight,
          );
          expect([locale, part, overflow]).toEqual([locale, part, 0]);
        }
        await page.context().close();
      }
      await site.close();
    });
  },
);
