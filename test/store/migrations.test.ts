import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
    INSERT INTO print_run (id, form, wave_id, copies, created_at) VALUES (3, 'FORM0001', 1, 1, 't');
    INSERT INTO copy (code, print_run_id, form, wave_id) VALUES ('COPY000001', 3, 'FORM0001', 1);
    INSERT INTO reading (id, scan_page_id, variable, state, value_json, confidence, review, reasons_json, alternatives_json)
      VALUES (21, 7, 'q2', 'answered', '"3"', 0.6, 1, '["faint-mark"]', '[]'),
        (22, 7, 'q3', 'answered', '"3"', 0.6, 1, '["faint-mark","mark-outside-box"]', '[]'),
        (23, 7, 'q4', 'unclear', 'null', 0.1, 1, '["digit-unsure"]', '[]');
    INSERT INTO review_task (reading_id, survey, wave_id, copy, variable, kind, confidence, created_at)
      VALUES (21, 'bus', 1, 'COPY000001', 'q2', 'choice', 0.6, 't'), (22, 'bus', 1, 'COPY000001', 'q3', 'choice', 0.6, 't'),
        (23, 'bus', 1, 'COPY000001', 'q4', 'digits', 0.6, 't');`);
  first.close();
  for (let opened = 1; opened <= 2; opened++) {
    const store = openStore(file);
    expect(store.id).toBe('OLDNAME001');
    expect(await store.db.selectFrom('reading').selectAll().where('variable', '=', 'q1').execute()).toEqual([
      expect.objectContaining({ variable: 'q1', value_json: '"4"', reader_version: null }),
    ]);
    expect(await store.db.selectFrom('copy').selectAll().execute()).toEqual([
      { code: 'COPY000001', print_run_id: 3, form: 'FORM0001', wave_id: 1, batch: null },
    ]);
    expect(await store.db.selectFrom('reading_history').selectAll().execute()).toEqual([]);
    expect(await store.db.selectFrom('scan_page_history').selectAll().execute()).toEqual([]);
    // What a wall may ask is known of old tasks as well.
    const tasks = await store.db.selectFrom('review_task').select(['variable', 'suggested']).execute();
    expect(Object.fromEntries(tasks.map(({ variable, suggested }) => [variable, suggested]))).toEqual({
      q2: 'answered',
      q3: null,
      q4: null,
    });
    await store.close();
  }
});
