/** How far the reading of scans is: what the terminal and the screens show. */
import type { PaperlineError } from '../src/domain/errors.ts';
import type { FileOutcome } from './scan-journey.ts';

export interface Trouble {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

export interface IngestStatus {
  readonly state: 'idle' | 'reading' | 'paused';
  /** Files in the inbox, come to rest or not. */
  readonly filesWaiting: number;
  /** `of`: how many pages the file has, null until that is known. */
  readonly filesReading: readonly {
    readonly file: string;
    readonly pages: number;
    readonly of: number | null;
  }[];
  readonly filesArchived: number;
  readonly filesRejected: number;
  readonly pagesRead: number;
  /** Over the last ten seconds. */
  readonly pagesPerSecond: number;
  /** Why nothing goes on; it goes on by itself when the cause has passed. */
  readonly paused: Trouble | null;
  /** Files that cannot be taken from the inbox, by name. */
  readonly stuck: readonly (Trouble & { readonly file: string })[];
}

const RATE_WINDOW_MS = 10_000;
/** Progress is told at most this often. */
const TOLD_EVERY_MS = 200;

export const troubleOf = (fault: PaperlineError): Trouble => ({
  code: fault.code,
  message: fault.message,
  remedy: fault.remedy,
});

/** Counts what happens and tells of it, not too often; the last change is always told. */
export class IngestTally {
  /** Files in the inbox that may still be growing. */
  unsettled = 0;
  paused: Trouble | null = null;
  readonly #countQueued: () => number;
  readonly #reading = new Map<string, { file: string; pages: number; of: number | null }>();
  readonly #stuck = new Map<string, Trouble & { readonly file: string }>();
  #filesArchived = 0;
  #filesRejected = 0;
  #pagesRead = 0;
  #recent: { readonly atMs: number; readonly pages: number }[] = [];
  #timer: NodeJS.Timeout | null = null;
  readonly #tell: (status: IngestStatus) => void;

  constructor(tell: (status: IngestStatus) => void, countQueued: () => number) {
    this.#tell = tell;
    this.#countQueued = countQueued;
  }

  begin(key: string, file: string): void {
    this.#reading.set(key, { file, pages: 0, of: null });
    this.changed();
  }

  /** What was read before of the file is read anew when it is begun again. */
  setPageCount(key: string, pages: number): void {
    const entry = this.#reading.get(key);
    if (entry === undefined) return;
    entry.pages = 0;
    entry.of = pages;
    this.changed();
  }

  addPages(key: string, pages: number): void {
    const entry = this.#reading.get(key);
    if (entry !== undefined) entry.pages += pages;
    this.#pagesRead += pages;
    this.#recent.push({ atMs: performance.now(), pages });
    this.changed();
  }

  end(key: string, outcome: FileOutcome | null): void {
    this.#reading.delete(key);
    if (outcome?.outcome === 'archived') this.#filesArchived++;
    if (outcome?.outcome === 'rejected') this.#filesRejected++;
    this.changed();
  }

  get filesWaiting(): number {
    return this.unsettled + this.#countQueued();
  }

  /** Returns whether this is news. */
  addStuck(file: string, trouble: Trouble): boolean {
    const isNews = this.#stuck.get(file)?.message !== trouble.message;
    this.#stuck.set(file, { file, ...trouble });
    this.changed();
    return isNews;
  }

  /** Forgets the troubles of files that are not among `present` any more. */
  keepStuck(present: ReadonlySet<string>): void {
    for (const file of this.#stuck.keys()) if (!present.has(file)) this.#stuck.delete(file);
  }

  removeStuck(file: string): void {
    this.#stuck.delete(file);
  }

  status(): IngestStatus {
    const now = performance.now();
    this.#recent = this.#recent.filter(({ atMs }) => now - atMs < RATE_WINDOW_MS);
    const sinceMs = Math.max(1000, now - (this.#recent[0]?.atMs ?? now));
    const pages = this.#recent.reduce((sum, recent) => sum + recent.pages, 0);
    return {
      state:
        this.paused !== null
          ? 'paused'
          : this.#reading.size > 0 || this.filesWaiting > 0
            ? 'reading'
            : 'idle',
      filesWaiting: this.filesWaiting,
      filesReading: [...this.#reading.values()].map((entry) => ({ ...entry })),
      filesArchived: this.#filesArchived,
      filesRejected: this.#filesRejected,
      pagesRead: this.#pagesRead,
      pagesPerSecond: Math.round((pages / sinceMs) * 10_000) / 10,
      paused: this.paused,
      stuck: [...this.#stuck.values()],
    };
  }

  changed(): void {
    if (this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#tell(this.status());
    }, TOLD_EVERY_MS);
    this.#timer.unref();
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#tell(this.status());
  }
}
