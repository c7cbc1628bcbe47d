/** Files that wait for their turn, some at once; stops at a fault of the place and goes on when it has passed. */

export interface QueuedFile<T> {
  readonly key: string;
  readonly run: () => Promise<T>;
  readonly settle: (result: PromiseSettledResult<T>) => void;
}

export interface FileQueueOptions {
  readonly atOnce: number;
  /** After a fault for which this is true the file waits first in line, and nothing new is begun. */
  readonly isPassing: (error: unknown) => boolean;
  readonly onPause: (fault: unknown) => void;
  readonly onResume: () => void;
}

/**
 * Runs queued files. After a passing fault the queue is paused; `tryAgain` lets one file try, and the rest follow when
 * it has come through.
 */
export class FileQueue<T> {
  readonly #waiting: QueuedFile<T>[] = [];
  readonly #running = new Set<Promise<void>>();
  readonly #keys = new Set<string>();
  readonly #options: FileQueueOptions;
  #isPaused = false;
  #isProbing = false;
  #isStopped = false;

  constructor(options: FileQueueOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  get isRunning(): boolean {
    return this.#running.size > 0;
  }

  get isIdle(): boolean {
    return this.#waiting.length === 0 && this.#running.size === 0;
  }

  /** False where a file under that key waits or runs already. */
  add(file: QueuedFile<T>): boolean {
    if (this.#keys.has(file.key) || this.#isStopped) return false;
    this.#keys.add(file.key);
    this.#waiting.push(file);
    this.#begin();
    return true;
  }

  /** After a pause, when nothing runs any more: one file may try. */
  tryAgain(): void {
    if (!this.#isPaused || this.#isStopped || this.isRunning) return;
    if (this.#waiting.length === 0) {
      this.#resume();
      return;
    }
    this.#isProbing = true;
    this.#begin();
  }

  /** Begins nothing more and waits for what runs. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.whenRunEnds();
  }

  /** Forgets what has not begun; each is settled with `reason`. */
  drop(reason: unknown): void {
    for (const file of this.#waiting.splice(0)) {
      this.#keys.delete(file.key);
      file.settle({ status: 'rejected', reason });
    }
  }

  async whenRunEnds(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #resume(): void {
    this.#isPaused = false;
    this.#options.onResume();
    this.#begin();
  }

  #begin(): void {
    while (!this.#isStopped && this.#running.size < (this.#isProbing ? 1 : this.#options.atOnce)) {
      if (this.#isPaused && !this.#isProbing) return;
      const file = this.#waiting.shift();
      if (file === undefined) return;
      const run: Promise<void> = this.#run(file).finally(() => {
        this.#running.delete(run);
        this.#begin();
      });
      this.#running.add(run);
    }
  }

  async #run(file: QueuedFile<T>): Promise<void> {
    try {
      const value = await file.run();
      this.#keys.delete(file.key);
      file.settle({ status: 'fulfilled', value });
    } catch (error) {
      if (this.#options.isPassing(error)) {
        this.#isProbing = false;
        this.#isPaused = true;
        this.#waiting.unshift(file);
        this.#options.onPause(error);
        return;
      }
      this.#keys.delete(file.key);
      file.settle({ status: 'rejected', reason: error });
    }
    if (this.#isProbing) {
      this.#isProbing = false;
      this.#resume();
    }
  }
}
