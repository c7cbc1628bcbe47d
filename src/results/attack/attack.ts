/**
 * The attacker: tries to work out, from publications alone, what was withheld in them. First as a person would, one sum after
 * the other, then by linear programming, which finds all that follows from the sums together. Shares no code with what decides
 * about withholding.
 */
import type { Publication } from '../publication-format.ts';
import { propagateIntervals } from './interval-propagation.ts';
import { gatherKnowledge } from './knowledge.ts';
import type { ItemEdition } from './knowledge.ts';
import { LinearProgram } from './linear-program.ts';
import type { HiddenFigure } from './notebook.ts';
import { minimiseWhole } from './whole-numbers.ts';

/** A hidden figure that can be worked out too well. Bounds are numbers of people, or of their weights. */
export interface Recovery {
  readonly survey: string;
  readonly wave: string;
  readonly item: string;
  readonly breakdown: string | null;
  readonly group: string | null;
  readonly what: HiddenFigure['what'];
  readonly low: number;
  readonly high: number;
  /**
   * exact        one number alone fits;
   * narrow       fewer numbers fit than the rules ask for, small ones among them;
   * undecided    the bounds could not be computed, which counts as found;
   * contradiction  nothing fits: what was published does not go together;
   * moved-little  a base that changed between editions by fewer people than the minimum.
   */
  readonly kind: 'exact' | 'narrow' | 'undecided' | 'contradiction' | 'moved-little';
}

/** What is hidden in an item and what can be known of it. */
export interface ItemAttack {
  readonly recovered: readonly Omit<Recovery, 'survey' | 'wave'>[];
  /** Hidden figures looked at. */
  readonly hidden: number;
}

const EPSILON = 1e-4;
/** Objectives of many unknowns at once, before each is asked by itself. */
const MIXED_OBJECTIVES = 24;

/** A cheap sequence of fair signs: the outcome is the same every time. */
const createSigns = (): (() => number) => {
  let state = 0x2545f491;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state & 1) === 0 ? 1 : -1;
  };
};

/**
 * People are whole, so a range may be narrower than a linear program says. In tables of few people, a range that is wider than
 * needed by less than WHOLE_MARGIN is looked at in whole numbers; in others, where rounding leaves room, one more than needed is
 * asked for.
 */
const FEW_PEOPLE = 40;
const FEW_UNKNOWNS = 40;
const WHOLE_MARGIN = 3;
const SPARE = 1;

interface Target {
  readonly figure: HiddenFigure;
  readonly variables: readonly number[];
  readonly coefficients: readonly number[];
  readonly isWhole: boolean;
  /** The least and greatest value that a solution was seen to have: the true range is no narrower. */
  seenLow: number;
  seenHigh: number;
}

const valueOf = ({ variables, coefficients }: Target, program: LinearProgram): number =>
  variables.reduce(
    (sum, variable, place) => sum + (coefficients[place] as number) * (program.values[variable] as number),
    0,
  );

const lookAt = (targets: readonly Target[], program: LinearProgram): void => {
  for (const target of targets) {
    const value = valueOf(target, program);
    target.seenLow = Math.min(target.seenLow, value);
    target.seenHigh = Math.max(target.seenHigh, value);
  }
};

/** The range between two bounds; of whole numbers only those that are whole count. */
const inwards = (low: number, high: number, isWhole: boolean): [number, number] =>
  isWhole ? [Math.ceil(low - EPSILON), Math.floor(high + EPSILON)] : [low, high];

/** What of an edition the attacker makes use of. */
const digestOf = ({ item, rules, respondents }: ItemEdition): string =>
  JSON.stringify([{ ...item, importance: null, noAnswer: null }, rules, respondents]);

/** Those of `editions` that say anything else than `edition`. */
export const editionsBeside = (
  edition: ItemEdition,
  editions: readonly ItemEdition[],
): readonly ItemEdition[] => {
  const own = digestOf(edition);
  return editions.filter((one) => digestOf(one) !== own);
};

