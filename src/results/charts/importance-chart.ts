/** Which aspects matter for the overall mark, against how many are satisfied with them. */
import * as Plot from '@observablehq/plot';
import type { Publication } from '../publication-format.ts';
import { CHART_WIDTH, type Chart } from './chart.ts';
import { MAIN } from './palette.ts';
import { markItems } from './published-items.ts';
import { sayPercent, type ReportWords } from './words.ts';

interface Aspect {
  readonly satisfied: number;
  readonly importance: number;
  readonly number: string;
}

const RADIUS_PX = 9;

/** Aspects at the same place stand side by side about it: those of one shift, px, together. */
const sideBySide = (aspects: readonly Aspect[]): { readonly shift: number; readonly points: Aspect[] }[] => {
  const shifts = new Map<number, Aspect[]>();
  for (const aspect of aspects) {
    const here = aspects.filter(
      ({ satisfied, importance }) => satisfied === aspect.satisfied && importance === aspect.importance,
    );
    const shift = (here.indexOf(aspect) - (here.length - 1) / 2) * 2 * RADIUS_PX;
    shifts.set(shift, [...(shifts.get(shift) ?? []), aspect]);
  }
  return [...shifts].map(([shift, points]) => ({ shift, points }));
};

/** How closely aspects go with the overall mark, against how many are satisfied; null where fewer than three are known. */
export const chartImportance = (
  publication: Publication,
  language: string,
  words: ReportWords,
): Chart | null => {
  const shown = markItems(publication, language).flatMap(({ label, item: { importance, whole } }) =>
    importance === null || whole.top === null ? [] : [{ label, importance, satisfied: whole.top.value }],
  );
  if (shown.length < 3) return null;
  const points = shown.map((each, place) => ({ ...each, number: String(place + 1) }));
  const sayCorrelation = (value: number): string =>
    value.toLocaleString(words.locale, { minimumFractionDigits: 1 });
  const edges = (values: readonly number[], step: number, least: number, most: number): [number, number] => [
    Math.max(least, Math.floor(Math.min(...values) / step - 0.5) * step),
    Math.min(most, Math.ceil(Math.max(...values) / step + 0.5) * step),
  ];
  return {
    id: 'importance',
    title: words.charts.importance.title,
    note: words.charts.importance.note,
    table: {
      columns: ['', words.charts.importance.satisfaction, words.charts.importance.axis],
      rows: points.map(({ number, label, satisfied, importance }) => [
        `${number}. ${label}`,
        sayPercent(satisfied, words),
        sayCorrelation(importance),
      ]),
    },
    draw: (document) =>
      Plot.plot({
        document,
        width: CHART_WIDTH,
        height: 340,
        marginLeft: 52,
        marginRight: 20,
        marginBottom: 44,
        marginTop: 30,
        x: {
          domain: edges(
            points.map(({ satisfied }) => satisfied),
            10,
            0,
            100,
          ),
          label: `${words.charts.importance.satisfaction} →`,
          grid: true,
          tickFormat: (value: number) => sayPercent(value, words),
        },
        y: {
          domain: edges(
            points.map(({ importance }) => importance),
            0.1,
            -1,
            1,
          ),
          label: `↑ ${words.charts.importance.axis}`,
          grid: true,
          tickFormat: sayCorrelation,
        },
        marks: sideBySide(points).flatMap(({ shift, points: own }) => [
          Plot.dot(own, { x: 'satisfied', y: 'importance', r: RADIUS_PX, fill: MAIN, dx: shift }),
          Plot.text(own, {
            x: 'satisfied',
            y: 'importance',
            text: 'number',
            fill: '#ffffff',
            fontWeight: 600,
            dx: shift,
          }),
        ]),
      }) as SVGSVGElement,
  };
};
