import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatXlsx } from '../../../src/rows/formats/xlsx.ts';
import type { ReleasedRows } from '../../../src/rows/release.ts';
import { releasedDataSet } from '../../../src/rows/released-data-set.ts';
import { AT, isAbsent, LONG_LINE, makeRows, runReader, useFolder, writeParts } from './released-rows.ts';

const folder = useFolder();
let rows: ReleasedRows;
let file: string;

beforeAll(async () => {
  rows = await makeRows();
  file = path.join(folder.path, 'rows.xlsx');
  await writeParts(file, formatXlsx(releasedDataSet(rows), AT));
});

const SCRIPT = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps({s.title: [[[c.value, c.data_type, c.quotePrefix] for c in row] for row in s.iter_rows()] for s in book}))
`;

type Cell = [string | number | null, string, boolean];

describe.skipIf(isAbsent('openpyxl'))('a workbook as openpyxl reads it (Debian: python3-openpyxl)', () => {
  it('has every row, numbers as numbers, and text that is never a formula', () => {
    const sheets = JSON.parse(runReader('/usr/bin/python3', ['-c', SCRIPT, file])) as Record<
      string,
      Cell[][]
    >;
    expect(Object.keys(sheets)).toEqual(['rows', 'codebook']);
    const [heading = [], ...lines] = sheets['rows'] ?? [];
    expect(heading.map(([name]) => name)).toEqual(rows.table.columns);
    const read = new Map(
      lines.map((cells) => [cells[0]?.[0], new Map(heading.map(([name], at) => [name, cells[at]]))]),
    );
    expect(read.size).toBe(6);
    for (const cells of rows.table.records()) {
      const line = read.get(cells[0] ?? '');
      for (const [at, column] of rows.table.columns.entries()) {
        const [value, type] = line?.get(column) ?? [];
        expect(String(value)).toBe(cells[at]);
        expect(type).not.toBe('f');
      }
    }
    const second = read.get('ROW0000000000002');
    expect(second?.get('line')).toEqual(['=1+1', 's', true]);
    expect(second?.get('purpose')?.slice(0, 2)).toEqual([300, 'n']);
    expect(read.get('ROW0000000000003')?.get('line')?.[0]).toBe(LONG_LINE);
    const codes = (sheets['codebook'] ?? []).map((cells) => cells.map(([value]) => value));
    expect(codes).toContainEqual(expect.arrayContaining(['purpose', '1', '0', 'Werk', 'Work']));
    expect(codes).toContainEqual(expect.arrayContaining(['purpose', '300', '=SOM(A1)', '=SUM(A1)']));
  });
});

describe.skipIf(isAbsent('xmllint'))('the parts of a workbook (Debian: libxml2-utils)', () => {
  it('are well-formed XML', () => {
    const names = runReader('/usr/bin/python3', [
      '-c',
      'import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);z.extractall(sys.argv[2]);print("\\n".join(z.namelist()))',
      file,
      folder.path,
    ]);
    const parts = names.trim().split('\n');
    expect(parts).toContain('xl/worksheets/sheet2.xml');
    for (const part of parts) runReader('xmllint', ['--noout', path.join(folder.path, part)]);
  });
});
