/**
 * What the pages of a stack of scans say together about printer, scanner and paper, and what to do about it. Pure: pages
 * in, findings out.
 */
import type { PageCorner, PageDiagnostics, PageStatus } from '../domain/page-read.ts';
import type { Told } from '../domain/screen-language.ts';
import { describeFinding } from './finding-words.ts';

/** What one page brought, as far as a diagnosis looks at it. */
export interface DiagnosedPage {
  /** What staff call the file. */
  readonly file: string;
  /** Place in the file, from 0. */
  readonly pageIndex: number;
  readonly status: PageStatus;
  readonly reasons: readonly string[];
  readonly copy: string | null;
  /** From 1. */
  readonly page: number | null;
  readonly diagnostics: PageDiagnostics;
  /** Of the page's choice fields, the share whose box was not found, 0..1. */
  readonly boxesLostShare: number;
}

/** Copies of which a page has not come in. */
export interface CopiesIncomplete {
  readonly batch: string | null;
  readonly page: number;
  readonly copies: readonly string[];
}

/** What was found, with its figures; the words follow from it. */
export type FindingDetail =
  | { readonly code: 'glass-streak'; readonly direction: 'vertical' | 'horizontal'; readonly atMm: number }
  | { readonly code: 'print-scaled'; readonly percent: number }
  | { readonly code: 'resolution-low'; readonly dpi: number }
  | { readonly code: 'corner-cut'; readonly corner: PageCorner }
  | { readonly code: 'feed-skewed'; readonly skewDeg: number }
  | { readonly code: 'scanned-too-light' }
  | { readonly code: 'mirrored' }
  | { readonly code: 'black-pages' }
  | { readonly code: 'scanned-twice' }
  | { readonly code: 'pages-out-of-turn' }
  | { readonly code: 'upside-down' }
  | { readonly code: 'pages-swapped'; readonly first: number; readonly second: number }
  | { readonly code: 'copies-incomplete'; readonly batch: string | null; readonly page: number };

export type FindingCode = FindingDetail['code'];

export interface Finding {
  readonly code: FindingCode;
  readonly detail: FindingDetail;
  /** `note`: nothing needs to be done, the pages were read all the same. */
  readonly kind: 'act' | 'note';
  /** On so many pages; of copies for `copies-incomplete` and `pages-swapped`. */
  readonly pages: number;
  /** Out of so many that could have shown it. */
  readonly of: number;
  /** The files where it was seen, in their order; for `copies-incomplete`, the copies. */
  readonly where: readonly string[];
  readonly message: Told;
  readonly remedy: Told;
}

/** One odd page is no trouble of the machine: so many, and this share of the pages. */
const LEAST_PAGES = 3;
const LEAST_SHARE = 0.04;

/** The same streak lies this near on every page; scanners that cut pages to size shift it by about 1 mm. */
const STREAK_REACH_MM = 1.6;
/** A sheet printed within this of its size is printed right; paper and feeders differ by half a percent. */
const SCALE_TOLERANCE = 0.013;
/** Beyond these the file states a wrong resolution, or a telephone made it. */
const SCALE_RANGE = { from: 0.85, to: 1.15 };
/** 150 dots an inch show a mark well enough to read, and leave more of them to people. */
const LOW_DPI = 180;
/** Feeders lay paper within a degree; reading stands 15. */
const SKEWED_DEG = 2;
/**
 * On a scan that is not too light nearly every printed box is found. Pages of the passenger survey, simulated in gray and
 * cut to black and white at 70 to 90 of 255, lose 0.2 to 0.8 of them; cut at 128 and 200 they lose none.
 */
const BOXES_LOST_SHARE = 0.15;
/** Most names of files or copies in one finding. */
const MOST_PLACES = 20;

const isEnough = (pages: number, of: number): boolean => pages >= LEAST_PAGES && pages >= LEAST_SHARE * of;

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
};

const finding = (
  detail: FindingDetail,
  kind: Finding['kind'],
  { pages, of, where }: { readonly pages: number; readonly of: number; readonly where: readonly string[] },
): Finding => ({
  code: detail.code,
  detail,
  kind,
  pages,
  of,
  where: where.slice(0, MOST_PLACES),
  ...describeFinding(detail, pages, of),
});

