import type { PointMm, PointPx } from '../../domain/geometry.ts';
import type { Homography } from '../../domain/page-read.ts';
import { projectMm } from '../page-view.ts';
import { fitHomography, type Correspondence } from '../registration/homography.ts';
import { integralOf } from './edge-map.ts';
import { PATCH_STAGES, type PagePatch, type PatchStage } from './page-patches.ts';
import type { PageTemplate } from './page-template.ts';
import { sampleSquare } from './resampling.ts';
import type { ScanMap } from './scan-map.ts';

/** A patch of the blank page as the scan shows it. */
export interface SeenPatch {
  readonly middleMm: PointMm;
  /** Where the scan shows its middle. */
  readonly px: PointPx;
  /** Correlation of its gray values with the blank's there, -1..1. */
  readonly likeness: number;
  /** From where the homography puts it to there, in the page frame. */
  readonly shiftMm: PointMm;
}

export interface RefinedMatch {
  readonly pageMmToScanPx: Homography;
  /** The patches of the finest look that the scan holds, and where they are. */
  readonly patches: readonly SeenPatch[];
}

/** Less like than this, a patch says nothing of where the page is. */
const LEAST_LIKENESS = 0.35;
/** Fewer patches than this do not place a page. */
const LEAST_PATCHES = 8;
/** After the coarse looks, at least this share of the patches must be where the map has them; right places have 0.5 and more. */
const LEAST_COARSE_AGREEMENT = 0.25;
/** A patch counts for the fit by how far it is off: at this many pixels of its stage, a quarter. */
const OUTLIER_PX = 1;
/** In the finest look a page that is not flat must not be placed by its flattest part alone. */
const FINEST_OUTLIER_PX = 2;
const FIT_ROUNDS = 8;
/** Triples of patches that are tried as a first affine map. */
const TRIPLES = 160;
/** Gray levels of noise that a patch without print has: nothing is like it. */
const PAPER_NOISE = 3;

/** The vertex of a parabola through three neighbours, within half a step of the middle one. */
const vertex = (before: number, at: number, after: number): number => {
  const bend = before - 2 * at + after;
  return bend >= -1e-6 ? 0 : Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend)));
};

/** The patch's likeness at every place of a window that is `2 * reachPx` wider than it, row by row. */
export const likenessOver = (
  window: Float32Array,
  patch: Pick<PagePatch, 'values'>,
  side: number,
  reachPx: number,
): Float32Array => {
  const span = 2 * reachPx + 1;
  const stride = side + 2 * reachPx;
  const area = side * side;
  const sums = integralOf(window, stride, stride, false);
  const squares = integralOf(window, stride, stride, true);
  const over = (integral: Float64Array, x: number, y: number): number => {
    const from = y * (stride + 1) + x;
    const to = from + side * (stride + 1);
    return integral[to + side]! - integral[to]! - integral[from + side]! + integral[from]!;
  };
  const { values } = patch;
  const likeness = new Float32Array(span * span);
  for (let dy = 0; dy < span; dy++) {
    for (let dx = 0; dx < span; dx++) {
      let product = 0;
      for (let row = 0, at = 0; row < side; row++) {
        for (let from = (dy + row) * stride + dx, end = from + side; from < end;) {
          product += values[at++]! * window[from++]!;
        }
      }
      const sum = over(sums, dx, dy);
      const spread = over(squares, dx, dy) - (sum * sum) / area;
      likeness[dy * span + dx] = product / Math.sqrt(Math.max(spread, area * PAPER_NOISE ** 2));
    }
  }
  return likeness;
};

const seekPatch = (
  map: ScanMap,
  patch: PagePatch,
  stage: PatchStage,
  h: Homography,
  window: Float32Array,
): SeenPatch | null => {
  const { patchPx, reachPx, pixelMm, grid } = stage;
  const { image, step } = stage.fine ? map.fine : map.coarse;
  const side = patchPx + 2 * reachPx;
  const left = (patch.left - reachPx) * pixelMm;
  const top = (patch.top - reachPx) * pixelMm;
  const reach = side * pixelMm;
  // Within a patch a homography is as good as affine.
  const a = projectMm(h, { x: left, y: top });
  const b = projectMm(h, { x: left + reach, y: top });
  const c = projectMm(h, { x: left, y: top + reach });
  const affine = {
    x: a.x,
    y: a.y,
    xByX: (b.x - a.x) / side,
    yByX: (b.y - a.y) / side,
    xByY: (c.x - a.x) / side,
    yByY: (c.y - a.y) / side,
  };
  if (!sampleSquare(image, step, affine, side, grid, window)) return null;
  const likeness = likenessOver(window, patch, patchPx, reachPx);
  const span = 2 * reachPx + 1;
  let best = 0;
  for (let k = 1; k < likeness.length; k++) if (likeness[k]! > likeness[best]!) best = k;
  const bx = best % span;
  const by = Math.floor(best / span);
  const atEdge = bx === 0 || by === 0 || bx === span - 1 || by === span - 1;
  const partX = atEdge ? 0 : vertex(likeness[best - 1]!, likeness[best]!, likeness[best + 1]!);
  const partY = atEdge ? 0 : vertex(likeness[best - span]!, likeness[best]!, likeness[best + span]!);
  const shiftX = bx - reachPx + partX;
  const shiftY = by - reachPx + partY;
  const { middleMm } = patch;
  const px = projectMm(h, { x: middleMm.x + shiftX * pixelMm, y: middleMm.y + shiftY * pixelMm });
  return {
    middleMm,
    px,
    // At the end of the search the true place may lie beyond.
    likeness: atEdge ? 0 : likeness[best]!,
    shiftMm: { x: shiftX * pixelMm, y: shiftY * pixelMm },
  };
};

