import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Layout } from '../../src/domain/layout.ts';
import { registerAdoptedForm, retireAdoptedForm, listAdoptedForms } from '../../src/store/adopted-forms.ts';
import { streamAnswers } from '../../src/store/answers.ts';
import { countForms, listStoredForms } from '../../src/store/form-versions.ts';
import { listMissingPages } from '../../src/store/incomplete-copies.ts';
import { listScansToReread, storeRereading } from '../../src/store/rereading.ts';
import { beginReading, markMoved } from '../../src/store/scan-files.ts';
import { storeScan, type ScannedReading, type StoreOutcome } from '../../src/store/scans.ts';
import { diagnoseFiles } from '../../src/store/stack-diagnosis.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { answered, sampleLayout, sampleReading, scanned, strangePage, unsure } from './sample-store.ts';

const AT = new Date('2026-05-04T10:00:00Z');
const layout: Layout = {
  ...sampleLayout('ADOPTED1'),
  survey: 'elsewhere',
  pages: sampleLayout().pages.map((page) => ({ ...page, registrationMarks: [], pageCodes: [] })),
};

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'paperline-adopted-'));
  store = openStore(path.join(folder, 'paperline.db'));
  await registerAdoptedForm(store, { layout, references: [], at: AT });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const adopted = (at: number, page: number, more: Partial<ScannedReading> = {}): ScannedReading => ({
  ...sampleReading(at, 1, page),
  form: 'ADOPTED1',
  survey: 'elsewhere',
  copy: null,
  ...more,
});

const collect = async <T>(stream: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const one of stream) all.push(one);
  return all;
};

let files = 0;
const store1 = async (...readings: ScannedReading[]): Promise<StoreOutcome & { claim: string }> => {
  const claim = `claim-${files++}`;
  await beginReading(store, { claim, originalName: `${claim}.pdf`, at: AT });
  const outcome = await storeScan(store, {
    claim,
    sha256: claim,
    bytes: 10,
    destination: `archive/2026-05/${claim}.pdf`,
    pages: readings.map((reading) => scanned(reading)),
    readerVersion: 'reader@1',
    at: AT,
  });
  return { ...outcome, claim };
};
const copies = async () => collect(streamAnswers(store, 'elsewhere'));

test('every copy gets a code of its own, the pages of one the same, in the survey’s open wave', async () => {
  const outcome = await store1(adopted(0, 1), adopted(1, 2), adopted(2, 1), adopted(3, 2));
  if (outcome.outcome !== 'stored') throw new Error(outcome.outcome);
  const codes = outcome.pages.map(({ copy }) => copy);
  expect(codes[0]).toBe(codes[1]);
  expect(codes[2]).toBe(codes[3]);
  expect(new Set(codes).size).toBe(2);
  const read = await copies();
  expect(read.map(({ pages, wave }) => ({ pages, wave: wave.name }))).toEqual([
    { pages: [1, 2], wave: '2026-Q2' },
    { pages: [1, 2], wave: '2026-Q2' },
  ]);
});

test('a page out of turn gives no answers, and the diagnosis says what to do; a file of such pages is refused', async () => {
  const { claim, ...outcome } = await store1(
    adopted(0, 2, { status: 'review', reasons: ['fields-need-review'] }),
    adopted(1, 1),
    adopted(2, 2, { fields: { choice2: unsure('1') } }),
  );
  if (outcome.outcome !== 'stored') throw new Error(outcome.outcome);
  expect(outcome.pages.map(({ status, reasons, counts }) => ({ status, reasons, counts }))).toEqual([
    { status: 'unreadable', reasons: ['page-out-of-turn'], counts: false },
    { status: 'read', reasons: [], counts: true },
    { status: 'read', reasons: [], counts: true },
  ]);
  expect(outcome.pages[2]?.tasks).toBe(1);
  expect(await copies()).toHaveLength(1);
  expect((await diagnoseFiles(store, [claim])).map(({ code }) => code)).toEqual(['pages-out-of-turn']);
  expect((await store1(adopted(0, 2), adopted(1, 1))).outcome).toBe('nothing-of-ours');
  expect(await copies()).toHaveLength(1);
});

test('a page that has not come in is told by the place of the first one', async () => {
  const { claim } = await store1(adopted(0, 1), adopted(1, 1), adopted(2, 2));
  expect(await listMissingPages(store, [claim])).toEqual([
    { form: 'ADOPTED1', batch: null, page: 2, copies: [`${claim}.pdf (1)`] },
  ]);
});

test('nothing comes into a wave that is closed', async () => {
  await store.write((connection) => connection.prepare(`UPDATE wave SET state = 'closed'`).run());
  expect(await store1(adopted(0, 1), adopted(1, 2))).toMatchObject({
    outcome: 'nothing-of-ours',
    pages: [
      { status: 'review', reasons: ['wave-closed'] },
      { status: 'review', reasons: ['wave-closed'] },
    ],
  });
});

test('read again, pages keep their copies, and one that could not be read before joins its own', async () => {
  await store1(adopted(0, 1), strangePage(1, 'foreign'), adopted(2, 1), adopted(3, 2)).then(({ claim }) =>
    markMoved(store, claim, AT),
  );
  const before = await copies();
  const [scan] = await listScansToReread(store, { unlessBy: 'reader@2' });
  if (scan === undefined) throw new Error('Expected a scan to read again.');
  const again = [
    adopted(0, 1, { fields: { choice1: answered('3') } }),
    adopted(1, 2),
    adopted(2, 1),
    adopted(3, 2),
  ];
  const outcome = await storeRereading(store, {
    scan,
    pages: again.map((reading) => scanned(reading)),
    readerVersion: 'reader@2',
    at: AT,
  });
  expect(outcome).toMatchObject({ outcome: 'stored' });
  const after = await copies();
  expect(after.map(({ copy }) => copy)).toEqual(before.map(({ copy }) => copy));
  expect(after.map(({ pages }) => pages)).toEqual([
    [1, 2],
    [1, 2],
  ]);
  expect(after.map(({ answers }) => answers.get('choice1')?.value)).toEqual(
    expect.arrayContaining(['1', '3']),
  );
});

test('a retired form is read with no more, what was read stays as it is, and it can come back', async () => {
  await store1(adopted(0, 1), adopted(1, 2)).then(({ claim }) => markMoved(store, claim, AT));
  const known = await countForms(store);
  await retireAdoptedForm(store, 'ADOPTED1', AT);
  expect(await countForms(store)).not.toBe(known);
  expect(await listStoredForms(store)).toEqual([]);
  const [scan] = await listScansToReread(store, { unlessBy: 'reader@2' });
  if (scan === undefined) throw new Error('Expected a scan to read again.');
  await storeRereading(store, {
    scan,
    pages: [scanned(strangePage(0, 'foreign')), scanned(strangePage(1, 'foreign'))],
    readerVersion: 'reader@2',
    at: AT,
  });
  expect((await copies()).map(({ answers }) => answers.get('choice1')?.state)).toEqual(['answered']);
  await registerAdoptedForm(store, { layout, references: [], at: AT });
  expect(await listAdoptedForms(store)).toMatchObject([{ form: 'ADOPTED1', retiredAt: null, copies: 1 }]);
  expect(await listStoredForms(store)).toHaveLength(1);
  await expect(retireAdoptedForm(store, 'NOTHING1', AT)).rejects.toMatchObject({ code: 'form-unknown' });
});
