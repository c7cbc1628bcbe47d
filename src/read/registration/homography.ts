import type { PointMm, PointPx } from '../../domain/geometry.ts';
import type { Homography } from '../../domain/page-read.ts';
import { projectMm } from '../page-view.ts';

/** A point of the page and where the scan shows it; `weight` is relative (1 for a printed corner measured well). */
export interface Correspondence {
  readonly mm: PointMm;
  readonly px: PointPx;
  readonly weight: number;
  /** For the corner of a solid shape: which way is out of it, as a unit vector of the page frame. */
  readonly outward?: PointMm;
}

/** Solves the symmetric positive system in place by Gaussian elimination with pivoting; null where it is singular. */
const solveLinear = (matrix: Float64Array, right: Float64Array, size: number): Float64Array | null => {
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(matrix[row * size + column] ?? 0) > Math.abs(matrix[pivot * size + column] ?? 0))
        pivot = row;
    }
    const scale = matrix[pivot * size + column] ?? 0;
    if (Math.abs(scale) < 1e-12) return null;
    if (pivot !== column) {
      for (let k = 0; k < size; k++) {
        const held = matrix[column * size + k] ?? 0;
        matrix[column * size + k] = matrix[pivot * size + k] ?? 0;
        matrix[pivot * size + k] = held;
      }
      const held = right[column] ?? 0;
      right[column] = right[pivot] ?? 0;
      right[pivot] = held;
    }
    for (let row = column + 1; row < size; row++) {
      const factor = (matrix[row * size + column] ?? 0) / scale;
      if (factor === 0) continue;
      for (let k = column; k < size; k++) {
        matrix[row * size + k] = (matrix[row * size + k] ?? 0) - factor * (matrix[column * size + k] ?? 0);
      }
      right[row] = (right[row] ?? 0) - factor * (right[column] ?? 0);
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = right[row] ?? 0;
    for (let k = row + 1; k < size; k++) sum -= (matrix[row * size + k] ?? 0) * (right[k] ?? 0);
    right[row] = sum / (matrix[row * size + row] ?? 1);
  }
  return right;
};

/** Centre and mean spread, so that the equations are well conditioned whatever the units (Hartley 1997). */
const normalisation = (points: readonly { readonly x: number; readonly y: number }[]) => {
  let x = 0;
  let y = 0;
  for (const p of points) {
    x += p.x;
    y += p.y;
  }
  x /= points.length;
  y /= points.length;
  let spread = 0;
  for (const p of points) spread += Math.hypot(p.x - x, p.y - y);
  return { x, y, scale: spread > 0 ? (Math.SQRT2 * points.length) / spread : 1 };
};

const accumulate = (
  matrix: Float64Array,
  right: Float64Array,
  row: readonly number[],
  target: number,
  weight: number,
): void => {
  const size = row.length;
  for (let i = 0; i < size; i++) {
    const weighted = (row[i] ?? 0) * weight;
    if (weighted === 0) continue;
    for (let k = 0; k < size; k++) {
      matrix[i * size + k] = (matrix[i * size + k] ?? 0) + weighted * (row[k] ?? 0);
    }
    right[i] = (right[i] ?? 0) + weighted * target;
  }
};

/** The turn, size and place that fit the points best, without stretch or shear; null where they do not determine them. */
export const fitSimilarity = (points: readonly Correspondence[]): Homography | null => {
  let weights = 0;
  let mx = 0;
  let my = 0;
  let px = 0;
  let py = 0;
  for (const { mm, px: seen, weight } of points) {
    weights += weight;
    mx += weight * mm.x;
    my += weight * mm.y;
    px += weight * seen.x;
    py += weight * seen.y;
  }
  mx /= weights;
  my /= weights;
  px /= weights;
  py /= weights;
  let cos = 0;
  let sin = 0;
  let square = 0;
  for (const { mm, px: seen, weight } of points) {
    const x = mm.x - mx;
    const y = mm.y - my;
    cos += weight * (x * (seen.x - px) + y * (seen.y - py));
    sin += weight * (x * (seen.y - py) - y * (seen.x - px));
    square += weight * (x * x + y * y);
  }
  if (!(square > 0)) return null;
  cos /= square;
  sin /= square;
  return [cos, -sin, px - cos * mx + sin * my, sin, cos, py - sin * mx - cos * my, 0, 0, 1];
};

/**
 * The map from page mm to scan px that fits the points best in the weighted least-squares sense.
 * `affine` has 6 parameters and needs 3 points, `projective` 8 and 4; null where they do not determine it.
 */
