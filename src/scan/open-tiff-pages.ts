import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { isPaperlineError, type PaperlineError } from '../domain/errors.ts';
import { assertPixels, decodeImage, type ImageHeader } from './decode-image.ts';
import type { PageLimits, ScanItem } from './opened-page.ts';
import { placeOf, scanFault } from './scan-fault.ts';
import { squarePixels } from './square-pixels.ts';
import { TIFF_TAGS, TiffDamageError, TiffFile, type TiffDirectory } from './tiff-directory.ts';

/** What a TIFF says about one page. */
interface TiffPageHeader extends ImageHeader {
  /** The byte after the last one of the page's pixel data. */
  readonly dataEnd: number;
}

const UNIT_INCH = 2;
const UNIT_CENTIMETRE = 3;
const CM_PER_INCH = 2.54;

const readHeader = (tiff: TiffFile, directory: TiffDirectory): TiffPageHeader => {
  const unit = tiff.value(directory, TIFF_TAGS.resolutionUnit, UNIT_INCH);
  const perInch = unit === UNIT_CENTIMETRE ? CM_PER_INCH : 1;
  const x = tiff.value(directory, TIFF_TAGS.resolutionX, 0) * perInch;
  const y = tiff.value(directory, TIFF_TAGS.resolutionY, 0) * perInch;
  const isTiled = directory.entries.has(TIFF_TAGS.tileOffsets);
  const offsets = tiff.values(directory, isTiled ? TIFF_TAGS.tileOffsets : TIFF_TAGS.stripOffsets);
  const lengths = tiff.values(directory, isTiled ? TIFF_TAGS.tileByteCounts : TIFF_TAGS.stripByteCounts);
  const dataEnd = offsets.reduce((end, offset, index) => Math.max(end, offset + (lengths[index] ?? 0)), 0);
  const samples = tiff.value(directory, TIFF_TAGS.samplesPerPixel, 1);
  const bits = tiff.value(directory, TIFF_TAGS.bitsPerSample, 1);
  return {
    width: tiff.value(directory, TIFF_TAGS.width, 0),
    height: tiff.value(directory, TIFF_TAGS.height, 0),
    resolutions: unit === UNIT_INCH || unit === UNIT_CENTIMETRE ? [{ x, y }] : [],
    hasAlpha: directory.entries.has(TIFF_TAGS.extraSamples),
    detail: `tiff, compression ${tiff.value(directory, TIFF_TAGS.compression, 1)}, ${samples} x ${bits} bit`,
    orientation: tiff.value(directory, TIFF_TAGS.orientation, 1),
    dataEnd,
  };
};

const faultOfTiff = (error: unknown, place: string): PaperlineError => {
  if (isPaperlineError(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof TiffDamageError && message.includes('is needed, but')
    ? scanFault('scan-truncated', place, `the file ends too early: ${message}`, { cause: error })
    : scanFault('scan-damaged', place, message, { cause: error });
};

/** Reads the headers of all pages, without decoding any. */
const readHeaders = (
  read: (position: number, length: number) => Uint8Array,
  sizeBytes: number,
  file: string,
  maxPages: number,
): TiffPageHeader[] => {
  const headers: TiffPageHeader[] = [];
  try {
    const tiff = new TiffFile(read, sizeBytes);
    for (const directory of tiff.directories()) {
      if (headers.length === maxPages) {
        throw scanFault('scan-too-many-pages', file, `it has more than ${maxPages} pages`);
      }
      headers.push(readHeader(tiff, directory));
    }
  } catch (error) {
    throw faultOfTiff(error, placeOf(file, headers.length));
  }
  if (headers.length === 0) throw scanFault('scan-empty', file, 'the TIFF has no page');
  return headers;
};

const openPage = async (
  path: string,
  place: string,
  pageIndex: number,
  header: TiffPageHeader,
  sizeBytes: number,
  maxPixels: number,
): Promise<ScanItem> => {
  const start = performance.now();
  assertPixels(header.width, header.height, maxPixels, place);
  if (header.dataEnd > sizeBytes) {
    throw scanFault(
      'scan-truncated',
      place,
      `its pixels go on to byte ${header.dataEnd}, but the file ends at byte ${sizeBytes}`,
    );
  }
  const options = { place, page: pageIndex, maxPixels, header };
  const { image, resolution, detail } = await decodeImage(path, options);
  const squared = await squarePixels(image, resolution);
  return { pageIndex, ...squared, source: 'decoded', sourceDetail: detail, ms: performance.now() - start };
};

/** The pages of a TIFF, in any compression that libtiff reads. See `openScan`. */
export async function* openTiffPages(
  path: string,
  file: string,
  { maxPages, maxPixels, isWanted, onPageCount }: PageLimits,
): AsyncGenerator<ScanItem, void, undefined> {
  const handle = openSync(path, 'r');
  let headers: TiffPageHeader[];
  let sizeBytes: number;
  try {
    sizeBytes = fstatSync(handle).size;
    const read = (position: number, length: number): Uint8Array => {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(handle, bytes, 0, length, position));
    };
    headers = readHeaders(read, sizeBytes, file, maxPages);
  } finally {
    closeSync(handle);
  }
  onPageCount(headers.length);
  for (const [pageIndex, header] of headers.entries()) {
    if (!isWanted(pageIndex)) continue;
    const place = placeOf(file, pageIndex);
    try {
      yield await openPage(path, place, pageIndex, header, sizeBytes, maxPixels);
    } catch (error) {
      const fault = faultOfTiff(error, place);
      if (headers.length === 1) throw fault;
      yield { pageIndex, fault };
    }
  }
}
