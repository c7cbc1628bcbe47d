import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeJpeg, encodeTiff } from '../../src/scan/encode-image.ts';
import { isPageFault, openScan } from '../../src/scan/open-scan.ts';
import { buildPdf, drawWhole } from './pdf-builder.ts';
import { ScanFolder } from './scan-files.ts';

const PAGES = 200;
// A4 at 200 dots an inch: 3.9 MB a page in gray, 775 MB in all.
const WIDTH = 1654;
const HEIGHT = 2339;

let folder: ScanFolder;
beforeAll(async () => {
  folder = await ScanFolder.create();
});
afterAll(() => folder.remove());

/** A page with grain, so that its JPEG is as large as a scanner's. */
const grainyPage = (seed: number): { data: Uint8Array; width: number; height: number } => {
  let state = seed;
  const data = Uint8Array.from({ length: WIDTH * HEIGHT }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 200 + (state >>> 27);
  });
  return { data, width: WIDTH, height: HEIGHT };
};

const largestGrowth = async (path: string): Promise<{ pages: number; growthMb: number }> => {
  let pages = 0;
  let settledMb = 0;
  let largestMb = 0;
  for await (const item of openScan(path)) {
    if (isPageFault(item)) throw item.fault;
    pages += 1;
    const residentMb = process.memoryUsage().rss / 1_048_576;
    // The first pages fill what is filled once: WebAssembly, the decoders, the garbage collector's headroom.
    if (pages <= 40) settledMb = Math.max(settledMb, residentMb);
    else largestMb = Math.max(largestMb, residentMb);
  }
  return { pages, growthMb: largestMb - settledMb };
};

test('a PDF of 200 pages and over 200 MB is opened page by page in flat memory', async () => {
  const images = await Promise.all(
    [1, 2, 3].map(async (seed) => ({
      entries: `/Width ${WIDTH} /Height ${HEIGHT} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode`,
      data: await encodeJpeg(grainyPage(seed), { quality: 90 }),
    })),
  );
  const bytes = buildPdf(
    Array.from({ length: PAGES }, (_, page) => ({
      mediaBox: [0, 0, 595, 842] as const,
      images: [images[page % images.length] ?? { entries: '', data: new Uint8Array() }],
      content: drawWhole(595, 842),
    })),
  );
  expect(bytes.length).toBeGreaterThan(200_000_000);
  const { pages, growthMb } = await largestGrowth(await folder.write(bytes));
  expect(pages).toBe(PAGES);
  // Half of the file, a sixth of the pixels: what a leak of either would pass.
  expect(growthMb).toBeLessThan(120);
});

test('a TIFF of 200 pages is opened page by page in flat memory', async () => {
  const image = { data: new Uint8Array(WIDTH * HEIGHT).fill(255), width: WIDTH, height: HEIGHT };
  const page = { image, dpi: 200 };
  const bytes = await encodeTiff(
    Array.from({ length: PAGES }, () => page),
    { compression: 'ccittfax4' },
  );
  const { pages, growthMb } = await largestGrowth(await folder.write(bytes));
  expect(pages).toBe(PAGES);
  expect(growthMb).toBeLessThan(120);
});
