import { z } from 'zod';

/**
 * Lengths on paper are millimetres. The page frame has its origin at the page's top-left corner, x to the right,
 * y down. Scan pixels have their origin at the top-left corner of the top-left pixel, so the centre of the first
 * pixel is (0.5, 0.5).
 */
export const MM_PER_INCH = 25.4;

export interface PointMm {
  readonly x: number;
  readonly y: number;
}

/** A point in a scan's own pixels (continuous; pixel centres lie at .5). */
export interface PointPx {
  readonly x: number;
  readonly y: number;
}

export const rectMmSchema = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
});

/** An upright rectangle in the page frame: its top-left corner and its size, in mm. */
export type RectMm = Readonly<z.infer<typeof rectMmSchema>>;

export const centreOfRectMm = (rect: RectMm): PointMm => ({
  x: rect.x + rect.width / 2,
  y: rect.y + rect.height / 2,
});

/** The rectangle grown by `byMm` on every side (shrunk where negative). */
export const growRectMm = (rect: RectMm, byMm: number): RectMm => ({
  x: rect.x - byMm,
  y: rect.y - byMm,
  width: rect.width + 2 * byMm,
  height: rect.height + 2 * byMm,
});

/** The smallest upright rectangle that holds all of `rects`; the list must not be empty. */
export const boundingRectMm = (rects: readonly RectMm[]): RectMm => {
  const left = Math.min(...rects.map((r) => r.x));
  const top = Math.min(...rects.map((r) => r.y));
  const right = Math.max(...rects.map((r) => r.x + r.width));
  const bottom = Math.max(...rects.map((r) => r.y + r.height));
  return { x: left, y: top, width: right - left, height: bottom - top };
};
