import type { PointPx } from '../../domain/geometry.ts';
import type { GrayImage } from '../../domain/image.ts';

/** Corners in the order of the page frame: top-left, top-right, bottom-right, bottom-left. */
export type Corners = readonly [PointPx, PointPx, PointPx, PointPx];

export interface RefinedSquare {
  readonly corners: Corners;
  /** False where one edge could not be seen and was put where the square's size has it. */
  readonly complete: boolean;
  /** Levels inside the square and around it, 0..255. */
  readonly inkLevel: number;
  readonly paperLevel: number;
}

const PROFILES = 11;
/** Profiles stand along the middle of an edge, away from corners that toner rounds off. */
const EDGE_FROM = 0.14;
const EDGE_TO = 0.86;
/** How far to look across an edge, in parts of the side. */
const REACH = 0.3;
const MIN_CONTRAST = 28;
const MIN_PROFILES = 6;

/** How far off the scan its outermost pixels still stand for the paper, px: marks near the edge have little room. */
const OFF_SCAN_PX = 24;

/** Level between pixels; a little off the scan that of its outermost pixels, farther off -1. */
const levelAt = (image: GrayImage, x: number, y: number): number => {
  if (x < -OFF_SCAN_PX || y < -OFF_SCAN_PX) return -1;
  if (x > image.width + OFF_SCAN_PX || y > image.height + OFF_SCAN_PX) return -1;
  const px = Math.min(image.width - 1, Math.max(0, x - 0.5));
  const py = Math.min(image.height - 1, Math.max(0, y - 0.5));
  const x0 = px | 0;
  const y0 = py | 0;
  const fx = px - x0;
  const fy = py - y0;
  const at = y0 * image.width + x0;
  const right = x0 < image.width - 1 ? 1 : 0;
  const down = y0 < image.height - 1 ? image.width : 0;
  const { data } = image;
  const top = (data[at] as number) * (1 - fx) + (data[at + right] as number) * fx;
  const bottom = (data[at + down] as number) * (1 - fx) + (data[at + down + right] as number) * fx;
  return top * (1 - fy) + bottom * fy;
};

/** Mean level of the inner part of the square, on a grid of 7 x 7 points. */
const inkLevelOf = (image: GrayImage, [a, b, c, d]: Corners): number => {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < 7; i++) {
    const u = 0.26 + i * 0.08;
    for (let k = 0; k < 7; k++) {
      const v = 0.26 + k * 0.08;
      const x = (a.x * (1 - u) + b.x * u) * (1 - v) + (d.x * (1 - u) + c.x * u) * v;
      const y = (a.y * (1 - u) + b.y * u) * (1 - v) + (d.y * (1 - u) + c.y * u) * v;
      const level = levelAt(image, x, y);
      if (level < 0) continue;
      sum += level;
      count++;
    }
  }
  return count < 25 ? -1 : sum / count;
};

/** A line through scan pixels: the points (x, y) with normalX * x + normalY * y = distance. */
interface Line {
  readonly normalX: number;
  readonly normalY: number;
  readonly distance: number;
}

const profileOffsets = new Float64Array(PROFILES);
const profilePlaces = new Float64Array(PROFILES);
const profileLevels = new Float64Array(PROFILES);

/**
 * The straight edge from `a` to `b`, dark on the side of `inside`, by the half-way crossings of profiles across it;
 * crossings off the line (a stroke that touches the mark, dust) are left out. Null where too few agree.
 */
