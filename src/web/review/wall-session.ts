import type { ClaimReply, ReviewTaskView } from '../../server/api.ts';
import type { WallStepBody, WallStepReply } from '../../server/wall-api.ts';
import { callApi } from '../api-client.ts';
import { awaitsPicture, unloaded, type LoadedTask } from './answer.ts';
import { releaseOperation } from './operations.ts';
import type { Deps, WaySession } from './review-work.ts';
import { dropPicture, loadTaskPictures, type PictureChange } from './task-pictures.ts';
import { byShape, fitWall, type WallFit } from './wall-fit.ts';

/** Tasks of one wall. */
const WALL = 48;
/** Walls in hand: the one on screen and those that are ready behind it. */
const WALLS = 3;
const LOOK_AGAIN_MS = 4000;
const FITS_KEPT = 50;
/** Nobody looks at a screen of marks in less: a second press of a key is not a second judgement. */
const LEAST_LOOK_MS = 300;

interface Wall {
  /** Held by the server under this name. */
  readonly name: string;
  readonly tasks: readonly LoadedTask[];
}

export interface WallScreen {
  /** Another one whenever other tasks stand on the screen. */
  readonly id: string;
  readonly tasks: readonly LoadedTask[];
  readonly fit: WallFit;
}

export interface WallState {
  readonly phase: 'loading' | 'working' | 'done';
  readonly screen: WallScreen | null;
  /** The one that comes after it, so that it can be made ready out of sight. */
  readonly next: WallScreen | null;
  /** Tasks on the screen that the reviewer says are read wrong. */
  readonly wrong: ReadonlySet<number>;
  /** The pictures have been in sight for long enough to be judged. */
  readonly ready: boolean;
}

type Confirmed = WallStepBody['confirmed'][number];

/** Review of many alike readings at once: the wrong ones are named, the rest is confirmed as one step. */
export class WallSession implements WaySession {
  #walls: Wall[] = [];
  #room: { readonly width: number; readonly height: number } | null = null;
  /** Of walls in this room, by their tasks. */
  #fits = new Map<string, WallFit>();
  #state: WallState = { phase: 'loading', screen: null, next: null, wrong: new Set(), ready: false };
  #active = false;
  #claiming = false;
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  get state(): WallState {
    return this.#state;
  }

  start(): void {
    this.#active = true;
    this.#fill();
    this.#showScreen();
  }

  leave(): void {
    this.#active = false;
    for (const { name, tasks } of this.#walls) {
      this.#deps.line.push(releaseOperation('wall', name));
      for (const task of tasks) dropPicture(task);
    }
    this.#walls = [];
    this.#fits.clear();
    this.#change({ phase: 'loading', screen: null, next: null, wrong: new Set(), ready: false });
  }

  /** The room that the screen has for pictures, in CSS pixels. */
  setRoom(width: number, height: number): void {
    if (this.#room?.width === width && this.#room.height === height) return;
    this.#room = { width, height };
    this.#fits.clear();
    this.#showScreen();
  }

  /** All pictures of this screen are painted. */
  painted(screen: string): void {
    setTimeout(() => {
      if (this.#state.screen?.id === screen) this.#change({ ready: true });
    }, LEAST_LOOK_MS);
  }

  toggle(task: number): void {
    this.#deps.touch();
    const wrong = new Set(this.#state.wrong);
    if (!wrong.delete(task)) wrong.add(task);
    this.#change({ wrong });
  }

  undo(): void {
    this.#deps.undo();
  }

  touch(): void {
    this.#deps.touch();
  }

  /** Confirms what is not marked as wrong, of those tasks that are wholly in sight. */
  confirm(inSight: ReadonlySet<number>): void {
    const { screen, wrong, ready } = this.#state;
    const [wall] = this.#walls;
    if (screen === null || wall === undefined) return;
    this.touch();
    const { line } = this.#deps;
    const judged = screen.tasks.filter(({ view }) => inSight.has(view.id));
    if (!ready || judged.length === 0 || judged.some(awaitsPicture)) {
      line.showNotice({ kind: 'wall-unseen' });
      return;
    }
    const confirmed: Confirmed[] = [];
    const offWall: number[] = [];
    for (const { view, picture } of judged) {
      const { id, suggestion } = view;
      // What could not be shown was not seen, and so is not confirmed.
      if (wrong.has(id) || picture === null || suggestion === null) offWall.push(id);
      else confirmed.push({ task: id, state: suggestion.state, value: suggestion.value });
    }
    const ids = new Set(judged.map(({ view }) => view.id));
    this.#walls = [
      { ...wall, tasks: wall.tasks.filter(({ view }) => !ids.has(view.id)) },
      ...this.#walls.slice(1),
    ].filter(({ tasks }) => tasks.length > 0);
    this.#send(wall.name, judged, confirmed, offWall);
    this.#change({ wrong: new Set() });
    this.#showScreen();
    this.#fill();
  }

  #send(
    name: string,
    judged: readonly LoadedTask[],
    confirmed: readonly Confirmed[],
    offWall: readonly number[],
  ): void {
    const { line, remember, forget } = this.#deps;
    const clientKey = crypto.randomUUID();
    const tasks = judged.map(({ view }) => view.id);
    remember({
      clientKey,
      tasks,
      restore: (withdrawn) => {
        this.#putBack({ name: withdrawn ? name : clientKey, tasks: judged }, offWall);
        return 'wall';
      },
      forget: () => {
        for (const task of judged) dropPicture(task);
      },
    });
    line.showNotice({ kind: 'confirmed', confirmed: confirmed.length, offWall: offWall.length });
    line.push({
      what: 'decide',
      way: 'wall',
      tasks,
      clientKey,
      weight: judged.length,
      send: async () => {
        const body: WallStepBody = { clientKey, confirmed: [...confirmed], offWall: [...offWall] };
        const { progress, refused } = await callApi<WallStepReply>('POST', '/api/review/wall-steps', body);
        if (refused.length > 0) line.showNotice({ kind: 'taken', tasks: refused.length });
        return progress;
      },
      refused: () => forget(clientKey),
    });
  }

  /** Shows a screen again that was taken back, with what was marked as wrong on it. */
  #putBack(wall: Wall, wrong: readonly number[]): void {
    this.#walls = [wall, ...this.#walls];
    this.#change({ wrong: new Set(wrong) });
    this.#showScreen();
  }

