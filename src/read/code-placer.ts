import { centreOfRectMm, type RectMm } from '../domain/geometry.ts';
import type { PageReason } from '../domain/reasons.ts';
import type { FormDirectory } from './form-directory.ts';
import type { CodeDecoder } from './page-code/code-decoder.ts';
import { findCodesAnywhere, type SeenCode } from './page-code/whole-page.ts';
import { namePage } from './page-naming.ts';
import type { PagePlacer, PageRefused, Placing, SeenPage } from './page-placer.ts';
import { cornersOfRectMm, projectMm } from './page-view.ts';
import type { Correspondence } from './registration/homography.ts';
import { localScaleAt } from './registration/homography.ts';
import { patternOfPage, type MarkPattern } from './registration/mark-pattern.ts';
import { placeFromPoints, type MarkPlacement } from './registration/placement.ts';

/** Two points from two codes fix a page as well as marks do; one code alone is too small to reach over a page. */
const CODE_CORNER_WEIGHT = 0.2;

const pointsOf = (seen: SeenCode, rect: RectMm): Correspondence[] =>
  cornersOfRectMm(rect).map((mm, k) => ({
    mm,
    px: seen.corners[k as 0 | 1 | 2 | 3],
    weight: CODE_CORNER_WEIGHT,
  }));

/** Every way of saying which of the printed codes the seen ones are. */
const assignments = (seen: readonly SeenCode[], rects: readonly RectMm[]): Correspondence[][] => {
  const [first, second] = seen;
  if (first === undefined) return [];
  return rects.flatMap((rect, index) => {
    const own = pointsOf(first, rect);
    if (second === undefined) return [own];
    return rects.filter((_, other) => other !== index).map((other) => [...own, ...pointsOf(second, other)]);
  });
};

/** A flat page has no more perspective or stretch than this between its axes. */
const MAX_AXIS_RATIO = 1.6;

const isPlausible = ({ pageMmToScanPx, pattern }: MarkPlacement): boolean => {
  const local = localScaleAt(pageMmToScanPx, { x: pattern.widthMm / 2, y: pattern.heightMm / 2 });
  const ratio = local.pxPerMmX / local.pxPerMmY;
  return ratio < MAX_AXIS_RATIO && ratio > 1 / MAX_AXIS_RATIO;
};

const bestPlacement = (
  seen: SeenPage,
  codes: readonly SeenCode[],
  pattern: MarkPattern,
): MarkPlacement | null => {
  let best: MarkPlacement | null = null;
  for (const points of assignments(codes, pattern.codes)) {
    const placement = placeFromPoints(seen.scan.image, pattern, points, seen.levels);
    if (placement === null || !isPlausible(placement)) continue;
    if (
      best === null ||
      placement.marks.length > best.marks.length ||
      (placement.marks.length === best.marks.length && placement.residualMm < best.residualMm)
    ) {
      best = placement;
    }
  }
  return best;
};

/** Which of the printed codes lies nearest to where `seen` was seen, from 0. */
const indexOf = (seen: SeenCode, { pageMmToScanPx, pattern }: MarkPlacement): number => {
  const [a, , c] = seen.corners;
  const distances = pattern.codes.map((rect) => {
    const centre = projectMm(pageMmToScanPx, centreOfRectMm(rect));
    return Math.hypot(centre.x - (a.x + c.x) / 2, centre.y - (a.y + c.y) / 2);
  });
  return distances.indexOf(Math.min(...distances));
};

/**
 * Places pages whose registration marks were not found, from the page codes, looked for on the whole scan: two codes
 * alone, or one and whatever marks can be found from it.
 */
export const createCodePlacer = (directory: FormDirectory, decoder: CodeDecoder): PagePlacer => {
  const placeBy = (seen: SeenPage, codes: readonly SeenCode[], first: SeenCode): Placing => {
    const { code } = first;
    if (code.kind === 'batch') {
      return { kind: 'batch-header', batch: code.batch, diagnostics: { dpiStated: seen.scan.dpi } };
    }
    const refuse = (status: PageRefused['status'], reason: PageReason): PageRefused => ({
      kind: 'refused',
      status,
      form: code.form,
      copy: code.copy,
      page: code.page,
      reasons: [reason],
      diagnostics: { dpiStated: seen.scan.dpi, pageCodeFrom: null },
    });
    const found = directory.lookUp(code.form, code.page);
    if (!found.ok) return refuse(found.why === 'form-unknown' ? 'foreign' : 'unreadable', found.why);
    if (first.mirrored) return refuse('unreadable', 'mirrored');
    const placement = bestPlacement(seen, codes, patternOfPage(found.form.layout, found.page));
    // One code and one mark leave the page free to turn about the line between them.
    if (placement === null || placement.marks.length + 2 * codes.length < 4) {
      return refuse('unreadable', 'registration-marks-missing');
    }
    return namePage(seen, directory, placement, {
      codes: [code, ...codes.slice(1).map((other) => other.code)],
      from: indexOf(first, placement) === 0 ? 'code-1' : 'code-2',
    });
  };

  return {
    place(seen, times) {
      if (!directory.forms.some((form) => form.layout.pages.some((page) => page.pageCodes.length > 0))) {
        return Promise.resolve(null);
      }
      const started = performance.now();
      const { codes, checkFailed } = findCodesAnywhere(decoder, seen.scan.image);
      times.code += performance.now() - started;
      const [first] = codes;
      const decoded = performance.now();
      let placing: Placing | null = null;
      if (first !== undefined) placing = placeBy(seen, codes, first);
      else if (checkFailed) {
        placing = {
          kind: 'refused',
          status: 'unreadable',
          form: null,
          copy: null,
          page: null,
          reasons: ['page-code-check-failed'],
          diagnostics: { dpiStated: seen.scan.dpi, pageCodeFrom: null },
        };
      }
      times.register += performance.now() - decoded;
      return Promise.resolve(placing);
    },
  };
};
