/** Items that are answered by hand: digit boxes for numbers, dates and times; lines and areas for words. */
import { PaperlineError } from '../domain/errors.ts';
import type { RectMm } from '../domain/geometry.ts';
import type { DigitRule } from '../domain/layout.ts';
import type { DateItem, NumberItem, TextItem, TimeItem } from '../questionnaire/questionnaire.ts';
import type { Block, Drawing } from './drawing.ts';
import { shiftDrawing } from './drawing.ts';
import { BASELINE_MM, composeHeading } from './item-heading.ts';
import {
  CELL_GAP_MM,
  CELL_GROUP_GAP_MM,
  CELL_HEIGHT_MM,
  CELL_WIDTH_MM,
  FRAME_MM,
  INK,
  LINE_MM,
  RULE_MM,
  TYPE_PT,
} from './measures.ts';
import type { Sheet } from './sheet.ts';
import { answerLeftMm, besideQuestionMm, say } from './sheet.ts';
import { widthOfWordsMm } from './typeface.ts';

const MIDDLE_TO_BASELINE_MM = 1.16;
const AFTER_GAP_MM = 2;
/** From the baseline of a question to the line to write on beside it. */
const LINE_BELOW_BASELINE_MM = 1.1;

interface CellGroup {
  readonly digits: number;
  /** Words at the right of the group, in line with its middle. */
  readonly after?: string;
  /** Words below the group. */
  readonly below?: string;
}

const groupsOf = (sheet: Sheet, item: NumberItem | DateItem | TimeItem): readonly CellGroup[] => {
  const { words } = sheet;
  switch (item.kind) {
    case 'number':
      return [
        item.unit === undefined
          ? { digits: item.digits }
          : { digits: item.digits, after: say(sheet, item.unit) },
      ];
    case 'date':
      return [
        { digits: 2, below: words.day },
        { digits: 2, below: words.month },
        { digits: 4, below: words.year },
      ];
  }
  return [
    { digits: 2, after: words.hours },
    { digits: 2, after: words.minutes },
  ];
};

const ruleOf = (item: NumberItem | DateItem | TimeItem): DigitRule =>
  item.kind === 'number' ? { type: 'number', min: item.min, max: item.max } : { type: item.kind };

const cellsMm = (digits: number): number => digits * CELL_WIDTH_MM + (digits - 1) * CELL_GAP_MM;

interface DrawnCells {
  readonly drawings: readonly Drawing[];
  readonly cells: readonly RectMm[];
  readonly rightMm: number;
  readonly bottomMm: number;
}

const drawCells = (groups: readonly CellGroup[], leftMm: number, topMm: number): DrawnCells => {
  const drawings: Drawing[] = [];
  const cells: RectMm[] = [];
  let x = leftMm;
  let rightMm = leftMm;
  for (const group of groups) {
    for (let digit = 0; digit < group.digits; digit++) {
      const rectMm = {
        x: x + digit * (CELL_WIDTH_MM + CELL_GAP_MM),
        y: topMm,
        width: CELL_WIDTH_MM,
        height: CELL_HEIGHT_MM,
      };
      cells.push(rectMm);
      drawings.push({ kind: 'frame', rectMm, lineMm: FRAME_MM, gray: INK.frame });
    }
    const groupMm = cellsMm(group.digits);
    rightMm = x + groupMm;
    if (group.below !== undefined) {
      drawings.push({
        kind: 'words',
        words: group.below,
        xMm: x + (groupMm - widthOfWordsMm(group.below, 'regular', TYPE_PT.hint)) / 2,
        baselineMm: topMm + CELL_HEIGHT_MM + 3.8,
        face: 'regular',
        sizePt: TYPE_PT.hint,
        gray: INK.soft,
      });
    }
    if (group.after !== undefined) {
      drawings.push({
        kind: 'words',
        words: group.after,
        xMm: rightMm + AFTER_GAP_MM,
        baselineMm: topMm + CELL_HEIGHT_MM / 2 + MIDDLE_TO_BASELINE_MM,
        face: 'regular',
        sizePt: TYPE_PT.text,
        gray: INK.text,
      });
      rightMm += AFTER_GAP_MM + widthOfWordsMm(group.after, 'regular', TYPE_PT.text);
    }
    x = rightMm + CELL_GROUP_GAP_MM;
  }
  const hasWordsBelow = groups.some((group) => group.below !== undefined);
  return { drawings, cells, rightMm, bottomMm: topMm + CELL_HEIGHT_MM + (hasWordsBelow ? 4.9 : 0.2) };
};

