/** A grid item: rows of labels, one column of boxes an option, heads over the columns, a hairline under each row. */
import { PaperlineError } from '../domain/errors.ts';
import type { LayoutField } from '../domain/layout.ts';
import type { GridItem } from '../questionnaire/questionnaire.ts';
import type { Block, Drawing } from './drawing.ts';
import { BASELINE_MM, composeHeading } from './item-heading.ts';
import {
  BOX_GAP_MM,
  BOX_MM,
  FRAME_MM,
  INK,
  LINE_MM,
  GRID_ROW_MM,
  GRID_RULE_MM,
  SCALE_PITCH_LEAST_MM,
  TYPE_PT,
} from './measures.ts';
import type { Line } from './paragraph.ts';
import { breakLines, drawLines, widestWordMm } from './paragraph.ts';
import type { Sheet } from './sheet.ts';
import { say } from './sheet.ts';
import { widthOfWordsMm } from './typeface.ts';

/** Row labels get at least this much. */
const LABEL_LEAST_MM = 42;
/** Heads of columns are broken into lines only where row labels would get less than this. */
const LABEL_WISHED_MM = 75;
/** White between the words of a label and the first box. */
const LABEL_GUTTER_MM = 4;
const HEAD_GUTTER_MM = 2;
const WORD_COLUMN_LEAST_MM = BOX_MM + BOX_GAP_MM + 4;
/** Where no numbers stand beside them. */
const WORD_COLUMN_ALONE_MM = 16;
const WORD_COLUMN_MOST_MM = 30;

interface Columns {
  readonly widthsMm: readonly number[];
  readonly heads: readonly (readonly Line[])[];
  readonly labelMm: number;
}

const headsOf = (sheet: Sheet, item: GridItem): readonly string[] =>
  item.options.map((option) => say(sheet, option.label));

const measureColumns = (sheet: Sheet, item: GridItem): Columns => {
  const heads = headsOf(sheet, item);
  const headMm = heads.map((head) => widthOfWordsMm(head, 'regular', TYPE_PT.hint));
  // Numbers stand at the distance of a scale; words share one width, also where some of them are short.
  const isShort = heads.map(
    (head, index) => /^\d+$/.test(head) && (headMm[index] ?? 0) <= sheet.density.gridPitchMm - HEAD_GUTTER_MM,
  );
  const leastWordMm = isShort.includes(true) ? WORD_COLUMN_LEAST_MM : WORD_COLUMN_ALONE_MM;
  const long = heads.filter((_, index) => !isShort[index]);
  const column = (wordsMm: readonly number[]): number =>
    Math.min(WORD_COLUMN_MOST_MM, Math.max(leastWordMm, ...wordsMm.map((width) => width + HEAD_GUTTER_MM)));
  const wholeMm = column(headMm.filter((_, index) => !isShort[index]));
  const brokenMm = column(long.map((head) => widestWordMm(head, 'regular', TYPE_PT.hint)));
  // Few numbers stand wider apart than many.
  const fewShort = long.length === 0 && heads.length <= 5;
  const { gridPitchMm } = sheet.density;
  for (const { longMm, pitchMm, leastMm } of [
    { longMm: wholeMm, pitchMm: gridPitchMm, leastMm: LABEL_WISHED_MM },
    { longMm: brokenMm, pitchMm: gridPitchMm, leastMm: LABEL_LEAST_MM },
    { longMm: brokenMm, pitchMm: SCALE_PITCH_LEAST_MM, leastMm: LABEL_LEAST_MM },
  ]) {
    const shortMm = fewShort ? Math.max(pitchMm, 14) : pitchMm;
    const widthsMm = isShort.map((short) => (short ? shortMm : longMm));
    const labelMm = sheet.widthMm - widthsMm.reduce((sum, width) => sum + width, 0);
    if (labelMm < leastMm) continue;
    return {
      widthsMm,
      labelMm,
      heads: heads.map((words, index) =>
        breakLines(
          [{ words, face: 'regular', gray: INK.text }],
          TYPE_PT.hint,
          (widthsMm[index] ?? 0) - (isShort[index] ? 0 : HEAD_GUTTER_MM),
        ),
      ),
    };
  }
  throw new PaperlineError({
    code: 'questionnaire-does-not-fit',
    message: `Item "${item.id}" has ${item.options.length} columns, which leave less than ${LABEL_LEAST_MM} mm of the ${Math.round(sheet.widthMm)} mm page width for its row labels (language ${sheet.language}).`,
    remedy:
      'Give the grid fewer options, shorten the words over its columns, or ask its rows as items of their own.',
  });
};

interface Row {
  readonly variable: string;
  readonly lines: readonly Line[];
  readonly heightMm: number;
}

/** One block, or several with the column heads repeated where the rows need more than a page. */
export const composeGrid = (sheet: Sheet, item: GridItem): Block[] => {
  const columns = measureColumns(sheet, item);
  const rows = item.rows.map((row): Row => {
    const lines = breakLines(
      [{ words: say(sheet, row.label), face: 'regular', gray: INK.text }],
      TYPE_PT.text,
      columns.labelMm - LABEL_GUTTER_MM,
    );
    return {
      variable: row.variable,
      lines,
      heightMm: lines.length * LINE_MM + GRID_ROW_MM - LINE_MM,
    };
  });
  const blocks: Block[] = [];
  let rest = rows;
  while (rest.length > 0) {
    const head = composeHead(sheet, item, columns, blocks.length > 0);
    let heightMm = head.heightMm;
    let count = 0;
    for (const row of rest) {
      if (count > 0 && heightMm + row.heightMm > sheet.bodyHeightMm) break;
      heightMm += row.heightMm;
      count++;
    }
    blocks.push(composeRows(sheet, item, columns, head, rest.slice(0, count)));
    rest = rest.slice(count);
  }
  return blocks;
};

