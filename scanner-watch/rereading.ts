/** Reads archived scans again with the reader of today, and shows or stores what changes. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { isPaperlineError, PaperlineError } from '../src/domain/errors.ts';
import type { DataFolder } from '../src/operation/data-folder.ts';
import { copyDatabase } from '../src/store/backup.ts';
import { lockFolder, type FolderLock } from '../src/store/folder-lock.ts';
import {
  listScansToReread,
  storeRereading,
  type ArchivedScan,
  type RereadChange,
  type RereadOutcome,
} from '../src/store/rereading.ts';
import { openStore, type Store } from '../src/store/store.ts';
import type { ScannedPage } from '../src/store/scans.ts';
import { pathOfDestination } from './destinations.ts';
import { hashFile, statOrNull } from '../src/operation/file-moves.ts';
import { troubleOf, type Trouble } from './ingest-status.ts';
import type { ScanReading } from './scan-reading.ts';
import { isFaultOfPlace } from './scan-journey.ts';

export interface RereadingOptions {
  readonly folder: DataFolder;
  readonly store: Store;
  readonly reading: ScanReading;
  /** Only scans with pages of this survey. */
  readonly survey?: string | undefined;
  /** This file alone, by its number in the store. */
  readonly file?: number | undefined;
  /** Also what this very reader has read, such as after another target error rate was set. */
  readonly again: boolean;
  /** False: nothing is changed, and what is told is what would be. */
  readonly apply: boolean;
  readonly signal: AbortSignal;
  readonly now?: () => Date;
  readonly onProgress?: (done: number, total: number) => void;
  readonly onChange?: (scan: ArchivedScan, change: RereadChange) => void;
  /** Called between files: for tests of what a failure there leaves. */
  readonly step?: (name: string) => Promise<void>;
}

export interface RereadingReport {
  /** Files and pages that were read again. */
  readonly files: number;
  readonly pages: number;
  /** Decisions of people on these pages; all of them stand. */
  readonly decisions: number;
  /** Files that could not be read again; what is stored of them stays as it is. */
  readonly troubles: readonly (Trouble & { readonly file: string })[];
}

const PREVIEW_NAME = 'paperline-preview.db';

const lockRereading = (folder: DataFolder): FolderLock => {
  try {
    return lockFolder(path.join(folder.root, 'reread.lock'));
  } catch (cause) {
    if (!isPaperlineError(cause)) throw cause;
    throw new PaperlineError({
      code: 'data-folder-in-use',
      message: `The scans in ${folder.archive} are being read again already.`,
      remedy: 'Wait until that has ended, or stop it: what it has done stays, and it can be taken up again.',
      cause,
    });
  }
};

const removePreview = async (file: string): Promise<void> => {
  for (const suffix of ['', '-wal', '-shm', '.part']) {
    await rm(
      suffix === '.part' ? path.join(path.dirname(file), `.${path.basename(file)}.part`) : file + suffix,
      {
        force: true,
      },
    );
  }
};

/** What would change is found by changing a copy: so it is what will change, to the last field. */
const withPreview = async <T>(folder: DataFolder, work: (copy: Store) => Promise<T>): Promise<T> => {
  const file = path.join(folder.root, PREVIEW_NAME);
  // One that a crash left behind.
  await removePreview(file);
  try {
    await copyDatabase(folder.database, file);
    const copy = openStore(file);
    try {
      return await work(copy);
    } finally {
      await copy.close();
    }
  } finally {
    await removePreview(file);
  }
};

const gone = (file: string): PaperlineError =>
  new PaperlineError({
    code: 'file-not-found',
    message: `The scan is not in the archive any more (${file}).`,
    remedy: 'Put it back from a backup to have it read again; what was read from it stays.',
  });

const changed = (file: string): PaperlineError =>
  new PaperlineError({
    code: 'scan-damaged',
    message: `The scan in the archive is not the one that was read (${file}).`,
    remedy: 'Put it back from a backup to have it read again; what was read from it stays.',
  });

