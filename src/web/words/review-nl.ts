import type { sheetEn, wallEn, waysEn } from './review-en.ts';

/** What the ways to review many at once say, in Dutch. */
export const waysNl: typeof waysEn = {
  label: 'Manieren van nakijken',
  single: 'Een voor een',
  wall: 'Wand',
  sheet: 'Blad',
};

export const wallNl: typeof wallEn = {
  title: 'Veel dezelfde tegelijk',
  readAs: 'De machine leest op al deze:',
  kinds: {
    answered: 'Wat de machine leest staat onder elk plaatje; een rand toont het vakje.',
    blank: 'De machine leest op geen van deze een kruisje.',
    multiple: 'De machine leest op elk van deze meer dan één kruisje.',
  },
  ask: 'Wijs aan wat fout is en bevestig dan de rest.',
  pictures: 'Plaatjes; wat ingedrukt is, is fout',
  tile: (place, all) => `${place} van ${all}, gelezen als`,
  noPicture: 'Geen plaatje: dit wordt een voor een gevraagd.',
  confirmed: (confirmed, offWall) =>
    `${confirmed} bevestigd${
      offWall === 0
        ? ''
        : offWall === 1
          ? ', 1 wordt een voor een gevraagd'
          : `, ${offWall} worden een voor een gevraagd`
    }`,
  taken: (tasks) =>
    tasks === 1
      ? '1 hiervan is niet vastgelegd: iemand anders had het intussen.'
      : `${tasks} hiervan zijn niet vastgelegd: iemand anders had ze intussen.`,
  unseen: 'Nog niet alle plaatjes zijn in beeld: die toets heeft niets bevestigd.',
  takenOff: 'Van de wand gehaald: wat de machine leest is waarschijnlijk fout.',
  doneTitle: 'Niets meer voor de wand',
  doneText: (open) =>
    open === 1
      ? '1 antwoord vraagt om beter kijken, of is bij iemand anders.'
      : `${open.toLocaleString('nl-NL')} antwoorden vragen om beter kijken, of zijn bij iemand anders.`,
  toSingle: 'Verder, een voor een',
  shortcuts: {
    move: 'Over de plaatjes gaan',
    wrong: 'Als fout aanwijzen, of niet',
    confirm: 'Alles bevestigen wat niet als fout is aangewezen',
    undo: 'Het laatste scherm of antwoord terugnemen',
  },
};

export const sheetNl: typeof sheetEn = {
  title: 'Hele bladzijden zien',
  privacy:
    'Een hele bladzijde laat meer zien van wat iemand schreef dan één antwoord. Wie welke bladzijde opent, wanneer en waarom wordt vastgelegd.',
  why: 'Waarom hebt u hele bladzijden nodig?',
  chooseReason: 'Kies eerst een reden.',
  reasons: {
    context: 'De antwoorden vragen om wat eromheen staat',
    misplaced: 'Kruisjes of vakjes lijken op de verkeerde plaats te staan',
    'machine-check': 'Om na te gaan hoe de machine een bladzijde las',
    respondent: 'Een invuller vroeg naar het eigen formulier',
    other: 'Iets anders',
  },
  open: 'De volgende bladzijde openen',
  page: (page) => `Bladzijde ${page} zoals die gescand is`,
  noPicture:
    'De scan van deze bladzijde kan niet getoond worden. De antwoorden worden met hun eigen plaatje gevraagd.',
  unseen: 'De bladzijde is er nog niet: die toets is niet als antwoord genomen.',
  doubt: (place, all) => `${place} van ${all} op deze bladzijde`,
  jump: 'de volgende',
  larger: 'Groter',
  smaller: 'Kleiner',
  finished: 'Deze bladzijde is klaar',
  finishedText: (reason) => `De volgende bladzijde wordt vastgelegd met dezelfde reden: ${reason}.`,
  next: 'De volgende bladzijde openen',
  otherReason: 'Een andere reden',
  shortcuts: {
    jump: 'Naar de volgende of vorige op de bladzijde (met Alt terwijl u schrijft)',
    zoom: 'Groter of kleiner',
  },
};
