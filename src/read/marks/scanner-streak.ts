import { projectMm, type PageView } from '../page-view.ts';
import { measureBoxInk, featureOf, type BoxFeatures } from './box-features.ts';
import type { BoxInk } from './box-ink.ts';
import type { LocatedBox } from './box-location.ts';

/** A line from frame to frame is looked at more closely from this share of the box's height or width on. */
const SUSPICIOUS_RUN = 0.9;
/** A streak of dirty glass goes on far beyond the box; no pen's stroke through a box is as long. */
const FIRST_LOOK_MM = 6;
const LAST_LOOK_MM = 22;
const LOOKS = 24;
/** Share of the looks, to both sides together, that must find the streak; print and other marks hide some of it. */
const SEEN_SHARE = 0.75;
const STREAK_REACH_MM = 0.35;
/** A streak is as dark in a box as beside it, give or take its grain; a slash along it made it twice as dark (rough, seed 510). */
const MORE_THAN_STREAK = 1.6;
const LEAST_MORE = 0.3;
const LEAST_RING_LINES = 4;

/** The box's features without the streaks that dirty glass left on the scan, or `features` where there are none. */
export const measureWithoutStreaks = (
  view: PageView,
  box: LocatedBox,
  ink: BoxInk,
  features: BoxFeatures,
): BoxFeatures => {
  let erased = false;
  if (featureOf(features, 'longestColumn') > SUSPICIOUS_RUN)
    erased = eraseStreaks(view, box, ink, true) || erased;
  if (featureOf(features, 'longestRow') > SUSPICIOUS_RUN)
    erased = eraseStreaks(view, box, ink, false) || erased;
  return erased ? measureBoxInk(ink, view.pxPerMm) : features;
};

const eraseStreaks = (view: PageView, box: LocatedBox, ink: BoxInk, upright: boolean): boolean => {
  const { darkness, width, left, right, top, bottom, pxPerMm } = ink;
  const from = upright ? left : top;
  const to = upright ? right : bottom;
  const alongFrom = upright ? top : left;
  const alongTo = upright ? bottom : right;
  let erased = false;
  for (let across = from; across < to; across++) {
    let inked = 0;
    for (let along = alongFrom; along < alongTo; along++) {
      const at = upright ? along * width + across : across * width + along;
      if (darkness[at]! > 0.1) inked++;
    }
    if (inked < SUSPICIOUS_RUN * 0.9 * (alongTo - alongFrom)) continue;
    if (!goesOn(view, box, ink, upright, across)) continue;
    const reach = Math.round(STREAK_REACH_MM * pxPerMm);
    const first = Math.max(0, across - reach);
    const last = Math.min((upright ? width : ink.height) - 1, across + reach);
    if (hidesMark(ink, upright, first, last)) continue;
    erased = true;
    for (let clear = first; clear <= last; clear++) {
      for (let along = 0; along < (upright ? ink.height : width); along++) {
        darkness[upright ? along * width + clear : clear * width + along] = 0;
      }
    }
  }
  return erased;
};

/** Whether the streak in those columns (or rows) is much darker inside the box than in its ring: then a stroke lies on it. */
const hidesMark = (ink: BoxInk, upright: boolean, first: number, last: number): boolean => {
  const { darkness, width, height } = ink;
  const [from, to] = upright ? [ink.top, ink.bottom] : [ink.left, ink.right];
  const [ringFrom, ringTo] = upright ? [ink.ringTop, ink.ringBottom] : [ink.ringLeft, ink.ringRight];
  let [inside, insideCount, ring, ringCount] = [0, 0, 0, 0];
  for (let along = 0; along < (upright ? height : width); along++) {
    const isInside = along >= from && along < to;
    if (!isInside && along >= ringFrom && along < ringTo) continue;
    for (let across = first; across <= last; across++) {
      const value = darkness[upright ? along * width + across : across * width + along]!;
      if (isInside) inside += value;
      else ring += value;
    }
    if (isInside) insideCount++;
    else ringCount++;
  }
  if (insideCount === 0 || ringCount < LEAST_RING_LINES) return false;
  return inside / insideCount > MORE_THAN_STREAK * (ring / ringCount) + LEAST_MORE;
};

/** Whether the line at `across` goes on along the scan's own axis, far beyond the box to both sides. */
const goesOn = (view: PageView, box: LocatedBox, ink: BoxInk, upright: boolean, across: number): boolean => {
  const { patch, cutAt } = box;
  const middleAcross = (upright ? ink.firstColumn : ink.firstRow) + across + 0.5;
  const middleAlong = upright ? (box.top + box.bottom) / 2 : (box.left + box.right) / 2;
  const atMm = {
    x: patch.xMm + (upright ? middleAcross : middleAlong) / patch.pxPerMm + cutAt.x,
    y: patch.yMm + (upright ? middleAlong : middleAcross) / patch.pxPerMm + cutAt.y,
  };
  const h = view.pageMmToScanPx;
  const here = projectMm(h, atMm);
  const there = projectMm(h, upright ? { x: atMm.x, y: atMm.y + 1 } : { x: atMm.x + 1, y: atMm.y });
  const alongScanY = Math.abs(there.y - here.y) > Math.abs(there.x - here.x);
  const { data, width, height } = view.image;
  const level = (x: number, y: number): number => {
    const column = Math.floor(x);
    const row = Math.floor(y);
    return column >= 0 && row >= 0 && column < width && row < height ? data[row * width + column]! : -1;
  };
  const asideMin = 0.6 * view.pxPerMm;
  const contrast = Math.max(20, view.paperLevel - view.inkLevel);
  let looked = 0;
  let seen = 0;
  for (const direction of [-1, 1]) {
    let lookedHere = 0;
    let seenHere = 0;
    for (let i = 0; i < LOOKS; i++) {
      const away = direction * (FIRST_LOOK_MM + ((LAST_LOOK_MM - FIRST_LOOK_MM) * i) / LOOKS) * view.pxPerMm;
      const x = here.x + (alongScanY ? 0 : away);
      const y = here.y + (alongScanY ? away : 0);
      let darkest = 255;
      let off = false;
      for (let side = -2; side <= 2; side++) {
        const value = level(x + (alongScanY ? side : 0), y + (alongScanY ? 0 : side));
        if (value < 0) off = true;
        else if (value < darkest) darkest = value;
      }
      const before = level(x - (alongScanY ? asideMin : 0), y - (alongScanY ? 0 : asideMin));
      const after = level(x + (alongScanY ? asideMin : 0), y + (alongScanY ? 0 : asideMin));
      if (off || before < 0 || after < 0) continue;
      lookedHere++;
      // Where print lies beside the streak nothing can be told.
      if (Math.max(before, after) < view.paperLevel - 0.4 * contrast) lookedHere--;
      else if (darkest < Math.max(before, after) - 0.08 * contrast) seenHere++;
    }
    if (lookedHere > LOOKS / 4 && seenHere < SEEN_SHARE * 0.7 * lookedHere) return false;
    looked += lookedHere;
    seen += seenHere;
  }
  return looked >= LOOKS / 2 && seen >= SEEN_SHARE * looked;
};
