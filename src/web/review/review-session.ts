import type { ClaimReply, DecideReply, ReviewProgress, ReviewTaskView, UndoReply } from '../../server/api.ts';
import { callApi, loadPicture, NoAnswer, RefusedRequest } from '../api-client.ts';

/** Tasks held at once: the one on screen and those that are ready behind it. */
const HOLD = 8;
/** Fewer than this in hand, and more are asked for. */
const LOW = 4;
/** Decisions that can be taken back without asking the server what they were. */
const REMEMBER = 60;
const RETRY_FIRST_MS = 1000;
const RETRY_LONGEST_MS = 10_000;
const LOOK_AGAIN_MS = 4000;
/** Nobody touched anything for this long: the leases are left to run out. */
const IDLE_MS = 10 * 60_000;

export type AnswerState = 'answered' | 'blank' | 'multiple' | 'unreadable';
export interface Answer {
  readonly state: AnswerState;
  readonly value: string | string[] | null;
}

export interface LoadedTask {
  readonly view: ReviewTaskView;
  /** An address of the picture in memory; null until it is there, or where there is none. */
  readonly picture: string | null;
  /** The server has no picture, or none that can be shown: waiting for it would be in vain. */
  readonly pictureLost: boolean;
  /** What this reviewer said before taking it back. */
  readonly earlier: Answer | null;
}

type Operation =
  | { readonly type: 'decide'; readonly task: number; readonly clientKey: string; readonly answer: Answer }
  | { readonly type: 'undo'; readonly task: number; readonly clientKey: string }
  | { readonly type: 'skip'; readonly task: number };

interface Remembered {
  readonly task: LoadedTask;
  readonly answer: Answer;
  readonly clientKey: string;
}

export type Notice =
  | { readonly kind: 'recorded'; readonly task: ReviewTaskView; readonly answer: Answer }
  | { readonly kind: 'undone' | 'skipped' | 'nothing-to-undo' | 'lost' | 'unseen' }
  | { readonly kind: 'refused'; readonly message: string; readonly remedy: string };

export interface ReviewState {
  readonly phase: 'loading' | 'working' | 'done';
  readonly current: LoadedTask | null;
  readonly progress: ReviewProgress | null;
  /** Changed answers that the server has not confirmed. */
  readonly waiting: number;
  readonly offline: boolean;
  readonly notice: { readonly id: number; readonly content: Notice } | null;
  readonly survey: string | null;
}

/**
 * What a reviewer has in hand, between the screen and the server. A decision shows at once and is sent behind; it is
 * kept and sent again until the server has confirmed or refused it.
 */
