/** How answers are spread: bars that part at the satisfied. */
import * as Plot from '@observablehq/plot';
import type { Publication } from '../publication-format.ts';
import { CHART_WIDTH, type Chart } from './chart.ts';
import { foldLabel, FOOT_PX, LABELS_PX, ROW_PX, sayLeft, TOP_PX } from './marks-in-rows.ts';
import { segmentsOf, type Segment } from './distribution-segments.ts';
import { inkOn } from './palette.ts';
import { markItems } from './published-items.ts';
import { sayPercent, type ReportWords } from './words.ts';

/** From this many per cent on, a segment has room for its figure. */
const ROOM_FOR_FIGURE = 5;

/** Stacked bars that part at the satisfied; null where there are none. */
export const chartDistributions = (
  publication: Publication,
  language: string,
  words: ReportWords,
): Chart | null => {
  const items = markItems(publication, language).map((each) => ({ ...each, segments: segmentsOf(each) }));
  const shown = items.flatMap(({ segments, ...each }) => (segments === null ? [] : [{ ...each, segments }]));
  if (shown.length === 0) return null;
  const codes = [...new Set(shown.flatMap(({ item }) => item.categories.map(({ code }) => code)))];
  const segments = shown.flatMap(({ label, segments: parts }) =>
    parts.map((part) => ({ ...part, label: foldLabel(label) })),
  );
  const isJoined = segments.some(({ codes: joined }) => joined.length > 1);
  const reach = Math.max(10, ...segments.map(({ from, to }) => Math.max(Math.abs(from), Math.abs(to))));
  return {
    id: 'distributions',
    title: words.charts.distributions.title,
    note:
      words.charts.distributions.note +
      (isJoined ? ` ${words.charts.distributions.joined}` : '') +
      sayLeft(
        items.filter(({ segments: parts }) => parts === null),
        words,
      ),
    table: {
      columns: ['', ...codes],
      rows: shown.map(({ label, segments: parts }) => [
        label,
        ...codes.map((code) => {
          const found = parts.find(({ codes: own }) => own.includes(code));
          if (found === undefined) return '';
          const share = sayPercent(found.share, words);
          return found.codes.length === 1 ? share : code === found.codes[0] ? `${found.name}: ${share}` : '–';
        }),
      ]),
    },
    draw: (document) =>
      Plot.plot({
        document,
        width: CHART_WIDTH,
        height: TOP_PX + FOOT_PX + shown.length * ROW_PX * 1.1,
        marginLeft: LABELS_PX,
        marginRight: 20,
        marginTop: TOP_PX,
        marginBottom: FOOT_PX,
        x: {
          domain: [-reach, reach],
          label: null,
          tickFormat: (value: number) => sayPercent(Math.abs(value), words),
          ticks: 7,
          grid: true,
        },
        y: { domain: shown.map(({ label }) => foldLabel(label)), label: null, tickSize: 0, padding: 0.25 },
        marks: [
          Plot.barX(segments, { y: 'label', x1: 'from', x2: 'to', fill: 'colour', inset: 0.3 }),
          Plot.text(
            segments.filter(({ share, name }) => share >= ROOM_FOR_FIGURE + name.length - 1),
            {
              y: 'label',
              x: ({ from, to }: Segment) => (from + to) / 2,
              text: 'name',
              fill: ({ colour }: Segment) => inkOn(colour),
              fontSize: 10,
            },
          ),
          Plot.ruleX([0], { stroke: 'currentColor', strokeWidth: 1.2 }),
        ],
      }) as SVGSVGElement,
  };
};
