import Sqlite from 'better-sqlite3';
import { PaperlineError } from '../domain/errors.ts';

/** SQLite's complaints as faults with a remedy; anything else comes back as it was. */
export const toStoreFault = (error: unknown, file: string): unknown => {
  if (!(error instanceof Sqlite.SqliteError)) return error;
  const { code } = error;
  if (
    code === 'SQLITE_FULL' ||
    code.startsWith('SQLITE_IOERR_WRITE') ||
    code.startsWith('SQLITE_IOERR_FSYNC')
  ) {
    return new PaperlineError({
      code: 'disk-full',
      message: `The database ${file} could not be written (${error.message}).`,
      remedy: 'Make room on the disk that holds the data folder.',
      cause: error,
    });
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new PaperlineError({
      code: 'database-damaged',
      message: `The database ${file} is damaged (${error.message}).`,
      remedy:
        'Stop Paperline, move the file aside, and make it anew from the latest backup with "paperline restore".',
      cause: error,
    });
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM') {
    return new PaperlineError({
      code: 'file-not-writable',
      message: `The database ${file} cannot be opened (${error.message}).`,
      remedy: 'Name another folder with --data, or give this user the right to write there.',
      cause: error,
    });
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return new PaperlineError({
      code: 'data-folder-in-use',
      message: `Another program kept the database ${file} to itself for too long.`,
      remedy: 'Close the other program that works on this data folder, then try again.',
      cause: error,
    });
  }
  return error;
};
