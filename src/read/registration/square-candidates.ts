import type { CoarseView } from './coarse-view.ts';

/** Something that may be a printed solid square, in scan pixels. */
export interface SquareCandidate {
  readonly x: number;
  readonly y: number;
  /** Side of the square of the same area. */
  readonly sidePx: number;
  /** How far from a solid square, 0 for perfect; as judged by area and second moments, whatever the turn. */
  readonly misfit: number;
}

/** A rectangle of the coarse view, in coarse pixels; `right` and `bottom` are the first outside. */
export interface CoarseZone {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How unlike a solid square a component may be; a disc has 0.05, a 3:4 parallelogram 0, a stroke over 0.5. */
const MAX_MISFIT = 0.28;
/** Longest to shortest axis of a square seen by a phone from 45 degrees. */
const MAX_ELONGATION = 1.9;

/** Sums over the pixels of a connected component; grown as needed, reused between calls. */
class ComponentTable {
  capacity = 4096;
  parent = new Int32Array(this.capacity);
  area = new Float64Array(this.capacity);
  sumX = new Float64Array(this.capacity);
  sumY = new Float64Array(this.capacity);
  sumXX = new Float64Array(this.capacity);
  sumYY = new Float64Array(this.capacity);
  sumXY = new Float64Array(this.capacity);
  size = 0;

  add(): number {
    if (this.size === this.capacity) this.grow();
    const id = this.size++;
    this.parent[id] = id;
    this.area[id] = 0;
    this.sumX[id] = 0;
    this.sumY[id] = 0;
    this.sumXX[id] = 0;
    this.sumYY[id] = 0;
    this.sumXY[id] = 0;
    return id;
  }

  private grow(): void {
    const wider = (from: Float64Array): Float64Array<ArrayBuffer> => {
      const to = new Float64Array(this.capacity * 2);
      to.set(from);
      return to;
    };
    const parent = new Int32Array(this.capacity * 2);
    parent.set(this.parent);
    this.parent = parent;
    this.area = wider(this.area);
    this.sumX = wider(this.sumX);
    this.sumY = wider(this.sumY);
    this.sumXX = wider(this.sumXX);
    this.sumYY = wider(this.sumYY);
    this.sumXY = wider(this.sumXY);
    this.capacity *= 2;
  }

  root(id: number): number {
    let at = id;
    while ((this.parent[at] as number) !== at) {
      const up = this.parent[this.parent[at] as number] as number;
      this.parent[at] = up;
      at = up;
    }
    return at;
  }

  /** Adds the run of pixels [from, to) of row y to component `id`. */
  addRun(id: number, from: number, to: number, y: number): void {
    const n = to - from;
    const sx = ((from + to - 1) * n) / 2;
    const first = from - 1;
    const last = to - 1;
    const sxx = (last * (last + 1) * (2 * last + 1) - first * (first + 1) * (2 * first + 1)) / 6;
    this.area[id] = (this.area[id] as number) + n;
    this.sumX[id] = (this.sumX[id] as number) + sx;
    this.sumY[id] = (this.sumY[id] as number) + n * y;
    this.sumXX[id] = (this.sumXX[id] as number) + sxx;
    this.sumYY[id] = (this.sumYY[id] as number) + n * y * y;
    this.sumXY[id] = (this.sumXY[id] as number) + sx * y;
  }

  merge(a: number, b: number): number {
    const into = Math.min(a, b);
    const from = Math.max(a, b);
    if (into === from) return into;
    this.parent[from] = into;
    this.area[into] = (this.area[into] as number) + (this.area[from] as number);
    this.sumX[into] = (this.sumX[into] as number) + (this.sumX[from] as number);
    this.sumY[into] = (this.sumY[into] as number) + (this.sumY[from] as number);
    this.sumXX[into] = (this.sumXX[into] as number) + (this.sumXX[from] as number);
    this.sumYY[into] = (this.sumYY[into] as number) + (this.sumYY[from] as number);
    this.sumXY[into] = (this.sumXY[into] as number) + (this.sumXY[from] as number);
    return into;
  }
}

/** One table serves every call: allocating it costs more than filling it. */
const table = new ComponentTable();

const measureSquare = (
  id: number,
  minArea: number,
  maxArea: number,
): { x: number; y: number; side: number; misfit: number } | null => {
  const area = table.area[id] as number;
  if (area < minArea || area > maxArea) return null;
  const x = (table.sumX[id] as number) / area;
  const y = (table.sumY[id] as number) / area;
  // A pixel is a square, not a point: each adds 1/12 to the variance along each axis.
  const vx = (table.sumXX[id] as number) / area - x * x + 1 / 12;
  const vy = (table.sumYY[id] as number) / area - y * y + 1 / 12;
  const vxy = (table.sumXY[id] as number) / area - x * y;
  const determinant = vx * vy - vxy * vxy;
  if (determinant <= 0) return null;
  // For a solid parallelogram of area A the determinant is A² / 144 at any turn and shear.
  const misfit = Math.abs((Math.sqrt(determinant) * 12) / area - 1);
  if (misfit > MAX_MISFIT) return null;
  const half = (vx + vy) / 2;
  const spread = Math.sqrt(((vx - vy) / 2) ** 2 + vxy * vxy);
  if (half + spread > MAX_ELONGATION * MAX_ELONGATION * (half - spread)) return null;
  return { x, y, side: Math.sqrt(area), misfit };
};

/**
 * Solid dark squares of a side from `minSidePx` to `maxSidePx` (coarse pixels) within `zone`, best first.
 * `data` has the size of `view`; a pixel is dark where below `threshold`.
 */
export const findSquares = (
  view: CoarseView,
  data: Uint8Array,
  zone: CoarseZone,
  threshold: number,
  minSidePx: number,
  maxSidePx: number,
): SquareCandidate[] => {
  table.size = 0;
  const { width, step, offset } = view;
  const most = ((zone.right - zone.left) >> 1) + 2;
  let previousFrom = new Int32Array(most);
  let previousTo = new Int32Array(most);
  let previousId = new Int32Array(most);
  let from = new Int32Array(most);
  let to = new Int32Array(most);
  let ids = new Int32Array(most);
  let previousCount = 0;
  for (let y = zone.top; y < zone.bottom; y++) {
    const row = y * width;
    let count = 0;
    let above = 0;
    for (let x = zone.left; x < zone.right; x++) {
      if ((data[row + x] as number) >= threshold) continue;
      const start = x;
      while (x < zone.right && (data[row + x] as number) < threshold) x++;
      while (above < previousCount && (previousTo[above] as number) <= start) above++;
      let id = -1;
      for (let k = above; k < previousCount && (previousFrom[k] as number) < x; k++) {
        const root = table.root(previousId[k] as number);
        id = id < 0 ? root : table.merge(id, root);
      }
      if (id < 0) id = table.add();
      table.addRun(id, start, x, y);
      from[count] = start;
      to[count] = x;
      ids[count] = id;
      count++;
    }
    [previousFrom, from] = [from, previousFrom];
    [previousTo, to] = [to, previousTo];
    [previousId, ids] = [ids, previousId];
    previousCount = count;
  }
  const found: SquareCandidate[] = [];
  for (let id = 0; id < table.size; id++) {
    if (table.parent[id] !== id) continue;
    const square = measureSquare(id, minSidePx * minSidePx, maxSidePx * maxSidePx);
    if (square === null) continue;
    found.push({
      x: square.x * step + offset,
      y: square.y * step + offset,
      sidePx: square.side * step,
      misfit: square.misfit,
    });
  }
  return found.sort((a, b) => a.misfit - b.misfit);
};
