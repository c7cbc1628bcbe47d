import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { streamAnswers } from '../../src/store/answers.ts';
import { axeFaults } from './axe.ts';
import { browserPath } from './browser.ts';
import { openSite, useBrowser, type Site } from './site.ts';

const onlyScales = (_copy: number, variable: string): boolean => variable.startsWith('mark_');

/** How many answers people gave, by what they said. */
const decidedIn = async ({ seed }: Site): Promise<Record<string, number>> => {
  const found: Record<string, number> = {};
  for await (const copy of streamAnswers(seed.store, 'passenger-survey')) {
    for (const { state, value, source } of copy.answers.values()) {
      if (source !== 'person') continue;
      const said = state === 'answered' ? String(value) : state;
      found[said] = (found[said] ?? 0) + 1;
    }
  }
  return found;
};

const shownTiles = (page: Page) => page.locator('.tiles:not([inert]) .tile');
/** Waits for a screen of the wall other than `before`, ready to be judged; gives its name. */
const nextWall = async (page: Page, before = ''): Promise<string> => {
  await page.locator(`.wall[data-ready=true]:not([data-screen="${before}"])`).waitFor();
  return (await page.locator('.wall').getAttribute('data-screen')) ?? '';
};
const openWall = async (site: Site): Promise<{ page: Page; screen: string }> => {
  const page = await site.open();
  await page.keyboard.press('Alt+2');
  return { page, screen: await nextWall(page) };
};
const progressOf = (page: Page, words: string): Promise<void> =>
  page.locator('.progress-words', { hasText: words }).waitFor();

