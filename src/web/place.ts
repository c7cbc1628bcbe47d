import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Role } from '../domain/roles.ts';

/** The screens and their addresses, in the order of the tabs; `account` and `api` have none, `texts` is below `review`. */
export const SCREENS = [
  'review',
  'texts',
  'folder',
  'print',
  'forms',
  'questionnaires',
  'rows',
  'waves',
  'results',
  'quality',
  'users',
  'tokens',
  'openings',
  'account',
  'api',
] as const;
export type Screen = (typeof SCREENS)[number];

/** Whose screen it is; the server says the same of what each screen asks. Everybody has an account, and may see the API. */
const SCREEN_ROLES: Readonly<Record<Exclude<Screen, 'account' | 'api'>, readonly Role[]>> = {
  review: ['reviewer'],
  texts: ['reviewer'],
  folder: ['operator'],
  print: ['operator'],
  forms: ['operator'],
  questionnaires: ['operator'],
  rows: ['privacy-owner'],
  waves: ['privacy-owner'],
  results: ['privacy-owner', 'agency'],
  quality: ['operator', 'privacy-owner', 'reviewer'],
  users: ['privacy-owner'],
  tokens: ['privacy-owner'],
  openings: ['privacy-owner'],
};

/** Screens that share a tab with the one that the tab is called after. */
const SHARED_TABS = {
  forms: ['forms', 'questionnaires'],
  rows: ['rows', 'waves'],
  users: ['users', 'tokens', 'openings'],
} as const satisfies Partial<Record<Screen, readonly Screen[]>>;
export type SubScreen = (typeof SHARED_TABS)[keyof typeof SHARED_TABS][number];

/** The tab that a screen stands under; its own where it shares none. */
export const tabOf = (screen: Screen): Screen => {
  if (screen === 'texts') return 'review';
  const shared = Object.entries(SHARED_TABS).find(([, screens]) => screens.some((each) => each === screen));
  return (shared?.[0] as Screen | undefined) ?? screen;
};

export const screensUnder = (tab: Screen): readonly SubScreen[] =>
  tab === 'forms' || tab === 'rows' || tab === 'users' ? SHARED_TABS[tab] : [];

export const screensFor = (roles: readonly Role[]): Screen[] =>
  SCREENS.filter(
    (screen) =>
      screen === 'account' || screen === 'api' || SCREEN_ROLES[screen].some((role) => roles.includes(role)),
  );

/** The screen at this address, or the first one where there is none there that the person has. */
export const screenAt = (pathname: string, screens: readonly Screen[]): Screen =>
  screens.find((screen) => pathname === `/${screen}`) ?? screens[0] ?? 'account';

/** The screens that the person has, so that nothing leads to one that is closed. */
export const ScreensContext = createContext<readonly Screen[]>([]);
export const useScreens = (): readonly Screen[] => useContext(ScreensContext);

/** What the person may do, for screens that show some of it to some. */
export const RolesContext = createContext<readonly Role[]>([]);
export const useRoles = (): readonly Role[] => useContext(RolesContext);
