import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { columnsOf, type DataColumn } from '../column-shape.ts';
import type { DataSet } from '../data-set.ts';
import { formatCodebookJson } from './codebook-file.ts';

/** Rows that are encoded at a time. */
const ROWS_A_GROUP = 20_000;
const INT32_MAX = 2 ** 31 - 1;

type ParquetType = 'INT32' | 'DOUBLE' | 'STRING';

const typeOf = ({ shape, cells }: DataColumn): ParquetType => {
  if (shape.holds !== 'number') return 'STRING';
  if (shape.decimals > 0) return 'DOUBLE';
  return cells.values.every((value) => Math.abs(Number(value)) <= INT32_MAX) ? 'INT32' : 'DOUBLE';
};

const SCHEMA_TYPES = {
  INT32: { type: 'INT32' },
  DOUBLE: { type: 'DOUBLE' },
  STRING: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
} as const;

/** The cells of some rows, by the code of each; an empty one is null where there may be such. */
const cellsOf = (
  { cells, variable }: DataColumn,
  type: ParquetType,
  codes: Uint32Array,
): Int32Array | Float64Array | (string | number | null)[] => {
  const valueOf = (code: number): string => cells.values[code] ?? '';
  const mayBeEmpty = variable.empty !== undefined;
  if (type === 'INT32' && !mayBeEmpty) return Int32Array.from(codes, (code) => Number(valueOf(code)));
  if (type === 'DOUBLE' && !mayBeEmpty) return Float64Array.from(codes, (code) => Number(valueOf(code)));
  return Array.from(codes, (code) => {
    const value = valueOf(code);
    if (mayBeEmpty && value === '') return null;
    return type === 'STRING' ? value : Number(value);
  });
};

/**
 * Parquet, a row group at a time. No cell of rows is null: the codes below zero say why there is no answer. Elsewhere null is
 * what the codebook says of an empty cell. The codebook is in the file's own metadata, as JSON under `paperline.codebook`.
 */
export function* formatParquet(data: DataSet): Generator<Uint8Array> {
  const columns = columnsOf(data).map((column) => ({ column, type: typeOf(column) }));
  const sink = new ByteWriter();
  const takeWritten = (): Uint8Array => {
    const written = new Uint8Array(sink.buffer.slice(0, sink.index));
    // `offset`, which the file's own references count from, goes on.
    sink.index = 0;
    return written;
  };
  const writer = new ParquetWriter({
    writer: sink,
    schema: [
      { name: data.sheet, num_children: columns.length },
      ...columns.map(({ column, type }) => ({
        name: column.variable.variable,
        repetition_type: column.variable.empty === undefined ? ('REQUIRED' as const) : ('OPTIONAL' as const),
        ...SCHEMA_TYPES[type],
      })),
    ],
    kvMetadata: [{ key: 'paperline.codebook', value: formatCodebookJson(data) }],
    createdBy: 'Paperline',
  });
  for (let first = 0; first < data.table.length; first += ROWS_A_GROUP) {
    const columnData = columns.map(({ column, type }) => ({
      name: column.variable.variable,
      data: cellsOf(column, type, column.cells.codes.subarray(first, first + ROWS_A_GROUP)),
    }));
    // The sink is memory, so nothing is waited for.
    void writer.write({ columnData, rowGroupSize: ROWS_A_GROUP });
    yield takeWritten();
  }
  void writer.finish();
  yield takeWritten();
}
