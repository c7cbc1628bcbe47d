/** Why a file was rejected, in plain words, in the two languages that staff read. */
import type { FaultCode, PaperlineError } from '../src/domain/errors.ts';
import type { PageReason } from '../src/domain/reasons.ts';
import type { RejectReason } from '../src/store/scan-files.ts';
import type { PageOutcome } from '../src/store/scans.ts';

/** What faults of a file are called in Dutch, and what to do; English comes with the fault itself. */
const DUTCH_FAULTS: Partial<Record<FaultCode, string>> = {
  'scan-empty': 'Het bestand is leeg. Scan de stapel opnieuw.',
  'scan-truncated': 'Het bestand is niet compleet: het einde ontbreekt. Kopieer of scan het opnieuw.',
  'scan-damaged': 'Het bestand is beschadigd en kan niet worden geopend. Scan de stapel opnieuw.',
  'scan-encrypted':
    'Het bestand is met een wachtwoord beveiligd. Sla het zonder wachtwoord op en lever het opnieuw aan.',
  'scan-not-an-image': 'Dit is geen scan. Lever een PDF, TIFF, JPEG, PNG of WebP aan.',
  'scan-too-many-pages': 'Het bestand heeft te veel pagina’s. Splits het in kleinere bestanden.',
  'scan-too-large': 'Een afbeelding in het bestand is te groot. Scan op 300 dpi.',
  'file-not-readable': 'Paperline mag het bestand niet lezen. Geef leesrecht en lever het opnieuw aan.',
  'file-not-found': 'Het bestand verdween tijdens het lezen. Lever het opnieuw aan.',
};

export const reasonOfFault = (fault: PaperlineError): RejectReason => ({
  code: fault.code,
  en: `${fault.message} ${fault.remedy}`,
  nl: DUTCH_FAULTS[fault.code] ?? `${fault.message} ${fault.remedy}`,
});

const dayAndTime = (iso: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(iso));

export const reasonOfTwin = (twin: {
  readonly originalName: string;
  readonly claimedAt: string;
}): RejectReason => ({
  code: 'scan-duplicate',
  en:
    `The same content was read before, as ${twin.originalName} on ${dayAndTime(twin.claimedAt, 'en-GB')}. ` +
    'Nothing was counted twice; this file can be thrown away.',
  nl:
    `Dezelfde inhoud is al gelezen, als ${twin.originalName} op ${dayAndTime(twin.claimedAt, 'nl-NL')}. ` +
    'Er is niets dubbel geteld; dit bestand mag weg.',
});

export const REASON_LINK: RejectReason = {
  code: 'scan-not-an-image',
  en: 'This is a link to a file elsewhere, and links are not followed. Put the file itself in the inbox.',
  nl: 'Dit is een verwijzing naar een bestand elders; verwijzingen worden niet gevolgd. Zet het bestand zelf in de inbox.',
};

export const REASON_NOT_ORDINARY: RejectReason = {
  code: 'scan-not-an-image',
  en: 'This is not an ordinary file. Put a scan in the inbox: PDF, TIFF, JPEG, PNG or WebP.',
  nl: 'Dit is geen gewoon bestand. Zet een scan in de inbox: PDF, TIFF, JPEG, PNG of WebP.',
};

export const REASON_EMPTY: RejectReason = {
  code: 'scan-empty',
  en: 'The file is empty. Scan the stack again.',
  nl: 'Het bestand is leeg. Scan de stapel opnieuw.',
};

export const reasonOfCrashes = (attempts: number): RejectReason => ({
  code: 'reading-ended-abruptly',
  en:
    `Paperline ended abruptly ${attempts} times while it read this file, so it is not tried again. ` +
    'Scan the stack again in smaller parts; if that fails too, send the log to whoever maintains Paperline.',
  nl:
    `Paperline stopte ${attempts} keer plotseling bij het lezen van dit bestand en probeert het niet opnieuw. ` +
    'Scan de stapel opnieuw in kleinere delen; lukt dat ook niet, stuur het logboek naar de beheerder.',
});

export const reasonOfDefect = (error: unknown): RejectReason => {
  const what = error instanceof Error ? error.message : String(error);
  return {
    code: 'reading-failed',
    en:
      `Paperline failed on this file by a defect of its own (${what}). ` +
      'Keep the file, and send the log to whoever maintains Paperline; the file can be dropped again later.',
    nl:
      `Paperline kon dit bestand door een eigen fout niet verwerken (${what}). ` +
      'Bewaar het bestand en stuur het logboek naar de beheerder; het bestand kan later opnieuw worden aangeleverd.',
  };
};

