import type { sheetEn, wallEn, waysEn } from './review-en.ts';

/** Was die Arten, viele auf einmal zu prüfen, sagen, auf Deutsch. */
export const waysDe: typeof waysEn = {
  label: 'Arten der Prüfung',
  single: 'Einzeln',
  wall: 'Wand',
  sheet: 'Blatt',
};

export const wallDe: typeof wallEn = {
  title: 'Viele gleiche auf einmal',
  readAs: 'Die Maschine liest auf all diesen:',
  kinds: {
    answered: 'Was die Maschine liest, steht unter jedem Bild; ein Ring zeigt das Kästchen.',
    blank: 'Die Maschine liest auf keinem davon ein Kreuz.',
    multiple: 'Die Maschine liest auf jedem davon mehr als ein Kreuz.',
  },
  ask: 'Markieren Sie, was falsch ist, und bestätigen Sie dann den Rest.',
  pictures: 'Bilder; die gedrückten sind falsch',
  tile: (place, all) => `${place} von ${all}, gelesen als`,
  noPicture: 'Kein Bild: Dies wird einzeln gefragt.',
  confirmed: (confirmed, offWall) =>
    `${confirmed} bestätigt${
      offWall === 0 ? '' : offWall === 1 ? ', 1 wird einzeln gefragt' : `, ${offWall} werden einzeln gefragt`
    }`,
  taken: (tasks) =>
    tasks === 1
      ? '1 davon wurde nicht gespeichert: Jemand anderes hatte sie inzwischen übernommen.'
      : `${tasks} davon wurden nicht gespeichert: Jemand anderes hatte sie inzwischen übernommen.`,
  unseen: 'Noch sind nicht alle Bilder zu sehen: Diese Taste hat nichts bestätigt.',
  takenOff: 'Von der Wand genommen: Was die Maschine liest, ist wahrscheinlich falsch.',
  doneTitle: 'Nichts mehr für die Wand',
  doneText: (open) =>
    open === 1
      ? '1 Antwort muss genauer angesehen werden oder liegt bei jemand anderem.'
      : `${open.toLocaleString('de-DE')} Antworten müssen genauer angesehen werden oder liegen bei jemand anderem.`,
  toSingle: 'Einzeln weitermachen',
  shortcuts: {
    move: 'Geht über die Bilder',
    wrong: 'Markiert als falsch oder nicht',
    confirm: 'Bestätigt alles, was nicht als falsch markiert ist',
    undo: 'Nimmt die letzte Seite oder Entscheidung zurück',
  },
};

export const sheetDe: typeof sheetEn = {
  title: 'Ganze Seiten ansehen',
  privacy:
    'Eine ganze Seite zeigt mehr von dem, was jemand geschrieben hat, als eine einzelne Antwort. Es wird festgehalten, wer welche Seite wann und warum öffnet.',
  why: 'Warum brauchen Sie ganze Seiten?',
  chooseReason: 'Wählen Sie zuerst einen Grund.',
  reasons: {
    context: 'Für die Antworten ist nötig, was um sie herum steht',
    misplaced: 'Kreuze oder Kästchen scheinen an der falschen Stelle zu sein',
    'machine-check': 'Um zu überprüfen, wie die Maschine eine Seite gelesen hat',
    respondent: 'Eine befragte Person hat nach dem eigenen Formular gefragt',
    other: 'Etwas anderes',
  },
  open: 'Nächste Seite öffnen',
  page: (page) => `Seite ${page}, wie sie gescannt wurde`,
  noPicture:
    'Der Scan dieser Seite lässt sich nicht anzeigen. Die Antworten werden mit ihren eigenen Bildern gefragt.',
  unseen: 'Die Seite ist noch nicht da: Diese Taste wurde nicht als Antwort gewertet.',
  doubt: (place, all) => `${place} von ${all} auf dieser Seite`,
  jump: 'die nächste',
  larger: 'Größer',
  smaller: 'Kleiner',
  finished: 'Diese Seite ist fertig',
  finishedText: (reason) => `Die nächste Seite wird mit demselben Grund festgehalten: ${reason}.`,
  next: 'Nächste Seite öffnen',
  otherReason: 'Ein anderer Grund',
  shortcuts: {
    jump: 'Zur nächsten oder vorigen auf der Seite (mit Alt, während Sie schreiben)',
    zoom: 'Größer oder kleiner',
  },
};
