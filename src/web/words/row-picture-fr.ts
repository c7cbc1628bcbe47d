import type { Words } from './shape.ts';

/** What the dialog says that leads from a row to paper, in French. */
export const rowPictureFr: Words['rowPicture'] = {
  hint: 'Entrée ou un clic sur une réponse mène à cette réponse sur papier, jusqu’à la clôture de la vague.',
  toPaper: 'Voir cette réponse sur papier',
  title: 'Une réponse sur papier',
  about: (column) =>
    `Ce qui figure sur papier pour ${column} dans cet enregistrement, et rien d’autre de la feuille. Votre nom, l’heure et le motif sont consignés ; la personne responsable de la confidentialité les voit.`,
  why: 'Pourquoi regardez-vous ?',
  opening: 'Ouverture…',
  reasons: {
    implausible: 'La réponse surprend à côté des autres',
    'machine-check': 'Pour vérifier la lecture de la machine',
    respondent: 'La personne interrogée s’en enquiert',
    other: 'Autre chose',
  },
  counts: 'Compte actuellement',
  states: {
    blank: 'sans réponse',
    multiple: 'plusieurs cases cochées',
    unreadable: 'illisible',
    pending: 'encore à relire',
  },
  by: { person: 'selon une personne', machine: 'selon la lecture de la machine' },
  picture: (variable) => `Ce qui figure sur papier pour ${variable}`,
  ringed: 'Un anneau marque ce qui compte actuellement.',
  hidden: 'Là où l’image est grise, la réponse à une autre question est cachée.',
  unseen:
    'L’image ne peut pas être affichée. La numérisation a peut-être été supprimée, ou le disque des archives n’est pas accessible.',
  handOver: 'Transmettre à la relecture',
  handOverText: (column) =>
    `Ce lien ouvre la réponse à ${column} pour une personne chargée de la relecture et connectée ici. Il cesse définitivement à la clôture de la vague.`,
  link: 'Lien pour la relecture',
  copy: 'Copier',
  copied: 'Copié',
  notYours: 'Seules les personnes chargées de la relecture voient le papier.',
  onlyReviewers:
    'Ce lien montre une réponse sur papier, que seules voient les personnes chargées de la relecture. Demandez à l’une d’elles de l’ouvrir.',
  keys: {
    move: 'De réponse en réponse',
    open: 'Voir la réponse sur papier',
    ends: 'Vers la première ou la dernière colonne',
  },
};

/** Why there is no such picture. */
export const rowPictureRefusalsFr = {
  'row-link-over': {
    message: 'Cet enregistrement ne mène à aucune image.',
    remedy:
      'Rechargez les enregistrements et repartez de là. Ceux des vagues closes et des fichiers téléchargés ne mènent nulle part, de façon définitive.',
  },
  'field-not-read': {
    message: 'La page où se trouve cette question n’a pas été lue : il n’y en a pas d’image.',
    remedy: 'Cherchez la feuille et numérisez-la ; rien n’a été ouvert.',
  },
};
