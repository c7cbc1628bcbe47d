/** The tables of a closed wave as one linked set: counted, weighed, withheld where they must be, attacked, and only then given out. */
import { createHash } from 'node:crypto';
import { PaperlineError } from '../domain/errors.ts';
import type { Codebook } from '../questionnaire/codebook.ts';
import { USUAL_LIMITS } from '../questionnaire/table-plan.ts';
import type { TablePlan } from '../questionnaire/table-plan.ts';
import { attackItem, editionsBeside } from './attack/attack.ts';
import type { ItemAttack } from './attack/attack.ts';
import type { ItemEdition } from './attack/knowledge.ts';
import type { Noise } from './counted-tally.ts';
import { assertSameCuts, assertSameRows, assertSameRules } from './editions.ts';
import { importanceOf } from './importance.ts';
import { countItem, renderItem } from './item-tables.ts';
import type { CountedItem, EarlierWave } from './item-tables.ts';
import { tellTable } from './cell-key.ts';
import { tenFive } from './perturbation.ts';
import type { Perturbation } from './perturbation.ts';
import type { Publication, PublicationRules, PublishedItem } from './publication-format.ts';
import { roundToStep, roundUpToStep } from './rounding.ts';
import { suppressItem } from './suppression.ts';
import type { ItemRelease, WithheldReason } from './suppression.ts';
import type { SampleDesign } from './tally.ts';
import { encodeBreakdown } from './wave-columns.ts';
import type { ItemColumn, ResultRow } from './wave-columns.ts';

/** What a closed wave keeps with each row so that it can be weighted; in the order of the rows. */
export interface RowWeight {
  readonly weight: number;
  readonly cluster: number | null;
}

/** Null where every row counts the same and is independent of the others. */
export type WaveDesign = readonly RowWeight[] | null;

/** What closing drew for each row, 0 to 255, in the order of the rows; null where none was drawn. */
export type RecordKeys = readonly (number | null)[];

type FixedRules = Omit<PublicationRules, 'weighted' | 'clustered' | 'perturbation'>;

export interface PublicationSettings {
  readonly survey: string;
  readonly wave: string;
  /** Instead of the plan's limits and the usual steps. */
  readonly rules?: Partial<FixedRules>;
  /** The table that counts are perturbed with; null where they are published as they are. */
  readonly perturbation?: Perturbation | null;
  readonly recordKeys?: RecordKeys;
  /** Everything published of this wave before. */
  readonly earlier?: readonly Publication[];
  /** The wave that figures are compared with. */
  readonly waveBefore?: {
    readonly rows: readonly ResultRow[];
    readonly design: WaveDesign;
    readonly recordKeys?: RecordKeys;
    readonly publication: Publication;
  };
  /** How the copies came back; null where nobody counted. */
  readonly fieldwork?: Publication['fieldwork'];
  readonly onProgress?: (items: number, of: number) => void;
}

/** The rules of a plan: what is hidden may not be known more narrowly than the smallest cell that is shown. */
const rulesOf = ({ limits = USUAL_LIMITS }: TablePlan): FixedRules => ({
  ...limits,
  protection: limits.minimumCell,
  baseStep: 5,
  shareStep: 1,
  meanStep: 0.1,
});

/** A correlation of fewer people is chance. */
const LEAST_FOR_IMPORTANCE = 100;

/** Each time the attacker finds something, more is withheld and all is attacked again; four times a row's worth is everything. */
const MAX_ATTACKS = 60;
const WITHHOLD_ROW = 3;

/** Null where a row has no key: no two rows may be told apart by it. */
const findRecordKeys = (rows: number, keys: RecordKeys | undefined): Uint8Array | null =>
  keys?.length === rows && !keys.includes(null) ? Uint8Array.from(keys as readonly number[]) : null;

