import { centreOfRectMm, growRectMm, type PointMm, type RectMm } from '../../domain/geometry.ts';
import type { PageView } from '../page-view.ts';
import { cutBoxPatch, patchSlab, type BoxPatch, type PatchSlab } from './box-patch.ts';
import { RING_MM } from './clear-ring.ts';
import {
  frameProfiles,
  learnFrameLook,
  lineSeen,
  peakOf,
  type FrameLook,
  type FrameProfiles,
} from './frame-profile.ts';
import { followFrames } from './frame-search.ts';
import {
  CURLED_KINSHIP_MM,
  NO_SHIFT,
  smoothShifts,
  type LocalShift,
  type ShiftSample,
} from './shift-field.ts';

/** A box as it was found: the middles of its four printed lines in its patch's pixels. */
export interface LocatedBox {
  readonly patch: BoxPatch;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The shift along which the patch was cut. */
  readonly cutAt: LocalShift;
  /** From where the homography puts the box to where it is, in the page frame. */
  readonly shiftMm: PointMm;
  /** Share of the frame that is there, 0..1, taken as the second weakest side. */
  readonly frameSeen: number;
}

export interface LocatedBoxes {
  readonly boxes: readonly LocatedBox[];
  readonly frame: FrameLook;
  /** The box at this place as it looks from close by; boxes found without `quick` are that already. */
  readonly sharpen: (at: number) => LocatedBox;
}

const FINE_SEARCH_MM = 0.45;
const WIDE_SEARCH_MM = 1.5;
/** What a patch shows around its box: the ring, wherever in the fine search the box lies. */
const PATCH_MARGIN_MM = RING_MM + FINE_SEARCH_MM + 0.05;
const MAX_INSET_MM = 0.4;
const INSET_STEP_MM = 0.08;
/** A patch whose corners are bent by less shows its lines as sharply as one cut along the bend. */
const NOTICEABLE_BEND_MM = 0.06;
/** A place is the box's own where its frame shows at least this share of what the page's frames usually show. */
const TRUSTED_SHARE = 0.5;
/** The box's own place is taken where it lies within this of where the neighbours put it. */
const AGREEMENT_MM = 0.2;
/** A frame as plain as this needs its neighbours less: where paper bends sharply they know less than it does. */
const PLAIN_SHARE = 0.8;
const PLAIN_AGREEMENT_MM = 0.4;
/** A frame found on the scan's nearest pixels lies within this of where it truly is. */
const QUICK_ERROR_MM = 0.1;
/** Patches need no more than this to show a pen's stroke (0.3 mm and up); small boxes get a finer one. */
const PATCH_PX_PER_MM = 8;
const SMALL_BOX_PATCH_PX_PER_MM = 12;
const SMALL_BOX_MM = 2.4;
/** As many boxes as tell a page's frame look and its overall shift; more add nothing but time. */
const SCOUT_BOXES = 24;
/** Where fewer of the scouts' frames are found, the paper's curl is followed; as few boxes as do not tell it. */
const FOLLOW_BELOW = 0.8;
const FEWEST_TO_FOLLOW = 12;

/**
 * Finds every box of a page by its own printed frame. A box whose frame is hidden (scribbled over, punched) is put
 * where its neighbours say it must be. Rectangles and shifts are in the page frame. `quick` looks at the scan's nearest
 * pixels: most boxes are bare and need no more.
 */
