import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { base32FromBytes } from '../domain/page-code.ts';
import { PaperlineError } from '../domain/errors.ts';
import { theWholePath } from './migrations/0001-the-whole-path.ts';
import { readingsReadAgain } from './migrations/0002-readings-read-again.ts';
import { adoptedForms } from './migrations/0003-adopted-forms.ts';
import { wallsAndSheets } from './migrations/0004-walls-and-sheets.ts';
import { accounts } from './migrations/0005-accounts.ts';
import { openText } from './migrations/0006-open-text.ts';
import { quality } from './migrations/0007-quality.ts';
import { tripsCounted } from './migrations/0008-trips-counted.ts';
import { auditLog } from './migrations/0009-audit-log.ts';
import { closedWaves } from './migrations/0011-closed-waves.ts';
import { publications } from './migrations/0013-publications.ts';
import { openingsOfFields } from './migrations/0014-openings-of-fields.ts';
import type { Migration } from './migrations/migration.ts';
import type { Tables } from './schema.ts';
import { toStoreFault } from './store-fault.ts';

/** In the order of their numbers. */
const MIGRATIONS: readonly Migration[] = [
  theWholePath,
  readingsReadAgain,
  adoptedForms,
  wallsAndSheets,
  accounts,
  openText,
  quality,
  tripsCounted,
  auditLog,
  closedWaves,
  publications,
  openingsOfFields,
];
const NEWEST_VERSION = Math.max(...MIGRATIONS.map(({ version }) => version));

/** "Papl" in ASCII: SQLite keeps it in the header, so that another program's database is told from a damaged one. */
const APPLICATION_ID = 0x5061706c;

/** Another process's write is waited for this long. */
const BUSY_TIMEOUT_MS = 10_000;

/** A database up to this size is checked whole when it is opened: about 0.2 s. A larger one by its small tables. */
const WHOLE_CHECK_UP_TO_BYTES = 64 * 1024 * 1024;
const TABLES_ALWAYS_CHECKED = [
  'property',
  'survey',
  'wave',
  'form_version',
  'batch',
  'batch_history',
  'print_run',
  'decision',
  'account',
  'wall_step',
  'page_opening',
  'text_look',
  'code_category',
  'coding_step',
  'audit_entry',
  'closed_row',
];

/** SQLite's own connection: for statements in hot paths and for what Kysely has no word for. Stays inside src/store. */
export type Connection = Sqlite.Database;

export interface Store {
  /** The database file, absolute or as it was given. */
  readonly path: string;
  readonly readOnly: boolean;
  /** A random name that this database has had since it was made. */
  readonly id: string;
  readonly db: Kysely<Tables>;
  /**
   * Runs `work` as one transaction that has the database to itself: all of it is on disk when the promise resolves, or
   * none is. `work` must not wait for anything. Never use `store.db` inside.
   * @throws PaperlineError `disk-full`, `database-damaged`, and what `work` throws
   */
  write<T>(work: (connection: Connection) => T): Promise<T>;
  /** As `write`, for several statements that must see one state; nothing may be changed. */
  read<T>(work: (connection: Connection) => T): Promise<T>;
  /**
   * Writes the file anew without what was removed from it, and empties the log beside it: nothing removed is left in either.
   * @throws PaperlineError `data-folder-in-use` where another process keeps the log in use; `disk-full`
   */
  compact(): Promise<void>;
  /**
   * Takes the log into the database and empties it: what was overwritten or deleted is then in neither file. False where
   * others were reading at the time; the next call does it.
   */
  forgetOverwritten(): Promise<boolean>;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Opens an existing database for reading; nothing is migrated or checked. */
  readonly readOnly?: boolean;
}

const damaged = (file: string, what: string, cause?: unknown): PaperlineError =>
  new PaperlineError({
    code: 'database-damaged',
    message: `The database ${file} is damaged: ${what}.`,
    remedy:
      'Stop Paperline, move the file aside, and make it anew from the latest backup with "paperline restore".',
    ...(cause === undefined ? {} : { cause }),
  });

const logInUse = (file: string): PaperlineError =>
  new PaperlineError({
    code: 'data-folder-in-use',
    message: `Another program reads from ${file} all the time, so that its log could not be emptied.`,
    remedy: 'Close the other program and try again; what was done stays done.',
  });

const versionOf = (connection: Connection): number =>
  connection.pragma('user_version', { simple: true }) as number;

