import type { FieldReading, FieldValue, PageRead } from '../../src/domain/page-read.ts';
import type { TruthLine } from '../../src/domain/truth.ts';
import { keepMisses, MISS_KINDS, type Miss, type MissKind, type MissSample } from './miss.ts';

/** What became of the fields of one group: a mark style, a degradation, a kind of field. */
export interface FieldCounts {
  fields: number;
  /** Value and state right, accepted or not. */
  right: number;
  review: number;
  /** Accepted although wrong: nobody will look. */
  silent: number;
}

/** Those of a group that pages belong to as a whole. */
export interface PageGroupCounts extends FieldCounts {
  pages: number;
  lost: number;
}

export interface PageCounts {
  pages: number;
  /** Pages of a form that gave no answers at all. */
  lost: number;
  /** Pages that are none of ours, and how many of them were taken for a page of a form. */
  strangers: number;
  invented: number;
}

export type FieldKind = 'choice' | 'digits' | 'text';

/** Fields whose stated confidence is at least `from` and less than the next bin's. */
export interface ReliabilityBin {
  readonly from: number;
  fields: number;
  right: number;
  /** Sum of the stated confidences. */
  confidence: number;
}

/** Counts by group; tallies of parts of a run add up. */
export interface Tally {
  readonly pages: PageCounts;
  /** By kind of field; text apart by whether something is written. */
  readonly kinds: Record<string, FieldCounts>;
  /** Choice fields by how they were marked. */
  readonly styles: Record<string, FieldCounts>;
  /** Choice fields by what happened to the paper or the scan. */
  readonly degradations: Record<string, PageGroupCounts>;
  /** Choice fields by confidence: those read as an answer or as blank; other readings name no value that could be right. */
  readonly reliability: ReliabilityBin[];
  /** Choice and digit fields that went to review, by their first reason. */
  readonly reviewReasons: Record<string, number>;
  readonly misses: Readonly<Record<MissKind, MissSample>>;
}

/** Fine near 1, where the decisions fall. */
const RELIABILITY_FROM = [0, 0.5, 0.8, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9995, 0.9999];

const noFields = (): FieldCounts => ({ fields: 0, right: 0, review: 0, silent: 0 });
const noPages = (): PageGroupCounts => ({ ...noFields(), pages: 0, lost: 0 });

export const emptyTally = (): Tally => ({
  pages: { pages: 0, lost: 0, strangers: 0, invented: 0 },
  kinds: {},
  styles: {},
  degradations: {},
  reliability: RELIABILITY_FROM.map((from) => ({ from, fields: 0, right: 0, confidence: 0 })),
  reviewReasons: {},
  misses: Object.fromEntries(MISS_KINDS.map((kind) => [kind, { of: 0, kept: [] }])) as unknown as Record<
    MissKind,
    MissSample
  >,
});

/** The counts of choice fields, which the headline speaks of. */
export const choiceCounts = (tally: Tally): Readonly<FieldCounts> => tally.kinds['choice'] ?? noFields();

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

/** One field as it was read, beside what was meant. */
export interface FieldCase {
  readonly variable: string;
  readonly kind: FieldKind;
  readonly style: string;
  readonly truth: FieldValue;
  /** Undefined where the field is missing from the page read. */
  readonly reading: FieldReading | undefined;
}

/** Adds one field to the tally, and to `groups` where it is a choice; what it says is whether it was missed, and how. */
export const tallyField = (
  tally: Tally,
  { kind, style, truth, reading }: FieldCase,
  groups: readonly FieldCounts[] = [],
): 'silent' | 'review' | null => {
  const right = reading !== undefined && isRight(reading, truth, style, kind);
  const review = reading?.review === true;
  const silent = !right && !review;
  const name = kind === 'text' ? (truth === null ? 'text, blank' : 'text, written') : kind;
  const counted = [
    (tally.kinds[name] ??= noFields()),
    ...(kind === 'choice' ? [(tally.styles[style] ??= noFields()), ...groups] : []),
  ];
  for (const counts of counted) {
    counts.fields++;
    if (right) counts.right++;
    if (review) counts.review++;
    if (silent) counts.silent++;
  }
  if (kind === 'choice' && (reading?.state === 'answered' || reading?.state === 'blank')) {
    const bin = tally.reliability.findLast(({ from }) => reading.confidence >= from);
    if (bin !== undefined) {
      bin.fields++;
      bin.confidence += reading.confidence;
      if (right) bin.right++;
    }
  }
  // Handwriting goes to a person by design: it is no doubt of the machine's.
  if (kind !== 'text' && review) {
    const reason = reading.reasons?.[0] ?? 'no reason given';
    tally.reviewReasons[reason] = (tally.reviewReasons[reason] ?? 0) + 1;
  }
  if (silent) return 'silent';
  return review && (kind !== 'text' || truth === null) ? 'review' : null;
};