export const locateBoxes = (view: PageView, rectsMm: readonly RectMm[], quick = false): LocatedBoxes => {
  if (rectsMm.length === 0) {
    const frame = { insetMm: 0, innerReachMm: 0, outerReachMm: 0, darkness: 0 };
    return { boxes: [], frame, sharpen: noBoxToSharpen };
  }
  const middles = rectsMm.map(centreOfRectMm);
  const scouted = scoutPage(view, rectsMm, middles);
  const scout =
    scouted.found < FOLLOW_BELOW && rectsMm.length >= FEWEST_TO_FOLLOW
      ? followPage(view, rectsMm, middles, scouted)
      : scouted;
  const { insetMm } = scout;
  const trusted = TRUSTED_SHARE * scout.usualLine;
  const slab = patchSlab(rectsMm.reduce((bytes, rect) => bytes + finePatchBytes(rect), 0));
  const measured = rectsMm.map((rect, at) => {
    const predicted = scout.shifts[at]!;
    const fine = measureBox(view, rect, predicted, FINE_SEARCH_MM, insetMm, quick, slab);
    if (fine.weight > trusted && !fine.atEdge) return fine;
    const wide = measureBox(view, rect, predicted, WIDE_SEARCH_MM, insetMm, false, null);
    return wide.weight > fine.weight * 1.2 ? wide : fine;
  });
  const smooth = smoothShifts(measured, middles, scout === scouted ? undefined : CURLED_KINSHIP_MM);
  const settled = measured.map((box, at) => {
    const expected = smooth[at]!;
    const off = distanceMm(box.shiftMm, expected);
    const bent = bendMm(box.profiles.base, expected, rectsMm[at]!);
    const agreement = box.weight > PLAIN_SHARE * scout.usualLine ? PLAIN_AGREEMENT_MM : AGREEMENT_MM;
    if (box.weight > trusted && off < agreement && bent < NOTICEABLE_BEND_MM) return box;
    const profiles =
      distanceMm(box.profiles.base, expected) < FINE_SEARCH_MM && bent < NOTICEABLE_BEND_MM
        ? box.profiles
        : cutProfiles(view, rectsMm[at]!, expected, PATCH_MARGIN_MM);
    return { profiles, shiftMm: nearestPlace(profiles, expected, insetMm, trusted) };
  });
  const frame = learnFrameLook(settled, insetMm);
  const boxes = settled.map((box) => toLocatedBox(box, frame));
  const sharpen = (at: number): LocatedBox => {
    const box = boxes[at]!;
    if (!box.patch.isQuick) return box;
    const profiles = cutProfiles(view, rectsMm[at]!, box.cutAt, PATCH_MARGIN_MM);
    const shiftMm = nearestPlace(profiles, box.shiftMm, insetMm, trusted, QUICK_ERROR_MM);
    return toLocatedBox({ profiles, shiftMm }, frame);
  };
  return { boxes, frame, sharpen };
};

const noBoxToSharpen = (at: number): never => {
  throw new RangeError(`There is no box ${at}.`);
};

/** How far two shifts move a box's corners apart. */
const bendMm = (one: LocalShift, other: LocalShift, rect: RectMm): number =>
  (Math.max(Math.abs(one.xByX - other.xByX), Math.abs(one.yByX - other.yByX)) * rect.width +
    Math.max(Math.abs(one.xByY - other.xByY), Math.abs(one.yByY - other.yByY)) * rect.height) /
  2;

interface ScoutedPage {
  readonly insetMm: number;
  readonly usualLine: number;
  readonly shifts: readonly LocalShift[];
  /** Share of the scouts whose frames were found. */
  readonly found: number;
}

/** The page where its paper curls too far for scouts, if following its frames finds more of them. */
const followPage = (
  view: PageView,
  rectsMm: readonly RectMm[],
  middles: readonly PointMm[],
  scouted: ScoutedPage,
): ScoutedPage => {
  const shifts = followFrames(view, rectsMm, middles);
  const followed = scoutPage(view, rectsMm, middles, shifts);
  return followed.found > scouted.found ? followed : scouted;
};

/** The shift that registration left at each box, the inset of the printed line in its rectangle, and how dark lines are. */
const scoutPage = (
  view: PageView,
  rectsMm: readonly RectMm[],
  middles: readonly PointMm[],
  from: readonly LocalShift[] | null = null,
): ScoutedPage => {
  const every = Math.max(1, Math.floor(rectsMm.length / SCOUT_BOXES));
  const scouts = rectsMm.map((_, at) => at).filter((at) => at % every === 0);
  const cut = scouts.map((box) => {
    const rect = rectsMm[box]!;
    return cutProfiles(view, rect, from?.[box] ?? NO_SHIFT, searchMm(rect) + 0.7, scoutPxPerMm(rect));
  });
  const scoreOf = (insetMm: number): number =>
    cut.reduce((sum, { x, y, patch }, at) => {
      const search = searchMm(rectsMm[scouts[at]!]!) * patch.pxPerMm;
      const inset = insetMm * patch.pxPerMm;
      return sum + peakOf(x, 0, search, inset).score + peakOf(y, 0, search, inset).score;
    }, 0);
  let insetMm = 0;
  let best = -Infinity;
  for (let inset = -MAX_INSET_MM; inset <= MAX_INSET_MM; inset += INSET_STEP_MM) {
    const score = scoreOf(inset);
    if (score > best) {
      best = score;
      insetMm = inset;
    }
  }
  const samples = cut.map((profiles, at) => {
    const rect = rectsMm[scouts[at]!]!;
    const place = placeOf(profiles, profiles.base, searchMm(rect), insetMm);
    return { atMm: centreOfRectMm(rect), ...place };
  });
  const weights = samples.map(({ weight }) => weight).sort((one, other) => one - other);
  const upper = weights[Math.floor(weights.length * 0.8)]!;
  const found = samples.filter(({ weight, atEdge }) => !atEdge && weight > TRUSTED_SHARE * upper).length;
  return {
    insetMm,
    usualLine: weights[weights.length >> 1]!,
    shifts: from ?? smoothShifts(samples, middles),
    found: found / samples.length,
  };
};

