/** A record as a line of JSON with its line end. Signs that some programs take for a line end are written as escapes. */
export const formatJsonRecord = (record: Readonly<Record<string, string | undefined>>): string => {
  const escaped = JSON.stringify(record).replace(
    /[\u0085\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${escaped}\n`;
};

/** One row as a line of JSON, keys in the order of the columns. */
export const formatJsonLine = (columns: readonly string[], cells: readonly string[]): string =>
  formatJsonRecord(Object.fromEntries(columns.map((column, place) => [column, cells[place]])));

/** JSON Lines, a row at a time; keys in the order of the columns. */
export function* formatJsonl(
  columns: readonly string[],
  records: Iterable<readonly string[]>,
): Generator<string> {
  for (const cells of records) yield formatJsonLine(columns, cells);
}
