import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/store/store.ts';

let folder: string;
let file: string;
let store: Store | undefined;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'paperline-store-'));
  file = path.join(folder, 'paperline.db');
});
afterEach(async () => {
  await store?.close();
  store = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const faultOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return 'no fault';
};

test('a new database is durable, guarded and named, and opens again as it was', async () => {
  store = openStore(file);
  const { id } = store;
  expect(id).toHaveLength(10);
  const settings = await store.read((connection) => [
    connection.pragma('journal_mode', { simple: true }),
    connection.pragma('synchronous', { simple: true }),
    connection.pragma('foreign_keys', { simple: true }),
  ]);
  expect(settings).toEqual(['wal', 2, 1]);
  await store.close();
  store = openStore(file);
  expect(store.id).toBe(id);
});

test('a database of a newer Paperline is refused and left as it is', () => {
  const newer = new Sqlite(file);
  newer.pragma('application_id = 1348563052');
  newer.pragma('user_version = 900');
  newer.close();
  const before = readFileSync(file);
  expect(faultOf(() => openStore(file))).toBe('database-newer');
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a file that is no database, another program’s database and a torn database are refused', async () => {
  writeFileSync(file, 'this is no database, but it is long enough to look at'.repeat(40));
  expect(faultOf(() => openStore(file))).toBe('database-damaged');

  rmSync(file);
  const other = new Sqlite(file);
  other.exec('CREATE TABLE photo (id)');
  other.close();
  expect(faultOf(() => openStore(file))).toBe('database-damaged');

  rmSync(file);
  await openStore(file).close();
  const bytes = readFileSync(file);
  bytes.fill(0xee, 4096 * 3);
  writeFileSync(file, bytes);
  expect(faultOf(() => openStore(file))).toBe('database-damaged');
});

test('reading needs a database that is there, and changes nothing', async () => {
  expect(faultOf(() => openStore(file, { readOnly: true }))).toBe('file-not-found');
  await openStore(file).close();
  store = openStore(file, { readOnly: true });
  await expect(store.db.insertInto('survey').values({ id: 'x', created_at: '' }).execute()).rejects.toThrow(
    /readonly/,
  );
});

test('a write that fails leaves nothing, and writes never land inside an open transaction', async () => {
  store = openStore(file);
  const insert = (id: string) => `INSERT INTO survey (id, created_at) VALUES ('${id}', '')`;
  await expect(
    store.write((connection) => {
      connection.exec(insert('half'));
      throw new Error('stop');
    }),
  ).rejects.toThrow('stop');

  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const { db } = store;
  const open = db.transaction().execute(async (transaction) => {
    await transaction.insertInto('survey').values({ id: 'undone', created_at: '' }).execute();
    await held;
    throw new Error('rolled back');
  });
  const written = store.write((connection) => connection.exec(insert('kept')));
  letGo();
  await expect(open).rejects.toThrow('rolled back');
  await written;
  expect((await db.selectFrom('survey').select('id').execute()).map(({ id }) => id)).toEqual(['kept']);
});
