import sharp, { type SharpOptions } from 'sharp';
import type { GrayImage } from '../domain/image.ts';
import { orientationOfTag, orientGray } from './orientation.ts';
import { readJpegHeader } from './jpeg-header.ts';
import { isPlausible, type Resolution } from './resolution.ts';
import { scanFault } from './scan-fault.ts';

// Pages are decoded side by side in worker threads, one a core; more threads inside one decode only take their time.
// The cache holds files that are never opened twice.
sharp.concurrency(1);
sharp.cache(false);

/** A3 at 600 dots an inch is 70 million; 50,000 x 50,000 is 2,500 million. */
export const MAX_PIXELS = 100_000_000;

export interface DecodeOptions {
  /** Named in faults: the file, and the page in it. */
  readonly place: string;
  readonly maxPixels?: number;
  /** Page of a multi-page TIFF, from 0. */
  readonly page?: number;
  /** Where the caller has read it already; otherwise libvips is asked, at the cost of opening the image twice. */
  readonly header?: ImageHeader;
  /** The file says which way is up (EXIF, TIFF); false where something else says so, as in a PDF. */
  readonly honourOrientation?: boolean;
}

export interface DecodedImage {
  readonly image: GrayImage;
  /** As the file says, for the upright image; null where it does not, or says something impossible. */
  readonly resolution: Resolution | null;
  /** The format as found, with its depth: `jpeg, 1 x uchar`. */
  readonly detail: string;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).trim();

// Words of libjpeg, libpng, libtiff, libwebp and libvips for data that end too early.
const ENDS_EARLY =
  /premature|truncat|unexpected end|end of (file|data|strip|image)|not enough|read error|out of order read|bytes missing/i;
// Bytes between the last block and the end mark are left by some scanners; every pixel is there by then.
const BYTES_BEFORE_END = /extraneous bytes before marker 0xd9/;

const faultOfDecoder = (error: unknown, place: string): Error => {
  const message = messageOf(error);
  const line = message.split('\n')[0] ?? '';
  if (/exceeds pixel limit/i.test(message)) {
    return scanFault('scan-too-large', place, 'the image has more pixels than are opened', { cause: error });
  }
  if (ENDS_EARLY.test(message)) {
    return scanFault('scan-truncated', place, `the image ends before it is complete (${line})`, {
      cause: error,
    });
  }
  return scanFault('scan-damaged', place, `the image cannot be decoded (${line})`, { cause: error });
};

const refuseTooLarge = (width: number, height: number, maxPixels: number, place: string): void => {
  if (width * height <= maxPixels) return;
  throw scanFault(
    'scan-too-large',
    place,
    `the image has ${width} x ${height} px, which is more than the ${maxPixels / 1_000_000} million that are opened`,
  );
};

/** Throws scan-too-large where an image of that size is not opened. */
export const assertPixels = refuseTooLarge;

/** What a file says about an image before its pixels. */
export interface ImageHeader {
  readonly width: number;
  readonly height: number;
  readonly hasAlpha: boolean;
  /** 1 to 8 as in EXIF. */
  readonly orientation: number;
  /** Of the stored pixels, as the file says, perhaps in several places: the first that can be right counts. */
  readonly resolutions: readonly Resolution[];
  readonly detail: string;
}

const readHeader = async (input: Uint8Array | string, options: SharpOptions): Promise<ImageHeader> => {
  // libvips takes as long to say what a JPEG is as Paperline takes to decode a twentieth of it.
  const jpeg = typeof input === 'string' ? null : readJpegHeader(input);
  if (jpeg !== null) return { ...jpeg, hasAlpha: false, detail: `jpeg, ${jpeg.channels} x uchar` };
  const metadata = await sharp(input, options).metadata();
  const { width, height, hasAlpha, orientation = 1, density, format, channels, depth } = metadata;
  return {
    width,
    height,
    hasAlpha,
    orientation,
    resolutions: density === undefined ? [] : [{ x: density, y: density }],
    detail: `${format}, ${channels} x ${depth}`,
  };
};

/** The same memory without Buffer's own ways, whose `slice` is a view where everybody else's is a copy. */
export const plainBytes = ({ buffer, byteOffset, length }: Buffer): Uint8Array =>
  new Uint8Array(buffer, byteOffset, length);

const decodePixels = async (
  input: Uint8Array | string,
  options: SharpOptions,
  hasAlpha: boolean,
): Promise<GrayImage> => {
  let image = sharp(input, options);
  if (hasAlpha) image = image.flatten({ background: '#fff' });
  // `greyscale()` would take the way round by sRGB: twice the time for the same pixels.
  const { data, info } = await image.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== 1) throw new Error(`Expected 1 channel but received ${info.channels}.`);
  return { data: plainBytes(data), width: info.width, height: info.height };
};

/**
 * Decodes one image to gray: JPEG, PNG, WebP, TIFF; from its bytes, or from a file by its path.
 * Transparent parts become white; 16-bit, palette and CMYK images become 8-bit gray. Incomplete or damaged data are
 * a fault, never a page with a gray half. Throws PaperlineError (scan-too-large, scan-truncated, scan-damaged).
 */
export const decodeImage = async (
  input: Uint8Array | string,
  options: DecodeOptions,
): Promise<DecodedImage> => {
  const { place, maxPixels = MAX_PIXELS, page = 0, honourOrientation = true } = options;
  const sharpOptions = {
    page,
    ignoreIcc: true,
    limitInputPixels: false,
    sequentialRead: true,
    failOn: 'warning',
  } as const;
  let header: ImageHeader;
  try {
    header = options.header ?? (await readHeader(input, sharpOptions));
  } catch (error) {
    throw faultOfDecoder(error, place);
  }
  refuseTooLarge(header.width, header.height, maxPixels, place);
  let image: GrayImage;
  try {
    image = await decodePixels(input, sharpOptions, header.hasAlpha);
  } catch (error) {
    if (!BYTES_BEFORE_END.test(messageOf(error))) throw faultOfDecoder(error, place);
    image = await decodePixels(input, { ...sharpOptions, failOn: 'truncated' }, header.hasAlpha).catch(
      (retryError: unknown) => {
        throw faultOfDecoder(retryError, place);
      },
    );
  }
  const tag = honourOrientation ? header.orientation : 1;
  const upright = orientGray(image, orientationOfTag(tag));
  return {
    image: upright,
    resolution: firstPlausible(header.resolutions, tag >= 5, upright),
    detail: header.detail,
  };
};

const firstPlausible = (
  stated: readonly Resolution[],
  isTurned: boolean,
  { width, height }: GrayImage,
): Resolution | null => {
  for (const stored of stated) {
    const resolution = isTurned ? { x: stored.y, y: stored.x } : stored;
    if (isPlausible(resolution, width, height)) return resolution;
  }
  return null;
};
