/** What the yearly audit report says, in the languages of the screens. */
import type { ScreenLanguage } from '../domain/screen-language.ts';

export interface AuditReportWords {
  readonly locale: string;
  readonly title: (year: number) => string;
  readonly about: (day: string) => string;
  readonly fieldwork: string;
  readonly fieldworkHead: readonly string[];
  readonly states: Readonly<Record<'open' | 'closing' | 'closed', string>>;
  readonly quality: string;
  readonly qualityHead: readonly string[];
  readonly qualityNote: string;
  readonly access: string;
  readonly accessHead: readonly string[];
  /** What stands beside a name that is no person's account. */
  readonly actors: Readonly<Record<string, string>>;
  readonly refused: (tries: string) => string;
  readonly deletions: string;
  readonly deletionsHead: readonly string[];
  readonly kinds: Readonly<Record<string, string>>;
  readonly notDeleted: (files: string) => string;
  readonly record: string;
  readonly intact: (entries: string, head: string) => string;
  readonly broken: (entry: string) => string;
  readonly limits: string;
}

export const AUDIT_REPORT_WORDS: Readonly<Record<ScreenLanguage, AuditReportWords>> = {
  en: {
    locale: 'en-GB',
    title: (year) => `Audit report ${year}`,
    about: (day) =>
      `Measuring the quality delivered in public passenger transport (EN 15140): fieldwork, quality of the measurement, access, deletion and record. Made on ${day} by Paperline from its own records.`,
    fieldwork: 'Fieldwork and response',
    fieldworkHead: ['Survey and wave', 'State', 'Printed', 'Handed out', 'Read', 'Response', 'Rows'],
    states: { open: 'open', closing: 'closing', closed: 'closed' },
    quality: 'Quality of the measurement',
    qualityHead: [
      'Survey and wave',
      'Pages',
      'Fields',
      'Asked of people',
      'Corrected by people',
      'Unreadable',
    ],
    qualityNote:
      'Response is read copies over those handed out, or over those printed where nobody counted. Asked of people: fields that the machine was not sure of, of all fields. Corrected: decisions that differ from the machine’s reading, of all decisions. Figures of a wave are fixed when it is closed.',
    access: 'Who had access',
    accessHead: ['Who', 'Sign-ins', 'Whole pages opened', 'Single answers opened', 'Rows taken along'],
    actors: { token: 'token', 'command-line': 'command line', system: 'Paperline' },
    refused: (tries) => `Sign-ins refused: ${tries}.`,
    deletions: 'Deletions',
    deletionsHead: ['Day', 'What', 'Of', 'Files'],
    kinds: { scans: 'scans', rejected: 'rejected files', prints: 'printed PDFs' },
    notDeleted: (files) => `Tries at deleting that failed, counted by file: ${files}.`,
    record: 'The record itself',
    intact: (entries, head) =>
      `The audit log is a chain of ${entries} entries, and it holds when this report is made. Its head: ${head}`,
    broken: (entry) => `The audit log is broken at entry ${entry}: what stands after it cannot be relied on.`,
    limits:
      'A log that was made anew as a whole shows only against a head that was noted elsewhere, such as the one in an earlier report.',
  },
  nl: {
    locale: 'nl-NL',
    title: (year) => `Auditrapport ${year}`,
    about: (day) =>
      `Meting van de geleverde kwaliteit in het openbaar personenvervoer (EN 15140): veldwerk, kwaliteit van de meting, toegang, verwijdering en vastlegging. Op ${day} door Paperline gemaakt uit de eigen vastlegging.`,
    fieldwork: 'Veldwerk en respons',
    fieldworkHead: ['Onderzoek en meting', 'Stand', 'Afgedrukt', 'Uitgereikt', 'Gelezen', 'Respons', 'Rijen'],
    states: { open: 'open', closing: 'wordt gesloten', closed: 'gesloten' },
    quality: 'Kwaliteit van de meting',
    qualityHead: [
      'Onderzoek en meting',
      'Bladzijden',
      'Velden',
      'Aan mensen gevraagd',
      'Door mensen verbeterd',
      'Onleesbaar',
    ],
    qualityNote:
      'Respons: gelezen exemplaren gedeeld door uitgereikte, of door afgedrukte waar niemand telde. Aan mensen gevraagd: velden waarvan de machine niet zeker was, van alle velden. Verbeterd: beslissingen die afwijken van de lezing door de machine, van alle beslissingen. De cijfers van een meting liggen vast zodra zij gesloten is.',
    access: 'Wie toegang had',
    accessHead: [
      'Wie',
      'Aanmeldingen',
      'Hele bladzijden geopend',
      'Losse antwoorden geopend',
      'Rijen meegenomen',
    ],
    actors: { token: 'token', 'command-line': 'opdrachtregel', system: 'Paperline' },
    refused: (tries) => `Geweigerde aanmeldingen: ${tries}.`,
    deletions: 'Verwijderingen',
    deletionsHead: ['Dag', 'Wat', 'Van', 'Bestanden'],
    kinds: { scans: 'scans', rejected: 'geweigerde bestanden', prints: 'afgedrukte pdf’s' },
    notDeleted: (files) => `Mislukte pogingen om te verwijderen, per bestand geteld: ${files}.`,
    record: 'De vastlegging zelf',
    intact: (entries, head) =>
      `Het auditlogboek is een keten van ${entries} regels, en die klopt bij het maken van dit rapport. Hij eindigt met ${head}`,
    broken: (entry) =>
      `Het auditlogboek klopt niet bij regel ${entry}: wat daarna staat, is niet betrouwbaar.`,
    limits:
      'Een logboek dat als geheel opnieuw is gemaakt, valt alleen op naast een einde dat elders genoteerd is, zoals in een eerder rapport.',
  },
  fr: {
    locale: 'fr-FR',
    title: (year) => `Rapport d’audit ${year}`,
    about: (day) =>
      `Mesure de la qualité produite dans le transport public de voyageurs (EN 15140) : terrain, qualité de la mesure, accès, suppressions et traçabilité. Établi le ${day} par Paperline à partir de ses propres registres.`,
    fieldwork: 'Terrain et taux de réponse',
    fieldworkHead: ['Enquête et vague', 'État', 'Imprimés', 'Distribués', 'Lus', 'Réponse', 'Enreg.'],
    states: { open: 'ouverte', closing: 'en clôture', closed: 'close' },
    quality: 'Qualité de la mesure',
    qualityHead: [
      'Enquête et vague',
      'Pages',
      'Champs',
      'Soumis à des personnes',
      'Corrigés par des personnes',
      'Illisibles',
    ],
    qualityNote:
      'Réponse : exemplaires lus rapportés aux exemplaires distribués, ou imprimés là où personne n’a compté. Soumis à des personnes : champs dont la machine n’était pas sûre, sur l’ensemble des champs. Corrigés : décisions qui diffèrent de la lecture de la machine, sur l’ensemble des décisions. Les chiffres d’une vague sont figés à sa clôture.',
    access: 'Qui a eu accès',
    accessHead: [
      'Qui',
      'Connexions',
      'Pages entières ouvertes',
      'Réponses isolées ouvertes',
      'Enregistrements exportés',
    ],
    actors: { token: 'jeton', 'command-line': 'ligne de commande', system: 'Paperline' },
    refused: (tries) => `Connexions refusées : ${tries}.`,
    deletions: 'Suppressions',
    deletionsHead: ['Jour', 'Quoi', 'De', 'Fichiers'],
    kinds: { scans: 'numérisations', rejected: 'fichiers refusés', prints: 'PDF imprimés' },
    notDeleted: (files) => `Essais de suppression qui ont échoué, comptés par fichier : ${files}.`,
    record: 'Le registre lui-même',
    intact: (entries, head) =>
      `Le journal d’audit est une chaîne de ${entries} entrées, intacte au moment où ce rapport est établi. Elle se termine par ${head}`,
    broken: (entry) => `Le journal d’audit est altéré à l’entrée ${entry} : la suite n’est pas fiable.`,
    limits:
      'Un journal entièrement refait ne se voit que par comparaison avec une fin de chaîne notée ailleurs, par exemple dans un rapport antérieur.',
  },
  de: {
    locale: 'de-DE',
    title: (year) => `Prüfbericht ${year}`,
    about: (day) =>
      `Messung der erbrachten Qualität im öffentlichen Personenverkehr (EN 15140): Feldarbeit, Qualität der Messung, Zugang, Löschung und Aufzeichnung. Am ${day} von Paperline aus den eigenen Aufzeichnungen erstellt.`,
    fieldwork: 'Feldarbeit und Rücklauf',
    fieldworkHead: ['Erhebung und Welle', 'Stand', 'Gedruckt', 'Ausgeteilt', 'Gelesen', 'Rücklauf', 'Sätze'],
    states: { open: 'offen', closing: 'wird geschlossen', closed: 'geschlossen' },
    quality: 'Qualität der Messung',
    qualityHead: [
      'Erhebung und Welle',
      'Seiten',
      'Felder',
      'Menschen gefragt',
      'Von Menschen berichtigt',
      'Unleserlich',
    ],
    qualityNote:
      'Rücklauf: gelesene Exemplare im Verhältnis zu den ausgeteilten oder, wo niemand zählte, zu den gedruckten. Menschen gefragt: Felder, bei denen die Maschine nicht sicher war, von allen Feldern. Berichtigt: Entscheidungen, die von der Lesung der Maschine abweichen, von allen Entscheidungen. Die Zahlen einer Welle stehen mit dem Schließen fest.',
    access: 'Wer Zugang hatte',
    accessHead: [
      'Wer',
      'Anmeldungen',
      'Ganze Seiten geöffnet',
      'Einzelne Antworten geöffnet',
      'Datensätze mitgenommen',
    ],
    actors: { token: 'Token', 'command-line': 'Befehlszeile', system: 'Paperline' },
    refused: (tries) => `Abgelehnte Anmeldungen: ${tries}.`,
    deletions: 'Löschungen',
    deletionsHead: ['Tag', 'Was', 'Von', 'Dateien'],
    kinds: { scans: 'Scans', rejected: 'abgewiesene Dateien', prints: 'gedruckte PDF-Dateien' },
    notDeleted: (files) => `Fehlgeschlagene Löschversuche, je Datei gezählt: ${files}.`,
    record: 'Die Aufzeichnung selbst',
    intact: (entries, head) =>
      `Das Prüfprotokoll ist eine Kette aus ${entries} Einträgen; sie ist beim Erstellen dieses Berichts unversehrt. Sie endet mit ${head}`,
    broken: (entry) =>
      `Das Prüfprotokoll stimmt bei Eintrag ${entry} nicht: Was danach steht, ist nicht verlässlich.`,
    limits:
      'Ein Protokoll, das als Ganzes neu gemacht wurde, fällt nur im Vergleich mit einem anderswo notierten Ende auf, etwa in einem früheren Bericht.',
  },
};
