/** Numbers as the report writes them. */
import { shareInterval } from '../../../src/review/quality/share-interval.ts';

export const countWords = (count: number): string => count.toLocaleString('en-GB');

/** "1 page", "2 pages". */
export const counted = (count: number, one: string, more = `${one}s`): string =>
  `${countWords(count)} ${count === 1 ? one : more}`;

/** A space that no line breaks at: a figure and its sign belong together. */
const SIGN = '\u00a0%';

/** Digits enough to tell a share from none and from all. */
const percentFigure = (share: number): string => {
  const percent = share * 100;
  if (percent === 0 || percent === 100) return String(percent);
  const fromEnd = Math.min(percent, 100 - percent);
  const digits = fromEnd < 0.01 ? 4 : fromEnd < 1 ? 2 : 1;
  return Math.min(99.9999, Math.max(0.0001, percent)).toFixed(digits);
};

export const percentOf = (share: number): string => `${percentFigure(share)}${SIGN}`;

export const shareOf = (part: number, of: number): string => (of === 0 ? '–' : percentOf(part / of));

const tenThousandths = (share: number): string => {
  const rate = share * 10_000;
  return rate === 0 ? '0' : rate < 10 ? rate.toFixed(1) : countWords(Math.round(rate));
};

/** "0.3 to 4.4": the 95 % interval of events in 10,000. */
export const rateIntervalWords = (events: number, of: number): string =>
  shareInterval(events, of).map(tenThousandths).join(' to ');

/** "1.5 (0.3 to 4.4)": events in 10,000 with the 95 % interval. */
export const ratePerTenThousand = (events: number, of: number): string =>
  of === 0 ? '–' : `${tenThousandths(events / of)} (${rateIntervalWords(events, of)})`;

/** "1.7 to 2.9 %": the 95 % interval of a share. */
export const shareIntervalWords = (part: number, of: number): string =>
  `${shareInterval(part, of).map(percentFigure).join(' to ')}${SIGN}`;

/** "2.2 % (1.7 to 2.9 %)". */
export const shareWithInterval = (part: number, of: number): string =>
  of === 0 ? '–' : `${percentOf(part / of)} (${shareIntervalWords(part, of)})`;

/** "12 minutes", "40 seconds". */
export const durationWords = (seconds: number): string =>
  seconds < 120 ? counted(Math.ceil(seconds), 'second') : counted(Math.round(seconds / 60), 'minute');
