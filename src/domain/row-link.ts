/**
 * How the sealed link of a row is written: 128 bits as 26 characters of Crockford's base 32, the first of them below 8. The
 * random id of a row is 16 characters long, so that the two are never taken for each other.
 */
import { BASE32 } from './page-code.ts';

export const ROW_LINK_BYTES = 16;
const CHARACTERS = 26;
/** Of 26 characters of 5 bits each, two bits more than 16 bytes have. */
const SHAPE = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/u;

export const writeRowLink = (sealed: Uint8Array): string => {
  if (sealed.length !== ROW_LINK_BYTES) throw new RangeError(`Expected 16 bytes, not ${sealed.length}.`);
  let text = '';
  let held = 0;
  let bits = 2;
  for (const byte of sealed) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32.charAt((held >> bits) & 31);
      held &= (1 << bits) - 1;
    }
  }
  return text;
};

/** True for what is shaped like a link; whether it leads anywhere, its wave's key alone can tell. */
export const isRowLink = (text: string): boolean => text.length === CHARACTERS && SHAPE.test(text);

/** The bytes that `writeRowLink` wrote; null for anything else. Case and white space around it do not count. */
export const readRowLink = (text: string): Buffer | null => {
  const tidy = text.trim().toUpperCase();
  if (!isRowLink(tidy)) return null;
  const bytes = Buffer.alloc(ROW_LINK_BYTES);
  let held = BASE32.indexOf(tidy.charAt(0));
  let bits = 3;
  let at = 0;
  for (const character of tidy.slice(1)) {
    held = (held << 5) | BASE32.indexOf(character);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = held >> bits;
    held &= (1 << bits) - 1;
  }
  return bytes;
};
