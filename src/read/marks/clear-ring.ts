import type { RectMm } from '../../domain/geometry.ts';
import { CLEAR_RING_MM } from './box-location.ts';

/** How far around a box nothing is printed, side by side, in mm from its frame's outside. */
export interface ClearRing {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Half a printed line and its blur belong to the neighbour. */
const NEIGHBOUR_LINE_MM = 0.35;

/** The clear ring of every box of a page: all of it on Paperline's forms, less where other boxes stand closer. */
export const clearRings = (rects: readonly RectMm[]): ClearRing[] =>
  rects.map((box) => {
    const ring = { left: CLEAR_RING_MM, top: CLEAR_RING_MM, right: CLEAR_RING_MM, bottom: CLEAR_RING_MM };
    for (const other of rects) {
      if (other === box) continue;
      const gapX = Math.max(other.x - (box.x + box.width), box.x - (other.x + other.width));
      const gapY = Math.max(other.y - (box.y + box.height), box.y - (other.y + other.height));
      if (gapX > CLEAR_RING_MM + NEIGHBOUR_LINE_MM || gapY > CLEAR_RING_MM + NEIGHBOUR_LINE_MM) continue;
      if (gapX >= gapY) {
        const side = other.x > box.x ? 'right' : 'left';
        ring[side] = Math.max(0, Math.min(ring[side], gapX - NEIGHBOUR_LINE_MM));
      } else {
        const side = other.y > box.y ? 'bottom' : 'top';
        ring[side] = Math.max(0, Math.min(ring[side], gapY - NEIGHBOUR_LINE_MM));
      }
    }
    return ring;
  });
