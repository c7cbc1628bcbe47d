import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isPaperlineError, PaperlineError } from '../../src/domain/errors.ts';
import { encodeJpeg, encodePng, encodeTiff, encodeWebp } from '../../src/scan/encode-image.ts';
import { isPageFault, type ScanItem } from '../../src/scan/open-scan.ts';
import { buildPdf, drawWhole } from './pdf-builder.ts';
import { sampleImage } from './sample-image.ts';
import { openItems, refusalOf, ScanFolder } from './scan-files.ts';

const WIDTH = 300;
const HEIGHT = 420;
const sample = sampleImage(WIDTH, HEIGHT);
const MEDIA_BOX = [0, 0, 216, 302.4] as const;

let folder: ScanFolder;
let jpeg: Buffer;
/** A scan of every kind, small. */
const scans = new Map<string, Buffer>();

const pdfOfJpegs = (datas: readonly Uint8Array[], options = {}): Buffer =>
  buildPdf(
    datas.map((data) => ({
      mediaBox: MEDIA_BOX,
      images: [
        {
          entries: `/Width ${WIDTH} /Height ${HEIGHT} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode`,
          data,
        },
      ],
      content: drawWhole(216, 302.4),
    })),
    options,
  );

beforeAll(async () => {
  folder = await ScanFolder.create();
  jpeg = await encodeJpeg(sample, { dpi: 100 });
  scans.set('JPEG', jpeg);
  scans.set('PNG', await encodePng(sample, { dpi: 100 }));
  scans.set('WebP', await encodeWebp(sample));
  for (const compression of ['lzw', 'ccittfax4', 'jpeg', 'none'] as const) {
    scans.set(
      `TIFF ${compression}`,
      await encodeTiff([{ image: sample }, { image: sample }], { compression }),
    );
  }
  scans.set('PDF of JPEGs', pdfOfJpegs([jpeg, jpeg]));
  scans.set(
    'PDF of rows',
    buildPdf([
      {
        mediaBox: MEDIA_BOX,
        images: [
          {
            entries: `/Width ${WIDTH} /Height ${HEIGHT} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode`,
            data: deflateSync(sample.data),
          },
        ],
        content: `${drawWhole(216, 302.4)} BT /F0 20 Tf 20 20 Td (x) Tj ET`,
      },
    ]),
  );
});
afterAll(() => folder.remove());

const kinds = [
  'JPEG',
  'PNG',
  'WebP',
  'TIFF lzw',
  'TIFF ccittfax4',
  'TIFF jpeg',
  'TIFF none',
  'PDF of JPEGs',
  'PDF of rows',
] as const;
const scanOf = (kind: string): Buffer => scans.get(kind) ?? Buffer.alloc(0);

