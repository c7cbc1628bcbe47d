import {
  drawPage,
  type FieldToDraw,
  type ScanConditions,
} from '../../../src/read/marks/training/drawn-page.ts';
import type { DrawnMark, PenKind } from '../../../src/read/marks/training/drawn-strokes.ts';

/** A clean office scan at 300 dpi; tests change what they are about. */
export const CLEAN: ScanConditions = {
  dpi: 300,
  bilevel: false,
  jpegQuality: 80,
  blurPx: 0.7,
  noise: 2,
  paperLevel: 245,
  inkLevel: 25,
  shadow: 0,
  skewDeg: 0.6,
  curlMm: 0.1,
  placementErrorMm: 0.05,
  frameWidthMm: 0.25,
  frameDarkness: 0.9,
  showThrough: 0,
  specks: 0,
  stains: 0,
  streaks: 0,
};

/** Fields of five boxes, one field for each entry; an entry says what is done to its boxes, by place from 0. */
export const drawFields = (
  seed: number,
  conditions: ScanConditions,
  entries: readonly Readonly<Record<number, DrawnMark>>[],
  pen: PenKind = 'gel',
  multiple = false,
) => {
  const fields = entries.map((marks, at): FieldToDraw => ({
    variable: `F${at}`,
    multiple,
    boxes: Array.from({ length: 5 }, (_, box) => ({ mark: marks[box] ?? 'nothing', pen })),
  }));
  return drawPage(seed, conditions, fields);
};