interface MeasuredBox extends ShiftSample {
  readonly profiles: FrameProfiles;
  readonly atEdge: boolean;
}

const measureBox = (
  view: PageView,
  rect: RectMm,
  predicted: LocalShift,
  reachMm: number,
  insetMm: number,
  quick: boolean,
  slab: PatchSlab | null,
): MeasuredBox => {
  const search = Math.min(reachMm, searchMm(rect));
  const marginMm = Math.max(search + 0.6, PATCH_MARGIN_MM);
  const profiles = cutProfiles(view, rect, predicted, marginMm, patchPxPerMm(rect), quick, slab);
  return {
    profiles,
    atMm: centreOfRectMm(rect),
    ...placeOf(profiles, predicted, search, insetMm),
  };
};

/** The frame's place within `reachMm` of `expected`, in the page frame; `weight` is the weaker direction's evidence. */
const placeOf = (
  profiles: FrameProfiles,
  expected: PointMm,
  reachMm: number,
  insetMm: number,
): { readonly shiftMm: PointMm; readonly weight: number; readonly atEdge: boolean } => {
  const { patch, base } = profiles;
  const px = patch.pxPerMm;
  const x = peakOf(profiles.x, (expected.x - base.x) * px, reachMm * px, insetMm * px);
  const y = peakOf(profiles.y, (expected.y - base.y) * px, reachMm * px, insetMm * px);
  return {
    shiftMm: { x: base.x + x.at / px, y: base.y + y.at / px },
    weight: Math.max(0, Math.min(x.weaker, y.weaker)),
    atEdge: x.atEdge || y.atEdge,
  };
};

/** The frame's place close to where the neighbours put it, or their word in a direction where no line shows. */
const nearestPlace = (
  profiles: FrameProfiles,
  expected: PointMm,
  insetMm: number,
  trusted: number,
  reachMm = AGREEMENT_MM,
): PointMm => {
  const px = profiles.patch.pxPerMm;
  const along = (axis: 'x' | 'y'): number => {
    const base = profiles.base[axis];
    const peak = peakOf(profiles[axis], (expected[axis] - base) * px, reachMm * px, insetMm * px);
    return peak.weaker > trusted && !peak.atEdge ? base + peak.at / px : expected[axis];
  };
  return { x: along('x'), y: along('y') };
};

const cutProfiles = (
  view: PageView,
  rect: RectMm,
  base: LocalShift,
  marginMm: number,
  pxPerMm = patchPxPerMm(rect),
  quick = false,
  slab: PatchSlab | null = null,
): FrameProfiles => {
  const patch = cutBoxPatch(view, growRectMm(rect, marginMm), pxPerMm, base, quick, slab);
  return frameProfiles(patch, {
    base,
    left: marginMm * pxPerMm,
    right: (marginMm + rect.width) * pxPerMm,
    top: marginMm * pxPerMm,
    bottom: (marginMm + rect.height) * pxPerMm,
    contrast: Math.max(20, view.paperLevel - view.inkLevel) / Math.max(1, view.paperLevel),
  });
};

/** What the patch of a box takes in the fine search; a pixel more on each side for rounding. */
const finePatchBytes = (rect: RectMm): number => {
  const px = patchPxPerMm(rect);
  return ((rect.width + 2 * PATCH_MARGIN_MM) * px + 1) * ((rect.height + 2 * PATCH_MARGIN_MM) * px + 1);
};
const patchPxPerMm = (rect: RectMm): number =>
  Math.min(rect.width, rect.height) < SMALL_BOX_MM ? SMALL_BOX_PATCH_PX_PER_MM : PATCH_PX_PER_MM;
/** A first look needs the frame's place to a tenth of a millimetre only. */
const scoutPxPerMm = (rect: RectMm): number => 0.65 * patchPxPerMm(rect);

const toLocatedBox = (
  { profiles, shiftMm }: { readonly profiles: FrameProfiles; readonly shiftMm: PointMm },
  frame: FrameLook,
): LocatedBox => {
  const { patch, base, x, y } = profiles;
  const px = patch.pxPerMm;
  const inset = frame.insetMm * px;
  const offX = (shiftMm.x - base.x) * px;
  const offY = (shiftMm.y - base.y) * px;
  const sides = {
    left: x.near + inset + offX,
    right: x.far - inset + offX,
    top: y.near + inset + offY,
    bottom: y.far - inset + offY,
  };
  return { patch, ...sides, cutAt: base, shiftMm, frameSeen: lineSeen(profiles, sides, frame) };
};

/** Never so far that the next box's frame could be taken for this one's. */
const searchMm = (rect: RectMm): number => Math.min(WIDE_SEARCH_MM, 0.4 * Math.min(rect.width, rect.height));

const distanceMm = (one: PointMm, other: PointMm): number => Math.hypot(one.x - other.x, one.y - other.y);
