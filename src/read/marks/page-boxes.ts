import type { RectMm } from '../../domain/geometry.ts';
import type { PageView } from '../page-view.ts';
import { bareFeatures, measureBoxInk, type BoxFeatures } from './box-features.ts';
import { extractBoxInk, isBareBox } from './box-ink.ts';
import { locateBoxes, type LocatedBox } from './box-location.ts';
import { clearRings } from './clear-ring.ts';
import { markImage } from './mark-image.ts';
import { printedGround } from './printed-ground.ts';
import { measureWithoutStreaks } from './scanner-streak.ts';

export interface MeasuredPageBox {
  readonly located: LocatedBox;
  readonly features: BoxFeatures;
  /** What the mark network sees; null where there is nothing but bare paper. */
  readonly image: Float32Array | null;
  /** Share of its printed frame that was found, 0..1. */
  readonly frameSeen: number;
}

/** Finds and measures the boxes at `rectsMm` (page frame), in order. */
export const measurePageBoxes = (view: PageView, rectsMm: readonly RectMm[]): MeasuredPageBox[] => {
  // A blank form is printed under the boxes of an adopted page: none of them is bare paper.
  const { boxes, frame, sharpen } = locateBoxes(view, rectsMm, view.reference === null);
  const rings = clearRings(rectsMm);
  const contrast = Math.max(20, view.paperLevel - view.inkLevel) / Math.max(1, view.paperLevel);
  const bare = bareFeatures(view.pxPerMm);
  return boxes.map((quick, at) => {
    const ring = rings[at]!;
    if (quick.patch.isQuick && isBareBox(quick, frame, ring, contrast))
      return { located: quick, frameSeen: quick.frameSeen, features: bare, image: null };
    const box = sharpen(at);
    const found = { located: box, frameSeen: box.frameSeen };
    const ink = extractBoxInk(box, frame, ring, contrast, () => printedGround(view, box));
    if (ink === null) return { ...found, features: bare, image: null };
    const features = measureBoxInk(ink, view.pxPerMm);
    // Streaks are wiped out of the ink itself.
    const withoutStreaks = measureWithoutStreaks(view, box, ink, features);
    return { ...found, features: withoutStreaks, image: markImage(ink, box) };
  });
};
