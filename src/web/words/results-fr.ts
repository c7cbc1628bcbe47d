import type { resultsEn } from './results-en.ts';

/** Ce que dit l’écran des résultats, en français. */
export const resultsFr: typeof resultsEn = {
  title: 'Résultats',
  item: 'Question',
  asTable: 'Afficher les chiffres sous forme de tableau',
  survey: 'Enquête',
  wave: 'Vague',
  published: (when) => `publié le ${when}`,
  edition: (number) => `édition ${number}`,
  tablesAs: 'Tableaux au format',
  tables: 'Télécharger les tableaux',
  everything: 'JSON (tout ce qui est publié)',
  report: 'Rapport (PDF)',
  none: 'Rien n’est encore publié',
  noneText: 'Les tableaux d’une vague peuvent être publiés dès qu’elle est close.',
  noneForAgency: 'L’entreprise qui a commandé l’étude ne vous a rien ouvert pour le moment.',
  until: (day) => `Vous pouvez consulter ceci jusqu’au ${day} inclus.`,
  left: (files) =>
    files <= 1
      ? `Vous pouvez encore emporter ${files} fichier.`
      : `Vous pouvez encore emporter ${files} fichiers.`,
  publish: {
    title: 'Vagues closes qui peuvent être publiées',
    button: (wave) => `Publier ${wave}`,
    again: (wave) => `Publier ${wave} à nouveau`,
    busy: 'Comptage, masquage, attaque…',
    text: 'Ce qui trahirait quelqu’un n’est pas publié, et les tableaux sont attaqués avec tout ce qui l’a été auparavant. Ce qui est publié le reste.',
    perturbed: (table) =>
      `Les effectifs sont légèrement modifiés avant d’être publiés, avec la table ${table} (réglage « perturbation » du serveur) ; les tableaux ne s’additionneront pas exactement.`,
    asTheyAre: 'Les effectifs sont publiés tels quels (réglage « perturbation » du serveur : off).',
    done: (wave) => `${wave} est publiée.`,
  },
  grants: {
    title: 'Ce que les instituts peuvent consulter',
    text: 'Un institut voit les tableaux publiés des enquêtes que vous lui ouvrez, jusqu’au jour que vous indiquez. Rien d’autre.',
    none: 'Aucun institut ne peut rien consulter.',
    agency: 'Institut',
    survey: 'Enquête',
    until: 'Jusqu’au (inclus)',
    files: 'Fichiers au plus',
    noLimit: 'sans limite',
    used: 'Consulté',
    looks: (looks, files) =>
      `${looks <= 1 ? `${looks} consultation` : `${looks} consultations`}, ${files <= 1 ? `${files} fichier` : `${files} fichiers`}`,
    last: (when) => `la dernière fois le ${when}`,
    state: { revoked: 'retiré', over: 'échu' },
    add: 'Ouvrir une enquête à un institut',
    button: 'Ouvrir',
    revoke: 'Retirer',
    revokeFor: (account, survey) => `Retirer ce que ${account} peut consulter de ${survey}`,
    sure: (account, survey) =>
      `${account} ne verra plus rien de ${survey} dès le prochain clic, même dans une session ouverte. Ce qui a été emporté lui reste.`,
    noAgencies: 'Invitez d’abord l’institut, sur l’écran Utilisateurs, avec le rôle Institut d’études.',
    uses: (account) => `Ce que ${account} a consulté`,
    when: 'Quand',
    what: 'Quoi',
    onScreen: 'à l’écran',
    asFile: (format) => `en fichier (${format})`,
    showUses: 'Afficher',
  },
};
