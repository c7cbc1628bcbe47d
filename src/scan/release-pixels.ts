import { Buffer } from 'node:buffer';
import type { GrayImage } from '../domain/image.ts';

/**
 * Gives the memory of an image back at once; its pixels are gone then. A page takes nine million bytes outside the
 * engine's heap, where the engine is late to see that they are many: without this, reading page after page either
 * grows or spends an eighth of its time on collecting. An image that shares its memory with others keeps it.
 */
export const releasePixels = ({ data }: GrayImage): void => releaseBytes(data);

/** The same for the coded data of an image, of which nobody else has a part. */
export const releaseBytes = ({ buffer }: Uint8Array): void => {
  if (buffer instanceof ArrayBuffer && buffer.byteLength > Buffer.poolSize) buffer.transfer(0);
};
