/** What a report is built of: headings, running text, charts and tables, as blocks of the page flow. */
import { parseHTML } from 'linkedom';
import type { Colour, Drawing, Face } from '../../print/drawing.ts';
import { breakLines, drawLines } from '../../print/paragraph.ts';
import { widthOfWordsMm } from '../../print/typeface.ts';
import { CHART_WIDTH, type Chart, type ChartTable } from '../charts/chart.ts';
import type { FlowBlock } from './page-flow.ts';
import { drawingsOfSvg } from './svg-drawings.ts';

export const LEFT_MM = 20;
export const WIDTH_MM = 170;

const RULE: Colour = [0.75, 0.77, 0.8];
const SHADE: Colour = [0.945, 0.955, 0.965];

export interface TextStyle {
  readonly face: Face;
  readonly sizePt: number;
  readonly lineMm: number;
  readonly gray: number;
}

export const TITLE: TextStyle = { face: 'semibold', sizePt: 24, lineMm: 10, gray: 0.1 };
export const SUBTITLE: TextStyle = { face: 'regular', sizePt: 12, lineMm: 6, gray: 0.35 };
export const HEADING: TextStyle = { face: 'semibold', sizePt: 13, lineMm: 6, gray: 0.1 };
export const BODY: TextStyle = { face: 'regular', sizePt: 9.5, lineMm: 4.4, gray: 0.25 };

/** Text broken into lines over the width of the page. */
export const textBlock = (
  text: string,
  style: TextStyle,
  { gapMm = 0, withNext = false }: { readonly gapMm?: number; readonly withNext?: boolean } = {},
): FlowBlock => {
  const lines = breakLines([{ words: text, face: style.face, gray: style.gray }], style.sizePt, WIDTH_MM);
  return {
    heightMm: lines.length * style.lineMm,
    drawings: drawLines(lines, {
      xMm: LEFT_MM,
      baselineMm: style.lineMm * 0.75,
      lineMm: style.lineMm,
      sizePt: style.sizePt,
    }),
    gapMm,
    withNext,
  };
};

const block = (x: number, y: number, width: number, height: number, fill: Colour): Drawing => ({
  kind: 'shape',
  outline: [['M', x, y], ['L', x + width, y], ['L', x + width, y + height], ['L', x, y + height], ['Z']],
  fill,
  stroke: null,
});

/** A figure that a board remembers: large, with what it is and how sure it is. */
export interface KeyFigure {
  readonly figure: string;
  readonly label: string;
  readonly detail: string;
}

const KEY_GAP_MM = 5;

/** Key figures beside each other, as many as there are, over the width of the page. */
export const keyFigureBlock = (figures: readonly KeyFigure[]): FlowBlock => {
  const each = (WIDTH_MM - KEY_GAP_MM * (figures.length - 1)) / Math.max(1, figures.length);
  const heightMm = 27;
  return {
    heightMm,
    gapMm: 6,
    withNext: false,
    drawings: figures.flatMap(({ figure, label, detail }, place) => {
      const x = LEFT_MM + place * (each + KEY_GAP_MM);
      const text = (words: string, face: Face, sizePt: number, gray: number, baselineMm: number): Drawing[] =>
        drawLines(breakLines([{ words, face, gray }], sizePt, each - 8).slice(0, 1), {
          xMm: x + 4,
          baselineMm,
          lineMm: 4,
          sizePt,
        });
      return [
        block(x, 0, each, heightMm, SHADE),
        ...text(figure, 'semibold', 22, 0.1, 10),
        ...text(label, 'semibold', 9.5, 0.2, 17),
        ...text(detail, 'regular', 8.5, 0.35, 22.5),
      ];
    }),
  };
};

/** A chart's drawing alone, over the width of the page. */
export const chartBlock = (chart: Chart): FlowBlock => {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const svg = chart.draw(document);
  const mmPerPx = WIDTH_MM / CHART_WIDTH;
  return {
    heightMm: Number(svg.getAttribute('height')) * mmPerPx,
    drawings: drawingsOfSvg(svg, { xMm: LEFT_MM, yMm: 0, mmPerPx }),
    gapMm: 1,
    withNext: false,
  };
};

const TABLE_PT = 8;
const TABLE_LINE_MM = 3.6;
const PAD_MM = 1.1;
const MOST_NAME_MM = 62;

/** A row of a table: cells, and whether it heads the rows after it. */
export interface TableRow {
  readonly cells: readonly string[];
  readonly strong: boolean;
}

/** A table of so many rows stays on one page; a longer one goes on over pages. */
const KEPT_TOGETHER = 24;

/** One block a row, heads kept with the row below. */
export const tableBlocks = ({
  columns,
  rows,
}: {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}): FlowBlock[] => {
  const others = Math.max(1, columns.length - 1);
  const names = [columns[0] ?? '', ...rows.map(({ cells }) => cells[0] ?? '')];
  const wanted = Math.max(...names.map((name) => widthOfWordsMm(name, 'semibold', TABLE_PT))) + 2 * PAD_MM;
  const nameMm = Math.min(wanted, Math.max(MOST_NAME_MM, WIDTH_MM - others * 24));
  const cellMm = Math.min(24, (WIDTH_MM - nameMm) / others);
  const widthMm = nameMm + others * cellMm;
  const isShort = rows.length <= KEPT_TOGETHER;
  const line = (cells: readonly string[], strong: boolean, head: boolean, last: boolean): FlowBlock => {
    const face: Face = strong || head ? 'semibold' : 'regular';
    const parts = columns.map((_, place) => {
      const ownMm = (place === 0 ? nameMm : cellMm) - 2 * PAD_MM;
      return breakLines([{ words: cells[place] ?? '', face, gray: 0.15 }], TABLE_PT, ownMm);
    });
    const heightMm = Math.max(1, ...parts.map((lines) => lines.length)) * TABLE_LINE_MM + 1.2;
    return {
      heightMm,
      gapMm: 0,
      withNext: head || strong || (isShort && !last),
      drawings: [
        ...(head ? [block(LEFT_MM, 0, widthMm, heightMm, SHADE)] : []),
        ...parts.flatMap((lines, place) =>
          drawLines(lines, {
            xMm: LEFT_MM + PAD_MM + (place === 0 ? 0 : nameMm + (place - 1) * cellMm),
            baselineMm: TABLE_LINE_MM * 0.75 + 0.6,
            lineMm: TABLE_LINE_MM,
            sizePt: TABLE_PT,
            align: place === 0 ? ('left' as const) : ('right' as const),
            widthMm: (place === 0 ? nameMm : cellMm) - 2 * PAD_MM,
          }),
        ),
        {
          kind: 'shape',
          outline: [
            ['M', LEFT_MM, heightMm],
            ['L', LEFT_MM + widthMm, heightMm],
          ],
          fill: null,
          stroke: { colour: RULE, lineMm: 0.15 },
        },
      ],
    };
  };
  return [
    line(columns, false, true, false),
    ...rows.map(({ cells, strong }, place) => line(cells, strong, false, place === rows.length - 1)),
  ];
};

/** The table that stands behind a chart. */
export const chartTableBlocks = ({ columns, rows }: ChartTable): FlowBlock[] =>
  tableBlocks({ columns, rows: rows.map((cells) => ({ cells, strong: false })) });
