import { TIFF_TAGS, TiffFile } from './tiff-directory.ts';

// An entry whose values do not fit into it points at them; the strips are pointed at by values.
const LONG = 4;
const MAX_TIFF_BYTES = 2 ** 32 - 1;

/**
 * One multi-page TIFF from single-page ones (each little-endian, in strips, as sharp writes them): the files one after
 * another, every pointer moved to its new place. Throws RangeError where the whole would pass 4 GB.
 */
export const joinTiffPages = (pages: readonly Uint8Array[]): Buffer => {
  const total = pages.reduce((sum, page) => sum + page.length + (page.length % 2), 0);
  if (total > MAX_TIFF_BYTES)
    throw new RangeError(`A TIFF of ${total} bytes cannot be written; write several files.`);
  const joined = Buffer.alloc(total);
  let start = 0;
  let previousNextPointer: number | undefined;
  for (const page of pages) {
    joined.set(page, start);
    const file = new TiffFile((position, length) => page.subarray(position, position + length), page.length);
    const [directory] = file.directories();
    if (directory === undefined || !file.littleEndian || file.big) {
      throw new RangeError('Expected a single-page little-endian TIFF.');
    }
    for (const entry of directory.entries.values()) {
      const index = [...directory.entries.keys()].indexOf(entry.tag);
      const field = start + directory.at + 2 + index * 12 + 8;
      if (!entry.inline) joined.writeUInt32LE(entry.valuesAt + start, field);
      if (entry.tag === TIFF_TAGS.stripOffsets) {
        if (entry.type !== LONG)
          throw new RangeError(`Expected strip offsets of type ${LONG} but found ${entry.type}.`);
        file.values(directory, entry.tag).forEach((offset, strip) => {
          joined.writeUInt32LE(offset + start, start + entry.valuesAt + strip * 4);
        });
      }
    }
    // The first page keeps the file's header; the headers of the others stay behind unused.
    if (previousNextPointer !== undefined) joined.writeUInt32LE(directory.at + start, previousNextPointer);
    previousNextPointer = start + directory.nextPointerAt;
    start += page.length + (page.length % 2);
  }
  return joined;
};
