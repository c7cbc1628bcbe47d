import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tableFromIPC } from 'apache-arrow';
import { initSync, readParquet, readSchema } from 'parquet-wasm/esm/parquet_wasm.js';
import { beforeAll, expect, it } from 'vitest';
import { formatParquet } from '../../../src/rows/formats/parquet.ts';
import type { ReleasedRows } from '../../../src/rows/release.ts';
import { releasedDataSet } from '../../../src/rows/released-data-set.ts';
import { codebook, findRow, makeRows } from './released-rows.ts';

/** Read back by the Parquet of Apache Arrow in Rust, which shares nothing with what wrote it. */

let rows: ReleasedRows;
let file: Uint8Array;

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm');
  initSync({ module: await readFile(wasm) });
  rows = await makeRows();
  file = Buffer.concat([...formatParquet(releasedDataSet(rows))]);
});

it('has every row with its values, and numbers as numbers', () => {
  const table = tableFromIPC(readParquet(file).intoIPCStream());
  expect(table.numRows).toBe(rows.table.length);
  expect(table.schema.fields.map(({ name }) => name)).toEqual(rows.table.columns);
  const types = Object.fromEntries(table.schema.fields.map(({ name, type }) => [name, String(type)]));
  expect(types).toMatchObject({
    age: 'Int32',
    purpose: 'Int32',
    weight: 'Float64',
    line: 'Utf8',
    day: 'Utf8',
  });
  for (let at = 0; at < table.numRows; at++) {
    const read = table.get(at)?.toJSON() as Record<string, unknown>;
    const expected = findRow(rows, String(read['row_id']));
    for (const [column, value] of Object.entries(read)) expect(String(value)).toBe(expected[column]);
  }
});

it('carries its codebook', () => {
  const schema = tableFromIPC(readSchema(file).intoIPCStream()).schema;
  const kept = JSON.parse(schema.metadata.get('paperline.codebook') ?? 'null') as {
    survey: string;
    variables: { variable: string; codes: { code: string }[] }[];
  };
  expect(kept.survey).toBe('bus-2026');
  expect(kept.variables.map(({ variable }) => variable)).toEqual(
    codebook.variables.map(({ variable }) => variable),
  );
  expect(kept.variables.find(({ variable }) => variable === 'purpose')?.codes).toContainEqual(
    expect.objectContaining({ code: '300', label: { nl: '=SOM(A1)', en: '=SUM(A1)' } }),
  );
});
