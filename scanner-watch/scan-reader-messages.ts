/** What the main thread and its reading threads say to each other: names and plain data only, never images of pages. */
import type { MessagePort } from 'node:worker_threads';
import type { FaultCode } from '../src/domain/errors.ts';
import type { Sampling } from '../src/store/quality-draw.ts';
import type { CropsOfPage, ScannedPage } from '../src/store/scans.ts';

/** Errors lose their class between threads, so faults travel as data. */
export interface FaultMessage {
  readonly code: FaultCode;
  readonly message: string;
  readonly remedy: string;
}

interface JobBase {
  readonly file: string;
  /** What staff called the file, for faults. */
  readonly name: string;
  readonly database: string;
  /** Number of form versions in the store: a thread that knows fewer loads them again. */
  readonly formCount: number;
  readonly targetErrorRate: number;
}

/** How many pages the file has, once; and pages read since the last word. */
export type ReadingProgress = { readonly pagesInFile: number } | { readonly pagesRead: number };

export type ReadingJob =
  /** Every `of`-th page from `share` on; tells on `port` how it goes. */
  | (JobBase & {
      readonly kind: 'read';
      readonly share: number;
      readonly of: number;
      readonly port: MessagePort;
      /** What is drawn to be read again by people. */
      readonly sampling: Sampling;
    })
  | (JobBase & { readonly kind: 'crop'; readonly wanted: ReadonlyMap<number, readonly string[]> });

export type ReadingAnswer =
  | { readonly kind: 'pages'; readonly pages: readonly ScannedPage[] }
  | { readonly kind: 'crops'; readonly crops: ReadonlyMap<number, CropsOfPage> }
  | { readonly kind: 'fault'; readonly fault: FaultMessage };
