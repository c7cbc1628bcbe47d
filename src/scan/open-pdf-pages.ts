import { isPaperlineError, type PaperlineError } from '../domain/errors.ts';
import { assertPixels } from './decode-image.ts';
import { decodeImageStream } from './decode-image-stream.ts';
import type { PageLimits, ScanItem } from './opened-page.ts';
import { cropGray, orientGray } from './orientation.ts';
import { parseStreamDictionary } from './pdf-dictionary.ts';
import { openPdfFile, type PdfDocument, type PdfSource } from './pdf-document.ts';
import { hasPdfEnd, openPdf } from './pdf-refusal.ts';
import { describeImageStream, type ImageStream } from './pdf-image-stream.ts';
import { examinePage, imageSizePx, type PageContent, type Placement } from './pdf-page-image.ts';
import { PdfiumError, type Pdfium } from './pdfium-module.ts';
import { drawGrayPage, pageSizePx } from './render-pdf.ts';
import { releaseBytes } from './release-pixels.ts';
import { isPlausible } from './resolution.ts';
import { placeOf, scanFault } from './scan-fault.ts';
import { roundedDpi, squarePixels } from './square-pixels.ts';

type OneImage = PageContent & { readonly kind: 'one-image' };

/** Dots an inch for a page that is drawn: its image's own where that is a scan's, else this. */
const DRAWN_DPI = 300;
const LEAST_IMAGE_DPI = 150;
const MOST_IMAGE_DPI = 600;

// pdfium keeps every stream that it has read until the document is closed; then it is opened again.
const REOPEN_AFTER_BYTES = 16 * 1024 * 1024;

// Image data are read in one piece; shorter reads are pdfium looking for objects.
const SHORTEST_IMAGE_BYTES = 64;
const LONGEST_PARSER_READ_BYTES = 4096;

/** A file that remembers where it was read, so that an image's data can be found again in it. */
interface WatchedSource extends PdfSource {
  /** Positions of the reads of exactly `length` bytes. */
  positionsOf(length: number): readonly number[];
  /**
   * What /UserUnit multiplies lengths by, 1 where it is not used. pdfium does not tell, but it has read the page's
   * dictionary by the time the page is open; a file whose pages differ in it has not been seen.
   */
  userUnit(): number;
  bytesRead(): number;
  forgetReads(): void;
}

const USER_UNIT = /\/UserUnit\s+(\d*\.?\d+)(?=[\s/>])/;
// Longer than the key and its number, which may lie across two reads.
const USER_UNIT_CHARACTERS = 32;

const watchReads = (source: PdfSource): WatchedSource => {
  const positions = new Map<number, number[]>();
  let bytesRead = 0;
  let userUnit = 1;
  let end = { position: -1, text: '' };
  const lookForUserUnit = (position: number, bytes: Uint8Array): void => {
    if (bytes.length > LONGEST_PARSER_READ_BYTES) return;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    const joined = position === end.position ? end.text + text : text;
    end = { position: position + bytes.length, text: joined.slice(-USER_UNIT_CHARACTERS) };
    const found = USER_UNIT.exec(joined);
    if (found !== null && Number(found[1]) > 0) userUnit = Number(found[1]);
  };
  return {
    sizeBytes: source.sizeBytes,
    read: (position, into) => {
      if (into.length >= SHORTEST_IMAGE_BYTES) {
        const known = positions.get(into.length);
        if (known === undefined) positions.set(into.length, [position]);
        else if (!known.includes(position)) known.push(position);
      }
      bytesRead += into.length;
      source.read(position, into);
      lookForUserUnit(position, into);
    },
    userUnit: () => userUnit,
    close: () => {
      source.close();
    },
    positionsOf: (length) => positions.get(length) ?? [],
    bytesRead: () => bytesRead,
    forgetReads: () => {
      positions.clear();
      bytesRead = 0;
    },
  };
};

const DICTIONARY_WINDOW_BYTES = 4096;

