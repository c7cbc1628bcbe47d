import type { SeededRandom } from './seeded-random.ts';

/** A value for every place of a patch, changing slowly from place to place. */
export type SmoothField = (x: number, y: number) => number;

/** Normal values with this deviation on a grid of `cells` x `cells` over `width` x `height` px, straight in between. */
export const smoothField = (
  random: SeededRandom,
  width: number,
  height: number,
  deviation: number,
  cells: number,
): SmoothField => {
  const row = cells + 1;
  const values = Float32Array.from({ length: row * row }, () => random.normal() * deviation);
  return (x, y) => {
    const gx = Math.min(cells - 1e-3, Math.max(0, (x / width) * cells));
    const gy = Math.min(cells - 1e-3, Math.max(0, (y / height) * cells));
    const [ix, iy] = [Math.floor(gx), Math.floor(gy)];
    const [fx, fy] = [gx - ix, gy - iy];
    const at = iy * row + ix;
    const upper = values[at]! * (1 - fx) + values[at + 1]! * fx;
    const lower = values[at + row]! * (1 - fx) + values[at + row + 1]! * fx;
    return upper * (1 - fy) + lower * fy;
  };
};
