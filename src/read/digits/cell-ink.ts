import type { RectMm } from '../../domain/geometry.ts';
import { locateBoxes, type LocatedBox } from '../marks/box-location.ts';
import type { FrameLook } from '../marks/frame-profile.ts';
import type { PageView } from '../page-view.ts';
import type { InkPatch } from './digit-image.ts';

/** How far a digit may reach over its cell before the ink counts as a neighbour's. */
const MARGIN_MM = 0.6;
/** Beside the printed line some of its blur remains. */
const LINE_GUARD_PX = 0.5;

export interface CellInk {
  readonly patch: InkPatch;
  /** Width of the margin around the cell inside the patch. */
  readonly marginPx: number;
}

const paperLevelOf = (data: Uint8Array): number => {
  const histogram = new Uint32Array(256);
  for (let i = 0; i < data.length; i++) {
    const level = data[i]!;
    histogram[level] = histogram[level]! + 1;
  }
  let left = data.length * 0.3;
  let level = 255;
  while (level > 0 && (left -= histogram[level]!) > 0) level--;
  return Math.max(16, level);
};

/**
 * Takes the printed line between `from` and `to` (columns or rows) away. Where ink stands on both sides of it, a
 * stroke crosses, and it is closed again.
 */
export const wipeLine = (ink: InkPatch, from: number, to: number, vertical: boolean): void => {
  const { data, width, height } = ink;
  const across = vertical ? width : height;
  const along = vertical ? height : width;
  const stepAcross = vertical ? 1 : width;
  const stepAlong = vertical ? width : 1;
  const first = Math.max(0, Math.floor(from));
  const last = Math.min(across - 1, Math.ceil(to));
  // Strokes cross at a slant: one pixel to either side counts too.
  const mostInkNear = (line: number, b: number): number => {
    if (line < 0 || line >= across) return 0;
    const at = line * stepAcross + b * stepAlong;
    const here = data[at]!;
    const before = b > 0 ? data[at - stepAlong]! : 0;
    const after = b + 1 < along ? data[at + stepAlong]! : 0;
    return Math.max(here, before, after);
  };
  for (let b = 0; b < along; b++) {
    const before = mostInkNear(first - 1, b);
    const bridge = before === 0 ? 0 : Math.min(before, mostInkNear(last + 1, b));
    for (let a = first, at = first * stepAcross + b * stepAlong; a <= last; a++, at += stepAcross) {
      if (data[at]! > bridge) data[at] = bridge;
    }
  }
};

const inkOfCell = (box: LocatedBox, frame: FrameLook, contrast: number): CellInk => {
  const { patch } = box;
  const px = patch.pxPerMm;
  const margin = MARGIN_MM * px;
  const left = Math.max(0, Math.round(box.left - margin));
  const right = Math.min(patch.width, Math.round(box.right + margin));
  const top = Math.max(0, Math.round(box.top - margin));
  const bottom = Math.min(patch.height, Math.round(box.bottom + margin));
  const width = Math.max(1, right - left);
  const height = Math.max(1, bottom - top);
  const data = new Float32Array(width * height);
  const paper = paperLevelOf(patch.data);
  const scale = 1 / Math.max(12, paper * contrast);
  const inkOfLevel = new Float32Array(256);
  for (let level = 0; level < paper; level++) inkOfLevel[level] = Math.min(1, (paper - level) * scale);
  for (let y = 0, out = 0; y < height; y++) {
    for (let x = 0, from = (y + top) * patch.width + left; x < width; x++, out++, from++)
      data[out] = inkOfLevel[patch.data[from]!]!;
  }
  const ink: InkPatch = { data, width, height };
  const inner = frame.innerReachMm * px + LINE_GUARD_PX;
  const outer = frame.outerReachMm * px + LINE_GUARD_PX;
  wipeLine(ink, box.left - left - outer, box.left - left + inner - 1, true);
  wipeLine(ink, box.right - left - inner, box.right - left + outer - 1, true);
  wipeLine(ink, box.top - top - outer, box.top - top + inner - 1, false);
  wipeLine(ink, box.bottom - top - inner, box.bottom - top + outer - 1, false);
  return { patch: ink, marginPx: Math.max(0, Math.floor(box.left) - left) };
};

/** The ink in each cell of a field, without the printed lines. Rectangles are in the page frame. */
export const extractCellInk = (view: PageView, cells: readonly RectMm[]): CellInk[] => {
  const { boxes, frame } = locateBoxes(view, cells);
  const contrast = Math.max(20, view.paperLevel - view.inkLevel) / Math.max(1, view.paperLevel);
  return boxes.map((box) => inkOfCell(box, frame, contrast));
};
