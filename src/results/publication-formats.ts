/** What a publication can be taken along as; `codebook` is that of its tables alone, `json` all that is published. */
export const PUBLICATION_FORMATS = [
  'pdf',
  'xlsx',
  'csv',
  'parquet',
  'sav',
  'triple-s',
  'ddi',
  'codebook',
  'json',
] as const;
export type PublicationFormat = (typeof PUBLICATION_FORMATS)[number];

/** Those that hold the tables as data, with their codebook. */
export const TABLE_FORMATS = PUBLICATION_FORMATS.filter((format) => format !== 'pdf');
export type TableFormat = (typeof TABLE_FORMATS)[number];

export const isTableFormat = (word: string): word is TableFormat =>
  (TABLE_FORMATS as readonly string[]).includes(word);

/** Without their parameters. */
export const PUBLICATION_MEDIA_TYPES = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/csv',
  'application/vnd.apache.parquet',
  'application/x-spss-sav',
  'application/zip',
  'application/json',
] as const;
