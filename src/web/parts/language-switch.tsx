import type { JSX } from 'preact';
import { LANGUAGE_NAMES, SCREEN_LANGUAGES } from '../../domain/screen-language.ts';
import { useSpeak, useWords } from '../words/words.ts';

/** One short button a language. */
export const LanguageSwitch = (): JSX.Element => {
  const words = useWords();
  const speak = useSpeak();
  return (
    <div class="language-switch" role="group" aria-label={words.settings.language}>
      {SCREEN_LANGUAGES.map((code) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={code === words.language}
          onClick={() => speak(code)}
        >
          <span aria-hidden="true">{code.toUpperCase()}</span>
          <span class="visually-hidden">{LANGUAGE_NAMES[code]}</span>
        </button>
      ))}
    </div>
  );
};
