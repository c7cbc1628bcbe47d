/** A closed wave of many rows: published, taken along, attacked, published again. */
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newCopyCodes } from '../../src/print/copy-codes.ts';
import { composeForm } from '../../src/print/form-composition.ts';
import { attack } from '../../src/results/attack/attack.ts';
import { exportPublication } from '../../src/results/publication-export.ts';
import { publishWave, readPublications } from '../../src/results/publish-wave.ts';
import { seriesUpTo } from '../../src/results/wave-series.ts';
import { listFormsOfSurvey } from '../../src/store/form-versions.ts';
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

it('is taken along as a table of every figure, and as a report', async () => {
  const published = await readPublications(seed.store, SURVEY);
  const asked = published.at(-1);
  if (asked === undefined) throw new Error('Expected a publication.');
  const take = async (format: 'csv' | 'pdf'): Promise<string> => {
    const [file] = await exportPublication(async () => published, asked, {
      format,
      language: 'nl',
      stem: 'tables',
      publishedAt: '2026-11-26T10:00:00.000Z',
      at: new Date(),
      byteOrderMark: false,
    });
    return text(Readable.from(file?.content ?? []));
  };
  const csv = await take('csv');
  expect(csv.split('\r\n')[0]).toContain('survey,wave,edition,item');
  expect(csv).toMatch(
    /^short-survey,2026-Q2,2,mark_overall,[^,]+,all,all,Iedereen,top,mark_overall=[^,]+,"?[^,].*,\d+,\d+,shown,1000,1000,/mu,
  );
  const pdf = await take('pdf');
  expect(pdf.startsWith('%PDF-')).toBe(true);
  expect(seriesUpTo(published, asked).map(({ wave, edition }) => `${wave} ${edition}`)).toEqual([
    '2026-Q1 1',
    '2026-Q2 2',
  ]);
  expect(seriesUpTo(published, { wave: '2026-Q1', edition: 1 }).map(({ wave }) => wave)).toEqual(['2026-Q1']);
});

it('publishes no two at once: each is attacked together with all that is out', async () => {
  const before = await readPublications(seed.store, SURVEY);
  const both = await Promise.allSettled(
    ['2026-Q1', '2026-Q2'].map((wave) => publishWave(seed.store, { survey: SURVEY, wave })),
  );
  const refused = both.filter(({ status }) => status === 'rejected');
  expect(refused).toMatchObject([{ reason: { code: 'publication-refused' } }]);
  expect(await readPublications(seed.store, SURVEY)).toHaveLength(before.length + 1);
});

it('counts by the plan that was printed with last, though the form version is the same', async () => {
  await closeWith('2026-Q3', 900, 0);
  const { questionnaire } = seed;
  if (questionnaire.tables === undefined) throw new Error('Expected a plan.');
  const [first, ...others] = questionnaire.tables.items;
  if (first === undefined) throw new Error('Expected an item.');
  const name = { nl: 'Het geheel', en: 'All of it' };
  const tables = { ...questionnaire.tables, items: [{ ...first, name }, ...others.slice(0, 1)] };
  const { layout } = composeForm({ ...questionnaire, tables }, 'nl');
  const forms = await listFormsOfSurvey(seed.store, SURVEY);
  await registerPrintRun(seed.store, {
    version: { layout, questionnaire: { ...questionnaire, tables }, references: [] },
    copies: newCopyCodes(1),
    wave: 'next',
  });
  expect(await listFormsOfSurvey(seed.store, SURVEY)).toEqual(forms);
  await publishWave(seed.store, { survey: SURVEY, wave: '2026-Q3' });
  const { items } = (await readPublications(seed.store, SURVEY)).at(-1) ?? { items: [] };
  expect(items.map(({ variable, name: called }) => [variable, called])).toEqual([
    [first.variable, name],
    [others[0]?.variable, items[1]?.question === null ? null : items[1]?.name],
  ]);
});
