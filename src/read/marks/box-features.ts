import type { BoxInk } from './box-ink.ts';

/** What a box looks like, in numbers from about 0 to 1; the order is the model's. */
export const FEATURE_NAMES = [
  'meanDarkness',
  'inkShare',
  'faintShare',
  'coreDarkness',
  'strongest',
  'sharpest',
  'sharpShare',
  'inkDarkness',
  'emptiestNinth',
  'secondEmptiestNinth',
  'fullestNinth',
  'inkedNinths',
  'paperSquare',
  'extentX',
  'extentY',
  'thickShare',
  'thickerShare',
  'strokeWidthMm',
  'risingDiagonal',
  'fallingDiagonal',
  'emptiestQuarter',
  'fullestQuarter',
  'offCentreX',
  'offCentreY',
  'longestColumn',
  'longestRow',
  'pieces',
  'largestPiece',
  'ringDarkness',
  'ringFullestSide',
  'ringSecondSide',
  'ringEmptiestSide',
  'ringCorners',
  'ringSectors',
  'touchesFrame',
  'noise',
  'coarseness',
  'frameMissing',
] as const;
export type FeatureName = (typeof FEATURE_NAMES)[number];
export const FEATURE_COUNT = FEATURE_NAMES.length;

/** Features of one box, in `FEATURE_NAMES`' order. */
export type BoxFeatures = Float32Array;

export const featureOf = (features: BoxFeatures, name: FeatureName): number =>
  features[FEATURE_NAMES.indexOf(name)]!;

/** The features of a box with nothing in it, on paper without grain. */
export const bareFeatures = (scanPxPerMm: number, frameSeen: number): BoxFeatures => {
  const features = new Float32Array(FEATURE_COUNT);
  features[FEATURE_NAMES.indexOf('paperSquare')] = 1;
  features[FEATURE_NAMES.indexOf('coarseness')] = coarsenessOf(scanPxPerMm);
  features[FEATURE_NAMES.indexOf('frameMissing')] = 1 - frameSeen;
  return features;
};
const coarsenessOf = (scanPxPerMm: number): number => Math.min(2, 8 / scanPxPerMm);

const INK = 0.3;
const FAINT = 0.1;

/**
 * Measures a box's ink. Shapes are measured on pixels darker than nearly half of the box's own strongest ink, so that
 * a pencil's cross has the same shape as a pen's.
 */
