import type { OpenSheetBody, SheetReply, SheetView } from '../../server/wall-api.ts';
import { callApi, loadPicture, NoAnswer } from '../api-client.ts';
import { awaitsPicture, unloaded, type Answer, type LoadedTask, type TaskDesk } from './answer.ts';
import { decideOperation, releaseOperation, skipOperation } from './operations.ts';
import type { Deps, WaySession } from './review-work.ts';
import type { SingleSession } from './single-session.ts';
import { dropPicture, loadTaskPictures } from './task-pictures.ts';

export type OpeningReason = OpenSheetBody['reason'];

interface OpenPage {
  /** Its tasks are held by the server under this name. */
  readonly name: string;
  readonly view: SheetView;
  /** An address of the picture in memory; null until it is there. */
  readonly picture: string | null;
  /** The scan cannot be shown. */
  readonly lost: boolean;
}

export interface SheetState {
  /** `asking`: no reason was given yet. `finished`: nothing more waits on this page. */
  readonly phase: 'asking' | 'loading' | 'working' | 'finished' | 'done';
  readonly reason: OpeningReason | null;
  readonly page: OpenPage | null;
  /** What still waits on the page, in the order of the form. */
  readonly tasks: readonly LoadedTask[];
  readonly current: LoadedTask | null;
}

const NOTHING: SheetState = { phase: 'asking', reason: null, page: null, tasks: [], current: null };

/** Review on the page as a whole. A page is opened only with a reason, and only when the reviewer says so. */
export class SheetSession implements TaskDesk, WaySession {
  #state: SheetState = NOTHING;
  readonly #deps: Deps;
  readonly #single: SingleSession;

  constructor(deps: Deps, single: SingleSession) {
    this.#deps = deps;
    this.#single = single;
  }

  get state(): SheetState {
    return this.#state;
  }

  /** Nothing is opened by itself. */
  start(): void {
    this.#deps.changed();
  }

  leave(): void {
    this.#close();
    this.#change(NOTHING);
  }

