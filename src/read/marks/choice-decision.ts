import type { Alternative, FieldReading, FieldValue } from '../../domain/page-read.ts';
import type { FieldReason } from '../../domain/reasons.ts';
import type { BoxJudgement } from './mark-model.ts';

export interface JudgedBox {
  readonly code: string;
  readonly judgement: BoxJudgement;
  /** False where neither the box's frame nor its neighbours say where it is. */
  readonly found: boolean;
}

export interface DecisionOptions {
  /** Share of fields that may be accepted with a wrong value; 1 in 10,000 unless told. */
  readonly targetErrorRate: number;
}
export const DEFAULT_TARGET_ERROR_RATE = 1e-4;

/**
 * The highest doubt (1 - confidence) that is accepted without review, for a target error rate. Most accepted fields are
 * far surer than the cut, so the cut lies above the target by this factor. With it the doubts of the accepted fields add up
 * to 0.2 in 10,000 on simulated office scans (seeds 301 to 306, 1,487 fields) and to 1.5 on rough ones (301 to 312, 1,839
 * fields), and none of them was wrong; with twice the factor one was.
 */
const CUT_OVER_TARGET = 50;
export const acceptedDoubt = (targetErrorRate: number): number =>
  Math.min(0.5, CUT_OVER_TARGET * targetErrorRate);

/** How people answer, before any ink is seen: shares of fields. */
interface Habit {
  readonly blank: number;
  readonly mark: number;
  readonly fill: number;
  readonly circle: number;
  /** A box filled to cancel it, and another one marked; and the same with two boxes cancelled. */
  readonly corrected: number;
  readonly correctedTwice: number;
  readonly severalMarks: number;
  readonly severalFills: number;
  /** Anything else. */
  readonly odd: number;
}
const MARKER: Habit = {
  blank: 0.1,
  mark: 0.8,
  fill: 0.01,
  circle: 0.005,
  corrected: 0.04,
  correctedTwice: 0.003,
  severalMarks: 0.03,
  severalFills: 0.002,
  odd: 0.003,
};
const FILLER: Habit = {
  blank: 0.1,
  mark: 0.04,
  fill: 0.8,
  circle: 0.005,
  corrected: 0.003,
  correctedTwice: 0.0002,
  severalMarks: 0.003,
  severalFills: 0.03,
  odd: 0.02,
};

/** Nobody, and no model, is surer than this about one box. */
const LEAST = 1e-7;

interface Odds {
  readonly mark: number;
  readonly fill: number;
  readonly circle: number;
}
const oddsOf = ({ judgement }: JudgedBox): Odds => {
  const empty = Math.max(LEAST, judgement.empty);
  return {
    mark: Math.max(LEAST, judgement.marked) / empty,
    fill: Math.max(LEAST, judgement.filled) / empty,
    circle: Math.max(LEAST, judgement.circled) / empty,
  };
};

/** Evidence for each way in which a single-choice field may have been answered; not normalised. */
interface SingleEvidence {
  readonly blank: number;
  readonly mark: readonly number[];
  readonly fill: readonly number[];
  readonly circle: readonly number[];
  readonly corrected: readonly number[];
  readonly severalMarks: number;
  readonly severalFills: number;
  readonly odd: number;
  readonly total: number;
}

const weighSingle = (odds: readonly Odds[], habit: Habit): SingleEvidence => {
  const count = odds.length;
  const pairs = Math.max(1, count * (count - 1));
  const sumFill = odds.reduce((sum, one) => sum + one.fill, 0);
  const sumFillSquares = odds.reduce((sum, one) => sum + one.fill ** 2, 0);
  const sumMark = odds.reduce((sum, one) => sum + one.mark, 0);
  const sumMarkSquares = odds.reduce((sum, one) => sum + one.mark ** 2, 0);
  const mark = odds.map((one) => (habit.mark / count) * one.mark);
  const fill = odds.map((one) => (habit.fill / count) * one.fill);
  const circle = odds.map((one) => (habit.circle / count) * one.circle);
  const corrected = odds.map((one) => {
    const others = sumFill - one.fill;
    const pairsOfOthers = (others ** 2 - (sumFillSquares - one.fill ** 2)) / 2;
    return (
      one.mark *
      ((habit.corrected / pairs) * others +
        (habit.correctedTwice / (pairs * count)) * Math.max(0, pairsOfOthers))
    );
  });
  const severalMarks = (habit.severalMarks / pairs) * Math.max(0, sumMark ** 2 - sumMarkSquares);
  const severalFills = (habit.severalFills / pairs) * Math.max(0, sumFill ** 2 - sumFillSquares);
  // Any other combination, all equally likely: the product over all boxes, less what is weighed above.
  const all = odds.reduce((product, one) => product * (1 + one.mark + one.fill + one.circle), 1);
  const sumCircle = odds.reduce((sum, one) => sum + one.circle, 0);
  const markAndFill = sumMark * sumFill - odds.reduce((sum, one) => sum + one.mark * one.fill, 0);
  const twoMarks = (sumMark ** 2 - sumMarkSquares) / 2;
  const twoFills = (sumFill ** 2 - sumFillSquares) / 2;
  const weighed = 1 + sumMark + sumFill + sumCircle + markAndFill + twoMarks + twoFills;
  const odd = (habit.odd * Math.max(0, all - weighed)) / 4 ** Math.min(count, 3);
  const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
  const total =
    habit.blank + sum(mark) + sum(fill) + sum(circle) + sum(corrected) + severalMarks + severalFills + odd;
  return { blank: habit.blank, mark, fill, circle, corrected, severalMarks, severalFills, odd, total };
};

