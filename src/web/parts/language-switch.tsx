import type { JSX } from 'preact';
import { SCREEN_LANGUAGES, useWords, type ScreenLanguage } from '../words/words.ts';

/** One short button a language. */
export const LanguageSwitch = ({
  language,
  onLanguage,
}: {
  readonly language: ScreenLanguage;
  readonly onLanguage: (language: ScreenLanguage) => void;
}): JSX.Element => {
  const words = useWords();
  return (
    <div class="language-switch" role="group" aria-label={words.settings.language}>
      {(Object.keys(SCREEN_LANGUAGES) as ScreenLanguage[]).map((code) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={code === language}
          onClick={() => onLanguage(code)}
        >
          <span aria-hidden="true">{code.toUpperCase()}</span>
          <span class="visually-hidden">{SCREEN_LANGUAGES[code].languageName}</span>
        </button>
      ))}
    </div>
  );
};
