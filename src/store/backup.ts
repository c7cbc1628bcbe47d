import { existsSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { PaperlineError } from '../domain/errors.ts';
import { writeSealedBackup } from './sealed-backup.ts';
import { toStoreFault } from './store-fault.ts';

export interface BackupOptions {
  /** Called with tables done and tables in all. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Backup {
  readonly file: string;
  readonly bytes: number;
}

/** Pages of 4 KB copied between two looks at what else there is to do. */
const PAGES_A_STEP = 2000;

const cannotWrite = (file: string, cause: unknown): PaperlineError => {
  const { code, message } = cause as NodeJS.ErrnoException;
  const full = code === 'ENOSPC' || code === 'SQLITE_FULL';
  return new PaperlineError({
    code: full ? 'disk-full' : 'file-not-writable',
    message: `The backup ${file} cannot be written (${message}).`,
    remedy: full
      ? 'Make room on that disk, or name another.'
      : 'Name a file in a folder where this user may write.',
    cause,
  });
};

const verify = (file: string, isWhole: boolean): void => {
  const copy = new Sqlite(file);
  try {
    // The copy is one file that stands alone, without a log beside it.
    copy.pragma('journal_mode = DELETE');
    const verdict = copy.pragma('integrity_check(1)', { simple: true });
    // What is sealed is missing from the tables, so that much may refer to it.
    const broken = isWhole ? (copy.pragma('foreign_key_check') as unknown[]) : [];
    if (verdict === 'ok' && broken.length === 0) return;
    throw new PaperlineError({
      code: 'database-damaged',
      message: `The backup of the database is damaged: ${verdict === 'ok' ? `${broken.length} rows refer to nothing` : String(verdict)}.`,
      remedy: 'Keep the backups that there are, and look at the disk; nothing was written.',
    });
  } finally {
    copy.close();
  }
};

const syncFile = async (file: string): Promise<void> => {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Makes `file` by `work`, which writes the file that it is given; whole and checked, or not at all. */
const makeFile = async (
  database: string,
  file: string,
  isWhole: boolean,
  work: (part: string) => Promise<void>,
): Promise<Backup> => {
  if (!existsSync(database)) {
    throw new PaperlineError({
      code: 'file-not-found',
      message: `There is no database at ${database}.`,
      remedy: 'Name the data folder with --data.',
    });
  }
  if (existsSync(file)) {
    throw new PaperlineError({
      code: 'usage',
      message: `${file} is there already, and a backup never writes over anything.`,
      remedy: 'Name a file that is not there yet, with the date in its name.',
    });
  }
  const part = path.join(path.dirname(file), `.${path.basename(file)}.part`);
  try {
    await rm(part, { force: true });
    await work(part);
    verify(part, isWhole);
    await syncFile(part);
    await rename(part, file);
    return { file, bytes: (await stat(file)).size };
  } catch (error) {
    for (const suffix of ['', '-journal']) await rm(part + suffix, { force: true }).catch(() => undefined);
    const fault = toStoreFault(error, database);
    throw fault instanceof PaperlineError && fault.code !== 'file-not-writable'
      ? fault
      : cannotWrite(file, error);
  }
};

/**
 * Writes a backup of the database at `database` to `file` while it may be in use, and checks it before it gets its name.
 * Sheets are in it only under the keys of their waves (`sealed-backup.ts`). A file that is there already is never written over.
 * @throws PaperlineError `file-not-found`, `file-not-writable`, `disk-full`, `database-damaged`, `usage`, `wave-unfinished`,
 * `key-missing`
 */
export const backUpDatabase = (
  database: string,
  file: string,
  { onProgress = () => {} }: BackupOptions = {},
): Promise<Backup> =>
  makeFile(database, file, false, async (part) => writeSealedBackup(database, part, onProgress));

/** The database as it is, sheets and all: for a look ahead inside the data folder, removed after it. Throws as `backUpDatabase`. */
export const copyDatabase = (database: string, file: string): Promise<Backup> =>
  makeFile(database, file, true, async (part) => {
    const source = new Sqlite(database, { readonly: true, timeout: 10_000 });
    try {
      await source.backup(part, { progress: () => PAGES_A_STEP });
    } finally {
      source.close();
    }
  });