const fitEdge = (
  image: GrayImage,
  a: PointPx,
  b: PointPx,
  inside: PointPx,
  ink: number,
): { line: Line; paper: number } | null => {
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  const alongX = (b.x - a.x) / length;
  const alongY = (b.y - a.y) / length;
  let outX = alongY;
  let outY = -alongX;
  if ((inside.x - a.x) * outX + (inside.y - a.y) * outY > 0) {
    outX = -outX;
    outY = -outY;
  }
  const reach = Math.max(2.5, REACH * length);
  const step = Math.max(0.5, Math.min(1, reach / 12));
  let count = 0;
  for (let i = 0; i < PROFILES; i++) {
    const place = (EDGE_FROM + ((EDGE_TO - EDGE_FROM) * i) / (PROFILES - 1)) * length;
    const baseX = a.x + alongX * place;
    const baseY = a.y + alongY * place;
    let paper = -1;
    for (let t = 0.6; t <= 1.001; t += 0.2) {
      paper = Math.max(paper, levelAt(image, baseX + outX * reach * t, baseY + outY * reach * t));
    }
    if (paper - ink < MIN_CONTRAST) continue;
    const half = (paper + ink) / 2;
    let before = levelAt(image, baseX - outX * reach, baseY - outY * reach);
    // The profile must start in the ink, or the square is not where it is thought to be.
    if (before < 0 || before > half) continue;
    for (let t = -reach + step; t <= reach; t += step) {
      const level = levelAt(image, baseX + outX * t, baseY + outY * t);
      if (level < 0) break;
      if (level > half) {
        // A single light speck inside the ink is not the edge: the next sample must be light too.
        const next = levelAt(image, baseX + outX * (t + step), baseY + outY * (t + step));
        if (next < 0 || next > half) {
          profileOffsets[count] = t - (step * (level - half)) / (level - before);
          profilePlaces[count] = place;
          profileLevels[count] = paper;
          count++;
          break;
        }
      }
      before = level;
    }
  }
  if (count < MIN_PROFILES) return null;
  // Least trimmed squares by starts from every pair that is well apart: few points, so all of them can be tried.
  const tolerance = Math.max(0.75, length * 0.012);
  let bestCount = 0;
  let bestSum = Infinity;
  let bestSlope = 0;
  let bestBase = 0;
  for (let i = 0; i < count; i++) {
    for (let k = i + 3; k < count; k++) {
      const pi = profilePlaces[i] as number;
      const slope =
        ((profileOffsets[k] as number) - (profileOffsets[i] as number)) / ((profilePlaces[k] as number) - pi);
      if (Math.abs(slope) > 0.3) continue;
      const base = (profileOffsets[i] as number) - slope * pi;
      let agree = 0;
      let sum = 0;
      for (let m = 0; m < count; m++) {
        const error = Math.abs((profileOffsets[m] as number) - base - slope * (profilePlaces[m] as number));
        if (error <= tolerance) {
          agree++;
          sum += error;
        }
      }
      if (agree > bestCount || (agree === bestCount && sum < bestSum)) {
        bestCount = agree;
        bestSum = sum;
        bestSlope = slope;
        bestBase = base;
      }
    }
  }
  if (bestCount < MIN_PROFILES) return null;
  let n = 0;
  let sp = 0;
  let so = 0;
  let spp = 0;
  let spo = 0;
  let paper = 0;
  for (let m = 0; m < count; m++) {
    const place = profilePlaces[m] as number;
    const offset = profileOffsets[m] as number;
    if (Math.abs(offset - bestBase - bestSlope * place) > tolerance) continue;
    n++;
    sp += place;
    so += offset;
    spp += place * place;
    spo += place * offset;
    paper += profileLevels[m] as number;
  }
  const slope = (n * spo - sp * so) / (n * spp - sp * sp);
  const base = (so - slope * sp) / n;
  // The line through (place, base + slope * place) in the frame (along, out) at a.
  const normalX = outX - slope * alongX;
  const normalY = outY - slope * alongY;
  return {
    line: { normalX, normalY, distance: normalX * a.x + normalY * a.y + base },
    paper: paper / n,
  };
};

const intersect = (p: Line, q: Line): PointPx | null => {
  const determinant = p.normalX * q.normalY - p.normalY * q.normalX;
  if (Math.abs(determinant) < 0.2) return null;
  return {
    x: (p.distance * q.normalY - q.distance * p.normalY) / determinant,
    y: (p.normalX * q.distance - q.normalX * p.distance) / determinant,
  };
};

/** The edge opposite to `line`, `length` away on the side of `inside`. */
const oppositeOf = (line: Line, inside: PointPx, length: number): Line => {
  const size = Math.hypot(line.normalX, line.normalY);
  const side = Math.sign(line.normalX * inside.x + line.normalY * inside.y - line.distance);
  return { ...line, distance: line.distance + side * length * size };
};

/**
 * The corners of a printed solid square, to about a tenth of a pixel, from corners known to within a fifth of its
 * side. Null where it has not at least three straight dark-to-light edges; one may be cut off, torn or covered.
 */
export const refineSquare = (image: GrayImage, approximate: Corners): RefinedSquare | null => {
  const [a, b, c, d] = approximate;
  const inside = { x: (a.x + b.x + c.x + d.x) / 4, y: (a.y + b.y + c.y + d.y) / 4 };
  const inkLevel = inkLevelOf(image, approximate);
  if (inkLevel < 0) return null;
  const edges = [
    fitEdge(image, a, b, inside, inkLevel),
    fitEdge(image, b, c, inside, inkLevel),
    fitEdge(image, c, d, inside, inkLevel),
    fitEdge(image, d, a, inside, inkLevel),
  ];
  const seen = edges.filter((edge) => edge !== null);
  if (seen.length < 3) return null;
  const height = (Math.hypot(d.x - a.x, d.y - a.y) + Math.hypot(c.x - b.x, c.y - b.y)) / 2;
  const width = (Math.hypot(b.x - a.x, b.y - a.y) + Math.hypot(c.x - d.x, c.y - d.y)) / 2;
  const [top, right, bottom, left] = edges.map((edge, k) => {
    if (edge !== null) return edge.line;
    const opposite = edges[(k + 2) % 4];
    return opposite ? oppositeOf(opposite.line, inside, k % 2 === 0 ? height : width) : null;
  });
  if (!top || !right || !bottom || !left) return null;
  const topLeft = intersect(left, top);
  const topRight = intersect(top, right);
  const bottomRight = intersect(right, bottom);
  const bottomLeft = intersect(bottom, left);
  if (!topLeft || !topRight || !bottomRight || !bottomLeft) return null;
  return {
    corners: [topLeft, topRight, bottomRight, bottomLeft],
    complete: seen.length === 4,
    inkLevel,
    paperLevel: seen.reduce((sum, edge) => sum + edge.paper, 0) / seen.length,
  };
};
