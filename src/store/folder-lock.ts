import Sqlite from 'better-sqlite3';
import { PaperlineError } from '../domain/errors.ts';

export interface FolderLock {
  release(): void;
}

/**
 * Keeps `file` locked until it is released or the process ends, however it ends: the lock is the system's own on an
 * open file, held by an SQLite transaction that never commits. A second taker, in this process or another, is refused
 * at once.
 * @throws PaperlineError `data-folder-in-use`
 */
export const lockFolder = (file: string): FolderLock => {
  const connection = new Sqlite(file, { timeout: 0 });
  try {
    connection.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    connection.close();
    if (!(cause instanceof Sqlite.SqliteError) || !cause.code.startsWith('SQLITE_BUSY')) throw cause;
    throw new PaperlineError({
      code: 'data-folder-in-use',
      message: `Another Paperline reads scans into this data folder (${file} is locked).`,
      remedy: 'Drop the scans into its inbox, or stop it first.',
      cause,
    });
  }
  return {
    release() {
      connection.close();
    },
  };
};
