import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { doubtsOf, missingOf, splitTrip, type TripNumbers } from '../../src/domain/trip-context.ts';
import { streamAnswers } from '../../src/store/answers.ts';
import { changeBatch, findBatch, listBatches, registerBatch } from '../../src/store/batches.ts';
import { findPrintRun, listPrintRuns, listUnreadCopies } from '../../src/store/print-ledger.ts';
import { registerPrintRun } from '../../src/store/print-runs.ts';
import { beginReading, markMoved } from '../../src/store/scan-files.ts';
import { storeScan, type ScannedReading } from '../../src/store/scans.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { copyCode, sampleReading, sampleVersion, scanned } from './sample-store.ts';

const AT = new Date('2026-11-20T10:00:00Z');
const TRIP = { line: '12', direction: 'Centraal', date: '2026-11-20' };
const CODE = 'B000000001';

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'paperline-batches-'));
  store = openStore(path.join(folder, 'paperline.db'));
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const printFor = (copies: readonly number[], code: string | null = CODE, form?: string) =>
  registerPrintRun(store, {
    version: sampleVersion(form),
    copies: copies.map(copyCode),
    batch: code === null ? undefined : { code, context: TRIP },
    at: AT,
  });

const read = async (name: string, readings: readonly ScannedReading[]): Promise<void> => {
  await beginReading(store, { claim: name, originalName: name, at: AT });
  const outcome = await storeScan(store, {
    claim: name,
    sha256: name,
    bytes: 1,
    destination: `archive/${name}`,
    pages: readings.map((reading) => scanned(reading)),
    readerVersion: 'reader@1',
    at: AT,
  });
  expect(outcome.outcome).toBe('stored');
  await markMoved(store, name, AT);
};

const change = (more: Partial<Parameters<typeof changeBatch>[1]> = {}) =>
  changeBatch(store, {
    code: CODE,
    revision: 1,
    context: TRIP,
    counts: { handedOut: 3, returned: 2, boarders: 80 },
    by: 'Ans',
    at: AT,
    ...more,
  });

describe('the ledger', () => {
  test('counts what was printed, read, read whole and missing, run by run and trip by trip', async () => {
    await printFor([1, 2, 3]);
    await printFor([4, 5]);
    await printFor([6], null);
    await read('a.pdf', [
      sampleReading(0, 1, 1),
      sampleReading(1, 1, 2),
      sampleReading(2, 2, 2),
      sampleReading(3, 6, 1),
    ]);
    await change();
    const { total, runs } = await listPrintRuns(store, { offset: 0, limit: 10 });
    expect(total).toBe(3);
    expect(
      runs.map(({ copies, read: some, complete, batch }) => [copies, some, complete, batch?.code]),
    ).toEqual([
      [1, 1, 0, undefined],
      [2, 0, 0, CODE],
      [3, 2, 1, CODE],
    ]);
    expect(runs[2]?.batch).toMatchObject({ isAlone: false, handedOut: 3, boarders: 80 });
    expect(await findBatch(store, CODE)).toMatchObject({
      survey: 'bus',
      wave: { state: 'open' },
      context: TRIP,
      counts: { handedOut: 3, returned: 2, boarders: 80 },
      printed: 5,
      read: 2,
    });
    expect(await listUnreadCopies(store, 1, { offset: 0, limit: 10 })).toEqual({
      total: 2,
      copies: [
        { copy: copyCode(2), pages: [1] },
        { copy: copyCode(3), pages: [1, 2] },
      ],
    });
    expect((await listUnreadCopies(store, 1, { offset: 1, limit: 1 })).copies).toHaveLength(1);
    expect(await findPrintRun(store, 99)).toBeNull();
  });

  test('finds batches by words, survey and wave, and those whose numbers cannot be right', async () => {
    await printFor([1, 2]);
    await registerBatch(store, {
      code: 'B000000002',
      context: { line: '100 %_' },
      counts: { handedOut: 5, returned: 9, boarders: null },
      survey: 'bus',
      wave: 'spring',
      at: AT,
    });
    const codes = async (wanted: object): Promise<string[]> =>
      (await listBatches(store, { offset: 0, limit: 10, ...wanted })).batches.map(({ code }) => code);
    expect((await codes({})).toSorted()).toEqual([CODE, 'B000000002']);
    expect(await codes({ words: 'centr' })).toEqual([CODE]);
    expect(await codes({ words: '%_' })).toEqual(['B000000002']);
    expect(await codes({ wave: 'spring' })).toEqual(['B000000002']);
    expect(await codes({ survey: 'tram' })).toEqual([]);
    expect(await codes({ onlyDoubtful: true })).toEqual(['B000000002']);
  });
});

