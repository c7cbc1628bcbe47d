import { centreOfRectMm, MM_PER_INCH } from '../domain/geometry.ts';
import type { PageCode } from '../domain/page-code.ts';
import type { Homography, PageCorner, PageDiagnostics } from '../domain/page-read.ts';
import type { PageReason } from '../domain/reasons.ts';
import type { FormDirectory } from './form-directory.ts';
import type { PageRefused, Placing, SeenPage } from './page-placer.ts';
import type { PageView } from './page-view.ts';
import { localScaleAt } from './registration/homography.ts';
import type { MarkPlacement } from './registration/placement.ts';

/** Above this the marks are not where the form has them: another form, a torn and taped or a badly curled page. */
const MAX_RESIDUAL_MM = 0.6;
/** Above this boxes are read that are others' neighbours: nothing on the page can be trusted. */
const REFUSED_RESIDUAL_MM = 2;
/** Below this many dots an inch (less a little for measuring) marks of people are too coarse to judge. */
export const LOW_DPI = 93;

/** The view of a page that was placed, before its form is known. */
export const viewOf = (seen: SeenPage, placement: MarkPlacement): PageView => {
  const middle = { x: placement.pattern.widthMm / 2, y: placement.pattern.heightMm / 2 };
  return {
    image: seen.scan.image,
    pageMmToScanPx: placement.pageMmToScanPx,
    pxPerMm: Math.sqrt(Math.abs(localScaleAt(placement.pageMmToScanPx, middle).areaScale)),
    paperLevel: placement.paperLevel,
    inkLevel: placement.inkLevel,
    residualMm: placement.residualMm,
    reference: null,
  };
};

/** How the scan lies, in the terms of the diagnostics. */
export const describePlace = (
  h: Homography,
  size: { readonly widthMm: number; readonly heightMm: number },
  dpiStated: number | null,
): PageDiagnostics => {
  const local = localScaleAt(h, { x: size.widthMm / 2, y: size.heightMm / 2 });
  const quarters = Math.round(local.turnDeg / 90);
  const dpiX = local.pxPerMmX * MM_PER_INCH;
  const dpiY = local.pxPerMmY * MM_PER_INCH;
  return {
    dpiX,
    dpiY,
    dpiStated,
    rotationDeg: (quarters * 90 + 360) % 360,
    skewDeg: local.turnDeg - quarters * 90,
    ...(dpiStated === null ? {} : { scale: Math.sqrt(dpiX * dpiY) / dpiStated }),
    pageMmToScanPx: h,
  };
};

/** In which corners of the page a registration mark is printed that was not found. */
const cornersWithoutMark = ({ pattern, marks }: MarkPlacement): PageCorner[] =>
  pattern.marks.flatMap((rect, index): PageCorner[] => {
    if (marks.some((mark) => mark.index === index)) return [];
    const { x, y } = centreOfRectMm(rect);
    const side = x < pattern.widthMm / 2 ? 'left' : 'right';
    return [`${y < pattern.heightMm / 2 ? 'top' : 'bottom'}-${side}`];
  });

const sameCode = (a: PageCode, b: PageCode): boolean =>
  a.kind === 'page' && b.kind === 'page'
    ? a.form === b.form && a.copy === b.copy && a.page === b.page
    : a.kind === 'batch' && b.kind === 'batch' && a.batch === b.batch;

/** What was read of the page's name, and where. */
export interface PageName {
  /** All that were read; they should agree. */
  readonly codes: readonly [PageCode, ...PageCode[]];
  readonly from: 'code-1' | 'code-2' | 'text';
}

/** What a placed page becomes by its name. */
export const namePage = (
  seen: SeenPage,
  directory: FormDirectory,
  placement: MarkPlacement,
  name: PageName,
): Placing => {
  const { pageMmToScanPx, residualMm, marks, pattern, mirrored } = placement;
  const diagnostics: PageDiagnostics = {
    ...describePlace(pageMmToScanPx, pattern, seen.scan.dpi),
    residualMm,
    registrationMarksFound: marks.length,
    marksMissing: cornersWithoutMark(placement),
    pageCodeFrom: name.from,
  };
  const [code, ...others] = name.codes;
  if (code.kind === 'batch') return { kind: 'batch-header', batch: code.batch, diagnostics };
  const refuse = (status: PageRefused['status'], reason: PageReason): PageRefused => ({
    kind: 'refused',
    status,
    form: code.form,
    copy: code.copy,
    page: code.page,
    reasons: [reason],
    diagnostics,
  });
  const found = directory.lookUp(code.form, code.page);
  if (!found.ok) return refuse(found.why === 'form-unknown' ? 'foreign' : 'unreadable', found.why);
  if (mirrored) return refuse('unreadable', 'mirrored');
  if (residualMm > REFUSED_RESIDUAL_MM) return refuse('unreadable', 'registration-inexact');
  const reasons: PageReason[] = [];
  if (others.some((other) => !sameCode(code, other))) reasons.push('page-codes-disagree');
  if (marks.length < 2) reasons.push('registration-marks-missing');
  if (residualMm > MAX_RESIDUAL_MM) reasons.push('registration-inexact');
  if (Math.min(diagnostics.dpiX ?? LOW_DPI, diagnostics.dpiY ?? LOW_DPI) < LOW_DPI) {
    reasons.push('resolution-low');
  }
  return {
    kind: 'placed',
    form: found.form,
    page: found.page,
    copy: code.copy,
    // Our own forms keep the paper in and around their boxes clear: no blank has to be taken away there, and trying to
    // takes ink with it where a line of the blank lies a little off.
    view: viewOf(seen, placement),
    reasons,
    diagnostics,
  };
};
