/** What scans may be called: in the inbox, on their way, and where they end. */
import path from 'node:path';

/** Room for a claim before the name and ` (12).reason.txt` behind it within the 255 bytes that file systems allow. */
const MAX_NAME_BYTES = 180;

/** The longest start of `text` that takes at most `maxBytes` in UTF-8, whole characters only. */
const startWithin = (text: string, maxBytes: number): string => {
  let bytes = 0;
  let start = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > maxBytes) break;
    start += segment;
  }
  return start;
};

/**
 * A name that every file system takes and that leads nowhere else: no folder, no hidden file, no control characters,
 * none that turn the reading direction round, at most 180 bytes. Spaces, accents and emoji stay.
 */
export const sanitiseName = (name: string): string => {
  const plain = name
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, '')
    .replace(/[/\\:*?"<>|]/g, '_')
    .replace(/^[.\s_]*\.[.\s_]*/, '')
    .replace(/[.\s]+$/, '')
    .trim();
  if (plain === '') return 'scan';
  const extension = startWithin(path.extname(plain), 20);
  const stem = plain.slice(0, plain.length - path.extname(plain).length);
  return `${startWithin(stem, MAX_NAME_BYTES - Buffer.byteLength(extension))}${extension}`;
};

/** `scan.pdf`, then `scan (2).pdf` and so on. */
export const numberedName = (name: string, number: number): string => {
  if (number === 1) return name;
  const extension = path.extname(name);
  return `${name.slice(0, name.length - extension.length)} (${number})${extension}`;
};

const BEING_WRITTEN = /\.(part|partial|filepart|tmp|temp|crdownload|download|swp)$/i;
const SYSTEM_FILES = new Set(['thumbs.db', 'desktop.ini']);

/** Hidden, temporary and half-written files, which programs rename when they are done. */
export const isPassedOver = (name: string): boolean =>
  name.startsWith('.') ||
  name.startsWith('~') ||
  BEING_WRITTEN.test(name) ||
  SYSTEM_FILES.has(name.toLowerCase());
