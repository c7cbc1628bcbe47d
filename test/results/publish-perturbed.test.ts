/** A closed wave that is published with a perturbation table, and one by limits of the plan's own. */
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { attack } from '../../src/results/attack/attack.ts';
import { tenFive } from '../../src/results/perturbation.ts';
import { exportPublication } from '../../src/results/publication-export.ts';
import type { PublicationFormat } from '../../src/results/publication-formats.ts';
import { publishWave, readPublications } from '../../src/results/publish-wave.ts';
import { pdfPageTexts } from '../../src/scan/render-pdf.ts';
import { openSeed, type Seeded } from '../review/seed.ts';
import { addClosedWave, CLOSED_SURVEY as SURVEY } from './closed-waves.ts';

let seed: Seeded;
beforeAll(async () => {
  seed = await openSeed({ copies: 1, file: 'short-survey.yaml', pictures: false });
});
afterAll(() => seed.remove());

const closeWith = (wave: string, count: number, better: number): Promise<void> =>
  addClosedWave(seed.store, wave, { count, better });

it('publishes with a perturbation table, said in every file that is taken along', async () => {
  await closeWith('2026-Q3', 1100, 0.8);
  const wanted = { survey: SURVEY, wave: '2026-Q3' };
  await publishWave(seed.store, wanted, { perturbation: tenFive() });
  await expect(publishWave(seed.store, wanted)).rejects.toMatchObject({ code: 'publication-rules-changed' });
  const published = await readPublications(seed.store, SURVEY);
  const asked = published.at(-1);
  if (asked === undefined) throw new Error('Expected a publication.');
  expect(asked).toMatchObject({ wave: '2026-Q3', edition: 1, rules: { perturbation: { name: '10-5' } } });
  expect(asked.rules.perturbation?.heaviest).toBeGreaterThan(1);
  expect(attack(published).recovered).toEqual([]);
  const fileOf = async (format: PublicationFormat): Promise<Readable> => {
    const [file] = await exportPublication(async () => published, asked, {
      format,
      language: 'nl',
      stem: 'tables',
      publishedAt: '2026-11-26T10:00:00.000Z',
      at: new Date(),
      byteOrderMark: false,
    });
    return Readable.from(file?.content ?? []);
  };
  const csv = await text(await fileOf('csv'));
  expect(csv.split('\r\n')[0]).toMatch(/,perturbed_with$/);
  expect(csv).toMatch(/^short-survey,2026-Q3,1,mark_overall,.*,10-5$/mu);
  const pages = await pdfPageTexts(await buffer(await fileOf('pdf')));
  const said = pages.join(' ').replaceAll(/\s+/gu, ' ');
  // Above the tables, and among how the figures were made.
  expect(said.match(/tellen tabellen niet precies op/gu)).toHaveLength(2);
  expect((await text(await fileOf('xlsx'))).startsWith('PK')).toBe(true);
  expect(JSON.parse(await text(await fileOf('json')))).toMatchObject({
    notes: expect.arrayContaining(['counts-perturbed']),
  });
});

it('goes by the limits of the plan, and not by others for a wave that is out', async () => {
  const limits = { minimumCell: 15, minimumBase: 40, flaggedBase: 120 };
  const { questionnaire, store } = seed;
  if (questionnaire.tables === undefined) throw new Error('Expected a table plan.');
  const tables = { ...questionnaire.tables, limits };
  await closeWith('2026-Q4', 900, 0);
  await publishWave(store, { survey: SURVEY, wave: '2026-Q4' }, { tables });
  const published = await readPublications(store, SURVEY);
  expect(published.at(-1)?.rules).toMatchObject({ ...limits, protection: 15 });
  // They are the plan's from then on, for waves that are not out.
  await closeWith('2025-Q7', 35, 0);
  await expect(publishWave(store, { survey: SURVEY, wave: '2025-Q7' })).rejects.toThrow(/fewer than 40/);
  const before = { survey: SURVEY, wave: '2026-Q3' };
  await expect(publishWave(store, before, { perturbation: tenFive(), tables })).rejects.toMatchObject({
    code: 'publication-rules-changed',
    message: expect.stringContaining('minimum-cell: 10'),
  });
  expect(await readPublications(store, SURVEY)).toHaveLength(published.length);
  await publishWave(store, before, { perturbation: tenFive() });
  expect((await readPublications(store, SURVEY)).at(-1)).toMatchObject({
    wave: '2026-Q3',
    edition: 2,
    rules: { minimumCell: 10, minimumBase: 30, flaggedBase: 100 },
  });
});
