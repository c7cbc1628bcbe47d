import type { JSX } from 'preact';
import { tabOf, useScreens, type Screen } from '../place.ts';
import { useWords } from '../words/words.ts';
import { BrandMark } from './brand-mark.tsx';
import { FolderIcon, FormsIcon, PrintIcon, ReviewIcon, RowsIcon, SettingsIcon, UsersIcon } from './icons.tsx';
import { LanguageSwitch } from './language-switch.tsx';

type Tab = 'review' | 'folder' | 'print' | 'forms' | 'rows' | 'users';

const ICONS: Readonly<Record<Tab, () => JSX.Element>> = {
  review: ReviewIcon,
  folder: FolderIcon,
  print: PrintIcon,
  forms: FormsIcon,
  rows: RowsIcon,
  users: UsersIcon,
};

export const TopBar = ({
  screen,
  open,
  onGo,
  onSettings,
}: {
  readonly screen: Screen;
  /** Review tasks that wait; null while not known. */
  readonly open: number | null;
  readonly onGo: (screen: Screen) => void;
  readonly onSettings: () => void;
}): JSX.Element => {
  const words = useWords();
  const tabs = useScreens().filter((name): name is Tab => Object.hasOwn(ICONS, name));
  const current = tabOf(screen) === screen ? 'page' : 'true';
  return (
    <header class="top-bar">
      <span class="brand">
        <BrandMark sizePx={26} />
        Paperline
      </span>
      <nav class="tabs" aria-label={words.nav.label}>
        {tabs.map((name) => {
          const Icon = ICONS[name];
          return (
            <a
              key={name}
              href={`/${name}`}
              class="tab"
              aria-current={name === tabOf(screen) ? current : undefined}
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
      <LanguageSwitch />
      <button type="button" class="icon-button" aria-label={words.settings.menu} onClick={onSettings}>
        <SettingsIcon />
      </button>
    </header>
  );
};
