/** Files go when their time after closing is over, not before; what is deleted is gone, on record, and nothing else is. */
import { existsSync, readdirSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeWave } from '../../src/rows/wave-closing.ts';
import { applyRetention } from '../../src/server/retention-keeping.ts';
import { streamAudit, verifyAudit, type AuditEntry } from '../../src/store/audit-log.ts';
import { registerPrintRun } from '../../src/store/print-runs.ts';
import { planRetention, setRetentionDays } from '../../src/store/retention.ts';
import { storeScan } from '../../src/store/scans.ts';
import { beginReading } from '../../src/store/scan-files.ts';
import { rejectFile, storeFile } from '../review/seed.ts';
import { makeClosingWorld, SURVEY, WAVE, type ClosingWorld } from '../rows/closing-world.ts';
import { sampleReading, sampleVersion, scanned, strangePage } from '../store/sample-store.ts';

const CLOSED = new Date('2026-12-01T12:00:00Z');
const dayAfter = (days: number): Date => new Date(CLOSED.getTime() + days * 24 * 3_600_000);

let world: ClosingWorld;
beforeEach(async () => {
  world = await makeClosingWorld({ copies: 4 });
});
afterEach(() => world.remove());

const close = () =>
  closeWave(world.store, { survey: SURVEY, wave: WAVE, dropOpen: false }, { now: () => CLOSED });
const apply = (at: Date, remove?: (file: string) => Promise<void>) =>
  applyRetention({
    store: world.store,
    folder: world.folder,
    now: () => at,
    ...(remove === undefined ? {} : { remove }),
  });
const deletions = async (): Promise<AuditEntry[]> => {
  const found: AuditEntry[] = [];
  for await (const entry of streamAudit(world.store)) if (entry.act.startsWith('delet')) found.push(entry);
  return found;
};

describe('scans', () => {
  it('stay while the wave is open, and 30 days after closing; then they are gone', async () => {
    expect(await planRetention(world.store)).toEqual([]);
    await close();
    const [scans] = await planRetention(world.store);
    expect(scans).toMatchObject({
      what: 'scans',
      survey: SURVEY,
      wave: WAVE,
      dueAt: dayAfter(30).toISOString(),
    });
    expect(scans?.files).toHaveLength(2);
    expect(await apply(dayAfter(29.9))).toEqual([]);
    expect(readdirSync(world.folder.archive)).toHaveLength(2);
    expect(await apply(dayAfter(30))).toMatchObject([{ files: 2, notDeleted: [] }]);
    expect(readdirSync(world.folder.archive)).toEqual([]);
    expect((await deletions()).at(-1)).toMatchObject({
      act: 'deleted',
      actor: 'system',
      about: { survey: SURVEY, wave: WAVE, what: 'scans', files: 2 },
    });
    expect(await planRetention(world.store)).toEqual([]);
    expect(await verifyAudit(world.store)).toMatchObject({ intact: true });
    const records = await world.store.db
      .selectFrom('scan_file')
      .select(['original_name', 'destination'])
      .execute();
    expect(new Set(records.map((record) => JSON.stringify(record)))).toEqual(
      new Set([JSON.stringify({ original_name: '–', destination: null })]),
    );
  });

  it('are kept as long as their survey says', async () => {
    await close();
    await setRetentionDays(world.store, SURVEY, 0, CLOSED);
    expect(await apply(CLOSED)).toMatchObject([{ files: 2 }]);
    await expect(setRetentionDays(world.store, SURVEY, -1, CLOSED)).rejects.toMatchObject({ code: 'usage' });
    await expect(setRetentionDays(world.store, 'tram', 3, CLOSED)).rejects.toMatchObject({
      code: 'survey-unknown',
    });
  });

  it('that hold pages of an open wave too stay until that one is closed', async () => {
    await registerPrintRun(world.store, { version: sampleVersion(), copies: ['CPY0000001'], wave: 'bus' });
    const copy = world.respondents[0]?.copy ?? '';
    const layoutForm =
      (await world.store.db.selectFrom('copy').select('form').where('code', '=', copy).executeTakeFirst())
        ?.form ?? '';
    const name = 'both.pdf';
    await storeFile(world.store, name, [
      scanned(sampleReading(0, 1, 1)),
      scanned({ ...sampleReading(1, 1, 1), form: layoutForm, survey: SURVEY, copy, fields: {} }),
    ]);
    writeFileSync(path.join(world.folder.archive, name), 'both');
    await close();
    const plan = await planRetention(world.store);
    expect(plan.map(({ files, dueAt, waitsFor }) => [files.length, dueAt === null, waitsFor])).toEqual([
      [2, false, []],
      [1, true, ['bus bus']],
    ]);
    await apply(dayAfter(400));
    expect(readdirSync(world.folder.archive)).toEqual([name]);
  });

  it('that cannot be deleted are told, on record, and tried again', async () => {
    await close();
    const refused = Object.assign(new Error('EBUSY: resource busy'), { code: 'EBUSY' });
    const [first] = await apply(dayAfter(31), () => Promise.reject(refused));
    expect(first).toMatchObject({ files: 0, notDeleted: [{ why: 'EBUSY: resource busy' }, {}] });
    const [lying] = await apply(dayAfter(31), () => Promise.resolve());
    expect(lying?.notDeleted[0]?.why).toContain('still there');
    expect((await deletions()).map(({ act }) => act)).toEqual(['deletion-failed', 'deletion-failed']);
    expect(await apply(dayAfter(31))).toMatchObject([{ files: 2, notDeleted: [] }]);
  });

  it('that somebody took away are no hindrance', async () => {
    await close();
    await apply(dayAfter(1));
    unlinkSync(path.join(world.folder.archive, 'rit 12.pdf'));
    expect(await apply(dayAfter(31))).toMatchObject([{ files: 2, goneBefore: 1, notDeleted: [] }]);
  });
});

