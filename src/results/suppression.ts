/**
 * What is withheld of one item's tables, all of them together: they share the row of everybody. Works on people counted, and
 * on their weights where there are some, and knows nothing of the attacker who judges the outcome.
 */
import type { PerturbedCounts } from './perturbed-tally.ts';

export interface SuppressionRules {
  /** A share of fewer people is hidden. */
  readonly minimumCell: number;
  /** Nothing is shown of a group with fewer answers. */
  readonly minimumBase: number;
  /** Hidden figures are so many people together; the minimum cell, or more where changes of counts could be guessed. */
  readonly together: number;
}

export interface RowCounts {
  /** The table that the row is in, from 0; -1 for everybody. */
  readonly table: number;
  /** False for people whose group is not known: they are in the totals, but are never shown. */
  readonly isNamed: boolean;
  /** People by category. */
  readonly people: readonly number[];
  /** Their weights, of mean 1 over the wave. */
  readonly weights: readonly number[];
  /** What would be shown of the people, where counts are perturbed; null where they are shown as they are. */
  readonly perturbed: PerturbedCounts | null;
}

export interface ItemCounts {
  /** The first is everybody; each table's rows add up to it. */
  readonly rows: readonly RowCounts[];
  /** By category, whether it belongs to the top box; null where there is none. */
  readonly top: readonly boolean[] | null;
}

export type WithheldReason =
  'unknown-group' | 'small-base' | 'unanimous' | 'small-cell' | 'to-protect-others' | 'could-be-worked-out';

export interface RowRelease {
  /** The base, and whatever else is not withheld. */
  shown: boolean;
  /** By category. */
  readonly shares: boolean[];
  /** Mean, median and net promoter score. */
  scores: boolean;
  top: boolean;
}

export interface ItemRelease {
  readonly rows: readonly RowRelease[];
  readonly withheld: ReadonlyMap<WithheldReason, number>;
}

/**
 * How much more of a row is withheld than the counts ask for: 1 its distribution, 2 its mean, median and score too, 3 the
 * whole row.
 */
export type Escalation = ReadonlyMap<number, number>;

/** Of binary fractions, which perturbed counts may be. */
const DUST = 1e-9;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

class Suppressor {
  readonly releases: readonly RowRelease[];
  readonly withheld = new Map<WithheldReason, number>();
  readonly #item: ItemCounts;
  readonly #rules: SuppressionRules;
  readonly #categories: number;
  readonly #tables: readonly (readonly number[])[];
  /** The highest mean weight of a group: so many people of mean weight are as much as one of that group. */
  readonly #heaviest: number;
  #changed = false;

