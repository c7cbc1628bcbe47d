import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GrayImage } from '../../src/domain/image.ts';
import { encodeJpeg, encodePng, encodeTiff, encodeWebp } from '../../src/scan/encode-image.ts';
import { orientationOfTag } from '../../src/scan/orientation.ts';
import { differenceOf, sampleBilevel, sampleImage } from './sample-image.ts';
import { openOnlyPage, openPages, ScanFolder } from './scan-files.ts';

// A4 at 100 dots an inch.
const WIDTH = 827;
const HEIGHT = 1169;
const sample = sampleImage(WIDTH, HEIGHT);
const bilevel = sampleBilevel(WIDTH, HEIGHT);

let folder: ScanFolder;
beforeAll(async () => {
  folder = await ScanFolder.create();
});
afterAll(() => folder.remove());

const open = async (bytes: Uint8Array, name?: string): ReturnType<typeof openOnlyPage> =>
  openOnlyPage(await folder.write(bytes, name));

const rawOf = (image: GrayImage): Sharp =>
  sharp(image.data, { raw: { width: image.width, height: image.height, channels: 1 } }).toColourspace('b-w');

describe('one image a file', () => {
  test.each([
    ['JPEG', 'jpeg', 1.5, () => encodeJpeg(sample, { dpi: 100, quality: 95 }), 100],
    ['PNG', 'png', 0, () => encodePng(sample, { dpi: 100 }), 100],
    ['WebP', 'webp', 2, () => encodeWebp(sample, { quality: 95 }), null],
    ['WebP without loss', 'webp', 1, () => encodeWebp(sample, { lossless: true }), null],
    ['TIFF', 'tiff', 0, () => encodeTiff([{ image: sample, dpi: 100 }]), 100],
  ] as const)('%s', async (_, detail, tolerance, encode, dpi) => {
    const page = await open(await encode());
    expect(page).toMatchObject({ pageIndex: 0, source: 'decoded', dpi });
    expect(page.sourceDetail).toContain(detail);
    expect(differenceOf(page.image, sample)).toBeLessThanOrEqual(tolerance);
  });

  test.each(['scan[1].jpg', 'a scan 📄.pdf', "..'%41.docx", 'no-extension', 'page[page=3,dpi=10].tif'])(
    'whatever its name: %s',
    async (name) => {
      const page = await open(await encodeJpeg(sample, { dpi: 100 }), name);
      expect(page.sourceDetail).toContain('jpeg');
      const tiff = await open(await encodeTiff([{ image: sample, dpi: 100 }]), name);
      expect(tiff.sourceDetail).toContain('tiff');
    },
  );

  test('pixels are plain bytes: a slice of them is a copy', async () => {
    const page = await open(await encodePng(sample));
    expect(page.image.data.constructor).toBe(Uint8Array);
    expect(page.image.data).toHaveLength(WIDTH * HEIGHT);
  });
});

describe('the way up', () => {
  const tags = [1, 2, 3, 4, 5, 6, 7, 8];
  /** The image as a camera held that way stores it: turned upright by the tag, it is the sample again. */
  const storedFor = async (tag: number): Promise<Sharp> => {
    const { transpose, flipX, flipY } = orientationOfTag(tag);
    const flipped = await rawOf(sample).flop(flipX).flip(flipY).png().toBuffer();
    // A mirror image turned by a quarter is a transposition.
    return transpose ? sharp(await sharp(flipped).rotate(90).png().toBuffer()).flop() : sharp(flipped);
  };

  test.each(tags)('JPEG, EXIF orientation %i', async (tag) => {
    const stored = (await storedFor(tag)).toColourspace('b-w');
    const jpeg = await stored
      .withMetadata({ orientation: tag, density: 100 })
      .jpeg({ quality: 95 })
      .toBuffer();
    const page = await open(jpeg);
    expect(page.dpi).toBe(100);
    expect(differenceOf(page.image, sample)).toBeLessThan(1.5);
    // sharp's own reading of the tag is the judge.
    const judged = await sharp(jpeg).autoOrient().toColourspace('b-w').raw().toBuffer();
    expect(differenceOf(page.image, { ...sample, data: judged })).toBe(0);
  });

  test.each(tags)('TIFF, orientation %i', async (tag) => {
    const stored = (await storedFor(tag)).toColourspace('b-w');
    const tiff = await stored.withMetadata({ orientation: tag }).tiff({ compression: 'lzw' }).toBuffer();
    expect(differenceOf((await open(tiff)).image, sample)).toBe(0);
  });
});

