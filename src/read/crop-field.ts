import { boundingRectMm, type RectMm } from '../domain/geometry.ts';
import type { GrayImage } from '../domain/image.ts';
import type { LayoutField } from '../domain/layout.ts';
import { patchSizePx, samplePatch, type PageView } from './page-view.ts';

/** A rectangle in the pixels of a crop, origin at its top-left corner. */
export interface CropRectPx {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a crop shows, without its pixels. */
export interface FieldFrame {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** The part of the page that the crop shows, in the page frame. */
  readonly rectMm: RectMm;
  /** The printed boxes or cells; `code` is the option's code, or the number of the cell from 1. */
  readonly boxes: readonly { readonly code: string; readonly rectPx: CropRectPx }[];
}

/** One field as a person should see it: upright, with some of the page around it. */
export interface FieldCrop extends Omit<FieldFrame, 'width' | 'height'> {
  readonly image: GrayImage;
}

export interface CropOptions {
  readonly pxPerMm?: number;
  readonly contextMm?: number;
}

/** About 200 dpi: sharp on a screen, small on the wire. */
const CROP_PX_PER_MM = 8;
/** Room for a circle drawn round a box, an arrow, or a word beside it. */
const CONTEXT_MM = 5;

const partsOf = (field: LayoutField): { readonly code: string; readonly rectMm: RectMm }[] => {
  if (field.kind === 'choice') return field.boxes;
  return (field.cells ?? []).map((rectMm, k) => ({ code: String(k + 1), rectMm }));
};

/** Columns of options stand further apart than this; columns of a scale or grid stand closer. */
const OPTION_COLUMN_MM = 14;
/** The longest label that is shown beside a single column of options. */
const LABEL_MM = 60;

/** How far the label of the rightmost option may reach. */
const labelRoomMm = (field: LayoutField, contextMm: number): number => {
  if (field.kind !== 'choice') return contextMm;
  const columns = [...new Set(field.boxes.map(({ rectMm }) => Math.round(rectMm.x)))].toSorted(
    (a, b) => a - b,
  );
  const gaps = columns.slice(1).map((x, at) => x - (columns[at] ?? x));
  const pitch = Math.min(...gaps, LABEL_MM);
  return pitch > OPTION_COLUMN_MM ? Math.max(contextMm, pitch - 4) : contextMm;
};

/** The part of the page around a field. Clipped to the paper. */
const cropRectOf = (
  field: LayoutField,
  contextMm: number,
  paper: { readonly widthMm: number; readonly heightMm: number },
): RectMm => {
  const rects = partsOf(field).map((part) => part.rectMm);
  if (field.kind === 'text' && field.rectMm !== undefined) rects.push(field.rectMm);
  const all = boundingRectMm(rects);
  const left = Math.max(0, all.x - contextMm);
  const top = Math.max(0, all.y - contextMm);
  return {
    x: left,
    y: top,
    width: Math.min(paper.widthMm, all.x + all.width + labelRoomMm(field, contextMm)) - left,
    height: Math.min(paper.heightMm, all.y + all.height + contextMm) - top,
  };
};

/** How large the crop of `field` is and where its printed boxes are in it; see `cropField`. */
export const frameField = (
  field: LayoutField,
  paper: { readonly widthMm: number; readonly heightMm: number },
  { pxPerMm = CROP_PX_PER_MM, contextMm = CONTEXT_MM }: CropOptions = {},
): FieldFrame => {
  const rectMm = cropRectOf(field, contextMm, paper);
  const { width, height } = patchSizePx(rectMm, pxPerMm);
  const scaleX = width / rectMm.width;
  const scaleY = height / rectMm.height;
  return {
    width,
    height,
    rectMm,
    boxes: partsOf(field).map(({ code, rectMm: box }) => ({
      code,
      rectPx: {
        x: (box.x - rectMm.x) * scaleX,
        y: (box.y - rectMm.y) * scaleY,
        width: box.width * scaleX,
        height: box.height * scaleY,
      },
    })),
  };
};

/**
 * An upright crop of `field` from the scan, `pxPerMm` pixels a millimetre (8 unless given), with `contextMm` of the
 * page on every side (5 unless given), and where its printed boxes are in the crop.
 */
export const cropField = (
  view: PageView,
  field: LayoutField,
  paper: { readonly widthMm: number; readonly heightMm: number },
  options: CropOptions = {},
): FieldCrop => {
  const { rectMm, boxes } = frameField(field, paper, options);
  return { image: samplePatch(view, rectMm, options.pxPerMm ?? CROP_PX_PER_MM), rectMm, boxes };
};
