import { PaperlineError, type FaultCode } from '../domain/errors.ts';

/** Where in which file something is wrong, in words: `a.pdf, page 3`. Pages are counted from 1 for people. */
export const placeOf = (file: string, pageIndex?: number): string =>
  pageIndex === undefined ? file : `${file}, page ${pageIndex + 1}`;

const REMEDIES = {
  'file-not-found': 'Check the name, and whether the file was moved or renamed.',
  'file-not-readable': 'Give Paperline permission to read it, or copy it where it may.',
  'scan-empty': 'Scan it again; the scanner or the copying stopped before anything was written.',
  'scan-truncated': 'Copy the file again from the scanner, or scan these sheets again.',
  'scan-encrypted':
    'Switch off the password in the scanner’s settings, or save the PDF without one, and drop it again.',
  'scan-not-an-image': 'Scan to PDF, TIFF, JPEG or PNG, and drop that file.',
  'scan-damaged': 'Copy the file again from the scanner, or scan these sheets again.',
  'scan-too-many-pages': 'Split the file, and drop the parts.',
  'scan-too-large': 'Scan at 300 dots an inch on A4 or Letter, and drop it again.',
} as const satisfies Partial<Record<FaultCode, string>>;

export type ScanFaultCode = keyof typeof REMEDIES;

/** A fault of a scan file: `what` goes on after the place, as in `a.pdf, page 3: what`. */
export const scanFault = (
  code: ScanFaultCode,
  place: string,
  what: string,
  more: { readonly remedy?: string; readonly cause?: unknown } = {},
): PaperlineError =>
  new PaperlineError({
    code,
    message: `${place}: ${what}.`,
    remedy: more.remedy ?? REMEDIES[code],
    cause: more.cause,
  });

/** What the operating system said when the file was opened or read. */
export const faultOfSystem = (error: unknown, file: string): unknown => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return scanFault('file-not-found', file, 'there is no such file', { cause: error });
  if (code === 'EACCES' || code === 'EPERM') {
    return scanFault('file-not-readable', file, 'Paperline has no permission to read it', { cause: error });
  }
  if (code === 'EISDIR') return faultOfFolder(file);
  return scanFault('file-not-readable', file, `reading it failed (${String(code ?? error)})`, {
    cause: error,
    remedy: 'Check the disk or the network share, and try again.',
  });
};

export const faultOfFolder = (file: string): PaperlineError =>
  scanFault('scan-not-an-image', file, 'this is a folder, not a scan', {
    remedy: 'Drop the files in it, not the folder.',
  });
