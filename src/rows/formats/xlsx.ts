import type { Readable } from 'node:stream';
import { PaperlineError } from '../../domain/errors.ts';
import { columnsOf, wordsIn } from '../column-shape.ts';
import type { ReleasedRows } from '../release.ts';
import { listAnonymity, listCodebook } from './codebook-file.ts';
import { asTexts, formatWorkbook, MAX_ROWS, type SheetCell } from './workbook.ts';

function* textRecords(records: Iterable<readonly string[]>): Generator<SheetCell[]> {
  for (const cells of records) yield asTexts(cells);
}

function* listRows(rows: ReleasedRows): Generator<SheetCell[]> {
  yield asTexts(rows.table.columns);
  const isNumber = columnsOf(rows).map(({ shape }) => shape.holds === 'number');
  for (const cells of rows.table.records()) {
    yield cells.map((text, place) => ({ text, isNumber: isNumber[place] === true }));
  }
}

/** A workbook with the rows, the codebook, and what was done so that nobody stands out. @throws PaperlineError `too-many-rows` */
export const formatXlsx = (rows: ReleasedRows, at: Date): Readable => {
  if (rows.table.length > MAX_ROWS) {
    throw new PaperlineError({
      code: 'too-many-rows',
      message: `A sheet of xlsx has room for ${MAX_ROWS} rows; these are ${rows.table.length}.`,
      remedy: 'Export one wave with --wave, or choose csv, parquet or sav.',
    });
  }
  const sheets = [
    { name: 'rows', records: listRows(rows) },
    { name: 'codebook', records: textRecords(listCodebook(rows)) },
    ...(rows.anonymity === null
      ? []
      : [{ name: 'anonymity', records: textRecords(listAnonymity(rows.anonymity)) }]),
  ];
  return formatWorkbook(wordsIn(rows.codebook.title, rows.codebook.languages[0] ?? ''), sheets, at);
};
