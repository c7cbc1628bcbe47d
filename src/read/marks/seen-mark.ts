import type { FieldReading } from '../../domain/page-read.ts';
import type { SeenMark } from '../../domain/seen-mark.ts';
import { featureOf, type BoxFeatures } from './box-features.ts';
import type { BoxJudgement } from './mark-model.ts';

interface SeenBox {
  readonly code: string;
  readonly judgement: BoxJudgement;
  readonly features: BoxFeatures;
}

/**
 * A cross has ink along both diagonals of its box, a tick or a slash along one: the paler diagonal has at least this share of the
 * darker one's. Set on simulated office scans (seeds 601 to 606): see test/read/marks/seen-mark.test.ts.
 */
const BOTH_DIAGONALS = 0.55;

const markOfBox = ({ judgement, features }: SeenBox): SeenMark => {
  const { marked, filled, circled } = judgement;
  if (circled > Math.max(marked, filled)) return 'circle';
  if (filled > marked) return 'fill';
  const rising = featureOf(features, 'risingDiagonal');
  const falling = featureOf(features, 'fallingDiagonal');
  return Math.min(rising, falling) >= BOTH_DIAGONALS * Math.max(rising, falling) ? 'cross' : 'tick';
};

/** How a choice field was marked, from its boxes and what was made of them. */
export const seenMarkOf = (reading: FieldReading, boxes: readonly SeenBox[]): SeenMark => {
  if (reading.state === 'blank') return 'none';
  const { value } = reading;
  const codes = typeof value === 'string' ? [value] : (value ?? []);
  const marks = new Set(boxes.filter(({ code }) => codes.includes(code)).map(markOfBox));
  const [mark, another] = marks;
  if (mark === undefined || another !== undefined) return 'other';
  const isCancelled = boxes.some(({ code, judgement }) => !codes.includes(code) && judgement.filled > 0.5);
  return isCancelled ? 'corrected' : mark;
};