/** A field's miss, as the report shows it, but for the picture. */
export const fieldMiss = (
  miss: 'silent' | 'review',
  { variable, kind, style, truth, reading }: FieldCase,
  place: Pick<Miss, 'file' | 'pageIndex' | 'degradations' | 'origin'>,
): Miss => ({
  ...place,
  miss,
  field: {
    variable,
    kind,
    style,
    truth,
    value: reading?.value ?? null,
    state: reading?.state ?? 'missing',
    confidence: reading?.confidence ?? 0,
  },
  status: '',
  reasons: reading?.reasons ?? [],
  picture: null,
});

/** Why a page of a form gave none of its answers; null where it gave them. */
const lossOf = (truth: TruthLine, read: PageRead | null): Pick<Miss, 'status' | 'reasons'> | null => {
  if (read === null) return { status: 'not opened', reasons: [] };
  const { status, reasons, copy, page } = read;
  if (status !== 'read' && status !== 'review') return { status, reasons };
  // A page that lost its codes waits for its copy with all its answers.
  if ((copy === truth.copy || (copy === null && reasons.includes('copy-unread'))) && page === truth.page) {
    return null;
  }
  const seen = `copy ${copy ?? 'none'}, page ${page ?? 'none'}`;
  const is = `copy ${truth.copy ?? 'none'}, page ${truth.page ?? 'none'}`;
  return { status: 'taken for another', reasons: [`It was read as ${seen}; it is ${is}.`, ...reasons] };
};

/**
 * Adds one page to the tally; `kindOf` says what each variable is. A truth without a page number is a page that is none of
 * ours.
 * @returns what was missed; `keepMiss` adds it, once there is a picture of it
 */
export const tallyPage = (
  tally: Tally,
  truth: TruthLine,
  read: PageRead | null,
  kindOf: (variable: string) => FieldKind,
  origin: Miss['origin'] = null,
): Miss[] => {
  const degradations = truth.degradations ?? [];
  const place = { file: truth.file, pageIndex: truth.pageIndex, degradations, origin };
  const pageMiss = (miss: 'lost' | 'invented', why: Pick<Miss, 'status' | 'reasons'>): Miss => ({
    ...place,
    ...why,
    miss,
    field: null,
    picture: null,
  });
  if (truth.page === null) {
    tally.pages.strangers++;
    if (read === null || Object.keys(read.fields).length === 0) return [];
    tally.pages.invented++;
    return [pageMiss('invented', { status: read.status, reasons: read.reasons })];
  }
  tally.pages.pages++;
  const loss = lossOf(truth, read);
  const groups = degradations.map((name) => {
    const group = (tally.degradations[name] ??= noPages());
    group.pages++;
    if (loss !== null) group.lost++;
    return group;
  });
  if (loss !== null) {
    tally.pages.lost++;
    return [pageMiss('lost', loss)];
  }
  return Object.entries(truth.fields).flatMap(([variable, value]) => {
    const field = {
      variable,
      kind: kindOf(variable),
      style: truth.marks[variable] ?? 'not recorded',
      truth: value,
      reading: read?.fields[variable],
    };
    const miss = tallyField(tally, field, groups);
    return miss === null ? [] : [fieldMiss(miss, field, place)];
  });
};

/** Keeps a miss for the report, within its bounds. */
export const keepMiss = (tally: Tally, miss: Miss): void => {
  const sample = tally.misses[miss.miss];
  sample.of++;
  keepMisses(sample, miss.miss, [miss]);
};

const addNumbers = <Counts extends object>(into: Counts, from: Counts): void => {
  const sums = into as Record<string, number>;
  for (const [name, count] of Object.entries(from as Record<string, number>))
    sums[name] = (sums[name] ?? 0) + count;
};

const addGroups = <Counts extends FieldCounts>(
  into: Record<string, Counts>,
  from: Record<string, Counts>,
  none: () => Counts,
): void => {
  for (const [name, counts] of Object.entries(from)) addNumbers((into[name] ??= none()), counts);
};

/** Adds the counts of `part` to `tally`. */
export const addTally = (tally: Tally, part: Tally): void => {
  addNumbers(tally.pages, part.pages);
  addGroups(tally.kinds, part.kinds, noFields);
  addGroups(tally.styles, part.styles, noFields);
  addGroups(tally.degradations, part.degradations, noPages);
  addNumbers(tally.reviewReasons, part.reviewReasons);
  tally.reliability.forEach((bin, at) => {
    const { fields = 0, right = 0, confidence = 0 } = part.reliability[at] ?? {};
    addNumbers(bin, { from: 0, fields, right, confidence });
  });
  for (const kind of MISS_KINDS) {
    tally.misses[kind].of += part.misses[kind].of;
    keepMisses(tally.misses[kind], kind, part.misses[kind].kept);
  }
};