/** What a field says about the person's habit: how many answers were marked and how many filled. */
export interface HabitSigns {
  readonly marked: number;
  readonly filled: number;
}

export interface ChoiceDecision {
  readonly reading: FieldReading;
  readonly signs: HabitSigns;
}

/** Share of people who answer by filling boxes, before any of their marks is seen. */
const FILLERS = 0.05;

/** Probability that this person fills boxes to answer, from the signs in other fields. */
export const habitOfFilling = (signs: HabitSigns): number => {
  // One sign weighs 20 to 1 at most: a filled box may be a cancelled one.
  const log = Math.log(FILLERS / (1 - FILLERS)) + 3 * (signs.filled - signs.marked);
  return Math.min(0.97, Math.max(0.002, 1 / (1 + Math.exp(-log))));
};

/** Decides a field that takes one answer. `fillsHabitually` is the probability that this person answers by filling. */
export const decideSingleChoice = (
  boxes: readonly JudgedBox[],
  fillsHabitually: number,
  options: DecisionOptions,
): ChoiceDecision => {
  const odds = boxes.map(oddsOf);
  const marker = weighSingle(odds, MARKER);
  const filler = weighSingle(odds, FILLER);
  const markerWeight = 1 - fillsHabitually;
  const total = markerWeight * marker.total + fillsHabitually * filler.total;
  const mix = (of: (evidence: SingleEvidence) => number): number =>
    (markerWeight * of(marker) + fillsHabitually * of(filler)) / total;
  const blank = mix((e) => e.blank);
  const byMark = boxes.map((_, at) => mix((e) => e.mark[at]!));
  const byFill = boxes.map((_, at) => mix((e) => e.fill[at]!));
  const byCircle = boxes.map((_, at) => mix((e) => e.circle[at]!));
  // A person who answers by filling does not cancel by filling: there the pair is a question.
  const corrected = boxes.map((_, at) => (markerWeight * marker.corrected[at]!) / total);
  const correctedByFiller = boxes.reduce(
    (sum, _, at) => sum + (fillsHabitually * filler.corrected[at]!) / total,
    0,
  );
  const several = mix((e) => e.severalMarks);
  const unclear = mix((e) => e.severalFills) + mix((e) => e.odd) + correctedByFiller;

  const answers = boxes
    .map(({ code }, at) => ({
      value: code,
      confidence: byMark[at]! + byFill[at]! + byCircle[at]! + corrected[at]!,
    }))
    .sort((one, other) => other.confidence - one.confidence);
  const best = answers[0]!;
  const notFound = boxes.some(({ found }) => !found);
  const strongest = Math.max(blank, best.confidence, several, unclear);
  const sumOf = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0);
  const signs = { marked: sumOf(byMark), filled: sumOf(byFill) };

  let state: FieldReading['state'];
  let value: FieldValue = null;
  if (strongest === best.confidence) {
    state = 'answered';
    value = best.value;
  } else if (strongest === blank) state = 'blank';
  else state = strongest === several ? 'multiple' : 'unclear';

  const doubt = 1 - strongest;
  const sure = (state === 'answered' || state === 'blank') && doubt <= acceptedDoubt(options.targetErrorRate);
  const review = !sure || notFound;
  const tally: readonly (readonly [FieldReason, number])[] = [
    ['several-marks', several],
    ['cancelled-only', mix((e) => e.severalFills)],
    [
      'mark-or-cancelled',
      Math.min(sumOf(corrected), 1 - sumOf(corrected)) + mix((e) => e.odd) + correctedByFiller,
    ],
    ['faint-mark', state === 'blank' || state === 'answered' ? Math.min(blank, 1 - blank) : 0],
    ['mark-outside-box', sumOf(byCircle)],
  ];
  const reading: FieldReading = {
    state,
    value,
    confidence: strongest,
    review,
    ...(review ? { reasons: reasonsFrom(tally, notFound, doubt) } : {}),
    ...alternativesOf(
      [...answers, { value: null, confidence: blank }].filter(
        (one) => state !== 'blank' || one.value !== null,
      ),
      state === 'answered' ? value : undefined,
    ),
  };
  return { reading, signs };
};

const reasonsFrom = (
  tally: readonly (readonly [FieldReason, number])[],
  notFound: boolean,
  doubt: number,
): FieldReason[] => {
  const most = Math.max(...tally.map(([, weight]) => weight));
  const floor = Math.min(most, Math.max(doubt / 4, 1e-9));
  const reasons = tally
    .filter(([, weight]) => weight >= floor && weight > 0)
    .sort(([, one], [, other]) => other - one)
    .map(([reason]) => reason);
  return notFound ? ['box-not-found', ...reasons] : reasons;
};

