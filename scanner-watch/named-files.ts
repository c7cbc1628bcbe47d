/** Files and folders that somebody named to be read once. */
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { DataFolder } from '../src/operation/data-folder.ts';
import { statOrNull, type FilePath } from '../src/operation/file-moves.ts';
import { walkFolder } from './inbox.ts';
import type { Trouble } from './ingest-status.ts';

export interface NamedFile {
  readonly path: FilePath;
  readonly name: string;
  /** It lies in the inbox or among the rejected, so it is moved; anything else is copied and stays where it is. */
  readonly isOurs: boolean;
}

/** A file that was named but not taken: it stays where it is. */
export interface NotTaken {
  readonly file: string;
  readonly trouble: Trouble;
}

const isInside = (inner: string, outer: string): boolean => {
  const relative = path.relative(outer, inner);
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
};

const notFound = (file: string): Trouble => ({
  code: 'file-not-found',
  message: `There is no file or folder ${file}.`,
  remedy: 'Look at the name and the folder.',
});

const keptByPaperline = (file: string): Trouble => ({
  code: 'usage',
  message: `${file} is where Paperline keeps what it has read.`,
  remedy: 'Name scans that were not read yet; rejected ones may be named again.',
});

/** The files among and below `paths`; a link that is named is followed, a link in a folder is not. */
export const listNamedFiles = async (
  paths: readonly string[],
  folder: DataFolder,
): Promise<{ readonly files: readonly NamedFile[]; readonly notTaken: readonly NotTaken[] }> => {
  const [root, inbox, rejected] = await Promise.all(
    [folder.root, folder.inbox, folder.rejected].map((each) => realpath(each)),
  );
  const kept = await Promise.all(
    [folder.archive, folder.reading, folder.print].map((each) => realpath(each)),
  );
  const files: NamedFile[] = [];
  const notTaken: NotTaken[] = [];
  for (const given of paths) {
    const named = (await statOrNull(given)) === null ? null : await realpath(given).catch(() => null);
    if (named === null) {
      notTaken.push({ file: given, trouble: notFound(given) });
    } else if (named === root || kept.some((each) => isInside(named, each))) {
      notTaken.push({ file: given, trouble: keptByPaperline(given) });
    } else {
      const isOurs = [inbox, rejected].some((each) => each !== undefined && isInside(named, each));
      if ((await statOrNull(named))?.isDirectory() !== true) {
        files.push({ path: named, name: path.basename(named), isOurs });
        continue;
      }
      for await (const found of walkFolder(named)) {
        if (!found.isFolder && !found.name.endsWith('.reason.txt')) {
          files.push({ path: found.path, name: found.name, isOurs });
        }
      }
    }
  }
  return { files, notTaken };
};
