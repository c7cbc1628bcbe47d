/**
 * What can be known of a small publication, by trying every table of whole numbers that there is: written apart from the
 * attacker and from what decides about withholding, as slowly and plainly as it can be.
 */
import { tQuantile95 } from '../../src/results/student-t.ts';
import type { Publication, PublishedItem, PublishedRow } from '../../src/results/publication-format.ts';

/** People by category; a row of a table. */
type Counts = readonly number[];

const sum = (counts: Counts): number => counts.reduce((total, count) => total + count, 0);
const roundHalfUp = (value: number): number => Math.floor(value + 0.5);

/** Whether a figure that was computed is rounded to the one that was published. */
const rounds = (value: number, published: number, step: number): boolean =>
  Math.abs(roundHalfUp(value / step + 1e-9) * step - published) < 1e-9;

/** Whether half the 95 % interval of a mean of independent answers is rounded up to the one that was published. */
const fitsMargin = (counts: Counts, mean: number, margin: number | null, step: number): boolean => {
  const base = sum(counts);
  const squares = counts.reduce((total, count, category) => total + count * (category + 1 - mean) ** 2, 0);
  const half = base < 2 ? null : tQuantile95(base - 1) * Math.sqrt(squares / base / (base - 1));
  if (half === null || margin === null) return half === margin;
  return half <= margin + 1e-9 && (half > margin - step - 1e-9 || margin <= step);
};

const fits = (
  counts: Counts,
  row: PublishedRow,
  item: PublishedItem,
  rules: Publication['rules'],
): boolean => {
  if (row.base === null) return true;
  const base = sum(counts);
  if (base < rules.minimumBase - 1e-9) return false;
  if (roundHalfUp(base / rules.baseStep + 1e-9) * rules.baseStep !== row.base) return false;
  for (const [category, share] of row.shares.entries()) {
    if (share === null) continue;
    const count = counts[category] ?? 0;
    if (count < rules.minimumCell || !rounds((100 * count) / base, share, rules.shareStep)) return false;
  }
  if (row.top !== null) {
    const top = counts.reduce(
      (total, count, category) =>
        total + (item.top?.includes(item.categories[category]?.code ?? '') === true ? count : 0),
      0,
    );
    if (!rounds((100 * top) / base, row.top.value, rules.shareStep)) return false;
  }
  const scores = item.categories.map(({ score }) => score ?? 0);
  if (row.mean !== null) {
    const mean = counts.reduce((total, count, category) => total + count * (scores[category] ?? 0), 0) / base;
    if (!rounds(mean, row.mean.value, rules.meanStep)) return false;
    if (!fitsMargin(counts, mean, row.mean.margin, rules.meanStep)) return false;
  }
  if (row.nps !== null) {
    const points = counts.reduce(
      (total, count, category) =>
        total + ((scores[category] ?? 0) >= 9 ? count : (scores[category] ?? 0) <= 6 ? -count : 0),
      0,
    );
    if (!rounds((100 * points) / base, row.nps.value, rules.shareStep)) return false;
  }
  if (row.median !== null) {
    let below = 0;
    let median = scores.at(-1) ?? 0;
    for (const [category, count] of counts.entries()) {
      below += count;
      if (below * 2 >= base - 1e-9) {
        median = scores[category] ?? 0;
        break;
      }
    }
    if (median !== row.median) return false;
  }
  return true;
};

/** Of a count, every change that some key makes. */
export type ChangesOf = (count: number) => readonly number[];

/** `choices` of each place, in every way. */
function* everyChoice(choices: readonly (readonly number[])[]): Generator<readonly number[]> {
  const [first, ...others] = choices;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const rest of everyChoice(others)) for (const one of first) yield [one, ...rest];
}

/**
 * Every row that people may have been published as, whatever the keys: cells below the minimum, or that their own change takes
 * below it, are changed as one, with the next smallest until that is large enough; all others by themselves. None is shown
 * that is changed with others.
 */
const everyChange = (
  counts: Counts,
  { shares }: PublishedRow,
  minimumCell: number,
  changesOf: ChangesOf,
): readonly Counts[] => {
  const found = new Map<string, Counts>();
  const cells = [...counts.keys()]
    .filter((cell) => (counts[cell] ?? 0) > 0)
    .sort((one, other) => (counts[one] ?? 0) - (counts[other] ?? 0));
  const add = (own: ReadonlyMap<number, number>, together: readonly number[], change: number): void => {
    const people = sum(together.map((cell) => counts[cell] ?? 0));
    const row = counts.map((count, cell) =>
      together.includes(cell) ? (count * (people + change)) / people : count + (own.get(cell) ?? 0),
    );
    found.set(row.join(), row);
  };
  const join = (own: ReadonlyMap<number, number>, together: readonly number[]): void => {
    // That it is not shown says something too; who makes use of it runs the withholding backwards.
    if (together.some((cell) => shares[cell] !== null)) return;
    const people = sum(together.map((cell) => counts[cell] ?? 0));
    const [first = -1] = together;
    // One alone has the key that it has by itself.
    const changes = together.length === 1 ? [own.get(first) ?? 0] : changesOf(people);
    const next = cells.find((cell) => !together.includes(cell));
    for (const change of changes) {
      const isLarge = people >= minimumCell && people + change >= minimumCell;
      if (isLarge || next === undefined) add(own, together, change);
    }
    const mayBeSmall = people < minimumCell || changes.some((change) => people + change < minimumCell);
    if (mayBeSmall && next !== undefined) join(own, [...together, next]);
  };
  for (const chosen of everyChoice(cells.map((cell) => changesOf(counts[cell] ?? 0)))) {
    const own = new Map(cells.map((cell, place) => [cell, chosen[place] ?? 0]));
    const small = cells.filter((cell) => {
      const count = counts[cell] ?? 0;
      return count < minimumCell || count + (own.get(cell) ?? 0) < minimumCell;
    });
    if (small.length === 0) add(own, [], 0);
    else join(own, small);
  }
  return [...found.values()];
};

