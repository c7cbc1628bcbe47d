/** Marks from wave to wave. */
import * as Plot from '@observablehq/plot';
import type { Publication } from '../publication-format.ts';
import { CHART_WIDTH, type Chart } from './chart.ts';
import { foldLabel, FOOT_PX, LABELS_PX, pointOf, sayInterval, SHARES } from './marks-in-rows.ts';
import { MAIN, MUTED } from './palette.ts';
import { markItems } from './published-items.ts';
import { sayPercent, type ReportWords } from './words.ts';

/** Characters of a label beside the end of a line, in bold. */
const LINE_BESIDE_CHARACTERS = 26;
/** At most this many lines can be followed in one chart. */
const MOST_LINES = 4;

/** Per cent that names of lines are apart at least, so that none stands on another. */
const NAME_STEP = 6;
const NAME_STEP_TWO_LINES = 11;

/**
 * Where the names of lines stand: beside their ends, pushed apart where these are close, the order kept.
 * @param ends  from 0 to 100, with the room that the name takes
 * @returns in the order of `ends`
 */
export const spreadNames = (ends: readonly { readonly value: number; readonly room: number }[]): number[] => {
  const order = ends
    .map((_, place) => place)
    .sort((one, other) => (ends[one]?.value ?? 0) - (ends[other]?.value ?? 0));
  const places = order.map((place) => ends[place]?.value ?? 0);
  const roomOf = (at: number): number =>
    ((ends[order[at] ?? 0]?.room ?? 0) + (ends[order[at - 1] ?? 0]?.room ?? 0)) / 2;
  for (let at = 1; at < places.length; at++)
    places[at] = Math.max(places[at] as number, (places[at - 1] as number) + roomOf(at));
  // What was pushed beyond the top comes down again, and pushes the others before it.
  const over = (places.at(-1) ?? 0) - Math.max(100, ends[order.at(-1) ?? 0]?.value ?? 0);
  if (over > 0) {
    places[places.length - 1] = (places.at(-1) ?? 0) - over;
    for (let at = places.length - 2; at >= 0; at--)
      places[at] = Math.min(places[at] as number, (places[at + 1] as number) - roomOf(at + 1));
  }
  const found = new Array<number>(ends.length).fill(0);
  for (const [at, place] of order.entries()) found[place] = places[at] as number;
  return found;
};

/** The share that is satisfied over the waves, of the first items; null where there is one wave alone. */
export const chartTrend = (
  publications: readonly Publication[],
  language: string,
  words: ReportWords,
): Chart | null => {
  const waves = publications.map(({ wave }) => wave);
  const last = publications.at(-1);
  if (last === undefined || waves.length < 2) return null;
  const lines = markItems(last, language)
    .slice(0, MOST_LINES)
    .map(({ variable, label, top: counted }, order) => {
      // Where other answers counted as satisfied, the share is of something else.
      const asked = publications.flatMap(({ wave, items }) =>
        items
          .filter((item) => item.variable === variable && item.top?.join() === counted.join())
          .map((item) => ({ wave, top: item.whole.top })),
      );
      return {
        label,
        colour: [MAIN, '#b75d14', '#5b6b2f', '#7a4b8c'][order] ?? MUTED,
        withheldIn: asked.flatMap(({ wave, top }) => (top === null ? [wave] : [])),
        points: asked.flatMap(({ wave, top }) =>
          top === null ? [] : [{ wave, figure: top, ...pointOf(label, top, 0, 100) }],
        ),
      };
    })
    .filter(({ points }) => points.length > 1);
  if (lines.length === 0) return null;
  const say = (value: number): string => sayPercent(value, words);
  const ends = lines.map(({ label, colour, points }) => ({
    wave: points.at(-1)?.wave,
    value: points.at(-1)?.value ?? 0,
    colour,
    name: foldLabel(label, LINE_BESIDE_CHARACTERS),
  }));
  const places = spreadNames(
    ends.map(({ value, name }) => ({ value, room: name.includes('\n') ? NAME_STEP_TWO_LINES : NAME_STEP })),
  );
  return {
    id: 'trend',
    title: words.charts.trend.title,
    note: words.charts.trend.note,
    table: {
      columns: ['', ...waves],
      rows: lines.map(({ label, points, withheldIn }) => [
        label,
        ...waves.map((wave) => {
          const point = points.find((each) => each.wave === wave);
          if (point === undefined) return withheldIn.includes(wave) ? words.withheld : '';
          return `${say(point.value)} (${sayInterval(point.figure, say, SHARES)})`;
        }),
      ]),
    },
    draw: (document) =>
      Plot.plot({
        document,
        width: CHART_WIDTH,
        height: 300,
        marginLeft: 48,
        marginRight: LABELS_PX,
        marginTop: 20,
        marginBottom: FOOT_PX,
        x: { type: 'point', domain: waves, label: null, padding: 0.3 },
        y: { domain: [0, 100], label: null, grid: true, tickFormat: say },
        marks: [
          ...lines.flatMap(({ colour, points }) => [
            Plot.ruleX(points, {
              x: 'wave',
              y1: 'low',
              y2: 'high',
              stroke: colour,
              strokeOpacity: 0.45,
              strokeWidth: 3,
            }),
            Plot.line(points, { x: 'wave', y: 'value', stroke: colour, strokeWidth: 2 }),
            Plot.dot(points, { x: 'wave', y: 'value', fill: colour, r: 4 }),
          ]),
          Plot.text(ends, {
            x: 'wave',
            y: places,
            text: 'name',
            fill: 'colour',
            textAnchor: 'start',
            dx: 10,
            fontWeight: 600,
          }),
        ],
      }) as SVGSVGElement,
  };
};
