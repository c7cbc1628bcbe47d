/** A single- or multiple-answer item: boxes in a column, in several where that saves room, or in one row. */
import type { ChoiceBox, LayoutField } from '../domain/layout.ts';
import type { ChoiceItem, ResponseOption } from '../questionnaire/questionnaire.ts';
import type { Block, Drawing } from './drawing.ts';
import { shiftDrawing } from './drawing.ts';
import { composeHeading } from './item-heading.ts';
import {
  BOX_MM,
  FRAME_MM,
  GUTTER_MM,
  INK,
  LABEL_GAP_MM,
  LINE_MM,
  RULE_MM,
  TYPE_PT,
  WRITING_LINE_LEAST_MM,
} from './measures.ts';
import type { Line } from './paragraph.ts';
import { breakLines, drawLines } from './paragraph.ts';
import type { Sheet } from './sheet.ts';
import { answerLeftMm, besideQuestionMm, routingHint, say } from './sheet.ts';

const HEADING_GAP_MM = 0.75;
/** From the middle of a box to the baseline of its label: letters and box share their middle. */
const MIDDLE_TO_BASELINE_MM = 1.16;
/** A line to write on stands this far below the baseline of the words before it. */
const RULE_BELOW_BASELINE_MM = 1.1;
/** Where options stand in one row, they begin on multiples of a twelfth of the width, so that rows line up. */
const ROW_STEPS = 12;

interface Cell {
  readonly option: ResponseOption;
  readonly lines: readonly Line[];
  readonly xMm: number;
  readonly widthMm: number;
}

type Rows = readonly (readonly Cell[])[];

const layCell = (sheet: Sheet, option: ResponseOption, xMm: number, widthMm: number): Cell => {
  const hint = option.goTo === undefined ? [] : [routingHint(sheet, option.goTo)];
  const lines = breakLines(
    [
      { words: say(sheet, option.label), face: 'regular', gray: INK.text },
      ...hint.map((words) => ({ words: `\u00A0\u00A0${words}`, face: 'semibold' as const, gray: INK.text })),
    ],
    TYPE_PT.text,
    widthMm - BOX_MM - LABEL_GAP_MM,
  );
  return { option, lines, xMm, widthMm };
};

/** On one line, with room to write behind "other, namely". */
const fits = (cell: Cell): boolean => {
  const spareMm = cell.widthMm - BOX_MM - LABEL_GAP_MM - (cell.lines[0]?.widthMm ?? 0);
  return cell.lines.length === 1 && (cell.option.other === undefined || spareMm >= WRITING_LINE_LEAST_MM + 2);
};

/** Whole twelfths, at least two, that a cell with one line of words takes. */
const stepsMm = (sheet: Sheet, cell: Cell): number => {
  const stepMm = (sheet.widthMm + GUTTER_MM) / ROW_STEPS;
  const neededMm = BOX_MM + LABEL_GAP_MM + (cell.lines[0]?.widthMm ?? 0) + GUTTER_MM;
  return Math.max(2, Math.ceil(neededMm / stepMm)) * stepMm;
};

/** Down the first column, then the next. */
const layColumns = (sheet: Sheet, options: readonly ResponseOption[], columns: number): Rows => {
  const widthMm = (sheet.widthMm - (columns - 1) * GUTTER_MM) / columns;
  const height = Math.ceil(options.length / columns);
  return Array.from({ length: height }, (_, row) =>
    options.flatMap((option, index) =>
      index % height === row
        ? [layCell(sheet, option, sheet.leftMm + Math.floor(index / height) * (widthMm + GUTTER_MM), widthMm)]
        : [],
    ),
  );
};

/** As `layColumns`, but each column as wide as its words need, beginning on a twelfth; null where they do not fit. */
const laySnugColumns = (sheet: Sheet, options: readonly ResponseOption[], columns: number): Rows | null => {
  const height = Math.ceil(options.length / columns);
  const rows: Cell[][] = Array.from({ length: height }, () => []);
  const rightMm = sheet.leftMm + sheet.widthMm;
  let xMm = sheet.leftMm;
  for (let first = 0; first < options.length; first += height) {
    const column = options
      .slice(first, first + height)
      .map((option) => layCell(sheet, option, xMm, rightMm - xMm));
    if (!column.every((cell) => fits(cell) && cell.option.other === undefined)) return null;
    column.forEach((cell, row) => rows[row]?.push(cell));
    xMm += Math.max(...column.map((cell) => stepsMm(sheet, cell)));
  }
  return rows;
};

/** All in one row from `fromMm` to the right margin, each on the next twelfth that is free; null where they do not fit. */
const layRow = (sheet: Sheet, options: readonly ResponseOption[], fromMm: number): Rows | null => {
  const rightMm = sheet.leftMm + sheet.widthMm;
  const row: Cell[] = [];
  let xMm = fromMm;
  for (const option of options) {
    const cell = layCell(sheet, option, xMm, rightMm - xMm);
    if (option.other !== undefined || !fits(cell)) return null;
    row.push(cell);
    xMm += stepsMm(sheet, cell);
  }
  return [row];
};

