import { FEATURE_COUNT } from '../box-features.ts';
import { BOX_CLASSES, FARTHEST_STANDARD, LEAK, type MarkNetwork } from '../mark-model.ts';
import type { Dice } from './drawn-strokes.ts';
import type { MarkSample } from './mark-samples.ts';

const HIDDEN = [48, 24];

interface TrainedLayer {
  readonly inputs: number;
  readonly weights: Float64Array;
  readonly biases: Float64Array;
  readonly firstMoments: Float64Array;
  readonly secondMoments: Float64Array;
  readonly gradients: Float64Array;
  readonly outputs: Float64Array;
  readonly errors: Float64Array;
}

export interface TrainingPlan {
  readonly epochs: number;
  readonly batch: number;
  readonly rate: number;
  readonly weightDecay: number;
}

/** Class weights that make each class count the same in all. */
const balance = (samples: readonly MarkSample[]): number[] => {
  const counts = BOX_CLASSES.map((_, which) => samples.filter(({ boxClass }) => boxClass === which).length);
  return counts.map((count) => samples.length / (BOX_CLASSES.length * Math.max(1, count)));
};

/** Trains a network by Adam on cross-entropy, classes balanced. Deterministic for its dice. */
export const trainNetwork = (
  samples: readonly MarkSample[],
  plan: TrainingPlan,
  dice: Dice,
  report: (line: string) => void,
): MarkNetwork => {
  const mean = new Array<number>(FEATURE_COUNT).fill(0);
  const scale = new Array<number>(FEATURE_COUNT).fill(1);
  for (let i = 0; i < FEATURE_COUNT; i++) {
    const average = samples.reduce((sum, { features }) => sum + features[i]!, 0) / samples.length;
    const variance =
      samples.reduce((sum, { features }) => sum + (features[i]! - average) ** 2, 0) / samples.length;
    mean[i] = average;
    scale[i] = 1 / Math.sqrt(variance + 1e-6);
  }
  const sizes = [FEATURE_COUNT, ...HIDDEN, BOX_CLASSES.length];
  const layers = sizes.slice(1).map((outputs, depth): TrainedLayer => {
    const inputs = sizes[depth]!;
    return {
      inputs,
      weights: Float64Array.from({ length: inputs * outputs }, () => dice.normal() * Math.sqrt(2 / inputs)),
      biases: new Float64Array(outputs),
      firstMoments: new Float64Array((inputs + 1) * outputs),
      secondMoments: new Float64Array((inputs + 1) * outputs),
      gradients: new Float64Array((inputs + 1) * outputs),
      outputs: new Float64Array(outputs),
      errors: new Float64Array(outputs),
    };
  });
  const classWeights = balance(samples);
  const order = samples.map((_, i) => i);
  const input = new Float64Array(FEATURE_COUNT);
  let step = 0;
  for (let epoch = 0; epoch < plan.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const other = dice.whole(0, i);
      [order[i], order[other]] = [order[other]!, order[i]!];
    }
    let loss = 0;
    const rate = plan.rate * 0.5 * (1 + Math.cos((Math.PI * epoch) / plan.epochs));
    for (let start = 0; start < order.length; start += plan.batch) {
      const end = Math.min(order.length, start + plan.batch);
      for (let k = start; k < end; k++) {
        const { features, boxClass } = samples[order[k]!]!;
        for (let i = 0; i < FEATURE_COUNT; i++) {
          const standard = (features[i]! - mean[i]!) * scale[i]!;
          input[i] = Math.max(-FARTHEST_STANDARD, Math.min(FARTHEST_STANDARD, standard));
        }
        loss += learn(layers, input, boxClass, classWeights[boxClass]!);
      }
      step++;
      for (const layer of layers) adjust(layer, end - start, rate, step, plan.weightDecay);
    }
    if (epoch % 5 === 4) report(`epoch ${epoch + 1}: loss ${(loss / order.length).toFixed(5)}`);
  }
  return {
    mean: mean.map(shorten),
    scale: scale.map(shorten),
    layers: layers.map(({ weights, biases }) => ({
      weights: Array.from(weights, shorten),
      biases: Array.from(biases, shorten),
    })),
    temperature: 1,
  };
};

const shorten = (value: number): number => Number(value.toPrecision(6));

/** One sample forward and backward; gradients are added up. Returns its weighted loss. */
const learn = (
  layers: readonly TrainedLayer[],
  input: Float64Array,
  boxClass: number,
  weight: number,
): number => {
  let from = input;
  layers.forEach((layer, depth) => {
    const last = depth === layers.length - 1;
    for (let out = 0, at = 0; out < layer.outputs.length; out++) {
      let sum = layer.biases[out]!;
      for (let i = 0; i < layer.inputs; i++, at++) sum += layer.weights[at]! * from[i]!;
      layer.outputs[out] = last || sum > 0 ? sum : LEAK * sum;
    }
    from = layer.outputs;
  });
  const top = layers.at(-1)!;
  const most = Math.max(...top.outputs);
  let total = 0;
  for (const value of top.outputs) total += Math.exp(value - most);
  top.outputs.forEach((value, out) => {
    top.errors[out] = weight * (Math.exp(value - most) / total - (out === boxClass ? 1 : 0));
  });
  const loss = weight * (Math.log(total) + most - top.outputs[boxClass]!);
  for (let depth = layers.length - 1; depth >= 0; depth--) {
    const layer = layers[depth]!;
    const below = depth > 0 ? layers[depth - 1]! : null;
    const inputs = below === null ? input : below.outputs;
    below?.errors.fill(0);
    const biasAt = layer.inputs * layer.outputs.length;
    for (let out = 0, at = 0; out < layer.outputs.length; out++) {
      const error = layer.errors[out]!;
      layer.gradients[biasAt + out]! += error;
      for (let i = 0; i < layer.inputs; i++, at++) {
        layer.gradients[at]! += error * inputs[i]!;
        if (below !== null) below.errors[i]! += error * layer.weights[at]!;
      }
    }
    if (below !== null) {
      below.outputs.forEach((value, i) => {
        if (value <= 0) below.errors[i]! *= LEAK;
      });
    }
  }
  return loss;
};

const adjust = (layer: TrainedLayer, batch: number, rate: number, step: number, decay: number): void => {
  const { weights, biases, gradients, firstMoments, secondMoments } = layer;
  const bias1 = 1 - 0.9 ** step;
  const bias2 = 1 - 0.999 ** step;
  for (let i = 0; i < gradients.length; i++) {
    const isWeight = i < weights.length;
    const gradient = gradients[i]! / batch + (isWeight ? decay * weights[i]! : 0);
    gradients[i] = 0;
    firstMoments[i] = 0.9 * firstMoments[i]! + 0.1 * gradient;
    secondMoments[i] = 0.999 * secondMoments[i]! + 0.001 * gradient * gradient;
    const change = (rate * (firstMoments[i]! / bias1)) / (Math.sqrt(secondMoments[i]! / bias2) + 1e-8);
    if (isWeight) weights[i]! -= change;
    else biases[i - weights.length]! -= change;
  }
};
