/** From files in the inbox to rows of the database: the watched folder, and the same for files named once. */
import { EventEmitter, once } from 'node:events';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { isPaperlineError, PaperlineError } from '../src/domain/errors.ts';
import type { Config } from '../src/operation/config.ts';
import type { DataFolder } from '../src/operation/data-folder.ts';
import type { Log } from '../src/operation/log.ts';
import { lockFolder } from '../src/store/folder-lock.ts';
import { findRejectedAt, nameReadAgain } from '../src/store/rejected-files.ts';
import { findScanFile, forgetReading, listUnfinished } from '../src/store/scan-files.ts';
import type { Store } from '../src/store/store.ts';
import { claimCopy, claimFile, finishClaims, listClaimed, type Claiming } from './claims.ts';
import { REJECTED_FOLDER } from './destinations.ts';
import { diskMoves, type FileMoves, type FilePath } from '../src/operation/file-moves.ts';
import { FileQueue } from './file-queue.ts';
import { openInbox } from './inbox.ts';
import { watchForChanges } from './inbox-changes.ts';
import { IngestTally, troubleOf, type IngestStatus, type Trouble } from './ingest-status.ts';
import {
  carryThrough,
  closeRecord,
  isFaultOfPlace,
  type FileOutcome,
  type Journeys,
  type Traveller,
} from './scan-journey.ts';
import { listNamedFiles, type NotTaken } from './named-files.ts';
import { claimRejected, readFileAgain, settleReadAgain, type ReadAgainOutcome } from './read-again.ts';
import type { ClaimedName } from './scan-names.ts';
import { createScanReading } from './scan-reader-pool.ts';
import type { ScanReading } from './scan-reading.ts';
import { suggestTexts, type TextSuggesting } from './text-suggesting.ts';

export interface IngestOptions {
  readonly folder: DataFolder;
  readonly store: Store;
  readonly config: Pick<Config, 'settleMs' | 'poll' | 'readers' | 'targetErrorRate'>;
  readonly log: Log;
  /** Reading in worker threads unless given. */
  readonly reading?: ScanReading;
  readonly onProgress?: (status: IngestStatus) => void;
  /** Starts what reads handwriting, for languages by their codes; Tesseract unless given. */
  readonly createRecogniser?: NonNullable<TextSuggesting['createRecogniser']>;
  /** How long a pause lasts before one file tries again. */
  readonly retryMs?: number;
  readonly now?: () => Date;
  /** The calls that change the disk, and a call between any two of them: for tests of what a failure there leaves. */
  readonly moves?: FileMoves;
  readonly step?: (name: string) => Promise<void>;
}

/** What `events` tells, by name. */
export interface IngestEvents {
  progress: [IngestStatus];
  /** A file has come to its end. */
  file: [FileOutcome];
  paused: [Trouble];
  resumed: [];
  /** A file in the inbox cannot be taken. */
  stuck: [Trouble & { readonly file: string }];
}

export interface IngestResult {
  readonly files: readonly FileOutcome[];
  readonly notTaken: readonly NotTaken[];
}

export interface Ingest {
  readonly events: EventEmitter<IngestEvents>;
  /**
   * Reads these files and folders once: what lies in the inbox is moved, all else is copied. First ends what a crash
   * left half done.
   * @throws PaperlineError `disk-full` and other faults of the place, unless the watcher runs, which waits for them
   */
  ingestFiles(paths: readonly string[], signal?: AbortSignal): Promise<IngestResult>;
  /** Reads what comes into the inbox until `signal` is aborted; a file that is being read then is taken up next time. */
  watch(signal: AbortSignal): Promise<void>;
  /**
   * Reads a file again that was rejected or archived, by its number in the store, while the watcher runs.
   * @throws PaperlineError `nobody-watches`, `file-unknown`, `file-not-found`, `file-not-readable`, and faults of the place
   */
  readAgain(file: number): Promise<ReadAgainOutcome>;
  status(): IngestStatus;
  /** True while nothing waits and nothing is read. */
  isIdle(): boolean;
  close(): Promise<void>;
}

const RETRY_MS = 5000;
/** Network shares lose events: the inbox is looked at this often even when nothing was told. */
const LOOK_AT_LEAST_EVERY_MS = 30_000;

const keyOfPath = (file: FilePath): string => (typeof file === 'string' ? file : `\0${file.toString('hex')}`);

