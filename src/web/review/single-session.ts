import type { ClaimReply, ReviewTaskView } from '../../server/api.ts';
import { callApi } from '../api-client.ts';
import { awaitsPicture, unloaded, type Answer, type LoadedTask, type TaskDesk } from './answer.ts';
import { decideOperation, skipOperation } from './operations.ts';
import type { Deps, WaySession } from './review-work.ts';
import { dropPicture, loadTaskPicture } from './task-pictures.ts';

/** Tasks held at once: the one on screen and those that are ready behind it. */
const HOLD = 8;
/** Fewer than this in hand, and more are asked for. */
const LOW = 4;
/** Most that a claim may ask for. */
const CLAIM_MOST = 48;
const LOOK_AGAIN_MS = 4000;

export interface SingleState {
  readonly phase: 'loading' | 'working' | 'done';
  readonly current: LoadedTask | null;
}

/** Review one by one. A decision shows at once and is sent behind. */
export class SingleSession implements TaskDesk, WaySession {
  #tasks: LoadedTask[] = [];
  #state: SingleState = { phase: 'loading', current: null };
  #active = false;
  #claiming: Promise<void> | null = null;
  /** More was asked for while a claim was under way. */
  #wanting = false;
  /** Tasks decided or skipped since the claim under way was sent: its answer may still name them. */
  #departed = new Set<number>();
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  get state(): SingleState {
    return this.#state;
  }

  start(): void {
    this.#active = true;
    this.#fill();
  }

  /** Puts back what is in hand: others may take it up. */
  leave(): void {
    this.#active = false;
    for (const task of this.#tasks) dropPicture(task);
    this.#tasks = [];
    this.#change({ phase: 'loading', current: null });
    this.#deps.line.push({
      what: 'release',
      way: 'single',
      tasks: [],
      clientKey: null,
      weight: 0,
      send: async () => {
        await callApi('POST', '/api/review/release');
        return null;
      },
    });
  }

  touch(): void {
    this.#deps.touch();
  }

  undo(): void {
    this.#deps.undo();
  }

  decide(answer: Answer): void {
    const task = this.#tasks[0];
    if (task === undefined) return;
    this.touch();
    const { line } = this.#deps;
    if (awaitsPicture(task)) {
      line.showNotice({ kind: 'unseen' });
      return;
    }
    this.#tasks.shift();
    const clientKey = crypto.randomUUID();
    const { id } = task.view;
    this.#departed.add(id);
    this.#deps.remember({
      clientKey,
      tasks: [id],
      restore: () => {
        this.putBack(task, answer);
        return 'single';
      },
      forget: () => dropPicture(task),
    });
    line.showNotice({ kind: 'recorded', task: task.view, answer });
    line.push(decideOperation('single', id, clientKey, answer, () => this.#deps.forget(clientKey)));
    this.#advance();
  }

  skip(): void {
    const task = this.#tasks.shift();
    if (task === undefined) return;
    this.touch();
    this.#departed.add(task.view.id);
    dropPicture(task);
    this.#deps.line.showNotice({ kind: 'skipped' });
    this.#deps.line.push(skipOperation('single', task.view.id));
    this.#advance();
  }

  /** Shows a task again that was taken back. */
  putBack(task: LoadedTask, earlier: Answer): void {
    this.#tasks = [{ ...task, earlier }, ...this.#tasks.filter(({ view }) => view.id !== task.view.id)];
    this.#advance();
  }

  /** The same for a task whose picture is not in memory any more. */
  putBackView(view: ReviewTaskView, earlier: Answer | null = null): void {
    this.#tasks = [{ ...unloaded(view), earlier }, ...this.#tasks.filter((task) => task.view.id !== view.id)];
    this.#advance();
    this.#loadPictures().catch((error: unknown) => this.#deps.line.fail(error));
  }

  held(): number[] {
    return this.#tasks.map(({ view }) => view.id);
  }

  names(): string[] {
    return [];
  }

  lose(ids: ReadonlySet<number>): void {
    const lostCurrent = this.#state.current !== null && ids.has(this.#state.current.view.id);
    this.#tasks = this.#tasks.filter(({ view }) => !ids.has(view.id));
    if (lostCurrent) this.#deps.line.showNotice({ kind: 'lost' });
    this.#advance();
  }

  drained(): void {
    if (this.#active && this.#tasks.length === 0) this.#fill();
  }

  hurry(): void {
    if (this.#active) this.#fill();
  }

  #advance(): void {
    this.#showCurrent();
    if (this.#active && this.#tasks.length < LOW) this.#fill();
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
    const { line } = this.#deps;
    this.#departed = new Set(line.unsentTasks());
    this.#claiming = this.#claim()
      .catch((error: unknown) => line.fail(error, () => this.hurry()))
      .finally(() => {
        this.#claiming = null;
        if (this.#wanting) this.#fill();
      });
  }

  async #claim(): Promise<void> {
    const { line, survey } = this.#deps;
    const asked = survey();
    await line.released();
    if (!this.#active) return;
    const reply = await callApi<ClaimReply>('POST', '/api/review/claim', {
      // Tasks whose decision is still on its way count as held by the server.
      count: Math.min(CLAIM_MOST, HOLD + line.unsentTasks('single').length),
      ...(asked === null ? {} : { survey: asked }),
    });
    line.answered();
    // Whoever left meanwhile has put nothing in hand: what came is released with the rest, or its lease runs out.
    if (asked !== survey() || !this.#active) return;
    const known = new Set([...this.#tasks.map(({ view }) => view.id), ...this.#departed]);
    this.#tasks.push(...reply.tasks.filter(({ id }) => !known.has(id)).map(unloaded));
    await this.#loadPictures(1);
    line.setProgress(reply.progress);
    if (this.#tasks.length === 0) {
      if (line.state.waiting === 0) this.#change({ phase: 'done', current: null });
      line.later(LOOK_AGAIN_MS, () => {
        if (this.#active && this.#tasks.length === 0) this.#fill();
      });
      return;
    }
    this.#showCurrent();
    await this.#loadPictures();
  }

  /** Fetches and decodes what is not in memory yet, in order, at most `most` of them. */
  async #loadPictures(most = Infinity): Promise<void> {
    // Decisions take tasks off the list meanwhile.
    for (const task of this.#tasks.slice(0, most)) {
      if (!this.held().includes(task.view.id)) continue;
      const change = await loadTaskPicture(task);
      if (change !== null) this.#replace(task.view.id, change);
    }
  }

  #replace(id: number, change: Partial<LoadedTask>): void {
    this.#tasks = this.#tasks.map((task) => (task.view.id === id ? { ...task, ...change } : task));
    if (this.#state.current?.view.id === id) this.#showCurrent();
  }

  #change(change: Partial<SingleState>): void {
    this.#state = { ...this.#state, ...change };
    this.#deps.changed();
  }
}