const onPages = (
  detail: FindingDetail,
  kind: Finding['kind'],
  pages: readonly DiagnosedPage[],
  of: number,
): Finding =>
  finding(detail, kind, { pages: pages.length, of, where: [...new Set(pages.map(({ file }) => file))] });

/** Streaks at one place on many pages; a page counts once a place. */
const findStreaks = (pages: readonly DiagnosedPage[]): Finding[] => {
  const found: Finding[] = [];
  for (const direction of ['vertical', 'horizontal'] as const) {
    const seen = pages
      .flatMap((page) =>
        (page.diagnostics.streaks ?? [])
          .filter((streak) => streak.direction === direction)
          .map(({ atMm }) => ({ page, atMm })),
      )
      .sort((a, b) => a.atMm - b.atMm);
    let group: typeof seen = [];
    const close = (): void => {
      const on = pages.filter((page) => group.some((streak) => streak.page === page));
      if (isEnough(on.length, pages.length)) {
        const atMm = Math.round(median(group.map(({ atMm: place }) => place)));
        found.push(onPages({ code: 'glass-streak', direction, atMm }, 'act', on, pages.length));
      }
      group = [];
    };
    for (const streak of seen) {
      const last = group.at(-1);
      if (last !== undefined && streak.atMm - last.atMm > STREAK_REACH_MM) close();
      group.push(streak);
    }
    close();
  }
  return found;
};

const findScales = (pages: readonly DiagnosedPage[]): Finding[] => {
  const sized = pages.filter(
    ({ diagnostics: { scale } }) => scale !== undefined && scale > SCALE_RANGE.from && scale < SCALE_RANGE.to,
  );
  const byPercent = new Map<number, DiagnosedPage[]>();
  for (const page of sized) {
    const scale = page.diagnostics.scale ?? 1;
    if (Math.abs(scale - 1) < SCALE_TOLERANCE) continue;
    const percent = Math.round(100 * scale);
    byPercent.set(percent, [...(byPercent.get(percent) ?? []), page]);
  }
  return [...byPercent.entries()]
    .filter(([, on]) => isEnough(on.length, sized.length))
    .sort(([a], [b]) => a - b)
    .map(([percent, on]) => onPages({ code: 'print-scaled', percent }, 'act', on, sized.length));
};

const dpiOf = ({ dpiX, dpiY }: PageDiagnostics): number => Math.min(dpiX ?? Infinity, dpiY ?? Infinity);

const findResolution = (pages: readonly DiagnosedPage[]): Finding[] => {
  const low = pages.filter(({ diagnostics }) => dpiOf(diagnostics) < LOW_DPI);
  if (!isEnough(low.length, pages.length)) return [];
  const dpi = Math.round(median(low.map(({ diagnostics }) => dpiOf(diagnostics))) / 10) * 10;
  return [onPages({ code: 'resolution-low', dpi }, 'act', low, pages.length)];
};

const CORNERS: readonly PageCorner[] = ['top-left', 'top-right', 'bottom-left', 'bottom-right'];

const findCorners = (pages: readonly DiagnosedPage[]): Finding[] =>
  CORNERS.flatMap((corner) => {
    const cut = pages.filter(({ diagnostics }) => diagnostics.marksMissing?.includes(corner) === true);
    return isEnough(cut.length, pages.length)
      ? [onPages({ code: 'corner-cut', corner }, 'act', cut, pages.length)]
      : [];
  });

const findSkew = (pages: readonly DiagnosedPage[]): Finding[] => {
  const skewOf = (page: DiagnosedPage): number => Math.abs(page.diagnostics.skewDeg ?? 0);
  const skewed = pages.filter((page) => skewOf(page) > SKEWED_DEG);
  if (!isEnough(skewed.length, pages.length)) return [];
  const skewDeg = Math.round(10 * median(skewed.map(skewOf))) / 10;
  return [onPages({ code: 'feed-skewed', skewDeg }, 'act', skewed, pages.length)];
};

