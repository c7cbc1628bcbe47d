/**
 * The page code: what a printed page says about itself, in a QR code and in words below it.
 *
 * A page says `P` + form version (8) + copy (10) + page (1) + check (2); a batch header says `B` + batch (10) +
 * check (2). All characters are Crockford's base 32, which leaves out I, L, O and U; reading folds the look-alikes
 * back. The check is a CRC-10 (polynomial 0x233) over the 5-bit values before it, so that every single wrong character
 * and every swap of neighbours is noticed.
 */

/** Crockford's base 32. */
export const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const FORM_LENGTH = 8;
const COPY_LENGTH = 10;
const BATCH_LENGTH = 10;
const CHECK_LENGTH = 2;

export type PageCode =
  | { readonly kind: 'page'; readonly form: string; readonly copy: string; readonly page: number }
  | { readonly kind: 'batch'; readonly batch: string };

/**
 * `not-ours`: nothing like a page code. `check-failed`: shaped like one, but its check does not agree.
 */
export type PageCodeParse =
  | { readonly ok: true; readonly code: PageCode }
  | { readonly ok: false; readonly why: 'not-ours' | 'check-failed' };

const valueOf = (character: string): number => {
  const index = BASE32.indexOf(character);
  if (index < 0)
    throw new RangeError(`Expected a base-32 character but received ${JSON.stringify(character)}.`);
  return index;
};

const checkOf = (body: string): string => {
  let crc = 0;
  for (const character of body) {
    const value = valueOf(character);
    for (let bit = 4; bit >= 0; bit--) {
      const feedback = ((crc >> 9) & 1) ^ ((value >> bit) & 1);
      crc = (crc << 1) & 0x3ff;
      if (feedback) crc ^= 0x233;
    }
  }
  return `${BASE32.charAt(crc >> 5)}${BASE32.charAt(crc & 31)}`;
};

const assertBase32 = (what: string, text: string, length: number): void => {
  if (text.length !== length || [...text].some((c) => !BASE32.includes(c))) {
    throw new RangeError(
      `Expected ${length} base-32 characters for ${what} but received ${JSON.stringify(text)}.`,
    );
  }
};

/** The characters that stand in the QR code. */
export const encodePageCode = (code: PageCode): string => {
  let body: string;
  if (code.kind === 'page') {
    assertBase32('form', code.form, FORM_LENGTH);
    assertBase32('copy', code.copy, COPY_LENGTH);
    if (!Number.isInteger(code.page) || code.page < 1 || code.page > 31) {
      throw new RangeError(`Expected a page from 1 to 31 but received ${code.page}.`);
    }
    body = `P${code.form}${code.copy}${BASE32.charAt(code.page)}`;
  } else {
    assertBase32('batch', code.batch, BATCH_LENGTH);
    body = `B${code.batch}`;
  }
  return body + checkOf(body);
};

/** The same characters in groups, for people: `P K7Q2M9XW 4F7T29QHXM 1 8J`. */
export const formatPageCode = (code: PageCode): string => {
  const text = encodePageCode(code);
  const check = text.slice(-CHECK_LENGTH);
  return code.kind === 'page'
    ? `P ${code.form} ${code.copy} ${text.charAt(1 + FORM_LENGTH + COPY_LENGTH)} ${check}`
    : `B ${code.batch} ${check}`;
};

/** Reads the characters of a QR code, or words typed or recognised by OCR; white space, dashes and case do not count. */
export const parsePageCode = (text: string): PageCodeParse => {
  const folded = text
    .toUpperCase()
    .replace(/[\s\-–—.]+/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const isPage = folded.startsWith('P') && folded.length === 1 + FORM_LENGTH + COPY_LENGTH + 1 + CHECK_LENGTH;
  const isBatch = folded.startsWith('B') && folded.length === 1 + BATCH_LENGTH + CHECK_LENGTH;
  if ((!isPage && !isBatch) || [...folded].some((c) => !BASE32.includes(c)))
    return { ok: false, why: 'not-ours' };
  const body = folded.slice(0, -CHECK_LENGTH);
  if (checkOf(body) !== folded.slice(-CHECK_LENGTH)) return { ok: false, why: 'check-failed' };
  if (isBatch) return { ok: true, code: { kind: 'batch', batch: body.slice(1) } };
  const page = valueOf(body.charAt(body.length - 1));
  if (page === 0) return { ok: false, why: 'not-ours' };
  return {
    ok: true,
    code: {
      kind: 'page',
      form: body.slice(1, 1 + FORM_LENGTH),
      copy: body.slice(1 + FORM_LENGTH, 1 + FORM_LENGTH + COPY_LENGTH),
      page,
    },
  };
};

/** Base-32 characters from random or hashed bytes, 5 bits of each byte taken; `bytes.length` gives the length. */
export const base32FromBytes = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => BASE32.charAt(byte & 31)).join('');

export const PAGE_CODE_LENGTHS = { form: FORM_LENGTH, copy: COPY_LENGTH, batch: BATCH_LENGTH } as const;
