import sharp, { type Sharp } from 'sharp';
import type { GrayImage } from '../domain/image.ts';
import { MM_PER_INCH } from '../domain/geometry.ts';
import { plainBytes } from './decode-image.ts';
import { joinTiffPages } from './join-tiff.ts';

const imageOf = ({ data, width, height }: GrayImage): Sharp =>
  sharp(data, { raw: { width, height, channels: 1 } }).toColourspace('b-w');

const withDpi = (image: Sharp, dpi: number | undefined): Sharp =>
  dpi === undefined ? image : image.withDensity(dpi);

export interface EncodeOptions {
  /** Written into the file where given. */
  readonly dpi?: number;
}

/** 8-bit gray PNG; `bilevel` writes one bit a pixel, black below 128. */
export const encodePng = (
  image: GrayImage,
  options: EncodeOptions & { readonly compressionLevel?: number; readonly bilevel?: boolean } = {},
): Promise<Buffer> => {
  const { compressionLevel = 6, bilevel = false } = options;
  const gray = bilevel ? imageOf(image).threshold(128) : imageOf(image);
  return withDpi(gray, options.dpi)
    .png(bilevel ? { compressionLevel, palette: true, colours: 2 } : { compressionLevel })
    .toBuffer();
};

/** WebP; `quality` 1 to 100 (80 unless told), or `lossless`. WebP has no place for a resolution. */
export const encodeWebp = (
  image: GrayImage,
  options: { readonly quality?: number; readonly lossless?: boolean } = {},
): Promise<Buffer> =>
  imageOf(image)
    .webp({ quality: options.quality ?? 80, lossless: options.lossless ?? false })
    .toBuffer();

/**
 * Gray JPEG; `quality` 1 to 100 (85 unless told). With `standardCodes` the data is written in the code tables of JPEG's own
 * standard, as scanners do, instead of tables made for the image: the same pixels in a third of the time, a few
 * hundredths larger.
 */
export const encodeJpeg = (
  image: GrayImage,
  options: EncodeOptions & { readonly quality?: number; readonly standardCodes?: boolean } = {},
): Promise<Buffer> =>
  withDpi(imageOf(image), options.dpi)
    .jpeg({ quality: options.quality ?? 85, optimiseCoding: options.standardCodes !== true })
    .toBuffer();

/** Resizes to `width` x `height` px; smooth, without ringing beyond 0..255. */
export const resizeGray = async (image: GrayImage, width: number, height: number): Promise<GrayImage> => {
  const { data, info } = await imageOf(image)
    .resize(width, height, { fit: 'fill', kernel: width < image.width ? 'lanczos3' : 'cubic' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: plainBytes(data), width: info.width, height: info.height };
};

export type TiffCompression = 'ccittfax4' | 'lzw' | 'deflate' | 'jpeg' | 'none';

export interface TiffPage {
  readonly image: GrayImage;
  readonly dpi?: number;
  /** Where it differs from `dpi` across, as in fax images. */
  readonly dpiY?: number;
}

const encodeTiffPage = (page: TiffPage, compression: TiffCompression, quality: number): Promise<Buffer> => {
  const bilevel = compression === 'ccittfax4';
  const gray = bilevel ? imageOf(page.image).threshold(128) : imageOf(page.image);
  const dpi = page.dpi ?? 72;
  return gray
    .tiff({
      compression,
      quality,
      ...(bilevel ? { bitdepth: 1 as const } : {}),
      predictor: compression === 'lzw' || compression === 'deflate' ? 'horizontal' : 'none',
      resolutionUnit: 'inch',
      xres: dpi / MM_PER_INCH,
      yres: (page.dpiY ?? dpi) / MM_PER_INCH,
    })
    .toBuffer();
};

/** A TIFF of one page or more; `ccittfax4` (CCITT G4) writes one bit a pixel, black below 128. */
export const encodeTiff = async (
  pages: readonly TiffPage[],
  options: { readonly compression?: TiffCompression; readonly quality?: number } = {},
): Promise<Buffer> => {
  const encoded: Buffer[] = [];
  for (const page of pages) {
    encoded.push(await encodeTiffPage(page, options.compression ?? 'lzw', options.quality ?? 85));
  }
  return joinTiffPages(encoded);
};
