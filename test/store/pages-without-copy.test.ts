import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { streamAnswers } from '../../src/store/answers.ts';
import { assignPageToCopy, setPageAside } from '../../src/store/page-copies.ts';
import {
  listLooseReadings,
  listPagesWithoutCopy,
  readLooseCrop,
} from '../../src/store/pages-without-copy.ts';
import { registerPrintRun } from '../../src/store/print-runs.ts';
import { listScansToReread, storeRereading } from '../../src/store/rereading.ts';
import { beginReading, markMoved } from '../../src/store/scan-files.ts';
import { storeScan, type ScannedReading, type StoreOutcome } from '../../src/store/scans.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import {
  answered,
  copyCode,
  headerPage,
  sampleReading,
  sampleVersion,
  scanned,
  strangePage,
} from './sample-store.ts';

const AT = new Date('2026-05-04T10:00:00Z');
const ALL = { offset: 0, limit: 50 };

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'paperline-loose-'));
  store = openStore(path.join(folder, 'paperline.db'));
  const copies = [1, 2, 3].map(copyCode);
  await registerPrintRun(store, { version: sampleVersion(), copies, fileName: 'a.pdf', at: AT });
  await registerPrintRun(store, {
    version: sampleVersion('FRM00002'),
    copies: [copyCode(4)],
    fileName: 'b.pdf',
    at: AT,
  });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A page known by its print alone. */
const loose = (at: number, page: number, more: Partial<ScannedReading> = {}): ScannedReading => ({
  ...sampleReading(at, 1, page),
  copy: null,
  status: 'review',
  reasons: ['copy-unread', 'fields-need-review'],
  fields: {
    [`choice${page}`]: answered('2', { review: true, reasons: ['page-code-lost'] }),
    [`age${page}`]: answered('51', { review: true, reasons: ['page-code-lost'] }),
  },
  ...more,
});

const crop = { mime: 'image/jpeg', width: 8, height: 4, frame: {}, image: new Uint8Array([1, 2, 3]) };
let files = 0;
const store1 = async (...readings: ScannedReading[]): Promise<StoreOutcome> => {
  const claim = `claim-${files++}`;
  await beginReading(store, { claim, originalName: `${claim}.pdf`, at: AT });
  const outcome = await storeScan(store, {
    claim,
    sha256: claim,
    bytes: 10,
    destination: `archive/2026-05/${claim}.pdf`,
    pages: readings.map((reading) => scanned(reading, new Map([[`choice${reading.page}`, crop]]))),
    readerVersion: 'reader@1',
    at: AT,
  });
  if (outcome.outcome === 'stored') await markMoved(store, claim, AT);
  return outcome;
};
const waiting = async () => (await listPagesWithoutCopy(store, ALL)).pages;
const answersOf = async (copy: string): Promise<Record<string, string> | null> => {
  for await (const one of streamAnswers(store, 'bus')) {
    if (one.copy !== copy) continue;
    return Object.fromEntries(
      [...one.answers].map(([name, { state, value }]) => [name, `${state} ${JSON.stringify(value)}`]),
    );
  }
  return null;
};
const openTasks = (): Promise<number> =>
  store.read(
    (connection) =>
      (
        connection.prepare(`SELECT count(*) AS n FROM review_task WHERE state = 'open'`).get() as {
          n: number;
        }
      ).n,
  );