/** The image's data as they stand in the file, and its dictionary; null where the plain way does not lead to them. */
const findImageStream = (
  source: WatchedSource,
  content: OneImage,
  lib: Pdfium,
): { readonly stream: ImageStream; readonly data: Uint8Array } | null => {
  const { functions } = lib;
  const length = functions._FPDFImageObj_GetImageDataRaw(content.object, 0, 0);
  const positions = source.positionsOf(length);
  if (length === 0 || positions.length === 0) return null;
  return lib.withMemory(length, (pointer) => {
    functions._FPDFImageObj_GetImageDataRaw(content.object, pointer, length);
    for (const position of positions) {
      const before = Math.min(position, DICTIONARY_WINDOW_BYTES);
      const window = Buffer.allocUnsafe(before + length);
      source.read(position - before, window);
      // Images of two pages may be of the same length: these are the data only if they are the same.
      const data = window.subarray(before);
      if (data.compare(lib.heap(), pointer, pointer + length) !== 0) continue;
      const dictionary = parseStreamDictionary(window.toString('latin1', 0, before));
      const stream = dictionary === null ? null : describeImageStream(dictionary);
      if (stream?.width === content.widthPx && stream.height === content.heightPx) return { stream, data };
    }
    return null;
  });
};

/** The way a page is opened, decided without decoding anything. */
type Plan =
  | {
      readonly how: 'embedded-image';
      readonly placement: Placement;
      readonly stream: ImageStream;
      readonly data: Uint8Array;
    }
  | { readonly how: 'rendered'; readonly why: string; readonly dpi: number };

const planPage = (source: WatchedSource, document: PdfDocument, content: PageContent, lib: Pdfium): Plan => {
  const imageDpi = content.kind === 'drawn' ? content.imageDpi : content.placement.resolution.x;
  const dpi =
    imageDpi !== null && imageDpi >= LEAST_IMAGE_DPI && imageDpi <= MOST_IMAGE_DPI ? imageDpi : DRAWN_DPI;
  const rendered = (why: string): Plan => ({ how: 'rendered', why, dpi });
  if (content.kind === 'drawn') return rendered(content.why);
  if (document.isEncrypted) return rendered('the file is encrypted, without a password');
  const found = findImageStream(source, content, lib);
  if (found === null) return rendered('the image is in a form that only pdfium decodes');
  const { stream, data } = found;
  if (stream.coding === 'ccitt' && stream.isMask && !(content.isAlone && content.paintsBlack)) {
    return rendered('the image is a stencil over something else');
  }
  return { how: 'embedded-image', placement: content.placement, stream, data };
};

/** pdfium leaves out an image that it cannot decode, and an answered page would look blank: such a page is at fault. */
const assertDecodable = (objects: readonly number[], lib: Pdfium, maxPixels: number, place: string): void => {
  const { functions } = lib;
  for (const object of objects) {
    const size = imageSizePx(object, lib);
    if (size !== null) assertPixels(size.width, size.height, maxPixels, place);
    const bitmap = functions._FPDFImageObj_GetBitmap(object);
    if (bitmap === 0) throw scanFault('scan-damaged', place, 'an image on it cannot be decoded');
    functions._FPDFBitmap_Destroy(bitmap);
  }
};

/** Cuts an upright image to what the page shows of it; a pixel at the edge stays. */
const cropToPage = (
  image: ReturnType<typeof orientGray>,
  { visible }: Placement,
): ReturnType<typeof orientGray> => {
  const edge = (part: number, size: number): number => {
    const px = Math.round(part * size);
    return px <= 1 ? 0 : px >= size - 1 ? size : px;
  };
  const left = edge(visible.left, image.width);
  const top = edge(visible.top, image.height);
  const right = edge(visible.right, image.width);
  const bottom = edge(visible.bottom, image.height);
  return right > left && bottom > top ? cropGray(image, left, top, right - left, bottom - top) : image;
};

