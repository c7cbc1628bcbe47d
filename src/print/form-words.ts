/** Words that the form itself needs, apart from the questionnaire's own. English stands in for other languages. */
import type { PrivacyNotice } from '../questionnaire/questionnaire.ts';

export interface FormWords {
  readonly crossed: string;
  readonly corrected: string;
  readonly goTo: (number: number) => string;
  readonly goToEnd: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly hours: string;
  readonly minutes: string;
  readonly continued: string;
  readonly pageOf: (page: number, pages: number) => string;
  readonly turnOver: string;
  readonly privacyTitle: string;
  readonly privacy: Readonly<Record<Exclude<keyof PrivacyNotice, 'url'>, string>>;
  readonly privacyFullText: string;
  readonly batchTitle: string;
  readonly batchInstruction: string;
  readonly batchSurvey: string;
  /** By the batch context's own keys; a key that is not here is printed as it is. */
  readonly batchContext: Readonly<Record<string, string>>;
}

const nl: FormWords = {
  crossed: 'Zo kruist u aan',
  corrected: 'Zo verbetert u',
  goTo: (number) => `ga naar vraag ${number}`,
  goToEnd: 'ga naar het einde',
  day: 'dag',
  month: 'maand',
  year: 'jaar',
  hours: 'uur',
  minutes: 'min.',
  continued: 'vervolg',
  pageOf: (page, pages) => `Pagina ${page} van ${pages}`,
  turnOver: 'De vragen gaan verder op de volgende pagina',
  privacyTitle: 'Uw gegevens',
  privacy: {
    controller: 'Verantwoordelijk',
    contact: 'Contact',
    dataProtectionOfficer: 'Functionaris gegevensbescherming',
    purpose: 'Doel',
    legalBasis: 'Grondslag',
    recipients: 'Ontvangers',
    transfers: 'Doorgifte',
    retention: 'Bewaartermijn',
    rights: 'Uw rechten',
    complaint: 'Klacht',
    voluntary: 'Vrijwillig',
  },
  privacyFullText: 'Volledige tekst:',
  batchTitle: 'Voorblad van een stapel',
  batchInstruction:
    'Leg dit blad boven op de ingevulde formulieren van deze rit en scan het mee. Gebruik het voor geen andere stapel.',
  batchSurvey: 'Onderzoek',
  batchContext: {
    line: 'Lijn',
    direction: 'Richting',
    date: 'Datum',
    'day-part': 'Dagdeel',
    vehicle: 'Voertuig',
    'handed-out': 'Uitgedeeld',
    returned: 'Terug',
    boarders: 'Instappers',
  },
};

const en: FormWords = {
  crossed: 'Mark like this',
  corrected: 'Correct like this',
  goTo: (number) => `go to question ${number}`,
  goToEnd: 'go to the end',
  day: 'day',
  month: 'month',
  year: 'year',
  hours: 'hour',
  minutes: 'min',
  continued: 'continued',
  pageOf: (page, pages) => `Page ${page} of ${pages}`,
  turnOver: 'The questions go on on the next page',
  privacyTitle: 'Your data',
  privacy: {
    controller: 'Responsible',
    contact: 'Contact',
    dataProtectionOfficer: 'Data protection officer',
    purpose: 'Purpose',
    legalBasis: 'Legal basis',
    recipients: 'Recipients',
    transfers: 'Transfers',
    retention: 'Kept for',
    rights: 'Your rights',
    complaint: 'Complaints',
    voluntary: 'Voluntary',
  },
  privacyFullText: 'Full text:',
  batchTitle: 'Batch header',
  batchInstruction:
    'Put this sheet on top of the completed forms of this trip and scan it with them. Do not use it for any other stack.',
  batchSurvey: 'Survey',
  batchContext: {
    line: 'Line',
    direction: 'Direction',
    date: 'Date',
    'day-part': 'Part of day',
    vehicle: 'Vehicle',
    'handed-out': 'Handed out',
    returned: 'Returned',
    boarders: 'Boarders',
  },
};

const fr: FormWords = {
  crossed: 'Cochez ainsi',
  corrected: 'Corrigez ainsi',
  goTo: (number) => `passez à la question ${number}`,
  goToEnd: 'passez à la fin',
  day: 'jour',
  month: 'mois',
  year: 'année',
  hours: 'heure',
  minutes: 'min',
  continued: 'suite',
  pageOf: (page, pages) => `Page ${page} sur ${pages}`,
  turnOver: 'Les questions continuent à la page suivante',
  privacyTitle: 'Vos données',
  privacy: {
    controller: 'Responsable',
    contact: 'Contact',
    dataProtectionOfficer: 'Délégué à la protection des données',
    purpose: 'Finalité',
    legalBasis: 'Base juridique',
    recipients: 'Destinataires',
    transfers: 'Transferts',
    retention: 'Conservation',
    rights: 'Vos droits',
    complaint: 'Réclamation',
    voluntary: 'Participation libre',
  },
  privacyFullText: 'Texte complet :',
  batchTitle: 'En-tête de lot',
  batchInstruction:
    'Posez cette feuille sur les formulaires remplis de ce trajet et numérisez-la avec eux. Ne l’utilisez pour aucune autre pile.',
  batchSurvey: 'Enquête',
  batchContext: {
    line: 'Ligne',
    direction: 'Direction',
    date: 'Date',
    'day-part': 'Moment de la journée',
    vehicle: 'Véhicule',
    'handed-out': 'Distribués',
    returned: 'Rendus',
    boarders: 'Montées',
  },
};

const de: FormWords = {
  crossed: 'So kreuzen Sie an',
  corrected: 'So korrigieren Sie',
  goTo: (number) => `weiter mit Frage ${number}`,
  goToEnd: 'weiter zum Schluss',
  day: 'Tag',
  month: 'Monat',
  year: 'Jahr',
  hours: 'Uhr',
  minutes: 'Min.',
  continued: 'Fortsetzung',
  pageOf: (page, pages) => `Seite ${page} von ${pages}`,
  turnOver: 'Die Fragen gehen auf der nächsten Seite weiter',
  privacyTitle: 'Ihre Daten',
  privacy: {
    controller: 'Verantwortlich',
    contact: 'Kontakt',
    dataProtectionOfficer: 'Datenschutzbeauftragte Person',
    purpose: 'Zweck',
    legalBasis: 'Rechtsgrundlage',
    recipients: 'Empfänger',
    transfers: 'Übermittlung',
    retention: 'Speicherdauer',
    rights: 'Ihre Rechte',
    complaint: 'Beschwerde',
    voluntary: 'Freiwillig',
  },
  privacyFullText: 'Vollständiger Text:',
  batchTitle: 'Deckblatt eines Stapels',
  batchInstruction:
    'Legen Sie dieses Blatt oben auf die ausgefüllten Bögen dieser Fahrt und scannen Sie es mit. Verwenden Sie es für keinen anderen Stapel.',
  batchSurvey: 'Umfrage',
  batchContext: {
    line: 'Linie',
    direction: 'Richtung',
    date: 'Datum',
    'day-part': 'Tageszeit',
    vehicle: 'Fahrzeug',
    'handed-out': 'Ausgegeben',
    returned: 'Zurück',
    boarders: 'Einsteiger',
  },
};

const BY_LANGUAGE: Readonly<Record<string, FormWords>> = { nl, en, fr, de };

export const formWords = (language: string): FormWords =>
  BY_LANGUAGE[language] ?? BY_LANGUAGE[language.split('-')[0] ?? ''] ?? en;
