import type { PointMm } from '../../domain/geometry.ts';

/** How far something on the page lies from where the homography puts it, and how far that is to be believed. */
export interface ShiftSample {
  readonly atMm: PointMm;
  readonly shiftMm: PointMm;
  /** 0 (nothing seen) upwards. */
  readonly weight: number;
}

/** The paper's shift at a place, and how it changes around it (mm a mm): `xByY` is the change of x along y. */
export interface LocalShift {
  readonly x: number;
  readonly y: number;
  readonly xByX: number;
  readonly xByY: number;
  readonly yByX: number;
  readonly yByY: number;
}

export const NO_SHIFT: LocalShift = { x: 0, y: 0, xByX: 0, xByY: 0, yByX: 0, yByY: 0 };

/** Stretch and curl change slowly: boxes that share their shift lie within about this distance. */
const KINSHIP_MM = 25;
/** The same on paper that curls strongly. */
export const CURLED_KINSHIP_MM = 13;
/** Shifts that differ from their neighbours' by more than this are a pen's stroke or a neighbour's frame, not paper. */
const OUTLIER_MM = 0.12;
const PLANE_ROUNDS = 5;
const LOCAL_ROUNDS = 6;
/** What is left of a curl beside the page's plane: too far off at first to be told from a stroke. */
const LOCAL_TOLERANCE_MM = 1;
/** A fit that moves by less from one round to the next, 100 mm away, is settled. */
const SETTLED_MM = 0.003;
/** A plane that fits the page's boxes this well (weighted mean of capped distances) is all there is to know. */
const FLAT_MM = 0.03;

