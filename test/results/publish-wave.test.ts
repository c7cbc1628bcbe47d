/** A closed wave of many rows: published, taken along, attacked, published again. */
import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newCopyCodes } from '../../src/print/copy-codes.ts';
import { printForm } from '../../src/print/form-print.ts';
import { attack } from '../../src/results/attack/attack.ts';
import { exportPublication } from '../../src/results/publication-export.ts';
import { tenFive } from '../../src/results/perturbation.ts';
import type { PublicationFormat } from '../../src/results/publication-formats.ts';
import { publishWave, readPublications } from '../../src/results/publish-wave.ts';
import { seriesUpTo } from '../../src/results/wave-series.ts';
import { pdfPageTexts } from '../../src/scan/render-pdf.ts';
import { registerPrintRun } from '../../src/store/print-runs.ts';
import { openWave } from '../../src/store/waves.ts';
import { openSeed, type Seeded } from '../review/seed.ts';
import { addClosedWave, CLOSED_SURVEY as SURVEY } from './closed-waves.ts';

let seed: Seeded;
beforeAll(async () => {
  seed = await openSeed({ copies: 1, file: 'short-survey.yaml', pictures: false });
});
afterAll(() => seed.remove());

const closeWith = (wave: string, count: number, better: number): Promise<void> =>
  addClosedWave(seed.store, wave, { count, better });

it('refuses an open wave, one that is not there, and one without rows, and publishes nothing', async () => {
  await seed.store.write((connection) => openWave(connection, SURVEY, 'open', new Date()));
  await expect(publishWave(seed.store, { survey: SURVEY, wave: 'open' })).rejects.toMatchObject({
    code: 'wave-open',
  });
  await expect(publishWave(seed.store, { survey: SURVEY, wave: 'none' })).rejects.toMatchObject({
    code: 'wave-unknown',
  });
  await expect(publishWave(seed.store, { survey: 'none', wave: 'none' })).rejects.toMatchObject({
    code: 'survey-unknown',
  });
  await closeWith('2025-Q9', 0, 0);
  await expect(publishWave(seed.store, { survey: SURVEY, wave: '2025-Q9' })).rejects.toMatchObject({
    code: 'wave-empty',
  });
  await closeWith('2025-Q8', 12, 0);
  await expect(publishWave(seed.store, { survey: SURVEY, wave: '2025-Q8' })).rejects.toMatchObject({
    code: 'publication-refused',
    message: expect.stringContaining('12 rows'),
  });
  expect(await readPublications(seed.store, SURVEY)).toEqual([]);
});

it('publishes wave after wave, weighted and compared, and nothing hidden comes out of all of it', async () => {
  await closeWith('2026-Q1', 900, 0);
  await closeWith('2026-Q2', 1000, 0.8);
  expect(await publishWave(seed.store, { survey: SURVEY, wave: '2026-Q1' })).toMatchObject({ number: 1 });
  expect(await publishWave(seed.store, { survey: SURVEY, wave: '2026-Q2' })).toMatchObject({ number: 1 });
  expect(await publishWave(seed.store, { survey: SURVEY, wave: '2026-Q2' })).toMatchObject({ number: 2 });
  const published = await readPublications(seed.store, SURVEY);
  expect(published.map(({ wave, edition }) => `${wave} ${edition}`)).toEqual([
    '2026-Q1 1',
    '2026-Q2 1',
    '2026-Q2 2',
  ]);
  expect(attack(published).recovered).toEqual([]);
  const last = published.at(-1);
  expect(last?.rules).toMatchObject({ weighted: true, clustered: true });
  const overall = last?.items.find(({ variable }) => variable === 'mark_overall');
  expect(overall?.whole).toMatchObject({ base: 1000, top: { change: 'up' } });
  // The same rows again say the same.
  expect(published[2]?.items).toEqual(published[1]?.items);
  const entries = await seed.store.read((connection) =>
    connection.prepare(`SELECT act FROM audit_entry WHERE act = 'published'`).all(),
  );
  expect(entries).toHaveLength(3);
});

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
  const at = new Date();
  const fileOf = (format: PublicationFormat) =>
    exportPublication(async () => published, asked, { format, language: 'nl', at });
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

it('is taken along as a table of every figure, and as a report', async () => {
  const published = (await readPublications(seed.store, SURVEY)).filter(({ wave }) => wave !== '2026-Q3');
  const asked = published.at(-1);
  if (asked === undefined) throw new Error('Expected a publication.');
  const at = new Date();
  const csv = await text(
    await exportPublication(async () => published, asked, { format: 'csv', language: 'nl', at }),
  );
  expect(csv.split('\r\n')[0]).toContain('survey,wave,edition,item');
  expect(csv).toMatch(/^short-survey,2026-Q2,2,mark_overall,[^,]+,,,,top,,\d+,\d+,1000,1000,0,$/mu);
  const pdf = await text(
    await exportPublication(async () => published, asked, { format: 'pdf', language: 'nl', at }),
  );
  expect(pdf.startsWith('%PDF-')).toBe(true);
  expect(seriesUpTo(published, asked).map(({ wave, edition }) => `${wave} ${edition}`)).toEqual([
    '2026-Q1 1',
    '2026-Q2 2',
  ]);
  expect(seriesUpTo(published, { wave: '2026-Q1', edition: 1 }).map(({ wave }) => wave)).toEqual(['2026-Q1']);
});

it('goes by the table plan that was printed with last, and not for a wave that is out', async () => {
  const limits = { minimumCell: 15, minimumBase: 40, flaggedBase: 120 };
  const { questionnaire, store } = seed;
  const { tables } = questionnaire;
  if (tables === undefined) throw new Error('Expected a table plan.');
  const changed = { ...questionnaire, tables: { ...tables, limits } };
  // One language alone is printed again: the plan is of the survey.
  const copies = newCopyCodes(1);
  const { layout } = await printForm({ questionnaire: changed, language: 'en', copies });
  await registerPrintRun(store, {
    version: { layout, questionnaire: changed, references: [] },
    copies,
    at: new Date(),
  });
  await closeWith('2026-Q4', 900, 0);
  await publishWave(store, { survey: SURVEY, wave: '2026-Q4' });
  const published = await readPublications(store, SURVEY);
  expect(published.at(-1)?.rules).toMatchObject({ ...limits, protection: 15 });
  await expect(publishWave(store, { survey: SURVEY, wave: '2026-Q1' })).rejects.toMatchObject({
    code: 'publication-rules-changed',
    message: expect.stringContaining('minimum-cell: 10'),
  });
  await closeWith('2025-Q7', 35, 0);
  await expect(publishWave(store, { survey: SURVEY, wave: '2025-Q7' })).rejects.toThrow(/fewer than 40/);
  expect(await readPublications(store, SURVEY)).toHaveLength(published.length);
});
