import { MM_PER_INCH } from '../domain/geometry.ts';

/** Dots an inch across and down. */
export interface Resolution {
  readonly x: number;
  readonly y: number;
}

// Programs write these when they do not know; a scanner that means them is believed only where the page is of a usual size.
const DEFAULT_DPI: ReadonlySet<number> = new Set([1, 25.4, 72, 96]);
// From A7 (74 x 105 mm) to A3 with a margin (297 x 420 mm): what goes through an office scanner.
const SHORT_SIDE_MM = { min: 70, max: 330 };
const LONG_SIDE_MM = { min: 100, max: 480 };
// A5, A4, A3, Letter, Legal, Tabloid: short and long side in mm.
const USUAL_PAPERS_MM = [
  [148, 210],
  [210, 297],
  [297, 420],
  [216, 279],
  [216, 356],
  [279, 432],
] as const;
const USUAL_PAPER_TOLERANCE = 0.04;

/**
 * Whether an image of that size can have been scanned at that resolution: a sheet of paper has a size that goes
 * through a scanner, and what programs write by default is believed only for a usual paper.
 */
export const isPlausible = (stated: Resolution, widthPx: number, heightPx: number): boolean => {
  if (!(stated.x > 0 && stated.y > 0 && Number.isFinite(stated.x) && Number.isFinite(stated.y))) return false;
  const widthMm = (widthPx / stated.x) * MM_PER_INCH;
  const heightMm = (heightPx / stated.y) * MM_PER_INCH;
  const shortMm = Math.min(widthMm, heightMm);
  const longMm = Math.max(widthMm, heightMm);
  if (shortMm < SHORT_SIDE_MM.min || shortMm > SHORT_SIDE_MM.max) return false;
  if (longMm < LONG_SIDE_MM.min || longMm > LONG_SIDE_MM.max) return false;
  const isDefault = DEFAULT_DPI.has(Math.round(stated.x * 10) / 10) && stated.x === stated.y;
  const isUsualPaper = USUAL_PAPERS_MM.some(
    ([short, long]) =>
      Math.abs(shortMm / short - 1) < USUAL_PAPER_TOLERANCE &&
      Math.abs(longMm / long - 1) < USUAL_PAPER_TOLERANCE,
  );
  return !isDefault || isUsualPaper;
};

// Writers round resolutions and placed sizes; a page is A4 to the nearest point, which is 0.1 %.
const SQUARE_TOLERANCE = 0.01;

export const isSquare = ({ x, y }: Resolution): boolean => Math.abs(x / y - 1) <= SQUARE_TOLERANCE;
