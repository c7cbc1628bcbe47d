import type { JSX } from 'preact';
import { SCREENS, type Screen } from '../place.ts';
import { SCREEN_LANGUAGES, useWords, type ScreenLanguage } from '../words.ts';
import { FolderIcon, FormsIcon, PrintIcon, ReviewIcon, RowsIcon, SettingsIcon } from './icons.tsx';

const ICONS: Readonly<Record<Screen, () => JSX.Element>> = {
  review: ReviewIcon,
  folder: FolderIcon,
  print: PrintIcon,
  forms: FormsIcon,
  rows: RowsIcon,
};

export const TopBar = ({
  screen,
  open,
  language,
  onGo,
  onLanguage,
  onSettings,
}: {
  readonly screen: Screen;
  /** Review tasks that wait; null while not known. */
  readonly open: number | null;
  readonly language: ScreenLanguage;
  readonly onGo: (screen: Screen) => void;
  readonly onLanguage: (language: ScreenLanguage) => void;
  readonly onSettings: () => void;
}): JSX.Element => {
  const words = useWords();
  return (
    <header class="top-bar">
      <span class="brand">
        <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true" focusable="false">
          <rect class="brand-box" x="2" y="2" width="28" height="28" rx="8" />
          <path class="brand-cross" d="M10.5 10.5l11 11m0-11l-11 11" />
        </svg>
        Paperline
      </span>
      <nav class="tabs" aria-label={words.nav.label}>
        {SCREENS.map((name) => {
          const Icon = ICONS[name];
          return (
            <a
              key={name}
              href={`/${name}`}
              class="tab"
              aria-current={name === screen ? 'page' : undefined}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                onGo(name);
              }}
            >
              <Icon />
              <span>{words.nav[name]}</span>
              {name === 'review' && open !== null && open > 0 ? (
                <span class="badge">{words.count(open)}</span>
              ) : null}
            </a>
          );
        })}
      </nav>
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
      <button type="button" class="icon-button" aria-label={words.settings.menu} onClick={onSettings}>
        <SettingsIcon />
      </button>
    </header>
  );
};
