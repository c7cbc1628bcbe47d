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
 * A cross leaves no large piece of its box white; a tick or a slash leaves a square whose side is at least this share of the
 * box's. Of 714 crosses, ticks and slashes on simulated office scans (seed 602) 91 % are told apart.
 */
const WHITE_BESIDE_TICK = 0.44;

const markOfBox = ({ judgement, features }: SeenBox): SeenMark => {
  const { marked, filled, circled } = judgement;
  if (circled > Math.max(marked, filled)) return 'circle';
  if (filled > marked) return 'fill';
  return featureOf(features, 'paperSquare') < WHITE_BESIDE_TICK ? 'cross' : 'tick';
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
