import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatSav } from '../../../src/rows/formats/sav/sav.ts';
import type { ReleasedRows } from '../../../src/rows/release.ts';
import { releasedDataSet } from '../../../src/rows/released-data-set.ts';
import { parseCsv } from './parsed-csv.ts';
import { AT, isAbsent, LONG_LINE, makeRows, runReader, useFolder, writeParts } from './released-rows.ts';

const MARK = 'Mark_overall_of_the_journey_in_a_name_of_sixty_four_characters_X';
const folder = useFolder();
let rows: ReleasedRows;
let file: string;

beforeAll(async () => {
  rows = await makeRows();
  file = path.join(folder.path, 'rows.sav');
  await writeParts(file, formatSav(releasedDataSet(rows), { language: 'en', at: AT }));
});

describe.skipIf(isAbsent('readstat'))('a .sav file as ReadStat reads it (Debian: readstat)', () => {
  it('has every row with its values, long strings and all', () => {
    const out = path.join(folder.path, 'readstat.csv');
    runReader('readstat', ['-f', file, out]);
    const read = new Map(parseCsv(runReader('cat', [out])).map((row) => [row['row_id'], row]));
    expect(read.size).toBe(6);
    expect(read.get('ROW0000000000001')).toMatchObject({
      survey: 'bus-2026',
      line: '7',
      [MARK]: '8.000000',
      purpose: '1.000000',
      age: '42.000000',
      remark: '1.000000',
      weight: '1.250000',
    });
    expect(read.get('ROW0000000000002')).toMatchObject({
      line: '=1+1',
      purpose: '300.000000',
      [MARK]: '-1.000000',
    });
    expect(read.get('ROW0000000000003')).toMatchObject({
      line: LONG_LINE,
      month: '-1.000000',
      remark: '-1.000000',
    });
    expect(read.get('ROW0000000000005')).toMatchObject({ line: 'Île "d’Yeu", ✓ <b>', purpose: '-9.000000' });
    expect(read.get('ROW0000000000005')?.['age']).toBe('0.000000');
  });
});

const askPspp = (syntax: string): string =>
  runReader('pspp', ['-O', 'format=csv', '-'], `GET FILE='${file}'.\n${syntax}\n`);

describe.skipIf(isAbsent('pspp'))('a .sav file as PSPP reads it (Debian: pspp)', () => {
  it('has labels, measures, formats, missing values and weight', () => {
    const dictionary = askPspp('DISPLAY DICTIONARY.');
    expect(dictionary).not.toMatch(/warning|error/i);
    const line = (name: string): string =>
      dictionary.split('\n').find((each) => each.startsWith(`${name},`)) ?? '';
    expect(line('purpose')).toContain('Question purpose,Nominal,Input');
    expect(line('purpose')).toContain('-9 THRU -1');
    expect(line(MARK)).toContain('Scale');
    expect(line('age')).toContain('-9 THRU -1');
    expect(line('month')).toContain('MOYR8');
    expect(line('day')).toContain('SDATE10');
    expect(line('boarding')).toContain('TIME5');
    expect(line('line')).toContain('"-1 ');
    expect(dictionary).toContain('Work');
    expect(askPspp('SHOW WEIGHT.')).toContain('weight');
  });

  it('shows days, months and times as such', () => {
    const listed = askPspp('LIST row_id month day boarding line.');
    expect(listed).toContain('NOV 2026,2026/11/02,08:15');
    expect(listed).toContain(LONG_LINE);
  });

  it('leaves the codes below zero out of what it counts, and weighs', () => {
    const table = askPspp(`DESCRIPTIVES age /STATISTICS=ALL.`);
    // 42, 42, 42, 0, 110 by 1.25, 1.25, 0.5, 200, 1.25; the sixth is unreadable.
    const mean = (42 * 1.25 + 42 * 1.25 + 42 * 0.5 + 110 * 1.25) / (1.25 + 1.25 + 0.5 + 200 + 1.25);
    expect(table).toContain(mean.toFixed(2));
    expect(table).toMatch(/,110\b/);
  });

  it('knows the question with several answers as one set', () => {
    expect(askPspp('MRSETS /DISPLAY NAME=ALL.')).toContain('improve_1');
  });
});

it('is the same bytes for the same rows, and never more than it says', () => {
  const parts = [...formatSav(releasedDataSet(rows), { at: AT })];
  const bytes = Buffer.concat(parts);
  expect(bytes.subarray(0, 4).toString()).toBe('$FL2');
  expect(bytes.readInt32LE(80)).toBe(rows.table.length);
  expect(Buffer.concat([...formatSav(releasedDataSet(rows), { at: AT })]).equals(bytes)).toBe(true);
  expect(bytes.includes('chauffeur')).toBe(false);
});
