/** A backup of an open wave, back again with its keys: nothing is missing, and without the keys nothing is readable. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUpDatabase } from '../../src/store/backup.ts';
import { restoreDatabase } from '../../src/store/restore.ts';
import { claimTasks, readCrop } from '../../src/store/review-queue.ts';
import { LEDGER_TABLE, OTHER_TABLES, SHEET_TABLES } from '../../src/store/sheet-tables.ts';
import { openStore } from '../../src/store/store.ts';
import { makeClosingWorld, type ClosingWorld } from '../rows/closing-world.ts';

const WHO = { reviewer: 'Bert', session: 'b' };

let world: ClosingWorld;
let backup: string;
let elsewhere: string;
beforeEach(async () => {
  world = await makeClosingWorld({ copies: 8, leaveOpen: true });
  backup = path.join(world.folder.root, 'backup.db');
  elsewhere = path.join(world.folder.root, 'elsewhere');
  mkdirSync(path.join(elsewhere, 'keys'), { recursive: true });
});
afterEach(() => world.remove());

const takeKeysAlong = (): void => {
  const keys = path.join(world.folder.root, 'keys');
  for (const name of readdirSync(keys))
    copyFileSync(path.join(keys, name), path.join(elsewhere, 'keys', name));
};

/** Every row of every table, as text. */
const contentOf = (file: string): Record<string, string[]> => {
  const connection = new Sqlite(file, { readonly: true });
  try {
    const tables = connection
      .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
      .pluck()
      .all();
    return Object.fromEntries(
      tables.map((table) => [
        table,
        (connection.prepare(`SELECT * FROM "${table}"`).all() as object[])
          .map((row) => JSON.stringify(row))
          .sort(),
      ]),
    );
  } finally {
    connection.close();
  }
};

test('with the keys all that people decided is back too', async () => {
  const decided = await makeClosingWorld({ copies: 5 });
  try {
    await backUpDatabase(decided.store.path, backup);
    const keys = path.join(decided.folder.root, 'keys');
    for (const name of readdirSync(keys)) {
      copyFileSync(path.join(keys, name), path.join(elsewhere, 'keys', name));
    }
    const database = path.join(elsewhere, 'paperline.db');
    await restoreDatabase(backup, database, { withoutSheets: false });
    expect(contentOf(database)).toEqual(contentOf(decided.store.path));
  } finally {
    await decided.remove();
  }
});

test('with the keys all is back as it was, the pictures too', async () => {
  await backUpDatabase(world.store.path, backup);
  takeKeysAlong();
  const database = path.join(elsewhere, 'paperline.db');
  const restored = await restoreDatabase(backup, database, { withoutSheets: false });
  expect(restored.withoutSheets).toEqual([]);
  expect(contentOf(database)).toEqual(contentOf(world.store.path));
  const store = openStore(database);
  try {
    const [task] = await claimTasks(store, WHO, { count: 1, leaseMs: 60_000, now: new Date() });
    const crop = await readCrop(store, WHO, task?.id ?? 0);
    expect(world.pictures.some((picture) => picture.equals(crop?.image ?? Buffer.alloc(0)))).toBe(true);
  } finally {
    await store.close();
  }
});

test('without the keys nothing is restored; where that is wanted, the ledger is there and the scans are forgotten', async () => {
  await backUpDatabase(world.store.path, backup);
  const database = path.join(elsewhere, 'paperline.db');
  await expect(restoreDatabase(backup, database, { withoutSheets: false })).rejects.toMatchObject({
    code: 'key-missing',
  });
  expect(readdirSync(elsewhere)).toEqual(['keys']);
  expect((await restoreDatabase(backup, database, { withoutSheets: true })).withoutSheets).toHaveLength(1);
  const content = contentOf(database);
  expect(content['copy']).toEqual(contentOf(world.store.path)['copy']);
  for (const table of ['reading', 'scan_page', 'scan_file', 'crop', 'review_task']) {
    expect(content[table]?.filter((row) => !row.includes('scan 0042'))).toEqual([]);
  }
});

test('a backup is not taken for a database, a database is never written over, and no backup is no backup', async () => {
  await backUpDatabase(world.store.path, backup);
  expect(() => openStore(backup)).toThrow('is a backup');
  const over = restoreDatabase(backup, world.store.path, { withoutSheets: true });
  await expect(over).rejects.toMatchObject({ code: 'usage' });
  const none = restoreDatabase(path.join(elsewhere, 'none.db'), path.join(elsewhere, 'x.db'), {
    withoutSheets: true,
  });
  await expect(none).rejects.toMatchObject({ code: 'file-not-found' });
});

test('a changed byte in what is sealed is told, and nothing is restored', async () => {
  await backUpDatabase(world.store.path, backup);
  takeKeysAlong();
  const connection = new Sqlite(backup);
  const content = connection
    .prepare(`SELECT content FROM sealed_sheets WHERE number = 1`)
    .pluck()
    .get() as Buffer;
  content[content.length - 1] = (content.at(-1) ?? 0) ^ 1;
  connection.prepare(`UPDATE sealed_sheets SET content = ? WHERE number = 1`).run(content);
  connection.close();
  const database = path.join(elsewhere, 'paperline.db');
  await expect(restoreDatabase(backup, database, { withoutSheets: false })).rejects.toMatchObject({
    code: 'database-damaged',
  });
  expect(existsSync(database)).toBe(false);
});

test('every table is told to be a sheet or not', () => {
  const named = [...SHEET_TABLES.map(({ table }) => table), LEDGER_TABLE, ...OTHER_TABLES].sort();
  expect(Object.keys(contentOf(world.store.path)).sort()).toEqual(named);
});

test('no key is in the database or in a backup', async () => {
  await backUpDatabase(world.store.path, backup);
  const keys = path.join(world.folder.root, 'keys');
  for (const name of readdirSync(keys)) {
    const hex = readFileSync(path.join(keys, name), 'utf8').trim();
    for (const file of [backup, world.store.path, `${world.store.path}-wal`]) {
      const bytes = readFileSync(file);
      expect(bytes.includes(hex) || bytes.includes(Buffer.from(hex, 'hex'))).toBe(false);
    }
  }
});
