/** Closing a wave: what it refuses, what it leaves, and that nothing in the house leads from a row to a copy any more. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { closeWave } from '../../src/rows/wave-closing.ts';
import { makeSurveyRows } from '../../src/rows/survey-rows.ts';
import { streamAnswers } from '../../src/store/answers.ts';
import { verifyAudit } from '../../src/store/audit-log.ts';
import { backUpDatabase } from '../../src/store/backup.ts';
import { streamClosedRows, type ClosedRow } from '../../src/store/closed-rows.ts';
import { writeClosedMark } from '../../src/store/closed-marks.ts';
import { registerPrintRun } from '../../src/store/print-runs.ts';
import { restoreDatabase } from '../../src/store/restore.ts';
import { planRetention } from '../../src/store/retention.ts';
import { openStore } from '../../src/store/store.ts';
import { listReleasedTexts } from '../../src/store/text-answers.ts';
import { listWaves } from '../../src/store/wave-lists.ts';
import { openNewWave } from '../../src/store/waves.ts';
import { sampleVersion } from '../store/sample-store.ts';
import { makeClosingWorld, SURVEY, WAVE, type ClosingWorld, type WorldOptions } from './closing-world.ts';

let world: ClosingWorld;
afterEach(() => world.remove());

const open = async (options?: WorldOptions): Promise<ClosingWorld> =>
  (world = await makeClosingWorld(options));
const close = (dropOpen = false) => closeWave(world.store, { survey: SURVEY, wave: WAVE, dropOpen });

const rowsLeft = async (): Promise<ClosedRow[]> => {
  const rows: ClosedRow[] = [];
  for await (const row of streamClosedRows(world.store, SURVEY)) rows.push(row);
  return rows;
};

/** Every byte of the database: file, log and index of the log. */
const bytesOf = (database: string): Buffer =>
  Buffer.concat(
    ['', '-wal', '-shm', '-journal'].flatMap((suffix) =>
      existsSync(database + suffix) ? [readFileSync(database + suffix)] : [],
    ),
  );

const keysLeft = (): string[] =>
  readdirSync(path.join(world.folder.root, 'keys')).filter((name) => !name.endsWith('.closed'));

const foundIn = (bytes: Buffer, texts: readonly (string | Buffer)[]): number =>
  texts.filter((text) => bytes.includes(text)).length;

/** Who a row is of, by its answers: what the test alone can know. */
const personOf = (row: ClosedRow): number => {
  const of = world.respondents.filter(({ answers }) =>
    Object.entries(answers).every(([variable, code]) => row.values[variable] === code),
  );
  expect(of).toHaveLength(1);
  return of[0]?.scanned ?? -1;
};

/** Of two orders of the same things, -1 to 1. */
const rankCorrelation = (one: readonly number[]): number => {
  const n = one.length;
  const squares = one.reduce((sum, rank, at) => sum + (rank - at) ** 2, 0);
  return 1 - (6 * squares) / (n * (n * n - 1));
};

