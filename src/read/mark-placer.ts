import { MM_PER_INCH } from '../domain/geometry.ts';
import type { PageCode } from '../domain/page-code.ts';
import type { Homography, PageDiagnostics } from '../domain/page-read.ts';
import type { PageReason } from '../domain/reasons.ts';
import type { FormDirectory } from './form-directory.ts';
import type { CodeDecoder } from './page-code/code-decoder.ts';
import { findPageCodes, type PlacedPageCode } from './page-code/find-page-code.ts';
import type { PagePlacer, PageRefused, Placing, SeenPage, StepTimes } from './page-placer.ts';
import type { PageView } from './page-view.ts';
import { fitHomography, localScaleAt, residualMmOf } from './registration/homography.ts';
import { patternsOf } from './registration/mark-pattern.ts';
import { placeByMarks, type MarkPlacement } from './registration/place-by-marks.ts';

/** Above this the marks are not where the form has them: another form, a torn and taped or a badly curled page. */
const MAX_RESIDUAL_MM = 0.6;
/** A match of all marks strained less than this is a flat scan of our form, code or not. */
const CERTAIN_STRAIN_MM = 2.5;
const LOW_DPI = 100;

const viewOf = (seen: SeenPage, placement: MarkPlacement, h: Homography): PageView => {
  const middle = { x: placement.pattern.widthMm / 2, y: placement.pattern.heightMm / 2 };
  return {
    image: seen.scan.image,
    pageMmToScanPx: h,
    pxPerMm: Math.sqrt(Math.abs(localScaleAt(h, middle).areaScale)),
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
  const rotationDeg = (Math.round(local.turnDeg / 90) * 90 + 360) % 360;
  const skewDeg = local.turnDeg - Math.round(local.turnDeg / 90) * 90;
  const dpiX = local.pxPerMmX * MM_PER_INCH;
  const dpiY = local.pxPerMmY * MM_PER_INCH;
  return {
    dpiX,
    dpiY,
    dpiStated,
    rotationDeg,
    skewDeg,
    ...(dpiStated === null ? {} : { scale: Math.sqrt(dpiX * dpiY) / dpiStated }),
    pageMmToScanPx: h,
  };
};

/** The marks and the codes together: the codes stand in for a missing mark and tell whether the rest is right. */
const combine = (
  placement: MarkPlacement,
  codes: readonly PlacedPageCode[],
): { h: Homography; residualMm: number } => {
  const points = [...placement.points, ...codes.flatMap((code) => code.corners)];
  const h =
    placement.marksFound >= 4
      ? placement.pageMmToScanPx
      : (fitHomography(points, codes.length > 0 ? 'projective' : 'affine') ?? placement.pageMmToScanPx);
  return { h, residualMm: residualMmOf(h, points) };
};

const sameCode = (a: PageCode, b: PageCode): boolean =>
  a.kind === 'page' && b.kind === 'page'
    ? a.form === b.form && a.copy === b.copy && a.page === b.page
    : a.kind === 'batch' && b.kind === 'batch' && a.batch === b.batch;

/** What a page named by its code becomes, once it has been placed. */
const namePage = (
  seen: SeenPage,
  directory: FormDirectory,
  placement: MarkPlacement,
  codes: readonly PlacedPageCode[],
): Placing | null => {
  const [first, second] = codes;
  if (first === undefined) return null;
  const { h, residualMm } = combine(placement, codes);
  const diagnostics: PageDiagnostics = {
    ...describePlace(h, placement.pattern, seen.scan.dpi),
    residualMm,
    registrationMarksFound: placement.marksFound,
    pageCodeFrom: first.index === 0 ? 'code-1' : 'code-2',
  };
  const { code } = first;
  if (code.kind === 'batch') return { kind: 'batch-header', batch: code.batch, diagnostics };
  const found = directory.lookUp(code.form, code.page);
  const refuse = (status: PageRefused['status'], reasons: readonly PageReason[]): PageRefused => ({
    kind: 'refused',
    status,
    form: code.form,
    copy: code.copy,
    page: code.page,
    reasons,
    diagnostics,
  });
  if (placement.mirrored) return refuse('unreadable', ['mirrored']);
  if (!found.ok) return refuse(found.why === 'form-unknown' ? 'foreign' : 'unreadable', [found.why]);
  const reasons: PageReason[] = [];
  if (second !== undefined && !sameCode(code, second.code)) reasons.push('page-codes-disagree');
  if (residualMm > MAX_RESIDUAL_MM) reasons.push('registration-inexact');
  if (Math.min(diagnostics.dpiX ?? LOW_DPI, diagnostics.dpiY ?? LOW_DPI) < LOW_DPI * 0.93) {
    reasons.push('resolution-low');
  }
  const view = { ...viewOf(seen, placement, h), residualMm };
  const reference = found.form.references.get(found.page.page) ?? null;
  return {
    kind: 'placed',
    form: found.form,
    page: found.page,
    copy: code.copy,
    view: { ...view, reference },
    reasons,
    diagnostics,
  };
};

/** Places the pages of forms that Paperline printed: by their registration marks, confirmed by their page codes. */
export const createMarkPlacer = (directory: FormDirectory, decoder: CodeDecoder): PagePlacer => {
  const patterns = patternsOf(directory.forms.map((form) => form.layout));
  const readCodes = (
    seen: SeenPage,
    placement: MarkPlacement,
    thorough: boolean,
    times: StepTimes,
  ): PlacedPageCode[] => {
    const started = performance.now();
    const view = viewOf(seen, placement, placement.pageMmToScanPx);
    const codes = findPageCodes(decoder, view, placement.pattern.codes, thorough);
    times.code += performance.now() - started;
    return codes;
  };
  return {
    // eslint-disable-next-line typescript/require-await -- the interface lets other placers wait
    async place(seen, times) {
      if (patterns.length === 0) return null;
      const started = performance.now();
      const before = times.code;
      let certain: MarkPlacement | null = null;
      let placing: Placing | null = null;
      for (const placement of placeByMarks(seen.scan.image, patterns, seen.coarse, seen.levels)) {
        const isCertain =
          placement.marksFound === placement.pattern.marks.length &&
          placement.strainMm < CERTAIN_STRAIN_MM &&
          placement.residualMm < MAX_RESIDUAL_MM;
        const codes = readCodes(seen, placement, isCertain, times);
        placing = namePage(seen, directory, placement, codes);
        if (placing !== null) break;
        if (isCertain) certain ??= placement;
      }
      if (placing === null && certain !== null) {
        placing = {
          kind: 'refused',
          status: 'unreadable',
          form: null,
          copy: null,
          page: null,
          reasons: ['page-code-unreadable'],
          diagnostics: {
            ...describePlace(certain.pageMmToScanPx, certain.pattern, seen.scan.dpi),
            residualMm: certain.residualMm,
            registrationMarksFound: certain.marksFound,
            pageCodeFrom: null,
          },
        };
      }
      times.register += performance.now() - started - (times.code - before);
      return placing;
    },
  };
};
