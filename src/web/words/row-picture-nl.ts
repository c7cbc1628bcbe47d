import type { Words } from './shape.ts';

/** What the dialog says that leads from a row to paper, in Dutch. */
export const rowPictureNl: Words['rowPicture'] = {
  hint: 'Enter of een klik op een antwoord leidt naar dat antwoord op papier, totdat de meting gesloten is.',
  toPaper: 'Dit antwoord op papier bekijken',
  title: 'Eén antwoord op papier',
  about: (column) =>
    `Wat er in deze rij bij ${column} op papier staat, en verder niets van het blad. Uw naam, het tijdstip en de reden worden vastgelegd; de privacyverantwoordelijke ziet ze.`,
  why: 'Waarom kijkt u?',
  opening: 'Wordt geopend…',
  reasons: {
    implausible: 'Het antwoord is vreemd naast de andere',
    'machine-check': 'Om na te gaan hoe de machine heeft gelezen',
    respondent: 'De reiziger vraagt ernaar',
    other: 'Iets anders',
  },
  counts: 'Telt nu',
  states: {
    blank: 'niet beantwoord',
    multiple: 'meer kruisjes',
    unreadable: 'onleesbaar',
    pending: 'nog na te kijken',
  },
  by: { person: 'zoals iemand heeft gezegd', machine: 'zoals de machine het las' },
  picture: (variable) => `Wat er bij ${variable} op papier staat`,
  ringed: 'Een ring geeft aan wat nu telt.',
  hidden: 'Waar het grijs is, is een antwoord op een andere vraag verborgen.',
  unseen:
    'Het beeld kan niet worden getoond. Misschien is de scan verwijderd, of is de schijf met het archief niet bereikbaar.',
  handOver: 'Aan een nakijker geven',
  handOverText: (column) =>
    `Deze link opent het antwoord op ${column} voor een nakijker die hier is aangemeld. Zodra de meting gesloten is, werkt hij nooit meer.`,
  link: 'Link voor een nakijker',
  copy: 'Kopiëren',
  copied: 'Gekopieerd',
  notYours: 'Alleen nakijkers zien papier.',
  onlyReviewers:
    'Deze link toont een antwoord op papier, en alleen nakijkers zien papier. Vraag een van hen om hem te openen.',
  keys: {
    move: 'Van antwoord naar antwoord',
    open: 'Het antwoord op papier bekijken',
    ends: 'Naar de eerste of laatste kolom',
  },
};

/** Why there is no such picture. */
export const rowPictureRefusalsNl = {
  'row-link-over': {
    message: 'Deze rij leidt niet naar een beeld.',
    remedy:
      'Laad de rijen opnieuw en begin daar. Rijen van gesloten metingen en uit gedownloade bestanden leiden nergens heen; dat is niet ongedaan te maken.',
  },
  'field-not-read': {
    message: 'De bladzijde met deze vraag is niet gelezen, dus er is geen beeld van.',
    remedy: 'Zoek het blad op en scan het; er is niets geopend.',
  },
};
