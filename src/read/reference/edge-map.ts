import type { GrayImage } from '../../domain/image.ts';

/** How strongly print runs upright (`across`: change along x) and level (`down`: change along y) in each pixel. */
export interface EdgeMap {
  readonly across: Float32Array;
  readonly down: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** Surroundings that a pixel's brightness is compared with, in pixels to each side: about 6 mm at 60 dpi. */
const SURROUNDINGS_PX = 14;
/** A step of this share of the surroundings' brightness is a full edge: what is more (page edges, solid areas) adds nothing. */
const FULL_STEP = 0.25;
/** Steps below this share are noise of sensor and paper. */
const NOISE_STEP = 0.025;

/** Sums over all pixels above and left, one row and column more than the image. */
export const integralOf = (
  data: ArrayLike<number>,
  width: number,
  height: number,
  square: boolean,
): Float64Array => {
  const stride = width + 1;
  const integral = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let sum = 0;
    for (let x = 0; x < width; x++) {
      const value = data[y * width + x]!;
      sum += square ? value * value : value;
      integral[(y + 1) * stride + x + 1] = integral[y * stride + x + 1]! + sum;
    }
  }
  return integral;
};

/** The edges of an image in its own frame, whatever the light: steps are taken relative to what is around them. */
export const edgesOf = ({ data, width, height }: GrayImage): EdgeMap => {
  const integral = integralOf(data, width, height, false);
  const stride = width + 1;
  const across = new Float32Array(width * height);
  const down = new Float32Array(width * height);
  for (let y = 1; y < height - 1; y++) {
    const top = Math.max(0, y - SURROUNDINGS_PX);
    const bottom = Math.min(height, y + SURROUNDINGS_PX + 1);
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const left = Math.max(0, x - SURROUNDINGS_PX);
      const right = Math.min(width, x + SURROUNDINGS_PX + 1);
      const sum =
        integral[bottom * stride + right]! -
        integral[top * stride + right]! -
        integral[bottom * stride + left]! +
        integral[top * stride + left]!;
      const full = FULL_STEP * 2 * (sum / ((bottom - top) * (right - left)) + 8);
      const stepX = Math.abs(data[at + 1]! - data[at - 1]!) / full;
      const stepY = Math.abs(data[at + width]! - data[at - width]!) / full;
      const noise = NOISE_STEP / FULL_STEP;
      if (stepX > noise) across[at] = Math.min(1, stepX);
      if (stepY > noise) down[at] = Math.min(1, stepY);
    }
  }
  return { across, down, width, height };
};

const DIRECTION_BINS = 180;

/**
 * The direction that most print runs in (or across), in degrees clockwise, -45..45: the skew of a page, quarter turns
 * apart. Shown by lines and by writing alike.
 */
export const commonDirectionDeg = ({ data, width, height }: GrayImage): number => {
  const bins = new Float64Array(DIRECTION_BINS);
  for (let y = 2; y < height - 2; y++) {
    for (let x = 2; x < width - 2; x++) {
      const at = y * width + x;
      // Steps over 4 px of 3-px means: directions of a black-and-white scan are else those of its pixel grid.
      const right = data[at + 2]! + data[at + 2 - width]! + data[at + 2 + width]!;
      const left = data[at - 2]! + data[at - 2 - width]! + data[at - 2 + width]!;
      const below = data[at + 2 * width]! + data[at + 2 * width - 1]! + data[at + 2 * width + 1]!;
      const above = data[at - 2 * width]! + data[at - 2 * width - 1]! + data[at - 2 * width + 1]!;
      const dx = right - left;
      const dy = below - above;
      const strength = Math.abs(dx) + Math.abs(dy);
      if (strength < 45) continue;
      const turn = Math.atan2(dy, dx) / (Math.PI / 2);
      const place = (turn - Math.floor(turn)) * DIRECTION_BINS;
      const bin = Math.floor(place);
      const part = place - bin;
      const weight = Math.min(strength, 200);
      bins[bin % DIRECTION_BINS]! += weight * (1 - part);
      bins[(bin + 1) % DIRECTION_BINS]! += weight * part;
    }
  }
  const reach = 3;
  let best = 0;
  let most = -1;
  for (let bin = 0; bin < DIRECTION_BINS; bin++) {
    let sum = 0;
    for (let k = -reach; k <= reach; k++) {
      sum += bins[(bin + k + DIRECTION_BINS) % DIRECTION_BINS]! * (reach + 1 - Math.abs(k));
    }
    if (sum > most) {
      most = sum;
      best = bin;
    }
  }
  let weights = 0;
  let moment = 0;
  for (let k = -reach; k <= reach; k++) {
    const weight = bins[(best + k + DIRECTION_BINS) % DIRECTION_BINS]!;
    weights += weight;
    moment += weight * k;
  }
  const deg = ((best + (weights > 0 ? moment / weights : 0)) * 90) / DIRECTION_BINS;
  return deg > 45 ? deg - 90 : deg;
};
