import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserPath } from './browser.ts';
import { asks, openSite, useBrowser } from './site.ts';

const cells = (page: Page): Promise<string[]> =>
  page.locator('.cell').evaluateAll((all) => all.map((cell) => (cell as HTMLInputElement).value));
const focused = (page: Page): Promise<number> =>
  page.locator('.cell').evaluateAll((all) => all.findIndex((cell) => cell === document.activeElement));

describe.skipIf(browserPath === null)('digits in a real browser (skipped where there is no Chromium)', () => {
  useBrowser();

  it('begin at the doubtful box, turn to what else was seen, go over boxes, and take what is pasted', async () => {
    const site = await openSite({ copies: 1, doubts: (_copy, variable) => variable === 'age' });
    await site.seed.store.write((connection) =>
      connection
        .prepare(
          `UPDATE reading SET state = 'answered', value_json = '"41"', alternatives_json = ? WHERE variable = 'age'`,
        )
        .run(
          JSON.stringify([
            { value: '47', confidence: 0.3 },
            { value: '91', confidence: 0.1 },
          ]),
        ),
    );
    const page = await site.open();
    const { keyboard } = page;
    await asks(page, 'Hoe oud bent u?');
    expect([await cells(page), await focused(page)]).toEqual([['4', '1', ''], 1]);
    expect(await page.locator('.cell-others').allTextContents()).toEqual(['9', '7', '']);
    await keyboard.press('ArrowDown');
    expect(await cells(page)).toEqual(['4', '7', '']);
    await keyboard.press('ArrowDown');
    expect(await cells(page)).toEqual(['4', '1', '']);
    await keyboard.press('2');
    expect([await cells(page), await focused(page)]).toEqual([['4', '2', ''], 2]);
    await keyboard.press('Backspace');
    expect([await cells(page), await focused(page)]).toEqual([['4', '', ''], 1]);
    await keyboard.press('Backspace');
    expect([await cells(page), await focused(page)]).toEqual([['', '', ''], 0]);
    await keyboard.type('63');
    await keyboard.press('ArrowLeft');
    await keyboard.press('ArrowLeft');
    expect(await focused(page)).toBe(0);
    const paste = (text: string): Promise<void> =>
      page.evaluate((pasted) => {
        const data = new DataTransfer();
        data.setData('text', pasted);
        document.activeElement?.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
      }, text);
    await paste('1 2 3 4');
    await page.getByRole('alert').filter({ hasText: 'more digits' }).waitFor();
    expect(await cells(page)).toEqual(['6', '3', '']);
    await paste(' 58 ');
    expect(await cells(page)).toEqual(['5', '8', '']);
    await keyboard.press('Home');
    await keyboard.press('3');
    expect(await cells(page)).toEqual(['3', '', '']);
    await keyboard.press('7');
    await keyboard.press('Enter');
    await page.locator('.progress-words', { hasText: '1 of 1' }).waitFor();
    const decided = await site.seed.store.db.selectFrom('decision').select('value_json').execute();
    expect(decided).toEqual([{ value_json: '"37"' }]);
    await page.context().close();
    await site.close();
  });
});
