import type { sheetEn, wallEn, waysEn } from './review-en.ts';

/** Ce que disent les manières de relire beaucoup à la fois, en français. */
export const waysFr: typeof waysEn = {
  label: 'Manières de relire',
  single: 'Une à une',
  wall: 'Mur',
  sheet: 'Feuille',
};

export const wallFr: typeof wallEn = {
  title: 'Beaucoup de semblables à la fois',
  readAs: 'La machine lit sur toutes celles-ci :',
  kinds: {
    answered: 'Sous chaque image, ce que lit la machine ; un cadre montre la case.',
    blank: 'La machine ne lit de croix sur aucune de celles-ci.',
    multiple: 'La machine lit plus d’une croix sur chacune de celles-ci.',
  },
  ask: 'Désignez les fausses, puis confirmez le reste.',
  pictures: 'Images ; celles qui sont enfoncées sont fausses',
  tile: (place, all) => `${place} sur ${all}, lue comme`,
  noPicture: 'Pas d’image : elle sera demandée à part.',
  confirmed: (confirmed, offWall) =>
    `${confirmed < 2 ? `${confirmed} confirmée` : `${confirmed} confirmées`}${
      offWall === 0
        ? ''
        : offWall === 1
          ? ', 1 sera demandée à part'
          : `, ${offWall} seront demandées une à une`
    }`,
  taken: (tasks) =>
    tasks === 1
      ? '1 de celles-ci n’a pas été enregistrée : quelqu’un d’autre l’avait prise entre-temps.'
      : `${tasks} de celles-ci n’ont pas été enregistrées : quelqu’un d’autre les avait prises entre-temps.`,
  unseen: 'Les images ne sont pas encore toutes visibles : cette touche n’a rien confirmé.',
  takenOff: 'Retirée du mur : ce que lit la machine est probablement faux.',
  doneTitle: 'Plus rien pour le mur',
  doneText: (open) =>
    open === 1
      ? '1 réponse demande un examen plus attentif, ou est chez quelqu’un d’autre.'
      : `${open.toLocaleString('fr-FR')} réponses demandent un examen plus attentif, ou sont chez quelqu’un d’autre.`,
  toSingle: 'Continuer une à une',
  shortcuts: {
    move: 'Parcourt les images',
    wrong: 'Désigne comme fausse, ou non',
    confirm: 'Confirme tout ce qui n’est pas désigné comme faux',
    undo: 'Reprend le dernier écran ou la dernière décision',
  },
};

export const sheetFr: typeof sheetEn = {
  title: 'Voir des pages entières',
  privacy:
    'Une page entière montre davantage de ce que quelqu’un a écrit qu’une seule réponse. Il est consigné qui ouvre quelle page, quand et pourquoi.',
  why: 'Pourquoi avez-vous besoin de pages entières ?',
  chooseReason: 'Choisissez d’abord un motif.',
  reasons: {
    context: 'Les réponses demandent ce qui les entoure',
    misplaced: 'Des croix ou des cases semblent mal placées',
    'machine-check': 'Pour vérifier comment la machine a lu une page',
    respondent: 'Une personne interrogée s’est renseignée sur son propre formulaire',
    other: 'Autre chose',
  },
  open: 'Ouvrir la page suivante',
  page: (page) => `Page ${page} telle qu’elle a été numérisée`,
  noPicture:
    'Le scan de cette page ne peut pas être affiché. Les réponses sont demandées avec leur propre image.',
  unseen: 'La page n’est pas encore là : cette touche n’a pas été prise comme réponse.',
  doubt: (place, all) => `${place} sur ${all} de cette page`,
  jump: 'la suivante',
  larger: 'Agrandir',
  smaller: 'Réduire',
  finished: 'Cette page est terminée',
  finishedText: (reason) => `La page suivante sera consignée avec le même motif : ${reason}.`,
  next: 'Ouvrir la page suivante',
  otherReason: 'Un autre motif',
  shortcuts: {
    jump: 'Va à la suivante ou à la précédente de la page (avec Alt pendant la saisie)',
    zoom: 'Agrandit ou réduit',
  },
};
