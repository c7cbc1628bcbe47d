/** Decodes the data of a PDF's image stream: JPEG as it is, CCITT fax as a TIFF, Flate as a PNG or as it is. */
import { promisify } from 'node:util';
import { crc32, inflate } from 'node:zlib';
import sharp from 'sharp';
import type { GrayImage } from '../domain/image.ts';
import { decodeImage, plainBytes } from './decode-image.ts';
import { cropGray } from './orientation.ts';
import type { ImageStream } from './pdf-image-stream.ts';
import { scanFault } from './scan-fault.ts';

const inflateBytes = promisify(inflate);

const invert = (image: GrayImage): void => {
  const { data } = image;
  for (let at = 0; at < data.length; at++) data[at] = 255 - (data[at] ?? 0);
};

const TIFF_SHORT = 3;
const TIFF_LONG = 4;
const CCITT_GROUP_3 = 3;
const CCITT_GROUP_4 = 4;

/** A TIFF around CCITT fax data; coded black comes out black. */
export const wrapCcitt = (
  data: Uint8Array,
  stream: ImageStream & { readonly coding: 'ccitt' },
): Uint8Array => {
  const { k } = stream.parameters;
  const entries: (readonly [tag: number, type: number, value: number])[] = [
    [256, TIFF_LONG, stream.width],
    [257, TIFF_LONG, stream.height],
    [258, TIFF_SHORT, 1],
    [259, TIFF_SHORT, k < 0 ? CCITT_GROUP_4 : CCITT_GROUP_3],
    [262, TIFF_SHORT, 0],
    [273, TIFF_LONG, 0],
    [277, TIFF_SHORT, 1],
    [278, TIFF_LONG, stream.height],
    [279, TIFF_LONG, data.length],
    ...(k < 0 ? [] : [[292, TIFF_LONG, k > 0 ? 1 : 0] as const]),
  ];
  const headerBytes = 8 + 2 + entries.length * 12 + 4;
  const file = Buffer.alloc(headerBytes + data.length);
  file.write('II*\0', 0, 'latin1');
  file.writeUInt32LE(8, 4);
  file.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, type, value], index) => {
    const at = 10 + index * 12;
    file.writeUInt16LE(tag, at);
    file.writeUInt16LE(type, at + 2);
    file.writeUInt32LE(1, at + 4);
    file.writeUInt32LE(tag === 273 ? headerBytes : value, at + 8);
  });
  file.set(data, headerBytes);
  return file;
};

const pngChunk = (type: string, data: Uint8Array): Uint8Array => {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'latin1');
  chunk.set(data, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
};

const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** A PNG around deflated rows with PNG filters, which is what a PNG holds. */
const wrapPng = (data: Uint8Array, stream: ImageStream & { readonly coding: 'flate' }): Uint8Array => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(stream.width, 0);
  header.writeUInt32BE(stream.height, 4);
  header.writeUInt8(stream.bitsPerSample, 8);
  header.writeUInt8(stream.channels === 3 ? 2 : 0, 9);
  return Buffer.concat([
    PNG_SIGNATURE,
    pngChunk('IHDR', header),
    pngChunk('IDAT', data),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
};

/** For each byte, its eight pixels from the highest bit on: black where the bit is 0. */
const PIXELS_OF_BYTE = Uint8Array.from(
  { length: 256 * 8 },
  (_, at) => (((at >> 3) >> (7 - (at & 7))) & 1) * 255,
);

const unpackBits = (rows: Uint8Array, width: number, height: number): Uint8Array => {
  const stride = Math.ceil(width / 8);
  // Eight pixels at a time, as one 64-bit number each; rows then lose what they have over `width`.
  const wide = new Uint8Array(stride * 8 * height);
  const from = new BigUint64Array(PIXELS_OF_BYTE.buffer);
  const to = new BigUint64Array(wide.buffer);
  for (let at = 0; at < to.length; at++) to[at] = from[rows[at] ?? 0] ?? 0n;
  return cropGray({ data: wide, width: stride * 8, height }, 0, 0, width, height).data;
};

const decodeRows = async (
  data: Uint8Array,
  stream: ImageStream & { readonly coding: 'flate' },
  place: string,
): Promise<GrayImage> => {
  const { width, height, channels, bitsPerSample } = stream;
  const neededBytes = Math.ceil((width * channels * bitsPerSample) / 8) * height;
  let rows: Uint8Array;
  try {
    rows = plainBytes(await inflateBytes(data, { maxOutputLength: neededBytes + 65_536 }));
  } catch (error) {
    throw scanFault('scan-damaged', place, 'the compressed image cannot be unpacked', { cause: error });
  }
  if (rows.length < neededBytes) {
    throw scanFault(
      'scan-truncated',
      place,
      `the image has ${rows.length} bytes where ${width} x ${height} px need ${neededBytes}`,
    );
  }
  const pixels = rows.subarray(0, neededBytes);
  if (bitsPerSample === 1) return { data: unpackBits(pixels, width, height), width, height };
  if (channels === 1) return { data: pixels, width, height };
  const gray = await sharp(pixels, { raw: { width, height, channels }, limitInputPixels: false })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return { data: plainBytes(gray), width, height };
};

/** The stored image in gray, not yet turned. Throws PaperlineError where the data are incomplete or damaged. */
export const decodeImageStream = async (
  data: Uint8Array,
  stream: ImageStream,
  place: string,
  maxPixels: number,
): Promise<GrayImage> => {
  const options = { place, maxPixels, honourOrientation: false };
  const { width, height, coding } = stream;
  const header = { width, height, hasAlpha: false, orientation: 1, resolutions: [], detail: coding };
  let image: GrayImage;
  if (stream.coding === 'jpeg') {
    ({ image } = await decodeImage(data, options));
  } else if (stream.coding === 'ccitt') {
    ({ image } = await decodeImage(wrapCcitt(data, stream), { ...options, header }));
  } else if (stream.pngPredictor) {
    ({ image } = await decodeImage(wrapPng(data, stream), { ...options, header }));
  } else {
    image = await decodeRows(data, stream, place);
  }
  if (stream.inverted) invert(image);
  return image;
};
