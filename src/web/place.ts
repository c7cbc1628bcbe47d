/** The screens and their addresses. */
export const SCREENS = ['review', 'folder', 'print', 'forms', 'rows'] as const;
export type Screen = (typeof SCREENS)[number];

export const screenAt = (pathname: string): Screen =>
  SCREENS.find((screen) => pathname === `/${screen}`) ?? 'review';