describe.skipIf(browserPath === null)('walls in a real browser (skipped where there is no Chromium)', () => {
  useBrowser();

  it('confirms by one key all that was not marked as wrong, which comes one by one, in front', async () => {
    const site = await openSite({ copies: 30, doubts: onlyScales });
    const { page, screen } = await openWall(site);
    const { keyboard } = page;
    const all = await shownTiles(page).count();
    expect(all).toBeGreaterThanOrEqual(15);
    await keyboard.press('ArrowRight');
    await keyboard.press('x');
    await keyboard.press('ArrowRight');
    await keyboard.press(' ');
    await keyboard.press('ArrowLeft');
    await keyboard.press('x');
    await shownTiles(page).nth(4).click();
    expect(
      await shownTiles(page).evaluateAll((tiles) => tiles.map((tile) => tile.ariaPressed === 'true')),
    ).toEqual(Array.from({ length: all }, (_, place) => place === 2 || place === 4));
    const wrong = [2, 4].map((place) => screen.split(' ')[place]);
    await keyboard.press('Enter');
    await nextWall(page, screen);
    await progressOf(page, `${all - 2} of ${site.seed.tasks}`);
    expect(await decidedIn(site)).toEqual({ 1: all - 2 });
    await page.keyboard.press('Alt+1');
    await page.locator('.work .why', { hasText: 'Taken off the wall' }).waitFor();
    const off = await site.seed.store.db
      .selectFrom('review_task')
      .select('id')
      .where('off_wall', '=', 1)
      .execute();
    expect(off.map(({ id }) => String(id)).toSorted((a, b) => Number(a) - Number(b))).toEqual(wrong);
    await page.context().close();
    await site.close();
  });

  it('takes more than fifty steps back across walls and single tasks, each as one', async () => {
    const site = await openSite({ copies: 30, doubts: onlyScales });
    const page = await site.open();
    const { keyboard } = page;
    const steps: number[] = [];
    const done = (): number => steps.reduce((sum, each) => sum + each, 0);
    for (let step = 0; step < 52; step++) {
      await page.locator('.work .crop img').waitFor();
      await keyboard.press('b');
      steps.push(1);
    }
    await keyboard.press('Alt+2');
    for (let step = 0, screen = ''; step < 3; step++) {
      screen = await nextWall(page, screen);
      if (step === 1) await keyboard.press('x');
      steps.push((await shownTiles(page).count()) - (step === 1 ? 1 : 0));
      await keyboard.press('Enter');
    }
    await progressOf(page, `${done()} of ${site.seed.tasks}`);
    await keyboard.press('Alt+1');
    await page.locator('.work .crop img').waitFor();
    await keyboard.press('b');
    steps.push(1);
    await progressOf(page, `${done()} of ${site.seed.tasks}`);
    while (steps.length > 0) {
      await keyboard.press('z');
      steps.pop();
      await progressOf(page, `${done()} of ${site.seed.tasks}`);
      // The second wall comes back with what was marked as wrong on it.
      if (steps.length === 53)
        expect(await shownTiles(page).first().getAttribute('aria-pressed')).toBe('true');
    }
    expect(await decidedIn(site)).toEqual({});
    await page.context().close();
    await site.close();
  });

  it('confirms nothing before the pictures are in sight, and never what has no picture', async () => {
    const site = await openSite({ copies: 24, doubts: onlyScales });
    const page = await site.open();
    const held = Promise.withResolvers<void>();
    let last = '';
    await page.route('**/crop', async (route) => {
      const id = /tasks\/([0-9]+)\//u.exec(route.request().url())?.[1] ?? '';
      if (last === '') last = id;
      if (id === last) {
        await held.promise;
        await route.fulfill({ status: 404, json: { code: 'task-unknown', message: 'gone', remedy: '' } });
        return;
      }
      await route.continue();
    });
    await page.keyboard.press('Alt+2');
    await page.locator('.tiles .tile').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('that key confirmed nothing').waitFor();
    held.resolve();
    const screen = await nextWall(page);
    const all = await shownTiles(page).count();
    await page.getByText('No picture: it will be asked one by one').waitFor();
    await page.keyboard.press('Enter');
    await nextWall(page, screen);
    await progressOf(page, `${all - 1} of`);
    const off = await site.seed.store.db
      .selectFrom('review_task')
      .select('id')
      .where('off_wall', '=', 1)
      .execute();
    expect(off.map(({ id }) => String(id))).toEqual([last]);
    await page.context().close();
    await site.close();
  });

  it('confirms only what is wholly in sight', async () => {
    const site = await openSite({ copies: 30, doubts: onlyScales });
    const { page, screen } = await openWall(site);
    const all = await shownTiles(page).count();
    await page.evaluate(() => {
      const tile = document.querySelector<HTMLElement>('.tiles:not([inert]) .tile:last-child');
      if (tile !== null) tile.style.transform = 'translateY(100vh)';
    });
    await page.keyboard.press('Enter');
    await progressOf(page, `${all - 1} of`);
    expect((await nextWall(page, screen)).split(' ')[0]).toBe(screen.split(' ').at(-1));
    await page.context().close();
    await site.close();
  });

  it('gives two browsers at work together every task once, and keeps what a cut line holds up', async () => {
    const site = await openSite({ copies: 30, doubts: onlyScales });
    const [one, other] = await Promise.all([openWall(site), openWall(site)]);
    const inHand = (screen: string): string[] => screen.split(' ');
    expect(inHand(one.screen).filter((id) => inHand(other.screen).includes(id))).toEqual([]);
    await one.page.context().setOffline(true);
    await one.page.keyboard.press('Enter');
    const held = inHand(one.screen).length;
    await one.page.getByText(`${held} decisions wait to be sent`).waitFor();
    expect(await decidedIn(site)).toEqual({});
    await one.page.context().setOffline(false);
    await one.page.locator('.connection[data-offline=false]').waitFor({ state: 'attached' });
    const work = async ({ page }: { page: Page }): Promise<void> => {
      for (let before = ''; ;) {
        await page.locator(`.wall[data-ready=true]:not([data-screen="${before}"]), .done`).first().waitFor();
        if ((await page.locator('.done').count()) > 0) return;
        before = (await page.locator('.wall').getAttribute('data-screen')) ?? '';
        await page.keyboard.press('Enter');
      }
    };
    await Promise.all([work(one), work(other)]);
    await Promise.all(
      [one, other].map(({ page }) => progressOf(page, `${site.seed.tasks} of ${site.seed.tasks}`)),
    );
    const decisions = await site.seed.store.db
      .selectFrom('decision')
      .select(['task_id', 'reviewer'])
      .execute();
    expect(decisions).toHaveLength(site.seed.tasks);
    expect(new Set(decisions.map(({ task_id: task }) => task)).size).toBe(site.seed.tasks);
    expect(new Set(decisions.map(({ reviewer }) => reviewer)).size).toBe(2);
    await Promise.all([one, other].map(({ page }) => page.context().close()));
    await site.close();
  });

  it.each([
    ['nl', 'light', 1024],
    ['en', 'dark', 1366],
  ] as const)(
    'fits the screen and has no fault that axe can find, in %s, %s',
    async (locale, colorScheme, width) => {
      const site = await openSite({ copies: 4, pictures: true, doubts: onlyScales });
      const page = await site.open({ locale, colorScheme, viewport: { width, height: 768 } });
      await page.keyboard.press('Alt+2');
      await nextWall(page);
      await page.keyboard.press('x');
      expect(await axeFaults(page)).toEqual([]);
      const overflow = await page.evaluate(() => [
        document.documentElement.scrollHeight - innerHeight,
        document.documentElement.scrollWidth - innerWidth,
      ]);
      expect(overflow.every((px) => px <= 0)).toBe(true);
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      expect(await axeFaults(page)).toEqual([]);
      expect(site.complaints).toEqual([]);
      expect(site.strangers).toEqual([]);
      await page.context().close();
      await site.close();
    },
  );
});
