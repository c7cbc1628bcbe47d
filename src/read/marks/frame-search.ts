import { growRectMm, type PointMm, type RectMm } from '../../domain/geometry.ts';
import type { PageView } from '../page-view.ts';
import { cutBoxPatch } from './box-patch.ts';
import { CURLED_KINSHIP_MM, smoothShifts, type LocalShift, type ShiftSample } from './shift-field.ts';

/** Paper held in the hand for a photo curls by up to this: set on simulated phone photos (rough, seeds 305, 311 and 312). */
const REACH_MM = 4.5;
const PX_PER_MM = 4;
const REACH_PX = REACH_MM * PX_PER_MM;
/** Places tried along each axis. */
const PLACES = 2 * REACH_PX + 1;
/** Beyond the farthest frame: room for what lies beside its line. */
const ASIDE_PX = 3;
/** Boxes that tell an anchor's shift together, and how much their shifts may differ. */
const ANCHORS = 40;
const COMPANY_MM = 24;
const VARIETY_PX = 2;
/** From an anchor's shift to its neighbours' own. */
const OWN_REACH_MM = 0.9;
/** A place this near to the best one in likeness, but elsewhere, leaves open which of the two it is. */
const RIVAL = 0.94;
const ELSEWHERE_PX = 8;
/** Small shifts are likelier: likeness that a millimetre of shift costs. */
const COST_OF_A_MM = 0.012;
/** Votes of many boxes weigh more than one box's own place. */
const SURE_VOTE = 10;
/** No line is darker than this to the search, so that thick print does not outweigh frames. */
const DARKEST = 0.5;

/** How much like a frame it looks with the box shifted by each of `PLACES` x `PLACES` steps. */
type LikenessMap = Float32Array;

/**
 * Follows the paper's shift over a page that curls by more than boxes can be searched for one by one: at each anchor all boxes
 * around vote for their common shift, then every box says its own near to it. Shifts are in the page frame.
 */
export const followFrames = (
  view: PageView,
  rectsMm: readonly RectMm[],
  middles: readonly PointMm[],
): LocalShift[] => {
  const maps = rectsMm.map((rect) => likenessMap(view, rect));
  const wide = maps.map(widen);
  const every = Math.max(1, Math.floor(rectsMm.length / ANCHORS));
  const anchors = middles.filter((_, at) => at % every === 0);
  const votes = anchors.map((atMm): ShiftSample => {
    const sum = new Float32Array(PLACES * PLACES);
    let total = 1e-6;
    middles.forEach((middle, at) => {
      const square = ((middle.x - atMm.x) ** 2 + (middle.y - atMm.y) ** 2) / COMPANY_MM ** 2;
      if (square > 4) return;
      const say = 1 / (1 + square * square);
      const map = wide[at]!;
      for (let place = 0; place < sum.length; place++) sum[place] = sum[place]! + say * map[place]!;
      total += say;
    });
    for (let place = 0; place < sum.length; place++)
      sum[place] = sum[place]! / total - COST_OF_A_MM * Math.hypot(shiftOf(place).x, shiftOf(place).y);
    const best = highest(sum, () => true);
    const rival = highest(sum, (place) => distancePx(place, best) > ELSEWHERE_PX);
    const isCertain = sum[rival]! < RIVAL * sum[best]!;
    return { atMm, shiftMm: shiftOf(best), weight: SURE_VOTE * (isCertain ? sum[best]! : 0.3 * sum[best]!) };
  });
  const around = smoothShifts(votes, middles, CURLED_KINSHIP_MM);
  const own = maps.map((map, at): ShiftSample => {
    const near = around[at]!;
    const best = highest(map, (place) => {
      const shift = shiftOf(place);
      return Math.hypot(shift.x - near.x, shift.y - near.y) < OWN_REACH_MM;
    });
    return { atMm: middles[at]!, shiftMm: shiftOf(best), weight: 3 * map[best]! };
  });
  return smoothShifts(own, middles, CURLED_KINSHIP_MM);
};

const shiftOf = (place: number): PointMm => ({
  x: ((place % PLACES) - REACH_PX) / PX_PER_MM,
  y: (Math.floor(place / PLACES) - REACH_PX) / PX_PER_MM,
});

