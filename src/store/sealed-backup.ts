/**
 * A backup holds sheets only under the key of their wave, so that throwing the key away reaches every backup that was ever
 * made. What is not on sheets lies in it as it is, the ledger as it was printed. It is built table by table, so that
 * nothing of a sheet ever stands in the file otherwise.
 */
import { serialize } from 'node:v8';
import Sqlite from 'better-sqlite3';
import { PaperlineError } from '../domain/errors.ts';
import { findKey, keyOf, seal, type SheetKey, type SheetOwner } from './sheet-keys.ts';
import { LEDGER_TABLE, PARTLY_SHEETS, SHEET_TABLES, type SheetTable } from './sheet-tables.ts';
import type { Connection } from './store.ts';

/** number: from 1; content: rows of the table by `node:v8` serialize, sealed. */
export const SEALED_TABLE = `CREATE TABLE sealed_sheets (
  number INTEGER PRIMARY KEY,
  key_id TEXT NOT NULL,
  survey TEXT NOT NULL,
  wave TEXT,
  table_name TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  content BLOB NOT NULL
) STRICT`;

const ROWS_A_PART = 500;

interface SchemaPart {
  readonly type: 'table' | 'index' | 'trigger' | 'view';
  readonly name: string;
  readonly sql: string;
}

const schemaOf = (connection: Connection): SchemaPart[] =>
  connection
    .prepare<[], SchemaPart>(
      `SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'`,
    )
    .all();

interface NamedOwner extends SheetOwner {
  readonly wave: string | null;
}

const refuseHalfClosed = (connection: Connection): void => {
  const closing = connection
    .prepare<[], { survey: string; name: string }>(
      `SELECT w.survey, w.name FROM wave_closing k JOIN wave w ON w.id = k.wave_id`,
    )
    .get();
  if (closing === undefined) return;
  throw new PaperlineError({
    code: 'wave-unfinished',
    message: `Wave ${closing.name} of survey ${closing.survey} is being closed, and a backup in between would be neither open nor closed.`,
    remedy: 'Wait until it is closed; where that was broken off, the next start carries it on.',
  });
};

/** Whose sheets there are. A wave that is only printed has none. */
const ownersOf = (connection: Connection): NamedOwner[] => {
  const waves = connection
    .prepare<[], NamedOwner>(
      `SELECT w.survey, w.id AS waveId, w.name AS wave FROM wave w WHERE w.state = 'open'
         AND EXISTS (SELECT 1 FROM copy c JOIN scan_page p ON p.copy = c.code WHERE c.wave_id = w.id) ORDER BY w.id`,
    )
    .all();
  const loose = connection
    .prepare<[], NamedOwner>(
      `SELECT DISTINCT v.survey, NULL AS waveId, NULL AS wave FROM scan_page p JOIN form_version v ON v.form = p.form
       WHERE p.copy IS NULL`,
    )
    .all();
  return [...waves, ...loose];
};

/** Rows of a printed copy that say more than the ledger as it was printed. */
const BEYOND_PRINT = `x.wave_id = @wave AND (x.print_run_id IS NULL
  OR x.batch IS NOT (SELECT r.batch FROM print_run r WHERE r.id = x.print_run_id))`;

const SEALED: readonly SheetTable[] = [
  ...SHEET_TABLES,
  { table: LEDGER_TABLE, ofWave: BEYOND_PRINT, loose: null, place: 'code' },
];

