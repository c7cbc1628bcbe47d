/** From a backup back to a database in use: what is sealed in it is opened with the keys that lie beside the database. */
import { existsSync } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import { deserialize } from 'node:v8';
import Sqlite from 'better-sqlite3';
import { PaperlineError } from '../domain/errors.ts';
import { closeMarked, readClosedMarks, type ClosedMark } from './closed-marks.ts';
import { keysFolderOf, readKey, unseal } from './sheet-keys.ts';
import type { Connection } from './store.ts';
import { toStoreFault } from './store-fault.ts';

export interface Restored {
  readonly file: string;
  /** Rows of sheets that were opened. */
  readonly opened: number;
  /** Whose sheets could not be, by survey and wave; their scans can be dropped again. */
  readonly withoutSheets: readonly string[];
  /** Waves that were closed after the backup was made, and stay so; their rows are not in it. */
  readonly closedSince: readonly string[];
}

interface SealedPart {
  readonly key_id: string;
  readonly table_name: string;
  readonly row_count: number;
  readonly content: Uint8Array;
}

const hasSealed = (connection: Connection): boolean =>
  connection.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'sealed_sheets'`).get() !== undefined;

const rowsOf = (part: SealedPart, key: Buffer): Record<string, unknown>[] => {
  try {
    return deserialize(unseal(part.content, () => key)) as Record<string, unknown>[];
  } catch (cause) {
    throw new PaperlineError({
      code: 'database-damaged',
      message: `Sheets in the backup cannot be opened with their key ${part.key_id}: the backup or the key was changed.`,
      remedy: 'Use another backup, or the key as it was.',
      cause,
    });
  }
};

const openPart = (connection: Connection, part: SealedPart, key: Buffer): void => {
  const rows = rowsOf(part, key);
  if (rows.length !== part.row_count) throw new Error(`Expected ${part.row_count} rows in a part.`);
  const columns = Object.keys(rows[0] ?? {});
  const insert = connection.prepare(
    `INSERT OR REPLACE INTO ${part.table_name} (${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
  );
  for (const row of rows) insert.run(row);
};

/**
 * Nothing of the sheets under these keys is known any more: they count nowhere, and their files may be dropped and read once
 * more. A file that has sheets of others too stays with those.
 */
const forgetScans = (
  connection: Connection,
  keys: readonly string[],
  closed: readonly ClosedMark[],
): void => {
  connection.exec(`
    CREATE TEMP TABLE gone AS SELECT f.id FROM scan_file f
      WHERE f.page_count > (SELECT count(*) FROM scan_page p WHERE p.scan_file_id = f.id)
        AND NOT EXISTS (SELECT 1 FROM scan_page p JOIN reading r ON r.scan_page_id = p.id WHERE p.scan_file_id = f.id);`);
  if (keys.every((key) => closed.some((mark) => mark.key === key))) {
    // Nothing of them may be read again: they are known, and go when their time is over.
    const keep = connection.prepare(
      `INSERT OR IGNORE INTO closed_scan (scan_file_id, wave_id)
         SELECT gone.id, w.id FROM gone JOIN wave w ON w.survey = @survey AND w.name = @wave`,
    );
    for (const mark of closed) keep.run(mark);
    connection.exec(`DELETE FROM gone`);
  }
  connection.exec(`
    DELETE FROM scan_page_history WHERE scan_page_id IN (SELECT id FROM scan_page WHERE scan_file_id IN (SELECT id FROM gone));
    DELETE FROM scan_page WHERE scan_file_id IN (SELECT id FROM gone);
    DELETE FROM closed_scan WHERE scan_file_id IN (SELECT id FROM gone);
    DELETE FROM scan_file WHERE id IN (SELECT id FROM gone) AND state IN ('stored', 'archived');
    UPDATE review_count SET tasks = (SELECT count(*) FROM review_task t
      WHERE t.survey = review_count.survey AND t.state = review_count.state) WHERE state IN ('open', 'done', 'dropped');
    UPDATE review_count SET tasks = (SELECT count(*) FROM quality_reading r JOIN quality_check q ON q.id = r.check_id
      WHERE q.survey = review_count.survey AND r.undone_at IS NULL) WHERE state = 'checked';
    DELETE FROM quality_open;
    INSERT INTO quality_open (survey, wave_id, state, first, second, assigned, checks)
      SELECT survey, wave_id, state, COALESCE(first, '') AS one, COALESCE(second, '') AS two, COALESCE(assigned, '') AS other, count(*)
      FROM quality_check WHERE state IN ('waiting', 'disputed') GROUP BY survey, wave_id, state, one, two, other;
    DROP TABLE gone;`);
  const forget = connection.prepare(
    `DELETE FROM quality_population WHERE wave_id IN (SELECT wave_id FROM sheet_key WHERE key_id = ?)`,
  );
  for (const key of keys) forget.run(key);
};

const nameOf = ({ survey, wave }: { readonly survey: string; readonly wave: string | null }): string =>
  `${survey}${wave === null ? '' : ` ${wave}`}`;

