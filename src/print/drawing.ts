/** What is put on paper, as data, in mm in the page frame (origin top left, y down). */
import type { QuestionnairePart } from '../domain/errors.ts';
import type { RectMm } from '../domain/geometry.ts';
import type { LayoutField } from '../domain/layout.ts';
import type { QrSymbol } from './qr-symbol.ts';

/** Red, green and blue from 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number];

/** A step of an outline, in mm: move to, line to, curve to (two handles and the end), or back to where it began. */
export type OutlineStep =
  | readonly ['M' | 'L', number, number]
  | readonly ['C', number, number, number, number, number, number]
  | readonly ['Z'];

export type Face = 'regular' | 'semibold' | 'italic';

export type Drawing =
  | {
      readonly kind: 'words';
      readonly words: string;
      /** Left end of the baseline. */
      readonly xMm: number;
      readonly baselineMm: number;
      readonly face: Face;
      readonly sizePt: number;
      readonly gray: number;
      /** Letterspacing, added after every letter; words that are letterspaced are not kerned. */
      readonly trackingPt?: number;
      /** Instead of `gray`. */
      readonly colour?: Colour;
    }
  /** Any outline, filled, drawn along, or both; for charts, never for what is read again from paper. */
  | {
      readonly kind: 'shape';
      readonly outline: readonly OutlineStep[];
      readonly fill: Colour | null;
      readonly stroke: { readonly colour: Colour; readonly lineMm: number } | null;
    }
  /** A rectangle's outline; the line's middle runs along `rectMm`. */
  | { readonly kind: 'frame'; readonly rectMm: RectMm; readonly lineMm: number; readonly gray: number }
  /** A filled rectangle. */
  | { readonly kind: 'block'; readonly rectMm: RectMm; readonly gray: number }
  /** Dark modules of a QR symbol, filled as one shape so that no seams show between them. */
  | {
      readonly kind: 'symbol';
      readonly symbol: QrSymbol;
      /** Top-left corner of the symbol, quiet zone not included. */
      readonly xMm: number;
      readonly yMm: number;
      readonly moduleMm: number;
    }
  | {
      readonly kind: 'line';
      readonly fromMm: readonly [x: number, y: number];
      readonly toMm: readonly [x: number, y: number];
      readonly lineMm: number;
      readonly gray: number;
      readonly roundEnds?: boolean;
    };

/** Drawings and fields that keep together; y counts from the block's own top, x from the page's left edge. */
export interface Block {
  /** What it is, for messages to people: `item "age"`. */
  readonly what: string;
  /** Where it stands in the questionnaire. */
  readonly part: QuestionnairePart;
  readonly role: 'head' | 'section' | 'item' | 'closing' | 'notice';
  readonly heightMm: number;
  readonly drawings: readonly Drawing[];
  readonly fields: readonly LayoutField[];
}

const shiftRect = (rect: RectMm, byMm: number): RectMm => ({ ...rect, y: rect.y + byMm });

const shiftStep = (step: OutlineStep, byMm: number): OutlineStep => {
  if (step[0] === 'Z') return step;
  if (step[0] !== 'C') return [step[0], step[1], step[2] + byMm];
  return ['C', step[1], step[2] + byMm, step[3], step[4] + byMm, step[5], step[6] + byMm];
};

export const shiftDrawing = (drawing: Drawing, byMm: number): Drawing => {
  switch (drawing.kind) {
    case 'words':
      return { ...drawing, baselineMm: drawing.baselineMm + byMm };
    case 'line':
      return {
        ...drawing,
        fromMm: [drawing.fromMm[0], drawing.fromMm[1] + byMm],
        toMm: [drawing.toMm[0], drawing.toMm[1] + byMm],
      };
    case 'symbol':
      return { ...drawing, yMm: drawing.yMm + byMm };
    case 'shape':
      return { ...drawing, outline: drawing.outline.map((step) => shiftStep(step, byMm)) };
  }
  return { ...drawing, rectMm: shiftRect(drawing.rectMm, byMm) };
};

export const shiftField = (field: LayoutField, byMm: number): LayoutField => {
  switch (field.kind) {
    case 'choice':
      return {
        ...field,
        boxes: field.boxes.map((box) => ({ ...box, rectMm: shiftRect(box.rectMm, byMm) })),
      };
    case 'digits':
      return { ...field, cells: field.cells.map((cell) => shiftRect(cell, byMm)) };
  }
  return {
    ...field,
    ...(field.rectMm === undefined ? {} : { rectMm: shiftRect(field.rectMm, byMm) }),
    ...(field.cells === undefined ? {} : { cells: field.cells.map((cell) => shiftRect(cell, byMm)) }),
  };
};
