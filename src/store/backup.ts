import { existsSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { PaperlineError } from '../domain/errors.ts';
import { toStoreFault } from './store-fault.ts';

export interface BackupOptions {
  /** Called with pages copied and pages in all. */
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

const verify = (file: string): void => {
  const copy = new Sqlite(file);
  try {
    // The copy is one file that stands alone, without a log beside it.
    copy.pragma('journal_mode = DELETE');
    const verdict = copy.pragma('integrity_check(1)', { simple: true });
    const broken = copy.pragma('foreign_key_check') as unknown[];
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

/**
 * Copies the database at `database` to `file` while it may be in use, and checks the copy whole before it gets its
 * name. A file that is there already is never written over.
 * @throws PaperlineError `file-not-found`, `file-not-writable`, `disk-full`, `database-damaged`, `usage`
 */
export const backUpDatabase = async (
  database: string,
  file: string,
  { onProgress }: BackupOptions = {},
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
  let source: Sqlite.Database | undefined;
  try {
    source = new Sqlite(database, { readonly: true, timeout: 10_000 });
    await source.backup(part, {
      progress({ totalPages, remainingPages }) {
        onProgress?.(totalPages - remainingPages, totalPages);
        return PAGES_A_STEP;
      },
    });
    verify(part);
    await syncFile(part);
    await rename(part, file);
    return { file, bytes: (await stat(file)).size };
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    const fault = toStoreFault(error, database);
    throw fault instanceof PaperlineError && fault.code !== 'file-not-writable'
      ? fault
      : cannotWrite(file, error);
  } finally {
    source?.close();
  }
};