const openPage = async (
  source: WatchedSource,
  document: PdfDocument,
  pageIndex: number,
  place: string,
  maxPixels: number,
): Promise<ScanItem> => {
  const start = performance.now();
  const opened = document.withPage(pageIndex, (page, lib) => {
    const content = examinePage(page, lib);
    const plan = planPage(source, document, content, lib);
    if (plan.how === 'embedded-image') return plan;
    assertDecodable(content.kind === 'drawn' ? content.images : [content.object], lib, maxPixels, place);
    const size = pageSizePx(page, lib, plan.dpi);
    assertPixels(size.width, size.height, maxPixels, place);
    return { ...plan, image: drawGrayPage(page, lib, plan.dpi) };
  });
  const userUnit = source.userUnit();
  const finish = (): { source: typeof opened.how; ms: number } => ({
    source: opened.how,
    ms: performance.now() - start,
  });
  if (opened.how === 'rendered') {
    const { image } = opened;
    const dpi = opened.dpi / userUnit;
    const isSaid = isPlausible({ x: dpi, y: dpi }, image.width, image.height);
    return { pageIndex, image, dpi: isSaid ? roundedDpi(dpi) : null, sourceDetail: opened.why, ...finish() };
  }
  const { stream, placement, data } = opened;
  assertPixels(stream.width, stream.height, maxPixels, place);
  const stored = await decodeImageStream(data, stream, place, maxPixels);
  if (stored.data.buffer !== data.buffer) releaseBytes(data);
  const upright = orientGray(stored, placement.orientation);
  const { x, y } = placement.resolution;
  const stated = { x: x / userUnit, y: y / userUnit };
  const said = isPlausible(stated, upright.width, upright.height) ? stated : null;
  const squared = await squarePixels(cropToPage(upright, placement), said);
  return { pageIndex, ...squared, sourceDetail: stream.coding, ...finish() };
};

const checkDocument = (document: PdfDocument, source: PdfSource, file: string, maxPages: number): void => {
  if (!document.hasValidCrossReferences && !hasPdfEnd(source)) {
    // pdfium puts together what it finds, and the pages that were cut off would be lost without a word.
    throw scanFault('scan-truncated', file, `the PDF breaks off before its end, at byte ${source.sizeBytes}`);
  }
  if (document.pageCount > maxPages) {
    throw scanFault(
      'scan-too-many-pages',
      file,
      `it has ${document.pageCount} pages; at most ${maxPages} are opened`,
    );
  }
  if (document.pageCount < 1) throw scanFault('scan-empty', file, 'the PDF has no page');
};

/** A page that pdfium cannot load or draw is bad paper; any other error is a defect, and stays one. */
const faultOfPage = (error: unknown, place: string): PaperlineError => {
  if (isPaperlineError(error)) return error;
  if (error instanceof PdfiumError) return scanFault('scan-damaged', place, error.message, { cause: error });
  throw error;
};

/** The pages of a PDF. See `openScan`. */
export async function* openPdfPages(
  path: string,
  file: string,
  { maxPages, maxPixels, isWanted, onPageCount }: PageLimits,
): AsyncGenerator<ScanItem, void, undefined> {
  const source = watchReads(openPdfFile(path));
  let document: PdfDocument | undefined;
  try {
    document = await openPdf(source, file);
    checkDocument(document, source, file, maxPages);
    const { pageCount } = document;
    onPageCount(pageCount);
    for (let pageIndex = 0; pageIndex < pageCount; pageIndex++) {
      if (!isWanted(pageIndex)) continue;
      if (source.bytesRead() > REOPEN_AFTER_BYTES) {
        document.close();
        source.forgetReads();
        document = await openPdf(source, file);
      }
      const place = placeOf(file, pageIndex);
      try {
        yield await openPage(source, document, pageIndex, place, maxPixels);
      } catch (error) {
        const fault = faultOfPage(error, place);
        if (pageCount === 1) throw fault;
        yield { pageIndex, fault };
      }
    }
  } finally {
    document?.close();
    source.close();
  }
}
