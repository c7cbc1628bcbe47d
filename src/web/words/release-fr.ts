import type { releaseEn } from './release-en.ts';

/** Ce que l’écran des enregistrements dit des téléchargements et de l’anonymat, en français. */
export const releaseFr: typeof releaseEn = {
  format: 'Format',
  formats: {
    csv: 'CSV',
    xlsx: 'Excel (xlsx)',
    sav: 'SPSS (sav)',
    parquet: 'Parquet',
    jsonl: 'JSON Lines',
    'triple-s': 'Triple-S 2.0',
    ddi: 'DDI-Codebook 2.5',
    codebook: 'Plan de codage seul (CSV)',
  },
  title: 'Anonymat',
  untested: 'Non vérifié : le questionnaire n’indique pas à quoi une personne pourrait être reconnue.',
  rule: (k, columns) => `Chaque combinaison de ${columns} figure dans au moins ${k} enregistrements.`,
  nothingLost: 'C’était déjà le cas ; rien n’a été perdu.',
  lost: (less, gone, touched) =>
    `Parmi ces cellules, ${less} sont moins précises et ${gone} ont été omises (code -8) ; hors colonnes entières, ${touched} enregistrements sont touchés.`,
  steps: 'Rendu moins précis',
  step: (column, taken) => `${column}, niveau ${taken}`,
  columnGone: (column) => `${column} omis`,
  pending: (rows) => `Enregistrements dont l’une de ces valeurs reste à relire : ${rows}.`,
  tooFew: (rows, k) =>
    `Seulement ${rows} enregistrements, alors qu’il en faut au moins ${k}. Ne les transmettez pas.`,
  unanimous: (share) =>
    `Non empêché : dans ${share} des groupes par question, toutes les réponses sont identiques.`,
  share: (part) => `${Number((part * 100).toFixed(1)).toLocaleString('fr-FR')} %`,
};