/** Opens all parts whose key is there. Triggers are away meanwhile: what they keep is in the backup already. */
const openSealed = (
  connection: Connection,
  folder: string,
  marks: readonly ClosedMark[],
  withoutSheets: boolean,
): Pick<Restored, 'opened' | 'withoutSheets'> => {
  const closed = new Set(marks.map(({ key }) => key));
  const keys = connection
    .prepare<[], { key_id: string; survey: string; wave: string | null }>(
      `SELECT DISTINCT key_id, survey, wave FROM sealed_sheets ORDER BY survey, wave`,
    )
    .all()
    // A copy of the key that somebody put back opens nothing of a wave that was closed.
    .map((key) => ({ ...key, bytes: closed.has(key.key_id) ? null : readKey(folder, key.key_id) }));
  const absent = keys.filter(({ bytes }) => bytes === null);
  const missing = absent.map((key) => `${nameOf(key)} (key ${key.key_id})`);
  const since = absent.filter(({ key_id: id }) => closed.has(id));
  if (since.length > 0 && !withoutSheets) {
    throw new PaperlineError({
      code: 'key-missing',
      message: `Closed since this backup was made, their keys thrown away for good: ${since.map(nameOf).join(', ')}.`,
      remedy:
        'Restore a backup made after that. --without-sheets goes on: what was closed stays closed, and its rows are lost.',
    });
  }
  if (missing.length > 0 && !withoutSheets) {
    throw new PaperlineError({
      code: 'key-missing',
      message: `The keys of these sheets are not in ${folder}: ${missing.join(', ')}.`,
      remedy:
        'Put the folder of keys back from where it is kept. Where the wave was closed since, its key is thrown away for good: restore a backup made after that. --without-sheets goes on without these sheets; their scans can then be dropped again.',
    });
  }
  const triggers = connection
    .prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`)
    .all();
  for (const { name } of triggers) connection.exec(`DROP TRIGGER ${name}`);
  let opened = 0;
  const numbers = connection
    .prepare<[string], number>(`SELECT number FROM sealed_sheets WHERE key_id = ? ORDER BY number`)
    .pluck();
  const partOf = connection.prepare<[number], SealedPart>(
    `SELECT key_id, table_name, row_count, content FROM sealed_sheets WHERE number = ?`,
  );
  for (const { key_id: id, bytes } of keys) {
    if (bytes === null) continue;
    for (const number of numbers.all(id)) {
      const part = partOf.get(number);
      if (part === undefined) continue;
      openPart(connection, part, bytes);
      opened += part.row_count;
    }
  }
  if (absent.length > 0) {
    forgetScans(
      connection,
      absent.map(({ key_id: id }) => id),
      marks.filter(({ key }) => since.some(({ key_id: id }) => id === key)),
    );
  }
  connection.exec(`DROP TABLE sealed_sheets`);
  for (const { sql } of triggers) connection.exec(sql);
  return { opened, withoutSheets: missing };
};

/**
 * Makes `database` from a backup. A database that is there already is never written over.
 * @throws PaperlineError `file-not-found`, `usage`, `key-missing`, `database-damaged`, `disk-full`; nothing is left then
 */
export const restoreDatabase = async (
  backup: string,
  database: string,
  { withoutSheets }: { readonly withoutSheets: boolean },
): Promise<Restored> => {
  if (!existsSync(backup)) {
    throw new PaperlineError({
      code: 'file-not-found',
      message: `There is no backup at ${backup}.`,
      remedy: 'Name the file that "paperline backup" wrote.',
    });
  }
  if (existsSync(database)) {
    throw new PaperlineError({
      code: 'usage',
      message: `${database} is there already, and restoring never writes over anything.`,
      remedy: 'Stop Paperline and move the database away first, with the files -wal and -shm beside it.',
    });
  }
  const part = `${database}.part`;
  let connection: Sqlite.Database | undefined;
  try {
    await copyFile(backup, part);
    const made = new Sqlite(part);
    connection = made;
    made.pragma('foreign_keys = OFF');
    if (made.pragma('integrity_check(1)', { simple: true }) !== 'ok') {
      throw new PaperlineError({
        code: 'database-damaged',
        message: `The backup ${backup} is damaged.`,
        remedy: 'Use another one.',
      });
    }
    const folder = keysFolderOf(database);
    const marks = readClosedMarks(folder);
    const restored = made
      .transaction(() => {
        const opened = hasSealed(made)
          ? openSealed(made, folder, marks, withoutSheets)
          : { opened: 0, withoutSheets: [] };
        return { ...opened, closedSince: closeMarked(made, marks).map(nameOf) };
      })
      .immediate();
    made.exec('VACUUM');
    const broken = made.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0)
      throw new Error(`Expected a whole backup but ${broken.length} rows refer to nothing.`);
    made.close();
    connection = undefined;
    await rename(part, database);
    return { file: database, ...restored };
  } catch (error) {
    connection?.close();
    for (const suffix of ['', '-journal']) await rm(part + suffix, { force: true });
    throw toStoreFault(error, backup);
  }
};
