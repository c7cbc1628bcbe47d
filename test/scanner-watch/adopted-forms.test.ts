/** Forms that Paperline did not print, from the inbox to rows, through the readers' own threads. */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createIngest } from '../../scanner-watch/ingest.ts';
import type { FileOutcome } from '../../scanner-watch/scan-journey.ts';
import { openKnownForm } from '../../src/commands/layout-file.ts';
import { prepareDataFolder, type DataFolder } from '../../src/operation/data-folder.ts';
import { openReviewDesk } from '../../src/review/review-desk.ts';
import { makeSurveyRows } from '../../src/rows/survey-rows.ts';
import { encodeTiff } from '../../src/scan/encode-image.ts';
import { registerForm } from '../../src/server/form-registration.ts';
import { streamAnswers } from '../../src/store/answers.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { fillStripped, stripForm } from '../read/reference/stripped-form.ts';
import { quickConfig } from './quick-config.ts';
import { silentLog } from './silent-log.ts';

const QUEXF = path.resolve(import.meta.dirname, '../../../shared/data/real-scans/quexf');

let root: string;
let folder: DataFolder;
let store: Store;
beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'paperline-adopted-'));
  folder = await prepareDataFolder({ root });
  store = openStore(folder.database);
});
afterEach(async () => {
  await store.close();
  rmSync(root, { recursive: true, force: true });
});

/** Watches until `count` files have come to their end. */
const watchFor = async (count: number): Promise<FileOutcome[]> => {
  const ingest = createIngest({ folder, store, config: { ...quickConfig, readers: 2 }, log: silentLog });
  const stop = new AbortController();
  const outcomes: FileOutcome[] = [];
  ingest.events.on('file', (outcome) => {
    if (outcomes.push(outcome) === count) stop.abort();
  });
  await ingest.watch(stop.signal);
  await ingest.close();
  return outcomes;
};

const collect = async <T>(stream: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const one of stream) all.push(one);
  return all;
};

const who = { reviewer: 'anna', session: 'one' };

test.skipIf(!existsSync(QUEXF))(
  'quexf: a real scan of a real form comes to rows, its doubts to people with pictures (skipped without ../shared/data)',
  async () => {
    const { values: truth } = JSON.parse(readFileSync(path.join(QUEXF, 'truth-1.json'), 'utf8')) as {
      values: Record<string, string>;
    };
    const { form } = await registerForm(store, await openKnownForm(path.join(QUEXF, 'layout.json')));
    for (const name of ['monday.pdf', 'again.pdf']) {
      copyFileSync(path.join(QUEXF, 'filled-1.pdf'), path.join(folder.inbox, name));
    }
    const outcomes = await watchFor(2);
    const archived = outcomes.find(({ outcome }) => outcome === 'archived');
    expect(archived?.pages).toMatchObject([
      { form, page: 1, counts: true },
      { form, page: 2, counts: true },
    ]);
    expect(new Set(archived?.pages.map(({ copy }) => copy)).size).toBe(1);
    expect(outcomes.find(({ outcome }) => outcome === 'rejected')?.reason?.en).toMatch(/was read before/);

    const { columns, rows } = await makeSurveyRows(store, 'quexf-test');
    expect(columns.slice(5)).toEqual(Object.keys(truth));
    expect(rows).toHaveLength(1);
    for (const [variable, value] of Object.entries(truth))
      expect([value, '-9']).toContain(rows[0]?.[variable]);
    expect(rows[0]).toMatchObject({ survey: 'quexf-test', A1_A: '1', B1_C: '4', C2: '1', B2_B: '-9' });

    const desk = openReviewDesk({ store, leaseMs: 60_000 });
    const tasks = await desk.claim(who, 48);
    expect(tasks.length).toBeGreaterThan(0);
    for (const task of tasks) {
      expect(task.words).toMatchObject({ number: null, text: task.variable });
      expect(task.crop?.width).toBeGreaterThan(50);
      const { kind } = task.field;
      const value = truth[task.variable] as string;
      const clientKey = `decision-${task.variable}-0000000000`;
      const decision = { task: task.id, clientKey, state: 'answered' as const, value };
      if (kind !== 'choice') await desk.decide(who, decision);
    }
    const decided = await makeSurveyRows(store, 'quexf-test');
    expect(decided.rows[0]).toMatchObject({ B2_A: '1', B2_B: '1', B4: '43' });
  },
);

test('two forms of two pages each, by their print alone: pages told apart, copies kept apart, a stray page not taken', async () => {
  const form = await stripForm('passenger-survey.yaml', 'bus-elsewhere');
  const other = await stripForm('short-survey.yaml', 'stop-elsewhere');
  await registerForm(store, form);
  await registerForm(store, other);
  const answers = new Map<string, string>();
  const [front, back] = [fillStripped(form, 1, answers), fillStripped(form, 2, answers)];
  const tiff = (images: readonly (typeof front)[]): Promise<Uint8Array> =>
    encodeTiff(images.map((image) => ({ image, dpi: 150 })));
  writeFileSync(path.join(folder.inbox, 'stack.tif'), await tiff([front, back, front, back]));
  writeFileSync(path.join(folder.inbox, 'back.tif'), await tiff([back]));
  const outcomes = await watchFor(2);
  const pagesOf = (name: string) => outcomes.find(({ file }) => file === name)?.pages.map(({ page }) => page);
  expect(pagesOf('stack.tif')).toEqual([1, 2, 1, 2]);
  const stray = outcomes.find(({ file }) => file === 'back.tif');
  expect(stray).toMatchObject({ outcome: 'rejected', pages: [{ page: 2, reasons: ['page-out-of-turn'] }] });
  expect(stray?.reason?.nl).toMatch(/op volgorde/);

  const copies = await collect(streamAnswers(store, 'bus-elsewhere'));
  expect(copies.map(({ pages }) => pages)).toEqual([
    [1, 2],
    [1, 2],
  ]);
  let sure = 0;
  for (const copy of copies) {
    for (const [variable, code] of answers) {
      const answer = copy.answers.get(variable);
      if (answer?.state === 'pending') continue;
      expect({ variable, value: answer?.value }).toEqual({ variable, value: code });
      sure++;
    }
  }
  expect(sure).toBeGreaterThan(0.8 * 2 * answers.size);
  expect((await makeSurveyRows(store, 'bus-elsewhere')).rows).toHaveLength(2);
});
