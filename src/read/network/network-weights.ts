import { layerSizes, type LayerWeights, type NetworkShape } from './convolution-network.ts';

/**
 * Weights as they are kept in a file: for each layer first its largest magnitude as a 32-bit float, then weights and
 * biases as 16-bit whole numbers in units of that magnitude / 32767, all little-endian.
 */
const FULL_SCALE = 32767;

export const encodeWeights = (layers: readonly LayerWeights[]): Uint8Array => {
  const bytes = layers.reduce(
    (sum, { weights, biases }) => sum + 4 + 2 * (weights.length + biases.length),
    0,
  );
  const view = new DataView(new ArrayBuffer(bytes));
  let at = 0;
  for (const { weights, biases } of layers) {
    let largest = 1e-12;
    for (const value of weights) largest = Math.max(largest, Math.abs(value));
    for (const value of biases) largest = Math.max(largest, Math.abs(value));
    view.setFloat32(at, largest, true);
    const scale = view.getFloat32(at, true) / FULL_SCALE;
    at += 4;
    for (const value of [...weights, ...biases]) {
      view.setInt16(at, Math.max(-FULL_SCALE, Math.min(FULL_SCALE, Math.round(value / scale))), true);
      at += 2;
    }
  }
  return new Uint8Array(view.buffer);
};

/** @throws RangeError where the bytes are not weights of this network */
export const decodeWeights = (bytes: Uint8Array, shape: NetworkShape): LayerWeights[] => {
  const sizes = layerSizes(shape);
  const wanted = sizes.reduce((sum, { weights, biases }) => sum + 4 + 2 * (weights + biases), 0);
  if (bytes.length !== wanted)
    throw new RangeError(`Expected ${wanted} bytes of weights but received ${bytes.length}.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const take = (count: number, scale: number): Float32Array => {
    const values = Float32Array.from({ length: count }, (_, i) => view.getInt16(at + 2 * i, true) * scale);
    at += 2 * count;
    return values;
  };
  return sizes.map((size) => {
    const scale = view.getFloat32(at, true) / FULL_SCALE;
    at += 4;
    return { weights: take(size.weights, scale), biases: take(size.biases, scale) };
  });
};
