/** How what was written on paper, or typed by a reviewer, becomes the value of a column. */

const isDate = (year: number, month: number, day: number): boolean => {
  if (month < 1 || month > 12 || day < 1) return false;
  // Day 0 of the next month is the last of this one.
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
};

/**
 * A date as YYYY-MM-DD, from the cells D D M M Y Y Y Y, from day, month and year with a sign between them, or from
 * YYYY-MM-DD itself; undefined where there is no such day.
 */
export const findIsoDate = (written: string): string | undefined => {
  const text = written.trim();
  const iso = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/.exec(text);
  const dayFirst =
    /^(?<day>\d{2})(?<month>\d{2})(?<year>\d{4})$/.exec(text) ??
    /^(?<day>\d{1,2})[-/. ](?<month>\d{1,2})[-/. ](?<year>\d{4})$/.exec(text);
  const { year, month, day } = (iso ?? dayFirst)?.groups ?? {};
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (Number(year) < 1000 || !isDate(Number(year), Number(month), Number(day))) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

/** A time as HH:MM on the 24-hour clock, from the cells H H M M or from H:MM; undefined where there is no such time. */
export const findIsoTime = (written: string): string | undefined => {
  const found = /^(?:(\d{2})(\d{2})|(\d{1,2})[:.](\d{2}))$/.exec(written.trim());
  const hours = found?.[1] ?? found?.[3];
  const minutes = found?.[2] ?? found?.[4];
  if (hours === undefined || minutes === undefined) return undefined;
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return `${hours.padStart(2, '0')}:${minutes}`;
};

/** A whole number without leading zeros; undefined where there are other signs than digits and blanks around them. */
export const findWholeNumber = (written: string): string | undefined => {
  const digits = written.trim();
  return /^\d+$/.test(digits) ? digits.replace(/^0+(?=\d)/, '') : undefined;
};

/** Words without control characters, in Unicode's composed form, with line ends as one sign. */
export const tidyWords = (written: string): string =>
  written
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]+/gu, ' ')
    .trim();