/** @throws PaperlineError `publication-refused` where a row has no key */
const recordKeysOf = (rows: number, keys: RecordKeys | undefined): Uint8Array => {
  const found = findRecordKeys(rows, keys);
  if (found !== null) return found;
  throw new PaperlineError({
    code: 'publication-refused',
    message: 'The rows of this wave have no keys, so its counts cannot be perturbed.',
    remedy: 'Publish it with the setting "perturbation" off.',
  });
};

/** Weights scaled to mean 1, and clusters numbered from 0. */
export const sampleDesignOf = (
  rows: number,
  design: WaveDesign,
  recordKeys: Uint8Array | null = null,
): SampleDesign => {
  if (design === null) return { weights: null, clusters: null, clusterCount: 0, recordKeys };
  if (design.length !== rows) {
    throw new PaperlineError({
      code: 'weight-invalid',
      message: `There are ${rows} rows and weights for ${design.length}.`,
      remedy: 'Give one weight for each row, in the same order.',
    });
  }
  const bad = design.find(({ weight }) => !(Number.isFinite(weight) && weight > 0));
  if (bad !== undefined) {
    throw new PaperlineError({
      code: 'weight-invalid',
      message: `A row has the weight ${bad.weight}.`,
      remedy: 'Weights are numbers above 0; publish without weights where boarders were not counted.',
    });
  }
  const total = design.reduce((sum, { weight }) => sum + weight, 0);
  const isEven = design.every(({ weight }) => weight === design[0]?.weight);
  const numbers = new Map<number, number>();
  const clustered = design.every(({ cluster }) => cluster !== null);
  const clusters = new Int32Array(rows);
  for (const [place, { cluster }] of design.entries()) {
    if (cluster === null) continue;
    const number = numbers.get(cluster) ?? numbers.size;
    numbers.set(cluster, number);
    clusters[place] = number;
  }
  return {
    weights: isEven ? null : Float64Array.from(design, ({ weight }) => (weight * rows) / total),
    clusters: clustered && numbers.size > 1 ? clusters : null,
    clusterCount: numbers.size,
    recordKeys,
  };
};

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Names the rows, whatever their order and that of their columns. */
const digestRows = (rows: readonly ResultRow[]): string => {
  const lines = rows.map((row) =>
    JSON.stringify(Object.entries(row).toSorted(([one], [other]) => byText(one, other))),
  );
  const hash = createHash('sha256');
  for (const line of lines.toSorted(byText)) hash.update(line);
  return hash.digest('hex').slice(0, 32);
};

interface ReleasedItem {
  readonly item: PublishedItem;
  readonly withheld: ReadonlyMap<WithheldReason, number>;
}

/** What to withhold more of, so that what the attacker found is no longer there. */
const escalate = (
  levels: Map<number, number>,
  counted: CountedItem,
  item: PublishedItem,
  recovered: ItemAttack['recovered'],
): boolean => {
  let isChanged = false;
  const raise = (place: number): boolean => {
    const level = levels.get(place) ?? 0;
    if (level >= WITHHOLD_ROW) return false;
    // A row that shows no share has that level already.
    const row = counted.publishedRowOf(item, place);
    const next = Math.max(level + 1, row !== null && row.shares.every((share) => share === null) ? 2 : 1);
    levels.set(place, next);
    isChanged = true;
    return true;
  };
  const raised = new Set<number>();
  for (const finding of recovered) {
    const own = counted.placeOf(finding.breakdown, finding.group);
    const ownRow = own === null ? null : counted.publishedRowOf(item, own);
    if (own !== null && ownRow !== null && ownRow.base !== null) {
      if (!raised.has(own)) raise(own);
      raised.add(own);
      continue;
    }
    // A row that is withheld is known by the others of its table: the smallest of them says less.
    const siblings = counted
      .placesOf(finding.breakdown)
      .filter((place) => (counted.publishedRowOf(item, place)?.base ?? null) !== null)
      .toSorted((a, b) => counted.peopleIn(a) - counted.peopleIn(b));
    const smallest = siblings[0];
    if (smallest === undefined) {
      if (!raised.has(0)) raise(0);
      raised.add(0);
    } else {
      if (!raised.has(smallest)) raise(smallest);
      raised.add(smallest);
    }
  }
  return isChanged;
};