export const measureBoxInk = (ink: BoxInk, scanPxPerMm: number): BoxFeatures => {
  const features = new Float32Array(FEATURE_COUNT);
  const { darkness, width: stride, left, top, pxPerMm } = ink;
  const width = Math.max(1, ink.right - left);
  const height = Math.max(1, ink.bottom - top);
  const area = width * height;
  const inside = new Float32Array(area);
  const histogram = new Uint16Array(128);
  let sum = 0;
  let inkCount = 0;
  let faintCount = 0;
  let coreSum = 0;
  let coreCount = 0;
  const coreLeft = Math.floor(width * 0.22);
  const coreTop = Math.floor(height * 0.22);
  for (let row = 0, at = 0; row < height; row++) {
    let from = (top + row) * stride + left;
    const coreRow = row >= coreTop && row < height - coreTop;
    for (let column = 0; column < width; column++, at++, from++) {
      const value = darkness[from]!;
      inside[at] = value;
      sum += value;
      if (value > FAINT) faintCount++;
      if (value > INK) inkCount++;
      histogram[(value * 100) | 0]!++;
      if (coreRow && column >= coreLeft && column < width - coreLeft) {
        coreSum += value;
        coreCount++;
      }
    }
  }
  let left2 = Math.max(2, area * 0.02);
  let strongest = 120;
  while (strongest > 0 && (left2 -= histogram[strongest]!) > 0) strongest--;
  const strong = strongest / 100;
  const sharp = sharpness(inside, width, height, pxPerMm);

  let n = 0;
  const set = (value: number): void => {
    features[n++] = value;
  };
  set(sum / area);
  set(inkCount / area);
  set(faintCount / area);
  set(coreCount > 0 ? coreSum / coreCount : 0);
  set(strong);
  set(sharp.sharpest);
  set(sharp.share);

  const level = Math.max(0.08, 0.45 * strong, Math.min(0.3, 4 * ink.noise));
  const mask = new Uint8Array(area);
  let maskCount = 0;
  let maskSum = 0;
  let minColumn = width;
  let maxColumn = -1;
  let minRow = height;
  let maxRow = -1;
  let sumX = 0;
  let sumY = 0;
  const columnCount = new Uint16Array(width);
  let longestRow = 0;
  for (let row = 0, at = 0; row < height; row++) {
    let inRow = 0;
    for (let column = 0; column < width; column++, at++) {
      const value = inside[at]!;
      if (value <= level) continue;
      mask[at] = 1;
      maskCount++;
      maskSum += value;
      inRow++;
      columnCount[column]!++;
      sumX += column;
      if (column < minColumn) minColumn = column;
      if (column > maxColumn) maxColumn = column;
    }
    sumY += inRow * row;
    if (inRow > 0) {
      if (row < minRow) minRow = row;
      maxRow = row;
      if (inRow > longestRow) longestRow = inRow;
    }
  }
  let longestColumn = 0;
  for (const count of columnCount) if (count > longestColumn) longestColumn = count;
  set(maskCount > 0 ? maskSum / maskCount : 0);

  const ninths = shareByGrid(inside, width, height, 3, Math.min(INK, level));
  const sorted = Float32Array.from(ninths).sort();
  set(sorted[0]!);
  set(sorted[1]!);
  set(sorted[8]!);
  set(ninths.reduce((count, share) => count + (share > 0.5 ? 1 : 0), 0) / 9);
  set(paperSquare(mask, width, height) / Math.min(width, height));
  set(maxColumn < 0 ? 0 : (maxColumn - minColumn + 1) / width);
  set(maxRow < 0 ? 0 : (maxRow - minRow + 1) / height);

  const { thick, thicker, edge } = thickness(mask, width, height, pxPerMm);
  set(thick / area);
  set(thicker / area);
  set(edge > 0 ? Math.min(2, (2 * maskCount) / edge / pxPerMm) : 0);

  const structure = diagonals(inside, width, height);
  set(structure.rising);
  set(structure.falling);
  set(structure.emptiestQuarter);
  set(structure.fullestQuarter);
  set(maskCount > 0 ? Math.abs(sumX / maskCount - (width - 1) / 2) / width : 0);
  set(maskCount > 0 ? Math.abs(sumY / maskCount - (height - 1) / 2) / height : 0);
  set(longestColumn / height);
  set(longestRow / width);
  const { pieces, largest, touching } = connectedPieces(mask, width, height, 0.02 * area);
  set(Math.min(1, pieces / 6));
  set(largest / area);

  const ring = measureRing(ink, level);
  set(ring.mean);
  set(ring.sides[3]!);
  set(ring.sides[2]!);
  set(ring.sides[0]!);
  set(ring.corners);
  set(ring.sectors);
  set(touching);
  set(Math.min(0.5, ink.noise));
  set(coarsenessOf(scanPxPerMm));
  set(1 - ink.frameSeen);
  return features;
};

/** A stroke's edge rises by at least this within a quarter of a millimetre; what shines through from the back does not. */
const SHARP = 0.12;

/** How steep the ink's edges are over a quarter of a millimetre: the 98th percentile, and the share that is sharp. */
const sharpness = (
  values: Float32Array,
  width: number,
  height: number,
  pxPerMm: number,
): { readonly sharpest: number; readonly share: number } => {
  const step = Math.max(1, Math.round(pxPerMm / 4));
  const histogram = new Uint16Array(128);
  let sharp = 0;
  let count = 0;
  for (let row = 0; row + step < height; row++) {
    for (let column = 0, at = row * width; column + step < width; column++, at++) {
      const here = values[at]!;
      const across = Math.abs(values[at + step]! - here);
      const down = Math.abs(values[at + step * width]! - here);
      const steep = across > down ? across : down;
      histogram[(steep * 100) | 0]!++;
      if (steep > SHARP) sharp++;
      count++;
    }
  }
  let left = Math.max(2, count * 0.02);
  let sharpest = 120;
  while (sharpest > 0 && (left -= histogram[sharpest]!) > 0) sharpest--;
  return { sharpest: sharpest / 100, share: count > 0 ? sharp / count : 0 };
};

