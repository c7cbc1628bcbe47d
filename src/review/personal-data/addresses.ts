import type { Mark } from './mark.ts';

const E_MAIL =
  /(?<![\p{L}\d._%+-])[\p{L}\d][\p{L}\d._%+-]{0,63} ?(?:@|\(at\)|\[at\]) ?[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){0,4}\.\p{L}{2,12}(?![\p{L}\d])/giu;

/**
 * A Dutch postcode, with the house number behind it where there is one. Small letters only where no blank is before them:
 * "2026 in" is none. SA, SD and SS are never given out.
 */
const POSTCODE =
  /(?<![\p{L}\d])[1-9]\d{3}(?: ?(?!SA|SD|SS)[A-Z]{2}|(?!sa|sd|ss)[a-z]{2})(?![\p{L}\d])(?:,? ?(?:nr\.?|no\.?|huisnr\.?|huisnummer)? ?\d{1,5}(?: ?-? ?[A-Za-z](?!\p{L}))?(?![\d:.,]\d|\d| ?(?:uur|u\b|min)))?/gu;
/** What four digits count: "1200 KM" is no postcode. */
const MEASURE = /^\d{4} ?(?:KM|EU|ER|EN|IN|OP|DE|OF|IS|JE|TE|UR|KG|CM|MM)\b/u;

/** Groups of letters and of digits: three with dashes in the Netherlands, Belgium and France, two or three elsewhere. */
const PLATES = [
  /(?<![\p{L}\d-])(?=[A-Z\d-]*\d)(?=[\d-]*[A-Z])(?:[A-Z]{1,3}|\d{1,3})-(?:[A-Z]{1,3}|\d{1,3})-(?:[A-Z]{1,3}|\d{1,3})(?![\p{L}\d-])/giu,
  /(?<![\p{L}\d-])[A-ZÄÖÜ]{1,3}-[A-Z]{1,2}[ -]?[1-9]\d{0,3}[EH]?(?![\p{L}\d-])/gu,
  /(?<![\p{L}\d-])[A-Z]{2}\d{2} ?[A-Z]{3}(?![\p{L}\d-])/gu,
];
const SIGNS_ON_PLATE = [6, 7];

const marksOf = (text: string, pattern: RegExp, kind: Mark['kind']): Mark[] =>
  [...text.matchAll(pattern)].map(({ 0: words, index }) => ({
    kind,
    start: index,
    end: index + words.trimEnd().length,
  }));

export const findEmails = (text: string): Mark[] => marksOf(text, E_MAIL, 'e-mail');

export const findPostcodes = (text: string): Mark[] =>
  marksOf(text, POSTCODE, 'postcode').filter(({ start, end }) => !MEASURE.test(text.slice(start, end)));

export const findPlates = (text: string): Mark[] =>
  PLATES.flatMap((pattern, place) =>
    marksOf(text, pattern, 'plate').filter(({ start, end }) => {
      if (place > 0) return true;
      const signs = text.slice(start, end).replaceAll('-', '');
      return SIGNS_ON_PLATE.includes(signs.length) && /\d/u.test(signs) && /\p{L}/u.test(signs);
    }),
  );