  /** Shows a screen again that was taken back from before this page was loaded. */
  putBackViews(name: string, views: readonly ReviewTaskView[], wrong: readonly number[]): void {
    if (views.length === 0) return;
    this.#putBack({ name, tasks: views.map(unloaded) }, wrong);
    this.#loadPictures().catch((error: unknown) => this.#deps.line.fail(error));
  }

  held(): number[] {
    return this.#walls.flatMap(({ tasks }) => tasks.map(({ view }) => view.id));
  }

  names(): string[] {
    return this.#walls.map(({ name }) => name);
  }

  lose(ids: ReadonlySet<number>): void {
    const onScreen = this.#state.screen?.tasks.some(({ view }) => ids.has(view.id)) === true;
    this.#walls = this.#walls
      .map((wall) => ({ ...wall, tasks: wall.tasks.filter(({ view }) => !ids.has(view.id)) }))
      .filter(({ tasks }) => tasks.length > 0);
    if (onScreen) this.#deps.line.showNotice({ kind: 'lost' });
    this.#showScreen();
    this.#fill();
  }

  drained(): void {
    if (this.#active && this.#walls.length === 0) this.#fill();
  }

  hurry(): void {
    if (this.#active) this.#fill();
  }

  /** The first tasks of a list, as many as fit on one screen. */
  #screenOf(tasks: readonly LoadedTask[]): WallScreen | null {
    const room = this.#room;
    if (tasks.length === 0 || room === null) return null;
    const ids = tasks.map(({ view }) => view.id).join(' ');
    const fit =
      this.#fits.get(ids) ??
      fitWall(
        tasks.map(({ view }) => view),
        room,
      );
    if (this.#fits.size > FITS_KEPT) this.#fits.clear();
    this.#fits.set(ids, fit);
    const onScreen = tasks.slice(0, fit.count);
    return { id: onScreen.map(({ view }) => view.id).join(' '), tasks: onScreen, fit };
  }

  #showScreen(): void {
    const [wall, following] = this.#walls;
    const screen = this.#screenOf(wall?.tasks ?? []);
    if (screen === null || wall === undefined) {
      const phase = this.#state.phase === 'done' ? 'done' : 'loading';
      this.#change({ screen: null, next: null, phase, ready: false });
      return;
    }
    const next =
      this.#screenOf(wall.tasks.slice(screen.tasks.length)) ?? this.#screenOf(following?.tasks ?? []);
    const ready = this.#state.ready && this.#state.screen?.id === screen.id;
    this.#change({ phase: 'working', screen, next, ready });
  }

  #fill(): void {
    if (this.#claiming || !this.#active || this.#walls.length >= WALLS) return;
    this.#claiming = true;
    this.#claim()
      .then((more) => {
        this.#claiming = false;
        if (more) this.#fill();
      })
      .catch((error: unknown) => {
        this.#claiming = false;
        this.#deps.line.fail(error, () => this.hurry());
      });
  }

  /** One wall more; false where there is none. */
  async #claim(): Promise<boolean> {
    const { line, survey } = this.#deps;
    const asked = survey();
    await line.released();
    if (!this.#active) return false;
    const name = crypto.randomUUID();
    const reply = await callApi<ClaimReply>('POST', `/api/review/walls/${name}/claim`, {
      count: WALL,
      ...(asked === null ? {} : { survey: asked }),
    });
    line.answered();
    line.setProgress(reply.progress);
    if (!this.#active || asked !== survey()) {
      line.push(releaseOperation('wall', name));
      return false;
    }
    if (reply.tasks.length === 0) {
      this.#lookAgain();
      return false;
    }
    this.#walls = [...this.#walls, { name, tasks: reply.tasks.toSorted(byShape).map(unloaded) }];
    if (this.#walls.length <= 2) this.#showScreen();
    await this.#loadPictures();
    return true;
  }

  #lookAgain(): void {
    const { line } = this.#deps;
    if (this.#walls.length === 0 && line.state.waiting === 0)
      this.#change({ phase: 'done', screen: null, next: null });
    line.later(LOOK_AGAIN_MS, () => {
      if (this.#active && this.#walls.length === 0) this.#fill();
    });
  }

  async #loadPictures(): Promise<void> {
    const missing = this.#walls.flatMap(({ tasks }) => tasks.filter(awaitsPicture));
    const isInHand = (task: number): boolean => this.held().includes(task);
    await loadTaskPictures(missing, isInHand, (task, change) => this.#put(task, change));
  }

  #put(task: number, change: PictureChange): void {
    this.#walls = this.#walls.map((wall) =>
      wall.tasks.some(({ view }) => view.id === task)
        ? {
            ...wall,
            tasks: wall.tasks.map((held) => (held.view.id === task ? { ...held, ...change } : held)),
          }
        : wall,
    );
    const { screen, next } = this.#state;
    if ([screen, next].some((shown) => shown?.tasks.some(({ view }) => view.id === task) === true)) {
      this.#showScreen();
    }
  }

  #change(change: Partial<WallState>): void {
    this.#state = { ...this.#state, ...change };
    this.#deps.changed();
  }
}
