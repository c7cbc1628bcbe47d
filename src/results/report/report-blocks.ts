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
const KEY_PAD_MM = 4;
const KEY_LINE_MM = 4.2;
const MOST_KEY_LINES = 3;

/** Key figures beside each other, as many as there are, over the width of the page. */
export const keyFigureBlock = (figures: readonly KeyFigure[]): FlowBlock => {
  const each = (WIDTH_MM - KEY_GAP_MM * (figures.length - 1)) / Math.max(1, figures.length);
  const labels = figures.map(({ label }) =>
    breakLines([{ words: label, face: 'semibold', gray: 0.2 }], 9.5, each - 2 * KEY_PAD_MM).slice(
      0,
      MOST_KEY_LINES,
    ),
  );
  const detailMm = 17 + Math.max(1, ...labels.map((lines) => lines.length)) * KEY_LINE_MM;
  const heightMm = detailMm + 4;
  return {
    heightMm,
    gapMm: 6,
    withNext: false,
    drawings: figures.flatMap(({ figure, detail }, place) => {
      const xMm = LEFT_MM + place * (each + KEY_GAP_MM) + KEY_PAD_MM;
      const line = (words: string, face: Face, sizePt: number, gray: number, baselineMm: number): Drawing[] =>
        drawLines(breakLines([{ words, face, gray }], sizePt, each - 2 * KEY_PAD_MM).slice(0, 1), {
          xMm,
          baselineMm,
          lineMm: KEY_LINE_MM,
          sizePt,
        });
      return [
        block(xMm - KEY_PAD_MM, 0, each, heightMm, SHADE),
        ...line(figure, 'semibold', 22, 0.1, 10),
        ...drawLines(labels[place] ?? [], { xMm, baselineMm: 16.5, lineMm: KEY_LINE_MM, sizePt: 9.5 }),
        ...line(detail, 'regular', 8.5, 0.35, detailMm),
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

const TABLE_PT = 7.5;
const TABLE_LINE_MM = 3.6;
const PAD_MM = 0.9;
/** The names of rows leave the other columns this much at least. */
const MOST_NAME_MM = 62;
/** Narrower columns stand too close to be told apart. */
const LEAST_CELL_MM = 8;
const MOST_CELL_MM = 24;

/** A row of a table: cells, and whether it heads the rows after it. */
export interface TableRow {
  readonly cells: readonly string[];
  readonly strong: boolean;
}

/** A table of so many rows stays on one page; a longer one goes on over pages. */
const KEPT_TOGETHER = 24;

/**
 * How wide each column is, mm: what its widest cell asks for, all columns of figures alike where there is room for that; what is
 * too much for the page is taken from the names first, which may go over lines, then from all others alike.
 */
const widthsOf = (columns: readonly string[], rows: readonly TableRow[]): number[] => {
  const wanted = columns.map(
    (head, place) =>
      Math.max(
        widthOfWordsMm(head, 'semibold', TABLE_PT),
        // A row that heads others has nothing but its name, which goes over all columns.
        ...rows.flatMap(({ cells, strong }) =>
          strong ? [] : [widthOfWordsMm(cells[place] ?? '', 'regular', TABLE_PT)],
        ),
      ) +
      2 * PAD_MM +
      0.01,
  );
  const [name = 0, ...others] = wanted;
  if (others.length === 0) return [Math.min(name, WIDTH_MM)];
  const even = Math.min(MOST_CELL_MM, Math.max(LEAST_CELL_MM, ...others));
  const figures =
    name + even * others.length <= WIDTH_MM
      ? others.map(() => even)
      : others.map((width) => Math.min(MOST_CELL_MM, Math.max(LEAST_CELL_MM, width)));
  const ofFigures = figures.reduce((sum, width) => sum + width, 0);
  const nameMm = Math.min(name, Math.max(MOST_NAME_MM, WIDTH_MM - ofFigures));
  const shrink = Math.min(1, (WIDTH_MM - nameMm) / ofFigures);
  return [nameMm, ...figures.map((width) => width * shrink)];
};

/** One block a row, heads kept with the row below. */
export const tableBlocks = ({
  columns,
  rows,
}: {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}): FlowBlock[] => {
  const widths = widthsOf(columns, rows);
  const leftOf = (place: number): number =>
    LEFT_MM + widths.slice(0, place).reduce((sum, width) => sum + width, 0);
  const widthMm = widths.reduce((sum, width) => sum + width, 0);
  const isShort = rows.length <= KEPT_TOGETHER;
  const line = (cells: readonly string[], strong: boolean, head: boolean, last: boolean): FlowBlock => {
    const face: Face = strong || head ? 'semibold' : 'regular';
    const parts = columns.map((_, place) => {
      const ownMm = (strong ? widthMm : (widths[place] ?? 0)) - 2 * PAD_MM;
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
            xMm: leftOf(place) + PAD_MM,
            baselineMm: TABLE_LINE_MM * 0.75 + 0.6,
            lineMm: TABLE_LINE_MM,
            sizePt: TABLE_PT,
            align: place === 0 ? ('left' as const) : ('right' as const),
            widthMm: (widths[place] ?? 0) - 2 * PAD_MM,
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