describe('what closing refuses, with nothing changed', () => {
  it('answers that wait, unless they are given up by name', async () => {
    await open({ copies: 4, leaveOpen: true });
    await expect(close()).rejects.toMatchObject({ code: 'wave-unfinished' });
    expect((await listWaves(world.store))[0]).toMatchObject({ state: 'open', check: { copies: 4 } });
    expect(await rowsLeft()).toEqual([]);
    expect(await close(true)).toEqual({ survey: SURVEY, wave: WAVE, rows: 4 });
    expect(Object.values((await rowsLeft())[0]?.values ?? {})).toContain('-9');
  });

  it('a second closing, an unknown wave, and a wave of an unknown survey', async () => {
    await open({ copies: 2 });
    await close();
    const before = await rowsLeft();
    await expect(close()).rejects.toMatchObject({ code: 'wave-closed' });
    expect(await rowsLeft()).toEqual(before);
    const of = (survey: string, wave: string) => closeWave(world.store, { survey, wave, dropOpen: true });
    await expect(of(SURVEY, '2031-Q1')).rejects.toMatchObject({ code: 'wave-unknown' });
    await expect(of('tram', WAVE)).rejects.toMatchObject({ code: 'survey-unknown' });
  });

  it('a wave of which nothing was read, unless it is given up by name', async () => {
    await open({ copies: 2 });
    await openNewWave(world.store, SURVEY, 'next', new Date());
    const next = (dropOpen: boolean) => closeWave(world.store, { survey: SURVEY, wave: 'next', dropOpen });
    await expect(next(false)).rejects.toMatchObject({ code: 'wave-empty' });
    expect((await listWaves(world.store))[0]).toMatchObject({ wave: 'next', state: 'open' });
    expect(await next(true)).toMatchObject({ rows: 0 });
  });

  it('files that are being read', async () => {
    await open({ copies: 2 });
    await world.store.write((connection) =>
      connection.exec(`UPDATE scan_file SET state = 'reading' WHERE id = 1`),
    );
    await expect(close()).rejects.toMatchObject({ code: 'wave-unfinished' });
  });

  it('opening it again, and printing for it', async () => {
    await open({ copies: 2 });
    const at = new Date();
    await expect(openNewWave(world.store, SURVEY, WAVE, at)).rejects.toMatchObject({ code: 'wave-exists' });
    await close();
    await expect(openNewWave(world.store, SURVEY, WAVE, at)).rejects.toMatchObject({ code: 'wave-closed' });
    const version = sampleVersion();
    const run = {
      version: { ...version, layout: { ...version.layout, survey: SURVEY } },
      copies: ['C000000001'],
      wave: WAVE,
    };
    await expect(registerPrintRun(world.store, run)).rejects.toMatchObject({ code: 'wave-closed' });
    expect((await openNewWave(world.store, SURVEY, '2027-Q1', at)).state).toBe('open');
  });
});

describe('what closing leaves', () => {
  it('a row for every copy that was read, with all that was answered, and counts', async () => {
    await open({ copies: 12 });
    const { columns, rows: before } = await makeSurveyRows(world.store, SURVEY);
    expect(await close()).toEqual({ survey: SURVEY, wave: WAVE, rows: 12 });
    const rows = await rowsLeft();
    expect(rows.map(personOf).sort((one, other) => one - other)).toEqual([...Array(12).keys()]);
    const after = await makeSurveyRows(world.store, SURVEY);
    expect(after.columns).toEqual(columns);
    expect(after.rows).toHaveLength(12);
    // No row has the id that it had on a screen or in a file while the wave was open.
    const ids = new Set(before.map((row) => row['row_id']));
    expect(after.rows.some((row) => ids.has(row['row_id']))).toBe(false);
    expect((await listWaves(world.store))[0]).toMatchObject({
      state: 'closed',
      rows: 12,
      figures: {
        printed: 12,
        handedOut: 100,
        boarders: 122,
        copiesRead: 12,
        copiesComplete: 12,
        fieldsCorrected: 0,
      },
    });
    expect(await verifyAudit(world.store)).toMatchObject({ intact: true });
  });

  it('words apart from the rows, each once', async () => {
    await open({ copies: 6 });
    await close();
    const texts = await world.store.db.selectFrom('closed_text').select('words').execute();
    expect(texts.map(({ words }) => words).sort()).toEqual([...world.words].sort());
    const cells = JSON.stringify(await rowsLeft());
    for (const words of world.words) expect(cells).not.toContain(words);
  });

  it('no words that nobody let go; and they must be given up by name', async () => {
    await open({ copies: 3, releaseTexts: false });
    await expect(close()).rejects.toMatchObject({ code: 'wave-unfinished' });
    await close(true);
    expect(await world.store.db.selectFrom('closed_text').select('words').execute()).toEqual([]);
    expect(foundIn(bytesOf(world.store.path), world.words)).toBe(0);
    expect(foundIn(bytesOf(world.store.path), world.secrets)).toBe(0);
  });

  it('the released words where released words are taken from, once, before and after', async () => {
    await open({ copies: 3 });
    const texts = async (): Promise<string[]> =>
      (await listReleasedTexts(world.store, SURVEY)).map(({ text }) => text).sort();
    expect(await texts()).toEqual([...world.words].sort());
    await close();
    expect(await texts()).toEqual([...world.words].sort());
  });

  it('other waves as they were', async () => {
    await open({ copies: 3 });
    await registerPrintRun(world.store, {
      version: sampleVersion(),
      copies: ['C000000001', 'C000000002'],
      wave: 'another',
    });
    await close();
    expect(await world.store.db.selectFrom('copy').select('code').execute()).toHaveLength(5);
    const open_ = (await listWaves(world.store)).filter(({ state }) => state === 'open');
    expect(open_.map(({ wave }) => wave)).toEqual(['another']);
  });
});

