/**
 * What somebody knows who has every publication and the rules by which they were made: for each item of a wave, unknown
 * numbers of people by group and answer, and what the published figures say of them. Where answers are weighted, the unknowns
 * are weights, in people of mean weight.
 */
import type {
  PublicationRules,
  PublishedFigure,
  PublishedItem,
  PublishedRow,
} from '../publication-format.ts';
import { tQuantile95 } from '../student-t.ts';
import type { LinearConstraint } from './linear-program.ts';

/** Unknowns with their coefficients. */
export type Sum = ReadonlyMap<number, number>;

/** One figure that was withheld. */
export interface HiddenFigure {
  readonly item: string;
  /** Null for everybody. */
  readonly breakdown: string | null;
  /** A group's code; null for everybody, or with `unknown` for people of unknown groups. */
  readonly group: string | null;
  /** The code of an answer, or what else is hidden. */
  readonly what: { readonly answer: string } | 'base' | 'top' | 'not-top';
  /** The unknowns that it is the sum of, each times its coefficient. */
  readonly sum: Sum;
  /** How much weight one person of the group has at most, as far as bases tell; 1 without weights. */
  readonly personWeight: number;
}

export interface Knowledge {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly isWhole: Uint8Array;
  readonly constraints: readonly LinearConstraint[];
  readonly hidden: readonly HiddenFigure[];
}

/** An item as one edition shows it, with that edition's rules. */
export interface ItemEdition {
  readonly item: PublishedItem;
  readonly rules: PublicationRules;
  readonly respondents: number;
}

/** What a number may have been before it was rounded to the nearest step, a half upwards. */
const beforeRounding = (value: number, step: number): [number, number] => [
  value - step / 2,
  value + step / 2,
];

/** The same for a whole number. */
const wholeBeforeRounding = (value: number, step: number): [number, number] => [
  Math.ceil(value - step / 2),
  Math.ceil(value + step / 2) - 1,
];

class Notebook {
  readonly low: number[] = [];
  readonly high: number[] = [];
  readonly isWhole: number[] = [];
  readonly constraints: LinearConstraint[] = [];
  readonly #hidden = new Map<string, HiddenFigure>();
  readonly #shown = new Set<string>();
  readonly #names = new Map<string, number>();

  /** The unknown of this name; the first to name it says what it can be. */
  unknown(name: string, most: number, isWhole: boolean): number {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const variable = this.low.length;
    this.low.push(0);
    this.high.push(most);
    this.isWhole.push(isWhole ? 1 : 0);
    this.#names.set(name, variable);
    return variable;
  }

  /** Figures that are a plain sum of these unknowns: withheld in this edition, or shown. */
  note(figure: HiddenFigure, isShown: boolean): void {
    const key = JSON.stringify([figure.breakdown, ...figure.sum]);
    if (isShown) this.#shown.add(key);
    else this.#hidden.set(key, figure);
  }

  /** What no edition shows. */
  get hidden(): readonly HiddenFigure[] {
    return [...this.#hidden].filter(([key]) => !this.#shown.has(key)).map(([, figure]) => figure);
  }

  bound(variable: number, low: number, high: number): void {
    this.low[variable] = Math.max(this.low[variable] as number, low);
    this.high[variable] = Math.min(this.high[variable] as number, high);
  }

  constrain(terms: Sum, low: number, high: number): void {
    const present = [...terms].filter(([, coefficient]) => coefficient !== 0);
    this.constraints.push({
      variables: present.map(([variable]) => variable),
      coefficients: present.map(([, coefficient]) => coefficient),
      low,
      high,
    });
  }
}

interface RowUnknowns {
  readonly total: number;
  readonly cells: readonly Sum[];
}

/** Sums added, each times a factor. */
const addSums = (parts: readonly (readonly [sum: Sum, factor: number])[]): Sum => {
  const all = new Map<number, number>();
  for (const [sum, factor] of parts) {
    for (const [variable, coefficient] of sum) {
      all.set(variable, (all.get(variable) ?? 0) + factor * coefficient);
    }
  }
  return all;
};

const just = (variable: number): Sum => new Map([[variable, 1]]);

const HALF_OPEN = 1e-6;

/** From here on the unknown part of a rounded share is so many people that whole ones make no difference. */
const LARGE_BASE = 400;

class ItemReader {
  readonly #book: Notebook;
  readonly #edition: ItemEdition;
  readonly #scores: readonly (number | null)[];
  readonly #most: number;
  /** Where no other edition speaks of the same cells, a share that is shown need not be an unknown of its own. */
  readonly #isAlone: boolean;

  constructor(book: Notebook, edition: ItemEdition, isAlone: boolean) {
    this.#book = book;
    this.#edition = edition;
    this.#isAlone = isAlone;
    this.#scores = edition.item.categories.map(({ score }) => score);
    this.#most = edition.respondents + edition.rules.baseStep;
  }