/** Every patch of a stage that the scan holds, looked for around where `h` puts it. */
const seekPatches = (map: ScanMap, page: PageTemplate, stage: PatchStage, h: Homography): SeenPatch[] => {
  const side = stage.patchPx + 2 * stage.reachPx;
  const window = new Float32Array(side * side);
  return page.patchesAt(stage).patches.flatMap((patch) => seekPatch(map, patch, stage, h, window) ?? []);
};

/** Repeatable numbers in 0..1 (Park and Miller 1988): the same page is placed the same way every time. */
const seededNumbers = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
};

const pxPerMmAt = (h: Homography, at: PointMm): number => {
  const a = projectMm(h, at);
  const b = projectMm(h, { x: at.x + 1, y: at.y });
  const c = projectMm(h, { x: at.x, y: at.y + 1 });
  return Math.sqrt(Math.abs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)));
};

/** How far a patch is from where `h` puts it, in mm. */
const offMmBy = (patch: SeenPatch, h: Homography, pxPerMm: number): number => {
  const at = projectMm(h, patch.middleMm);
  return Math.hypot(at.x - patch.px.x, at.y - patch.px.y) / pxPerMm;
};

/** From where `h` puts a patch to where it was seen, in the page frame. */
const shiftMmBy = ({ middleMm, px }: SeenPatch, h: Homography): PointMm => {
  const at = projectMm(h, middleMm);
  const b = projectMm(h, { x: middleMm.x + 1, y: middleMm.y });
  const c = projectMm(h, { x: middleMm.x, y: middleMm.y + 1 });
  const [xx, yx, xy, yy] = [b.x - at.x, b.y - at.y, c.x - at.x, c.y - at.y];
  const [dx, dy] = [px.x - at.x, px.y - at.y];
  const area = xx * yy - xy * yx;
  return { x: (dx * yy - dy * xy) / area, y: (dy * xx - dx * yx) / area };
};

const pointOf = ({ middleMm, px }: SeenPatch, weight: number): Correspondence => ({
  mm: middleMm,
  px,
  weight,
});

/** The affine map that most patches agree on, of those that three of them give (Torr and Zisserman 2000); or `h`. */
const agreeOnAffine = (patches: readonly SeenPatch[], h: Homography, toleranceMm: number): Homography => {
  const next = seededNumbers(20_201);
  const pxPerMm = pxPerMmAt(h, patches[0]!.middleMm);
  const cost = (candidate: Homography): number =>
    patches.reduce((sum, patch) => {
      const off = offMmBy(patch, candidate, pxPerMm) / toleranceMm;
      return sum + patch.likeness * Math.min(1, off * off);
    }, 0);
  let best = h;
  let least = cost(h);
  for (let k = 0; k < TRIPLES; k++) {
    const chosen = [0, 1, 2].map(() => pointOf(patches[Math.floor(next() * patches.length)]!, 1));
    const candidate = fitHomography(chosen, 'affine');
    if (candidate === null) continue;
    const price = cost(candidate);
    if (price < least) {
      least = price;
      best = candidate;
    }
  }
  return best;
};

/** The map that fits what was seen best, patches that are off it counting less and less. */
const refit = (
  used: readonly SeenPatch[],
  start: Homography,
  model: 'affine' | 'projective',
  toleranceMm: number,
): Homography | null => {
  let fitted = start;
  for (let round = 0; round < FIT_ROUNDS; round++) {
    const weighted = used.map((patch) => {
      const off = offMmBy(patch, fitted, pxPerMmAt(fitted, patch.middleMm)) / toleranceMm;
      return pointOf(patch, patch.likeness ** 2 / (1 + off * off) ** 2);
    });
    const next = fitHomography(weighted, model);
    if (next === null) return null;
    fitted = next;
  }
  return fitted;
};

/** From roughly where a page is to exactly; null where too little of its print shows there. */
export const refineMatch = (map: ScanMap, page: PageTemplate, rough: Homography): RefinedMatch | null => {
  let h = rough;
  let patches: readonly SeenPatch[] = [];
  for (const [at, stage] of PATCH_STAGES.entries()) {
    const seen = seekPatches(map, page, stage, h);
    const used = seen.filter((patch) => patch.likeness > LEAST_LIKENESS);
    const first = at === 0;
    const last = at === PATCH_STAGES.length - 1;
    if (used.length >= LEAST_PATCHES) {
      const toleranceMm = (last ? FINEST_OUTLIER_PX : OUTLIER_PX) * stage.pixelMm;
      const start = first ? agreeOnAffine(used, h, 2 * toleranceMm) : h;
      const fitted = refit(
        used,
        start,
        first ? 'affine' : 'projective',
        first ? 2 * toleranceMm : toleranceMm,
      );
      if (fitted === null) return null;
      h = fitted;
      patches = seen.map((patch) => ({ ...patch, shiftMm: shiftMmBy(patch, h) }));
      const agreeing = patches.filter(
        ({ likeness, shiftMm }) =>
          likeness > LEAST_LIKENESS && Math.hypot(shiftMm.x, shiftMm.y) < 2 * toleranceMm,
      );
      if (agreeing.length < LEAST_COARSE_AGREEMENT * seen.length) return null;
    } else if (last) return null;
    // A coarse look may show too little of sparse print; the next one shows more.
  }
  return { pageMmToScanPx: h, patches };
};
