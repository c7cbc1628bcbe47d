import type { GrayImage } from '../../domain/image.ts';

/** Every so many rows and columns are looked at. */
const STEP_PX = 5;

/**
 * Standard deviation of the noise between neighbouring pixels, in gray levels: the middle of the answers of a mask that is
 * blind to edges and slopes (after Immerkaer 1996; the middle rather than the mean, since print is no noise).
 */
export const noiseOf = ({ data, width, height }: GrayImage): number => {
  const counts = new Uint32Array(16 * 256);
  let total = 0;
  for (let y = 1; y < height - 1; y += STEP_PX) {
    for (let x = 1; x < width - 1; x += STEP_PX) {
      const at = y * width + x;
      const answer =
        data[at - width - 1]! +
        data[at - width + 1]! +
        data[at + width - 1]! +
        data[at + width + 1]! -
        2 * (data[at - width]! + data[at + width]! + data[at - 1]! + data[at + 1]!) +
        4 * data[at]!;
      counts[Math.abs(answer)]!++;
      total++;
    }
  }
  let middle = 0;
  for (let seen = 0; middle < counts.length - 1; middle++) {
    seen += counts[middle]!;
    if (seen * 2 > total) break;
  }
  // The mask multiplies the noise by 6; half of a normal distribution lies within 0.6745 deviations.
  return middle / (6 * 0.6745);
};

/** The image with each pixel the mean of its surroundings, weighted 1 4 6 4 1 in both directions. */
export const smoothImage = ({ data, width, height }: GrayImage): GrayImage => {
  const smooth = new Uint8Array(data.length);
  // Five rows that are smoothed across already, by their number modulo 5.
  const rows = Array.from({ length: 5 }, () => new Uint16Array(width));
  const smoothAcross = (y: number): void => {
    const row = rows[y % 5]!;
    const from = y * width;
    const last = width - 1;
    for (let x = 0; x < width; x++) {
      const inner = x > 1 && x < last - 1;
      const a = data[from + (inner ? x - 2 : Math.max(0, x - 2))]!;
      const b = data[from + (inner ? x - 1 : Math.max(0, x - 1))]!;
      const d = data[from + (inner ? x + 1 : Math.min(last, x + 1))]!;
      const e = data[from + (inner ? x + 2 : Math.min(last, x + 2))]!;
      row[x] = a + e + 4 * (b + d) + 6 * data[from + x]!;
    }
  };
  smoothAcross(0);
  if (height > 1) smoothAcross(1);
  for (let y = 0; y < height; y++) {
    if (y + 2 < height) smoothAcross(y + 2);
    const a = rows[Math.max(0, y - 2) % 5]!;
    const b = rows[Math.max(0, y - 1) % 5]!;
    const c = rows[y % 5]!;
    const d = rows[Math.min(height - 1, y + 1) % 5]!;
    const e = rows[Math.min(height - 1, y + 2) % 5]!;
    const to = y * width;
    for (let x = 0; x < width; x++) {
      smooth[to + x] = (a[x]! + e[x]! + 4 * (b[x]! + d[x]!) + 6 * c[x]! + 128) >> 8;
    }
  }
  return { data: smooth, width, height };
};
