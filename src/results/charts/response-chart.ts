/** How many copies went the whole way. */
import * as Plot from '@observablehq/plot';
import type { Publication } from '../publication-format.ts';
import { CHART_WIDTH, type Chart } from './chart.ts';
import { MAIN } from './palette.ts';
import { sayCount, sayPercent, type ReportWords } from './words.ts';

/** How copies came back, and how well they were read; null where nothing is known. */
export const chartResponse = ({ fieldwork }: Publication, words: ReportWords): Chart | null => {
  if (fieldwork === null) return null;
  const { printed, handedOut, returned, read, fieldErrors } = fieldwork;
  const said = words.response;
  const stages = [
    { stage: said.printed, copies: printed },
    { stage: said.handedOut, copies: handedOut },
    { stage: said.returned, copies: returned },
    { stage: said.read, copies: read },
  ];
  const known = stages.flatMap(({ stage, copies }) => (copies === null ? [] : [{ stage, copies }]));
  const errors =
    fieldErrors === null
      ? said.noErrors
      : said.errors(
          sayPercent(fieldErrors.rate, words, 2),
          sayPercent(fieldErrors.low, words, 2),
          sayPercent(fieldErrors.high, words, 2),
        );
  const rate =
    handedOut === null || handedOut === 0 ? '' : ` ${said.rate(sayPercent((100 * read) / handedOut, words))}`;
  return {
    id: 'response',
    title: words.charts.response.title,
    note: `${words.charts.response.note}${rate} ${errors}`,
    table: {
      columns: ['', words.base],
      rows: stages.map(({ stage, copies }) => [
        stage,
        copies === null ? said.unknown : sayCount(copies, words),
      ]),
    },
    draw: (document) =>
      Plot.plot({
        document,
        width: CHART_WIDTH,
        height: 40 + known.length * 34,
        marginLeft: 150,
        marginRight: 70,
        marginTop: 6,
        marginBottom: 30,
        x: {
          domain: [0, Math.max(1, ...known.map(({ copies }) => copies))],
          label: null,
          grid: true,
          ticks: 5,
          tickFormat: (value: number) => sayCount(value, words),
        },
        y: { domain: known.map(({ stage }) => stage), label: null, tickSize: 0, padding: 0.3 },
        marks: [
          Plot.barX(known, { y: 'stage', x: 'copies', fill: MAIN }),
          Plot.text(known, {
            y: 'stage',
            x: 'copies',
            text: ({ copies }: { copies: number }) => sayCount(copies, words),
            textAnchor: 'start',
            dx: 6,
            fontWeight: 600,
          }),
        ],
      }) as SVGSVGElement,
  };
};
