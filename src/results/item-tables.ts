/** One item with all its tables: counted from rows, and written as it is published once it is known what is withheld. */
import { PaperlineError } from '../domain/errors.ts';
import type { Codebook } from '../questionnaire/codebook.ts';
import type { Localized } from '../questionnaire/questionnaire.ts';
import type { PlannedItem } from '../questionnaire/table-plan.ts';
import { countTally, groupCounts, publishedTally, tallyUnder } from './counted-tally.ts';
import type { CountedTally, Noise } from './counted-tally.ts';
import { basesOf, estimateMean, medianOf, promoterScores } from './estimates.ts';
import type { Estimate } from './estimates.ts';
import type { PublicationRules, PublishedFigure, PublishedItem, PublishedRow } from './publication-format.ts';
import { renderNoAnswer } from './no-answer.ts';
import type { RowNoise } from './no-answer.ts';
import { roundToStep, roundUpToStep, tidy } from './rounding.ts';
import { differsByMean, differsByShare, effectiveBaseOf, lettersAbove, letterOf } from './significance.ts';
import type { ItemCounts, RowRelease } from './suppression.ts';
import type { SampleDesign, Tally } from './tally.ts';
import { encodeBreakdown, encodeItem } from './wave-columns.ts';
import type { BreakdownColumn, ItemColumn, ResultRow } from './wave-columns.ts';

/** The wave that figures are compared with; only with what was published of it. */
export interface EarlierWave {
  readonly rows: readonly ResultRow[];
  readonly sample: SampleDesign;
  readonly items: readonly PublishedItem[];
  /** What its counts were published with. */
  readonly noise: Noise | null;
}

interface Place {
  readonly breakdown: string | null;
  /** Null for everybody and for people of unknown groups. */
  readonly group: string | null;
  readonly label: Localized | null;
  readonly counted: CountedTally;
  /** The group's place in the tally. */
  readonly at: number;
  /** The same group of the wave before, where its figures were published. */
  readonly before: { readonly tally: Tally; readonly at: number; readonly row: PublishedRow } | null;
}

/** A figure before it is rounded. */
interface RawFigure {
  readonly estimate: Estimate;
  readonly kish: number;
}

interface FigureKind {
  readonly of: (row: PublishedRow) => PublishedFigure | null;
  readonly scores: readonly number[];
  readonly differs: (one: RawFigure, other: RawFigure) => boolean;
  /** From the estimate to what is published. */
  readonly factor: number;
  readonly step: 'shareStep' | 'meanStep';
}

const shareOf = ({ estimate, kish }: RawFigure) => ({
  share: estimate.value,
  effectiveBase: effectiveBaseOf(estimate, kish),
});
const differsAsShare = (one: RawFigure, other: RawFigure): boolean =>
  differsByShare(shareOf(one), shareOf(other));
const differsAsMean = (one: RawFigure, other: RawFigure): boolean =>
  differsByMean(one.estimate, other.estimate);

export class CountedItem {
  readonly item: ItemColumn;
  readonly counts: ItemCounts;
  /** Null where counts are published as they are. */
  readonly noise: RowNoise | null;
  readonly #places: readonly Place[];
  readonly #tables: readonly BreakdownColumn[];
  /** Of 0, 1 for an answer in the top box; null where there is none. */
  readonly #top: readonly number[] | null;
  readonly #scores: readonly number[] | null;

  constructor(
    item: ItemColumn,
    tables: readonly BreakdownColumn[],
    places: readonly Place[],
    noise: RowNoise | null,
  ) {
    this.item = item;
    this.noise = noise;
    this.#tables = tables;
    this.#places = places;
    const { top } = item.plan;
    this.#top = top === undefined ? null : item.categories.map(({ code }) => (top.includes(code) ? 1 : 0));
    const scores = item.categories.map(({ score }) => score);
    this.#scores = scores.every((score) => score !== null) && scores.length > 0 ? scores : null;
    this.counts = {
      top: this.#top?.map((inTop) => inTop === 1) ?? null,
      rows: places.map(({ breakdown, group, counted, at }) => ({
        table: breakdown === null ? -1 : tables.findIndex(({ variable }) => variable === breakdown),
        isNamed: breakdown === null || group !== null,
        ...groupCounts(counted, at),
      })),
    };
  }

  peopleIn(place: number): number {
    return this.counts.rows[place]?.people.reduce((sum, count) => sum + count, 0) ?? 0;
  }

  /** The row of a group; null for people of unknown groups, who have none. */
  placeOf(breakdown: string | null, group: string | null): number | null {
    if (breakdown === null) return 0;
    const place = this.#places.findIndex((one) => one.breakdown === breakdown && one.group === group);
    return place < 0 || group === null ? null : place;
  }

