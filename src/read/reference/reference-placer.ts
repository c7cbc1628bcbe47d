import type { LayoutPage } from '../../domain/layout.ts';
import type { PageReason } from '../../domain/reasons.ts';
import type { FormDirectory } from '../form-directory.ts';
import { describePlace, LOW_DPI } from '../page-naming.ts';
import type { PagePlacer, Placing, SeenPage } from '../page-placer.ts';
import type { PageReference } from '../page-view.ts';
import type { KnownForm } from '../reader.ts';
import { localScaleAt } from '../registration/homography.ts';
import { matchCoarsely, type CoarseMatch } from './coarse-match.ts';
import { createPageTemplate, type PageTemplate, type QuarterTurn } from './page-template.ts';
import { refineMatch, type RefinedMatch, type SeenPatch } from './patch-refinement.ts';
import { levelsOfPage } from './print-levels.ts';
import { checkReference } from './reference-check.ts';
import { fitBoxesToPrint } from './printed-boxes.ts';
import { MAP_CELLS, mapScan, type ScanMap } from './scan-map.ts';
import { noiseOf, smoothImage } from './sensor-noise.ts';

/** A page that can only be known by its own print. */
interface AdoptedPage {
  readonly form: KnownForm;
  readonly page: LayoutPage;
  readonly reference: PageReference;
  readonly template: PageTemplate;
}

/** A page as it was found in a scan, and how much of its print agrees. */
interface FoundPage {
  readonly adopted: AdoptedPage;
  readonly match: RefinedMatch;
  /** Share of the patches that the scan holds that look like the blank's and lie where the map has them. */
  readonly agreement: number;
  readonly agreeing: readonly SeenPatch[];
}

const TURNS: readonly QuarterTurn[] = [0, 1, 2, 3];

/** The order in which places are tried: as people put pages on a scanner, the other way up, and all else. */
type Look = 'likeliest' | 'upside-down' | 'rest';

interface Candidate {
  readonly adopted: AdoptedPage;
  readonly coarse: CoarseMatch;
}

/** Sizes of the page in the scan's map, in cells along its long side: steps of 9 % from half the scan to beyond it. */
const SIZES = Array.from({ length: 13 }, (_, k) => Math.round(MAP_CELLS * 0.45 * 1.09 ** k));
/** A page that fills the scan, with a border or a little cut off: looked for first. */
const isUsualSize = (cells: number): boolean => cells > 0.78 * MAP_CELLS && cells < 1.12 * MAP_CELLS;

/** Right places have 0.78 and more (twelve real scans and photos of two forms), wrong ones up to 0.48. */
const PROMISING_LIKENESS = 0.55;
/** Places tried of one look, the likeliest first. */
const TRIES = 3;
/**
 * A patch agrees with the blank where it looks like it and has moved as its neighbours have: paper that curls moves them all.
 * What is farther off than boxes are looked for does not agree.
 */
const AGREEING_LIKENESS = 0.5;
const AGREEING_MM = 0.6;
const NEIGHBOURS = 6;
const MAX_SHIFT_MM = 1.5;
/** Right places have 0.91 and more (the same twelve); wrong ones up to 0.42, between pages of one form. */
const LEAST_AGREEMENT = 0.6;
const LEAST_AGREEING = 15;
/** The next likest page may agree to this share of what the likest does. */
const MARGIN = 0.85;
/** Each third of the page must agree to this share, or the paper is folded, covered or of another edition there. */
const LEAST_THIRD_AGREEMENT = 0.35;
const LEAST_THIRD_PATCHES = 6;
/** Boxes are looked for within 1.5 mm of where the map has them: this leaves room for the worst of them. */
const MAX_RESIDUAL_MM = 0.75;

/**
 * Photos are smoothed before their boxes are read, where they are fine enough that a pen's stroke stays as it is. Of the
 * five photos by the first camera, 35 % of the boxes needed a person without and 5 % with it. Black-and-white scans have
 * no noise at all, photos 0.5 gray levels and more.
 */
const NOISY_LEVELS = 0.3;
const FINE_PX_PER_MM = 6;

