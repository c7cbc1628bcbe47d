import { createMatrixMemory, type MatrixMemory, type MatrixView } from './matrix-kernel.ts';

/**
 * A small convolutional network for one handwritten digit: four 3 x 3 convolutions with rectifiers, two halvings, one
 * dense layer. Classes 0 to 9 are the digits, class 10 is ink that is no single digit: crossed out, two digits, a blot.
 * Shapes: 28 x 28 x 1 -> 28 x 28 x 16 -> 14 x 14 x 16 -> 14 x 14 x 32 -> 14 x 14 x 32 -> 7 x 7 x 32 -> 7 x 7 x 64 -> 11.
 */
export const CLASS_COUNT = 11;
export const NOT_A_DIGIT = 10;

/** One convolution: planes of `side` x `side` px, each kept in `stride` floats (a multiple of 8, as the kernel asks). */
export interface ConvolutionShape {
  readonly inputs: number;
  readonly outputs: number;
  readonly side: number;
  readonly stride: number;
  /** Whether every 2 x 2 px are replaced by their largest afterwards. */
  readonly halved: boolean;
}

const strideOf = (side: number): number => Math.ceil((side * side) / 8) * 8;
const convolution = (inputs: number, outputs: number, side: number, halved: boolean): ConvolutionShape => ({
  inputs,
  outputs,
  side,
  stride: strideOf(side),
  halved,
});

export const CONVOLUTIONS: readonly ConvolutionShape[] = [
  convolution(1, 16, 28, true),
  convolution(16, 32, 14, false),
  convolution(32, 32, 14, true),
  convolution(32, 64, 7, false),
];
export const DENSE = { channels: 64, side: 7, stride: strideOf(7), inputs: 64 * 49 } as const;
const TAPS = 9;

