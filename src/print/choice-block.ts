/** A single- or multiple-answer item: a column of boxes, or two to four columns where that saves room. */
import type { ChoiceBox, LayoutField } from '../domain/layout.ts';
import type { ChoiceItem, ResponseOption } from '../questionnaire/questionnaire.ts';
import type { Block, Drawing } from './drawing.ts';
import { composeHeading } from './item-heading.ts';
import {
  BOX_MM,
  FRAME_MM,
  INK,
  LABEL_GAP_MM,
  LINE_MM,
  OPTION_PITCH_MM,
  RULE_MM,
  TYPE_PT,
  WRITING_LINE_LEAST_MM,
  WRITING_LINE_MM,
} from './measures.ts';
import type { Line } from './paragraph.ts';
import { breakLines, drawLines } from './paragraph.ts';
import type { Sheet } from './sheet.ts';
import { routingHint, say } from './sheet.ts';

/** White between two columns of options. */
const GUTTER_MM = 6;
const HEADING_GAP_MM = 0.75;
const BOX_TOP_MM = (OPTION_PITCH_MM - BOX_MM) / 2;
/** The label's baseline below the top of an option's row: letters and box share their middle. */
const LABEL_BASELINE_MM = BOX_TOP_MM + BOX_MM / 2 + 1.16;
/** A line to write on stands this far below the baseline of the words before it. */
const RULE_BELOW_BASELINE_MM = 1.1;

interface Cell {
  readonly option: ResponseOption;
  readonly lines: readonly Line[];
  readonly widthMm: number;
}

/** Rows of cells, each with the column (from 0) that it stands in. */
interface Arrangement {
  readonly columns: number;
  readonly rows: readonly (readonly { readonly column: number; readonly cell: Cell }[])[];
}

const layCell = (sheet: Sheet, option: ResponseOption, widthMm: number): Cell => {
  const hint = option.goTo === undefined ? [] : [routingHint(sheet, option.goTo)];
  const lines = breakLines(
    [
      { words: say(sheet, option.label), face: 'regular', gray: INK.text },
      ...hint.map((words) => ({ words: `  ${words}`, face: 'semibold' as const, gray: INK.text })),
    ],
    TYPE_PT.text,
    widthMm - BOX_MM - LABEL_GAP_MM,
  );
  return { option, lines, widthMm };
};

const fitsInColumn = (cell: Cell): boolean => {
  const spareMm = cell.widthMm - BOX_MM - LABEL_GAP_MM - (cell.lines.at(-1)?.widthMm ?? 0);
  return cell.lines.length === 1 && (cell.option.other === undefined || spareMm >= WRITING_LINE_LEAST_MM + 2);
};

/** Which numbers of columns to try for so many options, best first. One column always works. */
const columnsToTry = (count: number): readonly number[] => {
  if (count <= 4) return [4, 3, 2].filter((columns) => columns >= count);
  return count >= 9 ? [3, 2] : [2];
};

const arrange = (sheet: Sheet, options: readonly ResponseOption[]): Arrangement => {
  const inRows = (cells: readonly Cell[], columns: number): Arrangement => {
    const height = Math.ceil(cells.length / columns);
    return {
      columns,
      rows: Array.from({ length: height }, (_, row) =>
        cells.flatMap((cell, index) =>
          index % height === row ? [{ column: Math.floor(index / height), cell }] : [],
        ),
      ),
    };
  };
  for (const columns of columnsToTry(options.length)) {
    const widthMm = (sheet.widthMm - (columns - 1) * GUTTER_MM) / columns;
    const cells = options.map((option) => layCell(sheet, option, widthMm));
    if (cells.every(fitsInColumn)) return inRows(cells, columns);
    // "Other, namely" at the end may take a row of its own below the columns.
    const last = options.at(-1);
    if (options.length > 4 && last?.other !== undefined && cells.slice(0, -1).every(fitsInColumn)) {
      const above = inRows(cells.slice(0, -1), columns);
      const wide = layCell(sheet, last, sheet.widthMm);
      return { columns, rows: [...above.rows, [{ column: 0, cell: wide }]] };
    }
  }
  return inRows(
    options.map((option) => layCell(sheet, option, sheet.widthMm)),
    1,
  );
};

export const composeChoice = (sheet: Sheet, item: ChoiceItem): Block => {
  const heading = composeHeading(sheet, item, sheet.widthMm);
  const { columns, rows } = arrange(sheet, item.options);
  const columnMm = (sheet.widthMm + GUTTER_MM) / columns;
  const drawings: Drawing[] = [...heading.drawings];
  const boxes: ChoiceBox[] = [];
  const others: LayoutField[] = [];
  let y = heading.heightMm + HEADING_GAP_MM;
  for (const row of rows) {
    const hasLine = row.some(({ cell }) => cell.option.other !== undefined);
    const mostLines = Math.max(...row.map(({ cell }) => cell.lines.length));
    // Handwriting needs height above its line, so the row grows upwards from its boxes.
    const raisedMm = hasLine ? WRITING_LINE_MM - OPTION_PITCH_MM : 0;
    for (const { column, cell } of row) {
      const x = sheet.leftMm + column * columnMm;
      const rectMm = { x, y: y + raisedMm + BOX_TOP_MM, width: BOX_MM, height: BOX_MM };
      const labelX = x + BOX_MM + LABEL_GAP_MM;
      const baselineMm = y + raisedMm + LABEL_BASELINE_MM;
      boxes.push({ code: cell.option.code, rectMm });
      drawings.push(
        { kind: 'frame', rectMm, lineMm: FRAME_MM, gray: INK.frame },
        ...drawLines(cell.lines, { xMm: labelX, baselineMm, lineMm: LINE_MM, sizePt: TYPE_PT.text }),
      );
      if (cell.option.other !== undefined) {
        const lastBaselineMm = baselineMm + (cell.lines.length - 1) * LINE_MM;
        const fromX = labelX + (cell.lines.at(-1)?.widthMm ?? 0) + 2;
        const lineY = lastBaselineMm + RULE_BELOW_BASELINE_MM;
        const toX = x + cell.widthMm;
        drawings.push({
          kind: 'line',
          fromMm: [fromX, lineY],
          toMm: [toX, lineY],
          lineMm: RULE_MM,
          gray: INK.frame,
        });
        others.push({
          variable: cell.option.other.variable,
          kind: 'text',
          rectMm: {
            x: fromX,
            y: lineY - WRITING_LINE_MM + 1.5,
            width: toX - fromX,
            height: WRITING_LINE_MM - 1.5,
          },
        });
      }
    }
    y += raisedMm + OPTION_PITCH_MM + (mostLines - 1) * LINE_MM;
  }
  const byCode = new Map(boxes.map((box) => [box.code, box]));
  return {
    what: `item "${item.id}"`,
    role: 'item',
    heightMm: y,
    drawings,
    fields: [
      {
        variable: item.variable,
        kind: 'choice',
        multiple: item.multiple,
        boxes: item.options.flatMap((option) => byCode.get(option.code) ?? []),
      },
      ...others,
    ],
  };
};