export class ReviewSession {
  #tasks: LoadedTask[] = [];
  #outbox: Operation[] = [];
  #history: Remembered[] = [];
  #listeners = new Set<() => void>();
  #state: ReviewState = {
    phase: 'loading',
    current: null,
    progress: null,
    waiting: 0,
    offline: false,
    notice: null,
    survey: null,
  };
  #claiming: Promise<void> | null = null;
  /** More was asked for while a claim was under way. */
  #wanting = false;
  /** Tasks decided or skipped since the claim under way was sent: its answer may still name them. */
  #departed = new Set<number>();
  /** Keys of decisions that may have reached the server, whatever came back. */
  #tried = new Set<string>();
  #sending = false;
  #retryMs = RETRY_FIRST_MS;
  #timers = new Set<ReturnType<typeof setTimeout>>();
  #beat: ReturnType<typeof setInterval> | null = null;
  #noticeId = 0;
  #lastTouchMs = Date.now();
  readonly #leaseMs: number;

  constructor(leaseMs: number) {
    this.#leaseMs = leaseMs;
  }

  get state(): ReviewState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    this.#beat ??= setInterval(() => {
      this.#renew().catch(() => undefined);
    }, this.#leaseMs / 3);
    this.#fill();
  }

  /** The screen is gone; what is unsent is still sent. */
  stop(): void {
    if (this.#beat !== null) clearInterval(this.#beat);
    this.#beat = null;
  }

  touch(): void {
    this.#lastTouchMs = Date.now();
  }

  chooseSurvey(survey: string | null): void {
    if (survey === this.#state.survey) return;
    this.#change({ survey });
    this.#forgetTasks();
    this.#change({ phase: 'loading', current: null });
    callApi('POST', '/api/review/release')
      .catch(() => undefined)
      .finally(() => this.#fill());
  }

  decide(answer: Answer): void {
    const task = this.#tasks[0];
    if (task === undefined) return;
    this.touch();
    // Nobody decides what was not on the screen yet, however fast the keys come.
    if (task.view.crop !== null && task.picture === null && !task.pictureLost) {
      this.#showNotice({ kind: 'unseen' });
      return;
    }
    this.#tasks.shift();
    const clientKey = crypto.randomUUID();
    this.#history.push({ task, answer, clientKey });
    if (this.#history.length > REMEMBER) this.#dropPicture(this.#history.shift()?.task);
    this.#departed.add(task.view.id);
    this.#outbox.push({ type: 'decide', task: task.view.id, clientKey, answer });
    this.#showNotice({ kind: 'recorded', task: task.view, answer });
    this.#advance();
  }

  skip(): void {
    const task = this.#tasks.shift();
    if (task === undefined) return;
    this.touch();
    this.#departed.add(task.view.id);
    this.#outbox.push({ type: 'skip', task: task.view.id });
    this.#dropPicture(task);
    this.#showNotice({ kind: 'skipped' });
    this.#advance();
  }

  undo(): void {
    this.touch();
    const last = this.#history.pop();
    if (last === undefined) {
      this.#undoEarlier().catch((error: unknown) => this.#fail(error));
      return;
    }
    const unsent = this.#outbox.findIndex(
      (operation) =>
        operation.type === 'decide' &&
        operation.clientKey === last.clientKey &&
        !this.#tried.has(last.clientKey),
    );
    if (unsent >= 0) this.#outbox.splice(unsent, 1);
    else this.#outbox.push({ type: 'undo', task: last.task.view.id, clientKey: last.clientKey });
    this.#tasks.unshift({ ...last.task, earlier: last.answer });
    this.#showNotice({ kind: 'undone' });
    this.#advance();
  }

  /** Takes back a decision from before this page was loaded. */
  async #undoEarlier(): Promise<void> {
    const { task, progress } = await callApi<UndoReply>('POST', '/api/review/undo', {});
    this.#change({ progress });
    if (task === null) {
      this.#showNotice({ kind: 'nothing-to-undo' });
      return;
    }
    this.#tasks.unshift({ view: task, picture: null, pictureLost: false, earlier: null });
    this.#showNotice({ kind: 'undone' });
    this.#advance();
    await this.#loadPictures();
  }

  #advance(): void {
    this.#change({ waiting: this.#outbox.length });
    this.#showCurrent();
    this.#send();
    if (this.#tasks.length < LOW) this.#fill();
  }

  #showCurrent(): void {
    const current = this.#tasks[0] ?? null;
    if (current !== null) this.#change({ current, phase: 'working' });
    else this.#change({ current: null, phase: this.#state.phase === 'done' ? 'done' : 'loading' });
  }

  #fill(): void {
    if (this.#claiming !== null) {
      this.#wanting = true;
      return;
    }
    this.#wanting = false;
    this.#departed = new Set(this.#outbox.map(({ task }) => task));
    this.#claiming = this.#claim()
      .catch((error: unknown) => this.#fail(error, () => this.#fill()))
      .finally(() => {
        this.#claiming = null;
        if (this.#wanting) this.#fill();
      });
  }

  async #claim(): Promise<void> {
    const survey = this.#state.survey;
    const reply = await callApi<ClaimReply>('POST', '/api/review/claim', {
      // Tasks whose decision is still on its way count as held by the server.
      count: Math.min(48, HOLD + this.#outbox.length),
      ...(survey === null ? {} : { survey }),
    });
    if (survey !== this.#state.survey) return;
    this.#online();
    const known = new Set([...this.#tasks.map(({ view }) => view.id), ...this.#departed]);
    for (const view of reply.tasks) {
      if (!known.has(view.id)) this.#tasks.push({ view, picture: null, pictureLost: false, earlier: null });
    }
    await this.#loadPictures(1);
    this.#change({ progress: reply.progress });
    if (this.#tasks.length === 0) {
      if (this.#outbox.length === 0) this.#change({ phase: 'done', current: null });
      this.#later(LOOK_AGAIN_MS, () => {
        if (this.#tasks.length === 0) this.#fill();
      });
      return;
    }
    this.#showCurrent();
    await this.#loadPictures();
  }

  /** Fetches and decodes what is not in memory yet, in order, at most `most` of them. */
  async #loadPictures(most = Infinity): Promise<void> {
    let loaded = 0;
    // Decisions take tasks off the list meanwhile.
    const inHand = this.#tasks.slice();
    for (const task of inHand) {
      if (loaded >= most) return;
      loaded++;
      if (task.picture !== null || task.view.crop === null) continue;
      try {
        const picture = await loadPicture(task.view.crop.url);
        const image = new Image();
        image.src = picture;
        await image.decode();
        this.#replace(task.view.id, { picture });
      } catch (error) {
        if (error instanceof NoAnswer) throw error;
        this.#replace(task.view.id, { pictureLost: true });
      }
    }
  }

  #replace(id: number, change: Partial<LoadedTask>): void {
    this.#tasks = this.#tasks.map((task) => (task.view.id === id ? { ...task, ...change } : task));
    if (this.#state.current?.view.id === id) this.#showCurrent();
  }

  #send(): void {
    if (this.#sending) return;
    this.#sending = true;
    this.#sendAll()
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#sending = false;
        this.#change({ waiting: this.#outbox.length });
        if (this.#outbox.length > 0) this.#later(this.#retryMs, () => this.#send());
        else if (this.#tasks.length === 0) this.#fill();
      });
  }

  async #sendAll(): Promise<void> {
    for (let next = this.#outbox[0]; next !== undefined; next = this.#outbox[0]) {
      try {
        await this.#sendOne(next);
      } catch (error) {
        if (!(error instanceof RefusedRequest) || error.status >= 500 || error.status === 401) throw error;
        this.#showNotice({ kind: 'refused', message: error.fault.message, remedy: error.fault.remedy });
        if (next.type === 'decide') {
          const { clientKey } = next;
          this.#history = this.#history.filter((entry) => entry.clientKey !== clientKey);
        }
      }
      this.#online();
      this.#outbox = this.#outbox.filter((operation) => operation !== next);
      this.#change({ waiting: this.#outbox.length });
    }
  }

  async #sendOne(operation: Operation): Promise<void> {
    if (operation.type === 'decide') {
      this.#tried.add(operation.clientKey);
      const { progress } = await callApi<DecideReply>(
        'POST',
        `/api/review/tasks/${operation.task}/decision`,
        {
          clientKey: operation.clientKey,
          ...operation.answer,
        },
      );
      this.#change({ progress });
    } else if (operation.type === 'undo') {
      const { progress } = await callApi<UndoReply>('POST', '/api/review/undo', {
        clientKey: operation.clientKey,
      });
      this.#change({ progress });
    } else {
      const { progress } = await callApi<{ progress: ReviewProgress }>(
        'POST',
        `/api/review/tasks/${operation.task}/skip`,
      );
      this.#change({ progress });
    }
  }

  async #renew(): Promise<void> {
    const idle = Date.now() - this.#lastTouchMs > IDLE_MS;
    if (document.visibilityState === 'hidden' || idle || this.#tasks.length === 0) return;
    const tasks = this.#tasks.map(({ view }) => view.id);
    const { held } = await callApi<{ held: number[] }>('POST', '/api/review/renew', { tasks });
    this.#online();
    const still = new Set(held);
    // Those whose undo is still on its way are not held yet, and not lost.
    const undoing = new Set(this.#outbox.map(({ task }) => task));
    const lost = this.#tasks.filter(
      ({ view }) => tasks.includes(view.id) && !still.has(view.id) && !undoing.has(view.id),
    );
    if (lost.length === 0) return;
    const lostIds = new Set(lost.map(({ view }) => view.id));
    const lostCurrent = this.#state.current !== null && lostIds.has(this.#state.current.view.id);
    this.#tasks = this.#tasks.filter(({ view }) => !lostIds.has(view.id));
    if (lostCurrent) this.#showNotice({ kind: 'lost' });
    this.#advance();
  }

  #fail(error: unknown, again?: () => void): void {
    if (error instanceof RefusedRequest && error.status < 500) {
      if (error.status !== 401) {
        this.#showNotice({ kind: 'refused', message: error.fault.message, remedy: error.fault.remedy });
      }
      return;
    }
    this.#change({ offline: true });
    this.#retryMs = Math.min(this.#retryMs * 2, RETRY_LONGEST_MS);
    if (again !== undefined) this.#later(this.#retryMs, again);
  }

  #online(): void {
    this.#retryMs = RETRY_FIRST_MS;
    if (this.#state.offline) this.#change({ offline: false });
  }

  #later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, ms);
    this.#timers.add(timer);
  }

  /** Tries at once what waits, as when the browser says that the network is back. */
  hurry(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#send();
    this.#fill();
  }

  #forgetTasks(): void {
    for (const task of this.#tasks) this.#dropPicture(task);
    this.#tasks = [];
  }

  #dropPicture(task: LoadedTask | undefined): void {
    if (task?.picture !== null && task?.picture !== undefined) URL.revokeObjectURL(task.picture);
  }

  #showNotice(content: Notice): void {
    this.#noticeId++;
    this.#change({ notice: { id: this.#noticeId, content } });
  }

  #change(change: Partial<ReviewState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
