/** What the screens speak, in the order in which they are offered. */
export const SCREEN_LANGUAGES = ['nl', 'en', 'fr', 'de'] as const;
export type ScreenLanguage = (typeof SCREEN_LANGUAGES)[number];

/** Each in itself, so that whoever speaks it finds it. */
export const LANGUAGE_NAMES: Readonly<Record<ScreenLanguage, string>> = {
  nl: 'Nederlands',
  en: 'English',
  fr: 'Français',
  de: 'Deutsch',
};

/** A text of the server in the languages that it speaks. */
export type Told = Readonly<Record<ScreenLanguage, string>>;
