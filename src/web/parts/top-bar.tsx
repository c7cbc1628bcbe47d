import type { JSX } from 'preact';
import { tabOf, useScreens, type Screen } from '../place.ts';
import { useWords } from '../words/words.ts';
import { BrandMark } from './brand-mark.tsx';
import {
  FolderIcon,
  FormsIcon,
  KeysIcon,
  PrintIcon,
  QualityIcon,
  ResultsIcon,
  ReviewIcon,
  RowsIcon,
  SettingsIcon,
  UsersIcon,
} from './icons.tsx';
import { TabMenu } from './tab-menu.tsx';
import { useFittingTabs } from './use-fitting-tabs.ts';

type Tab = 'review' | 'folder' | 'print' | 'forms' | 'rows' | 'results' | 'quality' | 'users';

const ICONS: Readonly<Record<Tab, () => JSX.Element>> = {
  review: ReviewIcon,
  folder: FolderIcon,
  print: PrintIcon,
  forms: FormsIcon,
  rows: RowsIcon,
  results: ResultsIcon,
  quality: QualityIcon,
  users: UsersIcon,
};

/** So many tabs keep their icons on a wide screen. */
const TABS_WITH_ICONS = 6;

export const TopBar = ({
  screen,
  open,
  onGo,
  onShortcuts,
  onSettings,
}: {
  readonly screen: Screen;
  /** Review tasks that wait; null while not known. */
  readonly open: number | null;
  readonly onGo: (screen: Screen) => void;
  readonly onShortcuts: () => void;
  readonly onSettings: () => void;
}): JSX.Element => {
  const words = useWords();
  const tabs = useScreens().filter((name): name is Tab => Object.hasOwn(ICONS, name));
  const current = tabOf(screen) === screen ? 'page' : 'true';
  const { row, fitting } = useFittingTabs(tabs.length);
  const rest = tabs.slice(fitting);
  return (
    <header class="top-bar">
      <span class="brand">
        <BrandMark sizePx={26} />
        <span class="brand-name">Paperline</span>
      </span>
      <nav class="tabs" aria-label={words.nav.label} data-many={tabs.length > TABS_WITH_ICONS}>
        <div class="tab-row" ref={row}>
          {tabs.map((name, place) => {
            const Icon = ICONS[name];
            return (
              <a
                key={name}
                href={`/${name}`}
                class="tab"
                data-fits={place < fitting}
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
        </div>
        {rest.length === 0 ? null : (
          <TabMenu screens={rest} current={rest.find((name) => name === tabOf(screen)) ?? null} onGo={onGo} />
        )}
      </nav>
      <button
        type="button"
        class="icon-button"
        aria-label={words.keys.title}
        aria-keyshortcuts="?"
        onClick={onShortcuts}
      >
        <KeysIcon />
      </button>
      <button type="button" class="icon-button" aria-label={words.settings.menu} onClick={onSettings}>
        <SettingsIcon />
      </button>
    </header>
  );
};