/** The question at the left and its cells at the right where both fit; else the cells below. */
export const composeDigits = (sheet: Sheet, item: NumberItem | DateItem | TimeItem): Block => {
  const groups = groupsOf(sheet, item);
  const rightMm = sheet.leftMm + sheet.widthMm;
  const narrow = composeHeading(sheet, item, besideQuestionMm(sheet));
  const beside = drawCells(groups, answerLeftMm(sheet), 0);
  const isBeside = narrow.heightMm <= 2 * LINE_MM && beside.rightMm <= rightMm;
  const heading = isBeside ? narrow : composeHeading(sheet, item, sheet.widthMm);
  const drawn = isBeside ? beside : drawCells(groups, sheet.leftMm, heading.heightMm + 1.5);
  if (drawn.rightMm > rightMm) {
    throw new PaperlineError({
      code: 'questionnaire-does-not-fit',
      message: `The digit boxes of item "${item.id}" need ${Math.ceil(drawn.rightMm - sheet.leftMm)} mm side by side, and the page has ${Math.floor(sheet.widthMm)} mm (language ${sheet.language}).`,
      remedy: 'Ask for a smaller number, or shorten its unit.',
      about: { item: item.id },
    });
  }
  // Beside one line of words, the cells share its middle.
  const headingDownMm =
    isBeside && heading.heightMm <= LINE_MM ? CELL_HEIGHT_MM / 2 + MIDDLE_TO_BASELINE_MM - BASELINE_MM : 0;
  return {
    what: `item "${item.id}"`,
    part: { item: item.id },
    role: 'item',
    heightMm: Math.max(heading.heightMm, drawn.bottomMm),
    drawings: [...heading.drawings.map((drawing) => shiftDrawing(drawing, headingDownMm)), ...drawn.drawings],
    fields: [{ variable: item.variable, kind: 'digits', cells: [...drawn.cells], rule: ruleOf(item) }],
  };
};

/** A line to write on, at the right of a short question or below it; or a framed area with nothing in it. */
export const composeText = (sheet: Sheet, item: TextItem): Block => {
  const { writingLineMm } = sheet.density;
  const narrow = composeHeading(sheet, item, besideQuestionMm(sheet));
  const isLine = item.lines <= 1;
  const isBeside = isLine && narrow.heightMm <= LINE_MM;
  const heading = isBeside ? narrow : composeHeading(sheet, item, sheet.widthMm);
  const left = isBeside ? answerLeftMm(sheet) : sheet.leftMm;
  const rectMm = {
    x: left,
    y: isBeside ? 0 : heading.heightMm + (isLine ? 0 : 1.5),
    width: sheet.leftMm + sheet.widthMm - left,
    height: Math.max(1, item.lines) * writingLineMm - (isBeside ? LINE_BELOW_BASELINE_MM : 0),
  };
  const bottom = rectMm.y + rectMm.height;
  const headingDownMm = isBeside ? bottom - LINE_BELOW_BASELINE_MM - BASELINE_MM : 0;
  return {
    what: `item "${item.id}"`,
    part: { item: item.id },
    role: 'item',
    heightMm: bottom + 0.2,
    drawings: [
      ...heading.drawings.map((drawing) => shiftDrawing(drawing, headingDownMm)),
      isLine
        ? {
            kind: 'line',
            fromMm: [left, bottom],
            toMm: [left + rectMm.width, bottom],
            lineMm: RULE_MM,
            gray: INK.frame,
          }
        : { kind: 'frame', rectMm, lineMm: RULE_MM, gray: INK.frame },
    ],
    fields: [{ variable: item.variable, kind: 'text', rectMm }],
  };
};
