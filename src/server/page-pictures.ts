import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { PaperlineError } from '../domain/errors.ts';
import type { RectMm } from '../domain/geometry.ts';
import type { Layout, LayoutField } from '../domain/layout.ts';
import type { Homography } from '../domain/page-read.ts';
import type { DataFolder } from '../operation/data-folder.ts';
import { readPrintedForm, type PrintedForm } from '../store/review-forms.ts';
import type { ReviewerSession } from '../store/review-queue.ts';
import { findOpenedPage, type PageSource } from '../store/review-sheets.ts';
import type { Store } from '../store/store.ts';

/** A page of a scan; or what was cut out of one when it was read, which is kept as a JPEG. */
export type PictureSource =
  | {
      readonly kind: 'scan';
      readonly file: string;
      readonly pageIndex: number;
      /** How the page lies in the scan, and how large it is; null shows the scan as it is. */
      readonly placed: {
        readonly pageMmToScanPx: Homography;
        readonly paper: Layout['paper'];
      } | null;
    }
  | {
      readonly kind: 'crop';
      readonly image: Uint8Array;
      /** Which part of the page it shows. */
      readonly rectMm: RectMm;
    };

export interface PictureJob {
  readonly id: number;
  readonly source: PictureSource;
  /** The one field that is wanted, and those of its page that are not to be seen; null for the whole page. */
  readonly field: { readonly field: LayoutField; readonly others: readonly LayoutField[] } | null;
  readonly format: PictureFormat;
}

export type PictureFormat = 'jpeg' | 'png';

export interface PictureAnswer {
  readonly id: number;
  readonly picture: Uint8Array | null;
  readonly fault: string | null;
}

export interface PagePictures {
  /**
   * The page that the session opened: upright and in the frame of the form's paper, or as it was scanned where no reader could
   * place it. Of an opened field the part of the page around it, with the page's other fields hidden. A JPEG unless said.
   * @throws PaperlineError `task-unknown` where the session did not open it, `file-not-readable` where the scan is gone
   */
  draw(who: ReviewerSession, opening: number, format?: PictureFormat): Promise<Uint8Array>;
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

const noPicture = (cause: string, isField: boolean): PaperlineError =>
  new PaperlineError({
    code: 'file-not-readable',
    message: 'The scan of this page cannot be shown.',
    remedy: isField
      ? 'It may have been deleted, or the archive may be on a disk that is away.'
      : 'Review its answers one by one; the archive may be on a disk that is away.',
    cause,
  });

const fieldOf = ({ field }: PageSource, form: PrintedForm | null): PictureJob['field'] => {
  if (field === null) return null;
  const isIt = ({ variable }: LayoutField): boolean => variable === field.variable;
  const fields = form?.layout.pages.find((page) => page.fields.some(isIt))?.fields ?? [];
  const wanted = fields.find(isIt);
  if (wanted === undefined) throw noPicture('the form has no such field', true);
  return { field: wanted, others: fields.filter((each) => !isIt(each)) };
};

/** Pictures of pages and of fields, from the archive. Drawn in a thread, since opening a page takes longer than a key may. */
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

  const sourceOf = (page: PageSource, form: PrintedForm | null): PictureSource => {
    const { pageIndex, pageMmToScanPx, field } = page;
    if (field !== null && field.crop !== null) return { kind: 'crop', ...field.crop };
    const file = path.join(folder.root, ...page.destination.split('/'));
    const placed =
      form === null || pageMmToScanPx === null ? null : { pageMmToScanPx, paper: form.layout.paper };
    // The scan as a whole would show all that was not asked for.
    if (field !== null && placed === null) throw noPicture('the page was not placed', true);
    return { kind: 'scan', file, pageIndex, placed };
  };

  return {
    async draw(who, opening, format = 'jpeg') {
      const page = await findOpenedPage(store, who, opening);
      if (page === null) throw notOpened();
      const form = page.form === null ? null : await readPrintedForm(store, page.form);
      const answer = await ask({ source: sourceOf(page, form), field: fieldOf(page, form), format });
      if (answer.picture === null) throw noPicture(answer.fault ?? '', page.field !== null);
      return answer.picture;
    },
    async close() {
      if (idle !== null) clearTimeout(idle);
      await endThread();
    },
  };
};
