/** Codes that stand in a row where there is no answer. A legal answer code is never one of these. */
export const MISSING_CODES = {
  notAnswered: '-1',
  multipleMarks: '-2',
  unreadable: '-3',
  notApplicable: '-4',
  /** A review task is still open. */
  pending: '-9',
} as const;

export type MissingCode = (typeof MISSING_CODES)[keyof typeof MISSING_CODES];

export const isMissingCode = (code: string): code is MissingCode =>
  (Object.values(MISSING_CODES) as string[]).includes(code);
