import type { PageCorner } from '../domain/page-read.ts';
import type { FindingDetail } from './diagnosis.ts';

/** The same in the languages of the screens. */
export interface FindingWords {
  readonly en: string;
  readonly nl: string;
}

export interface FindingText {
  /** What was seen, where, on how many pages. */
  readonly message: FindingWords;
  /** What to do. */
  readonly remedy: FindingWords;
}

const CORNER_EN: Readonly<Record<PageCorner, string>> = {
  'top-left': 'top left',
  'top-right': 'top right',
  'bottom-left': 'bottom left',
  'bottom-right': 'bottom right',
};
const CORNER_NL: Readonly<Record<PageCorner, string>> = {
  'top-left': 'linksboven',
  'top-right': 'rechtsboven',
  'bottom-left': 'linksonder',
  'bottom-right': 'rechtsonder',
};

const decimalNl = (value: number): string => String(value).replace('.', ',');

/** The words for a finding on `pages` of `of` pages (copies, where it is about copies). */
export const describeFinding = (detail: FindingDetail, pages: number, of: number): FindingText => {
  const enPages = `${pages} of ${of} ${of === 1 ? 'page' : 'pages'}`;
  const en = `on ${enPages}`;
  const nlPages = `${pages} van ${of} ${of === 1 ? 'bladzijde' : 'bladzijden'}`;
  const nl = `op ${nlPages}`;
  switch (detail.code) {
    case 'glass-streak': {
      const { direction, atMm } = detail;
      const isDown = direction === 'vertical';
      return {
        message: {
          en: `${isDown ? 'Vertical' : 'Horizontal'} streak at ${atMm} mm from the ${isDown ? 'left' : 'top'} ${en}.`,
          nl: `${isDown ? 'Verticale' : 'Horizontale'} streep op ${atMm} mm van ${isDown ? 'links' : 'boven'} ${nl}.`,
        },
        remedy: {
          en: "Clean the scanner's glass, the narrow strip that the feeder draws paper over too.",
          nl: 'Maak de glasplaat van de scanner schoon, ook de smalle strook waar de invoer het papier over trekt.',
        },
      };
    }
    case 'print-scaled':
      return {
        message: {
          en: `Printed at ${detail.percent} % ${en}.`,
          nl: `Afgedrukt op ${detail.percent} %: ${nlPages}.`,
        },
        remedy: {
          en: 'Switch off "fit to page" when printing and choose "actual size"; these pages were read all the same.',
          nl: 'Zet bij het afdrukken "passend maken" uit en kies "werkelijke grootte"; deze bladzijden zijn wel gelezen.',
        },
      };
    case 'resolution-low':
      return {
        message: {
          en: `Scanned at about ${detail.dpi} dpi ${en}.`,
          nl: `Gescand met ongeveer ${detail.dpi} dpi ${nl}.`,
        },
        remedy: {
          en: 'Set the scanner to 300 dpi: fewer answers will then need a person.',
          nl: 'Zet de scanner op 300 dpi: dan hoeven minder antwoorden door iemand bekeken te worden.',
        },
      };
    case 'corner-cut':
      return {
        message: {
          en: `The registration mark ${CORNER_EN[detail.corner]} is missing ${en}.`,
          nl: `Het paspunt ${CORNER_NL[detail.corner]} ontbreekt ${nl}.`,
        },
        remedy: {
          en: "Look at that corner of the paper: the printer's margin may cut it off, or a staple, a punch hole or a folded corner covers it.",
          nl: 'Kijk naar die hoek van het papier: de marge van de printer snijdt hem misschien af, of een nietje, een perforatiegat of een ezelsoor bedekt hem.',
        },
      };
    case 'feed-skewed':
      return {
        message: {
          en: `Fed askew, by about ${detail.skewDeg} degrees, ${en}.`,
          nl: `Scheef ingevoerd, ongeveer ${decimalNl(detail.skewDeg)} graden, ${nl}.`,
        },
        remedy: {
          en: "Set the feeder's guides against the paper.",
          nl: 'Zet de geleiders van de invoer tegen het papier.',
        },
      };
    case 'scanned-too-light':
      return {
        message: {
          en: `Black and white scans too light to show every printed box ${en}.`,
          nl: `Zwart-witscans te licht om elk gedrukt vakje te tonen ${nl}.`,
        },
        remedy: {
          en: 'Scan in gray, or set the scanner darker.',
          nl: 'Scan in grijstinten, of stel de scanner donkerder in.',
        },
      };
    case 'mirrored':
      return {
        message: { en: `Mirror images: ${enPages}.`, nl: `Gespiegeld: ${nlPages}.` },
        remedy: {
          en: "Switch off mirroring in the scanner's settings and scan these pages again.",
          nl: 'Zet spiegelen uit in de instellingen van de scanner en scan deze bladzijden opnieuw.',
        },
      };
    case 'black-pages':
      return {
        message: { en: `Black from edge to edge: ${enPages}.`, nl: `Zwart van rand tot rand: ${nlPages}.` },
        remedy: {
          en: 'Look for a sheet that was not drawn in, and scan it again.',
          nl: 'Zoek het vel dat niet is ingetrokken en scan het opnieuw.',
        },
      };
    case 'scanned-twice':
      return {
        message: { en: `Scanned before: ${enPages}.`, nl: `Al eerder gescand: ${nlPages}.` },
        remedy: {
          en: 'Nothing: each page counts once. Keep scanned stacks apart from those still to scan.',
          nl: 'Niets: elke bladzijde telt één keer. Houd gescande stapels apart van wat nog gescand moet worden.',
        },
      };
    case 'pages-out-of-turn':
      return {
        message: {
          en: `Out of order, on a form without codes, and not taken: ${enPages}.`,
          nl: `Niet op volgorde, bij een formulier zonder codes, en niet meegeteld: ${nlPages}.`,
        },
        remedy: {
          en: 'Put the pages of each copy in order, page 1 first, and scan these copies again in a file of their own.',
          nl: 'Leg de bladzijden van elk exemplaar op volgorde, bladzijde 1 vooraan, en scan deze exemplaren opnieuw in een eigen bestand.',
        },
      };
    case 'upside-down':
      return {
        message: { en: `Upside down: ${enPages}.`, nl: `Ondersteboven: ${nlPages}.` },
        remedy: {
          en: 'Nothing: they were turned before reading.',
          nl: 'Niets: ze zijn vóór het lezen gedraaid.',
        },
      };
    case 'pages-swapped':
      return {
        message: {
          en: `Pages ${detail.first} and ${detail.second} swapped in ${pages} of ${of} copies.`,
          nl: `Bladzijde ${detail.first} en ${detail.second} verwisseld bij ${pages} van ${of} exemplaren.`,
        },
        remedy: {
          en: 'Nothing: every page says which one it is.',
          nl: 'Niets: elke bladzijde zegt welke ze is.',
        },
      };
    case 'copies-incomplete': {
      const { batch, page } = detail;
      return {
        message: {
          en: `${batch === null ? 'Without a batch' : `Batch ${batch}`}: ${pages} ${pages === 1 ? 'copy' : 'copies'} without page ${page}.`,
          nl: `${batch === null ? 'Zonder stapel' : `Stapel ${batch}`}: ${pages} ${pages === 1 ? 'exemplaar' : 'exemplaren'} zonder bladzijde ${page}.`,
        },
        remedy: {
          en: 'Look for these pages in the stack and scan them; two sheets may have been drawn in at once.',
          nl: 'Zoek deze bladzijden in de stapel en scan ze; misschien zijn twee vellen tegelijk ingetrokken.',
        },
      };
    }
  }
};
