/** What is known of a trip, and whether its numbers add up. */
import { PaperlineError } from './errors.ts';

/** What tells one trip from another; a questionnaire may name more. */
export const TRIP_KEYS = ['line', 'direction', 'date', 'day-part', 'vehicle'] as const;

/** What staff count on a trip. Null: nobody counted. */
export interface TripCounts {
  readonly handedOut: number | null;
  readonly returned: number | null;
  /** People who boarded during the trip; weights rest on it. */
  readonly boarders: number | null;
}

/** Under which key of a trip each count is given and told. */
export const COUNT_KEYS = {
  'handed-out': 'handedOut',
  returned: 'returned',
  boarders: 'boarders',
} as const satisfies Readonly<Record<string, keyof TripCounts>>;
export type CountKey = keyof typeof COUNT_KEYS;
export const isCountKey = (key: string): key is CountKey => Object.hasOwn(COUNT_KEYS, key);

export const NOTHING_COUNTED: TripCounts = { handedOut: null, returned: null, boarders: null };
/** More than any train carries. */
export const MAX_COUNT = 99_999;

export type TripContext = Readonly<Record<string, string>>;

const usage = (message: string, remedy: string): PaperlineError =>
  new PaperlineError({ code: 'usage', message, remedy });

/** @throws PaperlineError `usage` where something is given that is not among `known` */
export const assertTripKeys = (given: TripContext, known: readonly string[]): void => {
  const strange = Object.keys(given).filter((key) => !known.includes(key));
  if (strange.length === 0) return;
  throw usage(
    `Nothing is done with ${strange.map((key) => JSON.stringify(key)).join(' and ')} of a trip.`,
    `What can be given is ${known.join(', ')}.`,
  );
};

const assertDate = (date: string): void => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  // The calendar turns 30 February into a day of March.
  if (year !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === date) return;
  throw usage(`${JSON.stringify(date)} is not a date.`, 'Write year, month and day, such as 2026-11-23.');
};

/** @throws PaperlineError `usage` where the text is no whole number from 0 to 99,999; an empty one is null */
export const readCount = (key: CountKey, text: string): number | null => {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (/^\d{1,5}$/u.test(trimmed)) return Number(trimmed);
  throw usage(
    `${JSON.stringify(text)} is not a number of ${key === 'boarders' ? 'people' : 'forms'}.`,
    `Write ${key} as a whole number from 0 to ${MAX_COUNT}.`,
  );
};

/**
 * Parts what tells a trip from what was counted on it, as both are given together on a print order and a command line.
 * @throws PaperlineError `usage` for a count or a date that is none
 */
export const splitTrip = (
  given: TripContext,
): { readonly context: TripContext; readonly counts: TripCounts } => {
  const context: Record<string, string> = {};
  const counts: Record<keyof TripCounts, number | null> = { ...NOTHING_COUNTED };
  for (const [key, value] of Object.entries(given)) {
    if (isCountKey(key)) counts[COUNT_KEYS[key]] = readCount(key, value);
    else if (value.trim() !== '') context[key] = value.trim();
  }
  if (context['date'] !== undefined) assertDate(context['date']);
  return { context, counts };
};

/** Trip and counts together, as they are printed on a batch header. */
export const joinTrip = (context: TripContext, counts: TripCounts): TripContext => {
  const counted = Object.entries(COUNT_KEYS).flatMap(([key, name]) =>
    counts[name] === null ? [] : [[key, String(counts[name])]],
  );
  return { ...context, ...Object.fromEntries(counted) };
};

/** Numbers that cannot all be right. */
export type CountDoubt =
  | 'read-more-than-returned'
  | 'read-more-than-handed-out'
  | 'returned-more-than-handed-out'
  | 'handed-out-more-than-printed'
  | 'handed-out-more-than-boarders';

export interface TripNumbers extends TripCounts {
  /** Copies that were printed for the trip; 0 where its forms came out of a stock. */
  readonly printed: number;
  /** Copies of which at least one page was read. */
  readonly read: number;
}

const exceeds = (more: number | null, less: number | null): boolean =>
  more !== null && less !== null && more > less;

/** What is wrong with the numbers of a trip; empty where they can all be right. */
export const doubtsOf = ({ printed, handedOut, returned, boarders, read }: TripNumbers): CountDoubt[] => {
  const doubts: readonly (readonly [CountDoubt, boolean])[] = [
    ['read-more-than-returned', exceeds(read, returned)],
    ['read-more-than-handed-out', exceeds(read, handedOut)],
    ['returned-more-than-handed-out', exceeds(returned, handedOut)],
    ['handed-out-more-than-printed', printed > 0 && exceeds(handedOut, printed)],
    ['handed-out-more-than-boarders', exceeds(handedOut, boarders)],
  ];
  return doubts.filter(([, holds]) => holds).map(([doubt]) => doubt);
};

/** Forms that came back and of which no page was read; null where nobody counted what came back. */
export const missingOf = ({ returned, read }: Pick<TripNumbers, 'returned' | 'read'>): number | null =>
  returned === null ? null : Math.max(0, returned - read);
