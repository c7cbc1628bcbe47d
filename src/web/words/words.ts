import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { en } from './en.ts';
import { nl } from './nl.ts';
import type { Words } from './shape.ts';

export type ScreenLanguage = 'nl' | 'en';

export const SCREEN_LANGUAGES: Readonly<Record<ScreenLanguage, Words>> = { nl, en };

export const WordsContext = createContext<Words>(en);
export const useWords = (): Words => useContext(WordsContext);

/** The words for a reason, or its bare code where a newer server has one that these screens do not know. */
export const wordsForReason = (reasons: Readonly<Record<string, string>>, code: string): string =>
  reasons[code] ?? code;
