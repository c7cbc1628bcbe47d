import type { BoxInk } from './box-ink.ts';
import { connectedPieces, diagonals, paperSquare, shareByGrid, sharpness, thickness } from './ink-shapes.ts';
import { measureRing } from './ring-ink.ts';

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
export const bareFeatures = (scanPxPerMm: number): BoxFeatures => {
  const features = new Float32Array(FEATURE_COUNT);
  features[FEATURE_NAMES.indexOf('paperSquare')] = 1;
  features[FEATURE_NAMES.indexOf('coarseness')] = coarsenessOf(scanPxPerMm);
  return features;
};
const coarsenessOf = (scanPxPerMm: number): number => Math.min(2, 8 / scanPxPerMm);

/** A frame that is missing altogether says nothing about the ink: the field goes to a person for that. */
const MOST_FRAME_MISSING = 0.2;
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
  set(Math.min(MOST_FRAME_MISSING, 1 - ink.frameSeen));
  return features;
};
