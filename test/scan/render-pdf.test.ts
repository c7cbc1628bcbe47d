import { expect, test } from 'vitest';
import type { GrayImage } from '../../src/domain/image.ts';
import { pdfPageTexts, renderPdfPages, renderPdfPagesInColour } from '../../src/scan/render-pdf.ts';
import { buildPdf } from './pdf-builder.ts';

// A red square of 1 inch, an inch from the left and the bottom of a page of 4 x 6 inches.
const square = { mediaBox: [0, 0, 288, 432] as const, content: '1 0 0 rg 72 72 72 72 re f' };

const pixel = ({ data, width }: GrayImage, x: number, y: number): number | undefined => data[y * width + x];

test('pages are drawn at the asked resolution, in the asked order, as a viewer shows them', async () => {
  const pdf = buildPdf([square, { ...square, rotate: 90 }]);
  const pages = [];
  for await (const page of renderPdfPages(pdf, { dpi: 100, pages: [1, 0] })) pages.push(page);
  const [turned, upright] = pages;
  expect(pages.map((page) => [page.pageIndex, page.image.width, page.image.height])).toEqual([
    [1, 600, 400],
    [0, 400, 600],
  ]);
  expect(upright?.widthMm).toBeCloseTo(101.6, 3);
  expect(upright?.heightMm).toBeCloseTo(152.4, 3);
  if (upright === undefined || turned === undefined) throw new Error('A page is missing.');
  expect(pixel(upright.image, 150, 450)).toBeLessThan(120);
  expect(pixel(upright.image, 150, 150)).toBe(255);
  // Turned clockwise, the page's left bottom comes to its left top.
  expect(pixel(turned.image, 150, 150)).toBeLessThan(120);
  expect(pixel(turned.image, 450, 150)).toBe(255);
});

test('colours come as red, green, blue', async () => {
  for await (const { rgb, width } of renderPdfPagesInColour(buildPdf([square]), { dpi: 100 })) {
    const at = (450 * width + 150) * 3;
    expect([...rgb.subarray(at, at + 3)]).toEqual([255, 0, 0]);
    expect([...rgb.subarray(0, 3)]).toEqual([255, 255, 255]);
  }
});

test('the text of each page', async () => {
  const say = (words: string): string => `BT /F0 12 Tf 20 100 Td (${words}) Tj ET`;
  const pdf = buildPdf([
    { ...square, content: say('P K7Q2M9XW') },
    { ...square, content: '' },
    { ...square, content: say('B 4F7T29QHXM') },
  ]);
  expect(await pdfPageTexts(pdf)).toEqual(['P K7Q2M9XW', '', 'B 4F7T29QHXM']);
});

test('what is no PDF is refused', async () => {
  await expect(pdfPageTexts(Buffer.from('no PDF at all'))).rejects.toMatchObject({ code: 'scan-truncated' });
  await expect(pdfPageTexts('/nowhere/a.pdf')).rejects.toMatchObject({ code: 'file-not-found' });
});

test('two documents can be read in turns', async () => {
  const one = renderPdfPages(buildPdf([square, square]), { dpi: 50 });
  const two = renderPdfPages(buildPdf([{ ...square, content: '' }]), { dpi: 50 });
  const first = await one.next();
  const blank = await two.next();
  const second = await one.next();
  await two.return();
  await one.return();
  if (first.done === true || blank.done === true || second.done === true)
    throw new Error('A page is missing.');
  expect(second.value.image).toEqual(first.value.image);
  expect(blank.value.image.data.every((value) => value === 255)).toBe(true);
});
