import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ScreenLanguage } from '../../domain/screen-language.ts';
import type { Words } from './shape.ts';

/** Each language is a file of its own that is fetched when it is spoken. */
const LOADERS: Readonly<Record<ScreenLanguage, () => Promise<Words>>> = {
  nl: async () => (await import('./nl.ts')).nl,
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  de: async () => (await import('./de.ts')).de,
};

/** All that the screens say in this language; fails where the server does not answer or was renewed meanwhile. */
export const loadWords = (language: ScreenLanguage): Promise<Words> => LOADERS[language]();

export const WordsContext = createContext<Words | null>(null);
export const useWords = (): Words => {
  const words = useContext(WordsContext);
  if (words === null) throw new Error('Nothing can be said before its language is here.');
  return words;
};

/** Speaks another language from now on. */
export const SpeakContext = createContext<(language: ScreenLanguage) => void>(() => undefined);
export const useSpeak = (): ((language: ScreenLanguage) => void) => useContext(SpeakContext);

/** The words for a reason, or its bare code where a newer server has one that these screens do not know. */
export const wordsForReason = (reasons: Readonly<Record<string, string>>, code: string): string =>
  reasons[code] ?? code;
