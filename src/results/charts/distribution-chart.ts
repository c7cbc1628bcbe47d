/** How answers are spread: bars that part at the satisfied. */
import * as Plot from '@observablehq/plot';
import type { Publication } from '../publication-format.ts';
import { CHART_WIDTH, type Chart } from './chart.ts';
import { foldLabel, FOOT_PX, LABELS_PX, ROW_PX, sayLeft, TOP_PX } from './marks-in-rows.ts';
import { divergingColours, inkOn, MUTED } from './palette.ts';
import { markItems, type MarkItem } from './published-items.ts';
import { sayPercent, type ReportWords } from './words.ts';

interface Segment {
  readonly label: string;
  readonly category: string;
  readonly from: number;
  readonly to: number;
  readonly share: number;
  readonly colour: string;
}

/** The shares of an item's categories from the line that parts the satisfied from the others; null where one is withheld. */
const segmentsOf = ({ label, item, top }: MarkItem): Segment[] | null => {
  const shares = item.whole.shares;
  if (shares.some((share) => share === null)) return null;
  const places = item.categories.map(({ code }, place) => ({ place, isTop: top.includes(code) }));
  const below = places.filter(({ isTop }) => !isTop);
  const colours = divergingColours(below.length, 0, places.length - below.length);
  let at = -below.reduce((sum, { place }) => sum + (shares[place] ?? 0), 0);
  return [...below, ...places.filter(({ isTop }) => isTop)].map(({ place }, order) => {
    const share = shares[place] ?? 0;
    const from = at;
    at += share;
    const category = item.categories[place]?.code ?? '';
    return { label: foldLabel(label), category, from, to: at, share, colour: colours[order] ?? MUTED };
  });
};

/** From this many per cent on, a segment has room for its figure. */
const ROOM_FOR_FIGURE = 5;

/** Stacked bars that part at the satisfied; null where there are none. */
export const chartDistributions = (
  publication: Publication,
  language: string,
  words: ReportWords,
): Chart | null => {
  const items = markItems(publication, language);
  const shown = items.flatMap((each) => {
    const segments = segmentsOf(each);
    return segments === null ? [] : [{ ...each, segments }];
  });
  const first = shown[0];
  if (first === undefined) return null;
  const codes = [...new Set(shown.flatMap(({ item }) => item.categories.map(({ code }) => code)))];
  const segments = shown.flatMap((each) => each.segments);
  const reach = Math.max(10, ...segments.map(({ from, to }) => Math.max(Math.abs(from), Math.abs(to))));
  return {
    id: 'distributions',
    title: words.charts.distributions.title,
    note:
      words.charts.distributions.note +
      sayLeft(
        items.filter((each) => segmentsOf(each) === null),
        words,
      ),
    table: {
      columns: ['', ...codes],
      rows: shown.map(({ label, segments }) => [
        label,
        ...codes.map((code) => {
          const found = segments.find(({ category }) => category === code);
          return found === undefined ? '' : sayPercent(found.share, words);
        }),
      ]),
    },
    draw: (document) =>
      Plot.plot({
        document,
        width: CHART_WIDTH,
        height: TOP_PX + FOOT_PX + shown.length * ROW_PX * 1.35,
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
            segments.filter(({ share }) => share >= ROOM_FOR_FIGURE),
            {
              y: 'label',
              x: ({ from, to }: Segment) => (from + to) / 2,
              text: ({ category }: Segment) => category,
              fill: ({ colour }: Segment) => inkOn(colour),
              fontSize: 10,
            },
          ),
          Plot.ruleX([0], { stroke: 'currentColor', strokeWidth: 1.2 }),
        ],
      }) as SVGSVGElement,
  };
};
