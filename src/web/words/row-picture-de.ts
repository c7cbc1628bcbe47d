import type { Words } from './shape.ts';

/** What the dialog says that leads from a row to paper, in German. */
export const rowPictureDe: Words['rowPicture'] = {
  hint: 'Eingabe oder ein Klick auf eine Antwort führt zu dieser Antwort auf Papier, bis die Welle geschlossen wird.',
  toPaper: 'Diese Antwort auf Papier ansehen',
  title: 'Eine Antwort auf Papier',
  about: (column) =>
    `Was in diesem Datensatz für ${column} auf Papier steht, und nichts weiter vom Bogen. Ihr Name, die Zeit und der Grund werden aufgezeichnet; wer für den Datenschutz zuständig ist, sieht sie.`,
  why: 'Warum sehen Sie nach?',
  opening: 'Wird geöffnet…',
  reasons: {
    implausible: 'Die Antwort fällt neben den anderen auf',
    'machine-check': 'Um zu prüfen, wie die Maschine gelesen hat',
    respondent: 'Die befragte Person fragt danach',
    other: 'Etwas anderes',
  },
  counts: 'Zählt jetzt',
  states: {
    blank: 'nicht beantwortet',
    multiple: 'mehrere Kreuze',
    unreadable: 'unlesbar',
    pending: 'noch zu prüfen',
  },
  by: { person: 'wie jemand entschieden hat', machine: 'wie die Maschine las' },
  picture: (variable) => `Was für ${variable} auf Papier steht`,
  ringed: 'Ein Ring zeigt, was jetzt zählt.',
  hidden: 'Wo das Bild grau ist, ist eine Antwort auf eine andere Frage verdeckt.',
  unseen:
    'Das Bild lässt sich nicht zeigen. Vielleicht wurde der Scan gelöscht, oder die Platte mit dem Archiv ist nicht erreichbar.',
  handOver: 'An eine prüfende Person geben',
  handOverText: (column) =>
    `Dieser Link öffnet die Antwort auf ${column} für eine prüfende Person, die hier angemeldet ist. Mit dem Schließen der Welle endet er für immer.`,
  link: 'Link für eine prüfende Person',
  copy: 'Kopieren',
  copied: 'Kopiert',
  notYours: 'Papier sehen nur prüfende Personen.',
  onlyReviewers:
    'Dieser Link zeigt eine Antwort auf Papier, und Papier sehen nur prüfende Personen. Bitten Sie eine von ihnen, ihn zu öffnen.',
  keys: {
    move: 'Von Antwort zu Antwort',
    open: 'Die Antwort auf Papier ansehen',
    ends: 'Zur ersten oder letzten Spalte',
  },
};

/** Why there is no such picture. */
export const rowPictureRefusalsDe = {
  'row-link-over': {
    message: 'Dieser Datensatz führt zu keinem Bild.',
    remedy:
      'Laden Sie die Datensätze neu und beginnen Sie dort. Datensätze geschlossener Wellen und heruntergeladener Dateien führen nirgendwohin; das lässt sich nicht rückgängig machen.',
  },
  'field-not-read': {
    message: 'Die Seite mit dieser Frage wurde nicht gelesen; es gibt kein Bild davon.',
    remedy: 'Suchen Sie den Bogen und scannen Sie ihn; es wurde nichts geöffnet.',
  },
};
