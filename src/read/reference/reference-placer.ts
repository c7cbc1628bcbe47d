import type { PageReason } from '../../domain/reasons.ts';
import type { FormDirectory } from '../form-directory.ts';
import { describePlace, LOW_DPI } from '../page-naming.ts';
import type { PagePlacer, Placing, SeenPage } from '../page-placer.ts';
import { localScaleAt } from '../registration/homography.ts';
import type { CoarseMatch } from './coarse-match.ts';
import {
  agreesAllOver,
  isFound,
  judgeMatch,
  MAX_RESIDUAL_MM,
  placesOf,
  PROMISING_LIKENESS,
  residualMmOf,
  type FoundPage,
  type Look,
  type SoughtPage,
} from './likeness-search.ts';
import { createPageTemplate } from './page-template.ts';
import { refineMatch } from './patch-refinement.ts';
import { levelsOfPage } from './print-levels.ts';
import { checkReference } from './reference-check.ts';
import { fitBoxesToPrint } from './printed-boxes.ts';
import { mapScan, type ScanMap } from './scan-map.ts';
import { noiseOf, smoothImage } from './sensor-noise.ts';

interface Candidate {
  readonly adopted: SoughtPage;
  readonly coarse: CoarseMatch;
}

/** Places tried of one look, the likeliest first. */
const TRIES = 3;
/** The next likest page may agree to this share of what the likest does. */
const MARGIN = 0.85;

/**
 * Photos are smoothed before their boxes are read, where they are fine enough that a pen's stroke stays as it is. Of the
 * five photos by the first camera, 35 % of the boxes needed a person without and 5 % with it. Black-and-white scans have
 * no noise at all, photos 0.5 gray levels and more.
 */
const NOISY_LEVELS = 0.3;
const FINE_PX_PER_MM = 6;

const describe = (seen: SeenPage, map: ScanMap, found: FoundPage): Placing => {
  const { sought: adopted, match, agreeing, agreement } = found;
  const { paper } = adopted.form.layout;
  const { pageMmToScanPx } = match;
  const residualMm = residualMmOf(agreeing);
  const diagnostics = {
    ...describePlace(pageMmToScanPx, paper, seen.scan.dpi),
    residualMm,
    registrationMarksFound: 0,
    pageCodeFrom: null,
    referenceAgreement: agreement,
    referencePatches: match.patches.length,
  };
  const reasons: PageReason[] = [];
  if (residualMm > MAX_RESIDUAL_MM || !agreesAllOver(found)) reasons.push('registration-inexact');
  if (Math.min(diagnostics.dpiX ?? LOW_DPI, diagnostics.dpiY ?? LOW_DPI) < LOW_DPI) {
    reasons.push('resolution-low');
  }
  const middle = { x: paper.widthMm / 2, y: paper.heightMm / 2 };
  const pxPerMm = Math.sqrt(Math.abs(localScaleAt(pageMmToScanPx, middle).areaScale));
  const { image } = seen.scan;
  const isNoisyPhoto = pxPerMm >= FINE_PX_PER_MM && noiseOf(image) >= NOISY_LEVELS;
  return {
    kind: 'placed',
    form: adopted.form,
    page: adopted.page,
    copy: null,
    view: {
      image: isNoisyPhoto ? smoothImage(image) : image,
      pageMmToScanPx,
      pxPerMm,
      ...levelsOfPage(map.fine, pageMmToScanPx, adopted.reference),
      residualMm,
      reference: adopted.reference,
    },
    reasons,
    diagnostics,
  };
};

/**
 * Places the pages of adopted forms, which have neither registration marks nor codes, by the likeness of their print
 * to the blank: photos, any turn, perspective. A page that is like no blank, or like two of them, is not placed.
 * @throws PaperlineError `layout-invalid` where a blank does not belong to its layout
 */
export const createReferencePlacer = (directory: FormDirectory): PagePlacer => {
  const adopted = directory.forms.flatMap((form) =>
    form.layout.pages.flatMap((page): SoughtPage[] => {
      const reference = form.references.get(page.page);
      if (page.registrationMarks.length > 0 || reference === undefined) return [];
      checkReference(form.layout, page, reference);
      return [
        {
          form,
          page: fitBoxesToPrint(page, reference),
          reference,
          template: createPageTemplate(reference, form.layout.paper),
        },
      ];
    }),
  );

  /** Every place of one look, the likeliest first. */
  const look = (map: ScanMap, range: Look): Candidate[] =>
    adopted
      .flatMap((page) => placesOf(map, page, range).map((coarse) => ({ adopted: page, coarse })))
      .sort((one, other) => other.coarse.likeness - one.coarse.likeness);

  const refine = (map: ScanMap, { adopted: page, coarse }: Candidate): FoundPage | null => {
    const match = refineMatch(map, page.template, coarse.pageMmToScanPx);
    return match === null ? null : judgeMatch(page, match);
  };

  /** Whether another page looks about as much like the scan as the one found. */
  const isRivalled = (map: ScanMap, found: FoundPage, candidates: readonly Candidate[]): boolean =>
    adopted.some((page) => {
      if (page === found.sought) return false;
      const best = candidates.find((candidate) => candidate.adopted === page);
      if (best === undefined || best.coarse.likeness < MARGIN * PROMISING_LIKENESS) return false;
      const rival = refine(map, best);
      return rival !== null && isFound(rival) && rival.agreement > MARGIN * found.agreement;
    });

  const seek = (map: ScanMap, range: Look): FoundPage | 'rivalled' | null => {
    const candidates = look(map, range);
    for (const candidate of candidates.slice(0, TRIES)) {
      if (range !== 'rest' && candidate.coarse.likeness < PROMISING_LIKENESS) break;
      const found = refine(map, candidate);
      if (found === null || !isFound(found)) continue;
      return isRivalled(map, found, candidates) ? 'rivalled' : found;
    }
    return null;
  };

  return {
    place(seen, times) {
      if (adopted.length === 0) return Promise.resolve(null);
      const started = performance.now();
      const map = mapScan(seen.scan.image);
      const found =
        map === null ? null : (seek(map, 'likeliest') ?? seek(map, 'upside-down') ?? seek(map, 'rest'));
      const placing =
        map === null || found === null || found === 'rivalled' ? null : describe(seen, map, found);
      times.register += performance.now() - started;
      return Promise.resolve(placing);
    },
  };
};
