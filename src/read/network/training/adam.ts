import { TAPS } from '../planes.ts';
import { layerSizes, type LayerWeights, type NetworkShape } from '../convolution-network.ts';

export interface LearningRate {
  readonly first: number;
  readonly last: number;
  /** Steps over which it rises to `first`; then it falls to `last` along a half cosine. */
  readonly risingSteps: number;
}

const WEIGHT_DECAY = 1e-4;
const MEAN_KEEP = 0.999;

/** Weights to begin with: as large as lets a rectifier's outputs vary as much as its inputs, the dense layer near 0. */
export const drawFirstWeights = (shape: NetworkShape, normal: () => number): LayerWeights[] =>
  layerSizes(shape).map(({ weights, biases }, index) => {
    const layer = shape.convolutions[index];
    const deviation = layer === undefined ? 0.01 : Math.sqrt(2 / (layer.inputs * TAPS));
    return {
      weights: Float32Array.from({ length: weights }, () => normal() * deviation),
      biases: new Float32Array(biases),
    };
  });

export interface Adam {
  /** Changes the weights by the sums of the gradients of `batch` images. `step` counts from 1 to `steps`. */
  update(gradients: readonly LayerWeights[], batch: number, step: number, steps: number): void;
  /** A running mean over the last steps, which errs less than the weights of any one of them. */
  mean(): LayerWeights[];
}

/** Adam (Kingma and Ba 2015) over `layers`, which it changes in place. */
export const createAdam = (layers: readonly LayerWeights[], rates: LearningRate): Adam => {
  const parameters = layers
    .flatMap(({ weights, biases }) => [weights, biases])
    .map((value) => ({
      value,
      first: new Float32Array(value.length),
      second: new Float32Array(value.length),
      mean: new Float32Array(value.length),
    }));
  return {
    update(gradients, batch, step, steps) {
      const rising = Math.min(1, step / rates.risingSteps);
      const fallen = 0.5 * (1 + Math.cos((Math.PI * step) / steps));
      const rate = rising * (rates.last + (rates.first - rates.last) * fallen);
      const [b1, b2] = [0.9, 0.999];
      const correction = Math.sqrt(1 - b2 ** step) / (1 - b1 ** step);
      const keep = Math.min(MEAN_KEEP, (step + 1) / (step + 10));
      const wanted = gradients.flatMap(({ weights, biases }) => [weights, biases]);
      parameters.forEach(({ value, first, second, mean }, index) => {
        const gradient = wanted[index]!;
        for (let i = 0; i < value.length; i++) {
          const g = gradient[i]! / batch;
          const m = b1 * first[i]! + (1 - b1) * g;
          const v = b2 * second[i]! + (1 - b2) * g * g;
          first[i] = m;
          second[i] = v;
          const next =
            value[i]! * (1 - rate * WEIGHT_DECAY) - (rate * correction * m) / (Math.sqrt(v) + 1e-8);
          value[i] = next;
          mean[i] = keep * mean[i]! + (1 - keep) * next;
        }
      });
    },
    mean: () =>
      layers.map((_, layer) => ({
        weights: parameters[2 * layer]!.mean,
        biases: parameters[2 * layer + 1]!.mean,
      })),
  };
};
