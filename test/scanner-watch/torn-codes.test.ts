/** A page whose codes are torn off, from the inbox to its row, through the readers' own threads. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createIngest } from '../../scanner-watch/ingest.ts';
import { summarise } from '../../scanner-watch/ingest-summary.ts';
import { prepareDataFolder, type DataFolder } from '../../src/operation/data-folder.ts';
import { makeSurveyRows } from '../../src/rows/survey-rows.ts';
import { encodeTiff } from '../../src/scan/encode-image.ts';
import { renderPdfPages } from '../../src/scan/render-pdf.ts';
import type { GrayImage } from '../../src/domain/image.ts';
import { carryOutPrintOrder, openQuestionnaire } from '../../src/server/print-order.ts';
import { streamAnswers } from '../../src/store/answers.ts';
import { assignPageToCopy } from '../../src/store/page-copies.ts';
import {
  listLooseReadings,
  listPagesWithoutCopy,
  readLooseCrop,
} from '../../src/store/pages-without-copy.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { codesOf, paintPaper } from '../read/reference/torn-page.ts';
import { quickConfig } from './quick-config.ts';
import { silentLog } from './silent-log.ts';

const DPI = 150;

let root: string;
let folder: DataFolder;
let store: Store;
beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'paperline-torn-'));
  folder = await prepareDataFolder({ root });
  store = openStore(folder.database);
});
afterEach(async () => {
  await store.close();
  rmSync(root, { recursive: true, force: true });
});

test('the page is kept and told, joins no row by itself, and its copy’s once a person says so', async () => {
  const questionnaire = await openQuestionnaire(
    path.resolve(import.meta.dirname, '../../forms/passenger-survey.yaml'),
  );
  const file = path.join(folder.print, 'run.pdf');
  const order = { questionnaire, language: 'nl', copies: 2, batchContext: undefined, wave: undefined };
  const { layout } = await carryOutPrintOrder(store, order, file);
  const pages: GrayImage[] = [];
  for await (const { image } of renderPdfPages(await readFile(file), { dpi: DPI })) pages.push(image);
  expect(pages).toHaveLength(4);
  // The second page of the first copy has lost both codes, in symbols and in words.
  pages[1] = paintPaper(pages[1]!, DPI, codesOf({ layout, blanks: new Map() }, 2));
  writeFileSync(path.join(root, 'stack.tif'), await encodeTiff(pages.map((image) => ({ image, dpi: DPI }))));
  const ingest = createIngest({ folder, store, config: { ...quickConfig, readers: 1 }, log: silentLog });
  const result = await ingest.ingestFiles([path.join(root, 'stack.tif')]);
  await ingest.close();

  expect(result.files[0]).toMatchObject({
    outcome: 'archived',
    pages: [
      { page: 1, counts: true },
      { page: 2, counts: false, copy: null, status: 'review', tasks: 0, form: layout.form },
      { page: 1, counts: true },
      { page: 2, counts: true },
    ],
  });
  expect(summarise(result, []).join('\n')).toMatch(
    /stack\.tif, page 2: no code on it can be read.*paperline page list/,
  );
  expect((await makeSurveyRows(store, 'passenger-survey')).rows).toHaveLength(2);
  const pagesByCopy = [];
  for await (const { pages: read } of streamAnswers(store, 'passenger-survey')) pagesByCopy.push(read);
  expect(pagesByCopy).toHaveLength(2);
  expect(pagesByCopy).toContainEqual([1]);

  const { pages: waiting } = await listPagesWithoutCopy(store, { offset: 0, limit: 10 });
  expect(waiting).toMatchObject([
    { file: 'stack.tif', pageIndex: 1, page: 2, suggestions: [{ why: 'neighbour' }] },
  ]);
  const [{ id, suggestions }] = waiting as [(typeof waiting)[number]];
  const readings = await listLooseReadings(store, id);
  expect(readings.map(({ variable }) => variable).sort()).toEqual(
    layout.pages[1]!.fields.map(({ variable }) => variable).sort(),
  );
  for (const reading of readings) expect(await readLooseCrop(store, reading.id)).not.toBeNull();

  const copy = suggestions[0]!.copy;
  expect(copy).toBe(result.files[0]?.pages[0]?.copy);
  const { tasks } = await assignPageToCopy(store, { page: id, copy, at: new Date() });
  expect(tasks).toBe(layout.pages[1]!.fields.length);
  for await (const answers of streamAnswers(store, 'passenger-survey')) expect(answers.pages).toEqual([1, 2]);
  expect((await makeSurveyRows(store, 'passenger-survey')).rows).toHaveLength(2);
});
