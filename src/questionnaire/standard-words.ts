import type { Localized } from './questionnaire.ts';

/** What a form says where its questionnaire file does not, in the languages that Paperline speaks itself. */

export const STANDARD_CORRECTION_INSTRUCTION: Localized = {
  nl: 'Zet een kruisje in het vakje van uw antwoord. Vergist u zich? Maak het foute vakje helemaal zwart en kruis het juiste aan.',
  en: 'Put a cross in the box of your answer. Made a mistake? Fill the wrong box completely and cross the right one.',
  fr: 'Mettez une croix dans la case de votre réponse. Une erreur ? Noircissez entièrement la mauvaise case et cochez la bonne.',
  de: 'Kreuzen Sie das Kästchen Ihrer Antwort an. Vertan? Malen Sie das falsche Kästchen ganz aus und kreuzen Sie das richtige an.',
};

/** What is known of a batch, by its key in the batch's context. */
export const STANDARD_CONTEXT_LABELS: Readonly<Record<string, Localized>> = {
  line: { nl: 'Lijn', en: 'Line', fr: 'Ligne', de: 'Linie' },
  direction: { nl: 'Richting', en: 'Direction', fr: 'Direction', de: 'Richtung' },
  date: { nl: 'Datum', en: 'Date', fr: 'Date', de: 'Datum' },
  'day-part': { nl: 'Dagdeel', en: 'Part of the day', fr: 'Tranche horaire', de: 'Tageszeit' },
  vehicle: { nl: 'Voertuig', en: 'Vehicle', fr: 'Véhicule', de: 'Fahrzeug' },
  'handed-out': {
    nl: 'Uitgedeelde formulieren',
    en: 'Forms handed out',
    fr: 'Questionnaires distribués',
    de: 'Ausgegebene Fragebögen',
  },
  returned: {
    nl: 'Teruggekregen formulieren',
    en: 'Forms returned',
    fr: 'Questionnaires rendus',
    de: 'Zurückgegebene Fragebögen',
  },
  boarders: { nl: 'Instappers', en: 'Boarders', fr: 'Montées', de: 'Einsteiger' },
};

/** The columns that every row has. */
export const STANDARD_COLUMN_LABELS = {
  row_id: { nl: 'Nummer van de rij', en: 'Row number', fr: 'Numéro de la ligne', de: 'Nummer der Zeile' },
  survey: { nl: 'Onderzoek', en: 'Survey', fr: 'Enquête', de: 'Befragung' },
  wave: { nl: 'Meting', en: 'Wave', fr: 'Vague', de: 'Welle' },
  language: {
    nl: 'Taal van het formulier',
    en: 'Language of the form',
    fr: 'Langue du questionnaire',
    de: 'Sprache des Fragebogens',
  },
  mode: { nl: 'Manier van invullen', en: 'Mode', fr: 'Mode de réponse', de: 'Art der Teilnahme' },
} as const satisfies Record<string, Localized>;

export const STANDARD_PAPER_LABEL: Localized = { nl: 'papier', en: 'paper', fr: 'papier', de: 'Papier' };

/** What the codes that stand for no answer mean. */
export const STANDARD_MISSING_LABELS = {
  notAnswered: { nl: 'niet beantwoord', en: 'not answered', fr: 'sans réponse', de: 'nicht beantwortet' },
  multipleMarks: {
    nl: 'meer dan één vakje aangekruist',
    en: 'more than one box marked',
    fr: 'plusieurs cases cochées',
    de: 'mehr als ein Kästchen angekreuzt',
  },
  unreadable: { nl: 'onleesbaar', en: 'unreadable', fr: 'illisible', de: 'unleserlich' },
  notApplicable: {
    nl: 'niet van toepassing',
    en: 'not applicable',
    fr: 'sans objet',
    de: 'nicht zutreffend',
  },
  pending: { nl: 'nog niet bekend', en: 'not known yet', fr: 'pas encore connu', de: 'noch nicht bekannt' },
} as const satisfies Record<string, Localized>;

/** The code for what was left out of a row so that nobody stands out. */
export const STANDARD_WITHHELD_LABEL: Localized = {
  nl: 'weggelaten om anoniem te blijven',
  en: 'left out to stay anonymous',
  fr: 'omis pour préserver l’anonymat',
  de: 'zum Schutz der Anonymität weggelassen',
};

export const STANDARD_FLAG_LABELS = {
  marked: { nl: 'aangekruist', en: 'marked', fr: 'coché', de: 'angekreuzt' },
  notMarked: { nl: 'niet aangekruist', en: 'not marked', fr: 'non coché', de: 'nicht angekreuzt' },
} as const satisfies Record<string, Localized>;

/** In the column of an open question. */
export const STANDARD_WRITTEN_LABEL: Localized = {
  nl: 'er is iets geschreven',
  en: 'something was written',
  fr: 'quelque chose a été écrit',
  de: 'etwas wurde geschrieben',
};

/** Standard words in each of `languages`; in English where Paperline does not speak one. */
export const standardWordsIn = (words: Localized, languages: readonly string[]): Localized =>
  Object.fromEntries(languages.map((language) => [language, words[language] ?? words['en'] ?? '']));