/** Seals what one owner has in one table. Gives how many rows. */
const sealTable = (
  connection: Connection,
  {
    table,
    condition,
    place: column,
  }: { readonly table: string; readonly condition: string; readonly place?: string },
  owner: NamedOwner,
  key: SheetKey,
): number => {
  const place = `x.${column ?? 'rowid'}`;
  // Rows that share a place must not be parted.
  const limit = column === undefined || table === LEDGER_TABLE ? ROWS_A_PART : -1;
  const next = connection.prepare<[Record<string, unknown>], { place_: string | number }>(
    `SELECT ${place} AS place_, x.* FROM ${table} x WHERE ${place} > @after AND (${condition}) ORDER BY 1 LIMIT @limit`,
  );
  const keep = connection.prepare(
    `INSERT INTO backup.sealed_sheets (key_id, survey, wave, table_name, row_count, content) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const note = PARTLY_SHEETS.includes(table)
    ? connection.prepare(`INSERT INTO temp.sealed_row (table_name, row) VALUES (?, ?)`)
    : null;
  const { survey, waveId: wave } = owner;
  let sealed = 0;
  for (let after: string | number = table === LEDGER_TABLE ? '' : 0; ;) {
    const rows = next.all({
      after,
      limit,
      ...(condition.includes('@wave') ? { wave } : {}),
      ...(condition.includes('@survey') ? { survey } : {}),
    });
    const last = rows.at(-1);
    if (last === undefined) return sealed;
    after = last.place_;
    for (const { place_: row } of rows) note?.run(table, row);
    const content = rows.map(({ place_: _place, ...row }) => row);
    keep.run(key.id, survey, owner.wave, table, rows.length, seal(key, serialize(content)));
    sealed += rows.length;
  }
};

const copyPlainly = (connection: Connection, table: string): void => {
  const columns = connection
    .prepare<[string], string>(`SELECT name FROM pragma_table_info(?)`)
    .pluck()
    .all(table);
  const isLedger = table === LEDGER_TABLE;
  const values = columns.map((column) =>
    isLedger && column === 'batch'
      ? `(SELECT r.batch FROM print_run r WHERE r.id = x.print_run_id)`
      : `x.${column}`,
  );
  const where = isLedger
    ? 'WHERE x.print_run_id IS NOT NULL'
    : PARTLY_SHEETS.includes(table)
      ? `WHERE x.rowid NOT IN (SELECT row FROM temp.sealed_row WHERE table_name = '${table}')`
      : '';
  connection.exec(
    `INSERT INTO backup.${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM main.${table} x ${where}`,
  );
};

/** Fills the attached database `backup`, from one state of this one. */
const fill = (
  connection: Connection,
  owners: readonly (readonly [NamedOwner, SheetKey])[],
  tables: readonly string[],
  onProgress: (done: number, total: number) => void,
): void => {
  connection.exec(
    `CREATE TEMP TABLE sealed_row (table_name TEXT, row INTEGER, PRIMARY KEY (table_name, row)) WITHOUT ROWID`,
  );
  const total = SEALED.length + tables.length;
  for (const [at, { table, ofWave, loose, place }] of SEALED.entries()) {
    let sealed = 0;
    for (const [owner, key] of owners) {
      const condition = owner.waveId === null ? loose : ofWave;
      if (condition !== null)
        sealed += sealTable(
          connection,
          { table, condition, ...(place === undefined ? {} : { place }) },
          owner,
          key,
        );
    }
    if (table !== LEDGER_TABLE && !PARTLY_SHEETS.includes(table)) {
      const rows = connection.prepare<[], number>(`SELECT count(*) FROM main.${table}`).pluck().get() ?? 0;
      // Rows that belong to nobody would be missing from the backup without a word.
      if (rows !== sealed)
        throw new Error(`Expected ${rows} rows of ${table} in the backup but sealed ${sealed}.`);
    }
    onProgress(at + 1, total);
  }
  for (const [at, table] of tables.entries()) {
    const isSheets = SHEET_TABLES.some((sheets) => sheets.table === table) && !PARTLY_SHEETS.includes(table);
    if (!isSheets) copyPlainly(connection, table);
    onProgress(SEALED.length + at + 1, total);
  }
};

/** Writes the backup of `database` to `file`, which must not be there. */
export const writeSealedBackup = (
  database: string,
  file: string,
  onProgress: (done: number, total: number) => void,
): void => {
  const live = new Sqlite(database, { timeout: 10_000 });
  try {
    live.pragma('foreign_keys = OFF');
    const schema = schemaOf(live);
    const tables = schema.filter(({ type }) => type === 'table');
    const made = new Sqlite(file);
    try {
      for (const { sql } of tables) made.exec(sql);
      made.exec(SEALED_TABLE);
      for (const pragma of ['application_id', 'user_version']) {
        made.pragma(`${pragma} = ${String(live.pragma(pragma, { simple: true }))}`);
      }
    } finally {
      made.close();
    }
    live.prepare(`ATTACH ? AS backup`).run(file);
    live.pragma('backup.synchronous = OFF');
    const names = tables.map(({ name }) => name);
    const attempt = live.transaction((): readonly NamedOwner[] => {
      refuseHalfClosed(live);
      const owners = ownersOf(live).map((owner) => [owner, findKey(live, owner)] as const);
      const keyless = owners.filter(([, key]) => key === null).map(([owner]) => owner);
      if (keyless.length === 0) {
        fill(
          live,
          owners.flatMap(([owner, key]) => (key === null ? [] : [[owner, key] as const])),
          names,
          onProgress,
        );
      }
      return keyless;
    });
    // Keys are made before the state that is backed up, since a backup may read while others write.
    for (let keyless = attempt.deferred(); keyless.length > 0; keyless = attempt.deferred()) {
      const due = keyless;
      live.transaction(() => due.forEach((owner) => keyOf(live, owner))).immediate();
    }
    live.exec(`DETACH backup`);
    const filled = new Sqlite(file);
    try {
      filled.pragma('foreign_keys = OFF');
      for (const { type, sql } of schema) if (type !== 'table') filled.exec(sql);
      // With nothing sealed in it, it is a database like any other.
      if (filled.prepare(`SELECT 1 FROM sealed_sheets`).get() === undefined) {
        filled.exec(`DROP TABLE sealed_sheets`);
      }
    } finally {
      filled.close();
    }
  } finally {
    live.close();
  }
};
