/**
 * One claimed file on its way: read, stored in one transaction, archived; or rejected with a reason. Each part begins
 * by asking the store how far the file has come, so that a journey broken off anywhere is taken up where it was.
 */
import { setTimeout as wait } from 'node:timers/promises';
import path from 'node:path';
import { isPaperlineError } from '../src/domain/errors.ts';
import type { FaultCode } from '../src/domain/errors.ts';
import type { Log } from '../src/operation/log.ts';
import {
  beginReading,
  findScanFile,
  forgetAttempt,
  markMoved,
  markRejecting,
  type RejectReason,
  type ScanFileRecord,
} from '../src/store/scan-files.ts';
import { releaseBytes } from '../src/scan/release-pixels.ts';
import {
  findStoredTwin,
  storeScan,
  type PageOutcome,
  type ScannedPage,
  type ScanToStore,
} from '../src/store/scans.ts';
import {
  archiveFolderOf,
  moveToDestination,
  pathOfDestination,
  promiseDestination,
  reasonPathOf,
  REJECTED_FOLDER,
  type Destinations,
} from './destinations.ts';
import { hashFile, statOrNull, toWriteFault } from '../src/operation/file-moves.ts';
import {
  REASON_EMPTY,
  REASON_LINK,
  REASON_NOT_ORDINARY,
  reasonOfCrashes,
  reasonOfDefect,
  reasonOfFault,
  reasonOfPages,
  reasonOfTwin,
  reasonText,
} from './reject-reasons.ts';
import { claimedFileName, type ClaimedName } from './scan-names.ts';
import type { ReadScanTask, ScanReading } from './scan-reading.ts';

/** A file that was being read at so many ends of the process is not tried again. */
const MAX_ATTEMPTS = 5;

/** Faults of the place where files are kept, not of the file: they pass, and then the journey goes on. */
const FAULTS_OF_PLACE: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'disk-full',
  'file-not-writable',
  'data-folder-in-use',
  'database-damaged',
]);

export const isFaultOfPlace = (error: unknown): boolean =>
  isPaperlineError(error) && FAULTS_OF_PLACE.has(error.code);

export interface Journeys extends Destinations {
  readonly settleMs: number;
  readonly log: Log;
  readonly reading: ScanReading;
  readonly now: () => Date;
}

/** How far reading is. */
export type ReadingProgress = Pick<ReadScanTask, 'onPages' | 'onPageCount'>;

export interface Traveller {
  readonly claimed: ClaimedName;
  /** What staff called it. */
  readonly name: string;
  /** Set by the journey once its attempt is on record: a second try after a pause is not one more. */
  isBegun: boolean;
}

export interface FileOutcome {
  /** What staff called it. */
  readonly file: string;
  readonly claim: string;
  readonly outcome: 'archived' | 'rejected';
  /** Relative to the data folder; null where somebody took the file away meanwhile. */
  readonly destination: string | null;
  readonly pages: readonly PageOutcome[];
  readonly reason: RejectReason | null;
  readonly ms: number;
}

const syncFolder = async ({ moves }: Journeys, folder: string): Promise<void> => {
  try {
    await moves.syncFolder(folder);
  } catch (error) {
    throw toWriteFault(error, `the folder ${folder}`);
  }
};

/** What reading came to, before anything is moved. */
type Verdict =
  | { readonly kind: 'stored'; readonly pages: readonly PageOutcome[] }
  | {
      readonly kind: 'reject';
      readonly reason: RejectReason;
      readonly pages: readonly PageOutcome[];
      /** What was read of them, where the file could be opened. */
      readonly seen: readonly ScannedPage[];
      readonly sha256: string | null;
      readonly bytes: number | null;
    };

const rejectFor = (
  reason: RejectReason,
  known: {
    readonly sha256?: string;
    readonly bytes?: number;
    readonly pages?: readonly PageOutcome[];
    readonly seen?: readonly ScannedPage[];
  } = {},
): Verdict => ({
  kind: 'reject',
  reason,
  pages: known.pages ?? [],
  seen: known.seen ?? [],
  sha256: known.sha256 ?? null,
  bytes: known.bytes ?? null,
});

const readingPathOf = (journeys: Journeys, { claimed }: Traveller): string =>
  path.join(journeys.folder.reading, claimedFileName(claimed));

