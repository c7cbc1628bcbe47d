/** Deletes what may be kept no longer, looks that it is gone, and puts on record what was deleted and what could not be. */
import { lstat, open, unlink } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describeError } from '../domain/errors.ts';
import type { DataFolder } from '../operation/data-folder.ts';
import type { Log } from '../operation/log.ts';
import { recordActAlone } from '../store/audit-log.ts';
import { planRetention, recordDeletion, type RetainedFile, type RetainedGroup } from '../store/retention.ts';
import type { Store } from '../store/store.ts';

export interface NotDeleted {
  readonly place: string;
  readonly why: string;
}

export interface Deleted {
  readonly group: RetainedGroup;
  readonly files: number;
  readonly bytes: number;
  /** Of `files`, those that somebody else had taken away before. */
  readonly goneBefore: number;
  /** Tried again the next time. */
  readonly notDeleted: readonly NotDeleted[];
}

export interface RetentionOptions {
  readonly store: Store;
  readonly folder: DataFolder;
  readonly now?: () => Date;
  /** For tests of what a disk may refuse. */
  readonly remove?: (file: string) => Promise<void>;
}

const FILES_A_RECORD = 500;

const pathOf = ({ root }: DataFolder, place: string): string => path.join(root, ...place.split('/'));

/** Null where it is gone. */
const sizeOf = async (file: string): Promise<number | null> => {
  try {
    return (await lstat(file)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

/** Removes a file and looks that it is gone; null where it was gone before. */
const removeFile = async (file: string, remove: (file: string) => Promise<void>): Promise<number | null> => {
  const bytes = await sizeOf(file);
  if (bytes === null) {
    // On a disk that is away everything looks deleted; one day it is back.
    if ((await sizeOf(path.dirname(file))) === null)
      throw new Error('its folder is not there, and may be on a disk that is away');
    return null;
  }
  await remove(file);
  if ((await sizeOf(file)) !== null) throw new Error('it is still there after it was removed');
  return bytes;
};

/** What was removed must not come back with the next power cut. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
};

const deleteGroup = async (
  group: RetainedGroup,
  { store, folder, now = () => new Date(), remove = unlink }: RetentionOptions,
): Promise<Deleted> => {
  const notDeleted: NotDeleted[] = [];
  const sum = { files: 0, bytes: 0, goneBefore: 0 };
  for (let from = 0; from < group.files.length; from += FILES_A_RECORD) {
    const gone: RetainedFile[] = [];
    const folders = new Set<string>();
    let bytes = 0;
    let goneBefore = 0;
    for (const file of group.files.slice(from, from + FILES_A_RECORD)) {
      const at = pathOf(folder, file.place);
      try {
        const removed = await removeFile(at, remove);
        bytes += removed ?? 0;
        if (removed === null) goneBefore++;
        if (group.what === 'rejected') await removeFile(`${at}.reason.txt`, remove);
        folders.add(path.dirname(at));
        gone.push(file);
      } catch (error) {
        notDeleted.push({ place: file.place, why: describeError(error) });
      }
    }
    for (const each of folders) await syncFolder(each);
    if (gone.length > 0) await recordDeletion(store, group, { files: gone, bytes, goneBefore }, now());
    sum.files += gone.length;
    sum.bytes += bytes;
    sum.goneBefore += goneBefore;
  }
  if (notDeleted.length > 0) {
    const about = { what: group.what, files: notDeleted.length };
    await recordActAlone(store, 'deletion-failed', about, { at: now() });
  }
  return { group, ...sum, notDeleted };
};

/** Deletes everything whose time has come. What cannot be deleted is told, and tried again the next time. */
export const applyRetention = async (options: RetentionOptions): Promise<Deleted[]> => {
  const { store, now = () => new Date() } = options;
  const today = now().toISOString();
  const due = (await planRetention(store)).filter(({ dueAt }) => dueAt !== null && dueAt <= today);
  const deleted: Deleted[] = [];
  for (const group of due) deleted.push(await deleteGroup(group, options));
  return deleted;
};

const DAY_MS = 24 * 3_600_000;

/** Applies retention now and once a day, until `signal` is aborted. */
export const keepRetention = async (
  options: RetentionOptions & { readonly log: Log; readonly signal: AbortSignal },
): Promise<void> => {
  const { log, signal } = options;
  while (!signal.aborted) {
    try {
      for (const { group, files, notDeleted } of await applyRetention(options)) {
        log.info(
          { what: group.what, survey: group.survey, wave: group.wave, files },
          'kept long enough: deleted',
        );
        for (const { place, why } of notDeleted) log.error({ place, why }, 'a file cannot be deleted');
      }
    } catch (error) {
      // A disk that is away today is there tomorrow; nothing else may end for it.
      log.error({ err: error }, 'deleting what was kept long enough failed');
    }
    await wait(DAY_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
};
