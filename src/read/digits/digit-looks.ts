import { DIGIT_SIDE_PX } from './digit-image.ts';
import { softmax, type ConvolutionNetwork } from '../network/convolution-network.ts';

/**
 * A digit of which the first look is less sure than this is looked at again, moved by one pixel to every side, and the
 * mean of all looks counts. On pages of the last 5,000 images of MNIST's training set 7 % of the cells are, and one
 * error in seven goes away; of the 97 % that are surest half as many are wrong.
 */
const SURE_AT_FIRST = 0.995;

const moved = (pixels: Float32Array, dx: number, dy: number): Float32Array => {
  const result = new Float32Array(pixels.length);
  for (let y = Math.max(0, dy); y < Math.min(DIGIT_SIDE_PX, DIGIT_SIDE_PX + dy); y++) {
    for (let x = Math.max(0, dx); x < Math.min(DIGIT_SIDE_PX, DIGIT_SIDE_PX + dx); x++)
      result[y * DIGIT_SIDE_PX + x] = pixels[(y - dy) * DIGIT_SIDE_PX + x - dx]!;
  }
  return result;
};

const SIDES = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

/** Probabilities of the classes for a framed digit at a temperature; further looks are taken where it asks for them. */
export const lookAtDigit = (
  network: ConvolutionNetwork,
  pixels: Float32Array,
): ((temperature: number) => Float64Array) => {
  const first = Float32Array.from(network.score(pixels));
  let further: Float32Array[] | null = null;
  return (temperature) => {
    const sole = softmax(first, temperature);
    if (Math.max(...sole) >= SURE_AT_FIRST) return sole;
    further ??= SIDES.map(([dx, dy]) => Float32Array.from(network.score(moved(pixels, dx, dy))));
    const looks = [sole, ...further.map((scores) => softmax(scores, temperature))];
    return sole.map((_, label) => looks.reduce((sum, look) => sum + look[label]!, 0) / looks.length);
  };
};
