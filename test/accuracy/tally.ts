import type { FieldReading, FieldValue, PageRead } from '../../src/domain/page-read.ts';
import type { TruthLine } from '../../src/domain/truth.ts';

/** What became of the fields of one group: a mark style, a degradation, a kind of field. */
export interface FieldCounts {
  fields: number;
  /** Value and state right, accepted or not. */
  right: number;
  review: number;
  /** Accepted although wrong: nobody will look. */
  silent: number;
}

export interface PageCounts {
  pages: number;
  /** Pages of a form that gave no answers at all. */
  lost: number;
  /** Foreign or blank pages that were taken for a page of a form. */
  invented: number;
}

export interface Miss {
  readonly file: string;
  readonly pageIndex: number;
  readonly variable: string;
  readonly kind: FieldKind;
  readonly style: string;
  readonly truth: FieldValue;
  readonly read: FieldValue;
  readonly state: string;
  readonly confidence: number;
  readonly degradations: readonly string[];
}

export interface LostPage {
  readonly file: string;
  readonly pageIndex: number;
  readonly status: string;
  readonly reasons: readonly string[];
  readonly degradations: readonly string[];
}

export type FieldKind = 'choice' | 'digits' | 'text';

/** Counts by group; tallies of parts of a run add up. */
export interface Tally {
  readonly pages: PageCounts;
  readonly kinds: Record<string, FieldCounts>;
  /** Choice fields by how they were marked. */
  readonly styles: Record<string, FieldCounts>;
  /** Choice fields by what happened to the paper or the scan. */
  readonly degradations: Record<string, FieldCounts & { pages: number; lost: number }>;
  /** Choice fields by confidence: [from, to), how many, how many right. */
  readonly reliability: { readonly from: number; fields: number; right: number }[];
  readonly silent: Miss[];
  readonly lost: LostPage[];
}

/** Fine near 1, where the decisions fall. */
const RELIABILITY_FROM = [0, 0.5, 0.8, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9995, 0.9999];

export const emptyTally = (): Tally => ({
  pages: { pages: 0, lost: 0, invented: 0 },
  kinds: {},
  styles: {},
  degradations: {},
  reliability: RELIABILITY_FROM.map((from) => ({ from, fields: 0, right: 0 })),
  silent: [],
  lost: [],
});

const countsIn = (groups: Record<string, FieldCounts>, name: string): FieldCounts =>
  (groups[name] ??= { fields: 0, right: 0, review: 0, silent: 0 });

const sameValue = (a: FieldValue, b: FieldValue): boolean => {
  const listOf = (value: FieldValue): string =>
    value === null ? '' : typeof value === 'string' ? value : value.toSorted().join('\u0000');
  return listOf(a) === listOf(b);
};

/**
 * Whether a reading says what the person meant. Two marks where one is asked are right only as `multiple`; text is right
 * when ink is seen where there is some, since a person transcribes it.
 */
export const isRight = (
  reading: FieldReading,
  truth: FieldValue,
  style: string,
  kind: FieldKind,
): boolean => {
  if (kind === 'text') return (reading.state === 'blank') === (truth === null);
  if (style === 'two-marks') return reading.state === 'multiple';
  if (reading.state === 'unclear' || reading.state === 'multiple') return false;
  return sameValue(reading.state === 'blank' ? null : reading.value, truth);
};

