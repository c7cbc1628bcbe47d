/** One answer of a row whose wave is open: what a link to its paper names. */
export interface RowCell {
  /** The row's id on the screen. */
  readonly row: string;
  readonly column: string;
}

const ADDRESS = '/review';

/**
 * The address that opens the answer for a reviewer. What it names stands behind the hash, which no browser sends: it comes
 * into no log and no Referer.
 */
export const addressOf = ({ row, column }: RowCell): string =>
  `${location.origin}${ADDRESS}#${new URLSearchParams({ row, column }).toString()}`;

/** What the address names, and takes it out of there: it stays in no history and over no shoulder. Null where there is none. */
export const takeCell = (): RowCell | null => {
  if (location.pathname !== ADDRESS || location.hash === '') return null;
  const named = new URLSearchParams(location.hash.slice(1));
  const [row, column] = [named.get('row'), named.get('column')];
  if (row === null || column === null) return null;
  history.replaceState(null, '', ADDRESS);
  return { row, column };
};
