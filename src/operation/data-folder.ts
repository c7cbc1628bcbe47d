import { mkdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { PaperlineError } from '../domain/errors.ts';

/** Every path that Paperline keeps on disk, absolute. */
export interface DataFolder {
  readonly root: string;
  readonly database: string;
  /** Where staff drop scans. */
  readonly inbox: string;
  /** Scans claimed and not yet archived or rejected. */
  readonly reading: string;
  readonly archive: string;
  readonly rejected: string;
  readonly print: string;
  /** Questionnaires that people made, and drafts of forms that were printed elsewhere, each in a folder. */
  readonly forms: string;
}

export interface DataFolderOptions {
  readonly root: string;
  /** An inbox elsewhere, such as a network share; inside `root` by default. */
  readonly inbox?: string | undefined;
}

export const dataFolderAt = ({ root, inbox }: DataFolderOptions): DataFolder => {
  const at = path.resolve(root);
  return {
    root: at,
    database: path.join(at, 'paperline.db'),
    inbox: inbox === undefined ? path.join(at, 'inbox') : path.resolve(inbox),
    reading: path.join(at, 'reading'),
    archive: path.join(at, 'archive'),
    rejected: path.join(at, 'rejected'),
    print: path.join(at, 'print'),
    forms: path.join(at, 'forms'),
  };
};

const isInside = (inner: string, outer: string): boolean => {
  const relative = path.relative(outer, inner);
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
};

/** An inbox elsewhere is not made: a share that is away would silently become an empty folder of this machine. */
const assertInboxThere = async (options: DataFolderOptions, folder: DataFolder): Promise<void> => {
  if (options.inbox === undefined) return;
  try {
    await stat(folder.inbox);
  } catch (cause) {
    throw new PaperlineError({
      code: 'data-folder-invalid',
      message: `There is no folder ${folder.inbox} to be the inbox.`,
      remedy: 'Connect the share, correct the name, or make the folder.',
      cause,
    });
  }
};

/**
 * Makes the folders that are missing and refuses a layout in which a scan could be picked up twice.
 * @throws PaperlineError `data-folder-invalid`, `file-not-writable`, `disk-full`
 */
export const prepareDataFolder = async (options: DataFolderOptions): Promise<DataFolder> => {
  const folder = dataFolderAt(options);
  await assertInboxThere(options, folder);
  for (const directory of [
    folder.root,
    folder.inbox,
    folder.reading,
    folder.archive,
    folder.rejected,
    folder.print,
    folder.forms,
  ]) {
    try {
      await mkdir(directory, { recursive: true });
      if (!(await stat(directory)).isDirectory()) throw new Error('it is a file');
    } catch (cause) {
      const full = (cause as NodeJS.ErrnoException).code === 'ENOSPC';
      throw new PaperlineError({
        code: full ? 'disk-full' : 'file-not-writable',
        message: `The folder ${directory} cannot be made or used (${(cause as Error).message}).`,
        remedy: full
          ? 'Make room on the disk.'
          : 'Name another folder with --data, or give this user the right to write there.',
        cause,
      });
    }
  }
  const inbox = await realpath(folder.inbox);
  for (const other of [folder.reading, folder.archive, folder.rejected, folder.print, folder.forms]) {
    const resolved = await realpath(other);
    if (isInside(inbox, resolved) || isInside(resolved, inbox)) {
      throw new PaperlineError({
        code: 'data-folder-invalid',
        message: `The inbox ${folder.inbox} and ${other} lie inside each other, so scans would be picked up again for ever.`,
        remedy:
          'Choose an inbox that is neither inside the archive, reading, rejected, print and forms folders nor around them.',
      });
    }
  }
  return folder;
};
