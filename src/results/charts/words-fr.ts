import type { ReportWords } from './words.ts';

export const reportFr: ReportWords = {
  locale: 'fr-FR',
  title: 'Enquête auprès des voyageurs',
  wave: 'Vague',
  edition: (number) => `Édition ${number}`,
  respondents: (count) => `${count} répondants`,
  group: 'Groupe',
  everybody: 'Ensemble',
  base: 'Base',
  weightedBase: 'Pondéré',
  mean: 'Moyenne',
  median: 'Médiane',
  meanShort: 'Moy.',
  medianShort: 'Méd.',
  nps: 'Net promoter score',
  share: 'Part',
  top: (categories) => `${categories}, part`,
  interval: 'intervalle à 95 %',
  withheld: 'non publié',
  small: 'petite base',
  change: {
    up: 'plus haut qu’à la vague précédente',
    down: 'plus bas qu’à la vague précédente',
    none: 'pas d’évolution nette',
  },
  aboveNote:
    '± est la moitié de l’intervalle de confiance à 95 %. Une lettre après un chiffre : significativement plus élevé que le groupe de cette lettre dans le même tableau.',
  charts: {
    marks: {
      title: 'Les notes en un coup d’œil',
      note: 'Le point est la part de satisfaits, le trait son intervalle à 95 %.',
    },
    ranking: {
      title: 'Les aspects, classés selon leur note moyenne',
      note: 'Le point est la note moyenne, le trait son intervalle à 95 %. Là où les traits se recouvrent, l’ordre peut être dû au hasard.',
    },
    distributions: {
      title: 'La répartition des réponses',
      note: 'À droite de la ligne : satisfaits. À gauche : les autres réponses, les plus basses à l’extérieur. Parts de ceux qui ont répondu.',
      joined: 'Les réponses qui ne peuvent pas être montrées séparément figurent ensemble, par exemple 1–4.',
    },
    choices: {
      note: 'Part de celles et ceux qui ont répondu, avec l’intervalle de confiance à 95 %.',
      several: 'Plusieurs réponses étaient possibles.',
    },
    importance: {
      title: 'Importance et satisfaction',
      note: 'Plus haut : plus lié à la note d’ensemble. Plus à gauche : moins de satisfaits. Ce qui se trouve en haut à gauche est à améliorer en premier.',
      axis: 'Lien avec la note d’ensemble',
      satisfaction: 'Satisfaits (%)',
    },
    trend: {
      title: 'De vague en vague',
      note: 'La part de satisfaits à chaque vague, avec son intervalle à 95 %.',
    },
    response: {
      title: 'Participation',
      note: 'Des exemplaires imprimés aux exemplaires lus.',
    },
  },
  left: (items) => `Absents, car des chiffres ne sont pas publiés : ${items}.`,
  response: {
    printed: 'Imprimés',
    handedOut: 'Distribués',
    returned: 'Rendus',
    read: 'Lus',
    rate: (share) => `${share} des exemplaires distribués ont été lus.`,
    unknown: 'non comptés',
    errors: (rate, low, high) =>
      `Parmi les champs acceptés sans intervention humaine, ${rate} sont faux (intervalle à 95 % : ${low} à ${high}), d’après la relecture à l’aveugle d’un échantillon.`,
    noErrors: 'Trop peu de champs ont été relus pour donner un taux d’erreur.',
  },
  tables: 'Tableaux',
  how: 'Comment ces chiffres ont été établis',
  rules: ({ minimumCell, minimumBase, flaggedBase, baseStep }) =>
    `Les groupes de moins de ${minimumBase} personnes ne reçoivent pas de chiffre ; ceux de moins de ${flaggedBase} sont signalés. Aucun chiffre ne repose sur moins de ${minimumCell} personnes, et ce qui pourrait se déduire d’autres chiffres n’est pas publié non plus. Les bases sont arrondies à ${baseStep} près.`,
  perturbed: ({ table, most }) =>
    `Pour protéger les personnes, les effectifs ont été légèrement modifiés avant le calcul de ces chiffres (perturbation par clé de cellule, table ${table} ; aucun effectif de plus de ${most}). C’est pourquoi les tableaux ne s’additionnent pas exactement et les petits écarts ne signifient rien.`,
  notes: {
    'weighted-by-boarders':
      'Les réponses sont pondérées par le nombre de montées lors de chaque course enquêtée.',
    'not-weighted': 'Chaque questionnaire compte autant ; les montées n’ont pas été comptées.',
    'clustered-by-trip':
      'Les intervalles tiennent compte de la ressemblance entre voyageurs d’une même course.',
    'rows-taken-as-independent': 'Les intervalles supposent chaque questionnaire indépendant des autres.',
    'not-compared':
      'Les chiffres ne sont pas comparés à la vague précédente : ses effectifs ont été modifiés avec une table qui n’est pas disponible ici.',
  },
  page: (page, pages) => `Page ${page} sur ${pages}`,
};
