import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { decodeImage, MAX_PIXELS } from './decode-image.ts';
import { openPdfPages } from './open-pdf-pages.ts';
import { openTiffPages } from './open-tiff-pages.ts';
import type { PageLimits, ScanItem } from './opened-page.ts';
import { releaseBytes } from './release-pixels.ts';
import { faultOfFolder, faultOfSystem, placeOf, scanFault } from './scan-fault.ts';
import { describeStranger, SNIFFED_BYTES, sniffScanType, type ScanType } from './scan-type.ts';
import { squarePixels } from './square-pixels.ts';

export { isPageFault, type OpenedPage, type PageFault, type ScanItem } from './opened-page.ts';

/** A thousand sheets, both sides: more than any feeder holds. */
export const MAX_PAGES = 2000;

export interface OpenScanOptions {
  /** A file with more pages is refused before anything is decoded; 2,000 unless told. */
  readonly maxPages?: number;
  /** An image with more pixels is refused by its header; 100 million unless told. */
  readonly maxPixels?: number;
  /** Pages (by their place in the file, from 0) for which it is false are passed over without decoding them. */
  readonly isWanted?: (pageIndex: number) => boolean;
  /** Called once, before the first page, with how many pages the file has. */
  readonly onPageCount?: (pages: number) => void;
  readonly signal?: AbortSignal;
}

/** The type of a file by its first bytes. Throws PaperlineError where it cannot be read or is no scan. */
const identify = (path: string, file: string): ScanType => {
  let start: Uint8Array;
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) throw faultOfFolder(file);
    if (!stat.isFile()) throw scanFault('scan-not-an-image', file, 'this is not an ordinary file');
    if (stat.size === 0) throw scanFault('scan-empty', file, 'the file is empty');
    const handle = openSync(path, 'r');
    try {
      const buffer = Buffer.alloc(SNIFFED_BYTES);
      start = buffer.subarray(0, readSync(handle, buffer, 0, SNIFFED_BYTES, 0));
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'PaperlineError') throw error;
    throw faultOfSystem(error, file);
  }
  const type = sniffScanType(start);
  if (type === null) {
    throw scanFault('scan-not-an-image', file, `this is ${describeStranger(start)}, not a scan`);
  }
  return type;
};

async function* openImage(
  path: string,
  file: string,
  { maxPixels, isWanted, onPageCount }: PageLimits,
): AsyncGenerator<ScanItem, void, undefined> {
  onPageCount(1);
  if (!isWanted(0)) return;
  const start = performance.now();
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw faultOfSystem(error, file);
  }
  const { image, resolution, detail } = await decodeImage(bytes, { place: placeOf(file), maxPixels });
  releaseBytes(bytes);
  const squared = await squarePixels(image, resolution);
  yield { pageIndex: 0, ...squared, source: 'decoded', sourceDetail: detail, ms: performance.now() - start };
}

/**
 * Opens a scan page by page: PDF, TIFF, JPEG, PNG or WebP, known by content, never by name. Pages come upright as the
 * file says, gray, with square pixels.
 *
 * Throws PaperlineError where the file as a whole cannot be opened: it is missing, empty, truncated, encrypted, no
 * scan, has too many pages, or its only page is at fault. Where one page of several is at fault, that page comes as a
 * `PageFault` in its place and the others are still opened: nothing else is lost with it.
 *
 * Memory stays flat over the pages: the next page is opened while the last one is being read, and no other is held.
 */
export async function* openScan(
  path: string,
  options: OpenScanOptions = {},
): AsyncGenerator<ScanItem, void, undefined> {
  const { maxPages = MAX_PAGES, maxPixels = MAX_PIXELS, isWanted = () => true, signal } = options;
  const limits: PageLimits = {
    maxPages,
    maxPixels,
    isWanted,
    onPageCount: options.onPageCount ?? (() => {}),
  };
  const file = basename(path);
  signal?.throwIfAborted();
  const type = identify(path, file);
  const pages =
    type === 'pdf'
      ? openPdfPages(path, file, limits)
      : type === 'tiff'
        ? openTiffPages(path, file, limits)
        : openImage(path, file, limits);
  yield* aheadByOne(pages, signal);
}

/** Asks for the next item while the last one is in use. */
async function* aheadByOne<T>(
  items: AsyncGenerator<T, void, undefined>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T, void, undefined> {
  let next: Promise<IteratorResult<T, void>> | undefined = items.next();
  try {
    for (;;) {
      const item = await next;
      next = undefined;
      if (item.done === true) return;
      signal?.throwIfAborted();
      next = items.next();
      // A fault of the next page is met when that page is asked for, and only then.
      next.catch(() => {});
      yield item.value;
    }
  } finally {
    await next?.catch(() => {});
    await items.return();
  }
}