describe('a file that is no scan is refused, saying what it is', () => {
  test.each([
    ['empty.pdf', Buffer.alloc(0), 'scan-empty', 'the file is empty'],
    ['zeros.pdf', Buffer.alloc(5000), 'scan-not-an-image', 'nothing but zero bytes'],
    ['report.pdf', Buffer.from('PK\x03\x04rest of a docx', 'latin1'), 'scan-not-an-image', 'office document'],
    ['page.pdf', Buffer.from('<!DOCTYPE html><html></html>'), 'scan-not-an-image', 'a web page'],
    ['notes.tif', Buffer.from('just words\n'), 'scan-not-an-image', 'plain text'],
    ['a.jpg', Buffer.from('GIF89a............'), 'scan-not-an-image', 'a GIF picture'],
    ['a.jpg', Buffer.from('BM\0\0\0\0\0\0\0\0', 'latin1'), 'scan-not-an-image', 'a BMP picture'],
    ['a.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'), 'scan-not-an-image', 'HEIC'],
    ['a.bin', Buffer.from([1, 2, 3, 200, 201]), 'scan-not-an-image', 'not known here'],
    ['only-header.pdf', Buffer.from('%PDF-1.7\n'), 'scan-truncated', 'breaks off'],
    ['only-header.jpg', Buffer.from([0xff, 0xd8, 0xff]), 'scan-', 'only-header.jpg'],
    ['only-header.tif', Buffer.from('II*\0', 'latin1'), 'scan-truncated', 'only-header.tif'],
  ])('%s, %#', async (name, bytes, code, words) => {
    const fault = await refusalOf(await folder.write(bytes, name));
    expect(fault.code).toContain(code);
    expect(fault.message).toContain(words);
    expect(fault.message).toContain(name);
    expect(fault.remedy).toMatch(/\.$/);
  });

  test('a folder', async () => {
    const path = join(folder.path, 'folder.pdf');
    await mkdir(path);
    expect(await refusalOf(path)).toMatchObject({
      code: 'scan-not-an-image',
      remedy: 'Drop the files in it, not the folder.',
    });
  });

  test('no file', async () => {
    expect((await refusalOf(join(folder.path, 'gone.pdf'))).code).toBe('file-not-found');
  });

  test.skipIf(process.getuid?.() === 0)(
    'a file without permission (skipped for root, who may read all)',
    async () => {
      const path = await folder.write(jpeg);
      await chmod(path, 0);
      expect((await refusalOf(path)).code).toBe('file-not-readable');
    },
  );

  test('a PDF with a password', async () => {
    const fault = await refusalOf(await folder.write(pdfOfJpegs([jpeg], { userPassword: 'secret' })));
    expect(fault).toMatchObject({ code: 'scan-encrypted' });
    expect(fault.remedy).toContain('password');
  });
});

describe('a file that is too large is refused before anything is decoded', () => {
  test('a PDF of 10,000 pages', async () => {
    const pages = Array.from({ length: 10_000 }, () => ({ mediaBox: MEDIA_BOX, content: '' }));
    const fault = await refusalOf(await folder.write(buildPdf(pages)));
    expect(fault.code).toBe('scan-too-many-pages');
    expect(fault.message).toContain('10000 pages');
  });

  test('a TIFF of more pages than allowed', async () => {
    expect((await refusalOf(await folder.write(scanOf('TIFF lzw')), { maxPages: 1 })).code).toBe(
      'scan-too-many-pages',
    );
  });

  test('a JPEG and a PNG of 50,000 x 50,000 px, by their headers', async () => {
    const largeJpeg = Buffer.from(jpeg);
    const frame = largeJpeg.indexOf(Buffer.from([0xff, 0xc0]));
    largeJpeg.writeUInt16BE(50_000, frame + 5);
    largeJpeg.writeUInt16BE(50_000, frame + 7);
    const largePng = Buffer.from(scanOf('PNG'));
    largePng.writeUInt32BE(50_000, 16);
    largePng.writeUInt32BE(50_000, 20);
    for (const bytes of [largeJpeg, largePng]) {
      const fault = await refusalOf(await folder.write(bytes));
      // A PNG's header is checked by a sum of its own, and is found damaged before it is found large.
      expect(['scan-too-large', 'scan-damaged']).toContain(fault.code);
    }
    expect((await refusalOf(await folder.write(largeJpeg))).message).toContain('50000 x 50000');
  });

  test('a PDF page of 14,400 x 14,400 pt, and an image in a PDF', async () => {
    const drawn = buildPdf([{ mediaBox: [0, 0, 14_400, 14_400], content: '' }]);
    expect((await refusalOf(await folder.write(drawn))).code).toBe('scan-too-large');
    const entries =
      '/Width 50000 /Height 50000 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode';
    const image = { entries, data: deflateSync(Buffer.alloc(1000)) };
    const embedded = buildPdf([{ mediaBox: MEDIA_BOX, images: [image], content: drawWhole(216, 302.4) }]);
    expect((await refusalOf(await folder.write(embedded))).code).toBe('scan-too-large');
  });
});

