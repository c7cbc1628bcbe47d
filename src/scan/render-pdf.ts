import { basename } from 'node:path';
import { MM_PER_INCH } from '../domain/geometry.ts';
import type { GrayImage } from '../domain/image.ts';
import { openPdfFile, pdfSourceOfBytes, type PdfDocument, type PdfSource } from './pdf-document.ts';
import { PdfiumError, type Pdfium } from './pdfium-module.ts';
import { openPdf } from './pdf-refusal.ts';
import { faultOfSystem } from './scan-fault.ts';

const POINTS_PER_INCH = 72;
const ANNOTATIONS = 0x01;
const GRAYSCALE = 0x08;
const FORMAT_GRAY = 1;
const FORMAT_BGR = 2;
const OPAQUE_WHITE = 0xffffffff;

export interface RenderOptions {
  /** Dots an inch of the result, both ways; 300 unless told. */
  readonly dpi?: number;
  /** Which pages, from 0, in this order; all unless told. */
  readonly pages?: readonly number[];
}

export interface RenderedPage {
  readonly pageIndex: number;
  readonly image: GrayImage;
  readonly dpi: number;
  /** The page as a viewer shows it (cropped and turned), in mm. */
  readonly widthMm: number;
  readonly heightMm: number;
}

export interface RenderedRgbPage {
  readonly pageIndex: number;
  /** Red, green, blue, one byte each; rows from top to bottom without padding. */
  readonly rgb: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  readonly dpi: number;
}

/** Size in px of a page as a viewer shows it. */
export const pageSizePx = (page: number, lib: Pdfium, dpi: number): { width: number; height: number } => ({
  width: Math.max(1, Math.round((lib.functions._FPDF_GetPageWidthF(page) / POINTS_PER_INCH) * dpi)),
  height: Math.max(1, Math.round((lib.functions._FPDF_GetPageHeightF(page) / POINTS_PER_INCH) * dpi)),
});

/** Draws a loaded page on white, `width` x `height` px, and gives rows of `channels` bytes a pixel without padding (gray, or BGR). */
const drawPage = (
  page: number,
  lib: Pdfium,
  width: number,
  height: number,
  channels: 1 | 3,
): Uint8Array<ArrayBuffer> => {
  const { functions } = lib;
  const bitmap = functions._FPDFBitmap_CreateEx(
    width,
    height,
    channels === 1 ? FORMAT_GRAY : FORMAT_BGR,
    0,
    0,
  );
  if (bitmap === 0) throw new PdfiumError(`pdfium has no memory left for a page of ${width} x ${height} px.`);
  try {
    functions._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, OPAQUE_WHITE);
    const flags = ANNOTATIONS | (channels === 1 ? GRAYSCALE : 0);
    functions._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags);
    const stride = functions._FPDFBitmap_GetStride(bitmap);
    const start = functions._FPDFBitmap_GetBuffer(bitmap) >>> 0;
    const rowBytes = width * channels;
    const heap = lib.heap();
    if (stride === rowBytes) return heap.slice(start, start + rowBytes * height);
    const rows = new Uint8Array(rowBytes * height);
    for (let y = 0; y < height; y++) {
      rows.set(heap.subarray(start + y * stride, start + y * stride + rowBytes), y * rowBytes);
    }
    return rows;
  } finally {
    functions._FPDFBitmap_Destroy(bitmap);
  }
};

/** Draws a loaded page in gray, `dpi` dots an inch. */
export const drawGrayPage = (page: number, lib: Pdfium, dpi: number): GrayImage => {
  const { width, height } = pageSizePx(page, lib, dpi);
  return { data: drawPage(page, lib, width, height, 1), width, height };
};

const sourceOf = (pathOrBytes: string | Uint8Array, file: string): PdfSource => {
  if (typeof pathOrBytes !== 'string') return pdfSourceOfBytes(pathOrBytes);
  try {
    return openPdfFile(pathOrBytes);
  } catch (error) {
    throw faultOfSystem(error, file);
  }
};

async function* eachPage<T>(
  pathOrBytes: string | Uint8Array,
  pages: readonly number[] | undefined,
  use: (page: number, lib: Pdfium, pageIndex: number) => T,
): AsyncGenerator<T, void, undefined> {
  const file = typeof pathOrBytes === 'string' ? basename(pathOrBytes) : 'the PDF';
  const source = sourceOf(pathOrBytes, file);
  let document: PdfDocument | undefined;
  try {
    document = await openPdf(source, file);
    const wanted = pages ?? Array.from({ length: document.pageCount }, (_, index) => index);
    for (const pageIndex of wanted) {
      yield document.withPage(pageIndex, (page, lib) => use(page, lib, pageIndex));
    }
  } finally {
    document?.close();
    source.close();
  }
}

/**
 * Draws the pages of a PDF in gray, one at a time, as a viewer shows them (cropped and turned, annotations included).
 * Throws PaperlineError where the file cannot be opened. Meant for PDFs that Paperline made itself; scans are opened by `openScan`.
 */
export async function* renderPdfPages(
  pathOrBytes: string | Uint8Array,
  options: RenderOptions = {},
): AsyncGenerator<RenderedPage, void, undefined> {
  const dpi = options.dpi ?? 300;
  yield* eachPage(pathOrBytes, options.pages, (page, lib, pageIndex) => ({
    pageIndex,
    image: drawGrayPage(page, lib, dpi),
    dpi,
    widthMm: (lib.functions._FPDF_GetPageWidthF(page) / POINTS_PER_INCH) * MM_PER_INCH,
    heightMm: (lib.functions._FPDF_GetPageHeightF(page) / POINTS_PER_INCH) * MM_PER_INCH,
  }));
}

/** As `renderPdfPages`, in colour, for previews. */
export async function* renderPdfPagesInColour(
  pathOrBytes: string | Uint8Array,
  options: RenderOptions = {},
): AsyncGenerator<RenderedRgbPage, void, undefined> {
  const dpi = options.dpi ?? 150;
  yield* eachPage(pathOrBytes, options.pages, (page, lib, pageIndex) => {
    const { width, height } = pageSizePx(page, lib, dpi);
    const rgb = drawPage(page, lib, width, height, 3);
    for (let at = 0; at < rgb.length; at += 3) {
      const blue = rgb[at] ?? 0;
      rgb[at] = rgb[at + 2] ?? 0;
      rgb[at + 2] = blue;
    }
    return { pageIndex, rgb, width, height, dpi };
  });
}

/** The text of each page in the order of its content, lines ended by \r\n; empty for a scan without a text layer. */
export const pdfPageTexts = async (pathOrBytes: string | Uint8Array): Promise<string[]> => {
  const texts: string[] = [];
  for await (const text of eachPage(pathOrBytes, undefined, readPageText)) texts.push(text);
  return texts;
};

const readPageText = (page: number, lib: Pdfium): string => {
  const { functions } = lib;
  const textPage = functions._FPDFText_LoadPage(page);
  if (textPage === 0) return '';
  try {
    const characters = functions._FPDFText_CountChars(textPage);
    if (characters <= 0) return '';
    return lib.withMemory((characters + 1) * 2, (buffer) => {
      const length = functions._FPDFText_GetText(textPage, 0, characters, buffer);
      if (length <= 1) return '';
      return new TextDecoder('utf-16le').decode(lib.heap().subarray(buffer, buffer + (length - 1) * 2));
    });
  } finally {
    functions._FPDFText_ClosePage(textPage);
  }
};