const findLightScans = (pages: readonly DiagnosedPage[]): Finding[] => {
  const bilevel = pages.filter(({ diagnostics }) => diagnostics.bilevel === true);
  const light = bilevel.filter(
    ({ boxesLostShare, reasons }) => boxesLostShare > BOXES_LOST_SHARE || reasons.includes('scan-too-light'),
  );
  return isEnough(light.length, bilevel.length)
    ? [onPages({ code: 'scanned-too-light' }, 'act', light, bilevel.length)]
    : [];
};

/** A page's own reasons, counted over all that came in; for these one page is reason enough to say what to do. */
const findByReason = (pages: readonly DiagnosedPage[]): Finding[] => {
  const having = (reason: string): DiagnosedPage[] => pages.filter(({ reasons }) => reasons.includes(reason));
  const [mirrored, black, twice, outOfTurn] = [
    having('mirrored'),
    having('image-black'),
    having('page-scanned-twice'),
    having('page-out-of-turn'),
  ] as const;
  return [
    ...(mirrored.length > 0 ? [onPages({ code: 'mirrored' }, 'act', mirrored, pages.length)] : []),
    ...(black.length > 0 ? [onPages({ code: 'black-pages' }, 'act', black, pages.length)] : []),
    ...(outOfTurn.length > 0 ? [onPages({ code: 'pages-out-of-turn' }, 'act', outOfTurn, pages.length)] : []),
    ...(twice.length > 0 ? [onPages({ code: 'scanned-twice' }, 'note', twice, pages.length)] : []),
  ];
};

const findUpsideDown = (pages: readonly DiagnosedPage[]): Finding[] => {
  const turned = pages.filter(({ diagnostics }) => diagnostics.rotationDeg === 180);
  // A stack that lay the other way round as a whole is one that nobody needs to hear of.
  return isEnough(turned.length, pages.length) && turned.length < pages.length
    ? [onPages({ code: 'upside-down' }, 'note', turned, pages.length)]
    : [];
};

/** Copies whose later page comes right before an earlier one in the same file. */
const findSwapped = (pages: readonly DiagnosedPage[]): Finding[] => {
  const swaps = new Map<string, { first: number; second: number; pages: DiagnosedPage[] }>();
  let pairs = 0;
  for (const [at, later] of pages.entries()) {
    const earlier = pages[at - 1];
    if (earlier === undefined || earlier.file !== later.file || earlier.copy !== later.copy) continue;
    if (earlier.pageIndex + 1 !== later.pageIndex || earlier.page === null || later.page === null) continue;
    pairs++;
    if (earlier.page <= later.page) continue;
    const key = `${later.page}/${earlier.page}`;
    const swap = swaps.get(key) ?? { first: later.page, second: earlier.page, pages: [] };
    swap.pages.push(later);
    swaps.set(key, swap);
  }
  return [...swaps.values()].map(({ first, second, pages: on }) =>
    onPages({ code: 'pages-swapped', first, second }, 'note', on, pairs),
  );
};

const describeIncomplete = (incomplete: readonly CopiesIncomplete[]): Finding[] =>
  incomplete.map(({ batch, page, copies }) =>
    finding({ code: 'copies-incomplete', batch, page }, 'act', {
      pages: copies.length,
      of: copies.length,
      where: copies,
    }),
  );

/**
 * Findings of one stack, what asks for something to be done first. `pages` in the order in which they were scanned;
 * blank pages and strangers say nothing about a printer or a feeder and only count where they may.
 */
export const diagnosePages = (
  pages: readonly DiagnosedPage[],
  incomplete: readonly CopiesIncomplete[] = [],
): Finding[] => {
  const placed = pages.filter(({ diagnostics }) => diagnostics.pageMmToScanPx !== undefined);
  const named = placed.filter(({ copy, page }) => copy !== null && page !== null);
  const findings = [
    ...findStreaks(placed),
    ...findScales(placed),
    ...findResolution(placed),
    ...findCorners(placed),
    ...findSkew(placed),
    ...findLightScans(placed),
    ...findByReason(pages),
    ...describeIncomplete(incomplete),
    ...findUpsideDown(placed),
    ...findSwapped(named),
  ];
  return [
    ...findings.filter(({ kind }) => kind === 'act'),
    ...findings.filter(({ kind }) => kind === 'note'),
  ];
};
