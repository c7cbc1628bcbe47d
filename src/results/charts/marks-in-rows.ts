/** What charts of marks share: their rows, their labels, and the intervals of their figures. */
import type { PublishedFigure } from '../publication-format.ts';
import type { MarkItem } from './published-items.ts';
import type { ReportWords } from './words.ts';

/** Room for the labels of items, px; longer ones go over two lines. */
export const LABELS_PX = 210;
export const ROW_PX = 26;
export const TOP_PX = 20;
export const FOOT_PX = 34;
/** Characters of a label that stand on one line of it. */
const LINE_CHARACTERS = 34;

/** A label over two lines at most, cut where words part. */
export const foldLabel = (label: string, lineCharacters = LINE_CHARACTERS): string => {
  if (label.length <= lineCharacters) return label;
  const words = label.split(' ');
  let first = '';
  while (words[0] !== undefined && `${first} ${words[0]}`.length <= lineCharacters)
    first = `${first} ${words.shift()}`.trim();
  const rest = words.join(' ');
  const short = rest.length > lineCharacters ? `${rest.slice(0, lineCharacters - 1).trimEnd()}…` : rest;
  return `${first}\n${short}`;
};

/** A figure with the ends of its interval. */
export interface Point {
  readonly label: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export const pointOf = (
  label: string,
  figure: Pick<PublishedFigure, 'value' | 'margin'>,
  least: number,
  most: number,
): Point => {
  const margin = figure.margin ?? 0;
  return {
    label: foldLabel(label),
    value: figure.value,
    low: Math.max(least, figure.value - margin),
    high: Math.min(most, figure.value + margin),
  };
};

/** Names what is not shown; nothing where all is. */
export const sayLeft = (items: readonly MarkItem[], words: ReportWords): string =>
  items.length === 0 ? '' : ` ${words.left(items.map(({ label }) => label.replace(/\.$/u, '')).join('; '))}`;

/** Of shares, in per cent: no interval reaches further. */
export const SHARES = [0, 100] as const;

/** Both ends of a figure's interval, which reaches no further than `within`. */
export const sayInterval = (
  { value, margin }: Pick<PublishedFigure, 'value' | 'margin'>,
  say: (value: number) => string,
  [least, most]: readonly [least: number, most: number],
): string =>
  margin === null ? '–' : `${say(Math.max(least, value - margin))} – ${say(Math.min(most, value + margin))}`;
