import { shareInterval } from '../../../src/review/quality/share-interval.ts';
import type { ReliabilityBin } from '../tally.ts';
import { countWords, percentOf, shareWithInterval } from './figures.ts';
import { markup, type Markup } from './markup.ts';
import { tableOf } from './tables.ts';

const WIDTH = 640;
const HEIGHT = 400;
const LEFT = 78;
const RIGHT = 20;
const TOP = 20;
const BOTTOM = 62;

/** Both axes run over the chance of error, so that 99 % and 99.99 % are as far apart as they matter. */
const MOST_ERROR = 1;
const LEAST_ERROR = 1e-5;
const TICKS = [0.5, 0.1, 0.01, 0.001, 0.0001, 0.00001];

const along = (share: number): number => {
  const error = Math.min(MOST_ERROR, Math.max(LEAST_ERROR, 1 - share));
  return Math.log(MOST_ERROR / error) / Math.log(MOST_ERROR / LEAST_ERROR);
};
const xOf = (share: number): string => (LEFT + along(share) * (WIDTH - LEFT - RIGHT)).toFixed(1);
const yOf = (share: number): string => (HEIGHT - BOTTOM - along(share) * (HEIGHT - TOP - BOTTOM)).toFixed(1);

const tickWords = (error: number): string => `${Number((100 * (1 - error)).toPrecision(7))} %`;

interface BinShown extends ReliabilityBin {
  readonly words: string;
  readonly stated: number;
  readonly share: number;
}

const shownBins = (bins: readonly ReliabilityBin[]): BinShown[] =>
  bins
    .map((bin, at) => ({
      ...bin,
      words: `${tickWords(1 - bin.from)} to ${tickWords(1 - (bins[at + 1]?.from ?? 1))}`,
      stated: bin.confidence / bin.fields,
      share: bin.right / bin.fields,
    }))
    .filter(({ fields }) => fields > 0);

const pointOf = ({ fields, right, stated, share }: BinShown): Markup => {
  const [low, high] = shareInterval(right, fields);
  const x = xOf(stated);
  return markup`<line class="whisker" x1="${x}" x2="${x}" y1="${yOf(low)}" y2="${yOf(high)}"/>
<circle class="${right === fields ? 'point all-right' : 'point'}" cx="${x}" cy="${yOf(share)}" r="5"/>`;
};

/** Joins neighbours that both have errors: a bin without any has no place of its own on this scale. */
const curveOf = (bins: readonly BinShown[]): Markup[] =>
  bins.slice(1).flatMap((bin, at) => {
    const before = bins[at];
    if (before === undefined || before.share === 1 || bin.share === 1) return [];
    return [
      markup`<line class="curve" x1="${xOf(before.stated)}" y1="${yOf(before.share)}" x2="${xOf(bin.stated)}" y2="${yOf(bin.share)}"/>`,
    ];
  });

/** How often a reading is right against how sure it says it is, and the table beneath. */
export const reliabilityFigure = (bins: readonly ReliabilityBin[], id: string): Markup => {
  const shown = shownBins(bins);
  const [left, right, top, bottom] = [LEFT, WIDTH - RIGHT, TOP, HEIGHT - BOTTOM];
  return markup`<figure class="chart">
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-title ${id}-description">
<title id="${id}-title">Reliability curve</title>
<desc id="${id}-description">Share of choice fields read right, with 95 % intervals, against the confidence stated. The table below holds the same figures.</desc>
<polygon class="overconfident" points="${left},${bottom} ${right},${bottom} ${right},${top}"/>
${TICKS.map(
  (
    error,
  ) => markup`<line class="grid" x1="${xOf(1 - error)}" x2="${xOf(1 - error)}" y1="${top}" y2="${bottom}"/>
<line class="grid" x1="${left}" x2="${right}" y1="${yOf(1 - error)}" y2="${yOf(1 - error)}"/>
<text class="tick" x="${xOf(1 - error)}" y="${bottom + 18}" text-anchor="${error === LEAST_ERROR ? 'end' : 'middle'}">${tickWords(error)}</text>
<text class="tick" x="${left - 8}" y="${yOf(1 - error)}" dy="0.35em" text-anchor="end">${tickWords(error)}</text>`,
)}
<line class="honest" x1="${left}" y1="${bottom}" x2="${right}" y2="${top}"/>
${curveOf(shown)}
${shown.map(pointOf)}
<text class="note" x="${right - 12}" y="${bottom - 14}" text-anchor="end">less right than it says</text>
<text class="note" x="${left + 14}" y="${top + 22}">more right than it says</text>
<text class="axis" x="${(left + right) / 2}" y="${HEIGHT - 14}" text-anchor="middle">confidence stated (mean of the bin)</text>
<text class="axis" transform="translate(16 ${(top + bottom) / 2}) rotate(-90)" text-anchor="middle">share right</text>
</svg>
<figcaption>A point on the diagonal keeps what it says. Whiskers are 95 % intervals; a hollow point stands for a bin in which all were right, so that only the lower end of its interval is known.</figcaption>
</figure>
${tableOf(
  'Choice fields by confidence stated',
  [
    { title: 'Confidence', cell: ({ words }) => words, isWords: true },
    { title: 'Fields', cell: ({ fields }) => countWords(fields) },
    { title: 'Wrong', cell: ({ fields, right: count }) => countWords(fields - count) },
    { title: 'Stated, mean', cell: ({ stated }) => percentOf(stated) },
    { title: 'Share right (95 %)', cell: ({ fields, right: count }) => shareWithInterval(count, fields) },
  ],
  shown,
)}`;
};