  read(): void {
    const { item, rules } = this.#edition;
    const { whole, tables } = item;
    const all = this.#unknownsOf('all', whole);
    this.#readFigures(whole, all);
    this.#noteFigures(whole, all, null, this.#weightIn([whole]));
    for (const { breakdown, rows, hasUnknown } of tables) {
      const unknowns = rows.map((row) => this.#unknownsOf(`${breakdown}=${row.group ?? ''}`, row));
      const heaviest = this.#weightIn(rows);
      for (const [place, row] of rows.entries()) {
        const own = unknowns[place] as RowUnknowns;
        this.#readFigures(row, own);
        this.#noteFigures(row, own, breakdown, row.base === null ? heaviest : this.#weightIn([row]));
      }
      const parts = [...unknowns];
      if (hasUnknown) {
        const strangers = this.#unknownsOf(`${breakdown}?`, null);
        parts.push(strangers);
        this.#noteFigures(null, strangers, breakdown, heaviest);
      }
      // Every answer of everybody is in one of the groups.
      for (const [category, cell] of all.cells.entries()) {
        this.#addUp(
          parts.map(({ cells }) => cells[category] as Sum),
          cell,
        );
      }
      this.#addUp(
        parts.map(({ total }) => just(total)),
        just(all.total),
      );
      if (rules.weighted) this.#readBases(whole, rows, hasUnknown, breakdown);
    }
  }

