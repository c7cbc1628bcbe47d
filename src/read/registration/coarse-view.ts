import type { GrayImage } from '../../domain/image.ts';

/**
 * The scan seen coarsely, to find where to look closely. A pixel (x, y) here covers scan pixels from x * step to
 * (x + 1) * step.
 */
export interface CoarseView {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Scan pixels a coarse pixel, at least 1. */
  readonly step: number;
  /** Where in its square the sample was taken, in scan pixels from the square's left and top (centre of a pixel). */
  readonly offset: number;
}

/** About 50 dpi for an A4 page that fills the scan: a 5 mm mark is then some 10 pixels wide. */
const SAMPLED_LONG_SIDE_PX = 590;
/** Finer where time matters less than small or far-off marks: 75 dpi. */
const AVERAGED_LONG_SIDE_PX = 880;

const stepFor = (image: GrayImage, longSidePx: number): number =>
  Math.max(1, Math.round(Math.max(image.width, image.height) / longSidePx));

/** One scan pixel stands for each square: fast, and enough for solid marks on paper that is not noisy. */
export const viewBySampling = (image: GrayImage): CoarseView => {
  const step = stepFor(image, SAMPLED_LONG_SIDE_PX);
  const width = Math.floor(image.width / step);
  const height = Math.floor(image.height / step);
  const data = new Uint8Array(width * height);
  const inset = step >> 1;
  const scan = image.data;
  for (let y = 0, out = 0; y < height; y++) {
    let at = (y * step + inset) * image.width + inset;
    for (let x = 0; x < width; x++, out++, at += step) data[out] = scan[at] as number;
  }
  return { data, width, height, step, offset: inset + 0.5 };
};

/** The image made smaller by whole steps: each pixel is the mean of a square of `step` x `step`. */
export const shrinkByMeans = (image: GrayImage, step: number): GrayImage => {
  const width = Math.floor(image.width / step);
  const height = Math.floor(image.height / step);
  const data = new Uint8Array(width * height);
  const sums = new Uint32Array(width);
  const scan = image.data;
  const area = step * step;
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let k = 0; k < step; k++) {
      let at = (y * step + k) * image.width;
      for (let x = 0; x < width; x++) {
        let sum = 0;
        for (let j = 0; j < step; j++) sum += scan[at++] as number;
        sums[x] = (sums[x] as number) + sum;
      }
    }
    for (let x = 0, out = y * width; x < width; x++, out++) data[out] = (sums[x] as number) / area;
  }
  return { data, width, height };
};

/** The mean of each square: slower, for noisy, dithered and very fine scans. */
export const viewByAveraging = (image: GrayImage): CoarseView => {
  const step = stepFor(image, AVERAGED_LONG_SIDE_PX);
  return { ...shrinkByMeans(image, step), step, offset: step / 2 };
};

/** Gray levels over the coarse view: `paper` is the commonest bright level, `ink` the level of the darkest pixels. */
export interface PageLevels {
  readonly paper: number;
  readonly ink: number;
  /** Share of pixels nearer to black than to the paper, 0..1. */
  readonly darkShare: number;
}

/** Share of a page that its four marks take, at the least: the darkest pixels of a printed page are solid ink. */
const DARKEST_SHARE = 0.002;

export const levelsOf = (view: CoarseView): PageLevels => {
  const histogram = new Uint32Array(256);
  const { data } = view;
  // Every third pixel is plenty for a histogram.
  let total = 0;
  for (let i = 0; i < data.length; i += 3, total++) {
    const level = data[i] as number;
    histogram[level] = (histogram[level] as number) + 1;
  }
  let ink = 0;
  for (let seen = 0; ink < 255; ink++) {
    seen += histogram[ink] as number;
    if (seen > total * DARKEST_SHARE) break;
  }
  // The commonest level in the brighter half of what is there, over a window of 9 levels.
  let brightest = 255;
  for (let seen = 0; brightest > 0; brightest--) {
    seen += histogram[brightest] as number;
    if (seen > total * DARKEST_SHARE) break;
  }
  let paper = brightest;
  let most = 0;
  for (let level = Math.max(4, (ink + brightest) >> 1); level <= 255; level++) {
    let sum = 0;
    for (let k = Math.max(0, level - 4); k <= Math.min(255, level + 4); k++) sum += histogram[k] as number;
    if (sum > most) {
      most = sum;
      paper = level;
    }
  }
  const middle = (paper + ink) / 2;
  let dark = 0;
  for (let level = 0; level < middle; level++) dark += histogram[level] as number;
  return { paper, ink, darkShare: total > 0 ? dark / total : 0 };
};

/**
 * Black where darker than the mean of its surroundings by `fraction` of it (Bradley and Roth 2007): finds marks in
 * shadow. The result is 0 for black and 255 for white, in the frame of `view`.
 */
export const thresholdLocally = (view: CoarseView, windowPx: number, fraction: number): Uint8Array => {
  const { data, width, height } = view;
  const stride = width + 1;
  const integral = new Uint32Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let sum = 0;
    for (let x = 0; x < width; x++) {
      sum += data[y * width + x] as number;
      integral[(y + 1) * stride + x + 1] = (integral[y * stride + x + 1] as number) + sum;
    }
  }
  const result = new Uint8Array(width * height);
  const half = Math.max(1, windowPx >> 1);
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - half) * stride;
    const bottom = Math.min(height, y + half + 1) * stride;
    const rows = (bottom - top) / stride;
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - half);
      const right = Math.min(width, x + half + 1);
      const sum =
        (integral[bottom + right] as number) -
        (integral[top + right] as number) -
        (integral[bottom + left] as number) +
        (integral[top + left] as number);
      const at = y * width + x;
      result[at] = (data[at] as number) * rows * (right - left) < sum * (1 - fraction) ? 0 : 255;
    }
  }
  return result;
};