  placesOf(breakdown: string | null): readonly number[] {
    return [...this.#places.keys()].filter((place) => this.#places[place]?.breakdown === breakdown);
  }

  publishedRowOf(item: PublishedItem, place: number): PublishedRow | null {
    if (place === 0) return item.whole;
    const { breakdown, group } = this.#places[place] ?? {};
    const table = item.tables.find((one) => one.breakdown === breakdown);
    return table?.rows.find((row) => group !== null && row.group === group) ?? null;
  }

  #kinds(): readonly FigureKind[] {
    const kinds: FigureKind[] = [];
    if (this.#top !== null) {
      const scores = this.#top;
      kinds.push({ of: ({ top }) => top, scores, differs: differsAsShare, factor: 100, step: 'shareStep' });
    }
    if (this.#scores === null) return kinds;
    const scores = this.#scores;
    kinds.push({ of: ({ mean }) => mean, scores, differs: differsAsMean, factor: 1, step: 'meanStep' });
    if (this.item.plan.nps !== true) return kinds;
    kinds.push({
      of: ({ nps }) => nps,
      scores: promoterScores(scores),
      differs: differsAsMean,
      factor: 100,
      step: 'shareStep',
    });
    return kinds;
  }

  #estimate(tally: Tally, at: number, scores: readonly number[]): RawFigure | null {
    const estimate = estimateMean(tally, at, scores);
    return estimate === null ? null : { estimate, kish: basesOf(tally, at).effectiveBase };
  }

  /** One kind of figure for rows of one table, null where it is withheld. */
  #figures(
    kind: FigureKind | undefined,
    places: readonly Place[],
    releases: readonly RowRelease[],
    isShown: (release: RowRelease) => boolean,
    rules: PublicationRules,
  ): readonly (PublishedFigure | null)[] {
    if (kind === undefined) return places.map(() => null);
    const raw = places.map(({ counted, at }, place) =>
      isShown(releases[place] as RowRelease)
        ? this.#estimate(tallyUnder(rules, counted), at, kind.scores)
        : null,
    );
    const above = lettersAbove(raw, ({ estimate }) => estimate.value, kind.differs);
    return raw.map((figure, place) => {
      if (figure === null) return null;
      const { value, margin } = figure.estimate;
      const step = rules[kind.step];
      const release = releases[place];
      // How far independent answers spread is a second mean of them, which would narrow what is hidden; trips blur it.
      const tellsMargin =
        rules.clustered || kind.differs === differsAsShare || release?.shares.includes(false) === false;
      const before = places[place]?.before ?? null;
      const then =
        before === null || kind.of(before.row) === null
          ? null
          : this.#estimate(before.tally, before.at, kind.scores);
      const change =
        then === null
          ? null
          : !kind.differs(figure, then)
            ? 'none'
            : value > then.estimate.value
              ? 'up'
              : 'down';
      return {
        value: roundToStep(value * kind.factor, step),
        margin: margin === null || !tellsMargin ? null : roundUpToStep(margin * kind.factor, step),
        above: above[place] ?? '',
        change,
      };
    });
  }

  /** The rows of one table, or that of everybody. */
  renderRows(
    breakdown: string | null,
    releases: readonly RowRelease[],
    rules: PublicationRules,
  ): readonly PublishedRow[] {
    const numbers = this.placesOf(breakdown).filter(
      (place) => breakdown === null || this.#places[place]?.group !== null,
    );
    const places = numbers.map((place) => this.#places[place] as Place);
    const releaseOf = numbers.map((place) => releases[place] as RowRelease);
    const kinds = this.#kinds();
    const kindOf = (step: string, share: boolean): FigureKind | undefined =>
      kinds.find((kind) => kind.step === step && (kind.differs === differsAsShare) === share);
    const figuresOf = (kind: FigureKind | undefined, isShown: (release: RowRelease) => boolean) =>
      this.#figures(kind, places, releaseOf, isShown, rules);
    const tops = figuresOf(kindOf('shareStep', true), ({ top }) => top);
    const means = figuresOf(kindOf('meanStep', false), (release) => release.scores);
    const scores = figuresOf(kindOf('shareStep', false), (release) => release.scores);
    return places.map((place, index): PublishedRow => {
      const { counted, at, group, label } = place;
      const tally = tallyUnder(rules, counted);
      const release = releaseOf[index] as RowRelease;
      const named = { group, label, letter: breakdown === null ? null : letterOf(index) };
      const categories = this.item.categories.map((_, category) => category);
      const nothing = categories.map(() => null);
      if (!release.shown) {
        return {
          ...named,
          base: null,
          flagged: false,
          weightedBase: null,
          effectiveBase: null,
          shares: nothing,
          margins: nothing,
          mean: null,
          median: null,
          top: null,
          nps: null,
        };
      }
      const { weightedBase, effectiveBase, ...heads } = basesOf(tally, at);
      const base = tidy(heads.base);
      const shares = categories.map((category) =>
        release.shares[category] === true
          ? estimateMean(
              tally,
              at,
              categories.map((one) => (one === category ? 1 : 0)),
            )
          : null,
      );
      const percent = (value: number | null | undefined, round: typeof roundToStep): number | null =>
        value === null || value === undefined ? null : round(value * 100, rules.shareStep);
      return {
        ...named,
        base: roundToStep(base, rules.baseStep),
        flagged: base < rules.flaggedBase,
        weightedBase: rules.weighted ? roundToStep(weightedBase, rules.baseStep) : null,
        effectiveBase: rules.weighted ? roundToStep(effectiveBase, rules.baseStep) : null,
        shares: shares.map((share) => percent(share?.value, roundToStep)),
        margins: shares.map((share) => percent(share?.margin, roundUpToStep)),
        mean: means[index] ?? null,
        median: release.scores && this.#scores !== null ? medianOf(tally, at, this.#scores) : null,
        top: tops[index] ?? null,
        nps: scores[index] ?? null,
      };
    });
  }

  get tables(): readonly BreakdownColumn[] {
    return this.#tables;
  }
}