const storePages = async (
  journeys: Journeys,
  file: string,
  scan: ScanToStore,
  signal: AbortSignal,
): Promise<Verdict> => {
  let outcome = await storeScan(journeys.store, scan);
  if (outcome.outcome === 'crops-needed') {
    const crops = await journeys.reading.cropFields(file, outcome.fields, signal);
    outcome = await storeScan(journeys.store, { ...scan, crops });
  }
  const known = { sha256: scan.sha256, bytes: scan.bytes };
  if (outcome.outcome === 'stored') return { kind: 'stored', pages: outcome.pages };
  if (outcome.outcome === 'twin') return rejectFor(reasonOfTwin(outcome), known);
  if (outcome.outcome === 'crops-needed')
    throw new Error('Expected a file to be stored once its crops were given.');
  return rejectFor(reasonOfPages(outcome.pages), { ...known, pages: outcome.pages, seen: scan.pages });
};

/** Waits until the file has not changed for the settling time: somebody still held it open. */
const waitUntilSettled = async (journeys: Journeys, file: string, signal: AbortSignal): Promise<void> => {
  for (;;) {
    const before = await statOrNull(file);
    await wait(journeys.settleMs, undefined, { signal });
    const after = await statOrNull(file);
    if (before?.size === after?.size && before?.mtimeMs === after?.mtimeMs) return;
  }
};

const readAndStore = async (
  journeys: Journeys,
  traveller: Traveller,
  progress: ReadingProgress,
  signal: AbortSignal,
): Promise<Verdict> => {
  const file = readingPathOf(journeys, traveller);
  for (;;) {
    const before = await statOrNull(file);
    if (before === null) throw new Error(`Expected ${file} to be there while it is read.`);
    if (before.isSymbolicLink()) return rejectFor(REASON_LINK);
    if (!before.isFile()) return rejectFor(REASON_NOT_ORDINARY);
    if (before.size === 0) return rejectFor(REASON_EMPTY, { bytes: 0 });
    const sha256 = await hashFile(file, signal);
    const known = { sha256, bytes: before.size };
    const twin = await findStoredTwin(journeys.store, sha256);
    if (twin !== null) return rejectFor(reasonOfTwin(twin), known);
    const pages = await journeys.reading.readScan({ file, name: traveller.name, ...progress, signal });
    await journeys.step('read');
    const after = await statOrNull(file);
    if (after?.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      await waitUntilSettled(journeys, file, signal);
      continue;
    }
    const at = journeys.now();
    const destination = await promiseDestination(journeys, archiveFolderOf(at), traveller.claimed.name);
    try {
      return await storePages(
        journeys,
        file,
        {
          claim: traveller.claimed.claim,
          ...known,
          destination,
          pages,
          readerVersion: journeys.reading.readerVersion,
          at,
        },
        signal,
      );
    } finally {
      // From here on the store keeps the place.
      journeys.promised.delete(destination);
      releaseCrops(pages);
    }
  }
};

/**
 * Gives back the memory of pictures that are stored: this thread has little else to collect, and would hold those of hundreds of
 * pages before the engine looks for them.
 */
const releaseCrops = (pages: readonly ScannedPage[]): void => {
  for (const { crops } of pages) for (const { image } of crops.values()) releaseBytes(image);
};

