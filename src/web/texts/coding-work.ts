import { sameWordsKey } from '../../review/same-words.ts';
import type {
  CategoryView,
  CodingAnswerView,
  CodingReply,
  CodingVariablesReply,
  FrameReply,
  NewCategoryReply,
  UndoCodingReply,
} from '../../server/text-api.ts';
import { callApi, RefusedRequest } from '../api-client.ts';

export type CodingVariable = CodingVariablesReply['variables'][number];

export type CodingNotice =
  | { readonly kind: 'saved' | 'end' | 'nothing-to-undo' }
  | { readonly kind: 'undone'; readonly what: 'code' | 'create' | 'rename' | 'merge' }
  | { readonly kind: 'refused'; readonly message: string; readonly remedy: string };

export interface CodingState {
  readonly variables: readonly CodingVariable[] | null;
  readonly variable: CodingVariable | null;
  readonly categories: readonly CategoryView[];
  readonly answer: CodingAnswerView | null;
  /** From 0, among all answers of the variable. */
  readonly place: number;
  readonly total: number;
  readonly coded: number;
  /** The categories on the screen: what was stored, what the same words had, or what was chosen since. */
  readonly chosen: readonly number[];
  readonly notice: CodingNotice | null;
  readonly error: unknown;
}

const WINDOW = 100;

const sameSet = (one: readonly number[] | null, other: readonly number[]): boolean =>
  one !== null && one.length === other.length && one.every((id) => other.includes(id));

