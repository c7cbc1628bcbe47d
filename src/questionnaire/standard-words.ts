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
