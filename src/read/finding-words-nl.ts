import type { PageCorner } from '../domain/page-read.ts';
import type { DescribeFinding } from './finding-words.ts';

const CORNERS: Readonly<Record<PageCorner, string>> = {
  'top-left': 'linksboven',
  'top-right': 'rechtsboven',
  'bottom-left': 'linksonder',
  'bottom-right': 'rechtsonder',
};

const decimal = (value: number): string => String(value).replace('.', ',');

/** What was found and what to do, in Dutch. */
export const describeInDutch: DescribeFinding = (detail, pages, of) => {
  const seen = `${pages} van ${of} ${of === 1 ? 'bladzijde' : 'bladzijden'}`;
  const on = `op ${seen}`;
  switch (detail.code) {
    case 'glass-streak': {
      const { direction, atMm } = detail;
      const isDown = direction === 'vertical';
      return {
        message: `${isDown ? 'Verticale' : 'Horizontale'} streep op ${atMm} mm van ${isDown ? 'links' : 'boven'} ${on}.`,
        remedy:
          'Maak de glasplaat van de scanner schoon, ook de smalle strook waar de invoer het papier over trekt.',
      };
    }
    case 'print-scaled':
      return {
        message: `Afgedrukt op ${detail.percent} %: ${seen}.`,
        remedy:
          'Zet bij het afdrukken "passend maken" uit en kies "werkelijke grootte"; deze bladzijden zijn wel gelezen.',
      };
    case 'resolution-low':
      return {
        message: `Gescand met ongeveer ${detail.dpi} dpi ${on}.`,
        remedy: 'Zet de scanner op 300 dpi: dan hoeven minder antwoorden door iemand bekeken te worden.',
      };
    case 'corner-cut':
      return {
        message: `Het paspunt ${CORNERS[detail.corner]} ontbreekt ${on}.`,
        remedy:
          'Kijk naar die hoek van het papier: de marge van de printer snijdt hem misschien af, of een nietje, een perforatiegat of een ezelsoor bedekt hem.',
      };
    case 'feed-skewed':
      return {
        message: `Scheef ingevoerd, ongeveer ${decimal(detail.skewDeg)} graden, ${on}.`,
        remedy: 'Zet de geleiders van de invoer tegen het papier.',
      };
    case 'scanned-too-light':
      return {
        message: `Zwart-witscans te licht om elk gedrukt vakje te tonen ${on}.`,
        remedy: 'Scan in grijstinten, of stel de scanner donkerder in.',
      };
    case 'mirrored':
      return {
        message: `Gespiegeld: ${seen}.`,
        remedy: 'Zet spiegelen uit in de instellingen van de scanner en scan deze bladzijden opnieuw.',
      };
    case 'black-pages':
      return {
        message: `Zwart van rand tot rand: ${seen}.`,
        remedy: 'Zoek het vel dat niet is ingetrokken en scan het opnieuw.',
      };
    case 'scanned-twice':
      return {
        message: `Al eerder gescand: ${seen}.`,
        remedy:
          'Niets: elke bladzijde telt één keer. Houd gescande stapels apart van wat nog gescand moet worden.',
      };
    case 'pages-out-of-turn':
      return {
        message: `Niet op volgorde, bij een formulier zonder codes, en niet meegeteld: ${seen}.`,
        remedy:
          'Leg de bladzijden van elk exemplaar op volgorde, bladzijde 1 vooraan, en scan deze exemplaren opnieuw in een eigen bestand.',
      };
    case 'upside-down':
      return {
        message: `Ondersteboven: ${seen}.`,
        remedy: 'Niets: ze zijn vóór het lezen gedraaid.',
      };
    case 'pages-swapped':
      return {
        message: `Bladzijde ${detail.first} en ${detail.second} verwisseld bij ${pages} van ${of} exemplaren.`,
        remedy: 'Niets: elke bladzijde zegt welke ze is.',
      };
    case 'copies-incomplete': {
      const { batch, page } = detail;
      return {
        message: `${batch === null ? 'Zonder stapel' : `Stapel ${batch}`}: ${pages} ${pages === 1 ? 'exemplaar' : 'exemplaren'} zonder bladzijde ${page}.`,
        remedy:
          'Zoek deze bladzijden in de stapel en scan ze; misschien zijn twee vellen tegelijk ingetrokken.',
      };
    }
  }
};
