import { formatCsv } from '../csv.ts';
import { formatJsonl } from '../jsonl.ts';
import type { DataSet } from '../data-set.ts';
import { formatCodebookCsv, formatCodebookJson } from './codebook-file.ts';
import { formatDdi } from './ddi.ts';
import { formatParquet } from './parquet.ts';
import { formatSav } from './sav/sav.ts';
import { formatTripleS } from './triple-s.ts';
import { EXPORT_EXTENSIONS, isExportFormat, needsDataFile, type ExportFormat } from './format-names.ts';
import { inChunks } from './utf8.ts';
import { formatXlsx } from './xlsx.ts';
import { zipFiles, type FileContent } from './zip-files.ts';

export interface ExportFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: FileContent;
}

export interface ExportInput {
  readonly data: DataSet;
  /** What the files are called before the dot. */
  readonly stem: string;
  /** The name of the first file, where it is not the format's own. */
  readonly mainName?: string;
  /** Of labels, where a format has room for one language: the data's first unless given. */
  readonly language?: string | undefined;
  readonly at: Date;
  /** Of CSV. */
  readonly byteOrderMark?: boolean;
}

const CSV = 'text/csv; charset=utf-8';
const XML = 'application/xml; charset=utf-8';

/**
 * The files of one export, the one that was asked for first, each with its codebook inside or beside it. They are made as
 * they are read, once.
 * @throws PaperlineError `too-many-rows`
 */
export const exportFiles = (format: ExportFormat, input: ExportInput): readonly ExportFile[] => {
  const { data, stem, at, language, byteOrderMark = false } = input;
  const { columns } = data.table;
  const name = input.mainName ?? `${stem}.${EXPORT_EXTENSIONS[format]}`;
  const csv = (file: string): ExportFile => ({
    name: file,
    mediaType: CSV,
    content: inChunks(formatCsv(columns, data.table.records(), { byteOrderMark })),
  });
  const codebook = (file: string): ExportFile => ({
    name: file,
    mediaType: CSV,
    content: formatCodebookCsv(data, byteOrderMark),
  });
  switch (format) {
    case 'csv':
      return [csv(name), codebook(`${stem}.codebook.csv`)];
    case 'codebook':
      return [codebook(name)];
    case 'jsonl':
      return [
        {
          name,
          mediaType: 'application/jsonl; charset=utf-8',
          content: inChunks(formatJsonl(columns, data.table.records())),
        },
        { name: `${stem}.codebook.json`, mediaType: 'application/json', content: [formatCodebookJson(data)] },
      ];
    case 'xlsx':
      return [
        {
          name,
          mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          content: formatXlsx(data, at),
        },
      ];
    case 'parquet':
      return [{ name, mediaType: 'application/vnd.apache.parquet', content: formatParquet(data) }];
    case 'sav':
      return [{ name, mediaType: 'application/x-spss-sav', content: formatSav(data, { language, at }) }];
    case 'triple-s':
      return [
        { name, mediaType: XML, content: [formatTripleS(data, `${stem}.csv`, at)] },
        { ...csv(`${stem}.csv`) },
      ];
    case 'ddi':
      return [
        { name, mediaType: XML, content: [formatDdi(data, `${stem}.csv`, at)] },
        { ...csv(`${stem}.csv`) },
      ];
  }
};

/** The files of one export as one: a zip where the format is nothing without its second file, else the first alone. */
export const asOneFile = (
  files: readonly ExportFile[],
  { format, stem, at }: { readonly format: string; readonly stem: string; readonly at: Date },
): ExportFile => {
  const [main] = files;
  if (main === undefined) throw new Error(`Expected a file of format ${format}.`);
  if (!isExportFormat(format) || !needsDataFile(format)) return main;
  return { name: `${stem}.${format}.zip`, mediaType: 'application/zip', content: zipFiles(files, at) };
};