describe('a file that was cut off is never opened as if it were whole', () => {
  const cuts = [0.1, 0.3, 0.5, 0.7, 0.85, 0.95, 0.99];
  test.each(kinds.flatMap((kind) => cuts.map((cut) => [kind, cut] as const)))(
    '%s, cut at %d',
    async (kind, cut) => {
      const whole = scanOf(kind);
      const path = await folder.write(
        whole.subarray(0, Math.floor(whole.length * cut)),
        `cut-${kind}-${cut}`,
      );
      const outcome = await openItems(path).catch((error: unknown) => error);
      const items = Array.isArray(outcome) ? (outcome as ScanItem[]) : [];
      const faults = Array.isArray(outcome) ? items.filter(isPageFault).map((item) => item.fault) : [outcome];
      for (const fault of faults) {
        expect(fault).toBeInstanceOf(PaperlineError);
        expect(String(fault)).toContain(`cut-${kind}-${cut}`);
      }
      // A page may still be there whole; the file as a whole must not pass for complete.
      const pageCount = kind.startsWith('TIFF') || kind === 'PDF of JPEGs' ? 2 : 1;
      expect(items.filter((item) => !isPageFault(item)).length).toBeLessThan(pageCount);
    },
  );
});

describe('one page at fault does not take the others with it', () => {
  test('a JPEG that was cut off inside a PDF', async () => {
    const path = await folder.write(pdfOfJpegs([jpeg, jpeg.subarray(0, 2000), jpeg]), 'three.pdf');
    const items = await openItems(path);
    expect(items.map((item) => [item.pageIndex, isPageFault(item)])).toEqual([
      [0, false],
      [1, true],
      [2, false],
    ]);
    const fault = items.find(isPageFault)?.fault;
    expect(fault?.code).toBe('scan-truncated');
    expect(fault?.message).toContain('three.pdf, page 2');
  });

  test('strips of a TIFF page that lie outside the file', async () => {
    const bytes = Buffer.from(scanOf('TIFF none'));
    // The second page's pixels come last; its strips are said to lie a megabyte further on.
    const path = await folder.write(bytes.subarray(0, bytes.length), 'two.tif');
    expect((await openItems(path)).map(isPageFault)).toEqual([false, false]);
    const cutPixels = Buffer.from(bytes);
    const directory = cutPixels.readUInt32LE(4);
    const entries = cutPixels.readUInt16LE(directory);
    for (let index = 0; index < entries; index++) {
      const entry = directory + 2 + index * 12;
      if (cutPixels.readUInt16LE(entry) !== 273) continue;
      const values = cutPixels.readUInt32LE(entry + 8);
      cutPixels.writeUInt32LE(100_000_000, values);
    }
    const items = await openItems(await folder.write(cutPixels, 'bad-first.tif'));
    expect(items.map(isPageFault)).toEqual([true, false]);
  });
});

test.each(['/JPXDecode', '/JBIG2Decode', '/DCTDecode'])(
  'a page whose image cannot be decoded is at fault, never blank: %s',
  async (filter) => {
    const entries = `/Width 300 /Height 420 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter ${filter}`;
    const image = {
      entries,
      data: Buffer.from('no image, only words that go on for longer than 64 bytes in all'),
    };
    for (const over of ['', ' BT /F0 20 Tf 20 20 Td (stamp) Tj ET']) {
      const built = buildPdf([
        { mediaBox: MEDIA_BOX, images: [image], content: drawWhole(216, 302.4) + over },
      ]);
      expect((await refusalOf(await folder.write(built))).code).toBe('scan-damaged');
    }
  },
);

test('stops when told to', async () => {
  const path = await folder.write(scanOf('PDF of JPEGs'));
  await expect(openItems(path, { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
});

describe('damaged bytes give faults or pages, nothing else', () => {
  test.each(kinds)('%s', async (kind) => {
    const whole = scanOf(kind);
    const damage = fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: whole.length - 1 }),
        value: fc.integer({ min: 0, max: 255 }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = Buffer.from(whole);
        for (const { at, value } of changes) bytes[at] = value;
        const items = await openItems(await folder.write(bytes, 'damaged')).catch((error: unknown) => {
          if (!isPaperlineError(error)) throw error;
          return [];
        });
        for (const item of items) {
          if (isPageFault(item)) continue;
          const { data, width, height } = item.image;
          expect(data).toHaveLength(width * height);
        }
      }),
      { numRuns: 60 },
    );
  });
});
