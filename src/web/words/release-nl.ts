import type { releaseEn } from './release-en.ts';

/** Wat het rijenscherm zegt over downloads en anonimiteit, in het Nederlands. */
export const releaseNl: typeof releaseEn = {
  format: 'Bestandssoort',
  formats: {
    csv: 'CSV',
    xlsx: 'Excel (xlsx)',
    sav: 'SPSS (sav)',
    parquet: 'Parquet',
    jsonl: 'JSON Lines',
    'triple-s': 'Triple-S 2.0',
    ddi: 'DDI-Codebook 2.5',
    codebook: 'Alleen het codeboek (CSV)',
  },
  title: 'Anonimiteit',
  untested: 'Niet getoetst: de vragenlijst zegt niet waaraan mensen te herkennen zijn.',
  rule: (k, columns) => `Elke combinatie van ${columns} komt in ten minste ${k} rijen voor.`,
  nothingLost: 'Dat was al zo; er ging niets verloren.',
  lost: (less, gone, touched) =>
    `Van deze cellen zegt ${less} minder dan eerst en is ${gone} weggelaten (code -8); buiten hele kolommen om raakt dat ${touched} rijen.`,
  steps: 'Grover gemaakt',
  step: (column, taken) => `${column}, stap ${taken}`,
  columnGone: (column) => `${column} weggelaten`,
  pending: (rows) => `Rijen waarin een van deze nog nagekeken moet worden: ${rows}.`,
  tooFew: (rows, k) => `Er zijn ${rows} rijen en minstens ${k} nodig. Geef ze niet door.`,
  unanimous: (share) =>
    `Niet voorkomen: in ${share} van alle groepen per vraag gaf iedereen hetzelfde antwoord.`,
  share: (part) => `${Number((part * 100).toFixed(1)).toLocaleString('nl-NL')} %`,
};