const alternativesOf = (
  candidates: readonly Alternative[],
  taken: FieldValue | undefined,
): { readonly alternatives?: readonly Alternative[] } => {
  const alternatives = candidates
    .filter(({ value, confidence }) => value !== taken && confidence > 1e-4)
    .sort((one, other) => other.confidence - one.confidence)
    .slice(0, 3);
  return alternatives.length > 0 ? { alternatives } : {};
};

/**
 * Shares of options in a field that takes several answers. A filled option is cancelled where others are marked; where none is,
 * it is an answer.
 */
const MANY = {
  chosen: 0.25,
  circled: 0.002,
  cancelled: 0.01,
  filledAlone: 0.01,
  cancelledAlone: 3e-5,
  markOfFiller: 0.01,
} as const;

/** Probability that each option is chosen. */
const weighMultiple = (odds: readonly Odds[], fillsHabitually: number): number[] => {
  const rest = 1 - MANY.chosen - MANY.circled - MANY.cancelled;
  const product = (values: readonly number[]): number => values.reduce((all, one) => all * one, 1);
  const asMarker = odds.map(({ mark, fill, circle }) => {
    const chosen = MANY.chosen * mark + MANY.circled * circle;
    return { chosen, total: rest + chosen + MANY.cancelled * fill, unmarked: rest + MANY.cancelled * fill };
  });
  const alone = odds.map(({ fill }) => ({
    chosen: MANY.filledAlone * fill,
    total: rest + (MANY.filledAlone + MANY.cancelledAlone) * fill,
  }));
  const asFiller = odds.map(({ mark, fill, circle }) => {
    const chosen = MANY.chosen * fill + MANY.circled * circle + MANY.markOfFiller * mark;
    return { chosen, total: rest + chosen };
  });
  const marks = 1 - fillsHabitually;
  const markedTotal = product(asMarker.map(({ total }) => total));
  const someMarked = Math.max(0, markedTotal - product(asMarker.map(({ unmarked }) => unmarked)));
  const aloneTotal = product(alone.map(({ total }) => total));
  const fillerTotal = product(asFiller.map(({ total }) => total));
  const all = marks * (someMarked + aloneTotal) + fillsHabitually * fillerTotal;
  return odds.map((_, at) => {
    const marked = (markedTotal * asMarker[at]!.chosen) / asMarker[at]!.total;
    const filledAlone = (aloneTotal * alone[at]!.chosen) / alone[at]!.total;
    const filled = (fillerTotal * asFiller[at]!.chosen) / asFiller[at]!.total;
    return Math.min(1, (marks * (marked + filledAlone) + fillsHabitually * filled) / all);
  });
};

/** Decides a field that takes any number of answers, option by option, with the field and the person as context. */
export const decideMultipleChoice = (
  boxes: readonly JudgedBox[],
  fillsHabitually: number,
  options: DecisionOptions,
): ChoiceDecision => {
  const chosen = weighMultiple(boxes.map(oddsOf), fillsHabitually);
  const value = boxes.filter((_, at) => chosen[at]! >= 0.5).map(({ code }) => code);
  const confidence = chosen.reduce((all, p) => all * Math.max(p, 1 - p), 1);
  const notFound = boxes.some(({ found }) => !found);
  const review = confidence < 1 - acceptedDoubt(options.targetErrorRate) || notFound;
  const doubtful = boxes.map((box, at) => ({ box, doubt: Math.min(chosen[at]!, 1 - chosen[at]!) }));
  const tally: readonly (readonly [FieldReason, number])[] = [
    ['mark-or-cancelled', doubtful.reduce((sum, { box, doubt }) => sum + doubt * box.judgement.filled, 0)],
    [
      'faint-mark',
      doubtful.reduce((sum, { box, doubt }) => sum + doubt * (box.judgement.empty + box.judgement.marked), 0),
    ],
    ['mark-outside-box', doubtful.reduce((sum, { box, doubt }) => sum + doubt * box.judgement.circled, 0)],
  ];
  const flips = doubtful
    .map(({ box, doubt }) => ({
      value: boxes.map(({ code }) => code).filter((code) => value.includes(code) !== (code === box.code)),
      confidence: doubt * confidence,
    }))
    .map((one): Alternative => (one.value.length === 0 ? { ...one, value: null } : one));
  const reading: FieldReading = {
    state: value.length === 0 ? 'blank' : 'answered',
    value: value.length === 0 ? null : value,
    confidence,
    review,
    ...(review ? { reasons: reasonsFrom(tally, notFound, 1 - confidence) } : {}),
    ...alternativesOf(flips, undefined),
  };
  const certain = boxes.reduce(
    (sum, { judgement }) => ({
      marked: sum.marked + judgement.marked * (1 - judgement.empty),
      filled: sum.filled + judgement.filled,
    }),
    { marked: 0, filled: 0 },
  );
  // Several boxes of one field are one sign.
  const most = Math.max(1, certain.marked + certain.filled);
  return { reading, signs: { marked: certain.marked / most, filled: certain.filled / most } };
};
