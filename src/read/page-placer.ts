import type { LayoutPage } from '../domain/layout.ts';
import type { PageDiagnostics, PageStatus } from '../domain/page-read.ts';
import type { ScanPage } from '../domain/image.ts';
import type { PageReason } from '../domain/reasons.ts';
import type { PageView } from './page-view.ts';
import type { KnownForm } from './reader.ts';
import type { CoarseView, PageLevels } from './registration/coarse-view.ts';
import type { MarkPlacement } from './registration/placement.ts';

/** A scan page with what a first coarse look at it showed; placers share it. */
export interface SeenPage {
  readonly scan: ScanPage;
  readonly coarse: CoarseView;
  readonly levels: PageLevels;
  /** Where the page may lie by its registration marks though no code confirms it; a later placer may go on from there. */
  readonly unconfirmed: MarkPlacement[];
}

/** The page is known and lies where `view` says; its fields can be read. */
export interface PagePlaced {
  readonly kind: 'placed';
  readonly form: KnownForm;
  readonly page: LayoutPage;
  /** Null where the page does not say, or cannot be read to say, whose it is. */
  readonly copy: string | null;
  readonly view: PageView;
  /** Why a person must look at the page although it was placed. */
  readonly reasons: readonly PageReason[];
  readonly diagnostics: PageDiagnostics;
}

export interface BatchHeaderSeen {
  readonly kind: 'batch-header';
  readonly batch: string;
  readonly diagnostics: PageDiagnostics;
}

/** The page cannot be read, and this is what is known of it. */
export interface PageRefused {
  readonly kind: 'refused';
  readonly status: Extract<PageStatus, 'unreadable' | 'foreign'>;
  readonly form: string | null;
  readonly copy: string | null;
  readonly page: number | null;
  readonly reasons: readonly PageReason[];
  readonly diagnostics: PageDiagnostics;
}

export type Placing = PagePlaced | BatchHeaderSeen | PageRefused;

/** Wall time in milliseconds by step; placers add to it. */
export interface StepTimes {
  register: number;
  code: number;
}

/**
 * One way of finding out which page a scan shows and where it lies. A reader asks its placers in turn; null means that
 * this one sees nothing that it knows, and the next is asked.
 */
export interface PagePlacer {
  place(seen: SeenPage, times: StepTimes): Promise<Placing | null>;
}