describe('no path from a row to a copy', () => {
  const COPIES = 60;

  it('in the database file, its log and its free pages', async () => {
    await open({ copies: COPIES });
    const { path: database } = world.store;
    const made = await makeSurveyRows(world.store, SURVEY);
    const openIds = made.rows.map((row) => row['row_id'] ?? '');
    // The pictures are never in it as they are; the rest must be, or the test would look for nothing.
    const before = bytesOf(database);
    expect(foundIn(before, world.pictures)).toBe(0);
    expect(foundIn(before, world.secrets)).toBe(world.secrets.length);
    expect(foundIn(before, world.words)).toBe(world.words.length);
    const keys = readdirSync(path.join(world.folder.root, 'keys'));
    expect(keys).toHaveLength(1);
    expect(statSync(path.join(world.folder.root, 'keys', keys[0] ?? '')).mode & 0o777).toBe(0o600);

    await close();
    const after = bytesOf(database);
    expect(foundIn(after, world.pictures)).toBe(0);
    expect(foundIn(after, world.secrets)).toBe(0);
    expect(foundIn(after, openIds)).toBe(0);
    expect(keysLeft()).toEqual([]);

    // Each text of words stands there once: in its own table, and in no page that was given back.
    for (const words of world.words) {
      expect(after.indexOf(words)).toBeGreaterThan(-1);
      expect(after.indexOf(words, after.indexOf(words) + 1)).toBe(-1);
    }
  });

  it('in any table: no answer stands with a copy, and no copy says that it came back', async () => {
    await open({ copies: COPIES });
    await close();
    const rows = await rowsLeft();
    const connection = new Sqlite(world.store.path, { readonly: true });
    try {
      const tables = connection
        .prepare<[], string>(
          `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
        )
        .pluck()
        .all();
      const codes = new Set(world.respondents.map(({ copy }) => copy));
      const ids = new Set(rows.map(({ rowId }) => rowId));
      const holding = (wanted: ReadonlySet<string>): string[] =>
        tables.filter((table) =>
          (connection.prepare(`SELECT * FROM "${table}"`).all() as Record<string, unknown>[]).some((row) =>
            Object.values(row).some((value) => {
              const text = String(value);
              return [...wanted].some((one) => text.includes(one));
            }),
          ),
        );
      expect(holding(codes)).toEqual(['copy']);
      expect(holding(ids)).toEqual(['closed_row']);
      // The ledger tells copies that came back from others by nothing.
      const ledger = connection.prepare(`SELECT DISTINCT print_run_id, form, wave_id FROM copy`).all();
      expect(ledger).toHaveLength(2);
      expect(Object.keys(connection.prepare(`SELECT * FROM copy`).get() as object)).toEqual([
        'code',
        'print_run_id',
        'form',
        'wave_id',
        'batch',
      ]);
      for (const table of [
        'reading',
        'reading_history',
        'crop',
        'review_task',
        'decision',
        'scan_page_history',
      ]) {
        expect(connection.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 });
      }
    } finally {
      connection.close();
    }
    // Equal answers lead nowhere: nothing but the rows has any.
    for (const wave of [null, 1]) {
      for await (const copy of streamAnswers(world.store, SURVEY, wave))
        throw new Error(`Found ${copy.copy}.`);
    }
  });

  it('in any order: of ids, of places in the file, of record keys', async () => {
    await open({ copies: COPIES });
    await close();
    const rows = await rowsLeft();
    const bytes = readFileSync(world.store.path);
    const byPlace = rows.toSorted((one, other) => bytes.indexOf(one.rowId) - bytes.indexOf(other.rowId));
    const byKey = rows.toSorted((one, other) => (one.recordKey ?? 0) - (other.recordKey ?? 0));
    const byCode = world.respondents.toSorted((one, other) => (one.copy < other.copy ? -1 : 1));
    const rankByCode = new Map(byCode.map(({ scanned }, at) => [scanned, at]));
    for (const order of [rows, byPlace, byKey]) {
      const scanned = order.map(personOf);
      // For 60 rows in a random order it is beyond 0.7 once in a hundred million times.
      expect(Math.abs(rankCorrelation(scanned))).toBeLessThan(0.7);
      expect(Math.abs(rankCorrelation(scanned.map((one) => rankByCode.get(one) ?? 0)))).toBeLessThan(0.7);
    }
  });

  it('in backups, made before or after; and one from before cannot be opened again', async () => {
    await open({ copies: COPIES });
    const { root } = world.folder;
    const [early, late] = [path.join(root, 'early.db'), path.join(root, 'late.db')];
    await backUpDatabase(world.store.path, early);
    const rows = (await makeSurveyRows(world.store, SURVEY)).rows;
    expect(rows).toHaveLength(COPIES);
    await close();
    await backUpDatabase(world.store.path, late);
    for (const backup of [early, late]) {
      const bytes = bytesOf(backup);
      expect(foundIn(bytes, world.secrets)).toBe(0);
      expect(foundIn(bytes, world.pictures)).toBe(0);
      expect(
        foundIn(
          bytes,
          rows.map((row) => row['row_id'] ?? ''),
        ),
      ).toBe(0);
    }
    expect(foundIn(bytesOf(early), world.words)).toBe(0);
    const again = path.join(root, 'again', 'paperline.db');
    await expect(
      restoreDatabase(early, path.join(root, 'again.db'), { withoutSheets: false }),
    ).rejects.toMatchObject({
      code: 'key-missing',
    });
    expect(existsSync(again)).toBe(false);
    const restored = path.join(root, 'restored.db');
    await restoreDatabase(late, restored, { withoutSheets: false });
    const store = openStore(restored);
    try {
      expect((await makeSurveyRows(store, SURVEY)).rows).toHaveLength(COPIES);
    } finally {
      await store.close();
    }
  });
});

describe('a backup from before the closing', () => {
  const restore = async (withoutSheets: boolean) => {
    const { root, database } = world.folder;
    const restored = await restoreDatabase(path.join(root, 'early.db'), path.join(root, 'again.db'), {
      withoutSheets,
    });
    expect(existsSync(database)).toBe(true);
    return restored;
  };

  it('opens the wave again neither in silence nor with a copy of its key', async () => {
    await open({ copies: 4 });
    const { root } = world.folder;
    const [key = ''] = keysLeft();
    const copied = readFileSync(path.join(root, 'keys', key));
    await backUpDatabase(world.store.path, path.join(root, 'early.db'));
    await close();
    writeFileSync(path.join(root, 'keys', key), copied);
    await expect(restore(false)).rejects.toMatchObject({
      code: 'key-missing',
      message: expect.stringContaining('Closed since this backup was made') as string,
    });
    expect(await restore(true)).toMatchObject({ opened: 0, closedSince: [`${SURVEY} ${WAVE}`] });

    const store = openStore(path.join(root, 'again.db'));
    try {
      expect(await listWaves(store)).toMatchObject([{ state: 'closed', rows: 0 }]);
      await expect(openNewWave(store, SURVEY, WAVE, new Date())).rejects.toMatchObject({
        code: 'wave-closed',
      });
      for (const table of ['reading', 'decision', 'crop', 'review_task'] as const)
        expect(await store.db.selectFrom(table).selectAll().execute()).toEqual([]);
      // Its scans are known: they go when their time is over, and are not read a second time.
      expect(await planRetention(store)).toMatchObject([{ what: 'scans', wave: WAVE, files: [{}, {}] }]);
    } finally {
      await store.close();
    }
  });

  it('made before there was anything to seal does not open it either', async () => {
    await open({ copies: 2 });
    const { root } = world.folder;
    await openNewWave(world.store, SURVEY, 'later', new Date());
    await backUpDatabase(world.store.path, path.join(root, 'early.db'));
    writeClosedMark(path.join(root, 'keys'), {
      key: 'AAAAAAAAAA',
      survey: SURVEY,
      wave: 'later',
      closedAt: '2027-01-01T00:00:00.000Z',
    });
    expect(await restore(false)).toMatchObject({ closedSince: [`${SURVEY} later`], withoutSheets: [] });
  });
});