const middleOf = (values: number[]): number => {
  values.sort((one, other) => one - other);
  return values[values.length >> 1] ?? 0;
};

const findAgreeing = (patches: readonly SeenPatch[]): SeenPatch[] => {
  const alike = patches.filter(({ likeness }) => likeness > AGREEING_LIKENESS);
  return alike.filter((patch) => {
    const { middleMm, shiftMm } = patch;
    if (Math.hypot(shiftMm.x, shiftMm.y) > MAX_SHIFT_MM) return false;
    const near = alike
      .map((other) => ({
        other,
        away: Math.hypot(other.middleMm.x - middleMm.x, other.middleMm.y - middleMm.y),
      }))
      .sort((one, other) => one.away - other.away)
      .slice(1, NEIGHBOURS + 1);
    const x = middleOf(near.map(({ other }) => other.shiftMm.x));
    const y = middleOf(near.map(({ other }) => other.shiftMm.y));
    return Math.hypot(shiftMm.x - x, shiftMm.y - y) < AGREEING_MM;
  });
};

const judge = (adopted: AdoptedPage, match: RefinedMatch): FoundPage => {
  const agreeing = findAgreeing(match.patches);
  return { adopted, match, agreement: agreeing.length / Math.max(1, match.patches.length), agreeing };
};

const isFound = ({ agreement, agreeing }: FoundPage): boolean =>
  agreement >= LEAST_AGREEMENT && agreeing.length >= LEAST_AGREEING;

const agreesAllOver = ({ match, adopted, agreeing }: FoundPage): boolean => {
  const { heightMm } = adopted.form.layout.paper;
  return [0, 1, 2].every((third) => {
    const patches = match.patches.filter(
      ({ middleMm }) => Math.min(2, Math.floor((middleMm.y / heightMm) * 3)) === third,
    );
    return (
      patches.length < LEAST_THIRD_PATCHES ||
      patches.filter((patch) => agreeing.includes(patch)).length >= LEAST_THIRD_AGREEMENT * patches.length
    );
  });
};

const residualMmOf = (patches: readonly SeenPatch[]): number =>
  Math.sqrt(
    patches.reduce((sum, { shiftMm: { x, y } }) => sum + x * x + y * y, 0) / Math.max(1, patches.length),
  );

const describe = (seen: SeenPage, map: ScanMap, found: FoundPage): Placing => {
  const { adopted, match, agreeing, agreement } = found;
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
    form.layout.pages.flatMap((page): AdoptedPage[] => {
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

  const lookAt = (
    cells: number,
    turn: QuarterTurn,
    first: QuarterTurn | undefined,
    other: QuarterTurn | undefined,
  ): Look =>
    isUsualSize(cells) ? (turn === first ? 'likeliest' : turn === other ? 'upside-down' : 'rest') : 'rest';

  /** Every place of one look, the likeliest first. */
  const look = (map: ScanMap, range: Look): Candidate[] => {
    const scanUpright = map.rows >= map.columns;
    return adopted
      .flatMap((page) => {
        const pageUpright = page.template.heightMm >= page.template.widthMm;
        const [first, other]: readonly QuarterTurn[] = scanUpright === pageUpright ? [0, 2] : [1, 3];
        return TURNS.flatMap((turn) =>
          SIZES.filter((cells) => lookAt(cells, turn, first, other) === range).flatMap((cells) =>
            matchCoarsely(map, page.template, turn, cells).map((coarse) => ({ adopted: page, coarse })),
          ),
        );
      })
      .sort((one, other) => other.coarse.likeness - one.coarse.likeness);
  };

  const refine = (map: ScanMap, { adopted: page, coarse }: Candidate): FoundPage | null => {
    const match = refineMatch(map, page.template, coarse.pageMmToScanPx);
    return match === null ? null : judge(page, match);
  };

  /** Whether another page looks about as much like the scan as the one found. */
  const isRivalled = (map: ScanMap, found: FoundPage, candidates: readonly Candidate[]): boolean =>
    adopted.some((page) => {
      if (page === found.adopted) return false;
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
