/** `codebook` is the codebook alone. */
export const EXPORT_FORMATS = [
  'csv',
  'jsonl',
  'xlsx',
  'parquet',
  'sav',
  'triple-s',
  'ddi',
  'codebook',
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const isExportFormat = (word: string): word is ExportFormat =>
  (EXPORT_FORMATS as readonly string[]).includes(word);

/** What the first file of each format is called after the dot. */
export const EXPORT_EXTENSIONS: Readonly<Record<ExportFormat, string>> = {
  csv: 'csv',
  jsonl: 'jsonl',
  xlsx: 'xlsx',
  parquet: 'parquet',
  sav: 'sav',
  'triple-s': 'xml',
  ddi: 'xml',
  codebook: 'csv',
};

/** Formats that are nothing without their second file. */
export const needsDataFile = (format: ExportFormat): boolean => format === 'triple-s' || format === 'ddi';

/** Without their parameters; the two formats of two files leave as a zip. */
export const EXPORT_MEDIA_TYPES = [
  'text/csv',
  'application/jsonl',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.apache.parquet',
  'application/x-spss-sav',
  'application/zip',
] as const;