  /** Opens the next page that waits; the reason goes on record with it. */
  open(reason: OpeningReason): void {
    this.touch();
    this.#close();
    this.#change({ ...NOTHING, phase: 'loading', reason });
    const name = crypto.randomUUID();
    this.#open(name, reason).catch((error: unknown) => {
      this.#deps.line.fail(error);
      if (this.#state.phase === 'loading') this.#change(NOTHING);
    });
  }

  /** Goes to the doubt `by` places further, round and round. */
  move(by: number): void {
    this.touch();
    const { tasks, current } = this.#state;
    if (current === null) return;
    const place = tasks.findIndex(({ view }) => view.id === current.view.id);
    const next = tasks[(place + by + tasks.length) % tasks.length];
    if (next !== undefined) this.#change({ current: next });
  }

  goTo(task: number): void {
    this.touch();
    const next = this.#state.tasks.find(({ view }) => view.id === task);
    if (next !== undefined) this.#change({ current: next });
  }

  touch(): void {
    this.#deps.touch();
  }

  undo(): void {
    this.#deps.undo();
  }

  decide(answer: Answer): void {
    const { page, current: task } = this.#state;
    if (task === null || page === null) return;
    this.touch();
    const { line } = this.#deps;
    if (page.picture === null && !page.lost) {
      line.showNotice({ kind: 'page-unseen' });
      return;
    }
    if (awaitsPicture(task)) {
      line.showNotice({ kind: 'unseen' });
      return;
    }
    const clientKey = crypto.randomUUID();
    const { id } = task.view;
    this.#deps.remember({
      clientKey,
      tasks: [id],
      restore: () => this.#putBack(page.name, task, answer),
      forget: () => undefined,
    });
    line.showNotice({ kind: 'recorded', task: task.view, answer });
    line.push(decideOperation('sheet', id, clientKey, answer, () => this.#deps.forget(clientKey)));
    this.#drop(id);
  }

  skip(): void {
    const task = this.#state.current;
    if (task === null) return;
    this.touch();
    this.#deps.line.showNotice({ kind: 'skipped' });
    this.#deps.line.push(skipOperation('sheet', task.view.id));
    this.#drop(task.view.id);
  }

  held(): number[] {
    return this.#state.tasks.map(({ view }) => view.id);
  }

  names(): string[] {
    return this.#state.page === null ? [] : [this.#state.page.name];
  }

  lose(ids: ReadonlySet<number>): void {
    this.#deps.line.showNotice({ kind: 'lost' });
    for (const id of ids) this.#drop(id);
  }

  drained(): void {}

  hurry(): void {}

  /** On its page as long as that is open; else one by one, since a page is not opened by itself. */
  #putBack(name: string, task: LoadedTask, earlier: Answer): 'sheet' | 'single' {
    const { page, tasks } = this.#state;
    if (page?.name !== name) {
      // Its picture went with the page.
      this.#single.putBackView(task.view, earlier);
      return 'single';
    }
    const again = { ...task, earlier };
    const order = page.view.tasks.map(({ id }) => id);
    const all = [...tasks, again].toSorted((a, b) => order.indexOf(a.view.id) - order.indexOf(b.view.id));
    this.#change({ phase: 'working', tasks: all, current: again });
    return 'sheet';
  }

  #drop(id: number): void {
    const { tasks, current } = this.#state;
    const place = tasks.findIndex(({ view }) => view.id === id);
    const left = tasks.filter(({ view }) => view.id !== id);
    const next = current?.view.id === id ? (left[place] ?? left[0] ?? null) : current;
    this.#change({ tasks: left, current: next, phase: left.length === 0 ? 'finished' : 'working' });
  }

  async #open(name: string, reason: OpeningReason): Promise<void> {
    const { line, survey } = this.#deps;
    await line.released();
    const asked = survey();
    const body: OpenSheetBody = { reason, ...(asked === null ? {} : { survey: asked }) };
    const { sheet, progress } = await callApi<SheetReply>('POST', `/api/review/sheets/${name}/open`, body);
    line.answered();
    line.setProgress(progress);
    if (this.#state.phase !== 'loading') {
      line.push(releaseOperation('sheet', name));
      return;
    }
    if (sheet === null) {
      this.#change({ ...NOTHING, phase: 'done', reason });
      return;
    }
    const tasks = sheet.tasks.map(unloaded);
    this.#change({
      phase: 'working',
      page: { name, view: sheet, picture: null, lost: false },
      tasks,
      current: tasks[0] ?? null,
    });
    await Promise.all([
      this.#loadPage(name, sheet.picture),
      loadTaskPictures(
        tasks,
        (id) => this.held().includes(id),
        (id, change) => {
          const put = (task: LoadedTask): LoadedTask => (task.view.id === id ? { ...task, ...change } : task);
          const { current } = this.#state;
          this.#change({
            tasks: this.#state.tasks.map(put),
            current: current === null ? null : put(current),
          });
        },
      ),
    ]);
  }

  async #loadPage(name: string, address: string): Promise<void> {
    const put = (change: Partial<OpenPage>): void => {
      const { page } = this.#state;
      if (page?.name === name) this.#change({ page: { ...page, ...change } });
    };
    try {
      const picture = await loadPicture(address);
      const image = new Image();
      image.src = picture;
      await image.decode();
      put({ picture });
    } catch (error) {
      if (error instanceof NoAnswer) throw error;
      put({ lost: true });
    }
  }

  #close(): void {
    const { page, tasks } = this.#state;
    if (page === null) return;
    for (const task of tasks) dropPicture(task);
    if (page.picture !== null) URL.revokeObjectURL(page.picture);
    this.#deps.line.push(releaseOperation('sheet', page.name));
  }

  #change(change: Partial<SheetState>): void {
    this.#state = { ...this.#state, ...change };
    this.#deps.changed();
  }
}
