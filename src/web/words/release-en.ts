/** What the rows screen says of downloads and of anonymity, in English. */
export const releaseEn = {
  format: 'Format',
  formats: {
    csv: 'CSV',
    xlsx: 'Excel (xlsx)',
    sav: 'SPSS (sav)',
    parquet: 'Parquet',
    jsonl: 'JSON Lines',
    'triple-s': 'Triple-S 2.0',
    ddi: 'DDI-Codebook 2.5',
    codebook: 'Codebook alone (CSV)',
  },
  title: 'Anonymity',
  untested: 'Not tested: the questionnaire does not declare by what people could be known.',
  rule: (k: number, columns: string) => `Each combination of ${columns} is in at least ${k} rows.`,
  nothingLost: 'It was so already; nothing was lost.',
  lost: (less: string, gone: string, touched: string) =>
    `${less} of these cells say less, ${gone} were left out (code -8), in ${touched} rows beyond whole columns.`,
  steps: 'Made coarser',
  step: (column: string, taken: number) => `${column}, step ${taken}`,
  columnGone: (column: string) => `${column} left out`,
  pending: (rows: string) => `Rows that still wait for review in one of these: ${rows}.`,
  tooFew: (rows: string, k: number) =>
    `Only ${rows} of the ${k} rows that are the least. Do not hand them on.`,
  unanimous: (share: string) =>
    `Not prevented: in ${share} of all groups by questions everybody gave the same answer.`,
  share: (part: number) => `${Number((part * 100).toFixed(1)).toLocaleString('en-GB')} %`,
};
