/** What is drawn while pages are read, from the inbox to a task of a reviewer, through the readers' own threads. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, test } from 'vitest';
import { createIngest } from '../../scanner-watch/ingest.ts';
import { createPageDraw } from '../../scanner-watch/page-draw.ts';
import { rereadScans } from '../../scanner-watch/rereading.ts';
import { createScanReading } from '../../scanner-watch/scan-reader-pool.ts';
import type { FieldReading } from '../../src/domain/page-read.ts';
import { prepareDataFolder } from '../../src/operation/data-folder.ts';
import type { PageReading } from '../../src/read/reader.ts';
import { openReviewDesk } from '../../src/review/review-desk.ts';
import { makeSurveyRows } from '../../src/rows/survey-rows.ts';
import { encodeTiff } from '../../src/scan/encode-image.ts';
import { renderPdfPages } from '../../src/scan/render-pdf.ts';
import { carryOutPrintOrder, openQuestionnaire } from '../../src/server/print-order.ts';
import { setShare } from '../../src/store/quality-settings.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { quickConfig } from './quick-config.ts';
import { silentLog } from './silent-log.ts';

const SURVEY = 'passenger-survey';
const accepted: FieldReading = {
  state: 'answered',
  value: '1',
  confidence: 0.9999,
  review: false,
  mark: 'cross',
};
const page = (copy: string | null, fields: PageReading['fields']): PageReading => ({
  pageIndex: 3,
  status: 'read',
  form: 'FRM00001',
  survey: 'bus',
  language: 'nl',
  copy,
  page: 1,
  reasons: [],
  fields,
  diagnostics: {},
  ms: {},
});

describe('the draw of a page', () => {
  const sampling = (share: number, seen: Record<string, number> = {}) => ({
    key: 'key',
    surveys: { bus: { share, seen } },
  });
  const copies = Array.from({ length: 4000 }, (_, at) => `COPY${at}`);

  it('draws the share, once what was seen is many, and always the same', () => {
    const drawn = (): string[] => {
      const draw = createPageDraw(sampling(0.02, { 'q1 cross': 10_000 }), 'file');
      return copies.filter((copy) => {
        const chance = draw(page(copy, { q1: accepted })).get('q1');
        if (chance !== undefined) expect(chance).toBe(0.02);
        return chance !== undefined;
      });
    };
    const first = drawn();
    expect(first.length).toBeGreaterThan(50);
    expect(first.length).toBeLessThan(115);
    expect(drawn()).toEqual(first);
  });

  it('draws the first of an item and mark more often, and writes down how likely that was', () => {
    const draw = createPageDraw(sampling(0.02), 'file');
    const chances = copies.map((copy) => draw(page(copy, { q1: accepted })).get('q1') ?? 0);
    expect(Math.max(...chances)).toBe(0.25);
    expect(chances.slice(0, 75).filter((chance) => chance > 0).length).toBeGreaterThan(1);
    expect(new Set(chances.slice(200))).toEqual(new Set([0, 0.02]));
  });

  it('draws nothing that a person looks at anyway, of no survey, or where the share is 0', () => {
    const all = sampling(1);
    const fields = { q1: { ...accepted, review: true }, q2: accepted };
    expect([...createPageDraw(all, 'file')(page('C', fields)).keys()]).toEqual(['q2']);
    expect(createPageDraw(all, 'file')({ ...page('C', fields), survey: 'tram' }).size).toBe(0);
    expect(createPageDraw(sampling(0), 'file')(page('C', fields)).size).toBe(0);
    // A page of an adopted form has no copy while it is read.
    expect(createPageDraw(all, 'file')(page(null, fields)).size).toBe(1);
  });
});

let root: string;
let store: Store | undefined;
afterEach(async () => {
  await store?.close();
  store = undefined;
  if (root !== undefined) rmSync(root, { recursive: true, force: true });
});

test('accepted readings come with a picture to be read again, keep no row back, and stay drawn when read anew', async () => {
  root = mkdtempSync(path.join(tmpdir(), 'paperline-draw-'));
  const folder = await prepareDataFolder({ root });
  store = openStore(folder.database);
  const opened = store;
  const questionnaire = await openQuestionnaire(
    path.resolve(import.meta.dirname, '../../forms/passenger-survey.yaml'),
  );
  const file = path.join(folder.print, 'run.pdf');
  const order = { questionnaire, language: 'nl', copies: 1, batchContext: undefined, wave: undefined };
  await carryOutPrintOrder(store, order, file);
  await setShare(store, SURVEY, 1);
  const pages = [];
  for await (const { image } of renderPdfPages(await readFile(file), { dpi: 150 }))
    pages.push({ image, dpi: 150 });
  writeFileSync(path.join(root, 'stack.tif'), await encodeTiff(pages));
  const ingest = createIngest({ folder, store, config: { ...quickConfig, readers: 1 }, log: silentLog });
  await ingest.ingestFiles([path.join(root, 'stack.tif')]);
  await ingest.close();

  const count = (sql: string): Promise<number> =>
    opened.read((connection) => connection.prepare<[], number>(sql).pluck().get() ?? -1);
  const accepts = await count(`SELECT count(*) FROM reading WHERE review = 0`);
  expect(accepts).toBeGreaterThan(15);
  expect(await count(`SELECT count(*) FROM quality_check WHERE subject = 'machine' AND chance = 1`)).toBe(
    accepts,
  );
  expect(await count(`SELECT sum(standing) FROM quality_population WHERE subject = 'machine'`)).toBe(accepts);
  expect(await count(`SELECT count(*) FROM quality_check q JOIN crop c ON c.reading_id = q.reading_id`)).toBe(
    accepts,
  );
  expect((await makeSurveyRows(store, SURVEY)).pending).toBe(
    await count(`SELECT count(*) FROM review_task WHERE state = 'open'`),
  );
  const desk = openReviewDesk({ store, leaseMs: 60_000 });
  const open = await count(`SELECT count(*) FROM review_task WHERE state = 'open'`);
  expect(await desk.claim({ reviewer: 'anna', session: 's' }, 48)).toHaveLength(Math.min(48, accepts + open));

  const reading = createScanReading(store, { ...quickConfig, readers: 1 });
  await rereadScans({
    folder,
    store,
    reading,
    survey: undefined,
    again: true,
    apply: true,
    signal: new AbortController().signal,
  });
  await reading.close();
  expect(await count(`SELECT count(*) FROM quality_check WHERE state = 'waiting'`)).toBe(accepts);
  expect(await count(`SELECT sum(standing) FROM quality_population WHERE subject = 'machine'`)).toBe(accepts);
});
