import type { qualityEn, SpokenRate } from './quality-en.ts';

/** Ce que dit l’écran de la qualité, en français. */
export const qualityFr: typeof qualityEn = {
  title: 'Qualité',
  intro:
    'Une partie de ce que la machine accepte et de ce que les personnes décident est relue par quelqu’un d’autre, qui ne sait pas qu’il s’agit d’un contrôle.',
  number: (value, digits) => value.toLocaleString('fr-FR', { maximumSignificantDigits: digits }),
  fixed: (value) => value.toLocaleString('fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  survey: 'Enquête',
  wave: 'Vague',
  allWaves: 'Toutes les vagues',
  noSurvey: 'Il n’y a pas encore d’enquête. Les chiffres viendront avec les premiers scans.',
  inWords: 'En clair',
  nothing: {
    machine: 'Aucune lecture de la machine n’a encore été relue.',
    people: 'Aucune décision n’a encore été relue.',
  },
  rate: {
    machine: (said) => spoken('lectures de la machine contrôlées', said),
    people: (said) => spoken('décisions de personnes contrôlées', said),
  },
  agreement: (fields, agreed) =>
    `Deux personnes ont lu ${fields} champs et ont répondu de même pour ${agreed} d’entre eux`,
  kappa: (kappa, low, high) => `accord au-delà du hasard (kappa de Cohen) ${kappa}, entre ${low} et ${high}`,
  noKappa: 'avec une seule et même réponse, kappa ne dit rien',
  noAgreement: 'Aucun champ n’a encore été lu par deux personnes.',
  certainty: 'Les intervalles contiennent la vérité 95 fois sur 100.',
  open: (count) =>
    `${count} champs attendent d’être relus. Ils ne retiennent aucun enregistrement et n’empêchent pas de clore une vague.`,
  noneOpen: 'Aucun champ n’attend d’être relu.',
  lack: {
    nobody: 'Personne ne fait de relecture : rien n’est relu une seconde fois. Invitez des relecteurs.',
    one: 'Une seule personne fait la relecture. Nul autre ne peut relire ses décisions, ni trancher là où elle diffère de la machine. Invitez deux autres relecteurs.',
    two: 'Deux personnes font la relecture. Là où elles diffèrent sur une décision, aucune troisième ne peut trancher. Invitez un autre relecteur.',
  },
  share: 'À relire',
  shareHint:
    'Des lectures acceptées et des décisions ; plus souvent les premières de chaque question et de chaque type de marque.',
  shareSaved: 'Enregistré. Valable dès maintenant.',
  details: 'Où sont les erreurs',
  who: 'De qui',
  subjects: { machine: 'La machine', people: 'Les personnes' },
  by: 'Par',
  groups: { item: 'Question', style: 'Type de marque' },
  find: 'Chercher une question',
  onlyWrong: 'Seulement là où il y avait une erreur',
  columns: {
    item: 'Question',
    style: 'Type de marque',
    checked: 'Contrôlés',
    of: 'Sur',
    wrong: 'Erreurs',
    disputed: 'Non tranchés',
    rate: 'Taux d’erreur',
    between: 'Intervalle à 95 %',
    kappa: 'Kappa',
    kappaBetween: 'Intervalle à 95 % du kappa',
  },
  noRows: 'Rien ne correspond.',
  styles: {
    cross: 'Croix',
    tick: 'Coche ou trait',
    fill: 'Case remplie',
    circle: 'Case entourée',
    corrected: 'Corrigé',
    digits: 'Chiffres',
    none: 'Rien de marqué',
    other: 'Autre',
  },
  unchecked: 'aucun encore',
  between: (low, high) => (low === high ? `${low}\u00a0%` : `${low} à ${high}\u00a0%`),
  reviewers: 'Relecteurs',
  reviewersHint:
    'Les réponses connues sont des champs sur lesquels trois lectures concordent, glissés de temps à autre parmi les autres. Ils sont faciles : ils renseignent sur l’attention plus que sur les cas difficiles. Chacun voit ses propres chiffres ; seuls les responsables de la confidentialité voient tout.',
  reviewerColumns: {
    name: 'Relecteur',
    checked: 'Décisions contrôlées',
    wrong: 'Erreurs',
    known: 'Réponses connues',
    knownWrong: 'Manquées',
  },
  noReviewers: 'Le travail de personne n’a encore été contrôlé.',
  own: 'Vos propres chiffres',
  ownHint:
    'De temps à autre, quelqu’un d’autre relit ce que vous avez décidé, et vous recevez des champs dont la réponse est connue. Vous seul et les responsables de la confidentialité voyez ceci.',
  noOwn: 'Rien de votre travail n’a encore été contrôlé.',
};

const spoken = (what: string, { checked, wrong, disputed, rate, low, high }: SpokenRate): string => {
  const found =
    wrong === 0
      ? 'aucune n’était fausse'
      : wrong === 1
        ? '1 était fausse'
        : `${wrong.toLocaleString('fr-FR')} étaient fausses`;
  const waits =
    disputed === 0
      ? ''
      : disputed === 1
        ? ', 1 n’est pas encore tranchée'
        : `, ${disputed.toLocaleString('fr-FR')} ne sont pas encore tranchées`;
  const estimate =
    wrong === 0 && disputed === 0
      ? `au plus ${high}\u00a0%`
      : low === high
        ? `${rate}\u00a0%`
        : `${rate}\u00a0%, entre ${low} et ${high}\u00a0%`;
  return `Sur ${checked.toLocaleString('fr-FR')} ${what}, ${found}${waits} : ${estimate}.`;
};