/** Share of pixels above `level` in each cell of a grid of `cells` x `cells`. */
const shareByGrid = (
  values: Float32Array,
  width: number,
  height: number,
  cells: number,
  level: number,
): Float32Array => {
  const counts = new Float32Array(cells * cells);
  const totals = new Float32Array(cells * cells);
  for (let row = 0, at = 0; row < height; row++) {
    const cellRow = Math.floor((row * cells) / height) * cells;
    for (let column = 0; column < width; column++, at++) {
      const cell = cellRow + Math.floor((column * cells) / width);
      totals[cell]!++;
      if (values[at]! > level) counts[cell]!++;
    }
  }
  for (let cell = 0; cell < counts.length; cell++) counts[cell]! /= Math.max(1, totals[cell]!);
  return counts;
};

/** Side of the largest square without ink. */
const paperSquare = (mask: Uint8Array, width: number, height: number): number => {
  const sides = new Uint8Array(width + 1);
  let best = 0;
  for (let row = 0, at = 0; row < height; row++) {
    let diagonal = 0;
    for (let column = 1; column <= width; column++, at++) {
      const above = sides[column]!;
      if (mask[at] === 1) sides[column] = 0;
      else {
        const side = Math.min(diagonal, above, sides[column - 1]!) + 1;
        sides[column] = side;
        if (side > best) best = side;
      }
      diagonal = above;
    }
  }
  return best;
};

/** Pixels whose whole surroundings of 0.4 and 0.8 mm are ink, and the length of the ink's edge in px. */
const thickness = (
  mask: Uint8Array,
  width: number,
  height: number,
  pxPerMm: number,
): { readonly thick: number; readonly thicker: number; readonly edge: number } => {
  // Integral image: the count of ink in any rectangle from four values.
  const stride = width + 1;
  const integral = new Uint16Array(stride * (height + 1));
  let edge = 0;
  for (let row = 0, at = 0; row < height; row++) {
    let inRow = 0;
    for (let column = 0; column < width; column++, at++) {
      const on = mask[at]!;
      inRow += on;
      integral[(row + 1) * stride + column + 1] = integral[row * stride + column + 1]! + inRow;
      if (on === 1) {
        if (column > 0 && mask[at - 1] === 0) edge++;
        if (column + 1 < width && mask[at + 1] === 0) edge++;
        if (row > 0 && mask[at - width] === 0) edge++;
        if (row + 1 < height && mask[at + width] === 0) edge++;
      }
    }
  }
  const fullSquares = (sideMm: number): number => {
    const side = Math.max(2, Math.round(sideMm * pxPerMm));
    const full = side * side;
    let count = 0;
    for (let row = 0; row + side <= height; row++) {
      for (let column = 0; column + side <= width; column++) {
        const up = row * stride + column;
        const down = up + side * stride;
        const ink = integral[down + side]! - integral[down]! - integral[up + side]! + integral[up]!;
        if (ink >= 0.92 * full) count++;
      }
    }
    return count;
  };
  // An edge counted in pixel sides is longer than the edge itself, by 4 / pi over all directions.
  return { thick: fullSquares(0.5), thicker: fullSquares(1), edge: (edge * Math.PI) / 4 };
};

/** Darkness along the two diagonals, and in the four triangles that a cross leaves white. */
const diagonals = (
  values: Float32Array,
  width: number,
  height: number,
): {
  readonly rising: number;
  readonly falling: number;
  readonly emptiestQuarter: number;
  readonly fullestQuarter: number;
} => {
  let rising = 0;
  let risingCount = 0;
  let falling = 0;
  let fallingCount = 0;
  const quarter = [0, 0, 0, 0];
  const quarterCount = [0, 0, 0, 0];
  for (let row = 0, at = 0; row < height; row++) {
    const v = (row + 0.5) / height - 0.5;
    for (let column = 0; column < width; column++, at++) {
      const u = (column + 0.5) / width - 0.5;
      const value = values[at]!;
      if (Math.abs(u - v) < 0.12) {
        falling += value;
        fallingCount++;
      }
      if (Math.abs(u + v) < 0.12) {
        rising += value;
        risingCount++;
      }
      if (Math.abs(Math.abs(u) - Math.abs(v)) > 0.18) {
        const which = Math.abs(u) > Math.abs(v) ? (u > 0 ? 0 : 1) : v > 0 ? 2 : 3;
        quarter[which]! += value;
        quarterCount[which]!++;
      }
    }
  }
  const means = quarter.map((sum, which) => sum / Math.max(1, quarterCount[which]!));
  return {
    rising: rising / Math.max(1, risingCount),
    falling: falling / Math.max(1, fallingCount),
    emptiestQuarter: Math.min(...means),
    fullestQuarter: Math.max(...means),
  };
};

