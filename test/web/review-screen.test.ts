import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { streamAnswers } from '../../src/store/answers.ts';
import { browserPath } from './browser.ts';
import { asks, openSite, useBrowser, type Site } from './site.ts';

interface Shift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
}

const answersOf = async ({ seed }: Site): Promise<Record<string, unknown>> => {
  const found: Record<string, unknown> = {};
  for await (const copy of streamAnswers(seed.store, 'passenger-survey')) {
    for (const { variable, state, value, source } of copy.answers.values()) {
      if (source === 'person') found[variable] = state === 'answered' ? value : state;
    }
  }
  return found;
};

const decidedValues = async ({ seed }: Site): Promise<unknown[]> => {
  const decisions = await seed.store.db.selectFrom('decision').select('value_json').orderBy('id').execute();
  return decisions.map(({ value_json: value }) => (value === null ? null : JSON.parse(value)));
};

const picturesOf = async (page: Page, count: number): Promise<void> => {
  await page.waitForFunction(
    (least) =>
      performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/crop')).length >= least,
    count,
  );
};
const allSaved = (page: Page, done: string): Promise<void> =>
  page.locator('.progress-words', { hasText: done }).waitFor();

describe.skipIf(browserPath === null)(
  'the review screen in a real browser (skipped where there is no Chromium)',
  () => {
    useBrowser();

    it('reviews by keyboard alone, undoes, and comes to an end', async () => {
      const doubtful = ['age', 'improve', 'mark_clean', 'recommend', 'remark', 'trip_purpose'];
      const site = await openSite({
        copies: 1,
        pictures: true,
        doubts: (_copy, variable) => doubtful.includes(variable),
      });
      const page = await site.open();
      await page.evaluate(() => {
        const shifts = { sum: 0 };
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as Shift[]) {
            if (!entry.hadRecentInput) shifts.sum += entry.value;
          }
        }).observe({ type: 'layout-shift', buffered: true });
      });
      const { keyboard } = page;

      await asks(page, 'Wat zou uw reis beter maken?');
      const none = page.getByRole('button', { name: /Niets, het is goed zo/u });
      await keyboard.press('7');
      if ((await none.getAttribute('aria-pressed')) === 'false') await keyboard.press('7');
      expect(await page.locator('.option[aria-pressed=true]').count()).toBe(1);
      await keyboard.press('Enter');

      await asks(page, 'de netheid van het voertuig');
      await keyboard.press('1');
      await keyboard.press('0');
      await asks(page, 'Hoe waarschijnlijk is het');
      await keyboard.press('0');
      await asks(page, 'Wat is het belangrijkste doel');
      await keyboard.press('3');

      await asks(page, 'Hoe oud bent u?');
      await keyboard.type('200');
      await keyboard.press('Enter');
      await page.getByRole('alert').filter({ hasText: '6 to 110' }).waitFor();
      await keyboard.press('Backspace');
      await keyboard.press('Backspace');
      await keyboard.press('Backspace');
      await keyboard.type('42');
      await keyboard.press('Enter');

      await asks(page, 'Wilt u ons nog iets zeggen?');
      await keyboard.type('Meer bussen, graag. u b z 10');
      await keyboard.press('Enter');
      await page.getByRole('heading', { name: 'All looked at' }).waitFor();
      await allSaved(page, '6 of 6');
      expect(await answersOf(site)).toEqual({
        age: '42',
        improve: ['7'],
        mark_clean: '10',
        recommend: '0',
        trip_purpose: '3',
        remark: 'Meer bussen, graag. u b z 10',
      });

      await keyboard.press('z');
      await asks(page, 'Wilt u ons nog iets zeggen?');
      await keyboard.press('Alt+z');
      await asks(page, 'Hoe oud bent u?');
      await keyboard.press('u');
      await keyboard.press('Alt+b');
      await allSaved(page, '6 of 6');
      expect(await answersOf(site)).toMatchObject({ age: 'unreadable', remark: 'blank' });

      // Only what a person's own key moves may move.
      expect(
        await page.evaluate(() => (window as unknown as { shifts: { sum: number } }).shifts.sum),
      ).toBeLessThan(0.1);
      expect(site.strangers).toEqual([]);
      expect(site.complaints).toEqual([]);
      await page.context().close();
      await site.close();
    });

    it('lets a 1 wait for the 0 of ten, take itself back, or stand', async () => {
      const site = await openSite({
        copies: 2,
        doubts: (copy, variable) => copy < 2 && variable === 'mark_overall',
      });
      const page = await site.open();
      const { keyboard } = page;
      await asks(page, 'deze reis als geheel');
      await keyboard.press('1');
      await keyboard.press('z');
      await page.locator('.progress-words', { hasText: '0 of 2' }).waitFor();
      await keyboard.press('1');
      await allSaved(page, '1 of 2');
      await asks(page, 'deze reis als geheel');
      await keyboard.press('t');
      await allSaved(page, '2 of 2');
      expect(await decidedValues(site)).toEqual(['1', '10']);
      await page.context().close();
      await site.close();
    });

    it('gives two browsers at work together every task once', async () => {
      const site = await openSite({ copies: 3, doubts: (_copy, variable) => variable.startsWith('mark_') });
      const pages = await Promise.all([site.open(), site.open()]);
      const work = async (page: Page): Promise<void> => {
        for (;;) {
          await page.locator('.work .crop img, .done').first().waitFor();
          if ((await page.locator('.done').count()) > 0) return;
          await page.keyboard.press('b');
        }
      };
      await Promise.all(pages.map(work));
      await Promise.all(pages.map((page) => allSaved(page, `${site.seed.tasks} of ${site.seed.tasks}`)));
      const decisions = await site.seed.store.db
        .selectFrom('decision')
        .select(['task_id', 'reviewer'])
        .execute();
      expect(new Set(decisions.map(({ task_id: task }) => task)).size).toBe(site.seed.tasks);
      expect(decisions).toHaveLength(site.seed.tasks);
      expect(new Set(decisions.map(({ reviewer }) => reviewer)).size).toBe(2);
      await Promise.all(pages.map((page) => page.context().close()));
      await site.close();
    });

    it('keeps decisions while the server does not answer, says so, and sends them after', async () => {
      const site = await openSite({
        copies: 2,
        doubts: (_copy, variable) => variable === 'gender' || variable === 'ticket',
      });
      const page = await site.open();
      await asks(page, 'Bent u');
      // Nothing is decided unseen, so the pictures of the next tasks must have come before the line goes.
      await picturesOf(page, 4);
      await page.context().setOffline(true);
      await page.keyboard.press('2');
      await page.getByText('1 decision waits to be sent').waitFor();
      await asks(page, 'Bent u');
      await page.keyboard.press('1');
      await page.getByText('2 decisions wait to be sent').waitFor();
      expect(await answersOf(site)).toEqual({});
      await page.context().setOffline(false);
      await allSaved(page, '2 of 4');
      await page.locator('.connection[data-offline=false]').waitFor({ state: 'attached' });
      expect(await decidedValues(site)).toEqual(['2', '1']);
      await page.context().close();
      await site.close();
    });

    // While the line was cut the screen heard one key and then no more: the next panel's ears were taken off with the last's.
    it.each([0, 25])('hears every key without an answer from the server, %i ms apart', async (gapMs) => {
      const site = await openSite({
        copies: 4,
        doubts: (_copy, variable) => variable === 'ticket' || variable === 'gender',
      });
      const page = await site.open();
      await asks(page, 'Bent u');
      await picturesOf(page, 8);
      await page.context().setOffline(true);
      const keys = ['1', '2', '1', '2', '3', '1', '2', '4'];
      await page.evaluate(
        async ({ pressed, pauseMs }) => {
          for (const key of pressed) {
            document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
            await new Promise((next) => setTimeout(next, pauseMs));
          }
        },
        { pressed: keys, pauseMs: gapMs },
      );
      await page.getByText('8 decisions wait to be sent').waitFor();
      await page.context().setOffline(false);
      await allSaved(page, '8 of 8');
      expect(await decidedValues(site)).toEqual(keys);
      await page.context().close();
      await site.close();
    });

    it('takes no key as an answer before the picture is there', async () => {
      const site = await openSite({ copies: 2, doubts: (_copy, variable) => variable === 'gender' });
      const page = await site.open();
      const held = Promise.withResolvers<void>();
      let pictures = 0;
      await page.route('**/crop', async (route) => {
        pictures++;
        if (pictures > 1) await held.promise;
        await route.continue();
      });
      await page.reload();
      await asks(page, 'Bent u');
      await page.keyboard.press('1');
      await page.locator('.work .crop:not(:has(img))').waitFor({ state: 'attached' });
      await page.keyboard.press('1');
      await page.getByText('that key was not taken as an answer').waitFor();
      held.resolve();
      await asks(page, 'Bent u');
      await page.keyboard.press('2');
      await allSaved(page, '2 of 2');
      expect(await decidedValues(site)).toEqual(['1', '2']);
      await page.context().close();
      await site.close();
    });
  },
);