/** Adds one page of a form, or one that is none, to the tally. `kindOf` says what each variable is. */
export const tallyPage = (
  tally: Tally,
  truth: TruthLine,
  read: PageRead | null,
  kindOf: (variable: string) => FieldKind,
): void => {
  const degradations = truth.degradations ?? [];
  if (truth.copy === null || truth.page === null) {
    if (read !== null && Object.keys(read.fields).length > 0) tally.pages.invented++;
    return;
  }
  tally.pages.pages++;
  const isLost =
    read === null ||
    (read.status !== 'read' && read.status !== 'review') ||
    read.copy !== truth.copy ||
    read.page !== truth.page;
  if (isLost) {
    tally.pages.lost++;
    tally.lost.push({
      file: truth.file,
      pageIndex: truth.pageIndex,
      status: read?.status ?? 'not opened',
      reasons: read?.reasons ?? [],
      degradations,
    });
  }
  const groups = degradations.map((name) => {
    const group = (tally.degradations[name] ??= {
      fields: 0,
      right: 0,
      review: 0,
      silent: 0,
      pages: 0,
      lost: 0,
    });
    group.pages++;
    if (isLost) group.lost++;
    return group;
  });
  if (isLost) return;
  for (const [variable, value] of Object.entries(truth.fields)) {
    const kind = kindOf(variable);
    const style = truth.marks[variable] ?? 'nothing';
    const reading = read.fields[variable];
    const right = reading !== undefined && isRight(reading, value, style, kind);
    const review = reading?.review === true;
    const silent = !right && !review;
    const counted = [
      countsIn(tally.kinds, kind),
      ...(kind === 'choice' ? [countsIn(tally.styles, style), ...groups] : []),
    ];
    for (const counts of counted) {
      counts.fields++;
      if (right) counts.right++;
      if (review) counts.review++;
      if (silent) counts.silent++;
    }
    if (kind === 'choice' && reading !== undefined) {
      const bin = tally.reliability.findLast(({ from }) => reading.confidence >= from);
      if (bin !== undefined) {
        bin.fields++;
        if (right) bin.right++;
      }
    }
    if (silent) {
      tally.silent.push({
        file: truth.file,
        pageIndex: truth.pageIndex,
        variable,
        kind,
        style,
        truth: value,
        read: reading?.value ?? null,
        state: reading?.state ?? 'missing',
        confidence: reading?.confidence ?? 0,
        degradations,
      });
    }
  }
};

const addCounts = (into: Record<string, FieldCounts>, from: Record<string, FieldCounts>): void => {
  for (const [name, counts] of Object.entries(from)) {
    const sum = (into[name] ??= {
      ...counts,
      fields: 0,
      right: 0,
      review: 0,
      silent: 0,
      ...('pages' in counts ? { pages: 0, lost: 0 } : {}),
    });
    for (const key of Object.keys(counts) as (keyof FieldCounts)[])
      sum[key] = (sum[key] ?? 0) + (counts[key] ?? 0);
  }
};

/** Adds the counts of `part` to `tally`. */
export const addTally = (tally: Tally, part: Tally): void => {
  tally.pages.pages += part.pages.pages;
  tally.pages.lost += part.pages.lost;
  tally.pages.invented += part.pages.invented;
  addCounts(tally.kinds, part.kinds);
  addCounts(tally.styles, part.styles);
  addCounts(tally.degradations, part.degradations);
  tally.reliability.forEach((bin, at) => {
    bin.fields += part.reliability[at]?.fields ?? 0;
    bin.right += part.reliability[at]?.right ?? 0;
  });
  tally.silent.push(...part.silent);
  tally.lost.push(...part.lost);
};

/**
 * The 95 % interval of a rate of rare events, from the exact interval of a Poisson count (Garwood 1936).
 * @returns shares in 0..1
 */
export const rateInterval = (events: number, of: number): readonly [number, number] => {
  if (of === 0) return [0, 1];
  const atMost = (count: number, mean: number): number => {
    let term = Math.exp(-mean);
    let sum = term;
    for (let k = 1; k <= count; k++) {
      term *= mean / k;
      sum += term;
    }
    return sum;
  };
  const solve = (falls: (mean: number) => number, target: number): number => {
    let low = 0;
    let high = events + 10 + 6 * Math.sqrt(events + 1);
    for (let step = 0; step < 60; step++) {
      const mean = (low + high) / 2;
      if (falls(mean) > target) low = mean;
      else high = mean;
    }
    return (low + high) / 2;
  };
  const upper = solve((mean) => atMost(events, mean), 0.025);
  const lower = events === 0 ? 0 : solve((mean) => atMost(events - 1, mean), 0.975);
  return [lower / of, Math.min(1, upper / of)];
};
