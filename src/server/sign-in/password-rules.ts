/**
 * Which passwords are refused, after NIST SP 800-63B-4 section 3.1.1: long enough to stand alone, any characters, no rules
 * of composition, and compared with what is common, expected or about the person and the service.
 */
import { createRequire } from 'node:module';
import { PaperlineError, type FaultCode } from '../../domain/errors.ts';

/** The least that the standard allows where a password is all that is asked. */
export const PASSWORD_LEAST_CHARACTERS = 15;
export const PASSWORD_MOST_CHARACTERS = 200;
/** What must be left of a password when all that is expected is taken out of it: a guesser tries that first. */
const LEAST_LEFT = 8;
const LEAST_DIFFERENT = 6;

const SERVICE_WORDS = [
  'paperline', 'password', 'passwort', 'wachtwoord', 'motdepasse', 'welcome', 'welkom', 'willkommen', 'bienvenue',
  'survey', 'enquete', 'onderzoek', 'questionnaire', 'vragenlijst', 'fragebogen', 'umfrage', 'passenger', 'passagier',
  'reiziger', 'reizigers', 'reizigersonderzoek', 'passagers', 'operator', 'reviewer', 'privacy', 'owner', 'admin',
  'administrator', 'beheerder', 'secret', 'geheim', 'letmein', 'changeme',
]; // prettier-ignore

const KEYBOARD_ROWS = [
  '1234567890',
  'qwertyuiop',
  'azertyuiop',
  'qwertzuiop',
  'asdfghjkl',
  'zxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
];
const RUN_LEAST = 3;

const LEET: Readonly<Record<string, string>> = {
  '0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i', '€': 'e',
}; // prettier-ignore

const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/ß/gu, 'ss');
const lettersAndDigits = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
const unleet = (text: string): string => [...text].map((character) => LEET[character] ?? character).join('');

let common: ReadonlySet<string> | null = null;
/** Some 49,000 passwords of earlier breaches (zxcvbn-ts, MIT), read when the first password is chosen. */
const commonPasswords = (): ReadonlySet<string> => {
  common ??= new Set(
    createRequire(import.meta.url)('@zxcvbn-ts/language-common/src/passwords.json') as string[],
  );
  return common;
};

/** Runs along a keyboard row or the alphabet, either way, become their first character. */
const withoutRuns = (text: string): string => {
  const rows = KEYBOARD_ROWS.flatMap((row) => [row, [...row].reverse().join('')]);
  let left = '';
  for (let at = 0; at < text.length;) {
    let run = 1;
    while (at + run < text.length && rows.some((row) => row.includes(text.slice(at, at + run + 1)))) run++;
    left += run >= RUN_LEAST ? text[at] : text.slice(at, at + run);
    at += run;
  }
  return left;
};

/** `abcabcabc` becomes `abc`, with a rest of it behind too; anything else stays. */
const withoutRepeats = (text: string): string => {
  for (let unit = 1; unit <= text.length / 2; unit++) {
    const part = text.slice(0, unit);
    if (part.repeat(Math.ceil(text.length / unit)).startsWith(text)) return part;
  }
  return text.replace(/(.)\1{2,}/gu, '$1');
};

const isCommon = (text: string): boolean => text.length > 0 && commonPasswords().has(text);

/** Common as it is, or two common ones behind each other. */
const isMadeOfCommon = (text: string): boolean => {
  if (isCommon(text)) return true;
  for (let at = 4; at <= text.length - 4; at++) {
    if (isCommon(text.slice(0, at)) && isCommon(text.slice(at))) return true;
  }
  return false;
};

const isExpected = (bare: string): boolean => {
  const withoutEnds = bare.replace(/^\d+|\d+$/gu, '');
  return [bare, withoutEnds, unleet(bare), unleet(withoutEnds)].some(isMadeOfCommon);
};

const refused = (code: FaultCode, message: string, remedy: string): PaperlineError =>
  new PaperlineError({ code, message, remedy });

const MAKE_ONE =
  'Four or five words that do not belong together make a good one; a password manager a better one.';

/**
 * @param about the person's name, the surveys here: what a guesser would try first
 * @throws PaperlineError `password-short`, `password-long`, `password-common`, `password-simple`, `password-personal`
 */
export const checkNewPassword = (password: string, about: readonly string[]): void => {
  const characters = [...password.normalize('NFKC')].length;
  if (characters < PASSWORD_LEAST_CHARACTERS) {
    throw refused(
      'password-short',
      `A password has ${PASSWORD_LEAST_CHARACTERS} characters or more; this one has ${characters}.`,
      MAKE_ONE,
    );
  }
  if (characters > PASSWORD_MOST_CHARACTERS) {
    throw refused(
      'password-long',
      `A password has ${PASSWORD_MOST_CHARACTERS} characters at most.`,
      'Leave some of it out.',
    );
  }
  const folded = fold(password);
  const bare = lettersAndDigits(folded);
  if (isMadeOfCommon(folded) || isExpected(bare)) {
    throw refused(
      'password-common',
      'This password is one of those that are tried first everywhere.',
      MAKE_ONE,
    );
  }
  const plain = withoutRepeats(withoutRuns(withoutRepeats(folded)));
  if (
    [...plain].length < LEAST_LEFT ||
    new Set(folded).size < LEAST_DIFFERENT ||
    isExpected(lettersAndDigits(plain))
  ) {
    throw refused('password-simple', 'This password repeats itself or runs along the keyboard.', MAKE_ONE);
  }
  const expected = [...about.flatMap((words) => [words, ...words.split(/[^\p{L}\p{N}]+/u)]), ...SERVICE_WORDS]
    .map((word) => lettersAndDigits(fold(word)))
    .filter((word) => word.length >= 3)
    .sort((a, b) => b.length - a.length);
  const without = (text: string): string =>
    withoutRepeats(withoutRuns(expected.reduce((left, word) => left.replaceAll(word, ''), text)));
  const left = [without(bare), without(unleet(bare))].reduce((a, b) => (a.length <= b.length ? a : b));
  if (left.length < LEAST_LEFT || isExpected(left)) {
    throw refused(
      'password-personal',
      'This password is little more than names or words of the survey.',
      MAKE_ONE,
    );
  }
};
