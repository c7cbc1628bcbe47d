/**
 * Every length that the printed form is built from, in mm (type sizes in pt), in the page frame of
 * `domain/geometry.ts`. They are what the reader relies on, so nothing else in src/print invents a length that marks depend on.
 */
import type { Questionnaire } from '../questionnaire/questionnaire.ts';

export interface Paper {
  readonly widthMm: number;
  readonly heightMm: number;
}

export const PAPERS: Readonly<Record<Questionnaire['paper'], Paper>> = {
  A4: { widthMm: 210, heightMm: 297 },
  Letter: { widthMm: 215.9, heightMm: 279.4 },
};

export const MM_PER_PT = 25.4 / 72;

/** Baseline distance of running text; heights and gaps are multiples of half of it. */
export const LINE_MM = 4.5;
export const HALF_LINE_MM = LINE_MM / 2;

/** Left and right margin of all words and boxes. The registration marks stand outside it. */
export const SIDE_MARGIN_MM = 18;
/** Item numbers hang in a column of this width; questions, options and boxes line up behind it. */
export const NUMBER_COLUMN_MM = 8;

/** A box to mark: side of the square along the middle of its frame line. */
export const BOX_MM = 4;
/** Thickness of the frame line of boxes and digit cells. */
export const FRAME_MM = 0.25;
/** Clear paper around a box, from the outer side of its frame line to whatever else is printed. */
export const CLEAR_MM = 1.2;
/** Least distance between two boxes of the same form. */
export const BOX_GAP_MM = 2.5;
/** From a box's right side to its label. */
export const LABEL_GAP_MM = 2.2;
/** From one number of a scale to the next, left to left. */
export const SCALE_PITCH_MM = 8.5;
/** The narrowest that leaves boxes clear of each other. */
export const SCALE_PITCH_LEAST_MM = BOX_MM + BOX_GAP_MM + 0.5;

export const CELL_WIDTH_MM = 6;
export const CELL_HEIGHT_MM = 7.5;
/** Between two digit cells of one group, and between groups (day, month, year). */
export const CELL_GAP_MM = 1.5;
export const CELL_GROUP_GAP_MM = 4.5;

/** A line to write on that is shorter than this goes to a row of its own. */
export const WRITING_LINE_LEAST_MM = 40;

/** Registration marks: side of the square, distance from the paper's edge, and how far the fourth is pushed up. */
export const MARK_MM = 5;
export const MARK_EDGE_MM = 7;
export const MARK_DISPLACED_MM = 22;

/** Side of one module of a page code's QR symbol; 2.95 px at 150 dpi. */
export const MODULE_MM = 0.5;
/** A version 2 symbol. */
export const SYMBOL_MODULES = 25;
export const SYMBOL_MM = MODULE_MM * SYMBOL_MODULES;
/** Four modules of white around a symbol. */
export const QUIET_MM = 4 * MODULE_MM;
/** From the paper's upper or lower edge to the nearer side of the symbol. */
export const SYMBOL_EDGE_MM = 7;

/** Where questions may stand, from the top and from the bottom edge of the paper. */
export const BODY_TOP_MM = SYMBOL_EDGE_MM + SYMBOL_MM + QUIET_MM + 2.5;
export const BODY_BOTTOM_MM = SYMBOL_EDGE_MM + SYMBOL_MM + QUIET_MM + 1;

/** White between two columns of options, and between a question and an answer beside it. */
export const GUTTER_MM = 6;

/** What gives way where a form has to keep within its pages. Boxes, their distance and the type of questions do not. */
export interface Density {
  readonly name: 'roomy' | 'compact';
  /** From one option's box to the box below it, top to top. */
  readonly optionPitchMm: number;
  /** Height of a line to write on. */
  readonly writingLineMm: number;
  /** From one number of a grid to the next. */
  readonly gridPitchMm: number;
  readonly noticePt: number;
  readonly noticeLineMm: number;
  /** Words for the ends of a scale: under its boxes, or at their right. */
  readonly scaleWordsBelow: boolean;
  /** Numbers of option columns to try for five options and more, best first. */
  readonly optionColumns: readonly number[];
  /** White between two items; the first that fits is taken. */
  readonly itemGapsMm: readonly number[];
}

export const DENSITIES: readonly Density[] = [
  {
    name: 'roomy',
    optionPitchMm: 6.75,
    writingLineMm: 9,
    gridPitchMm: SCALE_PITCH_MM,
    noticePt: 8,
    noticeLineMm: 3.375,
    scaleWordsBelow: true,
    optionColumns: [2],
    itemGapsMm: [10, 9, 8, 7, 6],
  },
  {
    name: 'compact',
    optionPitchMm: BOX_MM + BOX_GAP_MM,
    writingLineMm: 8.25,
    gridPitchMm: 7.75,
    noticePt: 7.5,
    noticeLineMm: 3.15,
    scaleWordsBelow: false,
    optionColumns: [3, 2],
    itemGapsMm: [7.5, 6.5, 5.5, 4.75, 4, 3.5, 3],
  },
];

/** The one scale of type sizes, in pt. */
export const TYPE_PT = {
  /** Page-code words, letterspaced. */
  code: 7.5,
  /** Hints, numbers over boxes, column heads. */
  hint: 9.5,
  /** Options and running text. */
  text: 10,
  /** Questions. */
  question: 10.5,
  section: 13,
  title: 20,
} as const;

/** Grays, 0 black to 1 white. */
export const INK = { black: 0, text: 0.08, soft: 0.32, frame: 0.15, rule: 0.45 } as const;

/** Lines to write on, frames of writing areas, rules of the form's head. */
export const RULE_MM = 0.15;
/** Rules between the rows of a grid. */
export const GRID_RULE_MM = 0.1;
/** A grid row with one line of words: its box, clear on both sides up to the rules. */
export const GRID_ROW_MM = BOX_MM + 2 * (CLEAR_MM + FRAME_MM / 2 + GRID_RULE_MM / 2);