/** Attacks one item of one wave with all its editions of the same rows. */
export const attackItem = (all: readonly ItemEdition[]): ItemAttack => {
  // What is said twice says no more, and alone it is written down in less.
  const editions = [...new Map(all.map((edition) => [digestOf(edition), edition])).values()];
  const rules = editions[0]?.rules;
  if (rules === undefined) return { recovered: [], hidden: 0 };
  const knowledge = gatherKnowledge(editions);
  const { low, high, isWhole, constraints, hidden } = knowledge;
  if (hidden.length === 0) return { recovered: [], hidden: 0 };
  const report = (
    { item, breakdown, group, what }: HiddenFigure,
    [from, to]: readonly [number, number],
    kind: Recovery['kind'],
  ): ItemAttack['recovered'][number] => ({ item, breakdown, group, what, low: from, high: to, kind });
  const contradiction = (): ItemAttack => ({
    recovered: hidden.slice(0, 1).map((figure) => report(figure, [0, 0], 'contradiction')),
    hidden: hidden.length,
  });
  if (!propagateIntervals(low, high, isWhole, constraints)) return contradiction();

  const program = new LinearProgram(low, high, constraints);
  const targets: Target[] = hidden.map((figure) => ({
    figure,
    variables: [...figure.sum.keys()],
    coefficients: [...figure.sum.values()],
    isWhole: [...figure.sum].every(
      ([variable, coefficient]) => isWhole[variable] === 1 && Number.isInteger(coefficient),
    ),
    seenLow: Infinity,
    seenHigh: -Infinity,
  }));
  // Small cells of a row were changed as one. Here each has a change of its own, which is one too many to trust in.
  const widths = editions.map(({ rules: { perturbation } }) =>
    perturbation === undefined ? 0 : perturbation.up + perturbation.down,
  );
  const changeWidth = Math.max(...widths);
  const whole = [...isWhole.keys()].filter((variable) => isWhole[variable] === 1);
  // Changes of counts are no people, and make a table no larger.
  const people = changeWidth > 0 ? whole.length : low.length;
  const isFew = people <= FEW_UNKNOWNS && editions.every(({ respondents }) => respondents <= FEW_PEOPLE);
  // Changes are whole too, which is more than is looked at here.
  const need = rules.protection + changeWidth + (changeWidth > 0 && isFew ? SPARE : 0);
  const needOf = ({ figure }: Target): number => need * figure.personWeight;
  const spareOf = ({ isWhole: whole }: Target): number => (!whole ? 0 : isFew ? WHOLE_MARGIN : SPARE);
  const isWide = (target: Target): boolean => {
    const [from, to] = inwards(target.seenLow, target.seenHigh, target.isWhole);
    return to - from >= needOf(target) + spareOf(target) - EPSILON;
  };
  let open = targets;
  const signs = createSigns();
  for (let turn = 0; turn < MIXED_OBJECTIVES && open.length > 8; turn++) {
    const variables = open.flatMap((target) => target.variables);
    const coefficients = open.flatMap((target) => {
      const sign = signs();
      return target.coefficients.map((coefficient) => sign * coefficient);
    });
    const outcome = program.minimise(variables, coefficients);
    if (outcome === 'contradiction') return contradiction();
    if (outcome !== 'solved') break;
    lookAt(open, program);
    open = open.filter((target) => !isWide(target));
  }

  const recovered: ItemAttack['recovered'][number][] = [];
  for (const target of targets) {
    if (isWide(target)) continue;
    const { figure, variables, coefficients } = target;
    const enough = rules.minimumCell * figure.personWeight - EPSILON;
    const opposite = coefficients.map((one) => -one);
    const least = program.minimise(variables, coefficients);
    if (least === 'contradiction') return contradiction();
    const low = valueOf(target, program);
    if (least === 'solved') lookAt(targets, program);
    const most = program.minimise(variables, opposite);
    const high = valueOf(target, program);
    if (most === 'solved') lookAt(targets, program);
    let bounds = inwards(low, Math.max(low, high), target.isWhole);
    let isDecided = least === 'solved' && most === 'solved';
    if (isDecided && bounds[0] >= enough) continue;
    const width = bounds[1] - bounds[0];
    const isBorder = width >= needOf(target) - EPSILON && width < needOf(target) + spareOf(target) - EPSILON;
    if (isDecided && isBorder && isFew) {
      // So near the border it matters that people are whole.
      const from = minimiseWhole(program, whole, variables, coefficients);
      const to = minimiseWhole(program, whole, variables, opposite);
      if (from.outcome === 'contradiction' || to.outcome === 'contradiction') return contradiction();
      isDecided = from.outcome === 'solved' && to.outcome === 'solved';
      bounds = [from.value, -to.value];
      if (isDecided && bounds[0] >= enough) continue;
    }
    if (!isDecided) recovered.push(report(figure, bounds, 'undecided'));
    else if (bounds[1] - bounds[0] < needOf(target) + (isFew ? 0 : spareOf(target)) - EPSILON) {
      recovered.push(report(figure, bounds, bounds[1] - bounds[0] < EPSILON ? 'exact' : 'narrow'));
    }
  }
  return { recovered, hidden: hidden.length };
};

