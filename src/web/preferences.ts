import { SCREEN_LANGUAGES, type ScreenLanguage } from './words/words.ts';

export type Theme = 'system' | 'light' | 'dark';
const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

const LANGUAGE_KEY = 'paperline.language';
const THEME_KEY = 'paperline.theme';

// A browser may forbid storage; preferences then last as long as the page.
const remember = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
};
const recall = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

const isLanguage = (text: string | null): text is ScreenLanguage =>
  text !== null && Object.hasOwn(SCREEN_LANGUAGES, text);

/** What was chosen before, else the browser's language where the screens speak it, else English. */
export const preferredLanguage = (): ScreenLanguage => {
  const remembered = recall(LANGUAGE_KEY);
  if (isLanguage(remembered)) return remembered;
  const spoken = navigator.languages
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag) => isLanguage(tag));
  return isLanguage(spoken ?? null) ? (spoken as ScreenLanguage) : 'en';
};

export const chooseLanguage = (language: ScreenLanguage): void => {
  document.documentElement.lang = language;
  remember(LANGUAGE_KEY, language);
};

export const preferredTheme = (): Theme => {
  const remembered = recall(THEME_KEY);
  return THEMES.find((theme) => theme === remembered) ?? 'system';
};

export const chooseTheme = (theme: Theme): void => {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  remember(THEME_KEY, theme);
};