describe('a page that lost its codes', () => {
  test('keeps its file, its readings and pictures, and is in no row and nobody’s queue', async () => {
    expect(await store1(loose(0, 2))).toMatchObject({ outcome: 'stored' });
    const [page, ...others] = await waiting();
    expect(others).toEqual([]);
    expect(page).toMatchObject({ pageIndex: 0, form: 'FRM00001', page: 2, language: 'nl', suggestions: [] });
    const readings = await listLooseReadings(store, page!.id);
    expect(readings.map(({ variable, value }) => [variable, value])).toEqual([
      ['choice2', '2'],
      ['age2', '51'],
    ]);
    expect(await readLooseCrop(store, readings[0]!.id)).toMatchObject({ mime: 'image/jpeg' });
    expect(await readLooseCrop(store, readings[1]!.id)).toBeNull();
    expect(await openTasks()).toBe(0);
    expect(await answersOf(copyCode(1))).toBeNull();
  });

  test('joins the copy that a person names, each answer as a task', async () => {
    await store1(sampleReading(0, 1, 1), loose(1, 2));
    const [page] = await waiting();
    expect(await assignPageToCopy(store, { page: page!.id, copy: copyCode(1), at: AT })).toEqual({
      copy: copyCode(1),
      page: 2,
      tasks: 2,
    });
    expect(await waiting()).toEqual([]);
    expect(await openTasks()).toBe(2);
    expect(await answersOf(copyCode(1))).toMatchObject({
      choice1: 'answered "1"',
      choice2: 'pending null',
      age2: 'pending null',
    });
    expect(await listLooseReadings(store, page!.id)).toEqual([]);
    await expect(
      assignPageToCopy(store, { page: page!.id, copy: copyCode(2), at: AT }),
    ).rejects.toMatchObject({
      code: 'page-unknown',
    });
  });

  test('never doubles a page that its copy has, nor joins one printed otherwise, nor one of a closed wave', async () => {
    await store1(sampleReading(0, 1, 1), sampleReading(1, 1, 2), loose(2, 2));
    const [page] = await waiting();
    const say = (copy: string) => assignPageToCopy(store, { page: page!.id, copy, at: AT });
    await expect(say(copyCode(1))).rejects.toMatchObject({ code: 'copy-unknown' });
    await expect(say(copyCode(1))).rejects.toThrow(/read already \(claim-\d+\.pdf, page 2\)/);
    await expect(say(copyCode(4))).rejects.toThrow(/FRM00002 \(bus, nl\)/);
    await expect(say('NOSUCHCOPY')).rejects.toThrow(/No print run/);
    await store.write((connection) => connection.exec(`UPDATE wave SET state = 'closed'`));
    await expect(say(copyCode(2))).rejects.toMatchObject({ code: 'wave-closed' });
    expect(await waiting()).toHaveLength(1);
    expect(await openTasks()).toBe(0);
  });

  test('is told of no more once it is set aside', async () => {
    await store1(loose(0, 2));
    const [page] = await waiting();
    await setPageAside(store, page!.id);
    expect(await waiting()).toEqual([]);
    await expect(setPageAside(store, page!.id)).rejects.toMatchObject({ code: 'page-unknown' });
  });
});

describe('of which copy it may be', () => {
  test('the page beside it says, where its copy lacks the page', async () => {
    await store1(sampleReading(0, 1, 1), loose(1, 2), sampleReading(2, 2, 1), sampleReading(3, 2, 2));
    expect((await waiting())[0]?.suggestions).toEqual([{ copy: copyCode(1), why: 'neighbour' }]);
    await store1(strangePage(0, 'blank'), loose(1, 1), strangePage(2, 'blank'), sampleReading(3, 3, 2));
    expect((await waiting())[1]?.suggestions).toEqual([{ copy: copyCode(3), why: 'neighbour' }]);
  });

  test('the only copy of the file that lacks the page says, wherever it lies', async () => {
    await store1(
      sampleReading(0, 1, 1),
      sampleReading(1, 2, 1),
      headerPage(2, 'NOSUCHBATC'),
      sampleReading(3, 2, 2),
      loose(4, 2),
    );
    expect((await waiting())[0]?.suggestions).toEqual([{ copy: copyCode(1), why: 'only-one' }]);
  });

  test('nobody says, where two copies lack the page or two pages wait', async () => {
    await store1(sampleReading(0, 1, 1), sampleReading(1, 2, 1), strangePage(2, 'foreign'), loose(3, 2));
    await store1(sampleReading(0, 3, 1), strangePage(1, 'foreign'), loose(2, 2), loose(3, 2));
    expect((await waiting()).map(({ suggestions }) => suggestions)).toEqual([[], [], []]);
  });

  test('a page beside it of another form version says nothing', async () => {
    await store1({ ...sampleReading(0, 4, 1), form: 'FRM00002' }, loose(1, 2));
    expect((await waiting())[0]?.suggestions).toEqual([]);
  });
});