it('files on a disk that is away are not taken for deleted', async () => {
  await close();
  const away = `${world.folder.archive}-away`;
  renameSync(world.folder.archive, away);
  const [told] = await apply(dayAfter(31));
  expect(told).toMatchObject({ files: 0, notDeleted: [{}, {}] });
  expect(told?.notDeleted[0]?.why).toContain('may be on a disk that is away');
  renameSync(away, world.folder.archive);
  expect(await apply(dayAfter(32))).toMatchObject([{ files: 2, goneBefore: 0, notDeleted: [] }]);
  expect(readdirSync(world.folder.archive)).toEqual([]);
});

describe('other files', () => {
  it('a rejected file and its reason stay as long as a wave is open that it may belong to', async () => {
    await rejectFile(world.store, 'torn.pdf', 'torn', 'gescheurd');
    const files = ['torn.pdf', 'torn.pdf.reason.txt'].map((name) => path.join(world.folder.rejected, name));
    for (const file of files) writeFileSync(file, 'x');
    expect(await planRetention(world.store)).toMatchObject([
      { what: 'rejected', dueAt: null, waitsFor: [`${SURVEY} ${WAVE}`] },
    ]);
    await apply(dayAfter(400));
    expect(files.every((file) => existsSync(file))).toBe(true);
    await close();
    await apply(dayAfter(29));
    expect(files.every((file) => existsSync(file))).toBe(true);
    await apply(dayAfter(31));
    expect(files.some((file) => existsSync(file))).toBe(false);
  });

  it('printed PDFs of a closed wave go with its scans', async () => {
    await world.store.db.updateTable('print_run').set({ file_name: 'run.pdf' }).where('id', '=', 1).execute();
    const file = path.join(world.folder.print, 'run.pdf');
    writeFileSync(file, 'pdf');
    await close();
    expect((await planRetention(world.store)).map(({ what }) => what).sort()).toEqual(['prints', 'scans']);
    await apply(dayAfter(31));
    expect(existsSync(file)).toBe(false);
  });
});

