import {
  layerSizes,
  softmax,
  type ConvolutionNetwork,
  type ConvolutionShape,
  type LayerWeights,
} from '../convolution-network.ts';
import { clearGaps, neighbourhoodOffsets, planesLength, TAPS } from '../planes.ts';
import { createProductKernel, packRows } from '../product-kernel.ts';
import type { FloatArray, IntArray, KernelMemory } from '../wasm-assembly.ts';
import { createGradientKernel, takeGradient } from './gradient-kernel.ts';

/** What a layer's weights, seen from its outputs, are: inputs x (outputs * 9), every neighbourhood turned around. */
export const turnWeights = (weights: Float32Array, { inputs, outputs }: ConvolutionShape): Float32Array => {
  const turned = new Float32Array(weights.length);
  for (let o = 0; o < outputs; o++)
    for (let i = 0; i < inputs; i++)
      for (let tap = 0; tap < TAPS; tap++)
        turned[(i * outputs + o) * TAPS + TAPS - 1 - tap] = weights[(o * inputs + i) * TAPS + tap]!;
  return turned;
};

interface LayerScratch {
  readonly shape: ConvolutionShape;
  /** What the loss wants of the layer's outputs (before the rectifier) and inputs. */
  readonly onOutput: FloatArray;
  readonly onInput: FloatArray;
  readonly turned: FloatArray;
  readonly noBiases: FloatArray;
  readonly toOutputs: IntArray;
  readonly toInputs: IntArray;
  readonly sums: FloatArray;
  readonly biasSums: Float32Array;
}

const scratchOf = (shape: ConvolutionShape, memory: KernelMemory): LayerScratch => {
  const { inputs, outputs, layout } = shape;
  const intsOf = (values: readonly number[]): IntArray => {
    const ints = memory.ints(values.length);
    ints.data.set(values);
    return ints;
  };
  const seen = neighbourhoodOffsets(layout, inputs);
  const even = seen.length % 2 === 0 ? seen : [...seen, seen[0]!];
  return {
    shape,
    onOutput: memory.floats(planesLength(layout, outputs)),
    onInput: memory.floats(planesLength(layout, inputs)),
    turned: memory.floats(outputs * inputs * TAPS),
    noBiases: memory.floats(inputs),
    toOutputs: intsOf(neighbourhoodOffsets(layout, outputs)),
    toInputs: intsOf(even),
    sums: memory.floats(outputs * even.length * 4),
    biasSums: new Float32Array(outputs),
  };
};

/** Gives every 2 x 2 px's wish to the largest of them. */
const unhalve = (
  planes: Float32Array,
  { layout, outputs }: ConvolutionShape,
  onHalved: Float32Array,
  half: ConvolutionShape,
  onPlanes: Float32Array,
): void => {
  const { rowStride } = layout;
  onPlanes.fill(0);
  for (let plane = 0; plane < outputs; plane++) {
    for (let y = 0; y < half.layout.side; y++) {
      let from = plane * half.layout.stride + half.layout.lead + y * half.layout.rowStride;
      let at = plane * layout.stride + layout.lead + 2 * y * rowStride;
      for (let x = 0; x < half.layout.side; x++, from++, at += 2) {
        let best = at;
        if (planes[at + 1]! > planes[best]!) best = at + 1;
        if (planes[at + rowStride]! > planes[best]!) best = at + rowStride;
        if (planes[at + rowStride + 1]! > planes[best]!) best = at + rowStride + 1;
        onPlanes[best] = onHalved[from]!;
      }
    }
  }
};

export interface LearnOptions {
  readonly smoothing: number;
  readonly knownShare: number;
  readonly chance: number;
}

/** An image is known where no class is further than this from what is wanted. */
const KNOWN_ERROR = 0.04;

export interface Backpropagation {
  /** Takes the weights that the network has. */
  load(weights: readonly LayerWeights[]): void;
  /**
   * Learns from one image: adds its gradients to the sums and gives its cross-entropy in nats. What is known already
   * teaches little and costs as much: of such images `knownShare` are learned from, each weighing the more, so that the
   * gradients are what they would be on average. `chance` is uniform in 0..1.
   */
  learn(pixels: Float32Array, label: number, options: LearnOptions): number;
  /** The sums of gradients since the last time, layer by layer. */
  take(): readonly LayerWeights[];
}

