/** What a JPEG says about itself before its pixels: size, channels, resolution, which way is up. */
import type { Resolution } from './resolution.ts';
import { TIFF_TAGS, TiffDamageError, TiffFile } from './tiff-directory.ts';

export interface JpegHeader {
  readonly width: number;
  readonly height: number;
  /** 1 gray, 3 colour, 4 CMYK. */
  readonly channels: number;
  /** 1 to 8 as in EXIF; 1 where not said. */
  readonly orientation: number;
  /** Of the stored pixels, in dots an inch: by EXIF, then by JFIF, where they say so. */
  readonly resolutions: readonly Resolution[];
}

const MARKER = { startOfImage: 0xd8, endOfImage: 0xd9, startOfScan: 0xda, app0: 0xe0, app1: 0xe1 } as const;
const CM_PER_INCH = 2.54;
const UNIT_INCH = 1;
const UNIT_CENTIMETRE = 2;
const EXIF_UNIT_CENTIMETRE = 3;
const EXIF_HEADER_BYTES = 6;

/** Start-of-frame markers, all codings: C0 to CF but for C4, C8 and CC. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const jfifResolution = (segment: DataView): Resolution | null => {
  if (segment.byteLength < 12 || segment.getUint32(0) !== 0x4a464946) return null;
  const unit = segment.getUint8(7);
  if (unit !== UNIT_INCH && unit !== UNIT_CENTIMETRE) return null;
  const perInch = unit === UNIT_CENTIMETRE ? CM_PER_INCH : 1;
  return { x: segment.getUint16(8) * perInch, y: segment.getUint16(10) * perInch };
};

interface ExifWords {
  readonly orientation: number;
  readonly resolution: Resolution | null;
}

const readExif = (segment: Uint8Array): ExifWords | null => {
  if (Buffer.from(segment.subarray(0, 4)).toString('latin1') !== 'Exif') return null;
  const bytes = segment.subarray(EXIF_HEADER_BYTES);
  try {
    const tiff = new TiffFile(
      (position, length) => bytes.subarray(position, position + length),
      bytes.length,
    );
    const [directory] = tiff.directories();
    if (directory === undefined) return null;
    const unit = tiff.value(directory, TIFF_TAGS.resolutionUnit, 2);
    const perInch = unit === EXIF_UNIT_CENTIMETRE ? CM_PER_INCH : 1;
    const x = tiff.value(directory, TIFF_TAGS.resolutionX, 0) * perInch;
    const y = tiff.value(directory, TIFF_TAGS.resolutionY, 0) * perInch;
    return {
      orientation: tiff.value(directory, TIFF_TAGS.orientation, 1),
      resolution: x > 0 && y > 0 ? { x, y } : null,
    };
  } catch (error) {
    // Damaged EXIF says nothing; the pixels are whole all the same.
    if (error instanceof TiffDamageError || error instanceof RangeError) return null;
    throw error;
  }
};

/** The header of a JPEG, or null where the bytes are none or end before the size is said. */
export const readJpegHeader = (bytes: Uint8Array): JpegHeader | null => {
  if (bytes[0] !== 0xff || bytes[1] !== MARKER.startOfImage) return null;
  let jfif: Resolution | null = null;
  let exif: ExifWords | null = null;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === MARKER.startOfScan || marker === MARKER.endOfImage) return null;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    const segment = bytes.subarray(at + 4, end);
    const view = new DataView(segment.buffer, segment.byteOffset, segment.byteLength);
    if (marker === MARKER.app0) jfif ??= jfifResolution(view);
    if (marker === MARKER.app1) exif ??= readExif(segment);
    if (isFrame(marker)) {
      if (segment.length < 6) return null;
      return {
        height: view.getUint16(1),
        width: view.getUint16(3),
        channels: view.getUint8(5),
        orientation: exif?.orientation ?? 1,
        resolutions: [exif?.resolution ?? null, jfif].filter((resolution) => resolution !== null),
      };
    }
    at = end;
  }
  return null;
};