/** The item as it was in the wave before; null where it was not asked in the same way. */
const encodeEarlier = (
  rows: readonly ResultRow[],
  codebook: Codebook,
  planned: PlannedItem,
): ItemColumn | null => {
  try {
    return encodeItem(rows, codebook, planned);
  } catch (error) {
    if (error instanceof PaperlineError && error.code === 'table-plan-invalid') return null;
    throw error;
  }
};

/** What was published of the item before, without the share of the satisfied where other answers counted as such. */
const publishedBefore = (
  { items }: EarlierWave,
  { variable, top }: PlannedItem,
): PublishedItem | undefined => {
  const found = items.find((item) => item.variable === variable);
  if (found === undefined || found.top?.join() === top?.join()) return found;
  const withoutTop = (row: PublishedRow): PublishedRow => ({ ...row, top: null });
  const tables = found.tables.map((table) => ({ ...table, rows: table.rows.map(withoutTop) }));
  return { ...found, whole: withoutTop(found.whole), tables };
};

export const countItem = (of: {
  readonly rows: readonly ResultRow[];
  readonly codebook: Codebook;
  readonly planned: PlannedItem;
  readonly breakdowns: readonly BreakdownColumn[];
  readonly sample: SampleDesign;
  readonly noise: Noise | null;
  readonly compared: EarlierWave | null;
}): CountedItem => {
  const { rows, codebook, planned, breakdowns, sample, noise, compared } = of;
  const item = encodeItem(rows, codebook, planned);
  const published = compared === null ? undefined : publishedBefore(compared, planned);
  const earlier =
    compared === null || published === undefined ? null : encodeEarlier(compared.rows, codebook, planned);
  const whole = countTally(item, null, sample, noise);
  const places: Place[] = [
    {
      breakdown: null,
      group: null,
      label: null,
      counted: whole,
      at: 0,
      before:
        earlier === null || compared === null || published === undefined
          ? null
          : {
              tally: publishedTally(countTally(earlier, null, compared.sample, compared.noise)),
              at: 0,
              row: published.whole,
            },
    },
  ];
  for (const breakdown of breakdowns) {
    const { variable, groups } = breakdown;
    const counted = countTally(item, breakdown, sample, noise);
    const tableBefore = published?.tables.find((table) => table.breakdown === variable);
    const columnBefore =
      earlier === null || compared === null || tableBefore === undefined
        ? null
        : encodeBreakdown(compared.rows, codebook, {
            variable,
            ...(breakdown.bands === undefined ? {} : { bands: breakdown.bands }),
          });
    const tallyBefore =
      earlier === null || compared === null || columnBefore === null
        ? null
        : publishedTally(countTally(earlier, columnBefore, compared.sample, compared.noise));
    for (const [at, { code, label }] of groups.entries()) {
      const row = tableBefore?.rows.find(({ group }) => group === code);
      const atBefore = columnBefore?.groups.findIndex((group) => group.code === code) ?? -1;
      places.push({
        breakdown: variable,
        group: code,
        label,
        counted,
        at,
        before:
          tallyBefore === null || row === undefined || atBefore < 0
            ? null
            : { tally: tallyBefore, at: atBefore, row },
      });
    }
    places.push({ breakdown: variable, group: null, label: null, counted, at: groups.length, before: null });
  }
  const { recordKeys } = sample;
  return new CountedItem(
    item,
    breakdowns,
    places,
    noise === null || recordKeys === null ? null : { table: noise.by.table, recordKeys },
  );
};

/** The item as it is published: what `releases` does not show is null. */
export const renderItem = (
  counted: CountedItem,
  releases: readonly RowRelease[],
  rules: PublicationRules,
): PublishedItem => {
  const { item, counts, tables } = counted;
  const [whole] = counted.renderRows(null, releases, rules);
  if (whole === undefined) throw new Error('Expected a row of everybody.');
  return {
    variable: item.plan.variable,
    label: item.label,
    name: item.plan.name ?? item.part?.label ?? null,
    question: item.part === null ? null : { label: item.part.question, isOption: item.isFlag },
    categories: [...item.categories],
    top: item.plan.top === undefined ? null : [...item.plan.top],
    whole,
    tables: tables.map(({ variable, label }, table) => ({
      breakdown: variable,
      label,
      rows: [...counted.renderRows(variable, releases, rules)],
      hasUnknown: counts.rows.some(
        (row) => row.table === table && !row.isNamed && row.people.some((count) => count > 0),
      ),
    })),
    importance: null,
    noAnswer:
      whole.base === null
        ? {}
        : renderNoAnswer(item, rules, rules.perturbation === undefined ? null : counted.noise),
  };
};