describe('a page that looks the same in two form versions', () => {
  const alike = (at: number): ScannedReading =>
    loose(at, 2, {
      reasons: ['copy-unread', 'page-alike', 'fields-need-review'],
      diagnostics: { formsAlike: ['FRM00001', 'FRM00002'] },
    });

  test('is of the one that the file has pages of', async () => {
    await store1({ ...sampleReading(0, 4, 1), form: 'FRM00002' }, alike(1));
    expect(await waiting()).toMatchObject([
      {
        form: 'FRM00002',
        reasons: ['copy-unread', 'fields-need-review'],
        suggestions: [{ copy: copyCode(4) }],
      },
    ]);
  });

  test('stays undecided beside both, until its copy decides', async () => {
    await store1({ ...sampleReading(0, 4, 1), form: 'FRM00002' }, sampleReading(1, 1, 1), alike(2));
    const [page] = await waiting();
    expect(page?.reasons).toContain('page-alike');
    await assignPageToCopy(store, { page: page!.id, copy: copyCode(4), at: AT });
    expect(await answersOf(copyCode(4))).toMatchObject({ choice2: 'pending null' });
    const form = await store.read((connection) =>
      connection.prepare(`SELECT form FROM scan_page WHERE id = ?`).get(page!.id),
    );
    expect(form).toEqual({ form: 'FRM00002' });
  });
});

describe('read again', () => {
  const again = async (...readings: ScannedReading[]) => {
    const [scan] = await listScansToReread(store, { unlessBy: null });
    return storeRereading(store, {
      scan: scan!,
      pages: readings.map((reading) => scanned(reading, new Map([[`choice${reading.page}`, crop]]))),
      readerVersion: 'reader@2',
      at: AT,
    });
  };

  test('a page that waits has the newer readings, and leaves with a copy that is read', async () => {
    await store1(loose(0, 2));
    const newer = { choice2: answered('3', { review: true, reasons: ['page-code-lost'] }) } as const;
    await again(loose(0, 2, { fields: newer }));
    const [page] = await waiting();
    expect(await listLooseReadings(store, page!.id)).toMatchObject([{ variable: 'choice2', value: '3' }]);
    expect(await again(sampleReading(0, 1, 2))).toMatchObject({
      outcome: 'stored',
      changes: [{ kind: 'page-gained' }],
    });
    expect(await waiting()).toEqual([]);
    expect(await answersOf(copyCode(1))).toMatchObject({ choice2: 'answered "1"' });
  });

  test('a page that gave nothing waits for its copy now', async () => {
    await store1(sampleReading(0, 1, 1), strangePage(1, 'unreadable'));
    await again(sampleReading(0, 1, 1), loose(1, 2));
    expect(await waiting()).toMatchObject([{ page: 2, suggestions: [{ copy: copyCode(1) }] }]);
  });

  test('what a person said stays: the copy, and that a page is set aside', async () => {
    await store1(loose(0, 2), loose(1, 1));
    const [second, first] = await waiting();
    await assignPageToCopy(store, { page: second!.id, copy: copyCode(1), at: AT });
    await setPageAside(store, first!.id);
    expect(await again(loose(0, 2), loose(1, 1))).toMatchObject({ outcome: 'stored', changes: [] });
    expect(await waiting()).toEqual([]);
    expect(await answersOf(copyCode(1))).toMatchObject({ choice2: 'pending null' });
    // A code that is read after all, and names another copy, goes to people; the answers stay where they were put.
    await again(sampleReading(0, 2, 2), loose(1, 1));
    expect(await answersOf(copyCode(1))).toMatchObject({ choice2: 'pending null' });
    expect(await answersOf(copyCode(2))).toBeNull();
  });
});
