import { describe, expect, it } from 'vitest';
import { TOLD_CODES } from '../../src/domain/errors.ts';
import { SCREEN_LANGUAGES, type ScreenLanguage } from '../../src/domain/screen-language.ts';
import { sayFault } from '../../src/web/words/refusals.ts';
import type { Words } from '../../src/web/words/shape.ts';
import { loadWords } from '../../src/web/words/words.ts';

const spoken = new Map<ScreenLanguage, Words>();
for (const language of SCREEN_LANGUAGES) spoken.set(language, await loadWords(language));
const wordsOf = (language: ScreenLanguage): Words => {
  const words = spoken.get(language);
  if (words === undefined) throw new Error(`Expected words in ${language}.`);
  return words;
};

/** Every plain text, by the keys that lead to it. */
const textsOf = (part: unknown, path = ''): [string, string][] =>
  typeof part === 'string'
    ? [[path, part]]
    : typeof part === 'object' && part !== null
      ? Object.entries(part).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`))
      : [];

const OTHERS = ['nl', 'fr', 'de'] as const;

/** Names of file formats, which are names in every language. */
const NAMES: ReadonlySet<string> = new Set(['JSON Lines']);

describe('the words of the screens', () => {
  it.each(SCREEN_LANGUAGES)(
    'have a sentence and what to do for every code of the server, in %s',
    (language) => {
      const words = wordsOf(language);
      const english = wordsOf('en');
      const unsaid = TOLD_CODES.filter((code) => {
        const fault = { code, message: '', remedy: '', values: {} };
        const said = words.refusals[code];
        const { message, remedy } = typeof said === 'function' ? said({}) : said;
        const inEnglish = english.refusals[code];
        const theirs = typeof inEnglish === 'function' ? inEnglish({}) : inEnglish;
        const isBare = message.length < 10 || remedy.length < 8;
        const isEnglish = language !== 'en' && (message === theirs.message || remedy === theirs.remedy);
        return isBare || isEnglish || (language !== 'en' && sayFault(words, fault).message !== message);
      });
      expect(unsaid).toEqual([]);
    },
  );

  it.each(OTHERS)('are nowhere left in English, in %s', (language) => {
    const english = new Map(textsOf(wordsOf('en')));
    const same = textsOf(wordsOf(language)).filter(
      // One word may well be the same in two languages.
      ([path, text]) => english.get(path) === text && /\p{L}+ \p{L}+/u.test(text) && !NAMES.has(text),
    );
    expect(same).toEqual([]);
  });

  it('say a fault with what belongs to it', () => {
    const fault = {
      code: 'too-many-tries',
      message: 'There were too many tries that failed.',
      remedy: 'Wait 3 minutes.',
      values: { minutes: 3 },
    };
    expect(sayFault(wordsOf('de'), fault).remedy).toContain('Warten Sie 3 Minuten');
    expect(sayFault(wordsOf('fr'), fault).remedy).toContain('Attendez 3 minutes');
  });

  it('keep what only the server can say, and what they have no words for', () => {
    const exact = { code: 'layout-invalid', message: 'Page 2 lacks a box.', remedy: 'Draw it.' };
    expect(sayFault(wordsOf('fr'), exact)).toMatchObject({ detail: 'Page 2 lacks a box.' });
    expect(sayFault(wordsOf('en'), exact)).toEqual({
      message: 'Page 2 lacks a box.',
      remedy: 'Draw it.',
      detail: null,
    });
    const newer = { code: 'of-a-newer-server', message: 'No.', remedy: 'Wait.' };
    expect(sayFault(wordsOf('nl'), newer)).toEqual({ message: 'No.', remedy: 'Wait.', detail: null });
  });

  it('write numbers and times as their language does', () => {
    expect(SCREEN_LANGUAGES.map((language) => wordsOf(language).count(1234567))).toEqual([
      '1.234.567',
      '1,234,567',
      '1\u202f234\u202f567',
      '1.234.567',
    ]);
    const days = { nl: '3 nov 2026', en: '3 Nov 2026', fr: '3 nov. 2026', de: '03.11.2026' };
    for (const language of SCREEN_LANGUAGES) {
      const said = wordsOf(language).time('2026-11-03T12:00:00Z');
      expect(said.slice(0, days[language].length)).toBe(days[language]);
    }
  });
});
