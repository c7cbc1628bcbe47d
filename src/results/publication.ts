/** The tables of a closed wave as one linked set: counted, weighed, withheld where they must be, attacked, and only then given out. */
import { createHash } from 'node:crypto';
import { PaperlineError } from '../domain/errors.ts';
import type { Codebook } from '../questionnaire/codebook.ts';
import type { TablePlan } from '../questionnaire/table-plan.ts';
import { attackItem } from './attack/attack.ts';
import type { ItemAttack } from './attack/attack.ts';
import type { ItemEdition } from './attack/knowledge.ts';
import { countItem, renderItem, roundToStep } from './item-tables.ts';
import type { CountedItem, EarlierWave } from './item-tables.ts';
import type { Publication, PublicationRules, PublishedItem } from './publication-format.ts';
import { importanceOf } from './importance.ts';
import { suppressItem } from './suppression.ts';
import type { WithheldReason } from './suppression.ts';
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

export interface PublicationSettings {
  readonly survey: string;
  readonly wave: string;
  readonly rules?: Partial<Omit<PublicationRules, 'weighted' | 'clustered'>>;
  /** Everything published of this wave before. */
  readonly earlier?: readonly Publication[];
  /** The wave that figures are compared with. */
  readonly waveBefore?: {
    readonly rows: readonly ResultRow[];
    readonly design: WaveDesign;
    readonly publication: Publication;
  };
  /** How the copies came back; null where nobody counted. */
  readonly fieldwork?: Publication['fieldwork'];
  readonly onProgress?: (items: number, of: number) => void;
}

export const DEFAULT_RULES = {
  minimumCell: 10,
  minimumBase: 30,
  flaggedBase: 100,
  protection: 10,
  baseStep: 5,
  shareStep: 1,
  meanStep: 0.1,
} as const satisfies Omit<PublicationRules, 'weighted' | 'clustered'>;

/** Each time the attacker finds something, more is withheld and all is attacked again; four times a row's worth is everything. */
const MAX_ATTACKS = 60;
const WITHHOLD_ROW = 3;

/** Weights scaled to mean 1, and clusters numbered from 0. */
export const sampleDesignOf = (rows: number, design: WaveDesign): SampleDesign => {
  if (design === null) return { weights: null, clusters: null, clusterCount: 0 };
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

/** The tables of one wave must cut people up in the same way each time, or small groups follow from the difference. */
const assertSameCuts = (item: PublishedItem, earlier: readonly PublishedItem[]): void => {
  for (const before of earlier) {
    const cut = (of: PublishedItem): string[] =>
      of.tables.map(({ breakdown, rows }) => `${breakdown}: ${rows.map(({ group }) => group).join(', ')}`);
    const known = new Map(
      before.tables.map((table) => [table.breakdown, cut({ ...before, tables: [table] })[0]]),
    );
    const changed = item.tables.find(
      (table) =>
        known.has(table.breakdown) && known.get(table.breakdown) !== cut({ ...item, tables: [table] })[0],
    );
    const sameAnswers =
      before.categories.map(({ code }) => code).join() === item.categories.map(({ code }) => code).join();
    if (changed === undefined && sameAnswers) continue;
    throw new PaperlineError({
      code: 'publication-refused',
      message: `${item.variable} was published of this wave in other groups${changed === undefined ? '' : ` of ${changed.breakdown}`}: who is in one and not in the other could be worked out.`,
      remedy: 'Publish with the same bands as before; new ones can come with the next wave.',
    });
  }
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
  for (let turn = 0; turn < MAX_ATTACKS; turn++) {
    const release = suppressItem(counted.counts, rules, levels);
    const item = renderItem(counted, release.rows, rules);
    assertSameCuts(
      item,
      earlier.map((edition) => edition.item),
    );
    const { recovered } = attackItem([...earlier, { item, rules, respondents }]);
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

/**
 * Makes the publication of a closed wave. Nothing in it can be worked out more narrowly than the rules allow, from it and from
 * everything published of the wave before.
 * @param design  in the order of the rows
 * @throws PaperlineError `wave-empty`, `table-plan-invalid`, `weight-invalid`, `publication-refused`
 */
export const buildPublication = (
  rows: readonly ResultRow[],
  codebook: Codebook,
  plan: TablePlan,
  design: WaveDesign,
  settings: PublicationSettings,
): Publication => {
  const { survey, wave, earlier = [], waveBefore, onProgress } = settings;
  if (rows.length === 0) {
    throw new PaperlineError({
      code: 'wave-empty',
      message: `Wave ${wave} of ${survey} has no rows.`,
      remedy: 'Close the wave when its forms have been read.',
    });
  }
  const sample = sampleDesignOf(rows.length, design);
  const rules: PublicationRules = {
    ...DEFAULT_RULES,
    ...settings.rules,
    weighted: sample.weights !== null,
    clustered: sample.clusters !== null,
  };
  const data = digestRows(rows);
  const before = earlier.filter((one) => one.survey === survey && one.wave === wave);
  if (before.some((one) => one.data !== data)) {
    throw new PaperlineError({
      code: 'publication-refused',
      message: `Wave ${wave} was published from other rows; the difference between the two would tell who came or went.`,
      remedy: 'A closed wave does not change. Publish from the rows that it was closed with.',
    });
  }
  const breakdowns = plan.breakdowns.map((breakdown) => encodeBreakdown(rows, codebook, breakdown));
  const respondents = roundToStep(rows.length, rules.baseStep);
  const compared: EarlierWave | null =
    plan.compareWaves && waveBefore !== undefined && waveBefore.rows.length > 0
      ? {
          rows: waveBefore.rows,
          sample: sampleDesignOf(waveBefore.rows.length, waveBefore.design),
          items: waveBefore.publication.items,
        }
      : null;
  const withheld = new Map<string, number>();
  let overall: ItemColumn | null = null;
  const items = plan.items.map((planned, place): PublishedItem => {
    const counted = countItem({ rows, codebook, planned, breakdowns, sample, compared });
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
      importance: importanceOf(counted.item, overall, sample.weights, rules.flaggedBase),
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
    ],
  };
};
