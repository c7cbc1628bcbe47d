/**
 * A wave in which everything was done that people do: fields decided, read again, texts released with pieces cut out and coded,
 * categories merged, trips changed. A backup of it is whole; without its keys and after its closing nothing of it is left.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCodingDesk } from '../../src/review/coding-desk.ts';
import { openReviewDesk, type ReviewDesk } from '../../src/review/review-desk.ts';
import { openTextDesk } from '../../src/review/text-desk.ts';
import { makeSurveyRows } from '../../src/rows/survey-rows.ts';
import { closeWave } from '../../src/rows/wave-closing.ts';
import { backUpDatabase } from '../../src/store/backup.ts';
import { changeBatch, listBatchesOfWave } from '../../src/store/batches.ts';
import { restoreDatabase } from '../../src/store/restore.ts';
import { openNewWave } from '../../src/store/waves.ts';
import { LEDGER_TABLE, PARTLY_SHEETS, SHEET_TABLES } from '../../src/store/sheet-tables.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { openSeed, type Seeded } from '../review/seed.ts';
import { copyOut, newKey } from '../review/texts.ts';

const SURVEY = 'passenger-survey';
const REMARK = { survey: SURVEY, variable: 'remark' };
const TEXTS = ['Chauffeur Hendrik was aardig', 'Te vol en te duur', 'Bel mij op 0612345678', 'Weer te laat'];
const CUT = ['Hendrik', '0612345678'];

let seed: Seeded;
let backup: string;
let elsewhere: string;

/** What three people say of all that they are asked: each other's slips are found, and some stay open between two. */
const decideAll = async (desk: ReviewDesk): Promise<void> => {
  let said = 0;
  for (let idle = 0; idle < 3;) {
    const who = { reviewer: ['anna', 'bert', 'cora'][said % 3] ?? '', session: 's' };
    const tasks = await desk.claim(who, 8);
    idle = tasks.length === 0 ? idle + 1 : 0;
    for (const task of tasks) {
      said++;
      const { field } = task;
      const code = field.kind === 'choice' ? (field.boxes[0]?.code ?? '') : '';
      const value = field.kind === 'choice' ? (field.multiple ? [code] : code) : null;
      const isSlip = said % 7 === 0 || value === null;
      const answer = isSlip
        ? { state: 'unreadable' as const, value: null }
        : { state: 'answered' as const, value };
      await desk.decide(who, { task: task.id, clientKey: newKey(), ...answer });
    }
    said++;
  }
};

const lookAt = async (store: Store, answers: readonly number[]): Promise<void> => {
  const desk = openTextDesk(store);
  for (const [place, answer] of answers.entries()) {
    const text = TEXTS[place] ?? '';
    const redactions = CUT.filter((words) => text.includes(words)).map((words) => ({
      kind: /\d/u.test(words) ? ('phone' as const) : ('name' as const),
      start: text.indexOf(words),
      end: text.indexOf(words) + words.length,
    }));
    const outcome = redactions.length === 0 ? 'released' : 'kept';
    await desk.look('bert', { answer, edition: 0, outcome, redactions, clientKey: newKey() });
  }
};

beforeEach(async () => {
  seed = await openSeed({
    copies: 9,
    doubts: (copy, variable) => (variable === 'remark' ? copy < TEXTS.length : copy % 3 === 0),
    drawn: (copy, variable) => ((copy + variable.length) % 2 === 0 ? 0.5 : undefined),
    share: 1,
  });
  const { store, folder } = seed;
  const answers = await copyOut(seed, 'anna', TEXTS);
  const coding = openCodingDesk(store);
  const step = () => ({ reviewer: 'cora', clientKey: newKey() });
  const { category: full } = await coding.create(step(), REMARK, 'Drukte');
  const { category: late } = await coding.create(step(), REMARK, 'Te laat');
  await coding.code(step(), answers[1] ?? 0, [full, late]);
  await coding.code(step(), answers[3] ?? 0, [late]);
  await coding.merge(step(), late, full);
  await coding.code(step(), answers[0] ?? 0, [full]);
  await coding.undo('cora', REMARK);
  await lookAt(store, answers);
  // As reading again leaves them.
  await store.write((connection) =>
    connection.exec(
      `INSERT INTO reading_history (reading_id, state, value_json, confidence, review, reasons_json, alternatives_json,
         reader_version, superseded_at)
       SELECT id, state, value_json, confidence, review, reasons_json, alternatives_json, 'older', '2026-11-20' FROM reading
         WHERE id % 50 = 1;
       INSERT INTO scan_page_history (scan_page_id, status, form, copy, page, counts, reasons_json, reader_version, superseded_at)
       SELECT id, status, form, copy, page, counts, reasons_json, 'older', '2026-11-20' FROM scan_page WHERE copy IS NOT NULL`,
    ),
  );
  await decideAll(openReviewDesk({ store, leaseMs: 60_000 }));
  const [batch] = await listBatchesOfWave(store, 1);
  await changeBatch(store, {
    code: batch?.code ?? '',
    revision: null,
    context: { line: '12', date: '2026-11-20' },
    counts: { handedOut: 20, returned: 9, boarders: 31 },
    by: 'otto',
    at: new Date(),
  });
  backup = path.join(folder.root, 'backup.db');
  elsewhere = path.join(folder.root, 'elsewhere');
  mkdirSync(path.join(elsewhere, 'keys'), { recursive: true });
});
afterEach(() => seed.remove());

