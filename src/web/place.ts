import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Role } from '../domain/roles.ts';

/** The screens and their addresses, in the order of the tabs; `account` has none, and `texts` is below `review`. */
export const SCREENS = [
  'review',
  'texts',
  'folder',
  'print',
  'forms',
  'rows',
  'quality',
  'users',
  'account',
] as const;
export type Screen = (typeof SCREENS)[number];

/** Whose screen it is; the server says the same of what each screen asks. Everybody has an account. */
const SCREEN_ROLES: Readonly<Record<Exclude<Screen, 'account'>, readonly Role[]>> = {
  review: ['reviewer'],
  texts: ['reviewer'],
  folder: ['operator'],
  print: ['operator'],
  forms: ['operator'],
  rows: ['privacy-owner'],
  quality: ['operator', 'privacy-owner', 'reviewer'],
  users: ['privacy-owner'],
};

export const screensFor = (roles: readonly Role[]): Screen[] =>
  SCREENS.filter(
    (screen) => screen === 'account' || SCREEN_ROLES[screen].some((role) => roles.includes(role)),
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