/** Pieces of ink of at least `smallest` pixels, the largest one, and the share of the inside's rim that is ink. */
const connectedPieces = (
  mask: Uint8Array,
  width: number,
  height: number,
  smallest: number,
): { readonly pieces: number; readonly largest: number; readonly touching: number } => {
  const left = Uint8Array.from(mask);
  const stack = new Int32Array(mask.length);
  let pieces = 0;
  let largest = 0;
  for (let start = 0; start < left.length; start++) {
    if (left[start] !== 1) continue;
    let size = 0;
    let depth = 0;
    left[start] = 0;
    stack[depth++] = start;
    while (depth > 0) {
      const at = stack[--depth]!;
      size++;
      const column = at % width;
      const firstColumn = column > 0 ? -1 : 0;
      const lastColumn = column < width - 1 ? 1 : 0;
      for (let down = -width; down <= width; down += width) {
        for (let side = firstColumn; side <= lastColumn; side++) {
          const next = at + down + side;
          if (next >= 0 && next < left.length && left[next] === 1) {
            left[next] = 0;
            stack[depth++] = next;
          }
        }
      }
    }
    if (size >= smallest) pieces++;
    if (size > largest) largest = size;
  }
  let rim = 0;
  for (let column = 0; column < width; column++) rim += mask[column]! + mask[(height - 1) * width + column]!;
  for (let row = 1; row < height - 1; row++) rim += mask[row * width]! + mask[row * width + width - 1]!;
  return { pieces, largest, touching: rim / Math.max(1, 2 * (width + height) - 4) };
};

/** Ink in the ring is told apart by direction, to tell a line around the box from lines that come in. */
const RING_SECTORS = 16;

/**
 * Ink in the clear ring: its mean, each side's share of stretches with ink (ascending), the corners' share, and the share of
 * directions from the box's middle in which there is ink.
 */
const measureRing = (
  ink: BoxInk,
  level: number,
): {
  readonly mean: number;
  readonly sides: readonly number[];
  readonly corners: number;
  readonly sectors: number;
} => {
  const { darkness, width, height, ringLeft, ringRight, ringTop, ringBottom } = ink;
  let sum = 0;
  let count = 0;
  let cornerInk = 0;
  let cornerCount = 0;
  const above = new Uint8Array(width);
  const below = new Uint8Array(width);
  const before = new Uint8Array(height);
  const after = new Uint8Array(height);
  const sectors = new Uint8Array(RING_SECTORS);
  const middleX = (ringLeft + ringRight) / 2;
  const middleY = (ringTop + ringBottom) / 2;
  for (let row = 0; row < height; row++) {
    const inRows = row >= ringTop && row < ringBottom;
    const from = row * width;
    for (let column = 0; column < width; column++) {
      const inColumns = column >= ringLeft && column < ringRight;
      if (inRows && inColumns) {
        column = ringRight - 1;
        continue;
      }
      const value = darkness[from + column]!;
      sum += value;
      count++;
      const isInk = value > level;
      if (isInk) {
        const turn = Math.atan2(row + 0.5 - middleY, column + 0.5 - middleX) / (2 * Math.PI) + 0.5;
        sectors[Math.min(RING_SECTORS - 1, Math.floor(turn * RING_SECTORS))] = 1;
      }
      if (inColumns) {
        if (isInk) (row < ringTop ? above : below)[column] = 1;
      } else if (inRows) {
        if (isInk) (column < ringLeft ? before : after)[row] = 1;
      } else {
        cornerCount++;
        if (isInk) cornerInk++;
      }
    }
  }
  const across = Math.max(1, ringRight - ringLeft);
  const along = Math.max(1, ringBottom - ringTop);
  const sides = [
    countOnes(above) / across,
    countOnes(below) / across,
    countOnes(before) / along,
    countOnes(after) / along,
  ].sort((one, other) => one - other);
  return {
    mean: count > 0 ? sum / count : 0,
    sides,
    corners: cornerCount > 0 ? cornerInk / cornerCount : 0,
    sectors: countOnes(sectors) / RING_SECTORS,
  };
};

const countOnes = (flags: Uint8Array): number => {
  let count = 0;
  for (const flag of flags) count += flag;
  return count;
};