const distancePx = (one: number, other: number): number =>
  Math.hypot((one % PLACES) - (other % PLACES), Math.floor(one / PLACES) - Math.floor(other / PLACES));

const highest = (map: Float32Array, isAllowed: (place: number) => boolean): number => {
  let best = -1;
  for (let place = 0; place < map.length; place++)
    if ((best < 0 || map[place]! > map[best]!) && isAllowed(place)) best = place;
  return Math.max(0, best);
};

const likenessMap = (view: PageView, rect: RectMm): LikenessMap => {
  const window = growRectMm(rect, REACH_MM + ASIDE_PX / PX_PER_MM);
  const { data, width, height } = cutBoxPatch(view, window, PX_PER_MM);
  const { upright, level } = lineSums(data, width, height);
  const boxX = Math.round(rect.width * PX_PER_MM);
  const boxY = Math.round(rect.height * PX_PER_MM);
  const map = new Float32Array(PLACES * PLACES);
  for (let down = 0, place = 0; down < PLACES; down++) {
    const top = Math.min(height - 1, down + ASIDE_PX);
    const bottom = Math.min(height - 1, top + boxY);
    for (let aside = 0; aside < PLACES; aside++, place++) {
      const left = Math.min(width - 1, aside + ASIDE_PX);
      const right = Math.min(width - 1, left + boxX);
      const a = (upright[bottom * width + left]! - upright[top * width + left]!) / boxY;
      const b = (upright[bottom * width + right]! - upright[top * width + right]!) / boxY;
      const c = (level[top * width + right]! - level[top * width + left]!) / boxX;
      const d = (level[bottom * width + right]! - level[bottom * width + left]!) / boxX;
      // The strongest side may be a word or a rule; the three others must be there.
      map[place] = (a + b + c + d - Math.max(a, b, c, d)) / 3;
    }
  }
  return map;
};

/** Sums of how much each pixel stands on an upright line (down its column) and on a level one (along its row). */
const lineSums = (
  data: Uint8Array,
  width: number,
  height: number,
): { readonly upright: Float32Array; readonly level: Float32Array } => {
  const sorted = Uint8Array.from(data).sort();
  const paper = Math.max(16, sorted[Math.floor(data.length * 0.75)]!);
  const dark = Float32Array.from(data, (value) => Math.max(0, Math.min(DARKEST, (paper - value) / paper)));
  const upright = new Float32Array(width * height);
  const level = new Float32Array(width * height);
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at++) {
      const inX = column >= ASIDE_PX && column < width - ASIDE_PX;
      const inY = row >= ASIDE_PX && row < height - ASIDE_PX;
      const onUpright = inX
        ? Math.max(dark[at - 1]!, dark[at]!, dark[at + 1]!) -
          (dark[at - ASIDE_PX]! + dark[at + ASIDE_PX]!) / 2
        : 0;
      const onLevel = inY
        ? Math.max(dark[at - width]!, dark[at]!, dark[at + width]!) -
          (dark[at - ASIDE_PX * width]! + dark[at + ASIDE_PX * width]!) / 2
        : 0;
      upright[at] = (row > 0 ? upright[at - width]! : 0) + Math.max(0, onUpright);
      level[at] = (column > 0 ? level[at - 1]! : 0) + Math.max(0, onLevel);
    }
  }
  return { upright, level };
};

/** The highest likeness within `VARIETY_PX` of each place, along both axes. */
const widen = (map: LikenessMap): LikenessMap => {
  const along = (from: LikenessMap, step: number, other: number): LikenessMap => {
    const to = new Float32Array(from.length);
    for (let line = 0; line < PLACES; line++) {
      for (let i = 0; i < PLACES; i++) {
        let most = 0;
        for (let k = Math.max(0, i - VARIETY_PX); k <= Math.min(PLACES - 1, i + VARIETY_PX); k++) {
          const value = from[line * other + k * step]!;
          if (value > most) most = value;
        }
        to[line * other + i * step] = most;
      }
    }
    return to;
  };
  return along(along(map, 1, PLACES), PLACES, 1);
};