describe('changing a batch', () => {
  test('keeps what it was, and tells the second of two who change it at once', async () => {
    await printFor([1]);
    await change();
    await expect(change()).rejects.toMatchObject({ code: 'batch-changed' });
    expect(await findBatch(store, CODE)).toMatchObject({ revision: 2 });
    await change({ revision: 2 });
    // The same again is no change.
    expect(await findBatch(store, CODE)).toMatchObject({ revision: 2 });
    await change({
      revision: null,
      context: { line: '13' },
      counts: { handedOut: 0, returned: null, boarders: 80 },
    });
    const history = await store.read((connection) =>
      connection.prepare(`SELECT revision, was_json, changed_by FROM batch_history ORDER BY id`).all(),
    );
    expect(history).toEqual([
      {
        revision: 1,
        was_json: JSON.stringify({ context: TRIP, handedOut: null, returned: null, boarders: null }),
        changed_by: 'Ans',
      },
      {
        revision: 2,
        was_json: JSON.stringify({ context: TRIP, handedOut: 3, returned: 2, boarders: 80 }),
        changed_by: 'Ans',
      },
    ]);
    await expect(change({ code: 'B999999999' })).rejects.toMatchObject({ code: 'batch-unknown' });
  });

  test('is refused once the wave is closed', async () => {
    await printFor([1]);
    await store.write((connection) => connection.prepare(`UPDATE wave SET state = 'closed'`).run());
    await expect(change()).rejects.toMatchObject({ code: 'wave-closed' });
    expect(await findBatch(store, CODE)).toMatchObject({ revision: 1, counts: { boarders: null } });
  });

  test('gives the counts to the rows among the context', async () => {
    await printFor([1]);
    await read('a.pdf', [sampleReading(0, 1, 1)]);
    await change();
    const contexts = [];
    for await (const { batchContext } of streamAnswers(store, 'bus')) contexts.push(batchContext);
    expect(contexts).toEqual([{ ...TRIP, 'handed-out': '3', returned: '2', boarders: '80' }]);
  });
});

test('numbers that cannot all be right are told, and only those', () => {
  const numbers = (more: Partial<TripNumbers>): TripNumbers => ({
    printed: 50,
    handedOut: 40,
    returned: 20,
    boarders: 100,
    read: 18,
    ...more,
  });
  expect(doubtsOf(numbers({}))).toEqual([]);
  expect(missingOf(numbers({}))).toBe(2);
  expect(missingOf(numbers({ returned: null }))).toBeNull();
  expect(missingOf(numbers({ read: 30 }))).toBe(0);
  expect(doubtsOf(numbers({ read: 21 }))).toEqual(['read-more-than-returned']);
  expect(doubtsOf(numbers({ read: 41, returned: null }))).toEqual(['read-more-than-handed-out']);
  expect(doubtsOf(numbers({ returned: 41 }))).toEqual(['returned-more-than-handed-out']);
  expect(doubtsOf(numbers({ handedOut: 51 }))).toEqual(['handed-out-more-than-printed']);
  expect(doubtsOf(numbers({ printed: 0, handedOut: 51 }))).toEqual([]);
  expect(doubtsOf(numbers({ boarders: 39 }))).toEqual(['handed-out-more-than-boarders']);
  expect(doubtsOf(numbers({ handedOut: null, returned: null, boarders: null }))).toEqual([]);
});

test.each([
  [{ 'handed-out': 'forty' }],
  [{ returned: '-1' }],
  [{ boarders: '1.5' }],
  [{ boarders: '1e3' }],
  [{ boarders: '100000' }],
  [{ date: '2026-02-30' }],
  [{ date: 'tomorrow' }],
])('a trip is not taken with %j', (trip) => {
  expect(() => splitTrip(trip)).toThrow(expect.objectContaining({ code: 'usage' }));
});
