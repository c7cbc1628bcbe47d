import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCsv, formatCsvCell, formatCsvRecord } from '../../src/rows/csv.ts';
import { formatJsonl } from '../../src/rows/jsonl.ts';

/** A reader of RFC 4180 of its own, character by character. */
const parseCsv = (text: string): string[][] => {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ',') {
      record.push(cell);
      cell = '';
    } else if (sign === '\r' && text.charAt(at + 1) === '\n') {
      records.push([...record, cell]);
      record = [];
      cell = '';
      at++;
    } else cell += sign;
  }
  expect({ quoted, cell, record }).toEqual({ quoted: false, cell: '', record: [] });
  return records;
};

const cell = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom('"', ',', '\r', '\n', ' ', '=', '-', '+', '@', '\t', 'a', '1', '＝'),
    maxLength: 8,
  }),
  fc.integer({ min: -9, max: 200 }).map(String),
);

describe('CSV', () => {
  it('is read back as it was, but for the guard before formulas', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1 }), (records) => {
        const read = parseCsv(records.map(formatCsvRecord).join(''));
        expect(read.map((cells) => cells.length)).toEqual(records.map((cells) => cells.length));
        for (const [place, cells] of records.entries()) {
          for (const [at, written] of cells.entries()) {
            const got = read[place]?.[at] ?? '';
            expect([written, `'${written}`]).toContain(got);
            const isNumber = /^-?\d+$/.test(written);
            expect(isNumber ? got === written : !/^[=+\-@\t\r\n＝＋－＠]/.test(got)).toBe(true);
          }
        }
      }),
    );
  });

  it.each([
    ['-1', '-1'],
    ['-9', '-9'],
    ['-1.5', '-1.5'],
    ['2026-11-02', '2026-11-02'],
    ['08:15', '08:15'],
    ['=1+1', "'=1+1"],
    ['+31 6 1234', "'+31 6 1234"],
    ['-1+1', "'-1+1"],
    ['- te laat', "'- te laat"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ["'t was goed", "'t was goed"],
    ['a, "b"', '"a, ""b"""'],
    [' a', '" a"'],
    ['', ''],
  ])('writes %j as %j', (value, written) => {
    expect(formatCsvCell(value)).toBe(written);
  });

  it('begins with the columns, ends every record with CR LF, and has a byte order mark where asked', () => {
    expect([...formatCsv(['b', 'a'], [['x', '1']])].join('')).toBe('b,a\r\nx,1\r\n');
    expect([...formatCsv(['a'], [], { byteOrderMark: true })].join('')).toBe('\ufeffa\r\n');
  });

  it('takes one row at a time', () => {
    let taken = 0;
    const endless = function* () {
      for (;;) {
        taken++;
        yield [String(taken)];
      }
    };
    const records = formatCsv(['a'], endless());
    records.next();
    expect([records.next().value, taken]).toEqual(['1\r\n', 1]);
  });
});

describe('JSON Lines', () => {
  it('gives one line a row, which reads back as it was, in the order of the columns', () => {
    const words = fc.oneof(fc.string(), fc.constantFrom('a\nb', 'a\u2028b', 'a\u0085b', '"', '\\'));
    fc.assert(
      fc.property(fc.array(fc.record({ a: words, b: words })), (rows) => {
        const cells = rows.map(({ a, b }) => [b, a]);
        const text = [...formatJsonl(['b', 'a'], cells)].join('');
        expect(text.split(/[\n\r\u0085\u2028\u2029]/)).toHaveLength(rows.length + 1);
        const read = text
          .split('\n')
          .slice(0, -1)
          .map((line) => JSON.parse(line) as Record<string, string>);
        expect(read).toEqual(rows);
        for (const row of read) expect(Object.keys(row)).toEqual(['b', 'a']);
      }),
    );
  });
});
