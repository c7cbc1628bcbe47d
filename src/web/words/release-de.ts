import type { releaseEn } from './release-en.ts';

/** Was die Seite der Datensätze über Downloads und Anonymität sagt, auf Deutsch. */
export const releaseDe: typeof releaseEn = {
  format: 'Format',
  formats: {
    csv: 'CSV',
    xlsx: 'Excel (xlsx)',
    sav: 'SPSS (sav)',
    parquet: 'Parquet',
    jsonl: 'JSON Lines',
    'triple-s': 'Triple-S 2.0',
    ddi: 'DDI-Codebook 2.5',
    codebook: 'Nur das Codebuch (CSV)',
  },
  title: 'Anonymität',
  untested: 'Nicht geprüft: Der Fragebogen gibt nicht an, woran jemand zu erkennen wäre.',
  rule: (k, columns) => `Jede Kombination von ${columns} kommt in mindestens ${k} Datensätzen vor.`,
  nothingLost: 'Das war bereits so; nichts ging verloren.',
  lost: (less, gone, touched) =>
    `Von diesen Zellen sagen ${less} weniger als zuvor, ${gone} wurden weggelassen (Code -8); über ganze Spalten hinaus betrifft das ${touched} Datensätze.`,
  steps: 'Vergröbert',
  step: (column, taken) => `${column}, Stufe ${taken}`,
  columnGone: (column) => `${column} weggelassen`,
  pending: (rows) => `Datensätze, in denen einer dieser Werte noch zu prüfen ist: ${rows}.`,
  tooFew: (rows, k) =>
    `Es sind nur ${rows} Datensätze, mindestens ${k} sind nötig. Geben Sie sie nicht weiter.`,
  unanimous: (share) =>
    `Nicht verhindert: In ${share} der Gruppen je Frage haben alle dieselbe Antwort gegeben.`,
  share: (part) => `${Number((part * 100).toFixed(1)).toLocaleString('de-DE')} %`,
};
