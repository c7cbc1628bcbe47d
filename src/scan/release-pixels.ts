import { Buffer } from 'node:buffer';
import type { GrayImage } from '../domain/image.ts';

/**
 * Gives the memory of an image back at once; its pixels are gone then. A page takes nine million bytes outside the
 * engine's heap, where the engine is late to see that they are many: without this, reading page after page either
 * grows or spends an eighth of its time on collecting. An image that shares its memory with others keeps it.
 */
export const releasePixels = ({ data }: GrayImage): void => {
  const { buffer } = data;
  if (buffer instanceof ArrayBuffer && buffer.byteLength > Buffer.poolSize) buffer.transfer(0);
};