const releaseItem = (
  counted: CountedItem,
  rules: PublicationRules,
  respondents: number,
  earlier: readonly ItemEdition[],
): ReleasedItem => {
  const levels = new Map<number, number>();
  const { perturbation, ...plain } = rules;
  const width = perturbation === undefined ? 0 : perturbation.up + perturbation.down;
  const suppression = { ...rules, together: rules.minimumCell + width };
  const attacked = (rows: ItemRelease['rows'], item: PublishedItem): ItemAttack['recovered'] => {
    const edition = { item, rules, respondents };
    // Somebody may know the table, or guess the changes: what is withheld must do without them too.
    const unchanged =
      perturbation === undefined
        ? []
        : [{ item: renderItem(counted, rows, plain), rules: plain, respondents }];
    const others = editionsBeside(edition, earlier);
    // By itself first: the same rows then come to the same outcome, beside which the earlier says no more.
    for (const beside of others.length === 0 ? [[]] : [[], others]) {
      for (const one of [...unchanged, edition]) {
        const { recovered } = attackItem([...beside, one]);
        if (recovered.length > 0) return recovered;
      }
    }
    return [];
  };
  for (let turn = 0; turn < MAX_ATTACKS; turn++) {
    const release = suppressItem(counted.counts, suppression, levels);
    const item = renderItem(counted, release.rows, rules);
    assertSameCuts(
      item,
      earlier.map((edition) => edition.item),
    );
    const recovered = attacked(release.rows, item);
    if (recovered.length === 0) return { item, withheld: release.withheld };
    if (!escalate(levels, counted, item, recovered)) break;
  }
  throw new PaperlineError({
    code: 'publication-refused',
    message: `What must stay hidden in the tables of ${counted.item.plan.variable} can be worked out from what is published.`,
    remedy:
      earlier.length > 0
        ? 'It follows together with what was published of this wave before. Take the item out of the table plan.'
        : 'Take the item or a breakdown out of the table plan, or make its groups larger.',
  });
};

/** Greater than this no row weighs, to one decimal. */
const heaviestOf = ({ weights }: SampleDesign): number =>
  weights === null
    ? 1
    : Math.max(
        1,
        roundUpToStep(
          weights.reduce((most, weight) => Math.max(most, weight), 0),
          0.1,
        ),
      );

/** What the publication says of the table, so that whoever reads it knows how far figures may be off. */
const toldOf = (
  { by }: Noise,
  sample: SampleDesign,
  { minimumCell, minimumBase }: FixedRules,
  rows: number,
): NonNullable<PublicationRules['perturbation']> => ({
  name: by.name,
  sha256: by.sha256,
  ...tellTable(by.table, Math.min(minimumCell, minimumBase), rows),
  heaviest: heaviestOf(sample),
});

/** The table that a wave was published with; undefined where it is not at hand. */
const tableOf = ({ rules }: Publication, present: Perturbation | null): Perturbation | null | undefined => {
  if (rules.perturbation === undefined) return null;
  return [present, tenFive()].find((one) => one?.sha256 === rules.perturbation?.sha256) ?? undefined;
};

/** The wave before as it was published; null where that cannot be made again. */
const comparedWave = (
  { rows, design, recordKeys, publication }: NonNullable<PublicationSettings['waveBefore']>,
  present: Perturbation | null,
): EarlierWave | null => {
  const table = tableOf(publication, present);
  if (table === undefined) return null;
  const keys = table === null ? null : findRecordKeys(rows.length, recordKeys);
  if (table !== null && keys === null) return null;
  return {
    rows,
    sample: sampleDesignOf(rows.length, design, keys),
    items: publication.items,
    noise: table === null ? null : { by: table, minimumCell: publication.rules.minimumCell },
  };
};

