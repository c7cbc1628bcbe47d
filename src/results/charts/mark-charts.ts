/** Marks as dots with their intervals: at a glance, and ranked. */
import * as Plot from '@observablehq/plot';
import type { Publication } from '../publication-format.ts';
import { CHART_WIDTH, type Chart } from './chart.ts';
import {
  FOOT_PX,
  LABELS_PX,
  pointOf,
  ROW_PX,
  sayInterval,
  SHARES,
  sayLeft,
  TOP_PX,
  type Point,
} from './marks-in-rows.ts';
import { MAIN, MUTED } from './palette.ts';
import { markItems, sayTop } from './published-items.ts';
import { sayMark, sayPercent, type ReportWords } from './words.ts';

/** Dots with their intervals, one row an item, in the order of `points`. */
const drawDots = (
  document: Document,
  points: readonly Point[],
  { domain, say }: { readonly domain: readonly [number, number]; readonly say: (value: number) => string },
): SVGSVGElement =>
  Plot.plot({
    document,
    width: CHART_WIDTH,
    height: TOP_PX + FOOT_PX + points.length * ROW_PX * 1.2,
    marginLeft: LABELS_PX,
    marginRight: 56,
    marginTop: TOP_PX,
    marginBottom: FOOT_PX,
    x: { domain: [...domain], label: null, grid: true, tickFormat: say, ticks: 6 },
    y: { domain: points.map(({ label }) => label), label: null, tickSize: 0, padding: 0.4 },
    marks: [
      Plot.ruleY(points, { y: 'label', x1: 'low', x2: 'high', stroke: MUTED, strokeWidth: 3 }),
      Plot.dot(points, { y: 'label', x: 'value', fill: MAIN, r: 5 }),
      Plot.text(points, {
        y: 'label',
        x: 'high',
        text: ({ value }: Point) => say(value),
        textAnchor: 'start',
        dx: 9,
        fontWeight: 600,
      }),
    ],
  }) as SVGSVGElement;

/** The share that is satisfied, of each item; null where there is none to show. */
export const chartMarks = (publication: Publication, language: string, words: ReportWords): Chart | null => {
  const items = markItems(publication, language);
  const shown = items.flatMap((each) => {
    const { top } = each.item.whole;
    return top === null ? [] : [{ ...each, figure: top }];
  });
  if (shown.length === 0) return null;
  const say = (value: number): string => sayPercent(value, words);
  return {
    id: 'marks',
    title: words.charts.marks.title,
    note:
      words.charts.marks.note +
      sayLeft(
        items.filter(({ item }) => item.whole.top === null),
        words,
      ),
    table: {
      columns: ['', words.share, words.interval, words.base],
      rows: shown.map((each) => [
        `${each.label} (${sayTop(each.item, language)})`,
        say(each.figure.value),
        sayInterval(each.figure, say, SHARES),
        each.item.whole.base === null ? words.withheld : String(each.item.whole.base),
      ]),
    },
    draw: (document) =>
      drawDots(
        document,
        shown.map(({ label, figure }) => pointOf(label, figure, 0, 100)),
        { domain: [0, 100], say },
      ),
  };
};

/** The mean mark of each item, the best first; null where there are none. */
export const chartRanking = (
  publication: Publication,
  language: string,
  words: ReportWords,
): Chart | null => {
  const items = markItems(publication, language);
  const shown = items
    .flatMap((each) => {
      const { mean } = each.item.whole;
      const scores = each.item.categories.flatMap(({ score }) => (score === null ? [] : [score]));
      return mean === null || scores.length === 0 ? [] : [{ ...each, figure: mean, scores }];
    })
    .toSorted((one, other) => other.figure.value - one.figure.value);
  if (shown.length < 2) return null;
  const scores = shown.flatMap((each) => each.scores);
  const domain = [Math.min(...scores), Math.max(...scores)] as const;
  const say = (value: number): string => sayMark(value, words);
  return {
    id: 'ranking',
    title: words.charts.ranking.title,
    note:
      words.charts.ranking.note +
      sayLeft(
        items.filter(({ item }) => item.whole.mean === null),
        words,
      ),
    table: {
      columns: ['', words.mean, words.interval],
      rows: shown.map(({ label, figure }) => [label, say(figure.value), sayInterval(figure, say, domain)]),
    },
    draw: (document) =>
      drawDots(
        document,
        shown.map(({ label, figure }) => pointOf(label, figure, ...domain)),
        { domain, say },
      ),
  };
};
