import type { LayoutPage } from '../../domain/layout.ts';
import type { PageReference } from '../page-view.ts';
import type { KnownForm } from '../reader.ts';
import { matchCoarsely, type CoarseMatch } from './coarse-match.ts';
import type { PageTemplate, QuarterTurn } from './page-template.ts';
import type { RefinedMatch, SeenPatch } from './patch-refinement.ts';
import { MAP_CELLS, type ScanMap } from './scan-map.ts';

/** A page that may be in a scan, with its blank. */
export interface SoughtPage {
  readonly form: KnownForm;
  readonly page: LayoutPage;
  readonly reference: PageReference;
  readonly template: PageTemplate;
}

/** A page as it was found in a scan, and how much of its print agrees. */
export interface FoundPage {
  readonly sought: SoughtPage;
  readonly match: RefinedMatch;
  /** Share of the patches that the scan holds that look like the blank's and lie where the map has them. */
  readonly agreement: number;
  readonly agreeing: readonly SeenPatch[];
}

const TURNS: readonly QuarterTurn[] = [0, 1, 2, 3];

/** The order in which places are tried: as people put pages on a scanner, the other way up, and all else. */
export type Look = 'likeliest' | 'upside-down' | 'rest';

/** Sizes of the page in the scan's map, in cells along its long side: steps of 9 % from half the scan to beyond it. */
const SIZES = Array.from({ length: 13 }, (_, k) => Math.round(MAP_CELLS * 0.45 * 1.09 ** k));
/** A page that fills the scan, with a border or a little cut off: looked for first. */
const isUsualSize = (cells: number): boolean => cells > 0.78 * MAP_CELLS && cells < 1.12 * MAP_CELLS;

/** Boxes are looked for within 1.5 mm of where the map has them: this leaves room for the worst of them. */
export const MAX_RESIDUAL_MM = 0.75;
/** Right places have 0.78 and more (twelve real scans and photos of two forms), wrong ones up to 0.48. */
export const PROMISING_LIKENESS = 0.55;
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
/** Each third of the page must agree to this share, or the paper is folded, covered or of another edition there. */
const LEAST_THIRD_AGREEMENT = 0.35;
const LEAST_THIRD_PATCHES = 6;
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

export const judgeMatch = (sought: SoughtPage, match: RefinedMatch): FoundPage => {
  const agreeing = findAgreeing(match.patches);
  return { sought, match, agreement: agreeing.length / Math.max(1, match.patches.length), agreeing };
};

export const isFound = ({ agreement, agreeing }: FoundPage): boolean =>
  agreement >= LEAST_AGREEMENT && agreeing.length >= LEAST_AGREEING;

export const agreesAllOver = ({ match, sought, agreeing }: FoundPage): boolean => {
  const { heightMm } = sought.form.layout.paper;
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

/** Root mean square distance between where patches were seen and where the map has them. */
export const residualMmOf = (patches: readonly SeenPatch[]): number =>
  Math.sqrt(
    patches.reduce((sum, { shiftMm: { x, y } }) => sum + x * x + y * y, 0) / Math.max(1, patches.length),
  );

const lookAt = (
  cells: number,
  turn: QuarterTurn,
  first: QuarterTurn | undefined,
  other: QuarterTurn | undefined,
): Look =>
  isUsualSize(cells) ? (turn === first ? 'likeliest' : turn === other ? 'upside-down' : 'rest') : 'rest';

/** Every place where one look has the page. */
export const placesOf = (map: ScanMap, { template }: SoughtPage, range: Look): CoarseMatch[] => {
  const isUpright = template.heightMm >= template.widthMm;
  const [first, other]: readonly QuarterTurn[] = map.rows >= map.columns === isUpright ? [0, 2] : [1, 3];
  return TURNS.flatMap((turn) =>
    SIZES.filter((cells) => lookAt(cells, turn, first, other) === range).flatMap((cells) =>
      matchCoarsely(map, template, turn, cells),
    ),
  );
};