/** Whether people may have been published as this row. */
const mayBe = (
  counts: Counts,
  row: PublishedRow,
  item: PublishedItem,
  rules: Publication['rules'],
  changesOf: ChangesOf | null,
): boolean => {
  if (changesOf === null || row.base === null) return fits(counts, row, item, rules);
  const showsFew = row.shares.some(
    (share, category) => share !== null && (counts[category] ?? 0) < rules.minimumCell,
  );
  if (showsFew || sum(counts) < rules.minimumBase) return false;
  return everyChange(counts, row, rules.minimumCell, changesOf).some((shown) =>
    fits(shown, row, item, rules),
  );
};

/** Every way to put up to `most` people into `places`. */
function* everySplit(places: number, most: number): Generator<number[]> {
  if (places === 0) {
    yield [];
    return;
  }
  for (let first = 0; first <= most; first++) {
    for (const rest of everySplit(places - 1, most - first)) yield [first, ...rest];
  }
}

export interface KnownRange {
  readonly what: string;
  readonly low: number;
  readonly high: number;
}

type Ranges = Map<string, { low: number; high: number }>;

const widen = (ranges: Ranges, what: string, low: number, high: number): void => {
  const range = ranges.get(what) ?? { low: Infinity, high: -Infinity };
  ranges.set(what, { low: Math.min(range.low, low), high: Math.max(range.high, high) });
};

const noteHidden = (
  ranges: Ranges,
  item: PublishedItem,
  row: PublishedRow | null,
  name: string,
  counts: Counts,
): void => {
  for (const [category, { code }] of item.categories.entries()) {
    const count = counts[category] ?? 0;
    if (row === null || row.shares[category] === null) widen(ranges, `${name}: ${code}`, count, count);
  }
  const base = sum(counts);
  if (row === null || row.base === null) widen(ranges, `${name}: base`, base, base);
};

/** What is hidden in one table, by what everybody may have answered. */
const rangesByWhole = (
  publication: Publication,
  item: PublishedItem,
  table: PublishedItem['tables'][number],
  most: number,
  changesOf: ChangesOf | null,
): Map<string, Ranges> => {
  const { rules } = publication;
  const rows: (PublishedRow | null)[] = [...table.rows, ...(table.hasUnknown ? [null] : [])];
  const categories = item.categories.length;
  const ways = rows.map((row) =>
    [...everySplit(categories, most)].filter(
      (counts) => row === null || mayBe(counts, row, item, rules, changesOf),
    ),
  );
  const byWhole = new Map<string, Ranges>();
  const impossible = new Set<string>();
  const chosen: Counts[] = [];
  const visit = (place: number, left: number): void => {
    if (place === rows.length) {
      const whole = Array.from({ length: categories }, (_, category) =>
        chosen.reduce((total, counts) => total + (counts[category] ?? 0), 0),
      );
      const key = whole.join();
      if (impossible.has(key)) return;
      const known = byWhole.get(key);
      if (known === undefined && !mayBe(whole, item.whole, item, rules, changesOf)) {
        impossible.add(key);
        return;
      }
      const ranges: Ranges = known ?? new Map();
      byWhole.set(key, ranges);
      for (const [at, row] of rows.entries()) {
        noteHidden(ranges, item, row, `${table.breakdown} ${row?.group ?? 'unknown'}`, chosen[at] ?? []);
      }
      return;
    }
    for (const counts of ways[place] ?? []) {
      const people = sum(counts);
      if (people > left) continue;
      chosen[place] = counts;
      visit(place + 1, left - people);
    }
  };
  visit(0, most);
  return byWhole;
};

/**
 * The range of every figure that is hidden in a publication of one item, over all tables of up to `most` people that would
 * have been published so; where counts are perturbed, with whatever keys, by somebody who has the table. Its tables are of the same people: what everybody answered must fit them all.
 */
export const rangesOfHidden = (
  publication: Publication,
  most: number,
  changesOf: ChangesOf | null = null,
): readonly KnownRange[] => {
  const [item] = publication.items;
  if (item === undefined) throw new Error('Expected an item.');
  const tables = item.tables.map((table) => rangesByWhole(publication, item, table, most, changesOf));
  const ranges: Ranges = new Map();
  for (const key of tables[0]?.keys() ?? []) {
    if (!tables.every((table) => table.has(key))) continue;
    noteHidden(ranges, item, item.whole, 'all', key.split(',').map(Number));
    for (const table of tables) {
      for (const [what, { low, high }] of table.get(key) ?? []) widen(ranges, what, low, high);
    }
  }
  return [...ranges].map(([what, range]) => ({ what, ...range }));
};
