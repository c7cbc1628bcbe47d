import { endOfLastDay } from '../domain/last-day.ts';
import { requiredOption } from './arguments.ts';
import type { OptionValues } from './command.ts';

/** The end, in UTC, of the day that an option names as the last one. @throws PaperlineError `usage` */
export const lastDayOption = (
  options: OptionValues,
  name: string,
  { now, longestDays }: { readonly now: Date; readonly longestDays: number },
): Date =>
  endOfLastDay(requiredOption(options, name, '2027-01-31'), { called: `--${name}`, now, longestDays });
