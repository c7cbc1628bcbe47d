/**
 * What somebody knows who has every publication and the rules by which they were made: for each item of a wave, unknown
 * numbers of people by group and answer, and what the published figures say of them. Where answers are weighted, the unknowns
 * are weights, in people of mean weight. Where counts were perturbed, figures speak of changed cells: those of a row add up to its
 * own base alone, while people as they are add up over the groups; each change is an unknown too, as large as the rules say.
 */
import type {
  PublicationRules,
  PublishedFigure,
  PublishedItem,
  PublishedRow,
} from '../publication-format.ts';
import { tQuantile95 } from '../student-t.ts';
import type { LinearConstraint } from './linear-program.ts';
import { addSums, just, Notebook } from './notebook.ts';
import type { HiddenFigure, Sum } from './notebook.ts';

export interface Knowledge {
  /** What each unknown is called. */
  readonly names: readonly string[];
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

interface RowUnknowns {
  readonly total: number;
  readonly cells: readonly Sum[];
}

/** A row as it is, and as the figures published of it have it: the same where nothing is perturbed. */
interface RowReading {
  readonly people: RowUnknowns;
  readonly published: RowUnknowns;
}

interface CellReading {
  readonly people: Sum;
  readonly published: Sum;
}

/** What is known of the changes of a row: how much is added and taken away at most, by cell and as a part of it. */
interface RowChanges {
  readonly up: number;
  readonly down: number;
  readonly upPart: number;
  readonly downPart: number;
  /** Of which every changed count of people is a multiple. */
  readonly step: number;
}

/** The least and greatest multiple of `step` between two bounds. */
const multiplesIn = (low: number, high: number, step: number): [number, number] => [
  Math.ceil(low / step - 1e-9) * step,
  Math.floor(high / step + 1e-9) * step,
];

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
    const { people: all, published } = this.#readRow('all', whole);
    this.#readFigures(whole, published);
    this.#noteFigures(whole, all, null, this.#weightIn([whole]));
    for (const { breakdown, rows, hasUnknown } of tables) {
      const readings = rows.map((row) => this.#readRow(`${breakdown}=${row.group ?? ''}`, row));
      const heaviest = this.#weightIn(rows);
      for (const [place, row] of rows.entries()) {
        const own = readings[place] as RowReading;
        this.#readFigures(row, own.published);
        this.#noteFigures(row, own.people, breakdown, row.base === null ? heaviest : this.#weightIn([row]));
      }
      const parts = readings.map(({ people }) => people);
      if (hasUnknown) {
        const { people: strangers } = this.#readRow(`${breakdown}?`, null);
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

  /** Null for a row of which nothing is shown: nothing of it was changed, as far as anybody can see. */
  #changesOf(row: PublishedRow | null): RowChanges | null {
    const { perturbation, minimumCell, minimumBase } = this.#edition.rules;
    if (perturbation === undefined || row === null || row.base === null) return null;
    const { up, down, heaviest, step } = perturbation;
    // What is changed is as many people as this or more: a cell, or small cells together.
    const least = Math.min(minimumCell, minimumBase);
    return {
      up: up * heaviest,
      down: down * heaviest,
      upPart: up / least,
      downPart: Math.min(1, down / least),
      step,
    };
  }

  #readRow(name: string, row: PublishedRow | null): RowReading {
    const { rules, item } = this.#edition;
    const isWhole = !rules.weighted;
    const changes = this.#changesOf(row);
    const total = this.#book.unknown(`${name}|`, this.#most, isWhole);
    const mostPublished = this.#most + (changes?.up ?? 0) * item.categories.length;
    const published =
      changes === null ? total : this.#book.unknown(`${name}|published`, mostPublished, isWhole);
    const base = row === null ? null : rules.weighted ? row.weightedBase : row.base;
    if (base !== null && isWhole) {
      const [low, high] = wholeBeforeRounding(base, rules.baseStep);
      const least = Math.max(low, rules.minimumBase);
      this.#book.bound(published, ...multiplesIn(least, high, changes?.step ?? 1));
      this.#book.bound(total, rules.minimumBase, this.#most);
    } else if (base !== null) {
      const [low, high] = beforeRounding(base, rules.baseStep);
      this.#book.bound(published, Math.max(0, low), high);
    }
    const cells = item.categories.map(({ code }, category) =>
      this.#readCell(`${name}|${code}`, row?.shares[category] ?? null, base, published, changes),
    );
    const people = { total, cells: cells.map((cell) => cell.people) };
    this.#addUp(people.cells, just(total));
    if (changes === null) return { people, published: people };
    const asPublished = { total: published, cells: cells.map((cell) => cell.published) };
    this.#addUp(asPublished.cells, just(published));
    return { people, published: asPublished };
  }

  #readCell(
    name: string,
    share: number | null,
    base: number | null,
    total: number,
    changes: RowChanges | null,
  ): CellReading {
    const { rules } = this.#edition;
    const isWhole = !rules.weighted;
    const cell = (): number => this.#book.unknown(name, this.#most, isWhole);
    const change =
      changes === null ? null : this.#book.unknown(`${name}|change`, changes.up, false, -changes.down);
    const changedBy = (people: Sum, factor: 1 | -1): Sum =>
      change === null
        ? people
        : addSums([
            [people, 1],
            [just(change), factor],
          ]);
    if (share === null || base === null) {
      const people = just(cell());
      if (change !== null && changes !== null) {
        // Nobody stays nobody, and few people change by part of one.
        const far = this.#most * (1 + changes.upPart + changes.downPart);
        const beside = (part: number): Sum =>
          addSums([
            [just(change), 1],
            [people, part],
          ]);
        this.#book.constrain(beside(-changes.upPart), -far, 0);
        this.#book.constrain(beside(changes.downPart), 0, far);
      }
      return { people, published: changedBy(people, 1) };
    }
    const [low, high] = beforeRounding(share, rules.shareStep);
    const atMost = base + rules.baseStep / 2;
    if (this.#isAlone && base >= LARGE_BASE && (low / 100) * base > rules.minimumCell) {
      // The share as shown, of the total, and what rounding took from it.
      const reach = (rules.shareStep / 200) * atMost;
      const rounded = this.#book.unknown(`${name}|rounded`, reach, false, -reach);
      const published: Sum = new Map([
        [total, share / 100],
        [rounded, 1],
      ]);
      return { people: changedBy(published, -1), published };
    }
    const people = just(cell());
    const published = changedBy(people, 1);
    const [least, most] = [this.#book.low[total] as number, this.#book.high[total] as number];
    if (changes !== null && isWhole && least === most) {
      // Of a base that is known, a share may leave one count alone.
      const count = multiplesIn((low / 100) * least, (high / 100) * most, changes.step);
      this.#book.constrain(published, ...count);
    } else this.#readRatio(published, total, [low / 100, high / 100]);
    // It would not be shown if it were fewer.
    if (isWhole) this.#book.bound(cell(), rules.minimumCell, this.#most);
    return { people, published };
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
    const { up = 0, down = 0 } = rules.perturbation ?? {};
    const cells = item.categories.length;
    const baseOf = (name: string, base: number | null): number => {
      const variable = this.#book.unknown(`${name}|people`, this.#most, true);
      if (base === null) return variable;
      const { step = 1 } = rules.perturbation ?? {};
      const [low, high] = multiplesIn(...wholeBeforeRounding(base, rules.baseStep), step);
      // Each cell may have been changed.
      this.#book.bound(variable, low - up * cells, high + down * cells);
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
    const { weighted, perturbation } = this.#edition.rules;
    const open = weighted || perturbation !== undefined ? 0 : HALF_OPEN;
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
    names: book.names,
    low: Float64Array.from(book.low),
    high: Float64Array.from(book.high),
    isWhole: Uint8Array.from(book.isWhole),
    constraints: book.constraints,
    hidden: book.hidden,
  };
};
