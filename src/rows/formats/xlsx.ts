import type { Readable } from 'node:stream';
import { PaperlineError } from '../../domain/errors.ts';
import { columnsOf } from '../column-shape.ts';
import { wordsIn, type DataSet } from '../data-set.ts';
import { listCodebook } from './codebook-file.ts';
import { asTexts, formatWorkbook, MAX_ROWS, type SheetCell } from './workbook.ts';

function* textRecords(records: Iterable<readonly string[]>): Generator<SheetCell[]> {
  for (const cells of records) yield asTexts(cells);
}

function* listLines(data: DataSet): Generator<SheetCell[]> {
  yield asTexts(data.table.columns);
  const isNumber = columnsOf(data).map(({ shape }) => shape.holds === 'number');
  for (const cells of data.table.records()) {
    yield cells.map((text, place) => ({ text, isNumber: isNumber[place] === true }));
  }
}

/** A workbook with the data, the codebook, and how they were made. @throws PaperlineError `too-many-rows` */
export const formatXlsx = (data: DataSet, at: Date): Readable => {
  const { table, sheet, account, title, languages } = data;
  if (table.length > MAX_ROWS) {
    throw new PaperlineError({
      code: 'too-many-rows',
      message: `A sheet of xlsx has room for ${MAX_ROWS} rows; these are ${table.length}.`,
      remedy: 'Export one wave with --wave, or choose csv, parquet or sav.',
    });
  }
  const sheets = [
    { name: sheet, records: listLines(data) },
    { name: 'codebook', records: textRecords(listCodebook(data)) },
    ...(account.records.length === 0
      ? []
      : [{ name: account.subject, records: textRecords(account.records) }]),
  ];
  return formatWorkbook(wordsIn(title, languages[0] ?? ''), sheets, at);
};
