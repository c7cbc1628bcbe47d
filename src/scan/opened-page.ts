import type { PaperlineError } from '../domain/errors.ts';
import type { ScanPage } from '../domain/image.ts';

export interface OpenedPage extends ScanPage {
  /** `embedded-image`: taken out of a PDF; `rendered`: drawn by pdfium; `decoded`: an image file, or a page of one. */
  readonly source: 'embedded-image' | 'rendered' | 'decoded';
  /** How exactly, and for a rendered page why: `jpeg, 1 x uchar`, `not one image: 12 images`. */
  readonly sourceDetail: string;
  /** Wall time that opening this page took, in milliseconds. */
  readonly ms: number;
}

/** A page that cannot be opened, in a file whose other pages can. */
export interface PageFault {
  readonly pageIndex: number;
  readonly fault: PaperlineError;
}

export type ScanItem = OpenedPage | PageFault;

export const isPageFault = (item: ScanItem): item is PageFault => 'fault' in item;

/** A file with more is refused before anything is decoded; unwanted pages are passed over. */
export interface PageLimits {
  readonly maxPages: number;
  readonly maxPixels: number;
  readonly isWanted: (pageIndex: number) => boolean;
  /** Called once, when it is known how many pages the file has. */
  readonly onPageCount: (pages: number) => void;
}
