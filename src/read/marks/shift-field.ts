import type { PointMm } from '../../domain/geometry.ts';

/** How far something on the page lies from where the homography puts it, and how far that is to be believed. */
export interface ShiftSample {
  readonly atMm: PointMm;
  readonly shiftMm: PointMm;
  /** 0 (nothing seen) upwards. */
  readonly weight: number;
}

/** Stretch and curl change slowly: boxes that share their shift lie within about this distance. */
const KINSHIP_MM = 22;
/** Shifts that differ from their neighbours' by more than this are a pen's stroke or a neighbour's frame, not paper. */
const OUTLIER_MM = 0.15;
const ROUNDS = 4;

/**
 * The shift at every sample as its neighbourhood tells it: a plane fitted robustly over the whole page, and on top of it
 * the robust local mean of what is left. Returns one shift for each sample, in order.
 */
export const smoothShifts = (samples: readonly ShiftSample[]): PointMm[] => {
  const count = samples.length;
  const planeX = fitPlane(samples, (sample) => sample.shiftMm.x);
  const planeY = fitPlane(samples, (sample) => sample.shiftMm.y);
  const restX = samples.map((s) => s.shiftMm.x - planeX(s.atMm));
  const restY = samples.map((s) => s.shiftMm.y - planeY(s.atMm));
  const shifts: PointMm[] = [];
  const kinship = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    const here = samples[at]!.atMm;
    for (let i = 0; i < count; i++) {
      const { atMm, weight } = samples[i]!;
      const square = ((atMm.x - here.x) ** 2 + (atMm.y - here.y) ** 2) / KINSHIP_MM ** 2;
      kinship[i] = square > 9 ? 0 : weight / (1 + square * square);
    }
    const plane = { x: planeX(here), y: planeY(here) };
    shifts.push({
      x: plane.x + robustMean(restX, kinship),
      y: plane.y + robustMean(restY, kinship),
    });
  }
  return shifts;
};

/** Weighted mean whose outliers lose their say; drawn to 0 by a little weight, where there are few neighbours. */
const robustMean = (values: readonly number[], weights: Float64Array): number => {
  let mean = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let sum = 0;
    let total = 0.05;
    for (let i = 0; i < values.length; i++) {
      const weight = weights[i]!;
      if (weight === 0) continue;
      const off = (values[i]! - mean) / OUTLIER_MM;
      const say = weight / (1 + off * off);
      sum += say * values[i]!;
      total += say;
    }
    mean = sum / total;
  }
  return mean;
};

/** Plane a + b x + c y by iteratively reweighted least squares (Cauchy weights). */
const fitPlane = (
  samples: readonly ShiftSample[],
  valueOf: (sample: ShiftSample) => number,
): ((at: PointMm) => number) => {
  let totalWeight = 1e-9;
  let midX = 0;
  let midY = 0;
  for (const { atMm, weight } of samples) {
    totalWeight += weight;
    midX += weight * atMm.x;
    midY += weight * atMm.y;
  }
  midX /= totalWeight;
  midY /= totalWeight;
  let a = weightedMedian(samples, valueOf);
  let b = 0;
  let c = 0;
  for (let round = 0; round < ROUNDS; round++) {
    // A slope of 0.1 mm over 50 mm is believed only when the boxes span that far.
    let s1 = 1e-6;
    let sx = 0;
    let sy = 0;
    let sxx = 200;
    let sxy = 0;
    let syy = 200;
    let sv = 0;
    let sxv = 0;
    let syv = 0;
    for (const sample of samples) {
      const x = sample.atMm.x - midX;
      const y = sample.atMm.y - midY;
      const value = valueOf(sample);
      const off = (value - (a + b * x + c * y)) / OUTLIER_MM;
      const say = sample.weight / (1 + off * off);
      s1 += say;
      sx += say * x;
      sy += say * y;
      sxx += say * x * x;
      sxy += say * x * y;
      syy += say * y * y;
      sv += say * value;
      sxv += say * x * value;
      syv += say * y * value;
    }
    const det = s1 * (sxx * syy - sxy * sxy) - sx * (sx * syy - sxy * sy) + sy * (sx * sxy - sxx * sy);
    a = (sv * (sxx * syy - sxy * sxy) - sx * (sxv * syy - sxy * syv) + sy * (sxv * sxy - sxx * syv)) / det;
    b = (s1 * (sxv * syy - syv * sxy) - sv * (sx * syy - sxy * sy) + sy * (sx * syv - sxv * sy)) / det;
    c = (s1 * (sxx * syv - sxy * sxv) - sx * (sx * syv - sxv * sy) + sv * (sx * sxy - sxx * sy)) / det;
  }
  return (at) => a + b * (at.x - midX) + c * (at.y - midY);
};

const weightedMedian = (
  samples: readonly ShiftSample[],
  valueOf: (sample: ShiftSample) => number,
): number => {
  const sorted = samples.map((sample) => ({ value: valueOf(sample), weight: sample.weight }));
  sorted.sort((one, other) => one.value - other.value);
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let sum = 0;
  for (const { value, weight } of sorted) {
    sum += weight;
    if (sum >= half && half > 0) return value;
  }
  return 0;
};
