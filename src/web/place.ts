import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Role } from '../domain/roles.ts';

/** The screens and their addresses, in the order of the tabs; `account` has none. */
export const SCREENS = ['review', 'folder', 'print', 'forms', 'rows', 'waves', 'users', 'account'] as const;
export type Screen = (typeof SCREENS)[number];

/** Whose screen it is; the server says the same of what each screen asks. Everybody has an account. */
const SCREEN_ROLES: Readonly<Record<Exclude<Screen, 'account'>, Role>> = {
  review: 'reviewer',
  folder: 'operator',
  print: 'operator',
  forms: 'operator',
  rows: 'privacy-owner',
  waves: 'privacy-owner',
  users: 'privacy-owner',
};

export const screensFor = (roles: readonly Role[]): Screen[] =>
  SCREENS.filter((screen) => screen === 'account' || roles.includes(SCREEN_ROLES[screen]));

/** The screen at this address, or the first one where there is none there that the person has. */
export const screenAt = (pathname: string, screens: readonly Screen[]): Screen =>
  screens.find((screen) => pathname === `/${screen}`) ?? screens[0] ?? 'account';

/** The screens that the person has, so that nothing leads to one that is closed. */
export const ScreensContext = createContext<readonly Screen[]>([]);
export const useScreens = (): readonly Screen[] => useContext(ScreensContext);
