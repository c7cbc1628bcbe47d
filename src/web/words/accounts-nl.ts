import type { accountsEn } from './accounts-en.ts';

/** Wat de schermen voor accounts zeggen, in het Nederlands. */
export const accountsNl: typeof accountsEn = {
  roles: {
    operator: 'Beheerder',
    reviewer: 'Nakijker',
    'privacy-owner': 'Privacyverantwoordelijke',
    agency: 'Onderzoeksbureau',
  },
  roleTexts: {
    operator: 'drukt af en zorgt voor formulieren, map en stapels',
    reviewer: 'beslist waar de machine niet zeker van is',
    'privacy-owner': 'laat mensen binnen en buiten, en geeft rijen uit',
    agency: 'doet het onderzoek van buiten; heeft hier nog niets dan een account',
  },
  name: 'Naam',
  password: 'Wachtwoord',
  show: 'Tonen',
  hide: 'Verbergen',
  signIn: {
    opening: 'Paperline wordt geopend…',
    title: 'Aanmelden',
    button: 'Aanmelden',
    busy: 'Bezig met aanmelden…',
    withProvider: (provider) => `Aanmelden met ${provider}`,
    or: 'of',
    forgotten:
      'Wachtwoord vergeten? Een privacyverantwoordelijke kan u een link geven om een nieuw te kiezen.',
    firstTitle: 'Niemand heeft hier nog een account',
    firstText:
      'Open de link die Paperline bij het starten in de terminal heeft getoond. Die werkt één keer; start Paperline opnieuw voor een nieuwe.',
    example: 'De link ziet er zo uit',
  },
  accept: {
    title: {
      'first-account': 'Maak het eerste account',
      invitation: 'Maak uw account',
      'new-password': 'Kies een nieuw wachtwoord',
    },
    text: {
      'first-account':
        'U wordt de privacyverantwoordelijke: u laat anderen binnen en bepaalt wat ieder mag doen.',
      invitation: 'U bent uitgenodigd als',
      'new-password': 'Voor',
    },
    asRole: (role) => role.toLowerCase(),
    nameHint: 'Collega’s zien deze naam, en hij blijft bij wat u beslist. Later wijzigen kan niet.',
    passwordRule: (least) =>
      `Minstens ${least} tekens. Vier of vijf woorden die niet bij elkaar horen, zijn makkelijk te onthouden.`,
    counted: (typed) => `${typed} ${typed === 1 ? 'teken' : 'tekens'}`,
    button: { 'first-account': 'Beginnen', invitation: 'Account maken', 'new-password': 'Bewaren' },
    busy: 'Een ogenblik…',
    withProvider: (provider) => `${provider} gebruiken in plaats van een wachtwoord`,
  },
  account: {
    title: 'Uw account',
    you: 'Wie u bent',
    rolesTitle: 'Wat u mag doen',
    passwordTitle: 'Wachtwoord',
    noPassword: 'Dit account heeft geen wachtwoord.',
    present: 'Huidig wachtwoord',
    next: 'Nieuw wachtwoord',
    change: 'Wachtwoord wijzigen',
    changed: 'Het wachtwoord is gewijzigd. Alle andere browsers zijn afgemeld.',
    sessionsTitle: 'Waar u bent aangemeld',
    browser: 'Browser',
    unknownBrowser: 'Onbekende browser',
    since: 'Sinds',
    seen: 'Laatst gebruikt',
    here: 'deze',
    end: 'Afmelden',
    endOf: (browser) => `${browser} afmelden`,
    endOthers: 'Overal elders afmelden',
    leave: 'Hier afmelden',
    open: 'Uw account',
  },
  users: {
    title: 'Gebruikers',
    inviteTitle: 'Iemand uitnodigen',
    forWhom: 'Voor wie',
    forWhomHint: 'Niet verplicht. De persoon mag een andere naam kiezen.',
    rolesLabel: 'Wat de persoon mag doen',
    agencyAlone: 'Gaat niet samen met een andere rol.',
    make: 'Link maken',
    linkTitle: 'De link',
    linkText: (until) =>
      `Geef hem alleen aan die persoon. Hij werkt één keer, tot ${until}, en wordt niet nog eens getoond.`,
    copy: 'Kopiëren',
    copied: 'Gekopieerd',
    listTitle: 'Wie een account heeft',
    you: 'u',
    rolesHead: 'Rollen',
    lastSignedIn: 'Laatst aangemeld',
    never: 'nooit',
    disabled: 'uitgeschakeld',
    actions: 'Acties',
    changeRoles: 'Rollen…',
    changeRolesOf: (name) => `Rollen van ${name}`,
    saveRoles: 'Bewaren',
    passwordLink: 'Wachtwoordlink',
    passwordLinkOf: (name) => `Wachtwoordlink voor ${name}`,
    disable: 'Uitschakelen…',
    disableOf: (name) => `${name} uitschakelen`,
    disableTitle: (name) => `${name} buiten laten?`,
    disableText:
      'Alle browsers van deze persoon worden meteen afgemeld. Wat beslist is, blijft, met de naam erbij.',
    disableAction: 'Uitschakelen',
    keep: 'Zo laten',
    enable: 'Weer toelaten',
    enableOf: (name) => `${name} weer toelaten`,
    invitationsTitle: 'Uitnodigingen die wachten',
    noInvitations: 'Er wacht geen uitnodiging.',
    anyone: 'zonder naam',
    until: 'Werkt tot',
    withdraw: 'Intrekken',
    withdrawOf: (name) => `De uitnodiging voor ${name} intrekken`,
  },
  faults: {
    'sign-in-refused': {
      message: 'Deze naam en dit wachtwoord horen niet bij elkaar.',
      remedy: 'Kijk beide na en probeer het opnieuw.',
    },
    'too-many-tries': {
      message: 'Er zijn te veel pogingen mislukt.',
      remedy: 'Wacht een tijdje en probeer het opnieuw, of vraag een privacyverantwoordelijke om een link.',
    },
    'link-over': {
      message: 'Deze link is al gebruikt, ingetrokken of te oud.',
      remedy:
        'Vraag een privacyverantwoordelijke om een nieuwe; voor het allereerste account start u Paperline opnieuw.',
    },
    'name-invalid': {
      message: 'Dat kan hier geen naam zijn.',
      remedy: 'Gebruik 2 tot 40 letters, cijfers, spaties en . - _ @ + en begin met een letter of cijfer.',
    },
    'name-taken': {
      message: 'Iemand heeft of had deze naam hier al.',
      remedy: 'Kies een andere, bijvoorbeeld met een voorletter.',
    },
    'password-short': {
      message: 'Dit wachtwoord is te kort.',
      remedy: 'Vier of vijf woorden die niet bij elkaar horen, zijn een goed wachtwoord.',
    },
    'password-long': {
      message: 'Dit wachtwoord is te lang.',
      remedy: 'Gebruik hoogstens 200 tekens.',
    },
    'password-common': {
      message: 'Dit wachtwoord hoort bij de wachtwoorden die overal het eerst geprobeerd worden.',
      remedy: 'Vier of vijf woorden die niet bij elkaar horen, zijn een goed wachtwoord.',
    },
    'password-simple': {
      message: 'Dit wachtwoord herhaalt zichzelf of loopt langs het toetsenbord.',
      remedy: 'Vier of vijf woorden die niet bij elkaar horen, zijn een goed wachtwoord.',
    },
    'password-personal': {
      message: 'Dit wachtwoord is weinig meer dan namen of woorden uit het onderzoek.',
      remedy: 'Vier of vijf woorden die niet bij elkaar horen, zijn een goed wachtwoord.',
    },
    'password-wrong': {
      message: 'Het huidige wachtwoord klopt niet.',
      remedy: 'Typ het opnieuw; er is niets gewijzigd.',
    },
    'last-privacy-owner': {
      message: 'Dit is de enige privacyverantwoordelijke: zonder kan niemand mensen binnen of buiten laten.',
      remedy: 'Maak eerst iemand anders privacyverantwoordelijke.',
    },
    'not-allowed': {
      message: 'Dit hoort niet bij een rol die u hier hebt.',
      remedy: 'Vraag een privacyverantwoordelijke om die rol.',
    },
    'provider-away': {
      message: 'De aanmelding van de organisatie antwoordt niet.',
      remedy: 'Probeer het later opnieuw, of meld u aan met een wachtwoord.',
    },
    'provider-refused': {
      message: 'De aanmelding van de organisatie laat u hier niet binnen.',
      remedy: 'Open eerst uw uitnodiging en kies haar daar, of meld u aan met uw wachtwoord.',
    },
  },
};
