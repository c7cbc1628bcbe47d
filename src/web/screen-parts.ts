import { lazyScreen } from './lazy-screen.tsx';
import type { Screen } from './place.ts';

// Each screen is a part of its own: who only reviews fetches nothing of printing before it is asked for.
export const ReviewScreen = lazyScreen(
  async () => (await import('./screens/review-screen.tsx')).ReviewScreen,
);
export const FolderScreen = lazyScreen(
  async () => (await import('./screens/folder-screen.tsx')).FolderScreen,
);
export const PrintScreen = lazyScreen(async () => (await import('./screens/print-screen.tsx')).PrintScreen);
export const FormsScreen = lazyScreen(async () => (await import('./screens/forms-screen.tsx')).FormsScreen);
export const QuestionnairesScreen = lazyScreen(
  async () => (await import('./screens/questionnaires-screen.tsx')).QuestionnairesScreen,
);
export const RowsScreen = lazyScreen(async () => (await import('./screens/rows-screen.tsx')).RowsScreen);
export const TextsScreen = lazyScreen(async () => (await import('./screens/texts-screen.tsx')).TextsScreen);
export const ResultsScreen = lazyScreen(
  async () => (await import('./screens/results-screen.tsx')).ResultsScreen,
);
export const QualityScreen = lazyScreen(
  async () => (await import('./screens/quality-screen.tsx')).QualityScreen,
);
export const WavesScreen = lazyScreen(async () => (await import('./screens/waves-screen.tsx')).WavesScreen);
export const UsersScreen = lazyScreen(async () => (await import('./screens/users-screen.tsx')).UsersScreen);
export const TokensScreen = lazyScreen(
  async () => (await import('./screens/tokens-screen.tsx')).TokensScreen,
);
export const OpeningsScreen = lazyScreen(
  async () => (await import('./screens/openings-screen.tsx')).OpeningsScreen,
);
export const ApiScreen = lazyScreen(async () => (await import('./screens/api-screen.tsx')).ApiScreen);
export const AccountScreen = lazyScreen(
  async () => (await import('./screens/account-screen.tsx')).AccountScreen,
);

const PARTS: Readonly<Record<Screen, { readonly fetch: () => Promise<void> }>> = {
  review: ReviewScreen,
  folder: FolderScreen,
  print: PrintScreen,
  forms: FormsScreen,
  rows: RowsScreen,
  waves: WavesScreen,
  texts: TextsScreen,
  results: ResultsScreen,
  quality: QualityScreen,
  users: UsersScreen,
  questionnaires: QuestionnairesScreen,
  tokens: TokensScreen,
  openings: OpeningsScreen,
  api: ApiScreen,
  account: AccountScreen,
};

/** Tens of kilobytes each, of the charts and of the questionnaire editor: fetched by who opens them, never ahead. */
const HEAVY: readonly Screen[] = ['results', 'questionnaires'];

const whenIdle = (): Promise<void> =>
  new Promise((go) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => go(), { timeout: 3000 });
    else setTimeout(go, 300);
  });

/** Fetches the light screens that somebody may open next, one after the other, after the one that is shown. */
export const fetchAhead = async (shown: Screen, screens: readonly Screen[]): Promise<void> => {
  try {
    await PARTS[shown].fetch();
    for (const screen of screens.filter((each) => !HEAVY.includes(each))) {
      await whenIdle();
      await PARTS[screen].fetch();
    }
  } catch {
    // Whoever opens it is told.
  }
};
