import { rowPictureRefusalsDe } from './row-picture-de.ts';
import type { Refusals } from './refusals.ts';

const FEW_WORDS = 'Vier oder fünf Wörter, die nicht zusammengehören, ergeben ein gutes Passwort.';

/** Was der Server ablehnt, auf Deutsch. */
export const refusalsDe: Refusals = {
  usage: {
    message: 'Diese Anfrage wurde nicht verstanden.',
    remedy: 'Prüfen Sie Ihre Eingaben; laden Sie den Bildschirm neu, wenn es dabei bleibt.',
  },
  'configuration-invalid': {
    message: 'Eine Einstellung von Paperline ist falsch.',
    remedy: 'Geben Sie der Person Bescheid, die Paperline betreut; das Terminal sagt mehr.',
  },
  'questionnaire-invalid': {
    message: 'Dieser Fragebogen enthält Fehler.',
    remedy: 'Beheben Sie sie und versuchen Sie es erneut; „paperline form check“ nennt alle.',
  },
  'questionnaire-does-not-fit': {
    message: 'Der Fragebogen passt nicht auf das Papier.',
    remedy:
      'Lassen Sie Fragen oder Antworten weg, kürzen Sie Wörter oder Schreibzeilen, oder erhöhen Sie max-pages.',
  },
  'layout-invalid': {
    message: 'Dieses Formular passt so nicht zusammen.',
    remedy: 'Beheben Sie, was unten steht, und versuchen Sie es erneut.',
  },
  'file-not-found': {
    message: 'Diese Datei ist nicht mehr da.',
    remedy: 'Laden Sie den Bildschirm neu und sehen Sie noch einmal nach.',
  },
  'file-not-readable': {
    message: 'Diese Datei lässt sich nicht lesen.',
    remedy: 'Prüfen Sie, ob das Laufwerk da ist und Paperline die Datei lesen darf.',
  },
  'file-not-writable': {
    message: 'Eine Datei konnte nicht geschrieben werden.',
    remedy: 'Prüfen Sie, ob das Laufwerk da ist und Paperline darauf schreiben darf.',
  },
  'disk-full': {
    message: 'Das Laufwerk ist voll.',
    remedy: 'Schaffen Sie Platz auf dem Laufwerk mit dem Datenordner und versuchen Sie es erneut.',
  },
  'scan-empty': { message: 'Die Datei ist leer.', remedy: 'Scannen Sie den Stapel erneut.' },
  'batch-unknown': { message: 'Diese Fahrt gibt es hier nicht.', remedy: 'Laden Sie die Liste neu.' },
  'batch-changed': {
    message: 'Jemand anderes hat diese Fahrt inzwischen geändert.',
    remedy: 'Schließen Sie dies, sehen Sie nach, was jetzt dort steht, und ändern Sie sie erneut.',
  },
  'print-run-unknown': { message: 'Diese Auflage gibt es hier nicht.', remedy: 'Laden Sie die Liste neu.' },
  'file-unknown': {
    message: 'Diese Datei wartet hier nicht mehr.',
    remedy: 'Laden Sie die Liste neu: Vielleicht hat sich jemand darum gekümmert, oder sie ist unterwegs.',
  },
  'upload-too-large': {
    message: 'Die Datei ist zu groß.',
    remedy: 'Scannen Sie den Stapel in kleineren Teilen oder legen Sie die Datei selbst in den Eingang.',
  },
  'upload-broken-off': {
    message: 'Die Datei kam nicht vollständig an; nichts davon wurde behalten.',
    remedy: 'Senden Sie sie erneut.',
  },
  'nobody-watches': {
    message: 'Gerade liest niemand Scans; es kann nichts erneut gelesen werden.',
    remedy: 'Starten Sie Paperline mit „paperline start“; es wurde nichts geändert.',
  },
  'scan-truncated': {
    message: 'Die Datei ist unvollständig: Ihr Ende fehlt.',
    remedy: 'Kopieren oder scannen Sie sie erneut.',
  },
  'scan-damaged': {
    message: 'Die Datei ist beschädigt und lässt sich nicht öffnen.',
    remedy: 'Scannen Sie den Stapel erneut.',
  },
  'scan-encrypted': {
    message: 'Die Datei ist durch ein Passwort geschützt.',
    remedy: 'Speichern Sie sie ohne Passwort und legen Sie sie erneut ab.',
  },
  'scan-not-an-image': {
    message: 'Das ist kein Scan.',
    remedy: 'Legen Sie ein PDF, TIFF, JPEG, PNG oder WebP ab.',
  },
  'scan-too-many-pages': {
    message: 'Die Datei hat zu viele Seiten.',
    remedy: 'Teilen Sie sie in kleinere Dateien.',
  },
  'scan-too-large': { message: 'Ein Bild in der Datei ist zu groß.', remedy: 'Scannen Sie mit 300 dpi.' },
  'scan-already-sent': {
    message: 'Derselbe Inhalt liegt schon im Eingang.',
    remedy: 'Nichts wurde ein zweites Mal angenommen.',
  },
  'scan-duplicate': {
    message: 'Derselbe Inhalt wurde schon gelesen.',
    remedy: 'Nichts wurde doppelt gezählt; diese Datei kann weg.',
  },
  'data-folder-invalid': {
    message: 'Der Datenordner ist nicht so, wie er sein muss.',
    remedy: 'Geben Sie der Person Bescheid, die Paperline betreut; das Terminal sagt mehr.',
  },
  'data-folder-in-use': {
    message: 'Ein anderes Programm benutzt den Datenordner.',
    remedy: 'Warten Sie kurz oder schließen Sie dieses Programm und versuchen Sie es erneut.',
  },
  'database-newer': {
    message: 'Die Datenbank stammt von einem neueren Paperline.',
    remedy: 'Geben Sie der Person Bescheid, die Paperline betreut; das Terminal sagt mehr.',
  },
  'database-damaged': {
    message: 'Die Datenbank ist beschädigt.',
    remedy: 'Halten Sie Paperline an und spielen Sie die letzte Sicherung zurück.',
  },
  'form-unknown': {
    message: 'Dieses Formular ist hier nicht mehr bekannt.',
    remedy: 'Gehen Sie zurück zur Liste der Formulare.',
  },
  'page-unknown': {
    message: 'Diese Seite ist nicht mehr da.',
    remedy: 'Laden Sie den Bildschirm neu und sehen Sie noch einmal nach.',
  },
  'copy-unknown': ({ why, copy, page }) =>
    why === 'other-form'
      ? {
          message: `Exemplar ${copy} wurde als ein anderes Formular gedruckt als diese Seite.`,
          remedy: 'Sehen Sie sich das Papier noch einmal an: Es gehört zu einem anderen Exemplar.',
        }
      : why === 'has-page'
        ? {
            message: `Seite ${page} von Exemplar ${copy} wurde schon gelesen.`,
            remedy:
              'Ist dies ein zweiter Scan dieser Seite, legen Sie sie beiseite; sonst gehört sie zu einem anderen Exemplar.',
          }
        : {
            message: `Keine Auflage hier hat ein Exemplar ${copy ?? ''}.`,
            remedy:
              'Übernehmen Sie die zehn Buchstaben und Ziffern nach der Formularversion von einer anderen Seite desselben Exemplars.',
          },
  ...rowPictureRefusalsDe,
  'survey-unknown': {
    message: 'Für diese Befragung wurde hier nie etwas gedruckt.',
    remedy: 'Wählen Sie eine aus der Liste oder drucken Sie zuerst ein Formular.',
  },
  'wave-exists': {
    message: 'Es gibt schon eine offene Welle dieses Namens.',
    remedy: 'Es wurde nichts geändert: Drucken Sie für sie, oder wählen Sie einen anderen Namen.',
  },
  'wave-unfinished': {
    message:
      'Die Welle ist nicht fertig: Antworten, Seiten oder offene Antworten warten noch auf jemanden, oder es werden Dateien gelesen.',
    remedy: 'Bringen Sie das erst zu Ende, oder geben Sie beim Schließen auf, was offen ist.',
  },
  'key-missing': {
    message: 'Ein Schlüssel dieser Welle ist nicht im Schlüsselordner.',
    remedy:
      'Legen Sie ihn von dort zurück, wo Schlüssel aufbewahrt werden; ohne ihn lassen sich die Bilder der Felder nicht zeigen.',
  },
  'wave-closed': {
    message: 'Das gehört zu einer geschlossenen Welle.',
    remedy: 'Es wurde nichts geändert: Was veröffentlicht ist, bleibt, wie es war.',
  },
  'wave-empty': {
    message: 'Diese Welle enthält keine Antworten.',
    remedy: 'Schließen Sie eine Welle erst, wenn ihre Bögen gelesen sind, und veröffentlichen Sie sie dann.',
  },
  'weight-invalid': {
    message:
      'Die Antworten lassen sich nicht gewichten: Die Einsteiger wurden nicht oder nicht richtig gezählt.',
    remedy: 'Berichtigen Sie die Zahl der Einsteiger der Fahrten, oder veröffentlichen Sie ohne Gewichtung.',
  },
  'table-plan-invalid': {
    message: 'Der Tabellenplan passt nicht zu den Antworten dieser Welle.',
    remedy: 'Prüfen Sie den Fragebogen und verwenden Sie den Plan des gedruckten Formulars.',
  },
  'publication-rules-changed': {
    message:
      'Diese Welle wurde bereits mit anderen Grenzen oder einer anderen Überlagerungstabelle veröffentlicht; beide zusammen würden verraten, was jede verbirgt.',
    remedy:
      'Veröffentlichen Sie mit den Grenzen und der Tabelle der ersten Ausgabe. Andere sind mit der nächsten Welle möglich. Es wurde nichts geändert.',
  },
  'perturbation-invalid': {
    message: 'Die Überlagerungstabelle ist nicht verwendbar; es wurde nichts veröffentlicht.',
    remedy:
      'Berichtigen Sie die Datei, oder stellen Sie „perturbation“ in den Einstellungen des Servers auf 10-5 oder off.',
  },
  'publication-refused': {
    message:
      'Aus diesen Tabellen ließe sich errechnen, was verborgen bleiben muss; sie wurden nicht veröffentlicht.',
    remedy:
      'Nehmen Sie eine Frage oder eine Aufgliederung aus dem Tabellenplan, oder machen Sie ihre Gruppen größer. Es wurde nichts geändert.',
  },
  'task-unknown': {
    message: 'Diese Antwort liegt nicht mehr bei Ihnen.',
    remedy: 'Es wurde nichts geändert. Machen Sie mit der nächsten weiter.',
  },
  'task-not-yours': {
    message: 'Diese Antwort liegt bei jemand anderem oder wurde inzwischen entschieden.',
    remedy: 'Es wurde nichts geändert. Machen Sie mit der nächsten weiter.',
  },
  'decision-invalid': {
    message: 'Diese Antwort wurde nicht angenommen.',
    remedy: 'Prüfen Sie, was Sie gewählt oder eingegeben haben, und geben Sie es erneut an.',
  },
  'not-signed-in': {
    message: 'Sie sind nicht angemeldet, oder Ihre Sitzung ist zu Ende.',
    remedy: 'Melden Sie sich an.',
  },
  'not-allowed': {
    message: 'Das gehört zu keiner Rolle, die Sie hier haben.',
    remedy: 'Bitten Sie jemanden mit der Rolle „Datenschutz“ um die nötige Rolle.',
  },
  'sign-in-refused': {
    message: 'Dieser Name und dieses Passwort gehören nicht zusammen.',
    remedy: 'Prüfen Sie beides und versuchen Sie es erneut.',
  },
  'too-many-tries': ({ minutes }) => ({
    message: 'Zu viele Versuche sind fehlgeschlagen.',
    remedy: `Warten Sie ${minutes === 1 ? 'eine Minute' : `${minutes ?? 'einige'} Minuten`} und versuchen Sie es erneut, oder bitten Sie jemanden mit der Rolle „Datenschutz“ um einen Link für ein neues Passwort.`,
  }),
  'link-over': {
    message: 'Dieser Link wurde schon benutzt, wurde zurückgezogen oder ist zu alt.',
    remedy:
      'Bitten Sie jemanden mit der Rolle „Datenschutz“ um einen neuen; für das allererste Konto starten Sie Paperline neu.',
  },
  'name-invalid': {
    message: 'Das kann hier kein Name sein.',
    remedy:
      'Verwenden Sie 2 bis 40 Buchstaben, Ziffern, Leerzeichen und . - _ @ + und beginnen Sie mit einem Buchstaben oder einer Ziffer.',
  },
  'name-taken': {
    message: 'Jemand hat oder hatte hier diesen Namen.',
    remedy: 'Wählen Sie einen anderen, etwa mit einem Anfangsbuchstaben.',
  },
  'password-short': { message: 'Dieses Passwort ist zu kurz.', remedy: FEW_WORDS },
  'password-long': {
    message: 'Dieses Passwort ist zu lang.',
    remedy: 'Verwenden Sie höchstens 200 Zeichen.',
  },
  'password-common': {
    message: 'Dieses Passwort gehört zu denen, die überall zuerst probiert werden.',
    remedy: FEW_WORDS,
  },
  'password-simple': {
    message: 'Dieses Passwort wiederholt sich oder läuft die Tastatur entlang.',
    remedy: FEW_WORDS,
  },
  'password-personal': {
    message: 'Dieses Passwort besteht fast nur aus Namen oder Wörtern der Befragung.',
    remedy: FEW_WORDS,
  },
  'password-wrong': {
    message: 'Das bisherige Passwort stimmt nicht.',
    remedy: 'Geben Sie es erneut ein; es wurde nichts geändert.',
  },
  'account-unknown': {
    message: 'Dieses Konto gibt es nicht, oder es ist gesperrt.',
    remedy: 'Laden Sie den Bildschirm neu und sehen Sie noch einmal nach.',
  },
  'session-unknown': {
    message: 'Diese Sitzung gibt es nicht; vielleicht ist sie schon zu Ende.',
    remedy: 'Laden Sie den Bildschirm neu und sehen Sie noch einmal nach.',
  },
  'invitation-unknown': {
    message: 'Diese Einladung gibt es nicht; vielleicht wurde sie schon benutzt.',
    remedy: 'Laden Sie den Bildschirm neu und sehen Sie noch einmal nach.',
  },
  'token-unknown': {
    message: 'Dieses Token gibt es nicht; vielleicht wurde es widerrufen.',
    remedy: 'Laden Sie den Bildschirm neu und sehen Sie noch einmal nach.',
  },
  'last-privacy-owner': {
    message:
      'Dies ist das einzige Konto mit der Rolle „Datenschutz“: Ohne es könnte niemand Zugang geben oder entziehen.',
    remedy: 'Geben Sie zuerst jemand anderem diese Rolle.',
  },
  'provider-unknown': {
    message: 'Hier ist keine Anmeldung einer Organisation eingerichtet.',
    remedy: 'Melden Sie sich mit einem Passwort an.',
  },
  'provider-away': {
    message: 'Die Anmeldung der Organisation antwortet nicht.',
    remedy: 'Versuchen Sie es später erneut oder melden Sie sich mit einem Passwort an.',
  },
  'provider-refused': {
    message: 'Die Anmeldung der Organisation hat Sie hier nicht eingelassen.',
    remedy:
      'Öffnen Sie zuerst Ihre Einladung und wählen Sie sie dort, oder melden Sie sich mit Ihrem Passwort an.',
  },
  'port-in-use': {
    message: 'Ein anderes Programm benutzt diesen Port.',
    remedy: 'Geben Sie der Person Bescheid, die Paperline betreut; das Terminal sagt mehr.',
  },
  'node-too-old': {
    message: 'Das Node, mit dem Paperline läuft, ist zu alt.',
    remedy: 'Geben Sie der Person Bescheid, die Paperline betreut; das Terminal sagt mehr.',
  },
  unexpected: {
    message: 'In Paperline ist etwas schiefgegangen.',
    remedy: 'Versuchen Sie es erneut. Bleibt es dabei, steht im Terminal, was geschehen ist.',
  },
  'not-found': {
    message: 'Unter dieser Adresse ist nichts.',
    remedy: 'Laden Sie den Bildschirm neu und sehen Sie noch einmal nach.',
  },
  'screens-not-built': {
    message: 'Die Bildschirme sind noch nicht gebaut.',
    remedy: 'Starten Sie Paperline mit npm start; das baut sie.',
  },
  defect: {
    message: 'Paperline ist hier an einem eigenen Fehler gescheitert.',
    remedy: 'Geben Sie der Person Bescheid, die Paperline betreut; das Terminal sagt mehr.',
  },
  'nothing-of-ours': {
    message: 'Keine Seite dieser Datei war verwendbar.',
    remedy: 'Sehen Sie sich das Papier an und scannen Sie es erneut, ganz und flach.',
  },
  'reading-ended-abruptly': {
    message: 'Paperline ist bei jedem Lesen dieser Datei abgebrochen; sie wird nicht mehr versucht.',
    remedy: 'Scannen Sie den Stapel erneut in kleineren Teilen.',
  },
  'reading-failed': {
    message: 'Paperline ist an dieser Datei durch einen eigenen Fehler gescheitert.',
    remedy:
      'Bewahren Sie die Datei auf und senden Sie das Protokoll an die Person, die Paperline betreut; die Datei kann später erneut abgelegt werden.',
  },
  'downloads-used-up': {
    message: 'Die Ihnen gewährten Downloads sind aufgebraucht.',
    remedy: 'Bitten Sie die Person, die sie gewährt hat, um weitere.',
  },
  'grant-exists': {
    message: 'Dieses Institut hat diesen Zugang schon.',
    remedy: 'Entziehen Sie zuerst den bestehenden Zugang oder lassen Sie ihn, wie er ist.',
  },
  'grant-unknown': {
    message: 'Diesen Zugang gibt es nicht; vielleicht ist er abgelaufen oder entzogen.',
    remedy: 'Laden Sie den Bildschirm neu und sehen Sie noch einmal nach.',
  },
  'not-an-agency': {
    message: 'Dieses Konto gehört keinem Institut.',
    remedy: 'Wählen Sie ein Konto mit der Rolle „Institut“.',
  },
  'not-published': {
    message: 'Diese Veröffentlichung gibt es nicht.',
    remedy: 'Gehen Sie zurück zur Liste dessen, was veröffentlicht ist.',
  },
  'redaction-invalid': {
    message: 'Das lässt sich so nicht schwärzen.',
    remedy: 'Markieren Sie die Wörter erneut.',
  },
  'category-unknown': {
    message: 'Diese Kategorie gibt es nicht mehr.',
    remedy: 'Laden Sie den Bildschirm neu und sehen Sie noch einmal nach.',
  },
  'category-exists': {
    message: 'Diese Kategorie gibt es schon.',
    remedy: 'Verwenden Sie sie oder wählen Sie einen anderen Namen.',
  },
  'category-in-use': {
    message: 'Antworten sind mit dieser Kategorie codiert.',
    remedy: 'Führen Sie sie stattdessen mit einer anderen zusammen.',
  },
  'answer-stale': {
    message: 'Diese Antwort wurde inzwischen geändert.',
    remedy: 'Sehen Sie sie an, wie sie jetzt ist, und entscheiden Sie erneut.',
  },
  'answer-unknown': {
    message: 'Diese Antwort gibt es nicht mehr.',
    remedy: 'Laden Sie den Bildschirm neu und sehen Sie noch einmal nach.',
  },
  'label-invalid': {
    message: 'Das kann kein Name einer Kategorie sein.',
    remedy: 'Wählen Sie einen kurzen Namen aus einfachen Wörtern.',
  },
  'second-look-needed': {
    message: 'Diese Antwort braucht zuerst einen zweiten Blick.',
    remedy: 'Streichen Sie, was eine Person betrifft, oder überlassen Sie die Antwort jemand anderem.',
  },
  'variable-unknown': {
    message: 'Diese Frage hat hier keine offenen Antworten.',
    remedy: 'Wählen Sie eine andere Frage der Liste.',
  },
  'file-exists': {
    message: 'Es gibt schon einen Fragebogen dieses Namens.',
    remedy: 'Wählen Sie einen anderen Namen, oder öffnen Sie jenen und speichern Sie eine neue Version.',
  },
  'file-name-invalid': {
    message: 'So kann ein Fragebogen nicht heißen.',
    remedy:
      'Verwenden Sie Buchstaben, Ziffern, Leerzeichen und . _ - und enden Sie mit .yaml, etwa busbefragung.yaml.',
  },
  'questionnaire-changed': {
    message: 'Jemand hat diese Datei gespeichert, während Sie schrieben.',
    remedy:
      'Nichts ist verloren: Sehen Sie, was sich geändert hat, und speichern Sie Ihren Text als Version danach, oder nehmen Sie den anderen.',
  },
  'questionnaire-slow': {
    message:
      'Dieser Fragebogen konnte nicht gesetzt werden: Es dauert zu lange oder braucht zu viel Speicher.',
    remedy: 'Kürzen Sie ihn, oder lassen Sie sich mit der Datei helfen.',
  },
  'too-many-rows': {
    message: 'Das sind mehr Zeilen, als eine Datei dieses Formats fassen kann.',
    remedy: 'Wählen Sie ein anderes Format, oder nehmen Sie eine Welle nach der anderen.',
  },
  'wave-unknown': {
    message: 'Diese Welle gibt es nicht.',
    remedy: 'Wählen Sie eine aus der Liste.',
  },
  'share-invalid': {
    message: 'Das ist kein Anteil.',
    remedy: 'Geben Sie einen Prozentwert von 0 bis 100 an.',
  },
  'table-plan-missing': {
    message: 'Der Fragebogen sagt nicht, welche Tabellen veröffentlicht werden.',
    remedy: 'Ergänzen Sie „tables:“ (forms/passenger-survey.yaml zeigt, wie) und drucken Sie ihn neu.',
  },
  'wave-open': {
    message: 'Diese Welle ist noch nicht abgeschlossen; nur abgeschlossene Wellen werden veröffentlicht.',
    remedy: 'Schließen Sie sie zuerst ab.',
  },
};
