import type { RectMm } from '../../domain/geometry.ts';

/** How far around a box nothing is printed, side by side, in mm from its frame's outside. */
export interface ClearRing {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * How much of the 1.2 mm that the form keeps clear around a box is looked at: the rest is left to the blur of the print beyond
 * and to a box found a little beside its place. Measured from the middle of the box's line.
 */
export const RING_MM = 0.95;
/** Half a printed line and its blur belong to the neighbour. */
const NEIGHBOUR_LINE_MM = 0.35;
const FARTHEST_NEIGHBOUR_MM = RING_MM + NEIGHBOUR_LINE_MM;

const known = new WeakMap<readonly RectMm[], readonly ClearRing[]>();

/**
 * The clear ring of every box of a page: all of it on Paperline's forms, less where other boxes stand closer. It takes every
 * pair of boxes, so that it is remembered for as long as somebody holds `rects`.
 */
export const clearRings = (rects: readonly RectMm[]): readonly ClearRing[] => {
  const rings = known.get(rects) ?? ringsOf(rects);
  known.set(rects, rings);
  return rings;
};

const ringsOf = (rects: readonly RectMm[]): ClearRing[] =>
  rects.map((box) => {
    const ring = { left: RING_MM, top: RING_MM, right: RING_MM, bottom: RING_MM };
    for (const other of rects) {
      const gapY = Math.max(other.y - (box.y + box.height), box.y - (other.y + other.height));
      if (gapY > FARTHEST_NEIGHBOUR_MM || other === box) continue;
      const gapX = Math.max(other.x - (box.x + box.width), box.x - (other.x + other.width));
      if (gapX > FARTHEST_NEIGHBOUR_MM) continue;
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