/**
 * Makes the publication of a closed wave. Nothing in it can be worked out more narrowly than the rules allow, from it and from
 * everything published of the wave before.
 * @param design  in the order of the rows
 * @throws PaperlineError `wave-empty`, `table-plan-invalid`, `weight-invalid`, `publication-refused`, `publication-rules-changed`
 */
export const buildPublication = (
  rows: readonly ResultRow[],
  codebook: Codebook,
  plan: TablePlan,
  design: WaveDesign,
  settings: PublicationSettings,
): Publication => {
  const { survey, wave, earlier = [], perturbation = null, waveBefore, onProgress } = settings;
  if (rows.length === 0) {
    throw new PaperlineError({
      code: 'wave-empty',
      message: `Wave ${wave} of ${survey} has no rows.`,
      remedy: 'Close the wave when its forms have been read.',
    });
  }
  const keys = perturbation === null ? null : recordKeysOf(rows.length, settings.recordKeys);
  const sample = sampleDesignOf(rows.length, design, keys);
  const fixed: FixedRules = { ...rulesOf(plan), ...settings.rules };
  const noise: Noise | null =
    perturbation === null ? null : { by: perturbation, minimumCell: fixed.minimumCell };
  const rules: PublicationRules = {
    ...fixed,
    weighted: sample.weights !== null,
    clustered: sample.clusters !== null,
    ...(noise === null ? {} : { perturbation: toldOf(noise, sample, fixed, rows.length) }),
  };
  const data = digestRows(rows);
  const before = earlier.filter((one) => one.survey === survey && one.wave === wave);
  assertSameRows(before, data);
  assertSameRules(before, rules);
  const breakdowns = plan.breakdowns.map((breakdown) => encodeBreakdown(rows, codebook, breakdown));
  const respondents = roundToStep(rows.length, rules.baseStep);
  const isCompared = plan.compareWaves && waveBefore !== undefined && waveBefore.rows.length > 0;
  const compared = isCompared ? comparedWave(waveBefore, perturbation) : null;
  const withheld = new Map<string, number>();
  const leastForImportance = Math.max(LEAST_FOR_IMPORTANCE, rules.flaggedBase);
  let overall: ItemColumn | null = null;
  const items = plan.items.map((planned, place): PublishedItem => {
    const counted = countItem({ rows, codebook, planned, breakdowns, sample, noise, compared });
    const editions = before.flatMap((one) =>
      one.items
        .filter(({ variable }) => variable === planned.variable)
        .map((item) => ({ item, rules: one.rules, respondents: one.respondents })),
    );
    const released = releaseItem(counted, rules, respondents, editions);
    for (const [reason, count] of released.withheld)
      withheld.set(reason, (withheld.get(reason) ?? 0) + count);
    onProgress?.(place + 1, plan.items.length);
    const isMark = released.item.top !== null && released.item.whole.top !== null;
    if (!isMark) return released.item;
    if (overall === null) {
      overall = counted.item;
      return released.item;
    }
    return {
      ...released.item,
      importance: importanceOf(counted.item, overall, sample.weights, leastForImportance),
    };
  });
  return {
    schema: 'paperline/publication@1',
    survey,
    wave,
    title: codebook.title,
    languages: [...codebook.languages],
    edition: before.length + 1,
    data,
    rules,
    respondents,
    items,
    fieldwork: settings.fieldwork ?? null,
    withheld: Object.fromEntries([...withheld].toSorted(([one], [other]) => byText(one, other))),
    notes: [
      ...(rules.weighted ? ['weighted-by-boarders'] : ['not-weighted']),
      ...(rules.clustered ? ['clustered-by-trip'] : ['rows-taken-as-independent']),
      ...(noise === null ? [] : ['counts-perturbed']),
      ...(isCompared && compared === null ? ['not-compared'] : []),
    ],
  };
};
