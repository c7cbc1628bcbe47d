import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { registerBatch } from '../../src/store/batches.ts';
import { registerPrintRun } from '../../src/store/print-runs.ts';
import { beginReading } from '../../src/store/scan-files.ts';
import { storeScan, type ScannedPage, type ScanToStore, type StoreOutcome } from '../../src/store/scans.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import {
  answered,
  copyCode,
  headerPage,
  sampleReading,
  sampleVersion,
  scanned,
  strangePage,
  unsure,
} from './sample-store.ts';

const AT = new Date('2026-11-03T09:00:00Z');
const BATCH = { code: 'BATCH00001', context: { line: '12' } };

let folder: string;
let store: Store;
let claims = 0;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'paperline-scans-'));
  store = openStore(path.join(folder, 'paperline.db'));
  await registerPrintRun(store, { version: sampleVersion(), copies: [1, 2, 3, 4].map(copyCode), at: AT });
  await registerPrintRun(store, {
    version: sampleVersion(),
    copies: [11, 12].map(copyCode),
    batch: BATCH,
    at: AT,
  });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const storeFile = async (
  pages: readonly ScannedPage[],
  more: Partial<ScanToStore> = {},
): Promise<StoreOutcome> => {
  const claim = `claim${++claims}`;
  await beginReading(store, { claim, originalName: `${claim}.pdf`, at: AT });
  return storeScan(store, {
    claim,
    sha256: `hash of ${claim}`,
    bytes: 10,
    destination: `archive/2026-11/${claim}.pdf`,
    pages,
    readerVersion: 'test',
    at: AT,
    ...more,
  });
};
const crop = { mime: 'image/png', width: 4, height: 4, frame: { rectMm: {} }, image: new Uint8Array([9]) };
const readingsOf = (copy: number) =>
  store.db.selectFrom('reading').selectAll().where('copy', '=', copyCode(copy)).orderBy('variable').execute();
const tasks = () => store.db.selectFrom('review_task').selectAll().orderBy('id').execute();
const pages = () => store.db.selectFrom('scan_page').selectAll().orderBy('id').execute();
const reasonsOf = (outcome: StoreOutcome): readonly (readonly string[])[] =>
  outcome.outcome === 'stored' || outcome.outcome === 'nothing-of-ours'
    ? outcome.pages.map(({ reasons }) => reasons)
    : [];

describe('a print run', () => {
  test('is entered whole, in the current quarter’s wave, and its form version once', async () => {
    const counts = await store.read((connection) =>
      connection
        .prepare(
          `SELECT (SELECT count(*) FROM form_version) AS forms, (SELECT count(*) FROM form_reference) AS refs,
             (SELECT count(*) FROM copy) AS copies, (SELECT group_concat(name) FROM wave) AS waves`,
        )
        .get(),
    );
    expect(counts).toEqual({ forms: 1, refs: 1, copies: 6, waves: '2026-Q4' });
  });

  test('leaves nothing behind when a copy code is taken', async () => {
    const again = registerPrintRun(store, {
      version: sampleVersion('FRM00002'),
      copies: [copyCode(90), copyCode(1)],
      at: AT,
    });
    await expect(again).rejects.toThrow(/UNIQUE/);
    expect(await store.db.selectFrom('form_version').select('form').execute()).toHaveLength(1);
    expect(await store.db.selectFrom('copy').select('code').execute()).toHaveLength(6);
  });

  test('is refused for a closed wave and for a form version that changed', async () => {
    await store.db.updateTable('wave').set({ state: 'closed' }).execute();
    await expect(
      registerPrintRun(store, { version: sampleVersion(), copies: [copyCode(50)], at: AT }),
    ).rejects.toMatchObject({ code: 'wave-closed' });
    const changed = sampleVersion();
    await expect(
      registerPrintRun(store, {
        version: { ...changed, layout: { ...changed.layout, language: 'fr' } },
        copies: [copyCode(50)],
        wave: 'next',
        at: AT,
      }),
    ).rejects.toMatchObject({ code: 'layout-invalid' });
  });
});

