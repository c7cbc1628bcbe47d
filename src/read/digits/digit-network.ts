import {
  clearGaps,
  halvePlanes,
  neighbourhoodOffsets,
  planeLayout,
  planesLength,
  TAPS,
  type PlaneLayout,
} from './planes.ts';
import { createProductKernel, packRows, type Product } from './product-kernel.ts';
import { createKernelMemory, type FloatArray, type KernelMemory } from './wasm-assembly.ts';

/**
 * A small convolutional network for one handwritten digit: four 3 x 3 convolutions with rectifiers, two halvings, one
 * dense layer. Classes 0 to 9 are the digits, class 10 is ink that is no single digit: crossed out, two digits, a blot.
 * Shapes: 28 x 28 x 1 -> 28 x 28 x 16 -> 14 x 14 x 16 -> 14 x 14 x 32 -> 14 x 14 x 32 -> 7 x 7 x 32 -> 7 x 7 x 64 -> 11.
 */
export const CLASS_COUNT = 11;
export const NOT_A_DIGIT = 10;

export interface ConvolutionShape {
  readonly inputs: number;
  readonly outputs: number;
  readonly layout: PlaneLayout;
  /** Whether every 2 x 2 px are replaced by their largest afterwards. */
  readonly halved: boolean;
}

const convolution = (inputs: number, outputs: number, side: number, halved: boolean): ConvolutionShape => ({
  inputs,
  outputs,
  layout: planeLayout(side),
  halved,
});

export const CONVOLUTIONS: readonly ConvolutionShape[] = [
  convolution(1, 16, 28, true),
  convolution(16, 32, 14, false),
  convolution(32, 32, 14, true),
  convolution(32, 64, 7, false),
];
export const DENSE = { channels: 64, layout: planeLayout(7), inputs: 64 * 49 } as const;
/** Scores, to the kernel's next multiple of 8. */
const SCORES_LENGTH = 16;