export const fitHomography = (
  points: readonly Correspondence[],
  model: 'affine' | 'projective',
): Homography | null => {
  const size = model === 'affine' ? 6 : 8;
  if (points.length * 2 < size) return null;
  const from = normalisation(points.map((p) => p.mm));
  const to = normalisation(points.map((p) => p.px));
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size);
  for (const { mm, px, weight } of points) {
    const x = (mm.x - from.x) * from.scale;
    const y = (mm.y - from.y) * from.scale;
    const u = (px.x - to.x) * to.scale;
    const v = (px.y - to.y) * to.scale;
    const projective = model === 'projective';
    accumulate(
      matrix,
      right,
      projective ? [x, y, 1, 0, 0, 0, -u * x, -u * y] : [x, y, 1, 0, 0, 0],
      u,
      weight,
    );
    accumulate(
      matrix,
      right,
      projective ? [0, 0, 0, x, y, 1, -v * x, -v * y] : [0, 0, 0, x, y, 1],
      v,
      weight,
    );
  }
  const h = solveLinear(matrix, right, size);
  if (h === null) return null;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, i = 0] = h;
  // Undo the normalisation: T_to^-1 * H * T_from.
  const s = from.scale;
  const rows: readonly (readonly [number, number, number])[] = [
    [a * s, b * s, c - s * (a * from.x + b * from.y)],
    [d * s, e * s, f - s * (d * from.x + e * from.y)],
    [g * s, i * s, 1 - s * (g * from.x + i * from.y)],
  ];
  const [r0, r1, r2] = rows as [(typeof rows)[number], (typeof rows)[number], (typeof rows)[number]];
  const w = r2[2];
  if (!(Math.abs(w) > 1e-9)) return null;
  const px = (k: 0 | 1 | 2): number => (r0[k] / to.scale + to.x * r2[k]) / w;
  const py = (k: 0 | 1 | 2): number => (r1[k] / to.scale + to.y * r2[k]) / w;
  const result: Homography = [px(0), px(1), px(2), py(0), py(1), py(2), r2[0] / w, r2[1] / w, 1];
  return result.every(Number.isFinite) ? result : null;
};

/** The map from scan px back to page mm; null where the homography is singular. */
export const invertHomography = (h: Homography): Homography | null => {
  const [a, b, c, d, e, f, g, i, j] = h;
  const A = e * j - f * i;
  const B = f * g - d * j;
  const C = d * i - e * g;
  const determinant = a * A + b * B + c * C;
  if (!(Math.abs(determinant) > 1e-15)) return null;
  const s = 1 / determinant;
  return [
    A * s,
    (c * i - b * j) * s,
    (b * f - c * e) * s,
    B * s,
    (a * j - c * g) * s,
    (c * d - a * f) * s,
    C * s,
    (b * g - a * i) * s,
    (a * e - b * d) * s,
  ];
};

/** How the map stretches about a point of the page: px a mm along the page's x and y, and the x axis' turn. */
export interface LocalScale {
  readonly pxPerMmX: number;
  readonly pxPerMmY: number;
  /** Signed px² a mm²; negative where the map mirrors. */
  readonly areaScale: number;
  /** Turn of the page's x axis in the scan, degrees, clockwise positive, -180..180. */
  readonly turnDeg: number;
}

export const localScaleAt = (h: Homography, at: PointMm): LocalScale => {
  const w = h[6] * at.x + h[7] * at.y + h[8];
  const { x, y } = projectMm(h, at);
  const ux = (h[0] - x * h[6]) / w;
  const uy = (h[3] - y * h[6]) / w;
  const vx = (h[1] - x * h[7]) / w;
  const vy = (h[4] - y * h[7]) / w;
  return {
    pxPerMmX: Math.hypot(ux, uy),
    pxPerMmY: Math.hypot(vx, vy),
    areaScale: ux * vy - uy * vx,
    turnDeg: (Math.atan2(uy, ux) * 180) / Math.PI,
  };
};

/**
 * Root mean square distance in mm between the points and where the map puts them. Toner and exposure make all solid
 * shapes on a page larger or smaller alike; that common growth is no fault of the map and is taken off first.
 */
export const residualMmOf = (h: Homography, points: readonly Correspondence[]): number => {
  const inverse = invertHomography(h);
  if (inverse === null || points.length === 0) return Infinity;
  let growth = 0;
  let corners = 0;
  const errors = points.map(({ mm, px, outward }) => {
    const seen = projectMm(inverse, px);
    const error = { x: seen.x - mm.x, y: seen.y - mm.y };
    if (outward !== undefined) {
      growth += error.x * outward.x + error.y * outward.y;
      corners++;
    }
    return error;
  });
  if (corners > 0) growth /= corners;
  let sum = 0;
  let weights = 0;
  points.forEach(({ outward, weight }, k) => {
    const { x, y } = errors[k] as PointMm;
    const dx = outward === undefined ? x : x - growth * outward.x;
    const dy = outward === undefined ? y : y - growth * outward.y;
    sum += weight * (dx * dx + dy * dy);
    weights += weight;
  });
  return Math.sqrt(sum / weights);
};
