/**
 * What the machine saw on one scan page: the contract of `paperline read`, one JSON line a page.
 * A reading is data: paper that cannot be read gives a status and reasons, never an exception.
 */
import type { PageReason, FieldReason } from './reasons.ts';
import type { SeenMark } from './seen-mark.ts';

/**
 * read        every field is there and sure;
 * review      at least one field, or the page itself, needs a person;
 * unreadable  a page of ours, or it may be one, that could not be placed or named;
 * blank       paper with nothing on it;
 * foreign     not a page of a form known here.
 */
export type PageStatus = 'read' | 'review' | 'unreadable' | 'blank' | 'foreign';

/** `multiple`: more than one answer where one is asked. `unclear`: ink that is neither an answer nor none. */
export type FieldState = 'answered' | 'blank' | 'multiple' | 'unclear';

/** A code, a list of codes (choice with `multiple`), a digit string or text; null where nothing is known. */
export type FieldValue = string | readonly string[] | null;

export interface Alternative {
  readonly value: FieldValue;
  /** Probability in 0..1. */
  readonly confidence: number;
}

export interface FieldReading {
  readonly state: FieldState;
  readonly value: FieldValue;
  /** Calibrated probability, in 0..1, that `value` (and `state`) is right. */
  readonly confidence: number;
  /** True when a person must look. */
  readonly review: boolean;
  /** Why a person must look, most important first. */
  readonly reasons?: readonly FieldReason[];
  /** Other values, most probable first. */
  readonly alternatives?: readonly Alternative[];
  /** How the field was marked. */
  readonly mark?: SeenMark;
}

/** Row-major 3 x 3 matrix that takes page mm to scan px: [x', y', w'] = M [x, y, 1]; px = (x'/w', y'/w'). */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

export type PageCorner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';

export interface PageDiagnostics {
  /** The scan's resolution as registration found it, in px an inch along the page's x and y. */
  readonly dpiX?: number;
  readonly dpiY?: number;
  /** What the file said. */
  readonly dpiStated?: number | null;
  /** Quarter turns by which the scan was turned clockwise from upright: 0, 90, 180 or 270. */
  readonly rotationDeg?: number;
  /** Remaining turn in degrees, clockwise positive, -45..45. */
  readonly skewDeg?: number;
  /** Printed size over intended size, where the scan's resolution is known: 0.97 is printed at 97 %. */
  readonly scale?: number;
  /** Root mean square distance between where printed marks were found and where the homography puts them. */
  readonly residualMm?: number;
  readonly registrationMarksFound?: number;
  /** Corners of the page, as it is read upright, whose registration mark was not found. */
  readonly marksMissing?: readonly PageCorner[];
  /** Lines that dirt on the scanner's glass left, in mm from the scan's left or top edge. */
  readonly streaks?: readonly { readonly direction: 'vertical' | 'horizontal'; readonly atMm: number }[];
  /** The scan knows black and white alone. */
  readonly bilevel?: boolean;
  /** 0 or 1: which printed page code was read; `text`: its printed words. */
  readonly pageCodeFrom?: 'code-1' | 'code-2' | 'text' | null;
  readonly pageMmToScanPx?: Homography;
  readonly [more: string]: unknown;
}

export interface PageRead {
  readonly file: string;
  /** Place in the file, from 0. */
  readonly pageIndex: number;
  readonly status: PageStatus;
  readonly form: string | null;
  readonly survey: string | null;
  readonly language: string | null;
  readonly copy: string | null;
  /** From 1. */
  readonly page: number | null;
  readonly reasons: readonly PageReason[];
  readonly fields: Readonly<Record<string, FieldReading>>;
  readonly diagnostics: PageDiagnostics;
  /** Wall time in milliseconds, by step. */
  readonly ms: Readonly<Record<string, number>>;
  /** Set where the page is a batch header: the code of the batch whose copies follow. */
  readonly batchHeader?: string;
}
