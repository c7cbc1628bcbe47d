import type { FieldReading } from '../../domain/page-read.ts';
import { featureOf, type BoxFeatures } from './box-features.ts';
import type { BoxJudgement } from './mark-model.ts';

/** A box as the question whether its mark is this hand's own needs it. */
export interface WeighedBox {
  readonly code: string;
  readonly features: BoxFeatures;
  readonly judgement: BoxJudgement;
}

/**
 * One person writes with one pen: a mark that is much paler than the page's other marks may be what an eraser left. Set on
 * simulated office pages of 30 pencil users who rub out often and of 40 people (seeds below 1000): 33 ghosts had up to 0.61 of
 * the others' darkness, 1,080 marks that were meant 0.75 and more.
 */
const PALE_SHARE = 0.68;
/**
 * A pen that filled a box in several coats is darker there than in one stroke: such a stroke beside fills looks pale, but is darker
 * than any ghost (up to 0.45 on the same pages; strokes beside fills from 0.6 on, seeds 500 to 538).
 */
const DARKEST_GHOST = 0.55;
/**
 * In black and white a ghost is a few crumbs of a line, thinner than a pen's; so may be what is left of a pencil's answer. Of 16,900
 * accepted answers (seeds 100 to 107, mixed evenly, and 500 to 538) 6 are as small and thin as this, and the one ghost.
 */
const CRUMBS = { largestPiece: 0.04, strokeMm: 0.19, strongest: 0.9 } as const;
/** Fewer other marks do not tell how dark a hand writes. */
const LEAST_OTHERS = 3;
const SURELY_MARKED = 0.9;
/** As likely what an eraser left as an answer. */
const PALE_CONFIDENCE = 0.5;

const isMarked = ({ judgement }: WeighedBox): boolean => judgement.marked + judgement.filled > SURELY_MARKED;
const isCrumbs = ({ features }: WeighedBox): boolean => {
  const largest = featureOf(features, 'largestPiece');
  return (
    largest > 0 &&
    largest < CRUMBS.largestPiece &&
    featureOf(features, 'strokeWidthMm') < CRUMBS.strokeMm &&
    featureOf(features, 'strongest') > CRUMBS.strongest
  );
};
const darknessOf = ({ features }: WeighedBox): number => featureOf(features, 'inkDarkness');

/** The darkness of the marks that are surely some, field by field. */
export const markDarknesses = (fields: readonly (readonly WeighedBox[])[]): number[][] =>
  fields.map((boxes) => boxes.filter(isMarked).map(darknessOf));

/**
 * The reading, or a question where one of the answers it accepts is far paler than the marks of the page's other fields, or crumbs.
 *
 * @param field  the place of the reading's field in `darknesses`
 */
export const doubtPaleAnswer = (
  reading: FieldReading,
  boxes: readonly WeighedBox[],
  darknesses: readonly (readonly number[])[],
  field: number,
): FieldReading => {
  if (reading.review || reading.state !== 'answered' || reading.value === null) return reading;
  const others = darknesses.flatMap((own, at) => (at === field ? [] : own)).sort((one, other) => one - other);
  const usual = others.length < LEAST_OTHERS ? 0 : (others[others.length >> 1] ?? 0);
  const chosen = typeof reading.value === 'string' ? [reading.value] : reading.value;
  const isPale = (box: WeighedBox): boolean =>
    darknessOf(box) < PALE_SHARE * usual && featureOf(box.features, 'strongest') < DARKEST_GHOST;
  // A circle's ink lies outside its box: nothing is said by what is inside.
  const isDoubtful = boxes.some(
    (box) => chosen.includes(box.code) && isMarked(box) && (isPale(box) || isCrumbs(box)),
  );
  return isDoubtful
    ? { ...reading, confidence: PALE_CONFIDENCE, review: true, reasons: ['faint-mark'] }
    : reading;
};