describe('a scan', () => {
  test('becomes pages, readings and, for what is unsure, tasks of the right kind with a crop', async () => {
    const reading = sampleReading(0, 1, 1, {
      status: 'review',
      reasons: ['fields-need-review'],
      fields: {
        choice1: answered('1'),
        age1: unsure('43'),
        remark1: {
          state: 'answered',
          value: null,
          confidence: 0.5,
          review: true,
          reasons: ['text-to-transcribe'],
        },
      },
    });
    const outcome = await storeFile([
      scanned(reading, new Map([['age1', crop]])),
      scanned(sampleReading(1, 1, 2)),
    ]);
    expect(outcome).toMatchObject({ outcome: 'stored', pages: [{ tasks: 2, counts: true }, { tasks: 0 }] });
    expect(await readingsOf(1)).toHaveLength(6);
    expect((await tasks()).map(({ variable, kind, state }) => [variable, kind, state])).toEqual([
      ['age1', 'digits', 'open'],
      ['remark1', 'text', 'open'],
    ]);
    expect(await store.db.selectFrom('crop').select('width').execute()).toHaveLength(1);
  });

  test('with content that is stored already is not stored again', async () => {
    await storeFile([scanned(sampleReading(0, 1, 1))], { sha256: 'same' });
    const twin = await storeFile([scanned(sampleReading(0, 2, 1))], { sha256: 'same' });
    expect(twin).toEqual({
      outcome: 'twin',
      originalName: 'claim' + (claims - 1) + '.pdf',
      claimedAt: AT.toISOString(),
    });
    expect(await readingsOf(2)).toHaveLength(0);
  });

  test('a copy’s pages may come in two files and in any order', async () => {
    await storeFile([scanned(sampleReading(0, 1, 2))]);
    await storeFile([scanned(sampleReading(0, 1, 1))]);
    expect((await readingsOf(1)).map(({ variable }) => variable)).toEqual([
      'age1',
      'age2',
      'choice1',
      'choice2',
      'remark1',
      'remark2',
    ]);
  });

  test('with nothing of ours stores nothing and tells page by page', async () => {
    const outcome = await storeFile([
      scanned(strangePage(0, 'foreign')),
      scanned(strangePage(1, 'blank')),
      scanned(strangePage(2, 'unreadable')),
      scanned(sampleReading(3, 99, 1)),
    ]);
    expect(outcome.outcome).toBe('nothing-of-ours');
    expect(reasonsOf(outcome)).toEqual([
      ['no-page-code'],
      ['image-empty'],
      ['registration-marks-missing'],
      ['copy-unknown'],
    ]);
    expect(await pages()).toHaveLength(0);
    expect((await store.db.selectFrom('scan_file').select('state').execute())[0]?.state).toBe('reading');
  });

  test('that is mixed keeps its problem pages in sight', async () => {
    const outcome = await storeFile([
      scanned(sampleReading(0, 1, 1)),
      scanned(strangePage(1, 'unreadable')),
      scanned(sampleReading(2, 99, 1)),
      scanned(sampleReading(3, 2, 1, { form: 'FRM00009' })),
    ]);
    expect(outcome.outcome).toBe('stored');
    expect((await pages()).map(({ status, counts }) => [status, counts])).toEqual([
      ['read', 1],
      ['unreadable', 0],
      ['foreign', 0],
      ['foreign', 0],
    ]);
    expect(await store.db.selectFrom('reading').selectAll().execute()).toHaveLength(3);
  });

  test('of a closed wave is kept apart', async () => {
    await store.db.updateTable('wave').set({ state: 'closed' }).execute();
    const outcome = await storeFile([scanned(sampleReading(0, 1, 1))]);
    expect(outcome.outcome).toBe('nothing-of-ours');
    expect(reasonsOf(outcome)).toEqual([['wave-closed']]);
  });
});

describe('the same page twice', () => {
  test('with equal readings is recorded and changes nothing', async () => {
    await storeFile([scanned(sampleReading(0, 1, 1))]);
    const outcome = await storeFile([scanned(sampleReading(0, 1, 1))]);
    expect(reasonsOf(outcome)).toEqual([['page-scanned-twice']]);
    const [first, second] = await pages();
    expect(second).toMatchObject({ counts: 0, duplicate_of: first?.id });
    expect(await readingsOf(1)).toHaveLength(3);
    expect(await tasks()).toHaveLength(0);
  });

  test('inside one file counts once', async () => {
    await storeFile([scanned(sampleReading(0, 1, 1)), scanned(sampleReading(1, 1, 1))]);
    expect((await pages()).map(({ counts }) => counts)).toEqual([1, 0]);
    expect(await readingsOf(1)).toHaveLength(3);
  });

  const second = sampleReading(0, 1, 1, { fields: { choice1: answered('2'), age1: answered('43') } });

  test('that differ send the first reading to a person with both values, once a picture is given', async () => {
    await storeFile([scanned(sampleReading(0, 1, 1))]);
    const needs = await storeFile([scanned(second)]);
    expect(needs).toEqual({ outcome: 'crops-needed', fields: new Map([[0, ['choice1']]]) });
    expect(await tasks()).toHaveLength(0);
    const outcome = await storeFile([scanned(second)], {
      crops: new Map([[0, new Map([['choice1', crop]])]]),
    });
    expect(outcome.outcome).toBe('stored');
    const [reading] = (await readingsOf(1)).filter(({ variable }) => variable === 'choice1');
    expect(reading).toMatchObject({
      value_json: '"1"',
      review: 1,
      confidence: 0.5,
      reasons_json: '["scans-differ"]',
    });
    expect(JSON.parse(reading?.alternatives_json ?? '')).toEqual([{ value: '2', confidence: 0.5 }]);
    expect(await tasks()).toMatchObject([{ variable: 'choice1', kind: 'choice', reading_id: reading?.id }]);
    expect(await store.db.selectFrom('crop').select('reading_id').execute()).toEqual([
      { reading_id: reading?.id },
    ]);
  });

  test('never disturb what a person decided', async () => {
    await storeFile([
      scanned(sampleReading(0, 1, 1, { fields: { choice1: unsure('1') } }), new Map([['choice1', crop]])),
    ]);
    const [task] = await tasks();
    await store.db
      .insertInto('decision')
      .values({
        task_id: task?.id ?? 0,
        reviewer: 'r',
        state: 'answered',
        value_json: '"3"',
        client_key: 'k',
        decided_at: AT.toISOString(),
      })
      .execute();
    const before = await readingsOf(1);
    expect((await storeFile([scanned(second)])).outcome).toBe('stored');
    expect(await readingsOf(1)).toEqual(before);
    expect(await tasks()).toEqual([task]);
  });

  test('an unsure second look that agrees is no contradiction', async () => {
    await storeFile([scanned(sampleReading(0, 1, 1))]);
    await storeFile([scanned(sampleReading(0, 1, 1, { fields: { choice1: unsure('1') } }))]);
    expect(await tasks()).toHaveLength(0);
  });

  test('a first scan that could not be placed gives way to a good one', async () => {
    await storeFile([
      scanned(sampleReading(0, 2, 1)),
      scanned(
        sampleReading(1, 1, 1, { status: 'unreadable', fields: {}, reasons: ['registration-marks-missing'] }),
      ),
    ]);
    await storeFile([scanned(sampleReading(0, 1, 1))]);
    expect(await readingsOf(1)).toHaveLength(3);
  });
});

