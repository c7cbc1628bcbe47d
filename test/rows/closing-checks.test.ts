/** Closing a wave whose readings and decisions were read again by others: what is left of the checks are counts. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeQualityReport } from '../../src/review/quality/quality-report.ts';
import { openReviewDesk, type ReviewDesk } from '../../src/review/review-desk.ts';
import { closeWave } from '../../src/rows/wave-closing.ts';
import { backUpDatabase } from '../../src/store/backup.ts';
import { restoreDatabase } from '../../src/store/restore.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { openReviewedSeed } from '../review/reviewed-seed.ts';
import type { Seeded } from '../review/seed.ts';

const SURVEY = 'passenger-survey';
const WAVE = '2026-Q4';

let seed: Seeded;
let desk: ReviewDesk;
beforeEach(async () => {
  seed = await openReviewedSeed(9);
  desk = openReviewDesk({ store: seed.store, leaseMs: 60_000 });
});
afterEach(() => seed.remove());

type Row = Record<string, unknown>;
const rowsOf = (store: Store, sql: string): Promise<Row[]> =>
  store.read((connection) => connection.prepare<[], Row>(sql).all());
const close = () => closeWave(seed.store, { survey: SURVEY, wave: WAVE, dropOpen: true });
const report = (store: Store) => makeQualityReport(store, SURVEY, WAVE);

const QUALITY_TABLES = `SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'quality_%' ORDER BY name`;

it('leaves how often they differed, and nothing of what was said in words or digits, when or of which field', async () => {
  const [settled = {}] = await rowsOf(
    seed.store,
    `SELECT count(*) AS checks, sum(subject = 'machine') AS machine, sum(subject = 'person') AS person,
       sum(kind = 'digits') AS digits, sum(verdict = 'wrong') AS wrong FROM quality_check WHERE state IN ('settled', 'disputed')`,
  );
  // Or there would be nothing that could be left.
  for (const count of Object.values(settled)) expect(count).toBeGreaterThan(0);
  const digits = await rowsOf(
    seed.store,
    `SELECT DISTINCT variable FROM quality_check WHERE kind <> 'choice'`,
  );

  await close();
  const tables = (await rowsOf(seed.store, QUALITY_TABLES)).map(({ name }) => String(name));
  expect(tables).toContain('quality_check');
  for (const table of ['quality_check', 'quality_reading'])
    expect(await rowsOf(seed.store, `SELECT * FROM ${table}`)).toEqual([]);
  const columns = new Set<string>();
  for (const table of tables) {
    for (const row of await rowsOf(seed.store, `SELECT * FROM ${table}`)) {
      for (const name of Object.keys(row)) columns.add(name);
    }
  }
  // No number of a field, a task or a decision, and no time.
  expect([...columns].filter((name) => /(?<!wave)_id$|_at$|_until$|_json$|turn|key/u.test(name))).toEqual([]);
  const kept = await rowsOf(seed.store, `SELECT * FROM quality_kept`);
  expect(kept.reduce((sum, { fields }) => sum + Number(fields), 0)).toBe(settled['checks']);
  // Pairs of response options alone: what was said of an item in digits or words is in none.
  const pairs = await rowsOf(seed.store, `SELECT DISTINCT variable FROM quality_kept_pair`);
  expect(pairs.length).toBeGreaterThan(0);
  for (const { variable } of digits) expect(pairs).not.toContainEqual({ variable });
  expect(await rowsOf(seed.store, `SELECT * FROM quality_open WHERE checks <> 0`)).toEqual([]);
  expect(await rowsOf(seed.store, `SELECT * FROM review_count WHERE tasks < 0`)).toEqual([]);
});

it('leaves the figures as they were', async () => {
  const before = await report(seed.store);
  await close();
  const after = await report(seed.store);
  expect(after.machine).toEqual(before.machine);
  expect(after.reviewers).toEqual(before.reviewers);
});

it('asks nobody of it any more, and takes nothing back', async () => {
  const anna = { reviewer: 'anna', session: 's' };
  await close();
  expect(await desk.claim(anna, 8)).toEqual([]);
  expect(await desk.undo(anna)).toBeNull();
});

it('is in a backup from before, and in one from after as counts alone', async () => {
  const before = await report(seed.store);
  const checks = await rowsOf(seed.store, `SELECT * FROM quality_check ORDER BY id`);
  const early = `${seed.folder.root}/early.db`;
  const late = `${seed.folder.root}/late.db`;
  await backUpDatabase(seed.store.path, early);
  // The keys lie beside this one too: it is the same data folder.
  const again = `${seed.folder.root}/again.db`;
  await restoreDatabase(early, again, { withoutSheets: false });
  const restored = openStore(again);
  try {
    expect(await rowsOf(restored, `SELECT * FROM quality_check ORDER BY id`)).toEqual(checks);
    expect(await report(restored)).toEqual(before);
  } finally {
    await restored.close();
  }
  await close();
  await backUpDatabase(seed.store.path, late);
  const afterwards = `${seed.folder.root}/afterwards.db`;
  await restoreDatabase(late, afterwards, { withoutSheets: false });
  const closed = openStore(afterwards);
  try {
    expect(await rowsOf(closed, `SELECT * FROM quality_check`)).toEqual([]);
    expect((await report(closed)).machine).toEqual(before.machine);
  } finally {
    await closed.close();
  }
});