const PAGE_WORDS: Readonly<Record<PageReason, { readonly en: string; readonly nl: string }>> = {
  'registration-marks-missing': {
    en: 'its printed corner marks cannot be found; scan it whole and flat',
    nl: 'de gedrukte hoekmarkeringen zijn niet te vinden; scan de pagina heel en vlak',
  },
  'registration-inexact': {
    en: 'it is too distorted to read; scan it flat',
    nl: 'de pagina is te vervormd om te lezen; scan haar vlak',
  },
  'page-code-unreadable': {
    en: 'its page code cannot be read; clean the glass and scan again',
    nl: 'de paginacode is niet leesbaar; maak de glasplaat schoon en scan opnieuw',
  },
  'page-code-check-failed': {
    en: 'its page code is damaged; scan again, or enter the answers by hand',
    nl: 'de paginacode is beschadigd; scan opnieuw of voer de antwoorden met de hand in',
  },
  'page-codes-disagree': {
    en: 'its two page codes differ, as if two sheets lay on each other; scan them apart',
    nl: 'de twee paginacodes verschillen, alsof twee vellen op elkaar lagen; scan ze apart',
  },
  'form-unknown': {
    en: 'it is a form that was never printed here; take it to the Paperline that printed it',
    nl: 'dit formulier is hier nooit gedrukt; breng het naar de Paperline die het drukte',
  },
  'copy-unknown': {
    en: 'this copy is in no print run here; take it to the Paperline that printed it',
    nl: 'dit exemplaar hoort bij geen enkele druk van hier; breng het naar de Paperline die het drukte',
  },
  'copy-unread': {
    en: 'no code on it can be read; its print shows which page it is, and a person must say of which copy: on the folder screen, or with "paperline page list" and "paperline page assign"',
    nl: 'er is geen code op te lezen; aan de druk is te zien welke bladzijde het is, en een mens moet zeggen van welk exemplaar: op het scherm Map, of met "paperline page list" en "paperline page assign"',
  },
  'copy-told': {
    en: 'no code on it can be read; a person said which copy it is of',
    nl: 'er is geen code op te lezen; een mens heeft gezegd van welk exemplaar ze is',
  },
  'page-set-aside': {
    en: 'no code on it can be read; a person set it aside',
    nl: 'er is geen code op te lezen; een mens heeft haar terzijde gelegd',
  },
  'page-alike': {
    en: 'no code on it can be read, and it looks the same in several form versions or pages',
    nl: 'er is geen code op te lezen, en ze ziet er in meerdere formulierversies of bladzijden hetzelfde uit',
  },
  'page-unknown': { en: 'its form has no such page', nl: 'het formulier heeft deze pagina niet' },
  'no-page-code': { en: 'it is not one of our forms', nl: 'dit is geen formulier van ons' },
  mirrored: {
    en: 'it is a mirror image; switch mirroring off',
    nl: 'de scan is gespiegeld; zet spiegelen uit',
  },
  'resolution-low': {
    en: 'it has too few dots; scan at 200 dpi or more',
    nl: 'te lage resolutie; scan op 200 dpi of meer',
  },
  'image-empty': { en: 'it is blank', nl: 'de pagina is leeg' },
  'image-black': { en: 'it is black from edge to edge', nl: 'de pagina is geheel zwart' },
  'image-damaged': {
    en: 'its image in the file is damaged; scan it again',
    nl: 'de afbeelding in het bestand is beschadigd; scan de pagina opnieuw',
  },
  'fields-need-review': { en: 'answers need a person', nl: 'antwoorden vragen om een mens' },
  'page-scanned-twice': { en: 'it was scanned before', nl: 'de pagina was al gescand' },
  'batch-differs': {
    en: 'it was printed for another batch than the batch header above it',
    nl: 'gedrukt voor een andere partij dan het voorblad erboven',
  },
  'batch-unknown': {
    en: 'its batch header names an unknown batch',
    nl: 'het voorblad noemt een onbekende partij',
  },
  'scan-too-light': {
    en: 'the scan is so light that thin lines are lost; scan in gray, or darker',
    nl: 'de scan is zo licht dat dunne lijnen weg zijn; scan in grijs of donkerder',
  },
  'page-out-of-turn': {
    en: 'it does not follow the page before it, and has no code that says whose it is; it was not taken: put the pages of each copy in order, page 1 first, and scan these copies again in a file of their own',
    nl: 'ze volgt niet op de bladzijde ervoor en heeft geen code die zegt van wie ze is; ze is niet meegeteld: leg de bladzijden van elk exemplaar op volgorde, bladzijde 1 vooraan, en scan deze exemplaren opnieuw in een eigen bestand',
  },
  'wave-closed': {
    en: 'it belongs to a wave that is closed; nothing can be added to it',
    nl: 'de pagina hoort bij een afgesloten meetronde; daar komt niets meer bij',
  },
};

/** What is the matter with a page, as the end of a sentence that begins with the page. */
export const describePageReason = (reason: PageReason, language: 'en' | 'nl'): string =>
  PAGE_WORDS[reason][language];

/** More lines than that help nobody. */
const PAGES_TOLD = 60;

const wordsOf = ({ reasons, status }: PageOutcome, language: 'en' | 'nl'): string => {
  // Answers of a page that is not taken are nobody's work.
  const told = reasons.filter((reason) => reason !== 'fields-need-review');
  return told.length === 0 ? status : told.map((reason) => describePageReason(reason, language)).join('; ');
};

/** A file without a single page of ours, told page by page. */
export const reasonOfPages = (pages: readonly PageOutcome[]): RejectReason => {
  const lines = (language: 'en' | 'nl', page: string, more: string): string =>
    [
      ...pages
        .slice(0, PAGES_TOLD)
        .map((told) => `${page} ${told.pageIndex + 1}: ${wordsOf(told, language)}.`),
      ...(pages.length > PAGES_TOLD ? [`${pages.length - PAGES_TOLD} ${more}`] : []),
    ].join('\n');
  return {
    code: 'nothing-of-ours',
    en: `No page of this file could be used.\n${lines('en', 'Page', 'more pages.')}`,
    nl: `Geen enkele pagina van dit bestand is bruikbaar.\n${lines('nl', 'Pagina', 'pagina’s meer.')}`,
  };
};

/** The text of `.reason.txt`. */
export const reasonText = (name: string, reason: RejectReason): string =>
  `${name}\n\nNederlands\n${reason.nl}\n\nEnglish\n${reason.en}\n`;