interface Plane {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/**
 * The shift at every place of `wanted` as its neighbourhood in `samples` tells it: a plane fitted robustly over the whole
 * page and, where the page is not flat, planes fitted to what is left around each place.
 */
export const smoothShifts = (
  samples: readonly ShiftSample[],
  wanted: readonly PointMm[],
  kinshipMm = KINSHIP_MM,
): LocalShift[] => {
  const count = samples.length;
  const xs = new Float64Array(count);
  const ys = new Float64Array(count);
  const dx = new Float64Array(count);
  const dy = new Float64Array(count);
  const weights = new Float64Array(count);
  samples.forEach(({ atMm, shiftMm, weight }, i) => {
    xs[i] = atMm.x;
    ys[i] = atMm.y;
    dx[i] = shiftMm.x;
    dy[i] = shiftMm.y;
    weights[i] = weight;
  });
  const mid = { x: mean(xs), y: mean(ys) };
  // A plane that fits one part of a strongly curled page would lead the other parts far astray.
  const isCurled = kinshipMm < KINSHIP_MM;
  const rounds = isCurled ? 1 : PLANE_ROUNDS;
  const tolerance = isCurled ? LOCAL_TOLERANCE_MM : 0;
  const startX = weightedMedian(dx, weights);
  const startY = weightedMedian(dy, weights);
  const planeX = fitPlane(xs, ys, dx, weights, count, mid, startX, 300, rounds, tolerance);
  const planeY = fitPlane(xs, ys, dy, weights, count, mid, startY, 300, rounds, tolerance);
  let roughness = 0;
  let total = 1e-9;
  for (let i = 0; i < count; i++) {
    dx[i]! -= planeX.a + planeX.b * (xs[i]! - mid.x) + planeX.c * (ys[i]! - mid.y);
    dy[i]! -= planeY.a + planeY.b * (xs[i]! - mid.x) + planeY.c * (ys[i]! - mid.y);
    roughness += weights[i]! * Math.min(0.2, Math.max(Math.abs(dx[i]!), Math.abs(dy[i]!)));
    total += weights[i]!;
  }
  const flat = roughness / total < FLAT_MM;
  const nearX = new Float64Array(count);
  const nearY = new Float64Array(count);
  const nearDx = new Float64Array(count);
  const nearDy = new Float64Array(count);
  const nearWeight = new Float64Array(count);
  return wanted.map((at) => {
    const shift = {
      x: planeX.a + planeX.b * (at.x - mid.x) + planeX.c * (at.y - mid.y),
      y: planeY.a + planeY.b * (at.x - mid.x) + planeY.c * (at.y - mid.y),
      xByX: planeX.b,
      xByY: planeX.c,
      yByX: planeY.b,
      yByY: planeY.c,
    };
    if (flat) return shift;
    let near = 0;
    for (let i = 0; i < count; i++) {
      const square = ((xs[i]! - at.x) ** 2 + (ys[i]! - at.y) ** 2) / kinshipMm ** 2;
      if (square > 5 || weights[i]! <= 0) continue;
      nearX[near] = xs[i]!;
      nearY[near] = ys[i]!;
      nearDx[near] = dx[i]!;
      nearDy[near] = dy[i]!;
      nearWeight[near++] = weights[i]! / (1 + square * square);
    }
    const restX = fitPlane(
      nearX,
      nearY,
      nearDx,
      nearWeight,
      near,
      at,
      0,
      200,
      LOCAL_ROUNDS,
      LOCAL_TOLERANCE_MM,
    );
    const restY = fitPlane(
      nearX,
      nearY,
      nearDy,
      nearWeight,
      near,
      at,
      0,
      200,
      LOCAL_ROUNDS,
      LOCAL_TOLERANCE_MM,
    );
    return {
      x: shift.x + restX.a,
      y: shift.y + restY.a,
      xByX: shift.xByX + restX.b,
      xByY: shift.xByY + restX.c,
      yByX: shift.yByX + restY.b,
      yByY: shift.yByY + restY.c,
    };
  });
};

const sumOf = (values: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
};

const mean = (values: Float64Array): number => sumOf(values) / Math.max(1, values.length);

/**
 * value = a + b (x - mid.x) + c (y - mid.y) over the first `count` samples, by iteratively reweighted least squares with
 * Cauchy weights. `stiffness` (mm squared) holds b and c near 0 where the samples do not span enough to tell.
 */
const fitPlane = (
  xs: Float64Array,
  ys: Float64Array,
  values: Float64Array,
  weights: Float64Array,
  count: number,
  mid: PointMm,
  start: number,
  stiffness: number,
  rounds: number,
  startToleranceMm = 0,
): Plane => {
  let a = start;
  let b = 0;
  let c = 0;
  for (let round = 0; round < rounds; round++) {
    const tolerance =
      round === 0 && startToleranceMm > 0
        ? Infinity
        : Math.max(OUTLIER_MM, (2 * startToleranceMm) / 2 ** round);
    let s1 = 0.05;
    let sx = 0;
    let sy = 0;
    let sxx = stiffness;
    let sxy = 0;
    let syy = stiffness;
    let sv = 0.05 * start;
    let sxv = 0;
    let syv = 0;
    for (let i = 0; i < count; i++) {
      const x = xs[i]! - mid.x;
      const y = ys[i]! - mid.y;
      const value = values[i]!;
      const off = (value - (a + b * x + c * y)) / tolerance;
      const say = weights[i]! / (1 + off * off);
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
    const m1 = sxx * syy - sxy * sxy;
    const m2 = sx * syy - sxy * sy;
    const m3 = sx * sxy - sxx * sy;
    const det = s1 * m1 - sx * m2 + sy * m3;
    const before = { a, b, c };
    a = (sv * m1 - sx * (sxv * syy - sxy * syv) + sy * (sxv * sxy - sxx * syv)) / det;
    b = (s1 * (sxv * syy - syv * sxy) - sv * m2 + sy * (sx * syv - sxv * sy)) / det;
    c = (s1 * (sxx * syv - sxy * sxv) - sx * (sx * syv - sxv * sy) + sv * m3) / det;
    const slope = Math.abs(b - before.b) + Math.abs(c - before.c);
    if (round > 0 && tolerance === OUTLIER_MM && Math.abs(a - before.a) + 100 * slope < SETTLED_MM) break;
  }
  return { a, b, c };
};

const weightedMedian = (values: Float64Array, weights: Float64Array): number => {
  // By insertion: there are as many values as a page has boxes, and calls to compare them take longer.
  const order = new Uint32Array(values.length);
  for (let i = 0; i < order.length; i++) {
    const value = values[i]!;
    let place = i;
    for (; place > 0 && values[order[place - 1]!]! > value; place--) order[place] = order[place - 1]!;
    order[place] = i;
  }
  const half = sumOf(weights) / 2;
  let sum = 0;
  for (const i of order) {
    sum += weights[i]!;
    if (sum >= half && half > 0) return values[i]!;
  }
  return 0;
};
