/**
 * A grayscale image: one byte a pixel, 0 black to 255 white, rows from top to bottom without padding,
 * `data.length === width * height`.
 */
export interface GrayImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** One image of a scan file. `dpi` is null where the file does not say, or says something impossible. */
export interface ScanPage {
  /** Place in the file, from 0. */
  readonly pageIndex: number;
  readonly image: GrayImage;
  readonly dpi: number | null;
}
