/** Codes that stand in a row where there is no answer. A legal answer code is never one of these. */
export const MISSING_CODES = {
  notAnswered: '-1',
  multipleMarks: '-2',
  unreadable: '-3',
  notApplicable: '-4',
  /** A review task is still open. */
  pending: '-9',
} as const;

/** Stands in a row that leaves where an answer or a context value would make somebody stand out. */
export const WITHHELD_CODE = '-8';

export type MissingCode = (typeof MISSING_CODES)[keyof typeof MISSING_CODES] | typeof WITHHELD_CODE;

export const isMissingCode = (code: string): code is MissingCode =>
  code === WITHHELD_CODE || (Object.values(MISSING_CODES) as string[]).includes(code);
