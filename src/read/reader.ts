import type { GrayImage, ScanPage } from '../domain/image.ts';
import type { Layout } from '../domain/layout.ts';
import type { PageRead } from '../domain/page-read.ts';

/** A form version that may turn up: its layout and, where there is one, an image of each blank page. */
export interface KnownForm {
  readonly layout: Layout;
  /** By page number; the image's pixels are the page frame at `dpi`. */
  readonly references: ReadonlyMap<number, { readonly image: GrayImage; readonly dpi: number }>;
  /**
   * The blank of a page that `references` does not hold, fetched when a page has lost its codes and must be known by its
   * print; null where there is none. Where this is left out, the layout alone tells what is printed.
   */
  readonly fetchBlank?: (page: number) => Promise<{ readonly image: GrayImage; readonly dpi: number } | null>;
}

/** What a page read says, without the file name that only the caller knows. */
export type PageReading = Omit<PageRead, 'file'>;

export interface PageReader {
  /** Pure: the same page gives the same reading. Never rejects for what is on the paper. */
  readPage(page: ScanPage): Promise<PageReading>;
}
