/** Numbers as the report writes them. */
import { shareInterval } from '../share-interval.ts';

export const countWords = (count: number): string => count.toLocaleString('en-GB');

/** "1 page", "2 pages". */
export const counted = (count: number, one: string, more = `${one}s`): string =>
  `${countWords(count)} ${count === 1 ? one : more}`;

/** Enough digits to tell 99.97 % from 100 %, never rounded up to all. */
export const percentOf = (share: number): string => {
  const percent = share * 100;
  const digits = percent > 0 && percent < 100 && (percent < 1 || percent > 99) ? 2 : 1;
  const scale = 10 ** digits;
  const shown = percent > 50 ? Math.floor(percent * scale) / scale : Math.ceil(percent * scale) / scale;
  return `${percent === 0 || percent === 100 ? percent : shown.toFixed(digits)} %`;
};

export const shareOf = (part: number, of: number): string => (of === 0 ? '–' : percentOf(part / of));

const tenThousandths = (share: number): string => {
  const rate = share * 10_000;
  return rate === 0 ? '0' : rate < 10 ? rate.toFixed(1) : rate.toFixed(0);
};

/** "1.5 (0.3 to 4.4)": events in 10,000 with the 95 % interval. */
export const ratePerTenThousand = (events: number, of: number): string => {
  if (of === 0) return '–';
  const [low, high] = shareInterval(events, of);
  return `${tenThousandths(events / of)} (${tenThousandths(low)} to ${tenThousandths(high)})`;
};

/** "2.2 % (1.7 % to 2.9 %)". */
export const shareWithInterval = (part: number, of: number): string => {
  if (of === 0) return '–';
  const [low, high] = shareInterval(part, of);
  return `${percentOf(part / of)} (${percentOf(low)} to ${percentOf(high)})`;
};

/** "12 minutes", "40 seconds". */
export const durationWords = (seconds: number): string =>
  seconds < 120 ? counted(Math.ceil(seconds), 'second') : counted(Math.round(seconds / 60), 'minute');
