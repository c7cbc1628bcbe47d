/**
 * The cell-key method of the Office for National Statistics (UK): every row has a random key for good, the keys of a cell's
 * rows are added modulo 256, and a table says by how much a count with that key is changed. The same people are always changed
 * in the same way, so noise cannot be averaged away by asking twice.
 */
import { PaperlineError } from '../domain/errors.ts';

export const CELL_KEYS = 256;
/** Counts up to here have rows of their own in a perturbation table; above, the last REPEATED of them are used in turn. */
const LAST_COUNT = 750;
const REPEATED = 250;

/** The change of a count by its key. */
export interface PerturbationTable {
  /** At `(count - 1) * 256 + key`, for counts from 1 to 750. */
  readonly changes: Int16Array;
}

/** The key of a cell: those of its rows added, modulo 256. */
export const cellKeyOf = (recordKeys: Iterable<number>): number => {
  let sum = 0;
  for (const key of recordKeys) {
    if (!Number.isInteger(key) || key < 0 || key >= CELL_KEYS) {
      throw new RangeError(`Expected a record key from 0 to 255 but received ${key}.`);
    }
    sum = (sum + key) % CELL_KEYS;
  }
  return sum;
};

/** Which count's row of the table a count uses: its own up to 750, then 501 to 750 again and again. */
const tableRowOf = (count: number): number =>
  count <= LAST_COUNT ? count : ((count - 1) % REPEATED) + LAST_COUNT - REPEATED + 1;

/**
 * By how much a count with this key is changed; a cell of nobody stays empty.
 * @throws RangeError for a count or key out of range
 */
export const changeOf = (count: number, cellKey: number, { changes }: PerturbationTable): number => {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`Expected a count but received ${count}.`);
  if (!Number.isInteger(cellKey) || cellKey < 0 || cellKey >= CELL_KEYS) {
    throw new RangeError(`Expected a cell key from 0 to 255 but received ${cellKey}.`);
  }
  return count === 0 ? 0 : (changes[(tableRowOf(count) - 1) * CELL_KEYS + cellKey] as number);
};

/**
 * The perturbed count, or null where it is below the threshold and so not shown. A cell of nobody is not shown.
 * @throws RangeError for a count or key out of range
 */
export const perturbCount = (
  count: number,
  cellKey: number,
  table: PerturbationTable,
  threshold: number,
): number | null => {
  const perturbed = count + changeOf(count, cellKey, table);
  return count === 0 || perturbed < threshold ? null : perturbed;
};

const divisorOf = (one: number, other: number): number => (other === 0 ? one : divisorOf(other, one % other));

/** What is known of counts from `least` to `most` by whoever knows the table: how far they are changed, and into what. */
export const tellTable = (
  { changes }: PerturbationTable,
  least: number,
  most: number,
): {
  /** The most that is added to a count, 0 or more. */
  readonly up: number;
  /** The most that is taken from one, 0 or more. */
  readonly down: number;
  /** Of which every changed count is a multiple. */
  readonly step: number;
} => {
  let [up, down] = [0, 0];
  // Counts above the last row use the same changes again, so many people further up.
  let step = most > LAST_COUNT ? REPEATED : 0;
  const from = Math.min(Math.max(least, 1), LAST_COUNT - REPEATED + 1);
  for (let place = (from - 1) * CELL_KEYS; place < changes.length; place++) {
    const change = changes[place] as number;
    up = Math.max(up, change);
    down = Math.max(down, -change);
    if (step !== 1) step = divisorOf(step, Math.floor(place / CELL_KEYS) + 1 + change);
  }
  return { up, down, step: Math.max(1, step) };
};

/**
 * The table that ONS names 10-5 by what it does: counts below 10 are taken away, all others rounded to the nearest 5,
 * whatever their key.
 */
export const createTenFiveTable = (): PerturbationTable => {
  const changes = new Int16Array(LAST_COUNT * CELL_KEYS);
  for (let count = 1; count <= LAST_COUNT; count++) {
    const to = count < 10 ? 0 : Math.floor(count / 5 + 0.5) * 5;
    changes.fill(to - count, (count - 1) * CELL_KEYS, count * CELL_KEYS);
  }
  return { changes };
};

const HEADER = ['pcv', 'ckey', 'pvalue'];

/** A table as a file has it, in order. */
export const writePerturbationTable = ({ changes }: PerturbationTable): string => {
  const lines = [HEADER.join(',')];
  for (const [place, change] of changes.entries()) {
    lines.push(`${Math.floor(place / CELL_KEYS) + 1},${place % CELL_KEYS},${change}`);
  }
  return `${lines.join('\n')}\n`;
};

const refuse = (line: number, what: string): never => {
  throw new PaperlineError({
    code: 'perturbation-invalid',
    message: `Line ${line} of the perturbation table: ${what}`,
    remedy: `Give a CSV file with the columns ${HEADER.join(', ')}, one line for each count from 1 to ${LAST_COUNT} and key from 0 to 255.`,
  });
};

/**
 * Reads a perturbation table from CSV with the columns pcv (a count from 1 to 750), ckey (0 to 255) and pvalue (what is added), in
 * any order, complete.
 * @throws PaperlineError `perturbation-invalid`
 */
export const readPerturbationTable = (csv: string): PerturbationTable => {
  const lines = csv.replace(/^\ufeff/, '').split(/\r?\n/);
  const columns = (lines[0] ?? '').split(',').map((name) => name.trim().replaceAll('"', ''));
  const places = HEADER.map((name) => columns.indexOf(name));
  if (places.includes(-1)) refuse(1, `it has the columns ${columns.join(', ')}.`);
  const changes = new Int16Array(LAST_COUNT * CELL_KEYS);
  const seen = new Uint8Array(changes.length);
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const cells = line.split(',');
    const [count = Number.NaN, key = Number.NaN, change = Number.NaN] = places.map((place) => {
      const written = (cells[place] ?? '').trim();
      return /^-?\d{1,5}$/.test(written) ? Number(written) : Number.NaN;
    });
    if (!(count >= 1 && count <= LAST_COUNT)) refuse(index + 1, 'pcv is not a count from 1 to 750.');
    if (!(key >= 0 && key < CELL_KEYS)) refuse(index + 1, 'ckey is not a key from 0 to 255.');
    if (!(change >= -count && change <= LAST_COUNT))
      refuse(index + 1, 'pvalue would make the count negative, or is no number.');
    const at = (count - 1) * CELL_KEYS + key;
    if (seen[at] === 1) refuse(index + 1, `the count ${count} with the key ${key} stands twice.`);
    seen[at] = 1;
    changes[at] = change;
  }
  const gap = seen.indexOf(0);
  if (gap >= 0) {
    refuse(
      lines.length,
      `the count ${Math.floor(gap / CELL_KEYS) + 1} with the key ${gap % CELL_KEYS} is missing.`,
    );
  }
  return { changes };
};
