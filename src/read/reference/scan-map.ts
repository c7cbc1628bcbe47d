import type { GrayImage } from '../../domain/image.ts';
import type { PointPx } from '../../domain/geometry.ts';
import { commonDirectionDeg, edgesOf, type EdgeMap } from './edge-map.ts';
import { emptySpectrum, FOURIER_SIDE, transform, type Spectrum } from './fourier.ts';

/** Long side of a scan's map in cells; the rest of the square lets a page reach over the scan's edge. */
export const MAP_CELLS = 96;
/** Long side of what edges are looked for in: 60 dpi for an A4 page that fills the scan. */
export const EDGE_LONG_SIDE_PX = 720;
/** Long side of what patches are compared in: 130 dpi for an A4 page that fills the scan. */
const FINE_LONG_SIDE_PX = 1520;

/** An averaged scan; its pixel (x, y) covers scan pixels from x * step to (x + 1) * step. */
export interface AveragedScan {
  readonly image: GrayImage;
  readonly step: number;
}

/** The mean of each square of `step` pixels. */
export const averageBy = (image: GrayImage, step: number): GrayImage => {
  if (step === 1) return image;
  const width = Math.floor(image.width / step);
  const height = Math.floor(image.height / step);
  const data = new Uint8Array(width * height);
  if (step === 2) {
    // The usual case (200 to 350 dpi), four times as fast written out.
    const scan = image.data;
    for (let y = 0, out = 0; y < height; y++) {
      let above = 2 * y * image.width;
      let below = above + image.width;
      for (let x = 0; x < width; x++, out++, above += 2, below += 2) {
        data[out] = (scan[above]! + scan[above + 1]! + scan[below]! + scan[below + 1]! + 2) >> 2;
      }
    }
    return { data, width, height };
  }
  const sums = new Uint32Array(width);
  const area = step * step;
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let k = 0; k < step; k++) {
      let at = (y * step + k) * image.width;
      for (let x = 0; x < width; x++) {
        let sum = 0;
        for (let j = 0; j < step; j++) sum += image.data[at++]!;
        sums[x]! += sum;
      }
    }
    for (let x = 0, out = y * width; x < width; x++, out++) data[out] = sums[x]! / area + 0.5;
  }
  return { data, width, height };
};

/** Sums edge strengths into cells of `cellPx`, evens them out and blurs them: two channels, `columns` x `rows`. */
export const toCells = (
  edges: EdgeMap,
  cellPx: number,
  columns: number,
  rows: number,
): { readonly across: Float32Array; readonly down: Float32Array } => {
  const gather = (values: Float32Array): Float32Array => {
    const cells = new Float32Array(columns * rows);
    for (let y = 0; y < edges.height; y++) {
      const row = Math.min(rows - 1, Math.floor((y + 0.5) / cellPx)) * columns;
      for (let x = 0, at = y * edges.width; x < edges.width; x++, at++) {
        const value = values[at]!;
        if (value > 0) cells[row + Math.min(columns - 1, Math.floor((x + 0.5) / cellPx))]! += value;
      }
    }
    // The square root: a place with twice the print is not twice as telling.
    for (let k = 0; k < cells.length; k++) cells[k] = Math.sqrt(cells[k]! / (cellPx * cellPx));
    const blurred = new Float32Array(columns * rows);
    for (let y = 0; y < rows; y++) {
      const up = Math.max(0, y - 1) * columns;
      const down = Math.min(rows - 1, y + 1) * columns;
      for (let x = 0; x < columns; x++) {
        const left = Math.max(0, x - 1);
        const right = Math.min(columns - 1, x + 1);
        const column = (at: number): number =>
          cells[up + at]! + 2 * cells[y * columns + at]! + cells[down + at]!;
        blurred[y * columns + x] = (column(left) + 2 * column(x) + column(right)) / 16;
      }
    }
    return blurred;
  };
  return { across: gather(edges.across), down: gather(edges.down) };
};

/** Where print runs in a scan, cell by cell, turned so that most of it runs level or upright. */
export interface ScanMap {
  /** The scan at about 130 dpi and at about 60, where the page fills it. */
  readonly fine: AveragedScan;
  readonly coarse: AveragedScan;
  readonly columns: number;
  readonly rows: number;
  readonly spectrum: Spectrum;
  /** Sums and sums of squares of both channels above and left of a cell. */
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  readonly cellPx: number;
  readonly turnDeg: number;
  /** The scan pixel that a point of the map (in cells) stands for. */
  toScanPx(cell: { readonly x: number; readonly y: number }): PointPx;
}

