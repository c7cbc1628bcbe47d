import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { PaperlineError } from '../domain/errors.ts';
import type { Homography } from '../domain/page-read.ts';
import type { DataFolder } from '../operation/data-folder.ts';
import { readPrintedForm } from '../store/review-forms.ts';
import type { ReviewerSession } from '../store/review-queue.ts';
import { findOpenedPage } from '../store/review-sheets.ts';
import type { Store } from '../store/store.ts';

export interface PictureJob {
  readonly id: number;
  readonly file: string;
  readonly pageIndex: number;
  /** How the page lies in the scan, and how large it is; null shows the scan as it is. */
  readonly placed: {
    readonly pageMmToScanPx: Homography;
    readonly paper: { readonly widthMm: number; readonly heightMm: number };
  } | null;
}

export interface PictureAnswer {
  readonly id: number;
  readonly picture: Uint8Array | null;
  readonly fault: string | null;
}

export interface PagePictures {
  /**
   * A JPEG of the page that the session opened: upright and in the frame of the form's paper, or as it was scanned where no
   * reader could place it.
   * @throws PaperlineError `task-unknown` where the session did not open it, `file-not-readable` where the scan is gone
   */
  draw(who: ReviewerSession, opening: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A thread that nobody asked anything for this long is ended: it holds some 60 MB. */
const IDLE_MS = 60_000;

const notOpened = (): PaperlineError =>
  new PaperlineError({
    code: 'task-unknown',
    message: 'This page was not opened in this session.',
    remedy: 'Choose a reason and open it again.',
  });

const noPicture = (cause: string): PaperlineError =>
  new PaperlineError({
    code: 'file-not-readable',
    message: 'The scan of this page cannot be shown.',
    remedy: 'Review its answers one by one; the archive may be on a disk that is away.',
    cause,
  });

/** Pictures of whole pages, from the archive. Drawn in a thread, since opening a page takes longer than a key may. */
export const openPagePictures = (store: Store, folder: DataFolder): PagePictures => {
  let thread: Worker | null = null;
  let idle: NodeJS.Timeout | null = null;
  let jobs = 0;
  const waiting = new Map<number, (answer: PictureAnswer) => void>();

  const endThread = async (): Promise<void> => {
    const ended = thread;
    thread = null;
    await ended?.terminate();
  };

  const startThread = (): Worker => {
    const started = new Worker(new URL('./page-picture-thread.ts', import.meta.url));
    started.unref();
    const giveUp = (fault: string): void => {
      if (thread === started) thread = null;
      for (const [id, answer] of waiting) answer({ id, picture: null, fault });
      waiting.clear();
    };
    started.on('message', (answer: PictureAnswer) => {
      waiting.get(answer.id)?.(answer);
      waiting.delete(answer.id);
    });
    started.on('error', (error) => giveUp(String(error)));
    started.on('exit', () => {
      if (thread === started) giveUp('the thread ended');
    });
    return started;
  };

  const ask = (job: Omit<PictureJob, 'id'>): Promise<PictureAnswer> =>
    new Promise((resolve) => {
      jobs++;
      thread ??= startThread();
      waiting.set(jobs, resolve);
      thread.postMessage({ id: jobs, ...job } satisfies PictureJob);
      if (idle !== null) clearTimeout(idle);
      idle = setTimeout(() => {
        if (waiting.size === 0) void endThread();
      }, IDLE_MS).unref();
    });

  return {
    async draw(who, opening) {
      const source = await findOpenedPage(store, who, opening);
      if (source === null) throw notOpened();
      const { pageIndex, pageMmToScanPx } = source;
      const form = source.form === null ? null : await readPrintedForm(store, source.form);
      const placed =
        form === null || pageMmToScanPx === null ? null : { pageMmToScanPx, paper: form.layout.paper };
      const file = path.join(folder.root, ...source.destination.split('/'));
      const answer = await ask({ file, pageIndex, placed });
      if (answer.picture === null) throw noPicture(answer.fault ?? '');
      return answer.picture;
    },
    async close() {
      if (idle !== null) clearTimeout(idle);
      await endThread();
    },
  };
};
