import type { accountsEn } from './accounts-en.ts';

const TRY_WORDS = 'Vier oder fünf Wörter, die nicht zusammengehören, ergeben ein gutes Passwort.';

/** Was die Bildschirme der Konten sagen, auf Deutsch. */
export const accountsDe: typeof accountsEn = {
  roles: {
    operator: 'Betrieb',
    reviewer: 'Prüfung',
    'privacy-owner': 'Datenschutz',
    agency: 'Institut',
  },
  roleTexts: {
    operator: 'druckt und betreut Formulare, Ordner und Stapel',
    reviewer: 'entscheidet, wo die Maschine nicht sicher ist',
    'privacy-owner': 'gibt und entzieht Zugang und gibt Datensätze heraus',
    agency: 'forscht von außen; hat hier noch nichts als ein Konto',
  },
  name: 'Name',
  password: 'Passwort',
  show: 'Anzeigen',
  hide: 'Verbergen',
  signIn: {
    opening: 'Paperline wird geöffnet…',
    title: 'Anmelden',
    button: 'Anmelden',
    busy: 'Anmeldung läuft…',
    withProvider: (provider) => `Mit ${provider} anmelden`,
    or: 'oder',
    forgotten:
      'Passwort vergessen? Wer die Rolle „Datenschutz“ hat, kann Ihnen einen Link geben, um ein neues zu wählen.',
    firstTitle: 'Noch hat hier niemand ein Konto',
    firstText:
      'Öffnen Sie den Link, den Paperline beim Start im Terminal ausgegeben hat. Er gilt einmal; starten Sie Paperline neu, um einen neuen zu erhalten.',
    example: 'Der Link sieht so aus',
  },
  accept: {
    title: {
      'first-account': 'Das erste Konto anlegen',
      invitation: 'Ihr Konto anlegen',
      'new-password': 'Ein neues Passwort wählen',
    },
    text: {
      'first-account':
        'Sie erhalten die Rolle „Datenschutz“: Sie geben anderen Zugang und bestimmen, was sie tun dürfen.',
      invitation: 'Sie wurden eingeladen. Ihre Rolle hier:',
      'new-password': 'Für',
    },
    asRole: (role) => role,
    nameHint:
      'Andere sehen diesen Namen, und er bleibt bei dem, was Sie entscheiden. Er lässt sich später nicht ändern.',
    passwordRule: (least) =>
      `Mindestens ${least} Zeichen. Vier oder fünf Wörter, die nicht zusammengehören, merkt man sich leicht.`,
    counted: (typed) => `${typed} Zeichen`,
    button: { 'first-account': 'Beginnen', invitation: 'Konto anlegen', 'new-password': 'Speichern' },
    busy: 'Einen Moment…',
    withProvider: (provider) => `${provider} statt eines Passworts verwenden`,
  },
  account: {
    title: 'Ihr Konto',
    you: 'Wer Sie sind',
    rolesTitle: 'Was Sie tun dürfen',
    passwordTitle: 'Passwort',
    noPassword: 'Dieses Konto hat kein Passwort.',
    present: 'Bisheriges Passwort',
    next: 'Neues Passwort',
    change: 'Passwort ändern',
    changed: 'Das Passwort ist geändert. Alle anderen Browser sind abgemeldet.',
    sessionsTitle: 'Wo Sie angemeldet sind',
    browser: 'Browser',
    unknownBrowser: 'Unbekannter Browser',
    since: 'Seit',
    seen: 'Zuletzt benutzt',
    here: 'dieser',
    end: 'Abmelden',
    endOf: (browser) => `${browser} abmelden`,
    endOthers: 'Überall sonst abmelden',
    leave: 'Hier abmelden',
    open: 'Ihr Konto',
  },
  users: {
    title: 'Benutzer',
    inviteTitle: 'Jemanden einladen',
    forWhom: 'Für wen',
    forWhomHint: 'Freiwillig. Die Person kann einen anderen Namen wählen.',
    rolesLabel: 'Was die Person tun darf',
    agencyAlone: 'Geht mit keiner anderen Rolle zusammen.',
    make: 'Link erstellen',
    linkTitle: 'Der Link',
    linkText: (until) =>
      `Geben Sie ihn nur dieser Person. Er gilt einmal, bis ${until}, und wird nicht noch einmal gezeigt.`,
    copy: 'Kopieren',
    copied: 'Kopiert',
    listTitle: 'Wer ein Konto hat',
    you: 'Sie',
    rolesHead: 'Rollen',
    lastSignedIn: 'Zuletzt angemeldet',
    never: 'nie',
    disabled: 'gesperrt',
    actions: 'Aktionen',
    changeRoles: 'Rollen…',
    changeRolesOf: (name) => `Rollen von ${name}`,
    saveRoles: 'Speichern',
    passwordLink: 'Passwort-Link',
    passwordLinkOf: (name) => `Passwort-Link für ${name}`,
    disable: 'Sperren…',
    disableOf: (name) => `${name} sperren`,
    disableTitle: (name) => `${name} den Zugang sperren?`,
    disableText:
      'Alle Browser dieser Person werden sofort abgemeldet. Was entschieden wurde, bleibt, mit dem Namen.',
    disableAction: 'Sperren',
    keep: 'So lassen',
    enable: 'Entsperren',
    enableOf: (name) => `${name} entsperren`,
    invitationsTitle: 'Offene Einladungen',
    noInvitations: 'Keine Einladung ist offen.',
    anyone: 'ohne Namen',
    until: 'Gilt bis',
    withdraw: 'Zurückziehen',
    withdrawOf: (name) => `Die Einladung für ${name} zurückziehen`,
  },
  faults: {
    'sign-in-refused': {
      message: 'Dieser Name und dieses Passwort gehören nicht zusammen.',
      remedy: 'Prüfen Sie beides und versuchen Sie es erneut.',
    },
    'too-many-tries': {
      message: 'Zu viele Versuche sind fehlgeschlagen.',
      remedy:
        'Warten Sie eine Weile und versuchen Sie es erneut, oder bitten Sie jemanden mit der Rolle „Datenschutz“ um einen Link für ein neues Passwort.',
    },
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
    'password-short': { message: 'Dieses Passwort ist zu kurz.', remedy: TRY_WORDS },
    'password-long': {
      message: 'Dieses Passwort ist zu lang.',
      remedy: 'Verwenden Sie höchstens 200 Zeichen.',
    },
    'password-common': {
      message: 'Dieses Passwort gehört zu denen, die überall zuerst probiert werden.',
      remedy: TRY_WORDS,
    },
    'password-simple': {
      message: 'Dieses Passwort wiederholt sich oder läuft die Tastatur entlang.',
      remedy: TRY_WORDS,
    },
    'password-personal': {
      message: 'Dieses Passwort besteht fast nur aus Namen oder Wörtern der Befragung.',
      remedy: TRY_WORDS,
    },
    'password-wrong': {
      message: 'Das bisherige Passwort stimmt nicht.',
      remedy: 'Geben Sie es erneut ein; es wurde nichts geändert.',
    },
    'last-privacy-owner': {
      message:
        'Dies ist das einzige Konto mit der Rolle „Datenschutz“: Ohne es könnte niemand Zugang geben oder entziehen.',
      remedy: 'Geben Sie zuerst jemand anderem diese Rolle.',
    },
    'not-allowed': {
      message: 'Das gehört zu keiner Rolle, die Sie hier haben.',
      remedy: 'Bitten Sie jemanden mit der Rolle „Datenschutz“ um die nötige Rolle.',
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
  },
};
