import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUpDatabase } from '../../src/store/backup.ts';
import { listMissingPages } from '../../src/store/incomplete-copies.ts';
import { registerPrintRun } from '../../src/store/print-runs.ts';
import { beginReading } from '../../src/store/scan-files.ts';
import { storeScan } from '../../src/store/scans.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { copyCode, sampleReading, sampleVersion, scanned } from './sample-store.ts';

const AT = new Date('2026-11-03T09:00:00Z');
let folder: string;
let store: Store;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'paperline-backup-'));
  store = openStore(path.join(folder, 'paperline.db'));
  await registerPrintRun(store, { version: sampleVersion(), copies: [1, 2, 3].map(copyCode), at: AT });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const backupFile = () => path.join(folder, 'copy.db');

test('a backup taken while the database is written holds what was committed, in one file', async () => {
  const writing = store.db.transaction().execute(async (transaction) => {
    await transaction.insertInto('survey').values({ id: 'not yet', created_at: '' }).execute();
    await backUpDatabase(store.path, backupFile());
  });
  await writing;
  expect(readdirSync(folder).filter((name) => name.includes('copy'))).toEqual(['copy.db']);
  const copy = openStore(backupFile());
  try {
    expect(copy.id).toBe(store.id);
    expect(await copy.db.selectFrom('copy').select('code').execute()).toHaveLength(3);
    expect((await copy.db.selectFrom('survey').select('id').execute()).map(({ id }) => id)).toEqual(['bus']);
  } finally {
    await copy.close();
  }
});

test('a backup never writes over anything, and leaves nothing where it fails', async () => {
  writeFileSync(backupFile(), 'precious');
  await expect(backUpDatabase(store.path, backupFile())).rejects.toMatchObject({ code: 'usage' });
  expect(readFileSync(backupFile(), 'utf8')).toBe('precious');
  const nowhere = path.join(folder, 'no', 'such', 'folder.db');
  await expect(backUpDatabase(store.path, nowhere)).rejects.toMatchObject({ code: 'file-not-writable' });
  await expect(backUpDatabase(path.join(folder, 'none.db'), backupFile())).rejects.toMatchObject({
    code: 'file-not-found',
  });
});

test('a damaged database gives no backup', async () => {
  await store.close();
  const bytes = readFileSync(store.path);
  bytes.fill(0xee, 4096 * 3);
  writeFileSync(store.path, bytes);
  await expect(backUpDatabase(store.path, backupFile())).rejects.toMatchObject({ code: 'database-damaged' });
  expect(existsSync(backupFile())).toBe(false);
});

test('pages that have not come in are told by batch and page, whichever file the others came in', async () => {
  const readFile = async (claim: string, pages: readonly (readonly [copy: number, page: number])[]) => {
    await beginReading(store, { claim, originalName: claim, at: AT });
    await storeScan(store, {
      claim,
      sha256: claim,
      bytes: 1,
      destination: `archive/${claim}`,
      pages: pages.map(([copy, page], at) => scanned(sampleReading(at, copy, page))),
      readerVersion: 'test',
      at: AT,
    });
  };
  await readFile('a', [
    [1, 1],
    [1, 2],
    [2, 1],
    [3, 2],
  ]);
  const missing = { form: 'FRM00001', batch: null };
  expect(await listMissingPages(store, ['a'])).toEqual([
    { ...missing, page: 2, copies: [copyCode(2)] },
    { ...missing, page: 1, copies: [copyCode(3)] },
  ]);
  await readFile('b', [[2, 2]]);
  expect(await listMissingPages(store, ['a', 'b'])).toEqual([{ ...missing, page: 1, copies: [copyCode(3)] }]);
  expect(await listMissingPages(store, ['b'])).toEqual([]);
});
