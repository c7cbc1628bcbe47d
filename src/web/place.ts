/** The screens and their addresses. */
export const SCREENS = ['review', 'folder', 'print', 'rows'] as const;
export type Screen = (typeof SCREENS)[number];

export const screenAt = (pathname: string): Screen =>
  SCREENS.find((screen) => pathname === `/${screen}`) ?? 'review';