export const createBackpropagation = (network: ConvolutionNetwork): Backpropagation => {
  const { memory, shape } = network;
  const { convolutions, dense: top, classes } = shape;
  const multiplyInto = createProductKernel(memory);
  const addGradient = createGradientKernel(memory);
  const scratch = convolutions.map((layer) => scratchOf(layer, memory));
  let dense = new Float32Array();
  const denseSums = new Float32Array(classes * top.inputs);
  const denseBiasSums = new Float32Array(classes);
  const onFeatures = new Float32Array(top.inputs);
  const taken = layerSizes(shape).map(({ weights, biases }) => ({
    weights: new Float32Array(weights),
    biases: new Float32Array(biases),
  }));

  const learnDense = (errors: Float64Array): void => {
    const features = network.lastFeatures();
    onFeatures.fill(0);
    for (let output = 0; output < classes; output++) {
      const error = errors[output]!;
      denseBiasSums[output] = denseBiasSums[output]! + error;
      for (let i = 0, at = output * top.inputs; i < top.inputs; i++, at++) {
        denseSums[at] = denseSums[at]! + error * features[i]!;
        onFeatures[i] = onFeatures[i]! + error * dense[at]!;
      }
    }
  };

  const spreadFeatures = ({ onOutput: { data } }: LayerScratch): void => {
    const { side, rowStride, lead, stride } = top.layout;
    let from = 0;
    for (let plane = 0; plane < top.channels; plane++) {
      for (let y = 0; y < side; y++) {
        const to = plane * stride + lead + y * rowStride;
        for (let x = to; x < to + side; x++) data[x] = onFeatures[from++]!;
      }
    }
  };

  const learnLayer = (index: number): void => {
    const { shape, onOutput, onInput, turned, noBiases, toOutputs, toInputs, sums, biasSums } =
      scratch[index]!;
    const { layout, outputs, inputs } = shape;
    const { input, output } = network.layers[index]!;
    const wanted = onOutput.data;
    for (let plane = 0; plane < outputs; plane++) {
      const first = plane * layout.stride + layout.lead;
      let sum = 0;
      for (let at = first; at < first + layout.length; at++) {
        if (output.data[at]! <= 0) wanted[at] = 0;
        else sum += wanted[at]!;
      }
      biasSums[plane] = biasSums[plane]! + sum;
    }
    const { lead: first, stride, length } = layout;
    addGradient({
      wanted: onOutput,
      first,
      stride,
      rows: outputs,
      pixels: length,
      seen: input,
      offsets: toInputs,
      sums,
    });
    const before = scratch[index - 1];
    if (before === undefined) return;
    multiplyInto({
      weights: turned,
      biases: noBiases,
      from: onOutput,
      offsets: toOutputs,
      to: onInput,
      toFirst: first,
      toStride: stride,
      rows: inputs,
      columns: length,
      least: -Infinity,
    });
    if (before.shape.halved)
      unhalve(
        network.layers[index - 1]!.output.data,
        before.shape,
        onInput.data,
        shape,
        before.onOutput.data,
      );
    else {
      clearGaps(onInput.data, layout, inputs);
      before.onOutput.data.set(onInput.data);
    }
  };

  return {
    load(weights) {
      scratch.forEach(({ shape, turned }, index) => {
        packRows(turnWeights(weights[index]!.weights, shape), shape.inputs, turned.data);
      });
      dense = Float32Array.from(weights[convolutions.length]!.weights);
    },
    learn(pixels, label, { smoothing, knownShare, chance }) {
      const probabilities = softmax(network.score(pixels));
      const loss = -Math.log(Math.max(1e-12, probabilities[label]!));
      const errors = probabilities.map(
        (probability, output) => probability - (output === label ? 1 - smoothing : 0) - smoothing / classes,
      );
      if (errors.every((error) => Math.abs(error) < KNOWN_ERROR)) {
        if (chance >= knownShare) return loss;
        errors.forEach((error, output) => (errors[output] = error / knownShare));
      }
      learnDense(errors);
      spreadFeatures(scratch.at(-1)!);
      for (let index = convolutions.length - 1; index >= 0; index--) learnLayer(index);
      return loss;
    },
    take() {
      scratch.forEach(({ shape, sums, biasSums }, index) => {
        takeGradient(sums.data, shape.outputs, shape.inputs * TAPS, taken[index]!.weights);
        taken[index]!.biases.set(biasSums);
        biasSums.fill(0);
      });
      taken[convolutions.length]!.weights.set(denseSums);
      taken[convolutions.length]!.biases.set(denseBiasSums);
      denseSums.fill(0);
      denseBiasSums.fill(0);
      return taken;
    },
  };
};