  #unknownsOf(name: string, row: PublishedRow | null): RowUnknowns {
    const { rules, item } = this.#edition;
    const isWhole = !rules.weighted;
    const total = this.#book.unknown(`${name}|`, this.#most, isWhole);
    const base = row === null ? null : rules.weighted ? row.weightedBase : row.base;
    if (base !== null && isWhole) {
      const [low, high] = wholeBeforeRounding(base, rules.baseStep);
      this.#book.bound(total, Math.max(low, rules.minimumBase), high);
    } else if (base !== null) {
      const [low, high] = beforeRounding(base, rules.baseStep);
      this.#book.bound(total, Math.max(0, low), high);
    }
    const cells = item.categories.map(({ code }, category): Sum => {
      const share = row?.shares[category] ?? null;
      const cell = (): number => this.#book.unknown(`${name}|${code}`, this.#most, isWhole);
      if (share === null || base === null) return just(cell());
      const [low, high] = beforeRounding(share, rules.shareStep);
      const atMost = base + rules.baseStep / 2;
      if (this.#isAlone && base >= LARGE_BASE && (low / 100) * base > rules.minimumCell) {
        // The share as shown, of the total, and what rounding took from it.
        const rounded = this.#book.unknown(`${name}|${code}|rounded`, atMost, false);
        const reach = (rules.shareStep / 200) * atMost;
        this.#book.low[rounded] = -reach;
        this.#book.high[rounded] = reach;
        return new Map([
          [total, share / 100],
          [rounded, 1],
        ]);
      }
      const own = just(cell());
      this.#readRatio(own, total, [low / 100, high / 100]);
      // It would not be shown if it were fewer.
      if (isWhole) this.#book.bound(cell(), rules.minimumCell, this.#most);
      return own;
    });
    this.#addUp(cells, just(total));
    return { total, cells };
  }

  #addUp(parts: readonly Sum[], sum: Sum): void {
    this.#book.constrain(addSums([...parts.map((part) => [part, 1] as const), [sum, -1]]), 0, 0);
  }

  /** The weight of a person, by the bases of the heaviest of these rows. */
  #weightIn(rows: readonly PublishedRow[]): number {
    const ratios = rows.map(({ base, weightedBase }) =>
      base === null || weightedBase === null || base === 0 ? 1 : weightedBase / base,
    );
    return Math.max(1, ...ratios);
  }

  /** Bases of people where the other unknowns are weights: they add up too. */
  #readBases(
    whole: PublishedRow,
    rows: readonly PublishedRow[],
    hasUnknown: boolean,
    breakdown: string,
  ): void {
    const { rules, item } = this.#edition;
    const baseOf = (name: string, base: number | null): number => {
      const variable = this.#book.unknown(`${name}|people`, this.#most, true);
      if (base !== null) this.#book.bound(variable, ...wholeBeforeRounding(base, rules.baseStep));
      return variable;
    };
    const all = baseOf('all', whole.base);
    const parts = rows.map((row) => baseOf(`${breakdown}=${row.group ?? ''}`, row.base));
    if (hasUnknown) parts.push(baseOf(`${breakdown}?`, null));
    this.#addUp(parts.map(just), just(all));
    for (const [place, variable] of parts.entries()) {
      const row = rows[place];
      const figure = { item: item.variable, breakdown, group: row?.group ?? null, what: 'base' as const };
      this.#book.note({ ...figure, sum: just(variable), personWeight: 1 }, (row?.base ?? null) !== null);
    }
  }

  /** What mean, median, top box and score say. */
  #readFigures(row: PublishedRow, { total, cells }: RowUnknowns): void {
    const { rules, item } = this.#edition;
    if (row.base === null) return;
    const sumOf = (factors: readonly number[]): Sum =>
      addSums(cells.map((cell, category) => [cell, factors[category] ?? 0]));
    if (row.top !== null) {
      const inTop = item.categories.map(({ code }) => (item.top?.includes(code) === true ? 100 : 0));
      this.#readRatio(sumOf(inTop), total, beforeRounding(row.top.value, rules.shareStep));
    }
    const scores = this.#scores.map((score) => score ?? 0);
    if (row.mean !== null) this.#readMean(row.mean, rules.meanStep, row, sumOf, total, scores);
    if (row.nps !== null) {
      const points = scores.map((score) => (score > 8 ? 100 : score < 7 ? -100 : 0));
      this.#readMean(row.nps, rules.shareStep, row, sumOf, total, points);
    }
    if (row.median !== null) {
      const { median } = row;
      // Less than half lies below it, and half or more up to it.
      const below = sumOf(scores.map((score) => (score < median ? 1 : 0)));
      this.#readRatio(below, total, [null, 0.5]);
      this.#readRatio(sumOf(scores.map((score) => (score <= median ? 1 : 0))), total, [0.5, null]);
    }
  }

  /** low <= sum of the terms over the total <= high; null where that end is open. */
  #readRatio(terms: Sum, total: number, [low, high]: readonly [number | null, number | null]): void {
    const withTotal = (ratio: number): Sum =>
      addSums([
        [terms, 1],
        [just(total), -ratio],
      ]);
    // Scores are up to 100 and their squares up to 10,000: no sum is beyond these.
    const far = this.#most * 1e5;
    if (low !== null) this.#book.constrain(withTotal(low), 0, far);
    // Halves are rounded upwards, so the upper end itself is out; two ratios of whole people are not as near as that.
    const open = this.#edition.rules.weighted ? 0 : HALF_OPEN;
    if (high !== null) this.#book.constrain(withTotal(high - open), -far, 0);
  }

  #readMean(
    figure: PublishedFigure,
    step: number,
    row: PublishedRow,
    sumOf: (factors: readonly number[]) => Sum,
    total: number,
    scores: readonly number[],
  ): void {
    const { rules } = this.#edition;
    const [low, high] = beforeRounding(figure.value, step);
    this.#readRatio(sumOf(scores), total, [low, high]);
    if (rules.weighted || rules.clustered || figure.margin === null || row.base === null) return;
    // Of independent answers that count the same, the margin is that of their spread: it tells the mean square.
    const [least, most] = wholeBeforeRounding(row.base, rules.baseStep);
    const varianceOf = (margin: number, base: number): number => {
      const error = Math.max(0, margin) / tQuantile95(Math.max(1, base - 1));
      return error * error * (base - 1);
    };
    const variance: [number, number] = [
      varianceOf(figure.margin - step, Math.max(2, least)),
      varianceOf(figure.margin, most),
    ];
    const squaredMean = [low * low, high * high];
    const leastSquare = low <= 0 && high >= 0 ? 0 : Math.min(...squaredMean);
    this.#readRatio(sumOf(scores.map((score) => score * score)), total, [
      variance[0] + leastSquare,
      variance[1] * (1 + 1e-6) + Math.max(...squaredMean) + 1e-5,
    ]);
  }

  #noteFigures(
    row: PublishedRow | null,
    { total, cells }: RowUnknowns,
    breakdown: string | null,
    personWeight: number,
  ): void {
    const { item } = this.#edition;
    const note = (what: HiddenFigure['what'], sum: Sum, shown: unknown): void => {
      const figure = { item: item.variable, breakdown, group: row?.group ?? null, what };
      this.#book.note({ ...figure, sum, personWeight }, row !== null && shown !== null);
    };
    for (const [category, { code }] of item.categories.entries()) {
      note({ answer: code }, cells[category] as Sum, row?.shares[category] ?? null);
    }
    note('base', just(total), row?.base ?? null);
    if (item.top === null) return;
    const top = row?.top ?? null;
    for (const [what, wanted] of [
      ['top', true],
      ['not-top', false],
    ] as const) {
      const parts = cells.filter(
        (_, category) => (item.top?.includes(item.categories[category]?.code ?? '') === true) === wanted,
      );
      note(what, addSums(parts.map((cell) => [cell, 1])), top);
    }
  }
}

/** Everything that the editions of one item of one wave say, which are of the same people. */
export const gatherKnowledge = (editions: readonly ItemEdition[]): Knowledge => {
  const book = new Notebook();
  for (const edition of editions) new ItemReader(book, edition, editions.length === 1).read();
  return {
    low: Float64Array.from(book.low),
    high: Float64Array.from(book.high),
    isWhole: Uint8Array.from(book.isWhole),
    constraints: book.constraints,
    hidden: book.hidden,
  };
};
