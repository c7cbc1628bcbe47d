import type { DeskWords } from './desk-en.ts';

const day = new Intl.DateTimeFormat('de-DE', { dateStyle: 'full' });
const shortDay = new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium' });
const clock = new Intl.DateTimeFormat('de-DE', { timeStyle: 'short' });

/** Was die Bildschirme für Druck und Scan sagen, auf Deutsch. */
export const deskDe: DeskWords = {
  send: {
    title: 'Scans senden',
    text: 'Ziehen Sie Dateien oder Ordner irgendwo auf diesen Bildschirm, oder',
    choose: 'Dateien auswählen…',
    orFolder: 'Oder legen Sie sie selbst in den Eingang:',
    list: 'Von hier gesendete Dateien',
    progress: (sent, all) => `${sent} von ${all} gesendet`,
    waiting: 'wartet',
    sending: (share) => `${share} gesendet`,
    sent: 'im Eingang',
    sentAs: (name) => `im Eingang, als ${name}`,
    stopped: 'angehalten; nichts davon wurde behalten',
    refused: 'nicht angenommen',
    tooLarge: (megabytes) =>
      `zu groß: höchstens ${megabytes} MB. Scannen Sie den Stapel in kleineren Teilen oder legen Sie die Datei selbst in den Ordner.`,
    stop: 'Anhalten',
    again: 'Erneut senden',
    clear: 'Liste leeren',
  },
  now: {
    opening: 'wird geöffnet',
    pageOf: (page, of) => `Seite ${page} von ${of}`,
    waiting: (files) => (files === 1 ? '1 Datei wartet' : `${files.toLocaleString('de-DE')} Dateien warten`),
  },
  day: {
    today: 'Heute',
    date: (iso) => day.format(new Date(iso)),
    shortDate: (iso) => shortDay.format(new Date(iso)),
    time: (iso) => clock.format(new Date(iso)),
    previous: 'Der Tag davor',
    next: 'Der Tag danach',
    none: 'An diesem Tag wurde keine Datei gelesen.',
    summary: (read, rejected, copies) =>
      `Gelesene Dateien: ${read}. Abgelehnt: ${rejected}. Exemplare, von denen eine Seite gelesen wurde: ${copies}.`,
    finished: 'Dateien dieses Tages, die letzte zuerst',
    outcome: { archived: 'gelesen', rejected: 'abgelehnt' },
    review: (pages) => `${pages} zu prüfen`,
    lost: (pages) => `${pages} ohne Antworten`,
  },
  look: {
    show: 'Seite zeigen',
    hide: 'Seite verbergen',
    why: 'Warum öffnen Sie sie? Das wird mit Ihrem Namen festgehalten.',
    reasons: {
      'not-read': 'Um zu sehen, warum sie nicht gelesen wurde',
      'whose-copy': 'Um ihr Exemplar zu finden',
      other: 'Aus einem anderen Grund',
    },
    picture: (name) => `Der Scan: ${name}`,
    unseen: 'Der Scan dieser Seite kann nicht gezeigt werden.',
  },
  act: {
    again: 'Erneut lesen',
    reading: 'Wird gelesen…',
    aside: 'Beiseitelegen',
    back: 'Zurückholen',
    toDo: 'Zu tun',
    asideList: 'Beiseitegelegt',
    againQueued: (name) => `${name} wartet darauf, erneut gelesen zu werden.`,
    againRead: (name, pages, gained) =>
      `${name} wurde erneut gelesen, ${pages === 1 ? '1 Seite' : `${pages} Seiten`}: ${
        gained === 0
          ? 'keine Seite gibt Antworten, die vorher keine gab'
          : gained === 1
            ? '1 Seite gibt jetzt Antworten'
            : `${gained} Seiten geben jetzt Antworten`
      }.`,
    asideSaid: (name) => `${name} wurde beiseitegelegt. Der Scan bleibt, wo er ist.`,
    backSaid: (name) => `${name} steht wieder auf der Liste.`,
  },
  rejected: {
    title: 'Abgelehnte Dateien',
    shown: 'Welche abgelehnten Dateien',
    none: 'Keine abgelehnte Datei wartet auf Sie.',
    noneAside: 'Keine abgelehnte Datei wurde beiseitegelegt.',
    text: 'Sie liegen im Ordner „rejected“, jede mit ihrem Grund daneben. Beheben Sie die Ursache und lesen Sie die Datei erneut.',
    pages: (pages) => (pages === 1 ? '1 Seite' : `${pages} Seiten`),
  },
  problems: {
    title: 'Seiten ohne Antworten',
    shown: 'Welche Seiten',
    none: 'Jede gelesene Seite hat ihre Antworten geliefert oder wurde beiseitegelegt.',
    noneAside: 'Keine Seite wurde beiseitegelegt.',
  },
  realSize: {
    open: 'In Originalgröße ansehen',
    title: 'Das Formular in Originalgröße',
    ruler: 'Verschieben Sie den Regler, bis der Balken an einem Lineal am Bildschirm 5 cm misst',
    bar: 'Ein Balken von 5 cm',
  },
  ledger: {
    table: 'Tabelle der Auflagen',
    trip: 'Fahrt',
    wave: 'Welle',
    printed: 'Gedruckt',
    read: 'Gelesen',
    missing: 'Vermisst',
    details: 'Details',
    explain:
      'Gelesen: Exemplare, von denen mindestens eine Seite gelesen wurde. Vermisst: Exemplare, die zurückkamen und nicht gelesen wurden. Was ausgegeben wurde und zurückkam, wird oben Fahrt für Fahrt gezählt.',
    complete: (whole, all) => `Ganz gelesen: ${whole} von ${all} Exemplaren.`,
    allRead: 'Jedes Exemplar wurde ganz gelesen.',
    notRead: (copies) =>
      copies === '1'
        ? '1 Exemplar nicht oder nicht ganz gelesen'
        : `${copies} Exemplare nicht oder nicht ganz gelesen`,
    notReadText:
      'Nach dem aufgedruckten Code, zum Zählen und Suchen. Die Codes sind zufällig: Sie sagen nichts darüber, wer welches Exemplar hat.',
    lacks: (pages) => `ohne Seite ${pages}`,
    again: 'Fehlendes erneut drucken',
    againText:
      'Neue Exemplare desselben Formulars, für dieselbe Fahrt und Welle, mit eigenen Codes. Die früher gedruckten Exemplare bleiben gültig, falls sie auftauchen.',
    waveClosed: 'Die Welle ist geschlossen; für sie wird nichts mehr gedruckt.',
  },
  doubts: {
    'read-more-than-returned': 'Es wurden mehr gelesen, als zurückkamen.',
    'read-more-than-handed-out': 'Es wurden mehr gelesen, als ausgegeben wurden.',
    'returned-more-than-handed-out': 'Es kamen mehr zurück, als ausgegeben wurden.',
    'handed-out-more-than-printed': 'Es wurden mehr ausgegeben, als dafür gedruckt wurden.',
    'handed-out-more-than-boarders': 'Es wurden mehr ausgegeben, als Personen einstiegen.',
  },
  batches: {
    table: 'Tabelle der Fahrten',
    title: 'Fahrten',
    text: 'Ein Los ist eine Fahrt oder ein Stapel. Was hier gezählt wird, wird später gebraucht: Die Ergebnisse werden nach der Zahl der Einsteiger gewichtet.',
    noSurveys: 'Drucken Sie zuerst ein Formular; danach können Sie Fahrten dafür anlegen.',
    make: 'Neue Fahrt',
    change: 'Ändern',
    header: 'Deckblatt herunterladen',
    find: 'Fahrt suchen',
    onlyDoubtful: 'Nur Zahlen, die nicht stimmen können',
    none: 'Noch keine Fahrt. Jede Auflage für eine Fahrt legt eine an; für Formulare aus dem Vorrat legen Sie sie hier an.',
    noneFound: 'Keine solche Fahrt.',
    noTrip: 'Fahrt ohne Angaben',
    newTitle: 'Neue Fahrt',
    changeTitle: (code) => `Los ${code}`,
    thisQuarter: 'Die dieses Quartals',
    counted: 'Was gezählt wurde',
    countedHint: 'Lassen Sie leer, was niemand gezählt hat. 0 heißt: gezählt, und es waren keine.',
    cancel: 'Abbrechen',
    save: 'Speichern',
    saved: (trip) => `Gespeichert: ${trip}.`,
    closed: 'geschlossen',
  },
};