/** Weights of a layer: `outputs` x (`inputs` * 9), then one bias an output. */
export interface LayerWeights {
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

export const layerSizes = (): readonly { readonly weights: number; readonly biases: number }[] => [
  ...CONVOLUTIONS.map(({ inputs, outputs }) => ({ weights: outputs * inputs * TAPS, biases: outputs })),
  { weights: CLASS_COUNT * DENSE.inputs, biases: CLASS_COUNT },
];

/** The planes that a convolution reads and writes; training reads them back. */
export interface LayerPlanes {
  readonly input: FloatArray;
  /** After the rectifier, before halving. */
  readonly output: FloatArray;
}

export interface DigitNetwork {
  readonly memory: KernelMemory;
  readonly layers: readonly LayerPlanes[];
  /** Takes other weights, layer by layer. */
  load(weights: readonly LayerWeights[]): void;
  /** Class scores before softmax, for an image of 28 x 28; the array is used again by the next call. */
  score(pixels: Float32Array): Float32Array;
  /** What the dense layer saw in the last call: 49 numbers a channel, and a 1 for its biases. */
  lastFeatures(): Float32Array;
}

/** Weights and planes of all layers. */
const OWN_NUMBERS = 260_000;

/** Copies the pixels of `count` planes, without the gaps between rows. */
const copyPixels = (
  from: Float32Array,
  { side, rowStride, lead, stride }: PlaneLayout,
  to: Float32Array,
  count: number,
): void => {
  let at = 0;
  for (let plane = 0; plane < count; plane++) {
    for (let y = 0; y < side; y++) {
      const row = plane * stride + lead + y * rowStride;
      for (let x = row; x < row + side; x++) to[at++] = from[x]!;
    }
  }
};

/** A network with the given weights, layer by layer; without, all zeroes, for training to fill. */
export const createDigitNetwork = (given?: readonly LayerWeights[], extraNumbers = 0): DigitNetwork => {
  const memory = createKernelMemory(OWN_NUMBERS + extraNumbers);
  const multiplyInto = createProductKernel(memory);
  const intsOf = (values: readonly number[]) => {
    const ints = memory.ints(values.length);
    ints.data.set(values);
    return ints;
  };
  const inputs = CONVOLUTIONS.map(({ inputs: count, layout }) => memory.floats(planesLength(layout, count)));
  const convolutions = CONVOLUTIONS.map((shape, index) => {
    const { layout, outputs } = shape;
    const input = inputs[index]!;
    // Where nothing is halved the next convolution reads what this one wrote.
    const output =
      shape.halved || index + 1 === CONVOLUTIONS.length
        ? memory.floats(planesLength(layout, outputs))
        : inputs[index + 1]!;
    const product: Product = {
      weights: memory.floats(outputs * shape.inputs * TAPS),
      biases: memory.floats(outputs),
      from: input,
      offsets: intsOf(neighbourhoodOffsets(layout, shape.inputs)),
      to: output,
      toFirst: layout.lead,
      toStride: layout.stride,
      rows: outputs,
      columns: layout.length,
      least: 0,
    };
    return { shape, input, output, product };
  });
  // The dense layer is a product with one row: the features weigh the rows of a table of inputs x classes.
  const features = memory.floats(DENSE.inputs + 1);
  features.data[DENSE.inputs] = 1;
  const denseTable = memory.floats((DENSE.inputs + 1) * SCORES_LENGTH);
  const scores = memory.floats(SCORES_LENGTH);
  const dense: Product = {
    weights: features,
    biases: memory.floats(1),
    from: denseTable,
    offsets: intsOf(Array.from({ length: DENSE.inputs + 1 }, (_, i) => 4 * SCORES_LENGTH * i)),
    to: scores,
    toFirst: 0,
    toStride: SCORES_LENGTH,
    rows: 1,
    columns: SCORES_LENGTH,
    least: -Infinity,
  };
  const classScores = scores.data.subarray(0, CLASS_COUNT);

  const network: DigitNetwork = {
    memory,
    layers: convolutions,
    load(weights) {
      convolutions.forEach(({ shape, product }, index) => {
        const layer = weights[index]!;
        packRows(layer.weights, shape.outputs, product.weights.data);
        product.biases.data.set(layer.biases);
      });
      const last = weights[CONVOLUTIONS.length]!;
      for (let label = 0; label < CLASS_COUNT; label++) {
        for (let i = 0; i < DENSE.inputs; i++)
          denseTable.data[i * SCORES_LENGTH + label] = last.weights[label * DENSE.inputs + i]!;
        denseTable.data[DENSE.inputs * SCORES_LENGTH + label] = last.biases[label]!;
      }
    },
    score(pixels) {
      const first = convolutions[0]!;
      const { side, rowStride, lead } = first.shape.layout;
      for (let y = 0; y < side; y++) {
        first.input.data.set(pixels.subarray(y * side, (y + 1) * side), lead + y * rowStride);
      }
      convolutions.forEach(({ shape, output, product }, index) => {
        multiplyInto(product);
        const next = convolutions[index + 1];
        if (next === undefined) copyPixels(output.data, shape.layout, features.data, DENSE.channels);
        else if (shape.halved)
          halvePlanes(output.data, shape.layout, next.input.data, next.shape.layout, shape.outputs);
        else clearGaps(output.data, shape.layout, shape.outputs);
      });
      multiplyInto(dense);
      return classScores;
    },
    lastFeatures: () => features.data,
  };
  if (given !== undefined) network.load(given);
  return network;
};

/** Probabilities from scores; a temperature above 1 makes them less sure. */
export const softmax = (scores: Float32Array, temperature = 1): Float64Array => {
  let most = -Infinity;
  for (const score of scores) most = Math.max(most, score);
  const result = Float64Array.from(scores, (score) => Math.exp((score - most) / temperature));
  const total = result.reduce((sum, value) => sum + value, 0);
  return result.map((value) => value / total);
};