/** Weights of a layer: `outputs` x (`inputs` * 9), then one bias an output. */
export interface LayerWeights {
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

export const layerSizes = (): readonly { readonly weights: number; readonly biases: number }[] => [
  ...CONVOLUTIONS.map(({ inputs, outputs }) => ({ weights: outputs * inputs * TAPS, biases: outputs })),
  { weights: CLASS_COUNT * DENSE.inputs, biases: CLASS_COUNT },
];

/** Lays the 3 x 3 neighbourhood of every pixel in a column: (inputs * 9) x stride. Beyond the border is 0. */
export const gatherNeighbourhoods = (
  planes: Float32Array,
  columns: Float32Array,
  shape: ConvolutionShape,
): void => {
  const { inputs, side, stride } = shape;
  for (let channel = 0; channel < inputs; channel++) {
    const plane = channel * stride;
    for (let tap = 0; tap < TAPS; tap++) {
      const dy = Math.floor(tap / 3) - 1;
      const dx = (tap % 3) - 1;
      const row = (channel * TAPS + tap) * stride;
      for (let y = 0; y < side; y++) {
        const to = row + y * side;
        const sourceY = y + dy;
        if (sourceY < 0 || sourceY >= side) {
          columns.fill(0, to, to + side);
          continue;
        }
        const from = plane + sourceY * side + dx;
        for (let x = 0; x < side; x++) {
          const sourceX = x + dx;
          columns[to + x] = sourceX < 0 || sourceX >= side ? 0 : (planes[from + x] ?? 0);
        }
      }
    }
  }
};

/** Replaces every 2 x 2 px by the largest; `winners` gets where it stood (for training). */
export const halvePlanes = (
  planes: Float32Array,
  halved: Float32Array,
  shape: ConvolutionShape,
  winners?: Int32Array,
): void => {
  const half = shape.side / 2;
  const halfStride = strideOf(half);
  for (let channel = 0; channel < shape.outputs; channel++) {
    for (let y = 0; y < half; y++) {
      for (let x = 0; x < half; x++) {
        const first = channel * shape.stride + 2 * y * shape.side + 2 * x;
        let best = first;
        for (const at of [first + 1, first + shape.side, first + shape.side + 1]) {
          if ((planes[at] ?? 0) > (planes[best] ?? 0)) best = at;
        }
        const to = channel * halfStride + y * half + x;
        halved[to] = planes[best] ?? 0;
        if (winners !== undefined) winners[to] = best;
      }
    }
  }
};

/** What one layer works in; training reads it back. */
export interface LayerBuffers {
  readonly weights: MatrixView;
  readonly biases: Float32Array;
  readonly columns: MatrixView;
  /** After the rectifier, before halving. */
  readonly planes: MatrixView;
  readonly halved: Float32Array | null;
  readonly winners: Int32Array;
}

export interface DigitNetwork {
  readonly memory: MatrixMemory;
  readonly layers: readonly LayerBuffers[];
  readonly dense: LayerWeights;
  /** Class scores before softmax, for an image of 28 x 28; the array is used again by the next call. */
  score(pixels: Float32Array): Float32Array;
  /** What the dense layer saw in the last call. */
  lastFeatures(): Float32Array;
}

const INPUT_FLOATS = strideOf(28);
/** Weights, columns and planes of all layers. */
const OWN_FLOATS = 250_000;

/** A network with the given weights, layer by layer; without, all zeroes, for training to fill. */
export const createDigitNetwork = (given?: readonly LayerWeights[], extraFloats = 0): DigitNetwork => {
  const memory = createMatrixMemory(OWN_FLOATS + extraFloats);
  const input = new Float32Array(INPUT_FLOATS);
  const layers = CONVOLUTIONS.map((shape, index): LayerBuffers => {
    const weights = memory.allocate(shape.outputs * shape.inputs * TAPS);
    const biases = new Float32Array(shape.outputs);
    const layer = given?.[index];
    if (layer !== undefined) {
      weights.data.set(layer.weights);
      biases.set(layer.biases);
    }
    return {
      weights,
      biases,
      columns: memory.allocate(shape.inputs * TAPS * shape.stride),
      planes: memory.allocate(shape.outputs * shape.stride),
      halved: shape.halved ? new Float32Array(shape.outputs * strideOf(shape.side / 2)) : null,
      winners: new Int32Array(shape.halved ? shape.outputs * strideOf(shape.side / 2) : 0),
    };
  });
  const dense: LayerWeights = {
    weights: new Float32Array(CLASS_COUNT * DENSE.inputs),
    biases: new Float32Array(CLASS_COUNT),
  };
  const lastGiven = given?.[CONVOLUTIONS.length];
  if (lastGiven !== undefined) {
    dense.weights.set(lastGiven.weights);
    dense.biases.set(lastGiven.biases);
  }
  const features = new Float32Array(DENSE.inputs);
  const scores = new Float32Array(CLASS_COUNT);

  return {
    memory,
    layers,
    dense,
    lastFeatures: () => features,
    score(pixels) {
      let planes: Float32Array = input;
      planes.set(pixels);
      layers.forEach((layer, index) => {
        const shape = CONVOLUTIONS[index];
        if (shape === undefined) return;
        gatherNeighbourhoods(planes, layer.columns.data, shape);
        const out = layer.planes.data;
        for (let channel = 0; channel < shape.outputs; channel++) {
          out.fill(layer.biases[channel] ?? 0, channel * shape.stride, (channel + 1) * shape.stride);
        }
        memory.multiplyAdd(
          layer.weights,
          layer.columns,
          layer.planes,
          shape.outputs,
          shape.stride,
          shape.inputs * TAPS,
        );
        for (let i = 0; i < out.length; i++) if ((out[i] ?? 0) < 0) out[i] = 0;
        planes = out;
        if (layer.halved !== null) {
          halvePlanes(out, layer.halved, shape, layer.winners);
          planes = layer.halved;
        }
      });
      const area = DENSE.side * DENSE.side;
      for (let channel = 0; channel < DENSE.channels; channel++) {
        for (let i = 0; i < area; i++) features[channel * area + i] = planes[channel * DENSE.stride + i] ?? 0;
      }
      for (let label = 0; label < CLASS_COUNT; label++) {
        let sum = dense.biases[label] ?? 0;
        const row = label * DENSE.inputs;
        for (let i = 0; i < DENSE.inputs; i++) sum += (dense.weights[row + i] ?? 0) * (features[i] ?? 0);
        scores[label] = sum;
      }
      return scores;
    },
  };
};

/** Probabilities from scores; a temperature above 1 makes them less sure. */
export const softmax = (scores: Float32Array, temperature = 1): Float64Array => {
  let most = -Infinity;
  for (const score of scores) most = Math.max(most, score);
  const result = Float64Array.from(scores, (score) => Math.exp((score - most) / temperature));
  const total = result.reduce((sum, value) => sum + value, 0);
  return result.map((value) => value / total);
};
