/** Which key chooses which answer. Pure, so that what is shown and what is heard cannot differ. */

/** Letters that mean something else on the review screen. */
const RESERVED = new Set(['b', 'm', 's', 't', 'u', 'z']);
const LETTERS = [...'acdefghijklnopqrvwxy'];

/** Ten has two digits; its own key is T, as in ten and tien. */
export const TEN_KEY = 't';

/** How long a typed 1 waits for the 0 of ten, where ten is an answer. */
export const TEN_WAITS_MS = 450;

export interface AnswerKeys {
  /** By code; lower case. A code without a key is chosen by pointer or by Tab. */
  readonly keyOf: ReadonlyMap<string, string>;
  readonly codeOf: ReadonlyMap<string, string>;
  /** 1 and then 0 is ten here, so a 1 waits a moment. */
  readonly hasTen: boolean;
  /** 0 means blank here as well as B. */
  readonly zeroIsBlank: boolean;
}

const isDigit = (code: string): boolean => /^[0-9]$/u.test(code);

/** Codes that are numbers keep their digit; where most codes are not, the answers are numbered in printed order. */
const goesByNumber = (codes: readonly string[]): boolean => {
  const digits = codes.filter(isDigit).length;
  const others = codes.filter((code) => !isDigit(code) && code !== '10').length;
  return digits > 0 && others <= 2 && codes.every((code) => /^[0-9]+$/u.test(code));
};

export const assignKeys = (codes: readonly string[]): AnswerKeys => {
  const keyOf = new Map<string, string>();
  const letters = LETTERS.filter((letter) => !RESERVED.has(letter));
  const takeLetter = (code: string): void => {
    const letter = letters.shift();
    if (letter !== undefined) keyOf.set(code, letter);
  };
  const byNumber = goesByNumber(codes);
  codes.forEach((code, place) => {
    if (byNumber && isDigit(code)) keyOf.set(code, code);
    else if (byNumber && code === '10') keyOf.set(code, TEN_KEY);
    else if (!byNumber && place < 9) keyOf.set(code, String(place + 1));
    else takeLetter(code);
  });
  const codeOf = new Map([...keyOf].map(([code, key]) => [key, code]));
  const hasTen = keyOf.get('10') === TEN_KEY && codeOf.has('1');
  return { keyOf, codeOf, hasTen, zeroIsBlank: !codeOf.has('0') && !hasTen };
};
