/** Items that are answered by hand: digit boxes for numbers, dates and times; lines and areas for words. */
import type { RectMm } from '../domain/geometry.ts';
import type { DigitRule } from '../domain/layout.ts';
import type { DateItem, NumberItem, TextItem, TimeItem } from '../questionnaire/questionnaire.ts';
import type { Block, Drawing } from './drawing.ts';
import { composeHeading } from './item-heading.ts';
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
  WRITING_LINE_MM,
} from './measures.ts';
import type { Sheet } from './sheet.ts';
import { say } from './sheet.ts';
import { widthOfWordsMm } from './typeface.ts';

interface CellGroup {
  readonly digits: number;
  /** Said below the group. */
  readonly hint?: string;
}

const groupsOf = (sheet: Sheet, item: NumberItem | DateItem | TimeItem): readonly CellGroup[] => {
  const { words } = sheet;
  switch (item.kind) {
    case 'number':
      return [{ digits: item.digits }];
    case 'date':
      return [
        { digits: 2, hint: words.day },
        { digits: 2, hint: words.month },
        { digits: 4, hint: words.year },
      ];
    case 'time':
      return [
        { digits: 2, hint: words.hours },
        { digits: 2, hint: words.minutes },
      ];
  }
};

const ruleOf = (item: NumberItem | DateItem | TimeItem): DigitRule =>
  item.kind === 'number' ? { type: 'number', min: item.min, max: item.max } : { type: item.kind };

const groupMm = (digits: number): number => digits * CELL_WIDTH_MM + (digits - 1) * CELL_GAP_MM;

/** The question at the left and its cells on the right half where both fit on a line; else the cells below. */
export const composeDigits = (sheet: Sheet, item: NumberItem | DateItem | TimeItem): Block => {
  const groups = groupsOf(sheet, item);
  const unit = item.kind === 'number' && item.unit !== undefined ? say(sheet, item.unit) : '';
  const halfMm = (sheet.widthMm + 6) / 2;
  const cellsMm =
    groups.reduce((sum, group) => sum + groupMm(group.digits), 0) + (groups.length - 1) * CELL_GROUP_GAP_MM;
  const unitMm = unit === '' ? 0 : 2.5 + widthOfWordsMm(unit, 'regular', TYPE_PT.text);
  const beside = composeHeading(sheet, item, halfMm - 6);
  const isBeside = beside.heightMm <= 2 * LINE_MM && cellsMm + unitMm <= sheet.widthMm - halfMm;
  const heading = isBeside ? beside : composeHeading(sheet, item, sheet.widthMm);
  // Beside a line of words, the cells share its middle.
  const top = isBeside ? 0 : heading.heightMm + 1.5;
  const headingDownMm = isBeside && heading.heightMm <= LINE_MM ? CELL_HEIGHT_MM / 2 - 2.15 : 0;
  const drawings: Drawing[] = heading.drawings.map((drawing) =>
    drawing.kind === 'words' ? { ...drawing, baselineMm: drawing.baselineMm + headingDownMm } : drawing,
  );
  const cells: RectMm[] = [];
  let x = isBeside ? sheet.leftMm + halfMm : sheet.leftMm;
  for (const group of groups) {
    for (let digit = 0; digit < group.digits; digit++) {
      const rectMm = {
        x: x + digit * (CELL_WIDTH_MM + CELL_GAP_MM),
        y: top,
        width: CELL_WIDTH_MM,
        height: CELL_HEIGHT_MM,
      };
      cells.push(rectMm);
      drawings.push({ kind: 'frame', rectMm, lineMm: FRAME_MM, gray: INK.frame });
    }
    if (group.hint !== undefined) {
      const hintMm = widthOfWordsMm(group.hint, 'regular', TYPE_PT.hint);
      drawings.push({
        kind: 'words',
        words: group.hint,
        xMm: x + groupMm(group.digits) / 2 - hintMm / 2,
        baselineMm: top + CELL_HEIGHT_MM + 3.8,
        face: 'regular',
        sizePt: TYPE_PT.hint,
        gray: INK.soft,
      });
    }
    x += groupMm(group.digits) + CELL_GROUP_GAP_MM;
  }
  if (unit !== '') {
    drawings.push({
      kind: 'words',
      words: unit,
      xMm: x - CELL_GROUP_GAP_MM + 2.5,
      baselineMm: top + CELL_HEIGHT_MM / 2 + 1.16,
      face: 'regular',
      sizePt: TYPE_PT.text,
      gray: INK.text,
    });
  }
  const cellsBottom = top + CELL_HEIGHT_MM + (groups.some((group) => group.hint !== undefined) ? 5 : 0.2);
  return {
    what: `item "${item.id}"`,
    role: 'item',
    heightMm: Math.max(heading.heightMm, cellsBottom),
    drawings,
    fields: [{ variable: item.variable, kind: 'digits', cells, rule: ruleOf(item) }],
  };
};

/** A line to write on, or a framed area with nothing in it. */
export const composeText = (sheet: Sheet, item: TextItem): Block => {
  const heading = composeHeading(sheet, item, sheet.widthMm);
  const isLine = item.lines <= 1;
  const rectMm = {
    x: sheet.leftMm,
    y: heading.heightMm + (isLine ? 0.5 : 1.5),
    width: sheet.widthMm,
    height: Math.max(1, item.lines) * WRITING_LINE_MM,
  };
  const bottom = rectMm.y + rectMm.height;
  return {
    what: `item "${item.id}"`,
    role: 'item',
    heightMm: bottom + 0.2,
    drawings: [
      ...heading.drawings,
      isLine
        ? {
            kind: 'line',
            fromMm: [rectMm.x, bottom],
            toMm: [rectMm.x + rectMm.width, bottom],
            lineMm: RULE_MM,
            gray: INK.frame,
          }
        : { kind: 'frame', rectMm, lineMm: RULE_MM, gray: INK.frame },
    ],
    fields: [{ variable: item.variable, kind: 'text', rectMm }],
  };
};