describe('batch headers', () => {
  const batchOf = async (copy: number) =>
    (await store.db.selectFrom('copy').select('batch').where('code', '=', copyCode(copy)).executeTakeFirst())
      ?.batch;

  test('give their batch to the copies that follow, until the next one', async () => {
    await registerBatch(store, { code: 'BATCH00002', context: {}, survey: 'bus', at: AT });
    await storeFile([
      scanned(sampleReading(0, 1, 1)),
      scanned(headerPage(1, 'BATCH00001')),
      scanned(sampleReading(2, 2, 1)),
      scanned(strangePage(3, 'blank')),
      scanned(headerPage(4, 'BATCH00002')),
      scanned(sampleReading(5, 3, 1)),
    ]);
    expect([await batchOf(1), await batchOf(2), await batchOf(3)]).toEqual([
      null,
      'BATCH00001',
      'BATCH00002',
    ]);
  });

  test('do not take over copies printed for another batch', async () => {
    await registerBatch(store, { code: 'BATCH00002', context: {}, survey: 'bus', at: AT });
    const outcome = await storeFile([scanned(headerPage(0, 'BATCH00002')), scanned(sampleReading(1, 11, 1))]);
    expect(reasonsOf(outcome)).toEqual([[], ['batch-differs']]);
    expect(await batchOf(11)).toBe('BATCH00001');
    expect(await readingsOf(11)).toHaveLength(3);
  });

  test('that name a batch nobody knows are told, and end the batch before them', async () => {
    const outcome = await storeFile([
      scanned(headerPage(0, 'BATCH00001')),
      scanned(headerPage(1, 'BATCH00077')),
      scanned(sampleReading(2, 1, 1)),
    ]);
    expect(reasonsOf(outcome)).toEqual([[], ['batch-unknown'], []]);
    expect(await batchOf(1)).toBeNull();
  });

  test('of another wave do not take a copy over', async () => {
    await registerBatch(store, { code: 'BATCH00003', context: {}, survey: 'bus', wave: 'other', at: AT });
    const outcome = await storeFile([scanned(headerPage(0, 'BATCH00003')), scanned(sampleReading(1, 1, 1))]);
    expect(reasonsOf(outcome)).toEqual([[], ['batch-differs']]);
    expect(await batchOf(1)).toBeNull();
  });
});

test('a file of 50 pages with 30 fields each is stored in one short transaction', async () => {
  const copies = Array.from({ length: 50 }, (_, at) => copyCode(1000 + at));
  await registerPrintRun(store, { version: sampleVersion(), copies, at: AT });
  const fields = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`v${at}`, answered('1')]));
  // CPU time, since other programs may have the machine.
  const before = process.cpuUsage();
  const outcome = await storeFile(
    copies.map((_, at) => scanned(sampleReading(at, 1000 + at, 1, { fields }))),
  );
  const { user, system } = process.cpuUsage(before);
  expect(outcome.outcome).toBe('stored');
  expect((await store.db.selectFrom('reading').select('id').execute()).length).toBe(1500);
  expect((user + system) / 1000).toBeLessThan(50);
});
