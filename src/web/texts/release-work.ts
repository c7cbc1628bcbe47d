import { PLACEHOLDERS } from '../../review/personal-data/mark.ts';
import type { TextAnswerView, TextCountsView, TextQueueReply, UndoLookReply } from '../../server/text-api.ts';
import { callApi, RefusedRequest } from '../api-client.ts';
import type { Piece } from './piece-to-cut.ts';

export type Queue = 'release' | 'second-look';
export type Outcome = 'released' | 'kept' | 'redacted';

export type ReleaseNotice =
  | { readonly kind: Outcome | 'undone' | 'nothing-to-undo' }
  | { readonly kind: 'refused'; readonly message: string; readonly remedy: string };

/** An answer on the screen, with what has been cut out of it here and not been sent yet. */
export interface OpenAnswer {
  readonly view: TextAnswerView;
  readonly text: string;
  readonly cuts: readonly Piece[];
}

export interface ReleaseState {
  readonly current: OpenAnswer | null;
  /** `done`: nothing waits. */
  readonly phase: 'loading' | 'working' | 'done';
  readonly counts: TextCountsView | null;
  readonly surveys: readonly string[];
  readonly survey: string | null;
  readonly notice: ReleaseNotice | null;
  readonly error: unknown;
}

const LOW = 4;
const textAfter = (text: string, cuts: readonly Piece[]): string =>
  cuts.reduce(
    (left, { kind, start, end }) => left.slice(0, start) + PLACEHOLDERS[kind] + left.slice(end),
    text,
  );

const opened = (view: TextAnswerView, cuts: readonly Piece[] = []): OpenAnswer => ({
  view,
  cuts,
  text: textAfter(view.text, cuts),
});

/** One queue of open answers in a reviewer's hand: what is cut out stays here until a decision sends it. */
export class ReleaseWork {
  readonly #queue: Queue;
  readonly #changed: () => void;
  /** Every window mixes the queue in its own way, so that people seldom meet. */
  readonly #seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  #waiting: TextAnswerView[] = [];
  #state: ReleaseState = {
    current: null,
    phase: 'loading',
    counts: null,
    surveys: [],
    survey: null,
    notice: null,
    error: null,
  };
  #keys: string[] = [];
  /** Decided or skipped in this window. */
  readonly #seen = new Set<number>();
  /** One thing after the other: a decision that is on its way keeps the next key waiting. */
  #line: Promise<void> = Promise.resolve();

  constructor(queue: Queue, changed: () => void) {
    this.#queue = queue;
    this.#changed = changed;
  }

  get state(): ReleaseState {
    return this.#state;
  }

  start(): void {
    this.#do(() => this.#fill());
  }

  chooseSurvey(survey: string | null): void {
    this.#waiting = [];
    this.#change({ survey, current: null, phase: 'loading' });
    this.#do(() => this.#fill());
  }

  cut(piece: Piece): void {
    const { current } = this.#state;
    if (current !== null)
      this.#change({ current: opened(current.view, [...current.cuts, piece]), notice: null });
  }

  skip(): void {
    const { current } = this.#state;
    if (current === null) return;
    this.#do(async () => {
      if (this.#state.current?.view.answer !== current.view.answer) return;
      this.#seen.add(current.view.answer);
      await this.#next();
    });
  }

  decide(outcome: Outcome): void {
    const { current } = this.#state;
    if (current === null) return;
    const clientKey = crypto.randomUUID();
    this.#do(async () => {
      if (this.#state.current?.view.answer !== current.view.answer) return;
      const { view, cuts } = current;
      try {
        await callApi('POST', `/api/texts/${view.answer}/look`, {
          clientKey,
          edition: view.edition,
          outcome,
          redactions: cuts,
        });
        if (outcome !== 'redacted') this.#keys.push(clientKey);
        this.#change({ counts: this.#countsAfter(view, outcome), notice: { kind: outcome } });
      } catch (error) {
        if (!(error instanceof RefusedRequest) || error.status >= 500) throw error;
        const { code, message, remedy } = error.fault;
        this.#change({ notice: { kind: 'refused', message, remedy } });
        // Somebody was faster; all else is for this person to put right.
        if (code !== 'answer-stale' && code !== 'answer-unknown') return;
      }
      this.#seen.add(view.answer);
      await this.#next();
    });
  }

  /** Takes back the last cut of this answer; without one, the last decision. */
  undo(): void {
    const { current } = this.#state;
    if (current !== null && current.cuts.length > 0) {
      this.#change({ current: opened(current.view, current.cuts.slice(0, -1)) });
      return;
    }
    this.#do(async () => {
      const clientKey = this.#keys.pop();
      const { answer, counts } = await callApi<UndoLookReply>(
        'POST',
        '/api/texts/undo',
        clientKey === undefined ? {} : { clientKey },
      );
      if (answer === null) {
        this.#change({ counts, notice: { kind: 'nothing-to-undo' } });
        return;
      }
      const before = this.#state.current;
      if (before !== null) this.#waiting.unshift(before.view);
      this.#seen.delete(answer.answer);
      this.#change({ counts, current: opened(answer), phase: 'working', notice: { kind: 'undone' } });
    });
  }

  /** Counted here; the server counts anew with every few answers that it gives out. */
  #countsAfter(view: TextAnswerView, outcome: Outcome): TextCountsView | null {
    const { counts } = this.#state;
    if (counts === null || outcome === 'redacted') return counts;
    const isSecond = this.#queue === 'second-look';
    return {
      release: counts.release - Number(!isSecond),
      secondLook: counts.secondLook - Number(isSecond),
      forOthers: counts.forOthers - Number(view.yours && view.marks.length > 0),
      released: counts.released + Number(outcome === 'released'),
      kept: counts.kept + Number(outcome === 'kept'),
    };
  }

  #do(work: () => Promise<void>): void {
    this.#line = this.#line.then(work).then(
      () => {
        if (this.#state.error !== null) this.#change({ error: null });
      },
      (error: unknown) => this.#change({ error }),
    );
  }

  async #next(): Promise<void> {
    const next = this.#waiting.shift();
    if (next !== undefined) {
      this.#change({ current: opened(next), phase: 'working' });
      if (this.#waiting.length >= LOW) return;
    }
    await this.#fill(next === undefined);
  }

  async #fill(isEmpty = this.#state.current === null): Promise<void> {
    const { survey } = this.#state;
    const query = new URLSearchParams({ queue: this.#queue, seed: String(this.#seed % 1_000_000) });
    if (survey !== null) query.set('survey', survey);
    const reply = await callApi<TextQueueReply>('GET', `/api/texts?${query.toString()}`);
    const inHand = this.#state.current?.view.answer;
    this.#waiting = reply.answers.filter(
      ({ answer }) => !this.#seen.has(answer) && (isEmpty || answer !== inHand),
    );
    this.#change({ counts: reply.counts, surveys: reply.surveys });
    if (!isEmpty) return;
    const next = this.#waiting.shift();
    this.#change(
      next === undefined ? { current: null, phase: 'done' } : { current: opened(next), phase: 'working' },
    );
  }

  #change(change: Partial<ReleaseState>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed();
  }
}