const contentOf = (file: string): Record<string, string[]> => {
  const connection = new Sqlite(file, { readonly: true });
  try {
    const tables = connection
      .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
      .pluck()
      .all();
    const rowsOf = (table: string): string[] =>
      (connection.prepare(`SELECT * FROM "${table}"`).all() as object[]).map((row) => JSON.stringify(row));
    return Object.fromEntries(tables.map((table) => [table, rowsOf(table).sort()]));
  } finally {
    connection.close();
  }
};

const SHEETS = SHEET_TABLES.map(({ table }) => table);

test('a backup with its keys is the same in every table', async () => {
  const before = contentOf(seed.store.path);
  // Every table of sheets has something in it, or its place in the backup would be tested by nothing.
  const empty = SHEETS.filter((table) => before[table]?.length === 0);
  expect(empty).toEqual([]);
  expect(before['batch_history']).toHaveLength(1);
  await backUpDatabase(seed.store.path, backup);
  const keys = path.join(seed.folder.root, 'keys');
  for (const name of readdirSync(keys))
    copyFileSync(path.join(keys, name), path.join(elsewhere, 'keys', name));
  const database = path.join(elsewhere, 'paperline.db');
  await restoreDatabase(backup, database, { withoutSheets: false });
  expect(contentOf(database)).toEqual(before);
});

test('without its keys nobody is asked anything of it, and its scans may come again', async () => {
  await backUpDatabase(seed.store.path, backup);
  const database = path.join(elsewhere, 'paperline.db');
  await restoreDatabase(backup, database, { withoutSheets: true });
  const store = openStore(database);
  try {
    const dirk = { reviewer: 'dirk', session: 's' };
    const desk = openReviewDesk({ store, leaseMs: 60_000 });
    expect(await desk.claim(dirk, 8)).toEqual([]);
    expect(await desk.progress(dirk)).toMatchObject({ open: 0, done: 0 });
  } finally {
    await store.close();
  }
  const after = contentOf(database);
  for (const table of ['quality_open', 'quality_population']) expect(after[table]).toEqual([]);
});

test('without the key of one of two waves in a file the other one is whole', async () => {
  const { store } = seed;
  const { id: other } = await openNewWave(store, SURVEY, '2027-Q1', new Date());
  // As if some of the copies had been printed for the other wave.
  await store.write((connection) => {
    connection.exec(`CREATE TEMP TABLE half AS SELECT code FROM copy ORDER BY code LIMIT 4`);
    connection.exec(`UPDATE copy SET wave_id = ${other} WHERE code IN half`);
    connection.exec(`UPDATE review_task SET wave_id = ${other} WHERE copy IN half`);
    connection.exec(
      `UPDATE quality_check SET wave_id = ${other} WHERE task_id IN (SELECT id FROM review_task WHERE copy IN half)`,
    );
  });
  await backUpDatabase(store.path, backup);
  const keyOfOther = await store.read((connection) =>
    connection.prepare<[number], string>(`SELECT key_id FROM sheet_key WHERE wave_id = ?`).pluck().get(other),
  );
  const name = `${keyOfOther ?? ''}.key`;
  copyFileSync(path.join(seed.folder.root, 'keys', name), path.join(elsewhere, 'keys', name));
  const database = path.join(elsewhere, 'paperline.db');
  const restored = await restoreDatabase(backup, database, { withoutSheets: true });
  expect(restored.withoutSheets).toEqual([expect.stringMatching(/^passenger-survey 2026-Q4 /u)]);
  const count = (file: string, sql: string): unknown => {
    const connection = new Sqlite(file, { readonly: true });
    try {
      return connection.prepare(sql).pluck().get();
    } finally {
      connection.close();
    }
  };
  for (const rows of [
    `reading r JOIN copy c ON c.code = r.copy WHERE c.wave_id = ${other}`,
    `decision d JOIN review_task t ON t.id = d.task_id WHERE t.wave_id = ${other}`,
    `quality_check WHERE wave_id = ${other}`,
  ]) {
    const there = count(database, `SELECT count(*) FROM ${rows}`);
    expect(there).toBeGreaterThan(0);
    expect(there).toBe(count(store.path, `SELECT count(*) FROM ${rows}`));
  }
  expect(
    count(database, `SELECT count(*) FROM reading r JOIN copy c ON c.code = r.copy WHERE c.wave_id = 1`),
  ).toBe(0);
});

test('closing leaves rows, counts and the words that were let go', async () => {
  const texts = TEXTS.filter((text) => !CUT.some((words) => text.includes(words)));
  await closeWave(seed.store, { survey: SURVEY, wave: '2026-Q4', dropOpen: true });
  const after = contentOf(seed.store.path);
  const left = SHEETS.filter((table) => !PARTLY_SHEETS.includes(table) && after[table]?.length !== 0);
  expect(left).toEqual([]);
  expect(after['scan_page']?.filter((row) => !row.includes('"copy":null'))).toEqual([]);
  expect(after['coding_step']?.filter((row) => !row.includes('"decision_id":null'))).toEqual([]);
  expect(after[LEDGER_TABLE]).toHaveLength(9);
  const words = after['closed_text']?.map((row) => (JSON.parse(row) as { words: string }).words) ?? [];
  expect(words.sort()).toEqual([...texts].sort());
  const bytes = ['', '-wal', '-shm']
    .map((suffix) => seed.store.path + suffix)
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file).toString('latin1'))
    .join('');
  for (const cut of [...CUT, 'aardig', 'Bel mij']) expect(bytes).not.toContain(cut);
  const { rows } = await makeSurveyRows(seed.store, SURVEY);
  const coded = rows.map((row) => row['remark_code_1']).filter((value) => value === '1');
  expect(coded).toHaveLength(2);
});
