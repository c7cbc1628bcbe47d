import type { PointMm } from '../../domain/geometry.ts';
import type { Homography } from '../../domain/page-read.ts';
import { fitHomography } from '../registration/homography.ts';
import { correlate, emptySpectrum, FOURIER_SIDE } from './fourier.ts';
import type { PageTemplate, QuarterTurn } from './page-template.ts';
import type { ScanMap } from './scan-map.ts';

/** Where a page may lie in a scan, by its print's likeness cell by cell. */
export interface CoarseMatch {
  /** -1..1: correlation of the page's print with what the scan has there. */
  readonly likeness: number;
  readonly turn: QuarterTurn;
  /** Cells of the scan's map a page's long side. */
  readonly longSideCells: number;
  readonly pageMmToScanPx: Homography;
}

/** Share of the page that the scan must hold. */
const LEAST_HELD = 0.72;
/** A window without print is like nothing: it counts as if it held this share of all the scan's print. */
const LEAST_PRINT = 0.3;
/** Local peaks that are kept of one correlation. */
const PEAKS = 2;
const PEAK_RADIUS_CELLS = 4;

/** The most like places of the page, turned and sized as told, in the scan. */
export const matchCoarsely = (
  map: ScanMap,
  page: PageTemplate,
  turn: QuarterTurn,
  longSideCells: number,
): CoarseMatch[] => {
  const template = page.templateAt(turn, longSideCells);
  const surface = correlate(map.spectrum, template.spectrum, emptySpectrum());
  const { columns: pageColumns, rows: pageRows, norm } = template;
  const stride = map.columns + 1;
  const over = (sums: Float64Array, left: number, top: number, right: number, bottom: number): number =>
    sums[bottom * stride + right]! -
    sums[top * stride + right]! -
    sums[bottom * stride + left]! +
    sums[top * stride + left]!;
  const found: { x: number; y: number; likeness: number }[] = [];
  const area = pageColumns * pageRows;
  const leastEnergy = LEAST_PRINT * map.squares[map.squares.length - 1]! + 1e-6;
  const firstX = -Math.floor(pageColumns * (1 - LEAST_HELD));
  const firstY = -Math.floor(pageRows * (1 - LEAST_HELD));
  for (let y = firstY; y + pageRows * LEAST_HELD <= map.rows; y++) {
    const top = Math.max(0, y);
    const bottom = Math.min(map.rows, y + pageRows);
    for (let x = firstX; x + pageColumns * LEAST_HELD <= map.columns; x++) {
      const left = Math.max(0, x);
      const right = Math.min(map.columns, x + pageColumns);
      const held = (right - left) * (bottom - top);
      if (held < LEAST_HELD * area) continue;
      const raw =
        surface[((y + FOURIER_SIDE) % FOURIER_SIDE) * FOURIER_SIDE + ((x + FOURIER_SIDE) % FOURIER_SIDE)]!;
      if (raw <= 0) continue;
      const sum = over(map.sums, left, top, right, bottom);
      const energy = over(map.squares, left, top, right, bottom) - (sum * sum) / (2 * held);
      const likeness = raw / (norm * Math.sqrt(Math.max(energy, leastEnergy)));
      const near = found.findIndex(
        (peak) => Math.abs(peak.x - x) <= PEAK_RADIUS_CELLS && Math.abs(peak.y - y) <= PEAK_RADIUS_CELLS,
      );
      if (near >= 0) {
        if (found[near]!.likeness < likeness) found[near] = { x, y, likeness };
      } else if (found.length < PEAKS * 4) found.push({ x, y, likeness });
      else {
        let least = 0;
        for (let k = 1; k < found.length; k++) if (found[k]!.likeness < found[least]!.likeness) least = k;
        if (found[least]!.likeness < likeness) found[least] = { x, y, likeness };
      }
    }
  }
  found.sort((one, other) => other.likeness - one.likeness);
  return found.slice(0, PEAKS).flatMap(({ x, y, likeness }) => {
    const { widthMm, heightMm } = page;
    const corners: PointMm[] = [
      { x: 0, y: 0 },
      { x: widthMm, y: 0 },
      { x: widthMm, y: heightMm },
      { x: 0, y: heightMm },
    ];
    const pageMmToScanPx = fitHomography(
      corners.map((mm) => {
        const cell = template.toCell(mm);
        return { mm, px: map.toScanPx({ x: cell.x + x, y: cell.y + y }), weight: 1 };
      }),
      'affine',
    );
    return pageMmToScanPx === null ? [] : [{ likeness, turn, longSideCells, pageMmToScanPx }];
  });
};
