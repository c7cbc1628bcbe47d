import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { columnsOf, type ReleasedColumn } from '../column-shape.ts';
import type { ReleasedRows } from '../release.ts';
import { formatCodebookJson } from './codebook-file.ts';

/** Rows that are encoded at a time. */
const ROWS_A_GROUP = 20_000;
const INT32_MAX = 2 ** 31 - 1;

type ParquetType = 'INT32' | 'DOUBLE' | 'STRING';

const typeOf = ({ shape, cells }: ReleasedColumn): ParquetType => {
  if (shape.holds !== 'number') return 'STRING';
  if (shape.decimals > 0) return 'DOUBLE';
  return cells.values.every((value) => Math.abs(Number(value)) <= INT32_MAX) ? 'INT32' : 'DOUBLE';
};

const SCHEMA_TYPES = {
  INT32: { type: 'INT32' },
  DOUBLE: { type: 'DOUBLE' },
  STRING: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
} as const;

/**
 * Parquet, a row group at a time. No cell is null: the codes below zero say why there is no answer. The codebook is in
 * the file's own metadata, as JSON under `paperline.codebook`.
 */
export function* formatParquet(rows: ReleasedRows): Generator<Uint8Array> {
  const columns = columnsOf(rows).map((column) => ({ column, type: typeOf(column) }));
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
      { name: 'rows', num_children: columns.length },
      ...columns.map(({ column, type }) => ({
        name: column.variable.variable,
        repetition_type: 'REQUIRED' as const,
        ...SCHEMA_TYPES[type],
      })),
    ],
    kvMetadata: [{ key: 'paperline.codebook', value: formatCodebookJson(rows) }],
    createdBy: 'Paperline',
  });
  for (let first = 0; first < rows.table.length; first += ROWS_A_GROUP) {
    const columnData = columns.map(({ column, type }) => {
      const { values, codes } = column.cells;
      const part = codes.subarray(first, first + ROWS_A_GROUP);
      const valueOf = (code: number): string => values[code] ?? '';
      return {
        name: column.variable.variable,
        data:
          type === 'INT32'
            ? Int32Array.from(part, (code) => Number(valueOf(code)))
            : type === 'DOUBLE'
              ? Float64Array.from(part, (code) => Number(valueOf(code)))
              : Array.from(part, valueOf),
      };
    });
    // The sink is memory, so nothing is waited for.
    void writer.write({ columnData, rowGroupSize: ROWS_A_GROUP });
    yield takeWritten();
  }
  void writer.finish();
  yield takeWritten();
}