it('a printed PDF of the same name stays where the file is an open wave’s', async () => {
  await registerPrintRun(world.store, {
    version: sampleVersion(),
    copies: ['CPY0000001'],
    wave: 'bus',
    fileName: 'run.pdf',
  });
  await world.store.db.updateTable('print_run').set({ file_name: 'run.pdf' }).where('id', '=', 1).execute();
  const file = path.join(world.folder.print, 'run.pdf');
  writeFileSync(file, 'pdf');
  await close();
  await apply(dayAfter(31));
  expect(existsSync(file)).toBe(true);
});

it('a scan for a closed wave is kept apart, told, and never in its rows', async () => {
  const copy = world.respondents[0]?.copy ?? '';
  const form =
    (await world.store.db.selectFrom('copy').select('form').where('code', '=', copy).executeTakeFirst())
      ?.form ?? '';
  await close();
  const late = { ...sampleReading(0, 1, 1), form, survey: SURVEY, copy };
  await beginReading(world.store, { claim: 'late', originalName: 'late.pdf', at: CLOSED });
  const outcome = await storeScan(world.store, {
    claim: 'late',
    sha256: 'late',
    bytes: 1,
    destination: 'archive/late.pdf',
    pages: [scanned(late), scanned(strangePage(1, 'blank'))],
    readerVersion: 'test',
    at: CLOSED,
  });
  expect(outcome).toMatchObject({
    outcome: 'nothing-of-ours',
    pages: [{ counts: false, reasons: ['wave-closed'] }, {}],
  });
  expect(await world.store.db.selectFrom('reading').select('id').execute()).toEqual([]);
  expect(await world.store.db.selectFrom('closed_row').select('row_id').execute()).toHaveLength(4);
});

const batchCode = async (): Promise<string> =>
  (await world.store.db.selectFrom('batch').select('code').executeTakeFirstOrThrow()).code;
const header = (pageIndex: number, code: string) =>
  scanned({ ...strangePage(pageIndex, 'blank'), status: 'read', reasons: [], batchHeader: code });

it('a late stack is kept apart as well where its batch header lies on top', async () => {
  const copy = world.respondents[0]?.copy ?? '';
  const { form } = await world.store.db
    .selectFrom('copy')
    .select('form')
    .where('code', '=', copy)
    .executeTakeFirstOrThrow();
  await close();
  await beginReading(world.store, { claim: 'late', originalName: 'late.pdf', at: CLOSED });
  const outcome = await storeScan(world.store, {
    claim: 'late',
    sha256: 'late',
    bytes: 1,
    destination: 'archive/late.pdf',
    pages: [header(0, await batchCode()), scanned({ ...sampleReading(1, 1, 1), form, survey: SURVEY, copy })],
    readerVersion: 'test',
    at: CLOSED,
  });
  expect(outcome).toMatchObject({
    outcome: 'nothing-of-ours',
    pages: [
      { status: 'review', reasons: ['wave-closed'] },
      { counts: false, reasons: ['wave-closed'] },
    ],
  });
});

it('archived files without a page of any wave go when the waves of their time are closed', async () => {
  await storeFile(world.store, 'header.pdf', [header(0, await batchCode())]);
  await storeFile(world.store, 'back.pdf', [scanned(strangePage(0, 'blank'))]);
  const files = ['header.pdf', 'back.pdf'].map((name) => path.join(world.folder.archive, name));
  for (const file of files) writeFileSync(file, 'x');
  expect(await planRetention(world.store)).toMatchObject([
    { what: 'scans', survey: null, dueAt: null, waitsFor: [`${SURVEY} ${WAVE}`], files: [{}, {}] },
  ]);
  await close();
  await apply(dayAfter(29));
  expect(files.every((file) => existsSync(file))).toBe(true);
  await apply(dayAfter(31));
  expect(files.some((file) => existsSync(file))).toBe(false);
  expect(await planRetention(world.store)).toEqual([]);
});
