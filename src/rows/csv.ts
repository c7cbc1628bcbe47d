/** A spreadsheet takes a cell that begins so for a formula, wide forms of the signs included. */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const BYTE_ORDER_MARK = '\ufeff';

/**
 * One cell: words that a spreadsheet would run as a formula get an apostrophe before them; numbers, such as the
 * missing code -1, stay as they are. Quoted where RFC 4180 asks for it, or where blanks at an end would be lost.
 */
export const formatCsvCell = (value: string): string => {
  const safe = FORMULA_START.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** One record with its line end, CR LF. */
export const formatCsvRecord = (cells: readonly string[]): string =>
  `${cells.map(formatCsvCell).join(',')}\r\n`;

export interface CsvOptions {
  /** Begin with a byte order mark, by which Excel knows that the text is UTF-8. Default false. */
  readonly byteOrderMark?: boolean;
}

/** RFC 4180 text, a record at a time: the names of the columns, then the rows. */
export function* formatCsv(
  columns: readonly string[],
  records: Iterable<readonly string[]>,
  { byteOrderMark = false }: CsvOptions = {},
): Generator<string> {
  yield (byteOrderMark ? BYTE_ORDER_MARK : '') + formatCsvRecord(columns);
  for (const cells of records) yield formatCsvRecord(cells);
}
