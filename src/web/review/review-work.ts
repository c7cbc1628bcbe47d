import type { UndoReply } from '../../server/api.ts';
import { callApi, sendBeforeClosing } from '../api-client.ts';
import { undoOperation } from './operations.ts';
import { ServerLine, type LineState, type Way } from './server-line.ts';
import { SheetSession } from './sheet-session.ts';
import { SingleSession } from './single-session.ts';
import { WallSession } from './wall-session.ts';

/** Steps that can be taken back without asking the server what they were. */
const REMEMBER = 100;
/** As many as one request may name. */
const RENEW_AT_ONCE = 300;
/** Nobody touched anything for this long: the leases are left to run out. */
const IDLE_MS = 10 * 60_000;

/** One thing that the reviewer did, whichever way, and how it comes back on the screen. */
export interface Step {
  readonly clientKey: string;
  readonly tasks: readonly number[];
  /** Puts it on the screen again; `withdrawn` where the server never heard of it. Gives the way that shows it. */
  restore(withdrawn: boolean): Way;
  /** It will not be taken back any more. */
  forget(): void;
}

/** What the three ways share. */
export interface Deps {
  readonly line: ServerLine;
  readonly survey: () => string | null;
  readonly changed: () => void;
  readonly touch: () => void;
  readonly undo: () => void;
  readonly remember: (step: Step) => void;
  /** The server refused it, so there is nothing to take back. */
  readonly forget: (clientKey: string) => void;
}

/** One of the ways, as the whole needs it. */
export interface WaySession {
  start(): void;
  /** Another way is taken, or another survey: what is in hand goes back. */
  leave(): void;
  /** Tasks whose leases are to be renewed. */
  held(): number[];
  /** Walls and sheets by whose names the server holds them. */
  names(): string[];
  /** Tasks that went back to the queue or to someone else. */
  lose(ids: ReadonlySet<number>): void;
  /** All that was to be sent has been. */
  drained(): void;
  /** The network is back. */
  hurry(): void;
}

export interface WorkState extends LineState {
  readonly way: Way;
  readonly survey: string | null;
}

/** What a reviewer has in hand, between the screen and the server: three ways to review, one line, one history. */
export class ReviewWork {
  readonly single: SingleSession;
  readonly wall: WallSession;
  readonly sheet: SheetSession;
  readonly #line: ServerLine;
  readonly #leaseMs: number;
  readonly #listeners = new Set<() => void>();
  #way: Way = 'single';
  #survey: string | null = null;
  #history: Step[] = [];
  #beat: ReturnType<typeof setInterval> | null = null;
  #lastTouchMs = Date.now();

  constructor(leaseMs: number) {
    this.#leaseMs = leaseMs;
    const changed = (): void => {
      for (const listener of this.#listeners) listener();
    };
    this.#line = new ServerLine(changed);
    this.#line.onDrained = () => this.#session().drained();
    const deps: Deps = {
      line: this.#line,
      survey: () => this.#survey,
      changed,
      touch: () => this.touch(),
      undo: () => this.undo(),
      remember: (step) => this.#remember(step),
      forget: (clientKey) => {
        this.#history = this.#history.filter((step) => step.clientKey !== clientKey);
      },
    };
    this.single = new SingleSession(deps);
    this.wall = new WallSession(deps);
    this.sheet = new SheetSession(deps, this.single);
  }

  get state(): WorkState {
    return { ...this.#line.state, way: this.#way, survey: this.#survey };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    this.#beat ??= setInterval(() => {
      this.#renew().catch(() => undefined);
    }, this.#leaseMs / 3);
    window.addEventListener('pagehide', this.#onClose);
    this.#session().start();
  }

  /** The screen is gone; what is unsent is still sent. */
  stop(): void {
    window.removeEventListener('pagehide', this.#onClose);
    if (this.#beat !== null) clearInterval(this.#beat);
    this.#beat = null;
  }

  /** The browser leaves the page: nobody need wait for these leases to run out. */
  #onClose = (): void => {
    for (const name of this.#session().names()) sendBeforeClosing(`/api/review/held/${name}/release`);
  };

  touch(): void {
    this.#lastTouchMs = Date.now();
  }

  choose(way: Way): void {
    if (way === this.#way) return;
    this.touch();
    this.#session().leave();
    this.#way = way;
    this.#session().start();
    this.#changed();
  }

  chooseSurvey(survey: string | null): void {
    if (survey === this.#survey) return;
    this.#session().leave();
    this.#survey = survey;
    this.#session().start();
    this.#changed();
  }

  /** Takes the last thing back that this reviewer did, whichever way, and shows it again. */
  undo(): void {
    this.touch();
    const last = this.#history.pop();
    if (last === undefined) {
      this.#undoEarlier().catch((error: unknown) => this.#line.fail(error));
      return;
    }
    const withdrawn = this.#line.withdraw(last.clientKey);
    if (!withdrawn) this.#line.push(undoOperation(this.#way, last.tasks, last.clientKey));
    this.#show(last.restore(withdrawn));
    this.#line.showNotice({ kind: 'undone' });
  }

  /** Tries at once what waits. */
  hurry(): void {
    this.#line.hurry();
    this.#session().hurry();
  }

  /** Takes back what was decided before this page was loaded. */
  async #undoEarlier(): Promise<void> {
    const { task, wall, progress } = await callApi<UndoReply>('POST', '/api/review/undo', {});
    this.#line.setProgress(progress);
    if (task === null && wall === null) {
      this.#line.showNotice({ kind: 'nothing-to-undo' });
      return;
    }
    if (task !== null) {
      this.single.putBackView(task);
      this.#show('single');
    }
    if (wall !== null) {
      this.wall.putBackViews(wall.wall, wall.tasks, wall.offWall);
      this.#show('wall');
    }
    this.#line.showNotice({ kind: 'undone' });
  }

  /** Changes to the way on which something was put back, without giving back what was put there. */
  #show(way: Way): void {
    if (way === this.#way) return;
    this.#session().leave();
    this.#way = way;
    this.#session().start();
    this.#changed();
  }

  #session(): WaySession {
    return { single: this.single, wall: this.wall, sheet: this.sheet }[this.#way];
  }

  #remember(step: Step): void {
    this.#history.push(step);
    if (this.#history.length > REMEMBER) this.#history.shift()?.forget();
  }

  async #renew(): Promise<void> {
    const tasks = this.#session().held();
    const idle = Date.now() - this.#lastTouchMs > IDLE_MS;
    if (document.visibilityState === 'hidden' || idle || tasks.length === 0) return;
    const still = new Set<number>();
    for (let from = 0; from < tasks.length; from += RENEW_AT_ONCE) {
      const some = tasks.slice(from, from + RENEW_AT_ONCE);
      const { held } = await callApi<{ held: number[] }>('POST', '/api/review/renew', { tasks: some });
      for (const task of held) still.add(task);
    }
    this.#line.answered();
    // What is to be undone or was decided meanwhile is not held, and not lost.
    const unsent = new Set(this.#line.unsentTasks());
    const now = new Set(this.#session().held());
    const lost = tasks.filter((task) => now.has(task) && !still.has(task) && !unsent.has(task));
    if (lost.length > 0) this.#session().lose(new Set(lost));
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