const turnedView = (
  view: GrayImage,
  turnDeg: number,
): { readonly image: GrayImage; readonly cos: number; readonly sin: number } => {
  const cos = Math.cos((turnDeg * Math.PI) / 180);
  const sin = Math.sin((turnDeg * Math.PI) / 180);
  const width = Math.ceil(view.width * Math.abs(cos) + view.height * Math.abs(sin));
  const height = Math.ceil(view.width * Math.abs(sin) + view.height * Math.abs(cos));
  const data = new Uint8Array(width * height);
  const lastX = view.width - 1.001;
  const lastY = view.height - 1.001;
  for (let y = 0, out = 0; y < height; y++) {
    const v = y + 0.5 - height / 2;
    for (let x = 0; x < width; x++, out++) {
      const u = x + 0.5 - width / 2;
      // Beyond the scan's edge its last pixel stands, so that the edge itself is none.
      const sx = Math.min(lastX, Math.max(0, view.width / 2 + cos * u - sin * v - 0.5));
      const sy = Math.min(lastY, Math.max(0, view.height / 2 + sin * u + cos * v - 0.5));
      const x0 = sx | 0;
      const y0 = sy | 0;
      const fx = sx - x0;
      const fy = sy - y0;
      const at = y0 * view.width + x0;
      const top = view.data[at]! * (1 - fx) + view.data[at + 1]! * fx;
      const bottom = view.data[at + view.width]! * (1 - fx) + view.data[at + view.width + 1]! * fx;
      data[out] = top * (1 - fy) + bottom * fy + 0.5;
    }
  }
  return { image: { data, width, height }, cos, sin };
};

/** The map of a scan; null where it is too small to hold a page. */
export const mapScan = (scan: GrayImage): ScanMap | null => {
  const longSide = Math.max(scan.width, scan.height);
  if (Math.min(scan.width, scan.height) < 200) return null;
  const fineStep = Math.max(1, Math.round(longSide / FINE_LONG_SIDE_PX));
  const fine = averageBy(scan, fineStep);
  const edgeStep = Math.max(1, Math.round(longSide / fineStep / EDGE_LONG_SIDE_PX));
  const view = averageBy(fine, edgeStep);
  const turnDeg = commonDirectionDeg(view);
  const { image, cos, sin } = turnedView(view, turnDeg);
  const cellPx = Math.max(image.width, image.height) / MAP_CELLS;
  const columns = Math.min(MAP_CELLS, Math.ceil(image.width / cellPx));
  const rows = Math.min(MAP_CELLS, Math.ceil(image.height / cellPx));
  const { across, down } = toCells(edgesOf(image), cellPx, columns, rows);
  const mean = (values: Float32Array): number => values.reduce((sum, one) => sum + one, 0) / values.length;
  const meanAcross = mean(across);
  const meanDown = mean(down);
  const spectrum = emptySpectrum();
  const stride = columns + 1;
  const sums = new Float64Array(stride * (rows + 1));
  const squares = new Float64Array(stride * (rows + 1));
  for (let y = 0; y < rows; y++) {
    let sum = 0;
    let square = 0;
    for (let x = 0; x < columns; x++) {
      const a = across[y * columns + x]! - meanAcross;
      const b = down[y * columns + x]! - meanDown;
      spectrum.re[y * FOURIER_SIDE + x] = a;
      spectrum.im[y * FOURIER_SIDE + x] = b;
      sum += a + b;
      square += a * a + b * b;
      sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1]! + sum;
      squares[(y + 1) * stride + x + 1] = squares[y * stride + x + 1]! + square;
    }
  }
  transform(spectrum, -1);
  const viewStep = fineStep * edgeStep;
  return {
    fine: { image: fine, step: fineStep },
    coarse: { image: view, step: viewStep },
    columns,
    rows,
    spectrum,
    sums,
    squares,
    cellPx,
    turnDeg,
    toScanPx({ x, y }) {
      const u = x * cellPx - image.width / 2;
      const v = y * cellPx - image.height / 2;
      return {
        x: (view.width / 2 + cos * u - sin * v) * viewStep,
        y: (view.height / 2 + sin * u + cos * v) * viewStep,
      };
    },
  };
};
