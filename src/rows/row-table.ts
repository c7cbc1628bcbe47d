/**
 * Rows by column, each value of a column kept once and named by a number: a wave of a hundred thousand rows of sixty
 * columns takes 25 MB so, where objects of texts take ten times as much.
 */
export interface RowTable {
  readonly columns: readonly string[];
  readonly length: number;
  /** By place in `columns`. */
  readonly column: (place: number) => TableColumn;
  /** The cells of each row, in the order of the columns. The array is the caller's to keep. */
  readonly records: () => Generator<string[]>;
  /** The same of the rows from `first` on and before `end`. */
  readonly slice: (first: number, end: number) => string[][];
}

export interface TableColumn {
  /** The distinct values; a value may be here that no row has. */
  readonly values: readonly string[];
  /** By row, the place of its value in `values`. */
  readonly codes: Uint32Array;
}

const FIRST_ROOM = 1024;

class GrowingColumn {
  readonly values: string[] = [];
  #codes = new Uint32Array(FIRST_ROOM);
  readonly #places = new Map<string, number>();

  set(row: number, value: string): void {
    let place = this.#places.get(value);
    if (place === undefined) {
      place = this.values.length;
      this.values.push(value);
      this.#places.set(value, place);
    }
    if (row >= this.#codes.length) {
      const larger = new Uint32Array(this.#codes.length * 2);
      larger.set(this.#codes);
      this.#codes = larger;
    }
    this.#codes[row] = place;
  }

  /** The column with row `order[n]` in place n. What it grew in is let go of. */
  finish(order: Uint32Array): TableColumn {
    const codes = this.#codes;
    this.#codes = new Uint32Array();
    this.#places.clear();
    return { values: this.values, codes: order.map((row) => codes[row] ?? 0) };
  }
}

export const tableOf = (columns: readonly string[], columnsOf: readonly TableColumn[]): RowTable => {
  const length = columnsOf[0]?.codes.length ?? 0;
  const recordAt = (row: number): string[] =>
    columnsOf.map(({ values, codes }) => values[codes[row] ?? 0] ?? '');
  return {
    columns,
    length,
    column(place) {
      const column = columnsOf[place];
      if (column === undefined)
        throw new Error(`Expected a place below ${columns.length} but received ${place}.`);
      return column;
    },
    *records() {
      for (let row = 0; row < length; row++) yield recordAt(row);
    },
    slice: (first, end) =>
      Array.from({ length: Math.max(0, Math.min(end, length) - first) }, (_, place) =>
        recordAt(first + place),
      ),
  };
};

/** Takes rows one at a time and gives them as a table. */
export class TableBuilder {
  readonly columns: readonly string[];
  readonly #growing: readonly GrowingColumn[];
  #length = 0;

  constructor(columns: readonly string[]) {
    this.columns = columns;
    this.#growing = columns.map(() => new GrowingColumn());
  }

  get length(): number {
    return this.#length;
  }

  /** Cells in the order of the columns. */
  add(cells: readonly string[]): void {
    for (const [place, column] of this.#growing.entries()) column.set(this.#length, cells[place] ?? '');
    this.#length++;
  }

  /** Once. `order` takes the places of the rows and gives them in the order that they shall have. */
  finish(order: (rows: Uint32Array) => Iterable<number> = (rows) => rows): RowTable {
    const rows = Uint32Array.from({ length: this.#length }, (_, row) => row);
    const ordered = Uint32Array.from(order(rows));
    return tableOf(
      this.columns,
      this.#growing.map((column) => column.finish(ordered)),
    );
  }
}
