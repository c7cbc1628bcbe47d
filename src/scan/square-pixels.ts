import type { GrayImage } from '../domain/image.ts';
import { resizeGray } from './encode-image.ts';
import { isSquare, type Resolution } from './resolution.ts';

/** Placed sizes are 32-bit floats in a PDF: 300 dots an inch come out as 299.9999978. */
export const roundedDpi = (dpi: number): number => Math.round(dpi * 100) / 100;

/**
 * The image with as many pixels an inch down as across, the finer of the two (fax images have 204 x 98), and that
 * resolution in dots an inch.
 */
export const squarePixels = async (
  image: GrayImage,
  resolution: Resolution | null,
): Promise<{ image: GrayImage; dpi: number | null }> => {
  if (resolution === null) return { image, dpi: null };
  if (isSquare(resolution)) return { image, dpi: roundedDpi((resolution.x + resolution.y) / 2) };
  const dpi = roundedDpi(Math.max(resolution.x, resolution.y));
  const width = Math.max(1, Math.round((image.width * dpi) / resolution.x));
  const height = Math.max(1, Math.round((image.height * dpi) / resolution.y));
  return { image: await resizeGray(image, width, height), dpi };
};
