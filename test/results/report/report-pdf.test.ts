import { expect, it } from 'vitest';
import { SCREEN_LANGUAGES } from '../../../src/domain/screen-language.ts';
import { REPORT_WORDS } from '../../../src/results/charts/report-words.ts';
import { reportPdf } from '../../../src/results/report/report-pdf.ts';
import { pdfPageTexts } from '../../../src/scan/render-pdf.ts';
import { samplePublication } from './sample-publication.ts';

it.each(SCREEN_LANGUAGES)('says in %s what is published, and how it was made', async (language) => {
  const words = REPORT_WORDS[language];
  const publication = samplePublication('2026-Q3');
  const pages = await pdfPageTexts(await reportPdf([publication], language, words));
  const text = pages.join('\n').replaceAll(/\s+/gu, ' ');
  expect(text).toContain(words.charts.distributions.title);
  expect(text).toContain(words.how);
  for (const [place, page] of pages.entries()) expect(page).toContain(words.page(place + 1, pages.length));
  // Each item stands in the tables with the figures of everybody.
  for (const { label } of publication.items)
    expect(text).toContain(label[language === 'nl' ? 'nl' : language] ?? label['nl']);
  // One wave has no trend.
  expect(text).not.toContain(words.charts.trend.title);
});

it('shows earlier waves, and nothing of a withheld row', async () => {
  const waves = [samplePublication('2026-Q2', -0.2), samplePublication('2026-Q3')];
  const pages = await pdfPageTexts(await reportPdf(waves, 'en', REPORT_WORDS.en));
  const text = pages.join('\n').replaceAll(/\s+/gu, ' ');
  expect(text).toContain('From wave to wave');
  expect(text).toContain('2026-Q2');
  expect(text).toMatch(/52 \(D\)(?: –)+ /u);
});

it('leaves out of the charts what is withheld, and says so', async () => {
  const publication = samplePublication('2026-Q3');
  const items = publication.items.map((item) =>
    item.variable === 'mark_price'
      ? {
          ...item,
          whole: { ...item.whole, shares: item.whole.shares.map(() => null), mean: null, top: null },
        }
      : item,
  );
  const pages = await pdfPageTexts(await reportPdf([{ ...publication, items }], 'en', REPORT_WORDS.en));
  const text = pages.join('\n').replaceAll(/\s+/gu, ' ');
  expect(text.match(/Not shown, since figures are withheld: Price of the journey\./gu)).toHaveLength(3);
});
