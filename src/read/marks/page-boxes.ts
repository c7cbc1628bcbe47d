import type { RectMm } from '../../domain/geometry.ts';
import type { PageView } from '../page-view.ts';
import { measureBoxInk, type BoxFeatures } from './box-features.ts';
import { extractBoxInk, FULL_RING } from './box-ink.ts';
import { locateBoxes } from './box-location.ts';

export interface MeasuredPageBox {
  readonly features: BoxFeatures;
  /** Share of its printed frame that was found, 0..1. */
  readonly frameSeen: number;
}

/** Finds and measures the boxes at `rectsMm` (page frame), in order. */
export const measurePageBoxes = (view: PageView, rectsMm: readonly RectMm[]): MeasuredPageBox[] => {
  const { boxes, frame } = locateBoxes(view, rectsMm);
  const contrast = Math.max(20, view.paperLevel - view.inkLevel) / Math.max(1, view.paperLevel);
  return boxes.map((box) => {
    const ink = extractBoxInk(box, frame, FULL_RING, contrast, null);
    return { features: measureBoxInk(ink, view.pxPerMm), frameSeen: box.frameSeen };
  });
};