interface Head {
  readonly drawings: readonly Drawing[];
  readonly heightMm: number;
}

const columnLefts = (sheet: Sheet, columns: Columns): number[] => {
  let x = sheet.leftMm + columns.labelMm;
  return columns.widthsMm.map((width) => {
    const left = x;
    x += width;
    return left;
  });
};

const composeHead = (sheet: Sheet, item: GridItem, columns: Columns, isContinued: boolean): Head => {
  const heading = composeHeading(sheet, item, sheet.widthMm, isContinued ? sheet.words.continued : undefined);
  const drawings: Drawing[] = [...heading.drawings];
  const lefts = columnLefts(sheet, columns);
  let y = heading.heightMm + 0.75;
  const low = item.lowLabel === undefined ? '' : say(sheet, item.lowLabel);
  const high = item.highLabel === undefined ? '' : say(sheet, item.highLabel);
  if (low !== '' || high !== '') {
    // The words stand over the ends of the run of numbers, edge to edge with the outer boxes.
    const isNumber = headsOf(sheet, item).map((head) => /^\d+$/.test(head));
    const lastNumber = Math.max(0, isNumber.lastIndexOf(true));
    const from = (lefts[0] ?? 0) + ((columns.widthsMm[0] ?? 0) - BOX_MM) / 2;
    const lastWidth = columns.widthsMm[lastNumber] ?? 0;
    const to = (lefts[lastNumber] ?? 0) + (lastWidth + BOX_MM) / 2;
    const halfMm = (to - from - 3) / 2;
    const lowLines = breakLines([{ words: low, face: 'regular', gray: INK.soft }], TYPE_PT.hint, halfMm);
    const highLines = breakLines([{ words: high, face: 'regular', gray: INK.soft }], TYPE_PT.hint, halfMm);
    const most = Math.max(lowLines.length, highLines.length);
    const place = { lineMm: LINE_MM, sizePt: TYPE_PT.hint };
    drawings.push(
      ...drawLines(lowLines, {
        ...place,
        xMm: from,
        baselineMm: y + BASELINE_MM + (most - lowLines.length) * LINE_MM,
      }),
      ...drawLines(highLines, {
        ...place,
        xMm: to - halfMm,
        widthMm: halfMm,
        align: 'right',
        baselineMm: y + BASELINE_MM + (most - highLines.length) * LINE_MM,
      }),
    );
    y += most * LINE_MM;
  }
  const mostLines = Math.max(1, ...columns.heads.map((lines) => lines.length));
  columns.heads.forEach((lines, index) => {
    drawings.push(
      ...drawLines(lines, {
        xMm: lefts[index] ?? 0,
        widthMm: columns.widthsMm[index] ?? 0,
        align: 'centre',
        baselineMm: y + BASELINE_MM + (mostLines - lines.length) * LINE_MM,
        lineMm: LINE_MM,
        sizePt: TYPE_PT.hint,
      }),
    );
  });
  return { drawings, heightMm: y + mostLines * LINE_MM + 0.4 };
};

const composeRows = (
  sheet: Sheet,
  item: GridItem,
  columns: Columns,
  head: Head,
  rows: readonly Row[],
): Block => {
  const drawings: Drawing[] = [...head.drawings];
  const fields: LayoutField[] = [];
  const lefts = columnLefts(sheet, columns);
  const rule = (y: number): Drawing => ({
    kind: 'line',
    fromMm: [sheet.leftMm, y],
    toMm: [sheet.leftMm + sheet.widthMm, y],
    lineMm: GRID_RULE_MM,
    gray: INK.rule,
  });
  let y = head.heightMm;
  drawings.push(rule(y));
  for (const row of rows) {
    const middle = y + row.heightMm / 2;
    drawings.push(
      ...drawLines(row.lines, {
        xMm: sheet.leftMm,
        baselineMm: middle + 1.16 - ((row.lines.length - 1) * LINE_MM) / 2,
        lineMm: LINE_MM,
        sizePt: TYPE_PT.text,
      }),
    );
    const boxes = item.options.map((option, index) => ({
      code: option.code,
      rectMm: {
        x: (lefts[index] ?? 0) + ((columns.widthsMm[index] ?? 0) - BOX_MM) / 2,
        y: middle - BOX_MM / 2,
        width: BOX_MM,
        height: BOX_MM,
      },
    }));
    for (const { rectMm } of boxes)
      drawings.push({ kind: 'frame', rectMm, lineMm: FRAME_MM, gray: INK.frame });
    fields.push({ variable: row.variable, kind: 'choice', multiple: false, boxes });
    y += row.heightMm;
    drawings.push(rule(y));
  }
  return {
    what: `item "${item.id}"`,
    part: { item: item.id },
    role: 'item',
    heightMm: y + 0.2,
    drawings,
    fields,
  };
};