describe('resolution', () => {
  test.each([
    [300, 2480, 3508, 300],
    [200, 1700, 2200, 200],
    [72, 595, 842, 72],
    [72, 2480, 3508, null],
    [96, 2480, 3508, null],
    [96, 794, 1123, 96],
    [1, 827, 1169, null],
    [1200, 827, 1169, null],
    [10, 827, 1169, null],
  ])('stated as %i for %i x %i px: %s', async (stated, width, height, expected) => {
    const image = { data: new Uint8Array(width * height).fill(200), width, height };
    const opened = [
      await open(await encodeJpeg(image, { dpi: stated })),
      await open(await encodeTiff([{ image, dpi: stated }])),
    ];
    expect(opened.map((page) => page.dpi)).toEqual([expected, expected]);
  });

  test('a fax of 204 x 98 is stretched to square pixels', async () => {
    const fax = sampleBilevel(1728, 1146);
    const page = await open(
      await encodeTiff([{ image: fax, dpi: 204, dpiY: 98 }], { compression: 'ccittfax4' }),
    );
    expect(page.dpi).toBe(204);
    expect([page.image.width, page.image.height]).toEqual([1728, Math.round((1146 * 204) / 98)]);
  });
});

describe('depths and colours become 8-bit gray', () => {
  const colour = { r: 200, g: 100, b: 50 };
  const flat = (): Sharp => sharp({ create: { width: 300, height: 200, channels: 3, background: colour } });
  const cases: readonly (readonly [string, () => Promise<Buffer>, number])[] = [
    ['colour JPEG', () => flat().jpeg().toBuffer(), 128],
    ['CMYK JPEG', () => flat().toColourspace('cmyk').jpeg().toBuffer(), 128],
    ['CMYK TIFF', () => flat().toColourspace('cmyk').tiff().toBuffer(), 128],
    ['16-bit colour PNG', () => flat().toColourspace('rgb16').png().toBuffer(), 128],
    ['palette PNG', () => flat().png({ palette: true }).toBuffer(), 128],
    [
      '16-bit gray PNG',
      () =>
        sharp(new Uint16Array(300 * 200).fill(30_000), { raw: { width: 300, height: 200, channels: 1 } })
          .toColourspace('grey16')
          .png()
          .toBuffer(),
      117,
    ],
  ];
  test.each(cases)('%s', async (_, encode, gray) => {
    const { data } = (await open(await encode())).image;
    expect(Math.abs((data[30_000] ?? 0) - gray)).toBeLessThanOrEqual(4);
  });

  const clear = (): Sharp =>
    sharp({ create: { width: 300, height: 200, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
  test.each([
    ['PNG', () => clear().png().toBuffer()],
    ['WebP', () => clear().webp().toBuffer()],
    ['TIFF', () => clear().tiff({ compression: 'lzw' }).toBuffer()],
  ])('what is transparent becomes white: %s', async (_, encode) => {
    const { data } = (await open(await encode())).image;
    expect([data[0], data[30_000]]).toEqual([255, 255]);
  });
});

describe('TIFF of several pages', () => {
  const smaller = sampleBilevel(600, 850);
  test.each([
    ['ccittfax4', 0],
    ['lzw', 0],
    ['deflate', 0],
    ['jpeg', 4],
    ['none', 0],
  ] as const)('%s: every page with its own size and resolution', async (compression, tolerance) => {
    const bytes = await encodeTiff(
      [
        { image: bilevel, dpi: 100 },
        { image: smaller, dpi: 72.5 },
        { image: bilevel, dpi: 101 },
      ],
      { compression, quality: 95 },
    );
    const pages = await openPages(await folder.write(bytes));
    expect(pages.map((page) => page.dpi)).toEqual([100, 72.5, 101]);
    expect(pages.map((page) => page.pageIndex)).toEqual([0, 1, 2]);
    const expected = [bilevel, smaller, bilevel];
    for (const [index, page] of pages.entries()) {
      expect(differenceOf(page.image, expected[index] ?? bilevel)).toBeLessThanOrEqual(tolerance);
    }
  });

  test('tiled, big-endian offsets or not, as other programs write them', async () => {
    const tiled = await rawOf(sample).tiff({ compression: 'deflate', tile: true }).toBuffer();
    expect(differenceOf((await open(tiled)).image, sample)).toBe(0);
    const big = await rawOf(sample).tiff({ compression: 'deflate', bigtiff: true }).toBuffer();
    expect(differenceOf((await open(big)).image, sample)).toBe(0);
  });
});
