import { PaperlineError } from './errors.ts';

const DAY_MS = 24 * 3_600_000;

/** The end, in UTC, of a last day such as 2027-01-31. @throws PaperlineError `usage` where it is none, is past or is too far */
export const endOfLastDay = (
  text: string,
  { now, longestDays }: { readonly now: Date; readonly longestDays: number },
): Date => {
  const end = new Date(`${text}T23:59:59.999Z`);
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(end.getTime()) && end.toISOString().startsWith(text);
  const days = (end.getTime() - now.getTime()) / DAY_MS;
  if (isDay && days > 0 && days <= longestDays) return end;
  throw new PaperlineError({
    code: 'usage',
    message: isDay
      ? `The last day, ${text}, is ${days <= 0 ? 'past' : `more than ${longestDays} days away`}.`
      : `Expected a day such as 2027-01-31 but received ${JSON.stringify(text)}.`,
    remedy: `Name a day to come, such as ${new Date(now.getTime() + 90 * DAY_MS).toISOString().slice(0, 10)}.`,
  });
};
