import { SCREEN_LANGUAGES, type ScreenLanguage } from '../domain/screen-language.ts';

export type Theme = 'system' | 'light' | 'dark';
const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

const LANGUAGE_KEY = 'paperline.language';
const THEME_KEY = 'paperline.theme';
const LETTERS_KEY = 'paperline.letters';

// A browser may forbid storage; preferences then last as long as the page.
export const remember = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
};
export const recall = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

const languageOf = (text: string | null): ScreenLanguage | undefined =>
  SCREEN_LANGUAGES.find((language) => language === text);

/** What was chosen before, else the first of the browser's languages that the screens speak, else English. */
export const preferredLanguage = (): ScreenLanguage => {
  const spoken = navigator.languages.map((tag) => languageOf(tag.slice(0, 2).toLowerCase()));
  return languageOf(recall(LANGUAGE_KEY)) ?? spoken.find((language) => language !== undefined) ?? 'en';
};

/** For readers aloud and for hyphens. */
export const markLanguage = (language: ScreenLanguage): void => {
  document.documentElement.lang = language;
};

export const chooseLanguage = (language: ScreenLanguage): void => {
  markLanguage(language);
  remember(LANGUAGE_KEY, language);
};

/** Whether single letters are keys. */
export const preferredLetterKeys = (): boolean => recall(LETTERS_KEY) !== 'off';

export const chooseLetterKeys = (areKeys: boolean): void => remember(LETTERS_KEY, areKeys ? 'on' : 'off');

export const preferredTheme = (): Theme => {
  const remembered = recall(THEME_KEY);
  return THEMES.find((theme) => theme === remembered) ?? 'system';
};

export const chooseTheme = (theme: Theme): void => {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  remember(THEME_KEY, theme);
};