const refuseOthersDatabase = (connection: Connection, file: string): void => {
  const applicationId = connection.pragma('application_id', { simple: true });
  const tables = connection.prepare(`SELECT count(*) AS n FROM sqlite_schema`).get() as { n: number };
  if (applicationId !== APPLICATION_ID && tables.n > 0) {
    throw damaged(file, 'it is a database, but not one that Paperline made');
  }
  if (connection.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'sealed_sheets'`).get() !== undefined) {
    throw new PaperlineError({
      code: 'database-damaged',
      message: `${file} is a backup: its sheets are sealed.`,
      remedy: 'Move it aside and make the database from it with "paperline restore --from ...".',
    });
  }
  const version = versionOf(connection);
  if (version > NEWEST_VERSION) {
    throw new PaperlineError({
      code: 'database-newer',
      message: `The database ${file} has version ${version}; this Paperline knows versions up to ${NEWEST_VERSION}.`,
      remedy: 'Install the Paperline that last used this database, or a newer one.',
    });
  }
};

/**
 * Which steps a database took, in a table of its own. Before there was one, steps came without gaps, and the highest stood
 * in the file's header alone; it still stands there for Paperlines that look no further.
 */
const stepsTaken = (connection: Connection): Set<number> => {
  const known =
    connection.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'migration'`).get() !== undefined;
  if (!known) {
    connection.exec(`CREATE TABLE migration (version INTEGER PRIMARY KEY) STRICT`);
    const add = connection.prepare(`INSERT INTO migration (version) VALUES (?)`);
    for (let version = 1; version <= versionOf(connection); version++) add.run(version);
  }
  const rows = connection.prepare(`SELECT version FROM migration`).all() as { version: number }[];
  return new Set(rows.map(({ version }) => version));
};

const migrate = (connection: Connection): void => {
  for (const migration of MIGRATIONS) {
    connection
      .transaction(() => {
        // Asked inside the transaction: two processes may open a new database at once.
        if (stepsTaken(connection).has(migration.version)) return;
        for (const statement of migration.statements) connection.exec(statement);
        if (migration.version === 1) {
          connection.pragma(`application_id = ${APPLICATION_ID}`);
          connection
            .prepare(`INSERT INTO property (name, value) VALUES ('id', ?)`)
            .run(base32FromBytes(randomBytes(10)));
        }
        connection.prepare(`INSERT INTO migration (version) VALUES (?)`).run(migration.version);
        connection.pragma(`user_version = ${Math.max(versionOf(connection), migration.version)}`);
      })
      .immediate();
  }
};

const checkIntegrity = (connection: Connection, file: string): void => {
  const checks =
    statSync(file).size <= WHOLE_CHECK_UP_TO_BYTES
      ? ['quick_check(1)']
      : TABLES_ALWAYS_CHECKED.map((table) => `quick_check(${table})`);
  for (const check of checks) {
    const verdict = connection.pragma(check, { simple: true });
    if (verdict !== 'ok') throw damaged(file, String(verdict));
  }
};

const connect = (file: string, readOnly: boolean): Connection => {
  if (readOnly && !existsSync(file)) {
    throw new PaperlineError({
      code: 'file-not-found',
      message: `There is no database at ${file}.`,
      remedy: 'Name the data folder with --data; "paperline start" makes a new one.',
    });
  }
  let connection: Connection | undefined;
  try {
    connection = new Sqlite(file, { readonly: readOnly, timeout: BUSY_TIMEOUT_MS });
    connection.pragma('foreign_keys = ON');
    connection.pragma('trusted_schema = OFF');
    if (readOnly) {
      refuseOthersDatabase(connection, file);
      return connection;
    }
    refuseOthersDatabase(connection, file);
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    // What is cut out of a text must not lie on in pages of the file that nothing refers to.
    connection.pragma('secure_delete = ON');
    migrate(connection);
    checkIntegrity(connection, file);
    return connection;
  } catch (error) {
    connection?.close();
    throw toStoreFault(error, file);
  }
};

/**
 * Opens the database at `file`, makes it where there is none, and brings it up to this version.
 * A process opens it once for writing and hands the store around; worker threads open their own with `readOnly`.
 * @throws PaperlineError `database-newer`, `database-damaged`, `disk-full`, `file-not-found`, `file-not-writable`
 */
export const openStore = (file: string, { readOnly = false }: StoreOptions = {}): Store => {
  const connection = connect(file, readOnly);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection }) });
  const { value: id } = connection.prepare(`SELECT value FROM property WHERE name = 'id'`).get() as {
    value: string;
  };
  let closed = false;
  // Kysely hands its one connection to one user at a time, so `work` never lands inside somebody's open transaction.
  const alone = <T>(work: () => T): Promise<T> =>
    db.connection().execute(async () => {
      try {
        return work();
      } catch (error) {
        throw toStoreFault(error, file);
      }
    });
  return {
    path: file,
    readOnly,
    id,
    db,
    write: (work) => alone(() => connection.transaction(() => work(connection)).immediate()),
    read: (work) => alone(() => connection.transaction(() => work(connection)).deferred()),
    compact: () =>
      alone(() => {
        connection.exec('VACUUM');
        const [{ busy }] = connection.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
        if (busy !== 0) throw logInUse(file);
      }),
    forgetOverwritten: () =>
      alone(() => connection.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]).then(
        ([result]) => result?.busy === 0,
      ),
    async close() {
      if (closed) return;
      closed = true;
      await alone(() => connection.close());
    },
  };
};