const otherPages = (file: string, pages: number, before: number): PaperlineError =>
  new PaperlineError({
    code: 'scan-damaged',
    message: `${pages} pages could be opened in the scan where there were ${before} (${file}).`,
    remedy: 'Look at the file; what was read from it stays.',
  });

const defect = (error: unknown): Trouble => ({
  code: 'defect',
  message: `Reading it again failed by a defect (${error instanceof Error ? error.message : String(error)}).`,
  remedy: 'What was read from it stays; tell whoever maintains Paperline.',
});

type Seen = { readonly pages: readonly ScannedPage[] } | { readonly error: unknown };

/**
 * Reads again every archived scan that another reader read, file by file in the order in which they came. Each file's
 * new readings are stored whole or not at all, so that it may be ended at any instant and taken up again. A file that
 * is missing or cannot be read is told of, and the others go on.
 * @throws PaperlineError `data-folder-in-use`, `disk-full`, `file-not-writable`, `database-damaged`
 * @throws the signal's reason when aborted
 */
export const rereadScans = async (options: RereadingOptions): Promise<RereadingReport> => {
  const { folder, store, reading, survey, file, again, apply, signal } = options;
  const { now = () => new Date(), onProgress, onChange, step = async () => {} } = options;
  const { readerVersion } = reading;
  const troubles: (Trouble & { readonly file: string })[] = [];

  const read = async (scan: ArchivedScan): Promise<readonly ScannedPage[]> => {
    const file = pathOfDestination(folder, scan.destination);
    if ((await statOrNull(file))?.isFile() !== true) throw gone(file);
    if ((await hashFile(file, signal)) !== scan.sha256) throw changed(file);
    return reading.readScan({ file, name: scan.name, onPages: () => {}, signal });
  };
  const look = async (scan: ArchivedScan): Promise<Seen> => {
    try {
      return { pages: await read(scan) };
    } catch (error) {
      return { error };
    }
  };
  const put = async (
    target: Store,
    scan: ArchivedScan,
    pages: readonly ScannedPage[],
  ): Promise<RereadOutcome> => {
    const reread = { scan, pages, readerVersion, at: now() };
    const outcome = await storeRereading(target, reread);
    if (outcome.outcome !== 'crops-needed') return outcome;
    const file = pathOfDestination(folder, scan.destination);
    const crops = await reading.cropFields(file, outcome.fields, signal);
    return storeRereading(target, { ...reread, crops });
  };

  const run = async (target: Store): Promise<RereadingReport> => {
    const scans = await listScansToReread(store, { survey, file, unlessBy: again ? null : readerVersion });
    const ahead = new Map<number, Promise<Seen>>();
    const sum = { files: 0, pages: 0, decisions: 0 };
    let begun = 0;
    for (const [at, scan] of scans.entries()) {
      // Read side by side, stored in order: a page in two files must find the same one first every time.
      for (; begun < scans.length && begun < at + reading.filesAtOnce; begun++) {
        ahead.set(begun, look(scans[begun] as ArchivedScan));
      }
      const seen = (await ahead.get(at)) as Seen;
      ahead.delete(at);
      signal.throwIfAborted();
      await step('read');
      try {
        if ('error' in seen) throw seen.error;
        const outcome = await put(target, scan, seen.pages);
        if (outcome.outcome === 'pages-differ')
          throw otherPages(pathOfDestination(folder, scan.destination), outcome.pages, scan.pages);
        if (outcome.outcome !== 'stored')
          throw new Error('Expected a scan to be stored once its crops were given.');
        sum.files++;
        sum.pages += seen.pages.length;
        sum.decisions += outcome.decisions;
        for (const change of outcome.changes) onChange?.(scan, change);
      } catch (error) {
        signal.throwIfAborted();
        if (isFaultOfPlace(error)) {
          await Promise.allSettled(ahead.values());
          throw error;
        }
        troubles.push({ file: scan.name, ...(isPaperlineError(error) ? troubleOf(error) : defect(error)) });
      }
      await step('stored');
      onProgress?.(at + 1, scans.length);
    }
    return { ...sum, troubles };
  };

  const lock = lockRereading(folder);
  try {
    return apply ? await run(store) : await withPreview(folder, run);
  } finally {
    lock.release();
  }
};
