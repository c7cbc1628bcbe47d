import { isBelgianNationalNumber, isBsn, isIban, passesLuhn } from './check-digits.ts';
import type { Mark, MarkKind } from './mark.ts';

/** Digits with the signs that people put between them; a plus or a bracket may stand before. */
const DIGIT_RUN = /(?<![\p{L}\d])(?:\+|\(\+?)?\d(?:[ .\-/()]{0,2}\d){6,21}(?![\p{L}\d])/gu;
const DATE = /^\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d(?!\d)|^(?:19|20)\d\d[-/. ]\d{1,2}[-/. ]\d{1,2}(?!\d)/u;
/** Country codes of the Netherlands, Belgium, France, Luxembourg, Britain and Germany. */
const INTERNATIONAL = /^(?:\+|00)(?:31|32|33|352|44|49)0?\d{7,12}$/u;
/** Ten digits in the Netherlands and France, nine or ten in Belgium, ten or eleven in Britain, up to twelve in Germany. */
const NATIONAL = /^0[1-9]\d{7,10}$/u;
/** Numbers that anybody may call: free ones and those that cost extra. */
const SERVICE = /^0(?:800|900|906|909|808)[ -]?\d{4,7}$/u;

const isDateOfEight = (digits: string): boolean => {
  const dayFirst = /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d$/u;
  const yearFirst = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u;
  return dayFirst.test(digits) || yearFirst.test(digits);
};

/** The first digits of the cards of Dutch public transport. */
const OV_CHIPKAART = /^3528/u;

const kindOfRun = (run: string): MarkKind | null => {
  const digits = run.replace(/\D/gu, '');
  const international = run.replace(/^\(/u, '').startsWith('+') || digits.startsWith('00');
  if (digits.length >= 13) {
    // Between 13 and 19 digits; the short ones only where they are written as one number or in fours.
    if (digits.length === 16 && (passesLuhn(digits) || OV_CHIPKAART.test(digits))) return 'card';
    if (digits.length <= 19 && !international && /^(?:\d{13,19}|\d{4}(?:[ -]\d{1,6}){2,4})$/u.test(run)) {
      if (passesLuhn(digits)) return 'card';
    }
  }
  if (DATE.test(run) || SERVICE.test(run)) return null;
  if (isBelgianNationalNumber(digits)) return 'national-number';
  if (!international && isBsn(digits) && !isDateOfEight(digits)) return 'bsn';
  const called = `${run.replace(/^\(/u, '').startsWith('+') ? '+' : ''}${digits}`;
  if (INTERNATIONAL.test(called)) return 'phone';
  return NATIONAL.test(called) ? 'phone' : null;
};

/** How long an account number is, by country; others are tried at every length. */
const IBAN_LENGTHS: Readonly<Record<string, number>> = {
  NL: 18,
  BE: 16,
  FR: 27,
  DE: 22,
  GB: 22,
  LU: 20,
  IE: 22,
  ES: 24,
  IT: 27,
  PL: 28,
  AT: 20,
  CH: 21,
  PT: 25,
  DK: 18,
  SE: 24,
  NO: 15,
  FI: 18,
};
const IBAN_START = /(?<![\p{L}\d])[A-Za-z]{2}[ .-]?\d[ .-]?\d(?=[ .-]?[A-Za-z0-9])/gu;
const SHORTEST_IBAN = 15;
const LONGEST_IBAN = 34;

/** The ends, in the text, of the account's signs from `start` on: blanks, points and dashes one at a time between them. */
const signsFrom = (text: string, start: number): { signs: string; ends: number[] } => {
  let signs = '';
  const ends: number[] = [];
  for (let at = start, gap = 0; at < text.length && signs.length < LONGEST_IBAN; at++) {
    const sign = text.charAt(at);
    if (/[A-Za-z0-9]/u.test(sign)) {
      signs += sign.toUpperCase();
      ends.push(at + 1);
      gap = 0;
    } else if (/[ .-]/u.test(sign) && gap === 0) gap = 1;
    else break;
  }
  return { signs, ends };
};

const isNumberAfterWord = (run: string): boolean => {
  const number = /^\p{L}{2}[ .-](\d[\d .-]*)$/u.exec(run)?.[1];
  return number !== undefined && kindOfRun(number) !== null;
};

export const findIbans = (text: string): Mark[] => {
  const found: Mark[] = [];
  for (const { index } of text.matchAll(IBAN_START)) {
    const { signs, ends } = signsFrom(text, index);
    const known = IBAN_LENGTHS[signs.slice(0, 2)];
    const lengths =
      known === undefined
        ? Array.from({ length: LONGEST_IBAN - SHORTEST_IBAN + 1 }, (_, place) => LONGEST_IBAN - place)
        : [known];
    const length = lengths.find((each) => {
      const end = ends[each - 1];
      if (end === undefined || /[\p{L}\d]/u.test(text.charAt(end)) || !isIban(signs.slice(0, each)))
        return false;
      // "dit is 5962..." fits by chance: a word of two letters before a number that fits rules of its own.
      return known !== undefined || !isNumberAfterWord(text.slice(index, end));
    });
    if (length !== undefined) found.push({ kind: 'iban', start: index, end: ends[length - 1] ?? index });
  }
  return found;
};

export const findNumbers = (text: string): Mark[] =>
  [...text.matchAll(DIGIT_RUN)].flatMap(({ 0: whole, index: begin }) => {
    // A bracket that does not close again is the text's, not the number's.
    const isBracketed = whole.startsWith('(') && !whole.includes(')');
    const run = isBracketed ? whole.slice(1) : whole;
    const index = isBracketed ? begin + 1 : begin;
    const kind = kindOfRun(run);
    if (kind !== null) return [{ kind, start: index, end: index + run.length }];
    // Two numbers beside each other are one run: "lijn 12 0612345678".
    const parts: Mark[] = [];
    for (const part of run.matchAll(/\d{8,19}/gu)) {
      const alone = kindOfRun(part[0]);
      const start = index + part.index;
      if (alone !== null && part[0] !== run) parts.push({ kind: alone, start, end: start + part[0].length });
    }
    return parts;
  });
