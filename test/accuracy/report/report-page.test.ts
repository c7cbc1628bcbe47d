import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import type { FieldReading, PageRead } from '../../../src/domain/page-read.ts';
import { encodeJpeg } from '../../../src/scan/encode-image.ts';
import { axeFaults } from '../../web/axe.ts';
import { browserPath, launchBrowser } from '../../web/browser.ts';
import { MOST_KEPT, type MissPicture } from '../miss.ts';
import type { AccuracyResults } from '../results.ts';
import { emptyTally, keepMiss, tallyPage, type Tally } from '../tally.ts';
import { renderReport } from './report-page.ts';

const PAGES = 70;
const FIELDS = { choice: '3', number: '12', remark: null } as const;

const picture: MissPicture = {
  uri: `data:image/jpeg;base64,${(await encodeJpeg({ data: new Uint8Array(600 * 90).fill(230), width: 600, height: 90 })).toString('base64')}`,
  widthPx: 600,
  heightPx: 90,
  boxes: ['3', '4'].map((code, at) => ({
    code,
    rectPx: { x: 40 + at * 60, y: 30, width: 30, height: 30 },
  })),
};

const reading = (value: string | null, confidence: number, review = false): FieldReading => ({
  state: value === null ? 'blank' : 'answered',
  value,
  confidence,
  review,
  ...(review ? { reasons: ['faint-mark'] as const } : {}),
});

/** Pages with one silent error, one lost page, one stranger taken for ours, and a doubt on every other. */
const sampleTally = (): Tally => {
  const tally = emptyTally();
  for (let pageIndex = 0; pageIndex < PAGES; pageIndex++) {
    const isStranger = pageIndex === 3;
    const own = isStranger ? { copy: null, page: null } : { copy: 'AAAAAAAAAA', page: 1 };
    const read: PageRead = {
      file: 'scan.pdf',
      pageIndex,
      status: pageIndex === 2 ? 'unreadable' : 'read',
      form: 'F',
      survey: 's',
      language: 'nl',
      copy: 'AAAAAAAAAA',
      page: 1,
      reasons: pageIndex === 2 ? ['page-code-unreadable'] : [],
      fields: {
        choice: reading(pageIndex === 1 ? '4' : '3', 0.5 + (pageIndex % 50) / 100, pageIndex > 3),
        number: reading('12', 0.9999),
        remark: reading(null, 0.9999),
      },
      diagnostics: {},
      ms: {},
    };
    const truth = {
      file: 'scan<script>.pdf',
      pageIndex,
      ...own,
      fields: FIELDS,
      marks: { choice: 'cross', number: 'digits', remark: 'nothing' },
      degradations: ['pdf-jpeg', 'streak'],
    } as const;
    const kindOf = (variable: string) =>
      variable === 'choice' ? 'choice' : variable === 'number' ? 'digits' : 'text';
    const origin = { seed: 1000, questionnaire: 'passenger-survey', language: 'nl' };
    for (const miss of tallyPage(tally, truth, read, kindOf, origin))
      keepMiss(tally, { ...miss, picture: miss.miss === 'lost' ? null : picture });
  }
  return tally;
};

const results: AccuracyResults = {
  reader: 'paperline-reader@1',
  madeAt: '2026-11-25T12:00:00.000Z',
  command: 'npm run accuracy -- --profile both',
  simulated: (['office', 'rough'] as const).map((profile) => ({
    profile,
    mix: 'people',
    seedFrom: 1000,
    seedTo: 1003,
    tally: sampleTally(),
    highestMemoryMb: 600,
  })),
  real: [
    { name: 'a set', about: 'Read & counted.', tally: sampleTally() },
    { name: 'another set', about: 'Not here.', absentFrom: '../shared/data/another' },
  ],
  seconds: 300,
  finished: true,
};

describe('the accuracy report', () => {
  it('refers to nothing outside itself, and shows file names as text', async () => {
    const report = await renderReport(results);
    const references = [...report.matchAll(/\b(?:href|src|srcset|action|data)="([^"]*)"/gu)].map(
      ([, target = '']) => target,
    );
    expect(references.length).toBeGreaterThan(10);
    expect(references.filter((target) => !/^(?:#|data:image\/jpeg;base64,)/u.test(target))).toEqual([]);
    expect(report).not.toMatch(/https?:|url\(|@import|<script|<link/u);
    expect(report).toContain('scan&lt;script&gt;.pdf');
  });

  it('says what was missed, why, how often, and how much of it is shown', async () => {
    const report = await renderReport(results);
    for (const words of [
      'Neither page code nor its printed words could be read.',
      'There is a little ink, less than people usually leave.',
      'seed 1000: passenger-survey in nl',
      `${MOST_KEPT.review} of ${PAGES - 4}, drawn by lot`,
      'there is no <code>../shared/data/another</code>',
    ])
      expect(report).toContain(words);
  });

  it('says so where seeds for tuning were read, and where nothing was', async () => {
    const tuned = results.simulated.map((result) => ({ ...result, seedFrom: 10 }));
    expect(await renderReport({ ...results, simulated: tuned })).toContain('these figures do not judge');
    const nothing = await renderReport({ ...results, simulated: [], real: [] });
    expect(nothing).toContain('No simulated paper in this run.');
    expect(nothing).toContain('Not measured in this run.');
  });
});

describe.skipIf(browserPath === null)(
  'the accuracy report in a real browser (skipped where there is no Chromium)',
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterAll(() => browser.close());

    it.each(['light', 'dark'] as const)(
      'has no fault that axe can find, asks nobody, and fits the window: %s',
      async (colorScheme) => {
        const page = await browser.newPage({ colorScheme, viewport: { width: 1280, height: 900 } });
        const asked: string[] = [];
        const complaints: string[] = [];
        page.on('request', (request) => {
          if (!request.url().startsWith('data:')) asked.push(request.url());
        });
        page.on('console', (message) => complaints.push(message.text()));
        await page.setContent(await renderReport(results));
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        expect(await axeFaults(page)).toEqual([]);
        for (const width of [1280, 360]) {
          await page.setViewportSize({ width, height: 900 });
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        }
        expect(asked).toEqual([]);
        expect(complaints).toEqual([]);
        await page.close();
      },
    );
  },
);