/**
 * Takes the data folder for itself and prepares to read.
 * @throws PaperlineError `data-folder-in-use`
 */
export const createIngest = (options: IngestOptions): Ingest => {
  const { folder, store, config, log, retryMs = RETRY_MS, now = () => new Date() } = options;
  const { reading = createScanReading(store, config) } = options;
  const { moves = diskMoves, step = async () => {} } = options;
  const lock = lockFolder(path.join(folder.root, 'paperline.lock'));
  const events = new EventEmitter<IngestEvents>();
  const tally = new IngestTally(
    (status) => {
      events.emit('progress', status);
      options.onProgress?.(status);
    },
    () => queue.waiting,
  );
  const claiming: Claiming = { folder, storeId: store.id, moves, step };
  const journeys: Journeys = {
    folder,
    store,
    moves,
    step,
    promised: new Set(),
    settleMs: config.settleMs,
    log,
    reading,
    now,
  };
  const stopped = new AbortController();
  /** Set while the watcher runs. */
  let watchSignal: AbortSignal | null = null;
  let filesEnded = 0;
  let retryTimer: NodeJS.Timeout | undefined;

  const tryAgainLater = (): void => {
    clearTimeout(retryTimer);
    retryTimer = setTimeout(() => {
      tryAgain().catch((error: unknown) => log.error({ err: error }, 'reading cannot go on'));
    }, retryMs);
  };
  const queue = new FileQueue<FileOutcome | null>({
    atOnce: reading.filesAtOnce,
    isPassing: (error) => watchSignal !== null && isFaultOfPlace(error),
    onPause(fault) {
      if (!isPaperlineError(fault)) return;
      const isNews = tally.paused?.message !== fault.message;
      tally.paused = troubleOf(fault);
      tally.changed();
      tryAgainLater();
      if (!isNews) return;
      log.warn({ code: fault.code, remedy: fault.remedy }, fault.message);
      events.emit('paused', tally.paused);
    },
    onResume() {
      tally.paused = null;
      tally.changed();
      log.info('reading goes on');
      events.emit('resumed');
    },
  });

  const travel = async (traveller: Traveller, signal: AbortSignal): Promise<FileOutcome> => {
    const { claim } = traveller.claimed;
    tally.begin(claim, traveller.name);
    let outcome: FileOutcome | null = null;
    try {
      const progress = {
        onPages: (pages: number) => tally.addPages(claim, pages),
        onPageCount: (pages: number) => tally.setPageCount(claim, pages),
      };
      outcome = await carryThrough(journeys, traveller, progress, signal);
    } finally {
      tally.end(claim, outcome);
    }
    log.info(
      {
        claim,
        outcome: outcome.outcome,
        pages: outcome.pages.length,
        ms: Math.round(outcome.ms),
        reason: outcome.reason?.code,
      },
      'file done',
    );
    filesEnded++;
    events.emit('file', outcome);
    return outcome;
  };

  /** Claims whose files are on their way, or wait for a pause to end. */
  const travelling = new Set<string>();

  /** One file's turn: claimed when it comes, so that until then it stays where staff put it. */
  const turnOf = (
    key: string,
    take: () => Promise<Traveller | null>,
    signal: AbortSignal,
  ): Promise<FileOutcome | null> | null => {
    const { promise, resolve, reject } = Promise.withResolvers<FileOutcome | null>();
    let traveller: Traveller | null = null;
    const isNew = queue.add({
      key,
      async run() {
        signal.throwIfAborted();
        traveller ??= await take();
        if (traveller === null) return null;
        travelling.add(traveller.claimed.claim);
        return travel(traveller, signal);
      },
      settle(result) {
        if (traveller !== null) travelling.delete(traveller.claimed.claim);
        if (result.status === 'fulfilled') resolve(result.value);
        else reject(result.reason as Error);
      },
    });
    return isNew ? promise : null;
  };

  const takeUp = async (claimed: ClaimedName): Promise<Traveller> => ({
    claimed,
    name:
      (await findScanFile(store, claimed.claim))?.originalName ??
      (await nameReadAgain(store, claimed.claim)) ??
      claimed.name,
    isBegun: false,
  });

  const takeUpInTurn = (claimed: ClaimedName, signal: AbortSignal): void => {
    turnOf(claimed.claim, () => takeUp(claimed), signal)?.catch((error: unknown) => {
      if (signal.aborted) return;
      log.error({ err: error, claim: claimed.claim }, 'a file that was left half-way could not be ended');
    });
  };
  const isRecorded = async (claim: string): Promise<boolean> => (await findScanFile(store, claim)) !== null;

  let recovered: Promise<void> | undefined;
  /** Ends what a crash left between two places; runs once. */
  const recover = async (): Promise<ClaimedName[]> => {
    await finishClaims(claiming, isRecorded);
    const claimed = await listClaimed(claiming);
    const here = new Set(claimed.map(({ claim }) => claim));
    for (const record of await listUnfinished(store)) {
      if (here.has(record.claim)) continue;
      if (record.state === 'reading') await forgetReading(store, record.claim);
      else await closeRecord(journeys, record);
    }
    await settleReadAgain(claiming, store, here);
    return claimed;
  };
  const recoverAndTakeUp = async (signal: AbortSignal): Promise<void> => {
    for (const claimed of await recover()) takeUpInTurn(claimed, signal);
  };
  const recoverOnce = (signal: AbortSignal): Promise<void> => {
    recovered ??= recoverAndTakeUp(signal);
    recovered.catch(() => {
      recovered = undefined;
    });
    return recovered;
  };

  /** After a pause, when nothing runs: half-way claims first, so that a file is not left marked in the inbox. */
  const tryAgain = async (): Promise<void> => {
    const signal = watchSignal;
    if (signal === null || signal.aborted) return;
    try {
      if (queue.isRunning) return tryAgainLater();
      for (const claimed of await finishClaims(claiming, isRecorded)) {
        if (!travelling.has(claimed.claim)) takeUpInTurn(claimed, signal);
      }
    } catch (error) {
      if (!isFaultOfPlace(error)) throw error;
      return tryAgainLater();
    }
    queue.tryAgain();
  };

  const noteStuck = (file: string, error: unknown): void => {
    const trouble = isPaperlineError(error)
      ? troubleOf(error)
      : { code: 'defect', message: String(error), remedy: 'Send the log to whoever maintains Paperline.' };
    if (!tally.addStuck(file, trouble)) return;
    log.warn({ code: trouble.code, remedy: trouble.remedy }, trouble.message);
    events.emit('stuck', { file, ...trouble });
  };

  const claimFromInbox = async (file: FilePath, name: string): Promise<Traveller | null> => {
    const claimed = await claimFile(claiming, file, name);
    tally.removeStuck(name);
    return claimed === null ? null : { claimed, name, isBegun: false };
  };

  const countFiles = (): number => filesEnded;
  const isIdle = (): boolean => queue.isIdle && tally.unsettled === 0;

  const watch = async (outer: AbortSignal): Promise<void> => {
    const signal = AbortSignal.any([outer, stopped.signal]);
    if (watchSignal !== null) throw new Error('Expected one watcher at a time.');
    watchSignal = signal;
    const inbox = openInbox(folder.inbox, config.settleMs);
    const changes = watchForChanges(folder.inbox, { poll: config.poll, settleMs: config.settleMs });
    const suggesting = suggestTexts({
      store,
      log,
      signal,
      whenIdle: async () => {
        while (!isIdle()) await once(events, 'progress', { signal });
      },
      countFiles,
      whenMoreFiles: async (files) => {
        while (countFiles() <= files) await once(events, 'file', { signal });
      },
      ...(options.createRecogniser === undefined ? {} : { createRecogniser: options.createRecogniser }),
    });
    let isInboxGone = false;
    try {
      while (!signal.aborted) {
        let againInMs = config.poll ? config.settleMs : LOOK_AT_LEAST_EVERY_MS;
        try {
          await recoverOnce(signal);
          const view = await inbox.look();
          if (isInboxGone) {
            isInboxGone = false;
            tally.paused = null;
            events.emit('resumed');
          }
          tally.unsettled = view.unsettled;
          tally.keepStuck(new Set(view.ready.map(({ name }) => name)));
          tally.changed();
          for (const { path: file, name } of view.ready) {
            turnOf(keyOfPath(file), () => claimFromInbox(file, name), signal)?.catch((error: unknown) => {
              if (!signal.aborted) noteStuck(name, error);
            });
          }
          if (view.unsettled > 0) againInMs = config.settleMs;
        } catch (error) {
          const fault = inboxFault(error, folder.inbox);
          againInMs = retryMs;
          if (!isInboxGone && tally.paused?.message !== fault.message) {
            tally.paused = troubleOf(fault);
            log.warn({ code: fault.code, remedy: fault.remedy }, fault.message);
            events.emit('paused', tally.paused);
          }
          isInboxGone = true;
          tally.changed();
        }
        await changes.next(againInMs, signal);
      }
    } finally {
      clearTimeout(retryTimer);
      queue.drop(signal.reason);
      await changes.close();
      await queue.whenRunEnds();
      await suggesting;
      watchSignal = null;
    }
  };

  const takeCopy = async (file: FilePath, name: string): Promise<Traveller> => ({
    claimed: await claimCopy(claiming, file, name),
    name,
    isBegun: false,
  });

  /** From the inbox, or from the rejected folder, where a file that is tried again leaves its reason behind. */
  const claimAgain = async (file: FilePath, name: string): Promise<Traveller | null> => {
    const rejected = await findRejectedAt(store, `${REJECTED_FOLDER}/${path.basename(String(file))}`);
    if (rejected === null || path.dirname(String(file)) !== (await realpath(folder.rejected))) {
      return claimFromInbox(file, name);
    }
    const claimed = await claimRejected(claiming, store, rejected);
    return { claimed, name: rejected.name, isBegun: false };
  };

  const readAgain = async (file: number): Promise<ReadAgainOutcome> => {
    const signal = watchSignal;
    if (signal === null || signal.aborted) throw nobodyWatches();
    await recoverOnce(signal);
    const takeUp = (claimed: ClaimedName): void => takeUpInTurn(claimed, signal);
    return readFileAgain({ folder, store, reading, signal, claiming, takeUp }, file);
  };

  const ingestFiles = async (paths: readonly string[], outer?: AbortSignal): Promise<IngestResult> => {
    const signal = outer === undefined ? stopped.signal : AbortSignal.any([outer, stopped.signal]);
    const notTaken: NotTaken[] = [];
    const files: FileOutcome[] = [];
    await recoverOnce(signal);
    const named = await listNamedFiles(paths, folder);
    notTaken.push(...named.notTaken);
    let fault: unknown;
    const turns = named.files.map(async ({ path: file, name, isOurs }) => {
      const take = isOurs ? () => claimAgain(file, name) : () => takeCopy(file, name);
      try {
        const outcome = await turnOf(keyOfPath(file), take, signal);
        if (outcome !== null) files.push(outcome);
      } catch (error) {
        if (isFaultOfPlace(error) && fault === undefined) {
          fault = error;
          queue.drop(error);
        } else if (fault === undefined && !signal.aborted) {
          if (!isPaperlineError(error)) throw error;
          notTaken.push({ file: name, trouble: troubleOf(error) });
        }
      }
    });
    const ended = await Promise.allSettled(turns);
    await queue.whenRunEnds();
    signal.throwIfAborted();
    if (fault !== undefined) {
      // What was claimed waits in the reading folder: the next call takes it up.
      recovered = undefined;
      throw fault;
    }
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
    return { files, notTaken };
  };

  let isClosed = false;
  return {
    events,
    ingestFiles,
    watch,
    readAgain,
    status: () => tally.status(),
    isIdle,
    async close() {
      if (isClosed) return;
      isClosed = true;
      stopped.abort();
      clearTimeout(retryTimer);
      queue.drop(stopped.signal.reason);
      await queue.stop();
      await reading.close();
      tally.close();
      lock.release();
    },
  };
};

const nobodyWatches = (): PaperlineError =>
  new PaperlineError({
    code: 'nobody-watches',
    message: 'Nobody reads scans now, so that nothing can be read again.',
    remedy: 'Start Paperline with "paperline start"; nothing was changed.',
  });

const inboxFault = (error: unknown, inbox: string): PaperlineError =>
  isPaperlineError(error)
    ? error
    : new PaperlineError({
        code: 'file-not-readable',
        message: `The inbox ${inbox} cannot be looked into (${error instanceof Error ? error.message : String(error)}).`,
        remedy: 'Connect the share again, or give this user the right to read it; reading goes on by itself.',
        cause: error,
      });
