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

/** A convolution of 3 x 3 with a rectifier. */
export interface ConvolutionShape {
  readonly inputs: number;
  readonly outputs: number;
  readonly layout: PlaneLayout;
  /** Whether every 2 x 2 px are replaced by their largest afterwards. */
  readonly halved: boolean;
}

/** Convolutions one after another over a square image of one plane, then one dense layer. */
export interface NetworkShape {
  readonly convolutions: readonly ConvolutionShape[];
  readonly dense: { readonly channels: number; readonly layout: PlaneLayout; readonly inputs: number };
  readonly classes: number;
}

/**
 * The shape of a network. `layers` gives each convolution's outputs, a multiple of 4, and whether it is halved, which the last
 * one may not be; sides are halved rounding down.
 */
export const networkShape = (
  side: number,
  layers: readonly { readonly outputs: number; readonly halved: boolean }[],
  classes: number,
): NetworkShape => {
  let layout = planeLayout(side);
  let inputs = 1;
  const convolutions = layers.map(({ outputs, halved }): ConvolutionShape => {
    const shape = { inputs, outputs, layout, halved };
    inputs = outputs;
    if (halved) layout = planeLayout(Math.floor(layout.side / 2));
    return shape;
  });
  return { convolutions, dense: { channels: inputs, layout, inputs: inputs * layout.side ** 2 }, classes };
};

/** Weights of a layer: `outputs` x (`inputs` * 9), then one bias an output. */
export interface LayerWeights {
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

export const layerSizes = ({
  convolutions,
  dense,
  classes,
}: NetworkShape): readonly { readonly weights: number; readonly biases: number }[] => [
  ...convolutions.map(({ inputs, outputs }) => ({ weights: outputs * inputs * TAPS, biases: outputs })),
  { weights: classes * dense.inputs, biases: classes },
];

/** The planes that a convolution reads and writes; training reads them back. */
export interface LayerPlanes {
  readonly input: FloatArray;
  /** After the rectifier, before halving. */
  readonly output: FloatArray;
}

export interface ConvolutionNetwork {
  readonly shape: NetworkShape;
  readonly memory: KernelMemory;
  readonly layers: readonly LayerPlanes[];
  /** Takes other weights, layer by layer. */
  load(weights: readonly LayerWeights[]): void;
  /** Class scores before softmax, for an image, row by row; the array is used again by the next call. */
  score(pixels: Float32Array): Float32Array;
  /** What the dense layer saw in the last call, channel by channel, and a 1 for its biases. */
  lastFeatures(): Float32Array;
}

/** Scores, to the kernel's next multiple of 8. */
const scoresLengthOf = ({ classes }: NetworkShape): number => Math.ceil(classes / 8) * 8;

/** Room for the weights and planes of all layers, with some to spare for what lies at boundaries. */
const ownNumbers = (shape: NetworkShape): number => {
  const { convolutions, dense } = shape;
  const forLayers = convolutions.reduce(
    (sum, { inputs, outputs, layout }) =>
      sum +
      outputs * (inputs * TAPS + 1) +
      inputs * TAPS +
      planesLength(layout, inputs) +
      planesLength(layout, outputs) +
      64,
    0,
  );
  return forLayers + (dense.inputs + 1) * (scoresLengthOf(shape) + 2) + 256;
};

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
export const createNetwork = (
  shape: NetworkShape,
  given?: readonly LayerWeights[],
  extraNumbers = 0,
): ConvolutionNetwork => {
  const { convolutions: shapes, dense: top, classes } = shape;
  const scoresLength = scoresLengthOf(shape);
  const memory = createKernelMemory(ownNumbers(shape) + extraNumbers);
  const multiplyInto = createProductKernel(memory);
  const intsOf = (values: readonly number[]) => {
    const ints = memory.ints(values.length);
    ints.data.set(values);
    return ints;
  };
  const inputs = shapes.map(({ inputs: count, layout }) => memory.floats(planesLength(layout, count)));
  const convolutions = shapes.map((shape, index) => {
    const { layout, outputs } = shape;
    const input = inputs[index]!;
    // Where nothing is halved the next convolution reads what this one wrote.
    const output =
      shape.halved || index + 1 === shapes.length
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
  const features = memory.floats(top.inputs + 1);
  features.data[top.inputs] = 1;
  const denseTable = memory.floats((top.inputs + 1) * scoresLength);
  const scores = memory.floats(scoresLength);
  const dense: Product = {
    weights: features,
    biases: memory.floats(1),
    from: denseTable,
    offsets: intsOf(Array.from({ length: top.inputs + 1 }, (_, i) => 4 * scoresLength * i)),
    to: scores,
    toFirst: 0,
    toStride: scoresLength,
    rows: 1,
    columns: scoresLength,
    least: -Infinity,
  };
  const classScores = scores.data.subarray(0, classes);

  const network: ConvolutionNetwork = {
    shape,
    memory,
    layers: convolutions,
    load(weights) {
      convolutions.forEach(({ shape, product }, index) => {
        const layer = weights[index]!;
        packRows(layer.weights, shape.outputs, product.weights.data);
        product.biases.data.set(layer.biases);
      });
      const last = weights[shapes.length]!;
      for (let label = 0; label < classes; label++) {
        for (let i = 0; i < top.inputs; i++)
          denseTable.data[i * scoresLength + label] = last.weights[label * top.inputs + i]!;
        denseTable.data[top.inputs * scoresLength + label] = last.biases[label]!;
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
        if (next === undefined) copyPixels(output.data, shape.layout, features.data, top.channels);
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
