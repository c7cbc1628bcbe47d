import { FIRST_NAMES_ALSO_WORDS } from './first-names-also-words.ts';
import { FIRST_NAMES } from './first-names.ts';
import type { Mark } from './mark.ts';

/** Words that stand before a surname, or begin it. */
const TITLES = new Set(
  (
    'meneer mevrouw mijnheer heer dhr mevr mej mw juffrouw juf mr mrs ms miss mister sir madam dr prof herr herrn ' +
    'frau fräulein monsieur madame mademoiselle mme mlle chauffeur conducteur driver fahrer busfahrer conductor'
  ).split(' '),
);
const PARTICLES = new Set(
  "van de den der te ten ter het 't in 't von vom zu zum zur du des la le el al bin ben d' da di dos".split(
    ' ',
  ),
);
/** Two of these make a surname of what follows, with no first name before. */
const SURNAME_START = /^(?:van der|van den|van 't|van ter|von der|von den|ter|ten)$/u;

interface Token {
  /** Without a point behind it. */
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  readonly capital: boolean;
  readonly allCapitals: boolean;
  /** J. or A. */
  readonly initial: boolean;
  readonly beginsSentence: boolean;
  /** Nothing but one blank, or a point and a blank, stands between it and the token before. */
  readonly joined: boolean;
}

const TOKEN = /\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*|['’]t(?!\p{L})/gu;

const tokensOf = (text: string): Token[] => {
  const tokens: Token[] = [];
  let last = 0;
  for (const { 0: word, index } of text.matchAll(TOKEN)) {
    const between = text.slice(last, index);
    const end = index + word.length;
    const letters = word.replace(/[^\p{L}]/gu, '');
    tokens.push({
      text: word,
      lower: word.toLowerCase().replaceAll('’', "'").normalize('NFC'),
      start: index,
      end,
      capital: /^\p{Lu}/u.test(word),
      allCapitals: letters.length > 1 && letters === letters.toUpperCase(),
      initial: /^\p{Lu}[a-z]?$/u.test(word) && text.charAt(end) === '.',
      beginsSentence: tokens.length === 0 || /[.!?…:;\n"“(-]/u.test(between),
      joined: /^(?:\.? ?| +)$/u.test(between),
    });
    last = end;
  }
  return tokens;
};

const baseOf = ({ lower }: Token): string => lower.replace(/'s?$/u, '');

const isListed = (token: Token, list: ReadonlySet<string>): boolean => {
  const base = baseOf(token);
  if (PARTICLES.has(base)) return false;
  if (list.has(base)) return true;
  const [first = ''] = base.split('-');
  return first !== base && list.has(first);
};

const MOST_SURNAMES = 2;

/** The place after the surname that follows `at`, which is a first name, a title or an initial; `at + 1` where none does. */
const endOfSurname = (tokens: readonly Token[], at: number, shouted: boolean): number => {
  let end = at + 1;
  let surnames = 0;
  while (surnames < MOST_SURNAMES) {
    let next = end;
    let particles = 0;
    while (particles < 3 && tokens[next]?.joined === true && PARTICLES.has(tokens[next]?.lower ?? '')) {
      next++;
      particles++;
    }
    const token = tokens[next];
    if (token === undefined || !token.joined) break;
    if (token.initial && particles === 0) {
      end = next + 1;
      continue;
    }
    const isName = token.capital && token.text.length > 1 && (shouted ? particles > 0 : !token.allCapitals);
    // In small letters only behind a particle that is written for names alone.
    const isSmallName =
      !token.capital &&
      particles > 1 &&
      token.text.length > 2 &&
      /^(?:van|von)$/u.test(tokens[end]?.lower ?? '');
    if (!isName && !isSmallName) break;
    end = next + 1;
    surnames++;
  }
  return end;
};

export interface NameOptions {
  /** Of the form, as an ISO 639-1 code: in German every noun has a capital. */
  readonly language?: string | undefined;
}

/** Where a name ends that begins at token `at`, as a place among the tokens; null where none begins. */
const endOfName = (
  tokens: readonly Token[],
  at: number,
  shouted: boolean,
  language: string | undefined,
): number | null => {
  const token = tokens[at];
  if (token === undefined) return null;
  const end = endOfSurname(tokens, at, shouted);
  const before = tokens[at - 1];
  const afterTitle = before !== undefined && token.joined && TITLES.has(before.lower);
  if (token.initial && end > at + 1 && tokens[end - 1]?.initial === false) return end;
  if (isListed(token, FIRST_NAMES)) {
    if (token.capital || end > at + 1 || afterTitle) return end;
    return token.text.length > 3 ? end : null;
  }
  if (isListed(token, FIRST_NAMES_ALSO_WORDS)) {
    if (end > at + 1 && (token.capital || afterTitle)) return end;
    if (!token.capital || shouted || token.allCapitals) return afterTitle ? end : null;
    return (!token.beginsSentence && language !== 'de') || afterTitle ? end : null;
  }
  return null;
};

/**
 * Names of people: a listed first name with the surname behind it, initials with a surname, a surname behind a title, or
 * one that begins like "van der". What is a word as well counts where a capital or a surname makes it a name.
 */
export const findNames = (text: string, { language }: NameOptions = {}): Mark[] => {
  const tokens = tokensOf(text);
  const letters = text.replace(/[^\p{L}]/gu, '');
  const shouted = letters.length > 6 && letters === letters.toUpperCase();
  const found: Mark[] = [];
  const add = (first: number, end: number): void => {
    const [from, to] = [tokens[first], tokens[end - 1]];
    if (from !== undefined && to !== undefined) found.push({ kind: 'name', start: from.start, end: to.end });
  };
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const end = endOfName(tokens, at, shouted, language);
    if (end !== null) {
      add(at, end);
      at = end - 1;
      continue;
    }
    if (TITLES.has(token.lower)) {
      const surnameEnd = endOfSurname(tokens, at, shouted);
      const isRole = /^(?:chauffeur|conducteur|driver|fahrer|busfahrer|conductor)$/u.test(token.lower);
      const next = tokens[at + 1];
      const listedNext = next !== undefined && endOfName(tokens, at + 1, shouted, language) !== null;
      if (surnameEnd > at + 1 && !listedNext && !isRole) {
        add(at + 1, surnameEnd);
        at = surnameEnd - 1;
      }
      continue;
    }
    const next = tokens[at + 1];
    const isPair = next !== undefined && SURNAME_START.test(`${token.lower} ${next.lower}`);
    // "van Den Haag" is a town.
    const particles =
      isPair && (token.capital || !next.capital) ? 2 : SURNAME_START.test(token.lower) ? 1 : 0;
    const surname = tokens[at + particles];
    if (particles > 0 && surname?.joined === true && surname.capital && !surname.allCapitals && !shouted) {
      add(at, at + particles + 1);
      at += particles;
    }
  }
  return found;
};
