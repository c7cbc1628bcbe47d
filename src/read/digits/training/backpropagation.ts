import {
  CLASS_COUNT,
  CONVOLUTIONS,
  DENSE,
  softmax,
  type ConvolutionShape,
  type DigitNetwork,
} from '../digit-network.ts';
import type { MatrixView } from '../matrix-kernel.ts';

const TAPS = 9;

/** Sums of gradients over a mini-batch, shaped as the weights. */
export interface Gradients {
  readonly layers: readonly { readonly weights: MatrixView; readonly biases: Float32Array }[];
  readonly dense: { readonly weights: Float32Array; readonly biases: Float32Array };
}

interface LayerScratch {
  readonly planes: MatrixView;
  readonly columns: MatrixView;
  readonly columnsTurned: MatrixView;
  readonly weightsTurned: MatrixView;
}

const turn = (from: Float32Array, rows: number, columns: number, to: Float32Array): void => {
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) to[c * rows + r] = from[r * columns + c] ?? 0;
};

/** Adds every neighbourhood column back to the pixels that it came from. */
const scatterNeighbourhoods = (
  columns: Float32Array,
  planes: Float32Array,
  shape: ConvolutionShape,
): void => {
  const { inputs, side, stride } = shape;
  for (let channel = 0; channel < inputs; channel++) {
    for (let tap = 0; tap < TAPS; tap++) {
      const dy = Math.floor(tap / 3) - 1;
      const dx = (tap % 3) - 1;
      const row = (channel * TAPS + tap) * stride;
      for (let y = Math.max(0, -dy); y < Math.min(side, side - dy); y++) {
        for (let x = Math.max(0, -dx); x < Math.min(side, side - dx); x++) {
          const to = channel * stride + (y + dy) * side + x + dx;
          planes[to] = (planes[to] ?? 0) + (columns[row + y * side + x] ?? 0);
        }
      }
    }
  }
};

/** Learns from one image at a time; the caller updates the weights and clears the sums. */
export const createBackpropagation = (
  network: DigitNetwork,
): { gradients: Gradients; learn(pixels: Float32Array, label: number, smoothing: number): number } => {
  const { memory } = network;
  const gradients: Gradients = {
    layers: CONVOLUTIONS.map(({ inputs, outputs }) => ({
      weights: memory.allocate(outputs * inputs * TAPS),
      biases: new Float32Array(outputs),
    })),
    dense: { weights: new Float32Array(CLASS_COUNT * DENSE.inputs), biases: new Float32Array(CLASS_COUNT) },
  };
  const scratch = CONVOLUTIONS.map(({ inputs, outputs, stride }): LayerScratch => ({
    planes: memory.allocate(outputs * stride),
    columns: memory.allocate(inputs * TAPS * stride),
    columnsTurned: memory.allocate(inputs * TAPS * stride),
    weightsTurned: memory.allocate(outputs * inputs * TAPS),
  }));
  const onFeatures = new Float32Array(DENSE.inputs);

  return {
    gradients,
    /** Cross-entropy of the image, in nats. */
    learn(pixels, label, smoothing) {
      const probabilities = softmax(network.score(pixels));
      const features = network.lastFeatures();
      onFeatures.fill(0);
      for (let output = 0; output < CLASS_COUNT; output++) {
        const wanted = (output === label ? 1 - smoothing : 0) + smoothing / CLASS_COUNT;
        const error = (probabilities[output] ?? 0) - wanted;
        gradients.dense.biases[output] = (gradients.dense.biases[output] ?? 0) + error;
        const row = output * DENSE.inputs;
        for (let i = 0; i < DENSE.inputs; i++) {
          gradients.dense.weights[row + i] =
            (gradients.dense.weights[row + i] ?? 0) + error * (features[i] ?? 0);
          onFeatures[i] = (onFeatures[i] ?? 0) + error * (network.dense.weights[row + i] ?? 0);
        }
      }
      let onOutput: Float32Array | null = null;
      for (let index = CONVOLUTIONS.length - 1; index >= 0; index--) {
        const shape = CONVOLUTIONS[index];
        const layer = network.layers[index];
        const work = scratch[index];
        const sums = gradients.layers[index];
        if (shape === undefined || layer === undefined || work === undefined || sums === undefined) continue;
        const { inputs, outputs, side, stride } = shape;
        const onPlanes = work.planes.data;
        onPlanes.fill(0);
        if (onOutput === null) {
          const area = side * side;
          for (let channel = 0; channel < outputs; channel++) {
            for (let i = 0; i < area; i++)
              onPlanes[channel * stride + i] = onFeatures[channel * area + i] ?? 0;
          }
        } else if (layer.halved === null) {
          onPlanes.set(onOutput);
        } else {
          const half = side / 2;
          const halfStride = Math.ceil((half * half) / 8) * 8;
          for (let channel = 0; channel < outputs; channel++) {
            for (let i = 0; i < half * half; i++) {
              const from = channel * halfStride + i;
              onPlanes[layer.winners[from] ?? 0] = onOutput[from] ?? 0;
            }
          }
        }
        const planes = layer.planes.data;
        for (let channel = 0; channel < outputs; channel++) {
          let sum = 0;
          for (let i = channel * stride; i < (channel + 1) * stride; i++) {
            if ((planes[i] ?? 0) <= 0 || i >= channel * stride + side * side) onPlanes[i] = 0;
            sum += onPlanes[i] ?? 0;
          }
          sums.biases[channel] = (sums.biases[channel] ?? 0) + sum;
        }
        const taps = inputs * TAPS;
        if (taps % 8 === 0) {
          turn(layer.columns.data, taps, stride, work.columnsTurned.data);
          memory.multiplyAdd(work.planes, work.columnsTurned, sums.weights, outputs, taps, stride);
        } else {
          for (let o = 0; o < outputs; o++) {
            for (let t = 0; t < taps; t++) {
              let sum = 0;
              for (let i = 0; i < stride; i++)
                sum += (onPlanes[o * stride + i] ?? 0) * (layer.columns.data[t * stride + i] ?? 0);
              sums.weights.data[o * taps + t] = (sums.weights.data[o * taps + t] ?? 0) + sum;
            }
          }
        }
        if (index === 0) break;
        turn(layer.weights.data, outputs, taps, work.weightsTurned.data);
        work.columns.data.fill(0);
        memory.multiplyAdd(work.weightsTurned, work.planes, work.columns, taps, stride, outputs);
        const before = new Float32Array(inputs * stride);
        scatterNeighbourhoods(work.columns.data, before, shape);
        onOutput = before;
      }
      return -Math.log(Math.max(1e-12, probabilities[label] ?? 0));
    },
  };
};