/** The open answers of one question, one after the other, and their code frame. */
export class CodingWork {
  readonly #changed: () => void;
  #state: CodingState = {
    variables: null,
    variable: null,
    categories: [],
    answer: null,
    place: 0,
    total: 0,
    coded: 0,
    chosen: [],
    notice: null,
    error: null,
  };
  /** The answers around the one on the screen, from this place on. */
  #offset = 0;
  #answers: CodingAnswerView[] = [];
  /** One thing after the other, so that an undo follows what it takes back. */
  #line: Promise<void> = Promise.resolve();

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get state(): CodingState {
    return this.#state;
  }

  start(): void {
    this.#do(async () => {
      const { variables } = await callApi<CodingVariablesReply>('GET', '/api/coding/variables');
      const kept = variables.find(({ survey, variable }) => {
        const { variable: now } = this.#state;
        return now !== null && survey === now.survey && variable === now.variable;
      });
      const variable =
        kept ?? variables.find(({ coded, answers }) => coded < answers) ?? variables[0] ?? null;
      this.#change({ variables, variable });
      await this.#load(null);
    });
  }

  choose(variable: CodingVariable): void {
    this.#do(async () => {
      this.#change({ variable, notice: null });
      await this.#load(null);
    });
  }

  toggle(category: number): void {
    const { chosen } = this.#state;
    this.#change({
      chosen: chosen.includes(category) ? chosen.filter((id) => id !== category) : [...chosen, category],
      notice: null,
    });
  }

  dropLast(): void {
    this.#change({ chosen: this.#state.chosen.slice(0, -1) });
  }

  /** Keeps what is on the screen and goes on. */
  save(): void {
    const here = this.#here();
    this.#do(async () => {
      // Pressed twice, the second was not meant for the next answer, which nobody has seen.
      if (this.#here() !== here) return;
      await this.#store(true);
      await this.#goTo(this.#state.place + 1);
    });
  }

  /** Goes to another answer; what was chosen here is kept. */
  move(by: 1 | -1): void {
    const here = this.#here();
    this.#do(async () => {
      if (this.#here() !== here) return;
      await this.#store(false);
      await this.#goTo(this.#state.place + by);
    });
  }

  make(label: string): void {
    const clientKey = crypto.randomUUID();
    this.#do(async () => {
      const { variable } = this.#state;
      if (variable === null) return;
      const made = await callApi<NewCategoryReply>('POST', '/api/coding/categories', {
        clientKey,
        survey: variable.survey,
        variable: variable.variable,
        label,
      });
      this.#change({ categories: made.categories, chosen: [...this.#state.chosen, made.category] });
    });
  }

  rename(category: number, label: string): void {
    const clientKey = crypto.randomUUID();
    this.#do(async () => {
      const { categories } = await callApi<FrameReply>('POST', `/api/coding/categories/${category}/rename`, {
        clientKey,
        label,
      });
      this.#change({ categories });
    });
  }

  merge(category: number, into: number): void {
    const clientKey = crypto.randomUUID();
    this.#do(async () => {
      await callApi<FrameReply>('POST', `/api/coding/categories/${category}/merge`, { clientKey, into });
      const chosen = this.#state.chosen.map((id) => (id === category ? into : id));
      await this.#load(this.#offset, this.#state.place);
      this.#change({ chosen: [...new Set(chosen)] });
    });
  }

  undo(): void {
    this.#do(async () => {
      const { variable } = this.#state;
      if (variable === null) return;
      const { undone, categories } = await callApi<UndoCodingReply>('POST', '/api/coding/undo', {
        survey: variable.survey,
        variable: variable.variable,
      });
      if (undone === null) {
        this.#change({ categories, notice: { kind: 'nothing-to-undo' } });
        return;
      }
      const place = this.#answers.findIndex(({ answer }) => answer === undone.answer);
      await this.#load(this.#offset, place < 0 ? this.#state.place : this.#offset + place);
      this.#change({ notice: { kind: 'undone', what: undone.kind } });
    });
  }

  #here(): number | null {
    return this.#state.answer?.answer ?? null;
  }

  #do(work: () => Promise<void>): void {
    this.#line = this.#line.then(work).then(
      () => {
        if (this.#state.error !== null) this.#change({ error: null });
      },
      (error: unknown) => {
        if (error instanceof RefusedRequest && error.status < 500) {
          const { message, remedy } = error.fault;
          this.#change({ notice: { kind: 'refused', message, remedy } });
        } else this.#change({ error });
      },
    );
  }

  /** Sends what was chosen; `evenUnchanged` says of an answer without a category that it fits none. */
  async #store(evenUnchanged: boolean): Promise<void> {
    const { answer, chosen, coded } = this.#state;
    if (answer === null || sameSet(answer.categories, chosen)) return;
    // A suggestion that nobody took, or an answer nobody touched, is not coded by passing it.
    if (!evenUnchanged && answer.categories === null && sameSet(answer.suggested ?? [], chosen)) return;
    await callApi('POST', `/api/coding/answers/${answer.answer}`, {
      clientKey: crypto.randomUUID(),
      categories: chosen,
    });
    const key = sameWordsKey(answer.text);
    this.#answers = this.#answers.map((each) => {
      if (each.answer === answer.answer) return { ...each, categories: [...chosen], suggested: null };
      const isSame = each.categories === null && chosen.length > 0 && sameWordsKey(each.text) === key;
      return isSame ? { ...each, suggested: [...chosen] } : each;
    });
    const before = answer.categories ?? [];
    this.#change({
      // Counted here: the server counts all of them anew only where the frame itself changes.
      categories: this.#state.categories.map((category) => ({
        ...category,
        answers:
          category.answers + Number(chosen.includes(category.id)) - Number(before.includes(category.id)),
      })),
      coded: coded + (answer.categories === null ? 1 : 0),
      notice: { kind: 'saved' },
    });
  }

  async #goTo(place: number): Promise<void> {
    const { total } = this.#state;
    if (place < 0) return;
    if (place >= total) {
      this.#show(total - 1);
      this.#change({ notice: { kind: 'end' } });
      return;
    }
    const isHere = place >= this.#offset && place < this.#offset + this.#answers.length;
    if (isHere) this.#show(place);
    else await this.#load(Math.max(0, place - (place < this.#offset ? WINDOW - 1 : 0)), place);
  }

  #show(place: number): void {
    const answer = this.#answers[place - this.#offset] ?? null;
    this.#change({ place, answer, chosen: answer?.categories ?? answer?.suggested ?? [] });
  }

  /** Gets the answers from `offset` on; from the first that is not coded where it is null. */
  async #load(offset: number | null, place?: number): Promise<void> {
    const { variable } = this.#state;
    if (variable === null) return;
    const query = new URLSearchParams({
      survey: variable.survey,
      variable: variable.variable,
      limit: String(WINDOW),
    });
    if (offset !== null) query.set('offset', String(offset));
    const page = await callApi<CodingReply>('GET', `/api/coding/answers?${query.toString()}`);
    this.#offset = page.offset;
    this.#answers = page.answers;
    this.#change({ categories: page.categories, total: page.total, coded: page.coded });
    this.#show(place ?? page.offset);
  }

  #change(change: Partial<CodingState>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed();
  }
}
