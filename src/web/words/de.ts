import { accountsDe } from './accounts-de.ts';
import { resultsDe } from './results-de.ts';
import { releaseDe } from './release-de.ts';
import { deskDe } from './desk-de.ts';
import { formsDe } from './forms-de.ts';
import { qualityDe } from './quality-de.ts';
import { editorDe } from './editor-de.ts';
import { rowPictureDe } from './row-picture-de.ts';
import { oversightDe } from './oversight-de.ts';
import { keysDe } from './keys-de.ts';
import { refusalsDe } from './refusals-de.ts';
import { sheetDe, wallDe, waysDe } from './review-de.ts';
import { textsDe } from './texts-de.ts';
import type { Words } from './shape.ts';
import { wavesDe } from './waves-de.ts';

const count = (value: number): string => value.toLocaleString('de-DE');

/** Alles, was die Bildschirme sagen, auf Deutsch. */
export const de: Words = {
  language: 'de',
  colon: ':',
  skipToContent: 'Zum Inhalt',
  nav: {
    label: 'Bereiche',
    more: 'Mehr',
    review: 'Prüfung',
    texts: 'Offene Antworten',
    folder: 'Ordner',
    print: 'Drucken',
    forms: 'Formulare',
    rows: 'Datensätze',
    waves: 'Wellen',
    results: 'Ergebnisse',
    quality: 'Qualität',
    users: 'Benutzer',
    account: 'Ihr Konto',
    questionnaires: 'Fragebögen',
    tokens: 'Token',
    openings: 'Geöffnete Seiten',
    api: 'API',
  },
  settings: {
    language: 'Sprache',
    theme: 'Farben',
    themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
    menu: 'Einstellungen',
    you: 'Angemeldet als',
    leave: 'Abmelden',
    close: 'Schließen',
  },
  count,
  percent: (share) => `${Math.round(share * 100)} %`,
  time: (iso) => new Date(iso).toLocaleString('de-DE', { dateStyle: 'medium', timeStyle: 'short' }),
  accounts: accountsDe,
  waves: wavesDe,
  results: resultsDe,
  release: releaseDe,
  quality: qualityDe,
  oversight: oversightDe,
  rowPicture: rowPictureDe,
  editor: editorDe,
  refusals: refusalsDe,
  keys: keysDe,
  faults: {
    network: 'Paperline antwortet nicht.',
    networkRemedy: 'Sehen Sie im Terminal nach, ob es noch läuft.',
    again: 'Erneut versuchen',
    loading: 'Wird geladen…',
    partAway:
      'Ein Teil der Bildschirme ließ sich nicht laden: Paperline wurde inzwischen erneuert oder antwortet nicht.',
    partAwayRemedy: 'Laden Sie die Seite neu. Was der Server hat, bleibt, wie es ist.',
    loadAgain: 'Neu laden',
  },
  review: {
    title: 'Prüfung',
    progress: (done, all) => `${done} von ${all} entschieden`,
    left: (open) => `noch ${count(open)}`,
    heldByOthers: (tasks, names) => `${tasks} bei ${names}`,
    allSurveys: 'Alle Befragungen',
    survey: 'Befragung',
    question: (number) => `Frage ${number}`,
    cropLabel: 'Was auf dem Papier steht',
    noCrop: 'Von diesem Feld wurde kein Bild aufbewahrt.',
    why: 'Warum Sie das sehen',
    suggestion: 'Die Maschine liest',
    suggestsBlank: 'nichts angekreuzt',
    suggestsMultiple: 'mehr als ein Kreuz',
    noSuggestion: 'Hier steht kein Vorschlag.',
    sure: (share) => `zu ${share} sicher`,
    alternatives: 'oder',
    options: 'Antworten auf dem Formular',
    chooseSeveral: 'Mehrere Antworten dürfen gewählt werden',
    digits: 'Ziffern in den Kästchen',
    cell: (place, all) => `Kästchen ${place} von ${all}`,
    outOfRange: (low, high) =>
      `Außerhalb dessen, was die Frage zulässt (${low} bis ${high}). Drücken Sie noch einmal die Eingabetaste, wenn es wirklich so dasteht.`,
    notADate:
      'Dieses Datum gibt es nicht. Drücken Sie noch einmal die Eingabetaste, wenn es wirklich so dasteht.',
    notATime:
      'Diese Uhrzeit gibt es nicht. Drücken Sie noch einmal die Eingabetaste, wenn es wirklich so dasteht.',
    gap: 'Zwischen den Ziffern ist ein Kästchen leer.',
    nothingTyped: 'Geben Sie ein, was auf dem Papier steht, oder wählen Sie „Leer“.',
    nothingChosen: 'Wählen Sie eine Antwort oder „Leer“.',
    noneToAccept: 'Es gibt keinen Vorschlag zum Übernehmen. Wählen Sie eine Antwort.',
    transcribe: 'Was geschrieben steht',
    transcribeHint:
      'Eingabe speichert, Umschalt + Eingabe beginnt eine neue Zeile, Esc gibt die Buchstaben frei',
    twoDigits: 'oder 1, dann 0',
    actions: {
      label: 'Was es sonst sein kann',
      accept: 'Übernehmen',
      save: 'Speichern',
      blank: 'Leer',
      multiple: 'Mehrere',
      unreadable: 'Unlesbar',
      undo: 'Zurück',
      skip: 'Überspringen',
      shortcuts: 'Tasten',
      confirm: 'Rest bestätigen',
      wrong: 'Falsch',
    },
    recorded: (answer) => `Gespeichert: ${answer}`,
    undone: 'Zurückgenommen',
    skipped: 'Übersprungen; es kommt am Ende wieder',
    nothingToUndo: 'Es gibt nichts zurückzunehmen.',
    answers: { blank: 'leer', multiple: 'mehrere Kreuze', unreadable: 'unlesbar' },
    earlier: 'Ihre Entscheidung war',
    unseen: 'Das Bild ist noch nicht da: Diese Taste wurde nicht als Antwort gewertet.',
    lost: 'Diese Antwort ging zurück in die Warteschlange, weil sie zu lange festgehalten wurde.',
    refused: 'Nicht gespeichert',
    waiting: (waiting) =>
      waiting === 1
        ? '1 Entscheidung wartet auf das Senden'
        : `${waiting} Entscheidungen warten auf das Senden`,
    offline:
      'Paperline antwortet nicht. Machen Sie ruhig weiter: Ihre Entscheidungen bleiben hier und werden erneut gesendet.',
    loading: 'Die nächsten werden geholt…',
    doneTitle: 'Alles ist geprüft',
    doneText: 'Im Moment wartet nichts auf einen Menschen. Was hereinkommt, erscheint hier von selbst.',
    doneYours: (decided) =>
      decided === 1
        ? 'Sie haben 1 Antwort entschieden.'
        : `Sie haben ${count(decided)} Antworten entschieden.`,
    doneOthers: (others) =>
      others === 1
        ? 'Eine liegt noch bei jemand anderem.'
        : `${count(others)} liegen noch bei jemand anderem.`,
    emptyTitle: 'Noch nichts zu prüfen',
    emptyText:
      'Sobald Scans gelesen sind, kommen die Antworten hierher, bei denen die Maschine nicht sicher ist.',
    toRows: 'Zu den Datensätzen',
    toFolder: 'Zum Ordner',
    shortcuts: {
      title: 'Tastatur',
      choose: 'Wählt die Antwort mit dieser Taste',
      ten: 'Zehn (oder 1, dann 0)',
      accept: 'Übernimmt den Vorschlag oder speichert, was Sie gewählt oder eingegeben haben',
      blank: 'Leer: Es wurde nichts geantwortet',
      blankZero: 'Ebenfalls leer, wo 0 keine Antwort ist',
      multiple: 'Mehrere Kreuze, wo eines gefragt ist',
      unreadable: 'Unlesbar',
      undo: 'Nimmt die letzte Entscheidung zurück',
      skip: 'Überspringt: Es kommt am Ende wieder',
      typing: 'Dasselbe, während Sie Text schreiben',
      leaveText: 'Beendet das Schreiben, damit einzelne Buchstaben wirken',
      help: 'Diese Übersicht',
    },
  },
  ways: waysDe,
  wall: wallDe,
  sheet: sheetDe,
  texts: textsDe,
  folder: {
    title: 'Ordner',
    notWatching: 'Der Ordner wird gerade nicht überwacht',
    notWatchingText: 'Starten Sie „paperline watch“ oder „paperline start“, dann werden die Scans gelesen.',
    inbox: 'Im Eingang',
    reading: 'Wird gelesen',
    archived: 'Gelesen und archiviert',
    rejected: 'Abgelehnt',
    files: (files) => (files === 1 ? 'Datei' : 'Dateien'),
    pageStatus: {
      read: 'gelesen, sicher',
      review: 'zu prüfen',
      blank: 'leer',
      unreadable: 'unlesbar',
      foreign: 'fremd',
    },
    now: 'Jetzt',
    nothingNow: 'Es wird nichts gelesen.',
    pagesRead: (pages) => (pages === '1' ? '1 Seite' : `${pages} Seiten`),
    rate: (pages) => `${pages} Seiten pro Sekunde`,
    diagnosisTitle: 'Diagnose',
    diagnosisOf: (pages) =>
      pages === '1' ? 'Aus der zuletzt gelesenen Seite.' : `Aus den letzten ${pages} gelesenen Seiten.`,
    diagnosisNone: 'Drucker, Scanner und Papier sind in Ordnung.',
    place: (place) => `Seite ${place}`,
    looseTitle: 'Zu welchem Exemplar gehören diese Seiten?',
    looseText:
      'Kein Code darauf ist lesbar: abgerissen, verdeckt oder abgeschnitten. Der Druck zeigt, welche Seite es ist. Nehmen Sie das Papier, suchen Sie die andere Seite desselben Exemplars und geben Sie die zehn Buchstaben und Ziffern seines Codes ein. Bis dahin stehen die Antworten in keinem Datensatz.',
    loosePage: (page, survey, language) => `Seite ${page} von ${survey} (${language})`,
    looseWhy: {
      neighbour: 'Die Seite daneben in der Datei gehört zu einem Exemplar, dem diese Seite fehlt.',
      'only-one': 'Nur einem Exemplar in der Datei fehlt diese Seite.',
    },
    looseTake: (copy) => `${copy} eintragen`,
    looseCopy: 'Exemplar',
    looseAssign: 'Gehört zu diesem Exemplar',
    looseAside: 'Nicht nötig',
    looseShow: 'Zeigen, was darauf steht',
    looseCrop: (variable) => `Was bei ${variable} auf dem Papier steht`,
    looseSaid: (copy, tasks) =>
      `Zu Exemplar ${copy} hinzugefügt; ${tasks === 1 ? '1 Antwort wartet' : `${tasks} Antworten warten`} auf Prüfung.`,
    looseAsideSaid: 'Beiseitegelegt. Der Scan bleibt im Archiv.',
    looseMore: (pages) => `und ${pages} weitere`,
    live: 'Live',
    notLive: 'Verbindung wird hergestellt…',
    more: 'Mehr anzeigen',
  },
  desk: deskDe,
  print: {
    title: 'Drucken',
    form: 'Fragebogen',
    language: 'Sprache auf Papier',
    copies: 'Exemplare',
    copiesHint: (most) => `1 bis ${most}; mehr in mehreren Auflagen drucken`,
    batch: 'Für eine Fahrt oder einen Stapel',
    batchHint:
      'Freiwillig. Mit einer dieser Angaben wird obenauf ein Deckblatt gedruckt, und die Exemplare gehören dazu.',
    keys: {
      line: 'Linie',
      direction: 'Richtung',
      date: 'Datum',
      'day-part': 'Tageszeit',
      vehicle: 'Fahrzeug',
      'handed-out': 'Ausgegeben',
      returned: 'Zurück',
      boarders: 'Einsteiger',
    },
    make: 'PDF erstellen',
    making: 'Das PDF wird erstellt…',
    ready: (copies, pages) => `${copies} Exemplare, ${pages} Seiten`,
    download: 'PDF herunterladen',
    preview: 'Vorschau',
    previewAlt: (page) => `Seite ${page} des Formulars, wie es gedruckt wird`,
    previous: 'Vorige Seite',
    next: 'Nächste Seite',
    noForms: 'Es gibt noch keine Fragebögen',
    noFormsText: (folder) => `Legen Sie einen Fragebogen (.yaml) in ${folder}.`,
    faulty: 'Dieser Fragebogen hat einen Fehler und kann nicht gedruckt werden:',
    questions: (questions) => (questions === 1 ? '1 Frage' : `${questions} Fragen`),
    runs: 'Früher gedruckt',
    noRuns: 'Es wurde noch nichts gedruckt.',
    run: 'Auflage',
    survey: 'Befragung',
    when: 'Wann',
    actualSize: 'Drucken Sie in Originalgröße (100 %), nicht „an Seite anpassen“.',
    languages: { nl: 'Niederländisch', en: 'Englisch', fr: 'Französisch', de: 'Deutsch' },
  },
  forms: formsDe,
  rows: {
    title: 'Datensätze',
    survey: 'Befragung',
    total: (rows) => (rows === 1 ? '1 Datensatz' : `${count(rows)} Datensätze`),
    pending: (pending) =>
      pending === 1 ? 'noch 1 Antwort zu prüfen' : `noch ${count(pending)} Antworten zu prüfen`,
    download: 'Herunterladen',
    none: 'Noch keine Datensätze',
    noneText: 'Ein Datensatz erscheint, sobald die erste Seite eines Exemplars gelesen ist.',
    noSurveys: 'Es wurde noch nichts gedruckt, also gibt es nichts zu lesen.',
    missing: 'Codes unter null',
    missingText:
      '-1 nicht beantwortet, -2 mehrere Kreuze, -3 unlesbar, -4 trifft nicht zu, -8 zum Schutz der Anonymität weggelassen, -9 noch zu prüfen',
    previous: 'Zurück',
    next: 'Weiter',
    range: (from, to, all) => `${from} bis ${to} von ${all}`,
    table: 'Anonyme Datensätze',
    toPrint: 'Ein Formular drucken',
  },
  fieldReasons: {
    'faint-mark': 'Da ist etwas Farbe, aber weniger, als man gewöhnlich hinterlässt.',
    'mark-or-cancelled':
      'Ein Kästchen ist vielleicht ausgefüllt, um es ungültig zu machen, oder kräftig angekreuzt.',
    'several-marks': 'Mehr als ein Kästchen ist angekreuzt, wo eine Antwort gefragt ist.',
    'cancelled-only': 'Jedes angekreuzte Kästchen scheint ungültig gemacht zu sein.',
    'mark-outside-box': 'Neben dem Kästchen ist geschrieben, nicht darin.',
    'box-not-found': 'Das gedruckte Kästchen wurde nicht dort gefunden, wo es sein müsste.',
    'digit-unsure': 'Eine Ziffer lässt sich auf mehrere Arten lesen.',
    'digits-out-of-range': 'Die Ziffern ergeben keinen Wert, den die Frage zulässt.',
    'digits-gap': 'Zwischen den Ziffern sind leere Kästchen.',
    'exclusive-with-others': 'Eine Antwort, die andere ausschließt, ist zusammen mit ihnen angekreuzt.',
    'scan-too-light': 'Hier ist nichts zu sehen, doch der Scan ist so hell, dass dünne Linien verloren sind.',
    'text-to-transcribe': 'Hier ist Handschrift abzutippen.',
    'scans-differ': 'Zwei Scans derselben Seite lesen sich hier verschieden.',
    'page-unplaced': 'Die Lage der Seite ließ sich nur ungefähr bestimmen.',
    'page-code-lost': 'Die Seite hat ihre Codes verloren: Sie wurde an ihrem Druck erkannt.',
    'sampled-for-quality': 'Zufällig ausgewählt, um die Maschine zu überprüfen.',
  },
  pageReasons: {
    'registration-marks-missing':
      'Zu wenige der schwarzen Quadrate an den Rändern wurden gefunden. Scannen Sie das ganze Blatt erneut, flach, mit allen vier Ecken.',
    'registration-inexact': 'Die Seite ist gewölbt oder verzogen. Scannen Sie sie erneut, flach.',
    'page-code-unreadable': 'Der Code in den Ecken ist nicht lesbar. Scannen Sie erneut, schärfer.',
    'page-code-check-failed':
      'Die Zeichen des Seitencodes wurden gelesen, aber eines davon falsch. Scannen Sie erneut, schärfer.',
    'page-codes-disagree':
      'Die beiden Codes auf dieser Seite nennen verschiedene Seiten. Sehen Sie sich das Blatt selbst an.',
    'form-unknown':
      'Dieses Formular wurde nicht von diesem Paperline gedruckt. Lesen Sie es dort, wo es gedruckt wurde.',
    'copy-unknown':
      'Dieses Exemplar gehört zu keiner Auflage von hier. Vielleicht wurde es anderswo gedruckt.',
    'copy-unread':
      'Auf dieser Seite ist kein Code lesbar. Der Druck zeigt, welche Seite es ist; geben Sie unten an, zu welchem Exemplar sie gehört.',
    'copy-told':
      'Auf dieser Seite ist kein Code lesbar; ein Mensch hat angegeben, zu welchem Exemplar sie gehört.',
    'page-set-aside': 'Auf dieser Seite ist kein Code lesbar; ein Mensch hat sie beiseitegelegt.',
    'page-alike':
      'Auf dieser Seite ist kein Code lesbar, und sie sieht in mehreren Formularversionen oder Seiten gleich aus.',
    'page-unknown': 'Der Code nennt eine Seite, die das Formular nicht hat.',
    'no-page-code':
      'Nichts zeigt, dass dies eines unserer Formulare ist. Wenn doch, scannen Sie es erneut mit seinen Ecken.',
    mirrored: 'Die Seite ist spiegelverkehrt. Scannen Sie das Papier selbst.',
    'resolution-low': 'Der Scan ist zu grob. Scannen Sie mit mindestens 200 Punkten pro Zoll.',
    'image-empty': 'Die Seite ist leer.',
    'image-black': 'Die Seite ist von Rand zu Rand schwarz.',
    'image-damaged': 'Das Bild der Seite ist beschädigt. Scannen Sie sie erneut.',
    'fields-need-review': 'Einige Antworten warten auf Prüfung.',
    'page-scanned-twice': 'Diese Seite wurde schon gelesen; der erste Scan zählt.',
    'batch-differs': 'Das Exemplar wurde für einen anderen Stapel gedruckt als das Deckblatt darüber.',
    'batch-unknown': 'Das Deckblatt nennt einen Stapel, der hier nicht bekannt ist.',
    'scan-too-light':
      'Der Scan ist so hell, dass dünne Linien verloren sind. Scannen Sie erneut in Grau oder dunkler; was leer blieb, wird einem Menschen vorgelegt.',
    'page-out-of-turn':
      'Diese Seite folgt nicht auf die davor, und dieses Formular hat keinen Code, der sagt, zu wem sie gehört. Sie wurde nicht gezählt. Ordnen Sie die Seiten jedes Exemplars und scannen Sie diese Exemplare erneut, in einer eigenen Datei.',
    'wave-closed': 'Die Welle dieses Exemplars ist geschlossen; es zählt nicht mehr.',
  },
};
