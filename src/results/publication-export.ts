/** A publication as a file that is taken along. */
import { Readable } from 'node:stream';
import type { ScreenLanguage } from '../domain/screen-language.ts';
import { formatCsv } from '../rows/csv.ts';
import { asTexts, formatWorkbook, type SheetCell } from '../rows/formats/workbook.ts';
import { inLanguage, sayNotes } from './charts/published-items.ts';
import { REPORT_WORDS } from './charts/report-words.ts';
import { PUBLICATION_COLUMNS, publicationLines } from './publication-file.ts';
import type { Publication } from './publication-format.ts';
import type { PublicationFormat } from './publication-formats.ts';
import { reportPdf } from './report/report-pdf.ts';
import { seriesUpTo } from './wave-series.ts';

/** Of these columns the cells are numbers. */
const NUMBERS = new Set(['edition', 'value', 'margin_95', 'base', 'weighted_base', 'small_base']);

function* sheetOf(publication: Publication, language: string): Generator<SheetCell[]> {
  yield asTexts(PUBLICATION_COLUMNS);
  for (const cells of publicationLines(publication, language))
    yield cells.map((text, place) => ({ text, isNumber: NUMBERS.has(PUBLICATION_COLUMNS[place] ?? '') }));
}

function* notesOf(publication: Publication, language: ScreenLanguage): Generator<SheetCell[]> {
  const words = REPORT_WORDS[language];
  yield asTexts([words.how]);
  for (const note of sayNotes(publication, words)) yield asTexts([note]);
}

/** `asked` as a file; `readAll` gives all of its survey, for the report's trend alone. Labels in `language` where there are any. */
export const exportPublication = async (
  readAll: () => Promise<readonly Publication[]>,
  asked: Publication,
  {
    format,
    language,
    at,
  }: { readonly format: PublicationFormat; readonly language: ScreenLanguage; readonly at: Date },
): Promise<Readable> => {
  switch (format) {
    case 'pdf': {
      const series = seriesUpTo(await readAll(), asked);
      return Readable.from([await reportPdf(series, language, REPORT_WORDS[language])]);
    }
    case 'xlsx': {
      const title = `${inLanguage(asked.title, language)} ${asked.wave}`;
      const sheets = [
        { name: 'tables', records: sheetOf(asked, language) },
        { name: 'notes', records: notesOf(asked, language) },
      ];
      return formatWorkbook(title, sheets, at);
    }
    case 'csv':
      return Readable.from(
        formatCsv(PUBLICATION_COLUMNS, publicationLines(asked, language), { byteOrderMark: true }),
      );
    case 'json':
      return Readable.from([JSON.stringify(asked)]);
  }
};
