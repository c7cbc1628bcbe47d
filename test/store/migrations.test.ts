import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBatch } from '../../src/store/batches.ts';
import { theWholePath } from '../../src/store/migrations/0001-the-whole-path.ts';
import { openStore } from '../../src/store/store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'paperline-migrations-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a database of the first version is brought up to date with all that is in it', async () => {
  const file = path.join(folder, 'paperline.db');
  const first = new Sqlite(file);
  for (const statement of theWholePath.statements) first.exec(statement);
  first.pragma('application_id = 1348563052');
  first.pragma('user_version = 1');
  first.exec(`
    INSERT INTO property VALUES ('id', 'OLDNAME001');
    INSERT INTO scan_file (id, claim, original_name, state, claimed_at) VALUES (1, 'c', 'old.pdf', 'archived', 't');
    INSERT INTO scan_page (id, scan_file_id, page_index, status, reasons_json, diagnostics_json, ms_json, reader_version)
      VALUES (7, 1, 0, 'read', '[]', '{}', '{}', 'paperline-reader@1');
    INSERT INTO reading (scan_page_id, variable, state, value_json, confidence, review, reasons_json, alternatives_json)
      VALUES (7, 'q1', 'answered', '"4"', 0.99, 0, '[]', '[]');
    INSERT INTO survey VALUES ('bus', 't');
    INSERT INTO wave (id, survey, name, opened_at) VALUES (1, 'bus', '2025-Q4', 't');
    INSERT INTO form_version VALUES ('FORM0001', 'bus', 'nl', '{}', '{}', 't');
    INSERT INTO batch VALUES ('BATCH00001', 1,
      '{"line":"12","handed-out":"40","returned":"about 20","boarders":""}', 't');
    INSERT INTO print_run (id, form, wave_id, copies, created_at) VALUES (3, 'FORM0001', 1, 1, 't');
    INSERT INTO copy (code, print_run_id, form, wave_id) VALUES ('COPY000001', 3, 'FORM0001', 1);`);
  first.close();
  for (let opened = 1; opened <= 2; opened++) {
    const store = openStore(file);
    expect(store.id).toBe('OLDNAME001');
    expect(await store.db.selectFrom('reading').selectAll().execute()).toEqual([
      expect.objectContaining({ variable: 'q1', value_json: '"4"', reader_version: null }),
    ]);
    expect(await store.db.selectFrom('copy').selectAll().execute()).toEqual([
      { code: 'COPY000001', print_run_id: 3, form: 'FORM0001', wave_id: 1, batch: null },
    ]);
    // What was counted in words becomes a number; what is none stays as it was written.
    expect(await findBatch(store, 'BATCH00001')).toMatchObject({
      context: { line: '12', returned: 'about 20', boarders: '' },
      counts: { handedOut: 40, returned: null, boarders: null },
    });
    expect(await store.db.selectFrom('reading_history').selectAll().execute()).toEqual([]);
    expect(await store.db.selectFrom('scan_page_history').selectAll().execute()).toEqual([]);
    await store.close();
  }
});

test('a step that a database never took is taken, whatever the highest number says', async () => {
  const file = path.join(folder, 'paperline.db');
  await openStore(file).close();
  const behind = new Sqlite(file);
  const versionsOf = (connection: Sqlite.Database): number[] =>
    connection.prepare('SELECT version FROM migration ORDER BY version').pluck().all() as number[];
  const all = versionsOf(behind);
  // As one that took later steps before there was this one.
  for (const table of ['session', 'one_time_link', 'account', 'sign_in_failure', 'api_token']) {
    behind.exec(`DROP TABLE ${table}`);
  }
  behind.exec('DELETE FROM migration WHERE version = 5');
  expect(behind.pragma('user_version', { simple: true })).toBe(all.at(-1));
  behind.close();
  const store = openStore(file);
  expect(await store.db.selectFrom('account').selectAll().execute()).toEqual([]);
  await store.close();
  const after = new Sqlite(file);
  expect(versionsOf(after)).toEqual(all);
  expect(after.pragma('user_version', { simple: true })).toBe(all.at(-1));
  after.close();
});
