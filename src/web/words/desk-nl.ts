import type { DeskWords } from './desk-en.ts';

const day = new Intl.DateTimeFormat('nl-NL', { dateStyle: 'full' });
const shortDay = new Intl.DateTimeFormat('nl-NL', { dateStyle: 'medium' });
const clock = new Intl.DateTimeFormat('nl-NL', { timeStyle: 'short' });

/** Wat de schermen van wie afdrukt en scant zeggen, in het Nederlands. */
export const deskNl: DeskWords = {
  send: {
    title: 'Scans versturen',
    text: 'Sleep bestanden of mappen ergens op dit scherm, of',
    choose: 'Kies bestanden…',
    orFolder: 'Of zet ze zelf in de inbox:',
    list: 'Bestanden die vanaf hier verstuurd zijn',
    progress: (sent, all) => `${sent} van ${all} verstuurd`,
    waiting: 'wacht',
    sending: (share) => `${share} verstuurd`,
    sent: 'in de inbox',
    sentAs: (name) => `in de inbox, als ${name}`,
    stopped: 'gestopt; er is niets van bewaard',
    refused: 'niet aangenomen',
    tooLarge: (megabytes) =>
      `te groot: hoogstens ${megabytes} MB. Scan de stapel in kleinere delen of zet het bestand zelf in de map.`,
    stop: 'Stoppen',
    again: 'Opnieuw versturen',
    clear: 'Lijst wissen',
  },
  now: {
    opening: 'wordt geopend',
    pageOf: (page, of) => `bladzijde ${page} van ${of}`,
    waiting: (files) =>
      files === 1 ? '1 bestand wacht' : `${files.toLocaleString('nl-NL')} bestanden wachten`,
  },
  day: {
    today: 'Vandaag',
    date: (iso) => day.format(new Date(iso)),
    shortDate: (iso) => shortDay.format(new Date(iso)),
    time: (iso) => clock.format(new Date(iso)),
    previous: 'De dag ervoor',
    next: 'De dag erna',
    none: 'Op deze dag is geen bestand gelezen.',
    summary: (read, rejected, copies) =>
      `Bestanden gelezen: ${read}. Geweigerd: ${rejected}. Exemplaren waarvan een bladzijde gelezen is: ${copies}.`,
    finished: 'Bestanden van deze dag, het laatste eerst',
    outcome: { archived: 'gelezen', rejected: 'geweigerd' },
    review: (pages) => `${pages} na te kijken`,
    lost: (pages) => `${pages} zonder antwoorden`,
  },
  look: {
    show: 'Toon de bladzijde',
    hide: 'Verberg de bladzijde',
    why: 'Waarom opent u haar? Dit wordt met uw naam vastgelegd.',
    reasons: {
      'not-read': 'Om te zien waarom ze niet gelezen is',
      'whose-copy': 'Om het exemplaar te vinden',
      other: 'Om een andere reden',
    },
    picture: (name) => `De scan: ${name}`,
    unseen: 'De scan van deze bladzijde is niet te tonen.',
  },
  act: {
    again: 'Lees opnieuw',
    reading: 'Wordt gelezen…',
    aside: 'Leg terzijde',
    back: 'Haal terug',
    toDo: 'Te doen',
    asideList: 'Terzijde gelegd',
    againQueued: (name) => `${name} wacht om opnieuw gelezen te worden.`,
    againRead: (name, pages, gained) =>
      `${name} is opnieuw gelezen, ${pages === 1 ? '1 bladzijde' : `${pages} bladzijden`}: ${
        gained === 0
          ? 'geen bladzijde geeft antwoorden die ze eerst niet gaf'
          : gained === 1
            ? '1 bladzijde geeft nu antwoorden'
            : `${gained} bladzijden geven nu antwoorden`
      }.`,
    asideSaid: (name) => `${name} is terzijde gelegd. De scan blijft waar hij is.`,
    backSaid: (name) => `${name} staat weer op de lijst.`,
  },
  rejected: {
    title: 'Geweigerde bestanden',
    shown: 'Welke geweigerde bestanden',
    none: 'Er wacht geen geweigerd bestand op u.',
    noneAside: 'Er is geen geweigerd bestand terzijde gelegd.',
    text: 'Ze staan in de map "rejected", elk met de reden erbij. Verhelp de oorzaak en lees het bestand opnieuw.',
    pages: (pages) => (pages === 1 ? '1 bladzijde' : `${pages} bladzijden`),
  },
  problems: {
    title: 'Bladzijden zonder antwoorden',
    shown: 'Welke bladzijden',
    none: 'Elke gelezen bladzijde gaf haar antwoorden of is terzijde gelegd.',
    noneAside: 'Er is geen bladzijde terzijde gelegd.',
  },
  realSize: {
    open: 'Bekijk op ware grootte',
    title: 'Het formulier op ware grootte',
    ruler: 'Verschuif dit tot de balk 5 cm is op een liniaal tegen het scherm',
    bar: 'Een balk van 5 cm',
  },
  ledger: {
    table: 'Tabel van oplagen',
    trip: 'Rit',
    wave: 'Meting',
    printed: 'Afgedrukt',
    read: 'Gelezen',
    missing: 'Vermist',
    details: 'Meer',
    explain:
      'Gelezen: exemplaren waarvan minstens één bladzijde gelezen is. Vermist: exemplaren die terugkwamen en niet gelezen zijn. Wat uitgedeeld is en terugkwam, wordt hierboven per rit geteld.',
    complete: (whole, all) => `Helemaal gelezen: ${whole} van ${all} exemplaren.`,
    allRead: 'Elk exemplaar is helemaal gelezen.',
    notRead: (copies) =>
      copies === '1'
        ? '1 exemplaar niet of niet helemaal gelezen'
        : `${copies} exemplaren niet of niet helemaal gelezen`,
    notReadText:
      'Op de code die erop gedrukt is, om te tellen en te zoeken. De codes zijn willekeurig: ze zeggen niets over wie welk exemplaar heeft.',
    lacks: (pages) => `mist bladzijde ${pages}`,
    again: 'Druk opnieuw af wat ontbreekt',
    againText:
      'Nieuwe exemplaren van hetzelfde formulier, voor dezelfde rit en meting, met eigen codes. De eerdere exemplaren blijven geldig, mochten ze opduiken.',
    waveClosed: 'De meting is gesloten; daarvoor wordt niets meer afgedrukt.',
  },
  doubts: {
    'read-more-than-returned': 'Er zijn er meer gelezen dan er terugkwamen.',
    'read-more-than-handed-out': 'Er zijn er meer gelezen dan er zijn uitgedeeld.',
    'returned-more-than-handed-out': 'Er kwamen er meer terug dan er zijn uitgedeeld.',
    'handed-out-more-than-printed': 'Er zijn er meer uitgedeeld dan ervoor zijn afgedrukt.',
    'handed-out-more-than-boarders': 'Er zijn er meer uitgedeeld dan er mensen instapten.',
  },
  batches: {
    table: 'Tabel van ritten',
    title: 'Ritten',
    text: 'Een partij is één rit of stapel. Wat hier geteld wordt, is later nodig: de uitkomsten worden gewogen naar het aantal instappers.',
    noSurveys: 'Druk eerst een formulier af; daarna kunt u er ritten voor maken.',
    make: 'Nieuwe rit',
    change: 'Wijzig',
    header: 'Voorblad downloaden',
    find: 'Zoek een rit',
    onlyDoubtful: 'Alleen getallen die niet kunnen kloppen',
    none: 'Nog geen rit. Elke oplage voor een rit maakt er een; voor formulieren uit voorraad maakt u hem hier.',
    noneFound: 'Zo’n rit is er niet.',
    noTrip: 'Rit zonder gegevens',
    newTitle: 'Nieuwe rit',
    changeTitle: (code) => `Partij ${code}`,
    thisQuarter: 'Die van dit kwartaal',
    counted: 'Wat er geteld is',
    countedHint: 'Laat leeg wat niemand geteld heeft. 0 betekent: geteld, en het waren er geen.',
    cancel: 'Annuleren',
    save: 'Bewaren',
    saved: (trip) => `Bewaard: ${trip}.`,
    closed: 'gesloten',
  },
};