  constructor(item: ItemCounts, rules: SuppressionRules) {
    this.#item = item;
    this.#rules = rules;
    this.#categories = item.rows[0]?.people.length ?? 0;
    const tables: number[][] = [];
    for (const [place, { table }] of item.rows.entries()) if (table >= 0) (tables[table] ??= []).push(place);
    this.#tables = tables;
    let heaviest = 1;
    for (const { people, weights } of item.rows) {
      const base = sum(people);
      if (base >= rules.minimumBase) heaviest = Math.max(heaviest, sum(weights) / base);
    }
    this.#heaviest = heaviest;
    this.releases = item.rows.map(() => ({
      shown: true,
      shares: new Array<boolean>(this.#categories).fill(true),
      scores: true,
      top: item.top !== null,
    }));
  }

  run(escalation: Escalation): void {
    for (const place of this.#item.rows.keys()) this.#judgeRow(place, escalation.get(place) ?? 0);
    do {
      this.#changed = false;
      for (const rows of this.#tables) this.#protectWithheldRows(rows);
      for (const place of this.#item.rows.keys()) this.#protectWithinRow(place);
      for (const rows of this.#tables) {
        this.#protectTops(rows);
        for (let category = 0; category < this.#categories; category++) this.#protectColumn(rows, category);
      }
    } while (this.#changed);
  }

  #note(reason: WithheldReason): void {
    this.#changed = true;
    this.withheld.set(reason, (this.withheld.get(reason) ?? 0) + 1);
  }

  #peopleOf(place: number): readonly number[] {
    return this.#item.rows[place]?.people ?? [];
  }

  #release(place: number): RowRelease {
    const release = this.releases[place];
    if (release === undefined) throw new Error(`Expected a row ${place}.`);
    return release;
  }

  #withholdRow(place: number, reason: WithheldReason): void {
    const release = this.#release(place);
    if (!release.shown) return;
    release.shown = false;
    release.shares.fill(false);
    release.scores = false;
    release.top = false;
    this.#note(reason);
    // Without the whole, nothing that its parts say can stand.
    if (place === 0) for (const row of this.#item.rows.keys()) this.#withholdRow(row, reason);
  }

  #hideShare(place: number, category: number, reason: WithheldReason): void {
    const release = this.#release(place);
    if (release.shares[category] !== true) return;
    release.shares[category] = false;
    this.#note(reason);
    if (place === 0) for (const row of this.#item.rows.keys()) this.#hideShare(row, category, reason);
  }

  #hideTop(place: number, reason: WithheldReason): void {
    const release = this.#release(place);
    if (!release.top) return;
    release.top = false;
    this.#note(reason);
    // The shares that make it up would say it.
    for (let category = 0; category < this.#categories; category++) this.#hideShare(place, category, reason);
    if (place === 0) for (const row of this.#item.rows.keys()) this.#hideTop(row, reason);
  }

  #topOf(counts: readonly number[], inTop: boolean): number {
    const { top } = this.#item;
    return counts.reduce((total, count, category) => total + (top?.[category] === inTop ? count : 0), 0);
  }

  /** True where these people and their weights are enough that any one of the hidden figures may be anything. */
  #isEnough(people: number, weight: number): boolean {
    const { together } = this.#rules;
    return people >= together && weight >= together * this.#heaviest - DUST;
  }

  #judgeRow(place: number, level: number): void {
    const row = this.#item.rows[place];
    if (row === undefined) return;
    const base = sum(row.people);
    if (!row.isNamed) {
      if (base > 0) this.#withholdRow(place, 'unknown-group');
      return;
    }
    // True counts decide; where they are perturbed, what would be shown must not be small or unanimous either.
    const shown = row.perturbed?.counts ?? row.people;
    const isSmall = Math.min(base, sum(shown) + DUST) < this.#rules.minimumBase;
    if (isSmall) this.#withholdRow(place, 'small-base');
    const isOne = [row.people, shown].some((counts) => counts.filter((count) => count > 0).length < 2);
    if (isOne) this.#withholdRow(place, 'unanimous');
    if (level >= 3) this.#withholdRow(place, 'could-be-worked-out');
    const release = this.#release(place);
    if (!release.shown) return;
    for (const [category, count] of row.people.entries()) {
      // What everybody answered is as much as all that groups hide of it together.
      const least = place === 0 ? this.#rules.together : this.#rules.minimumCell;
      const isFew = count < least || row.perturbed?.shows[category] === false;
      if (isFew) this.#hideShare(place, category, 'small-cell');
      else if (level >= 1) this.#hideShare(place, category, 'could-be-worked-out');
    }
    if (level >= 2 && release.scores) {
      release.scores = false;
      this.#note('could-be-worked-out');
    }
    if (release.top) {
      const isFew = [row.people, shown].some((counts) =>
        [true, false].some((inTop) => this.#topOf(counts, inTop) < this.#rules.minimumCell - DUST),
      );
      if (isFew) this.#hideTop(place, 'small-cell');
    }
  }

  /** What is left when the rows shown are taken from everybody must be enough people. */
  #protectWithheldRows(rows: readonly number[]): void {
    if (!this.#release(0).shown) return;
    const withheld = rows.filter((place) => !this.#isShown(place) && this.#counts(place));
    if (withheld.length === 0) return;
    const people = sum(withheld.map((place) => sum(this.#peopleOf(place))));
    const weight = sum(withheld.map((place) => sum(this.#item.rows[place]?.weights ?? [])));
    if (this.#isEnough(people, weight)) return;
    const smallest = this.#smallest(
      rows.filter((place) => this.#isShown(place)),
      (place) => sum(this.#peopleOf(place)),
    );
    if (smallest !== undefined) this.#withholdRow(smallest, 'to-protect-others');
    else this.#withholdRow(0, 'to-protect-others');
  }

  /** A group that is shown or hidden; nobody needs to be hidden among people of unknown groups that are none. */
  #counts(place: number): boolean {
    const row = this.#item.rows[place];
    return row !== undefined && (row.isNamed || sum(row.people) > 0);
  }

  #isShown(place: number): boolean {
    return this.#item.rows[place]?.isNamed === true && this.#release(place).shown;
  }

  #smallest(places: readonly number[], size: (place: number) => number): number | undefined {
    let best: number | undefined;
    for (const place of places) if (best === undefined || size(place) < size(best)) best = place;
    return best;
  }

  /** The hidden shares of a row, of its top box and of the rest where both are shown, are two or more and enough together. */
  #protectWithinRow(place: number): void {
    const release = this.#release(place);
    if (!this.#isShown(place)) return;
    const { top } = this.#item;
    const all = Array.from({ length: this.#categories }, (_, category) => category);
    const parts =
      release.top && top !== null
        ? [all.filter((category) => top[category] === true), all.filter((category) => top[category] !== true)]
        : [all];
    const people = this.#peopleOf(place);
    const weights = this.#item.rows[place]?.weights ?? [];
    for (const part of parts) {
      for (;;) {
        const hidden = part.filter((category) => release.shares[category] !== true);
        if (hidden.length === 0) break;
        const enough = this.#isEnough(
          sum(hidden.map((category) => people[category] ?? 0)),
          sum(hidden.map((category) => weights[category] ?? 0)),
        );
        if (hidden.length >= 2 && enough) break;
        const next = this.#smallest(
          part.filter((category) => release.shares[category] === true),
          (category) => people[category] ?? 0,
        );
        if (next !== undefined) {
          this.#hideShare(place, next, 'to-protect-others');
          continue;
        }
        // The part is its only figure: it is known as long as the part is.
        if (part.length < 2 && release.top) this.#hideTop(place, 'to-protect-others');
        break;
      }
    }
  }

  /** The hidden cells of a category, over a table's rows, are two or more and enough together. */
  #protectColumn(rows: readonly number[], category: number): void {
    if (this.#release(0).shares[category] !== true) return;
    const hidden = rows.filter((place) => this.#counts(place) && !this.#showsShare(place, category));
    if (hidden.length === 0) return;
    const people = sum(hidden.map((place) => this.#peopleOf(place)[category] ?? 0));
    const weight = sum(hidden.map((place) => this.#item.rows[place]?.weights[category] ?? 0));
    if (hidden.length >= 2 && this.#isEnough(people, weight)) return;
    const next = this.#smallest(
      rows.filter((place) => this.#showsShare(place, category)),
      (place) => this.#peopleOf(place)[category] ?? 0,
    );
    this.#hideShare(next ?? 0, category, 'to-protect-others');
  }

  #showsShare(place: number, category: number): boolean {
    return this.#isShown(place) && this.#release(place).shares[category] === true;
  }

  #protectTops(rows: readonly number[]): void {
    if (!this.#release(0).top) return;
    const hidden = rows.filter(
      (place) => this.#counts(place) && !(this.#isShown(place) && this.#release(place).top),
    );
    if (hidden.length === 0) return;
    const isSafe = [true, false].every((inTop) => {
      const people = sum(hidden.map((place) => this.#topOf(this.#peopleOf(place), inTop)));
      return this.#isEnough(people, people * this.#heaviest);
    });
    if (hidden.length >= 2 && isSafe) return;
    const next = this.#smallest(
      rows.filter((place) => this.#isShown(place) && this.#release(place).top),
      (place) => sum(this.#peopleOf(place)),
    );
    this.#hideTop(next ?? 0, 'to-protect-others');
  }
}

/**
 * Decides what is shown of an item. The same counts give the same outcome. Whatever is withheld looks the same to a reader,
 * whyever it is.
 */
export const suppressItem = (
  item: ItemCounts,
  rules: SuppressionRules,
  escalation: Escalation = new Map(),
): ItemRelease => {
  const suppressor = new Suppressor(item, rules);
  suppressor.run(escalation);
  return { rows: suppressor.releases, withheld: suppressor.withheld };
};
