/** Printed pages as pixels, through pdfium: what a good printer and a good scanner would give. */
import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { GrayImage } from '../../src/domain/image.ts';
import type { RectMm } from '../../src/domain/geometry.ts';
import type { Paper } from '../../src/print/measures.ts';

export interface RenderedPage {
  readonly image: GrayImage;
  readonly text: string;
  /** Apart by axis: pdfium's wrapper rounds a page's size down to whole points and stretches the page to it. */
  readonly pxPerMm: { readonly x: number; readonly y: number };
}

/** Some pages of a PDF, numbered from 0, at `dpi`, with their text; `pageCount` is that of the whole file. */
export const renderPages = async (
  pdf: Uint8Array,
  pages: readonly number[],
  dpi: number,
  paper: Paper,
): Promise<{ pageCount: number; pages: RenderedPage[] }> => {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf);
    const rendered: RenderedPage[] = [];
    for (const index of pages) {
      const page = document.getPage(index);
      // Rendering closes the page, so its text comes first.
      const text = page.getText();
      const { data, width, height } = await page.render({ scale: dpi / 72, render: 'bitmap' });
      // Four bytes a pixel; all that is printed is gray, so one of them is enough.
      const gray = Uint8Array.from({ length: width * height }, (_, i) => data[4 * i] ?? 0);
      rendered.push({
        image: { data: gray, width, height },
        text,
        pxPerMm: { x: width / paper.widthMm, y: height / paper.heightMm },
      });
    }
    const pageCount = document.getPageCount();
    document.destroy();
    return { pageCount, pages: rendered };
  } finally {
    library.destroy();
  }
};

/** Mean darkness, 0 white to 1 black, of an upright rectangle in the page frame. */
export const darkness = (page: RenderedPage, rect: RectMm): number => {
  let sum = 0;
  let count = 0;
  for (
    let y = Math.ceil(rect.y * page.pxPerMm.y);
    y < Math.floor((rect.y + rect.height) * page.pxPerMm.y);
    y++
  ) {
    for (
      let x = Math.ceil(rect.x * page.pxPerMm.x);
      x < Math.floor((rect.x + rect.width) * page.pxPerMm.x);
      x++
    ) {
      sum += 1 - (page.image.data[y * page.image.width + x] ?? 255) / 255;
      count++;
    }
  }
  if (count === 0) throw new RangeError('The rectangle holds no pixel.');
  return sum / count;
};

/** The darkest pixel of a rectangle, 0 white to 1 black. */
export const darkest = (page: RenderedPage, rect: RectMm): number => {
  let most = 0;
  for (
    let y = Math.ceil(rect.y * page.pxPerMm.y);
    y < Math.floor((rect.y + rect.height) * page.pxPerMm.y);
    y++
  ) {
    for (
      let x = Math.ceil(rect.x * page.pxPerMm.x);
      x < Math.floor((rect.x + rect.width) * page.pxPerMm.x);
      x++
    ) {
      most = Math.max(most, 1 - (page.image.data[y * page.image.width + x] ?? 255) / 255);
    }
  }
  return most;
};

/**
 * Where the printed line lies that is looked for around (`x`, `y`), in mm along `across`: the middle of the ink within
 * 0.6 mm, averaged over 1 mm along the line; null where there is none.
 */
export const findLineMm = (page: RenderedPage, x: number, y: number, across: 'x' | 'y'): number | null => {
  const reachMm = 0.6;
  const alongMm = 0.5;
  const [centre, other] = across === 'x' ? [x, y] : [y, x];
  const acrossPx = page.pxPerMm[across];
  const alongPx = page.pxPerMm[across === 'x' ? 'y' : 'x'];
  let weight = 0;
  let moment = 0;
  for (
    let a = Math.floor((centre - reachMm) * acrossPx);
    a <= Math.ceil((centre + reachMm) * acrossPx);
    a++
  ) {
    for (let b = Math.floor((other - alongMm) * alongPx); b <= Math.ceil((other + alongMm) * alongPx); b++) {
      const place = across === 'x' ? b * page.image.width + a : a * page.image.width + b;
      const dark = 1 - (page.image.data[place] ?? 255) / 255;
      weight += dark;
      moment += dark * (a + 0.5);
    }
  }
  return weight < 1 ? null : moment / weight / acrossPx;
};

/** A part of a page as RGBA, for readers of codes. */
export const cropRgba = (page: RenderedPage, rect: RectMm) => {
  const left = Math.max(0, Math.round(rect.x * page.pxPerMm.x));
  const top = Math.max(0, Math.round(rect.y * page.pxPerMm.y));
  const width = Math.round(rect.width * page.pxPerMm.x);
  const height = Math.round(rect.height * page.pxPerMm.y);
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data.fill(
        page.image.data[(top + y) * page.image.width + left + x] ?? 255,
        4 * (y * width + x),
        4 * (y * width + x) + 3,
      );
    }
  }
  return { data, width, height, colorSpace: 'srgb' as const };
};
