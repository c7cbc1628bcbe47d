/** Whether two figures differ by more than chance would, at 95 %. */
import type { Estimate } from './estimates.ts';
import { Z_95 } from './student-t.ts';

/** A share, and on how many independent answers it rests. */
export interface ShareEstimate {
  /** From 0 to 1. */
  readonly share: number;
  readonly effectiveBase: number;
}

/** z of two shares, pooled; 0 where both are 0 or both are 1. */
export const twoProportionZ = (one: ShareEstimate, other: ShareEstimate): number => {
  const bases = one.effectiveBase + other.effectiveBase;
  const pooled = (one.share * one.effectiveBase + other.share * other.effectiveBase) / bases;
  const variance = pooled * (1 - pooled) * (1 / one.effectiveBase + 1 / other.effectiveBase);
  return variance > 0 ? (one.share - other.share) / Math.sqrt(variance) : 0;
};

/**
 * On how many independent answers a share rests, weights and clusters counted: the base of a simple random sample with the
 * same standard error, and never more than Kish's effective base.
 */
export const effectiveBaseOf = ({ value, standardError }: Estimate, kish: number): number => {
  if (standardError === null || standardError <= 0) return kish;
  return Math.min(kish, (value * (1 - value)) / (standardError * standardError));
};

export const differsByShare = (one: ShareEstimate, other: ShareEstimate): boolean =>
  Math.abs(twoProportionZ(one, other)) > Z_95;

/** For means and promoter scores, whose standard errors are known; false where one is not. */
export const differsByMean = (one: Estimate, other: Estimate): boolean => {
  if (one.standardError === null || other.standardError === null) return false;
  const error = Math.hypot(one.standardError, other.standardError);
  return error > 0 && Math.abs(one.value - other.value) / error > Z_95;
};

/** A, B, ..., Z, AA, AB, ... */
export const letterOf = (place: number): string => {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : letterOf(Math.floor(place / 26) - 1) + last;
};

/**
 * For each group the letters of the groups that it is significantly above. Groups whose figure is withheld are null and
 * neither get a letter nor are one.
 */
export const lettersAbove = <T>(
  groups: readonly (T | null)[],
  value: (figure: T) => number,
  differs: (one: T, other: T) => boolean,
): readonly string[] =>
  groups.map((one) =>
    one === null
      ? ''
      : groups
          .map((other, place) =>
            other !== null && other !== one && value(one) > value(other) && differs(one, other)
              ? letterOf(place)
              : '',
          )
          .filter((letter) => letter !== '')
          .join(' '),
  );
