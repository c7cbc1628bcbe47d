import { featureOf, type BoxFeatures } from './box-features.ts';

/** What was done to a box. `circled`: a line drawn around it. */
export const BOX_CLASSES = ['empty', 'marked', 'filled', 'circled'] as const;
export type BoxClass = (typeof BOX_CLASSES)[number];

/** Probabilities that sum to 1, given that each class is as likely as another beforehand. */
export type BoxJudgement = Readonly<Record<BoxClass, number>>;

const squash = (x: number): number => 1 / (1 + Math.exp(-x));

/** Judges one box from its features. */
export const judgeBox = (features: BoxFeatures): BoxJudgement => {
  const inked = squash((featureOf(features, 'meanDarkness') - 0.03) * 300);
  const full = squash((featureOf(features, 'emptiestNinth') - 0.6) * 20);
  const around = squash((featureOf(features, 'ringEmptiestSide') - 0.2) * 40);
  const raw = {
    empty: (1 - inked) * (1 - around),
    marked: inked * (1 - full),
    filled: inked * full,
    circled: (1 - inked) * around,
  };
  const total = raw.empty + raw.marked + raw.filled + raw.circled;
  return {
    empty: raw.empty / total,
    marked: raw.marked / total,
    filled: raw.filled / total,
    circled: raw.circled / total,
  };
};
