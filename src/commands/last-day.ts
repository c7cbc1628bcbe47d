import { PaperlineError } from '../domain/errors.ts';
import { requiredOption } from './arguments.ts';
import type { OptionValues } from './command.ts';

const DAY_MS = 24 * 3_600_000;

/** The end, in UTC, of the day that an option names as the last one. @throws PaperlineError `usage` */
export const lastDayOption = (
  options: OptionValues,
  name: string,
  { now, longestDays }: { readonly now: Date; readonly longestDays: number },
): Date => {
  const text = requiredOption(options, name, '2027-01-31');
  const end = new Date(`${text}T23:59:59.999Z`);
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(end.getTime()) && end.toISOString().startsWith(text);
  const days = (end.getTime() - now.getTime()) / DAY_MS;
  if (isDay && days > 0 && days <= longestDays) return end;
  throw new PaperlineError({
    code: 'usage',
    message: isDay
      ? `--${name} ${text} is ${days <= 0 ? 'past' : `more than ${longestDays} days away`}.`
      : `Expected a day such as 2027-01-31 for --${name} but received ${JSON.stringify(text)}.`,
    remedy: `Name a day to come, such as --${name} ${new Date(now.getTime() + 90 * DAY_MS).toISOString().slice(0, 10)}.`,
  });
};
