import { MM_PER_INCH, type PointMm } from '../../domain/geometry.ts';
import type { GrayImage } from '../../domain/image.ts';
import { averageBy, EDGE_LONG_SIDE_PX, toCells } from './scan-map.ts';
import { edgesOf } from './edge-map.ts';
import { emptySpectrum, FOURIER_SIDE, transform, type Spectrum } from './fourier.ts';
import { choosePatches, type PatchSet, type PatchStage } from './page-patches.ts';
import { resampleTo } from './resampling.ts';

/** By how many quarter turns clockwise a scan shows the page. */
export type QuarterTurn = 0 | 1 | 2 | 3;

/** The print of a page, turned and sized, ready to be looked for in a scan's map. */
export interface TurnedTemplate {
  readonly columns: number;
  readonly rows: number;
  readonly spectrum: Spectrum;
  /** Root of the sum of squares of both channels. */
  readonly norm: number;
  /** Where a point of the page lies in the template, in cells. */
  toCell(point: PointMm): { readonly x: number; readonly y: number };
}

/** What a reader keeps of a blank page to find it in scans; made once, parts of it when first wanted. */
export interface PageTemplate {
  readonly widthMm: number;
  readonly heightMm: number;
  templateAt(turn: QuarterTurn, longSideCells: number): TurnedTemplate;
  patchesAt(stage: PatchStage): PatchSet;
}

/** Column and row of the turned cells that a cell of the upright page goes to. */
const turnedCell = (
  turn: QuarterTurn,
  x: number,
  y: number,
  columns: number,
  rows: number,
): [number, number] =>
  turn === 0 ? [x, y] : turn === 1 ? [rows - y, x] : turn === 2 ? [columns - x, rows - y] : [y, columns - x];

export const createPageTemplate = (
  reference: { readonly image: GrayImage; readonly dpi: number },
  paper: { readonly widthMm: number; readonly heightMm: number },
): PageTemplate => {
  const { widthMm, heightMm } = paper;
  const longMm = Math.max(widthMm, heightMm);
  const blankPixelMm = MM_PER_INCH / reference.dpi;
  const averaged = new Map<number, GrayImage>();
  /** The blank at `pixelMm`, by way of an average that is still twice as fine. */
  const imageAt = (pixelMm: number): GrayImage => {
    const step = Math.max(1, Math.floor(pixelMm / blankPixelMm / 2));
    let image = averaged.get(step);
    if (image === undefined) {
      image = averageBy(reference.image, step);
      averaged.set(step, image);
    }
    return resampleTo(image, blankPixelMm * step, pixelMm, widthMm, heightMm);
  };
  const edgePixelMm = longMm / EDGE_LONG_SIDE_PX;
  let edges: ReturnType<typeof edgesOf> | undefined;
  const templates = new Map<string, TurnedTemplate>();
  const patches = new Map<string, PatchSet>();

  const makeTemplate = (turn: QuarterTurn, longSideCells: number): TurnedTemplate => {
    edges ??= edgesOf(imageAt(edgePixelMm));
    const cellMm = longMm / longSideCells;
    const columns = Math.ceil(widthMm / cellMm);
    const rows = Math.ceil(heightMm / cellMm);
    const { across, down } = toCells(edges, cellMm / edgePixelMm, columns, rows);
    const mean = (values: Float32Array): number => values.reduce((sum, one) => sum + one, 0) / values.length;
    const meanAcross = mean(across);
    const meanDown = mean(down);
    const onSide = turn === 1 || turn === 3;
    const spectrum = emptySpectrum();
    let energy = 0;
    for (let y = 0, at = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++, at++) {
        const [middleX, middleY] = turnedCell(turn, x + 0.5, y + 0.5, columns, rows);
        const to = Math.floor(middleY) * FOURIER_SIDE + Math.floor(middleX);
        const a = across[at]! - meanAcross;
        const b = down[at]! - meanDown;
        spectrum.re[to] = onSide ? b : a;
        spectrum.im[to] = onSide ? a : b;
        energy += a * a + b * b;
      }
    }
    transform(spectrum, -1);
    return {
      columns: onSide ? rows : columns,
      rows: onSide ? columns : rows,
      spectrum,
      norm: Math.sqrt(Math.max(energy, 1e-6)),
      toCell({ x, y }) {
        const [u, v] = turnedCell(turn, x / cellMm, y / cellMm, columns, rows);
        return { x: u, y: v };
      },
    };
  };

  return {
    widthMm,
    heightMm,
    templateAt(turn, longSideCells) {
      const key = `${turn}/${longSideCells}`;
      const known = templates.get(key);
      if (known !== undefined) return known;
      const made = makeTemplate(turn, longSideCells);
      templates.set(key, made);
      return made;
    },
    patchesAt(stage) {
      const key = `${stage.pixelMm}/${stage.spacingMm}`;
      const known = patches.get(key);
      if (known !== undefined) return known;
      const made = choosePatches(imageAt(stage.pixelMm), stage);
      patches.set(key, made);
      return made;
    },
  };
};
