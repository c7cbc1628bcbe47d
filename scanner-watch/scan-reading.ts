/** What the watcher asks of reading: all it knows of images, forms and worker threads. */
import type { CropsOfPage, ScannedPage } from '../src/store/scans.ts';

export interface ReadScanTask {
  /** Where the file is now. */
  readonly file: string;
  /** What staff called it, for faults. */
  readonly name: string;
  /** Called with the number of pages read since the last call. */
  readonly onPages: (pages: number) => void;
  /** Called once it is known how many pages the file has. */
  readonly onPageCount?: (pages: number) => void;
  readonly signal: AbortSignal;
}

export interface ScanReading {
  /** Names the reader that made a value, and its version. */
  readonly readerVersion: string;
  /** How many files are worth reading side by side. */
  readonly filesAtOnce: number;
  /**
   * Reads every page of a file, in its order. A page that cannot be opened comes as `unreadable`.
   * @throws PaperlineError where the file as a whole cannot be opened
   */
  readScan(task: ReadScanTask): Promise<readonly ScannedPage[]>;
  /** Pictures of the named fields of the named pages; what cannot be placed is left out. */
  cropFields(
    file: string,
    wanted: ReadonlyMap<number, readonly string[]>,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<number, CropsOfPage>>;
  close(): Promise<void>;
}