/** As `readAndStore`; whatever the file does to its reader, only a fault of the place or an abort comes out. */
const judge = async (
  journeys: Journeys,
  traveller: Traveller,
  progress: ReadingProgress,
  signal: AbortSignal,
): Promise<Verdict> => {
  try {
    return await readAndStore(journeys, traveller, progress, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (isFaultOfPlace(error)) throw error;
    if (isPaperlineError(error)) return rejectFor(reasonOfFault(error));
    if (error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM')) {
      return rejectFor(REASON_NOT_READABLE);
    }
    journeys.log.error({ err: error, claim: traveller.claimed.claim }, 'reading a file failed by a defect');
    return rejectFor(reasonOfDefect(error));
  }
};

const REASON_NOT_READABLE: RejectReason = {
  code: 'file-not-readable',
  en: 'Paperline has no permission to read this file. Give it the right to read it, and drop the file again.',
  nl: 'Paperline mag dit bestand niet lezen. Geef leesrecht en lever het bestand opnieuw aan.',
};

const recordRejection = async (
  journeys: Journeys,
  traveller: Traveller,
  verdict: Extract<Verdict, { kind: 'reject' }>,
): Promise<void> => {
  const destination = await promiseDestination(journeys, REJECTED_FOLDER, traveller.claimed.name);
  try {
    await markRejecting(journeys.store, {
      claim: traveller.claimed.claim,
      destination,
      reason: verdict.reason,
      sha256: verdict.sha256,
      bytes: verdict.bytes,
      pageCount: verdict.pages.length === 0 ? null : verdict.pages.length,
      pages: verdict.pages.map((page, place) => ({
        ...page,
        diagnostics: verdict.seen[place]?.reading.diagnostics ?? {},
        ms: verdict.seen[place]?.reading.ms ?? {},
      })),
      readerVersion: journeys.reading.readerVersion,
    });
  } finally {
    journeys.promised.delete(destination);
  }
};

/** Writes the reason whole or not at all, before the file comes to stand beside it. */
const writeReason = async (
  journeys: Journeys,
  target: string,
  name: string,
  reason: RejectReason,
): Promise<void> => {
  const part = path.join(path.dirname(target), `.${path.basename(target)}.part`);
  await journeys.moves.writeText(part, reasonText(name, reason));
  await journeys.moves.rename(part, reasonPathOf(target));
  await journeys.step('reason-written');
};

/** The last leg: the store knows where the file belongs. Returns where it is now. */
const bringHome = async (
  journeys: Journeys,
  traveller: Traveller,
  record: ScanFileRecord,
): Promise<string | null> => {
  const { claimed } = traveller;
  if (record.destination === null) throw new Error(`Expected a destination for ${claimed.claim}.`);
  const { reason } = record;
  const place = await moveToDestination(
    journeys,
    readingPathOf(journeys, traveller),
    record.destination,
    claimed,
    reason === null ? undefined : (target) => writeReason(journeys, target, traveller.name, reason),
  );
  await markMoved(journeys.store, claimed.claim, journeys.now());
  await journeys.step('finished');
  if (place === null)
    journeys.log.warn({ claim: claimed.claim }, 'a file was taken away before it was archived');
  return place;
};

/**
 * Carries a claimed file to where it ends, from wherever it is.
 * @throws PaperlineError for a fault of the place (`isFaultOfPlace`): call again when it has passed
 * @throws the signal's reason when aborted: the file stays claimed and is taken up at the next start
 */
export const carryThrough = async (
  journeys: Journeys,
  traveller: Traveller,
  progress: ReadingProgress,
  signal: AbortSignal,
): Promise<FileOutcome> => {
  const startedMs = performance.now();
  const { claim } = traveller.claimed;
  let record = await findScanFile(journeys.store, claim);
  let pages: readonly PageOutcome[] = [];
  if (record === null || record.state === 'reading') {
    if (!traveller.isBegun) {
      // What the store says of a file must not outlive the rename that brought it here.
      await syncFolder(journeys, journeys.folder.reading);
      record = await beginReading(journeys.store, {
        claim,
        originalName: traveller.name,
        at: journeys.now(),
      });
      traveller.isBegun = true;
      await journeys.step('begun');
    }
    const attempts = record?.attempts ?? 0;
    let verdict: Verdict;
    try {
      verdict =
        attempts > MAX_ATTEMPTS
          ? rejectFor(reasonOfCrashes(attempts - 1))
          : await judge(journeys, traveller, progress, signal);
    } catch (error) {
      if (signal.aborted) await forgetAttempt(journeys.store, claim).catch(() => undefined);
      throw error;
    }
    pages = verdict.pages;
    if (verdict.kind === 'reject') await recordRejection(journeys, traveller, verdict);
    await journeys.step('decided');
    record = await findScanFile(journeys.store, claim);
  }
  if (record === null) throw new Error(`Expected a record of ${claim}.`);
  const destination = await bringHome(journeys, traveller, record);
  return {
    file: traveller.name,
    claim,
    outcome: record.reason === null ? 'archived' : 'rejected',
    destination,
    pages,
    reason: record.reason,
    ms: performance.now() - startedMs,
  };
};

/** Ends what the store knows to be on its last leg and whose file is in the reading folder no more. */
export const closeRecord = async (journeys: Journeys, record: ScanFileRecord): Promise<void> => {
  const { claim, destination } = record;
  if (destination !== null && (await statOrNull(pathOfDestination(journeys.folder, destination))) === null) {
    journeys.log.warn({ claim }, 'a file is neither where it was read nor where it belongs');
  }
  await markMoved(journeys.store, claim, journeys.now());
};