const arrange = (sheet: Sheet, options: readonly ResponseOption[]): Rows => {
  if (options.length <= 4) {
    const even = options.some((option) => option.other !== undefined) ? [] : layColumns(sheet, options, 4);
    if (even.length > 0 && even.flat().every(fits)) return even;
    const row = layRow(sheet, options, sheet.leftMm);
    if (row !== null) return row;
  }
  const last = options.at(-1);
  for (const columns of options.length <= 4 ? [2] : sheet.density.optionColumns) {
    // "Other, namely" at the end takes a row of its own below the columns: room to write, and the rows stay even.
    const below = last?.other === undefined ? [] : [[layCell(sheet, last, sheet.leftMm, sheet.widthMm)]];
    const inColumns = below.length === 0 ? options : options.slice(0, -1);
    const rows = layColumns(sheet, inColumns, columns);
    if (rows.flat().every(fits)) return [...rows, ...below];
    const snug = columns > 2 ? laySnugColumns(sheet, inColumns, columns) : null;
    if (snug !== null) return [...snug, ...below];
  }
  return layColumns(sheet, options, 1);
};

/** Two short answers at the right of a short question. */
const arrangeBeside = (sheet: Sheet, item: ChoiceItem): Rows | null => {
  if (item.options.length > 2) return null;
  if (composeHeading(sheet, item, besideQuestionMm(sheet)).heightMm > 2 * LINE_MM) return null;
  return layRow(sheet, item.options, answerLeftMm(sheet));
};

interface DrawnRows {
  readonly drawings: readonly Drawing[];
  readonly boxes: readonly ChoiceBox[];
  /** Lines to write on, by the code of their option. */
  readonly others: ReadonlyMap<string, LayoutField>;
  readonly bottomMm: number;
}

const drawRows = (sheet: Sheet, rows: Rows, topMm: number): DrawnRows => {
  const { optionPitchMm, writingLineMm } = sheet.density;
  const boxTopMm = (optionPitchMm - BOX_MM) / 2;
  const drawings: Drawing[] = [];
  const boxes: ChoiceBox[] = [];
  const others = new Map<string, LayoutField>();
  let y = topMm;
  for (const row of rows) {
    const hasLine = row.some((cell) => cell.option.other !== undefined);
    const mostLines = Math.max(...row.map((cell) => cell.lines.length));
    // Handwriting needs height above its line, so the row grows upwards from its boxes.
    const raisedMm = hasLine ? writingLineMm - optionPitchMm : 0;
    for (const cell of row) {
      const { xMm: x } = cell;
      const rectMm = { x, y: y + raisedMm + boxTopMm, width: BOX_MM, height: BOX_MM };
      const labelX = x + BOX_MM + LABEL_GAP_MM;
      const baselineMm = rectMm.y + BOX_MM / 2 + MIDDLE_TO_BASELINE_MM;
      boxes.push({ code: cell.option.code, rectMm });
      drawings.push(
        { kind: 'frame', rectMm, lineMm: FRAME_MM, gray: INK.frame },
        ...drawLines(cell.lines, { xMm: labelX, baselineMm, lineMm: LINE_MM, sizePt: TYPE_PT.text }),
      );
      if (cell.option.other === undefined) continue;
      const fromX = labelX + (cell.lines.at(-1)?.widthMm ?? 0) + 2;
      const toX = x + cell.widthMm;
      const lineY = baselineMm + (cell.lines.length - 1) * LINE_MM + RULE_BELOW_BASELINE_MM;
      const heightMm = writingLineMm - 1.5;
      drawings.push({
        kind: 'line',
        fromMm: [fromX, lineY],
        toMm: [toX, lineY],
        lineMm: RULE_MM,
        gray: INK.frame,
      });
      others.set(cell.option.code, {
        variable: cell.option.other.variable,
        kind: 'text',
        rectMm: { x: fromX, y: lineY - heightMm, width: toX - fromX, height: heightMm },
      });
    }
    y += raisedMm + optionPitchMm + (mostLines - 1) * LINE_MM;
  }
  // The white below the last box is left to the gap between items.
  return { drawings, boxes, others, bottomMm: y - boxTopMm + 0.2 };
};

export const composeChoice = (sheet: Sheet, item: ChoiceItem): Block => {
  const besideRows = arrangeBeside(sheet, item);
  const heading = composeHeading(sheet, item, besideRows === null ? sheet.widthMm : besideQuestionMm(sheet));
  const rows = besideRows ?? arrange(sheet, item.options);
  // Beside its question, a row's baseline is that of the question's first line.
  const topMm = besideRows === null ? heading.heightMm + HEADING_GAP_MM : 0;
  const drawn = drawRows(sheet, rows, topMm);
  const headingDownMm = besideRows === null ? 0 : (sheet.density.optionPitchMm - LINE_MM) / 2;
  const byCode = new Map(drawn.boxes.map((box) => [box.code, box]));
  return {
    what: `item "${item.id}"`,
    part: { item: item.id },
    role: 'item',
    heightMm: Math.max(drawn.bottomMm, heading.heightMm + headingDownMm),
    drawings: [...heading.drawings.map((drawing) => shiftDrawing(drawing, headingDownMm)), ...drawn.drawings],
    fields: [
      {
        variable: item.variable,
        kind: 'choice',
        multiple: item.multiple,
        boxes: item.options.flatMap((option) => byCode.get(option.code) ?? []),
      },
      ...item.options.flatMap((option) => drawn.others.get(option.code) ?? []),
    ],
  };
};
