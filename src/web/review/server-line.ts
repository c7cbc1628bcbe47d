import type { FaultReply, ReviewProgress, ReviewTaskView } from '../../server/api.ts';
import { RefusedRequest } from '../api-client.ts';
import type { Answer } from './answer.ts';

const RETRY_FIRST_MS = 1000;
const RETRY_LONGEST_MS = 10_000;

/** The three ways to review. */
export type Way = 'single' | 'wall' | 'sheet';

/** Something that the reviewer did and the server must learn, in order. */
export interface Operation {
  readonly what: 'decide' | 'undo' | 'skip' | 'release';
  readonly way: Way;
  readonly tasks: readonly number[];
  /** Names a decision or a step of a wall, so that it can be taken back before it was sent. */
  readonly clientKey: string | null;
  /** Answers that are safe only once this has arrived. */
  readonly weight: number;
  send(): Promise<ReviewProgress | null>;
  /** The server will not have it, now or later. */
  refused?(): void;
}

export type Notice =
  | { readonly kind: 'recorded'; readonly task: ReviewTaskView; readonly answer: Answer }
  | { readonly kind: 'confirmed'; readonly confirmed: number; readonly offWall: number }
  | { readonly kind: 'taken'; readonly tasks: number }
  | {
      readonly kind:
        'undone' | 'skipped' | 'nothing-to-undo' | 'lost' | 'unseen' | 'wall-unseen' | 'page-unseen';
    }
  | { readonly kind: 'refused'; readonly fault: FaultReply };

export interface LineState {
  readonly progress: ReviewProgress | null;
  /** Answers that the server has not confirmed. */
  readonly waiting: number;
  readonly offline: boolean;
  readonly notice: { readonly id: number; readonly content: Notice } | null;
}

/**
 * All that goes to the server and must not get lost on the way: kept in order, and sent again until the server has
 * taken or refused it.
 */
export class ServerLine {
  #outbox: Operation[] = [];
  #state: LineState = { progress: null, waiting: 0, offline: false, notice: null };
  #onChange: () => void;
  /** Keys that may have reached the server, whatever came back. */
  #tried = new Set<string>();
  #sending = false;
  #retryMs = RETRY_FIRST_MS;
  #timers = new Map<ReturnType<typeof setTimeout>, () => void>();
  #noticeId = 0;
  #waiters: (() => void)[] = [];
  /** Called when nothing is left to be sent. */
  onDrained: () => void = () => undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get state(): LineState {
    return this.#state;
  }

  push(operation: Operation): void {
    this.#outbox.push(operation);
    this.#count();
    this.#send();
  }

  /** Takes back what was certainly never sent. */
  withdraw(clientKey: string): boolean {
    const place = this.#outbox.findIndex(
      (operation) => operation.clientKey === clientKey && operation.what === 'decide',
    );
    if (place < 0 || this.#tried.has(clientKey)) return false;
    this.#outbox.splice(place, 1);
    this.#count();
    return true;
  }

  /** Tasks that something unsent is about. */
  unsentTasks(way?: Way): number[] {
    return this.#outbox
      .filter((operation) => way === undefined || operation.way === way)
      .flatMap(({ tasks }) => tasks);
  }

  /** What is given back must be back before it is asked for again. */
  async released(): Promise<void> {
    while (this.#outbox.some(({ what }) => what === 'release')) {
      await new Promise<void>((go) => {
        this.#waiters.push(go);
      });
    }
  }

  setProgress(progress: ReviewProgress): void {
    this.#change({ progress });
  }

  showNotice(content: Notice): void {
    this.#noticeId++;
    this.#change({ notice: { id: this.#noticeId, content } });
  }

  /** The server did not answer, or refused: says so, and tries `again` later where trying may help. */
  fail(error: unknown, again?: () => void): void {
    if (error instanceof RefusedRequest && error.status < 500) {
      if (error.status !== 401) this.#sayRefused(error);
      return;
    }
    this.#change({ offline: true });
    this.#retryMs = Math.min(this.#retryMs * 2, RETRY_LONGEST_MS);
    if (again !== undefined) this.later(this.#retryMs, again);
  }

  /** The server answered. */
  answered(): void {
    this.#retryMs = RETRY_FIRST_MS;
    if (this.#state.offline) this.#change({ offline: false });
  }

  later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, ms);
    this.#timers.set(timer, work);
  }

  /** Does at once what waits, as when the browser says that the network is back. */
  hurry(): void {
    const works = [...this.#timers.values()];
    for (const timer of this.#timers.keys()) clearTimeout(timer);
    this.#timers.clear();
    for (const work of works) work();
    this.#send();
  }

  #send(): void {
    if (this.#sending) return;
    this.#sending = true;
    this.#sendAll()
      .catch((error: unknown) => this.fail(error))
      .finally(() => {
        this.#sending = false;
        this.#count();
        if (this.#outbox.length > 0) this.later(this.#retryMs, () => this.#send());
        else this.onDrained();
      });
  }

  async #sendAll(): Promise<void> {
    for (let next = this.#outbox[0]; next !== undefined; next = this.#outbox[0]) {
      const operation = next;
      try {
        if (operation.clientKey !== null) this.#tried.add(operation.clientKey);
        const progress = await operation.send();
        if (progress !== null) this.#change({ progress });
      } catch (error) {
        if (!(error instanceof RefusedRequest) || error.status >= 500 || error.status === 401) throw error;
        this.#sayRefused(error);
        operation.refused?.();
      }
      this.answered();
      this.#outbox = this.#outbox.filter((other) => other !== operation);
      this.#count();
      for (const go of this.#waiters.splice(0)) go();
    }
  }

  #sayRefused({ fault }: RefusedRequest): void {
    this.showNotice({ kind: 'refused', fault });
  }

  #count(): void {
    this.#change({ waiting: this.#outbox.reduce((sum, { weight }) => sum + weight, 0) });
  }

  #change(change: Partial<LineState>): void {
    this.#state = { ...this.#state, ...change };
    this.#onChange();
  }
}
