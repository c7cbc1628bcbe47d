/** What kind of file the first bytes are, whatever the name says. */
export type ScanType = 'pdf' | 'tiff' | 'jpeg' | 'png' | 'webp';

/** How many bytes from the start are needed to tell. A PDF may have up to 1,024 bytes of other things before it. */
export const SNIFFED_BYTES = 1100;

const startsWith = (bytes: Uint8Array, ...magic: number[]): boolean =>
  magic.every((value, index) => bytes[index] === value);

const textAt = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.subarray(from, to)).toString('latin1');

/** The type of a scan, or null where it is none that can be opened. */
export const sniffScanType = (bytes: Uint8Array): ScanType | null => {
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'jpeg';
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  const order = textAt(bytes, 0, 2);
  if (order === 'II' && (bytes[2] === 42 || bytes[2] === 43) && bytes[3] === 0) return 'tiff';
  if (order === 'MM' && bytes[2] === 0 && (bytes[3] === 42 || bytes[3] === 43)) return 'tiff';
  if (textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 12) === 'WEBP') return 'webp';
  if (textAt(bytes, 0, SNIFFED_BYTES).includes('%PDF-')) return 'pdf';
  return null;
};

const KNOWN_STRANGERS: readonly { readonly is: (bytes: Uint8Array) => boolean; readonly name: string }[] = [
  {
    is: (b) => startsWith(b, 0x50, 0x4b),
    name: 'a zip archive or an office document (.docx, .xlsx, .odt)',
  },
  { is: (b) => startsWith(b, 0xd0, 0xcf, 0x11, 0xe0), name: 'an old office document (.doc, .xls)' },
  { is: (b) => startsWith(b, 0x1f, 0x8b), name: 'a gzip archive' },
  { is: (b) => textAt(b, 0, 6).startsWith('Rar!'), name: 'a rar archive' },
  { is: (b) => startsWith(b, 0x37, 0x7a, 0xbc, 0xaf), name: 'a 7z archive' },
  { is: (b) => textAt(b, 0, 3) === 'GIF', name: 'a GIF picture' },
  { is: (b) => textAt(b, 0, 2) === 'BM' && b[6] === 0 && b[7] === 0, name: 'a BMP picture' },
  {
    is: (b) => textAt(b, 4, 8) === 'ftyp' && /hei[cfmsx]|mif1|msf1|hevc/.test(textAt(b, 8, 32)),
    name: 'a HEIC photo, as phones take them',
  },
  { is: (b) => textAt(b, 4, 8) === 'ftyp', name: 'a film, or a photo in AVIF' },
  {
    is: (b) => textAt(b, 4, 8) === 'jP  ' || startsWith(b, 0xff, 0x4f, 0xff, 0x51),
    name: 'a JPEG 2000 picture',
  },
  { is: (b) => textAt(b, 0, 8) === 'AT&TFORM', name: 'a DjVu document' },
  { is: (b) => textAt(b, 0, 4) === '%!PS', name: 'a PostScript document' },
  { is: (b) => /^\s*(<!doctype html|<html)/i.test(textAt(b, 0, 200)), name: 'a web page' },
  { is: (b) => /^\s*(<\?xml|<svg)/i.test(textAt(b, 0, 200)), name: 'an XML or SVG document' },
];

/** What a file that is no scan looks like, for the message to the person who dropped it. */
export const describeStranger = (bytes: Uint8Array): string => {
  const known = KNOWN_STRANGERS.find((stranger) => stranger.is(bytes));
  if (known !== undefined) return known.name;
  const isText = bytes.every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13);
  if (isText) return 'plain text';
  return bytes.every((byte) => byte === 0) ? 'nothing but zero bytes' : 'of a kind that is not known here';
};