export interface AttackReport {
  readonly recovered: readonly Recovery[];
  /** Hidden figures looked at. */
  readonly hidden: number;
  readonly publications: number;
}

/** Editions of one wave that were made from other rows: a figure that moved by fewer people than the minimum says who came. */
const findSmallMoves = (before: Publication, after: Publication): readonly Recovery[] => {
  const { rules, survey, wave } = after;
  const moves: Recovery[] = [];
  const [step, protection] = [rules.baseStep, rules.minimumCell];
  for (const item of after.items) {
    const earlier = before.items.find(({ variable }) => variable === item.variable);
    if (earlier === undefined) continue;
    const pairs = [
      { breakdown: null, rows: [[earlier.whole, item.whole] as const] },
      ...item.tables.map(({ breakdown, rows }) => ({
        breakdown,
        rows: rows.flatMap((row) => {
          const same = earlier.tables
            .find((table) => table.breakdown === breakdown)
            ?.rows.find(({ group }) => group === row.group);
          return same === undefined ? [] : [[same, row] as const];
        }),
      })),
    ];
    for (const { breakdown, rows } of pairs) {
      for (const [one, other] of rows) {
        if (one.base === null || other.base === null) continue;
        const least = Math.abs(other.base - one.base) - (step - 1);
        const most = Math.abs(other.base - one.base) + (step - 1);
        // Rounding alone may hide a move; what is certain is one that is small and not none.
        if (least <= 0 || most >= protection) continue;
        moves.push({
          survey,
          wave,
          item: item.variable,
          breakdown,
          group: other.group,
          what: 'base',
          low: least,
          high: most,
          kind: 'moved-little',
        });
      }
    }
  }
  return moves;
};

/** Attacks everything that was ever published of a survey. Waves are of other people, and editions of the same ones. */
export const attack = (publications: readonly Publication[]): AttackReport => {
  const recovered: Recovery[] = [];
  let hidden = 0;
  const waves = Map.groupBy(publications, ({ survey, wave }) => JSON.stringify([survey, wave]));
  for (const editions of waves.values()) {
    const ordered = editions.toSorted((a, b) => a.edition - b.edition);
    for (const [place, after] of ordered.entries()) {
      const before = ordered[place - 1];
      if (before !== undefined && before.data !== after.data)
        recovered.push(...findSmallMoves(before, after));
    }
    for (const same of Map.groupBy(ordered, ({ data }) => data).values()) {
      const items = Map.groupBy(
        same.flatMap(({ items: all, rules, respondents, survey, wave }) =>
          all.map((item): ItemEdition & { survey: string; wave: string } => ({
            item,
            rules,
            respondents,
            survey,
            wave,
          })),
        ),
        ({ item }) => item.variable,
      );
      for (const [, of] of items) {
        const outcome = attackItem(of);
        hidden += outcome.hidden;
        const { survey = '', wave = '' } = of[0] ?? {};
        recovered.push(...outcome.recovered.map((one) => ({ survey, wave, ...one })));
      }
    }
  }
  return { recovered, hidden, publications: publications.length };
};
