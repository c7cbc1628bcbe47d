/** The luminance quantisation table of ITU-T T.81, annex K.1, row by row. */
const LUMINANCE_STEPS = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
  29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
  121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];

/** Cosines of the 8-point transform, scaled to be orthonormal: `COSINES[k * 8 + n]`. */
const COSINES = Float32Array.from({ length: 64 }, (_, at) => {
  const k = at >> 3;
  return Math.cos(((2 * (at & 7) + 1) * k * Math.PI) / 16) * (k === 0 ? Math.sqrt(1 / 8) : 0.5);
});

/** The gray levels after a round through baseline JPEG at `quality` (1..100): only what quantising does to them. */
export const compressAsJpegWould = (
  data: Uint8Array,
  width: number,
  height: number,
  quality: number,
): Uint8Array => {
  const scale = quality < 50 ? 50 / quality : 2 - quality / 50;
  const steps = Float32Array.from(LUMINANCE_STEPS, (step) => Math.max(1, Math.round(step * scale)));
  const result = Uint8Array.from(data);
  const block = new Float32Array(64);
  const half = new Float32Array(64);
  for (let top = 0; top + 8 <= height; top += 8) {
    for (let left = 0; left + 8 <= width; left += 8) {
      for (let i = 0; i < 64; i++) block[i] = data[(top + (i >> 3)) * width + left + (i & 7)]! - 128;
      transform(block, half, false);
      for (let i = 0; i < 64; i++) block[i] = Math.round(block[i]! / steps[i]!) * steps[i]!;
      transform(block, half, true);
      for (let i = 0; i < 64; i++) {
        result[(top + (i >> 3)) * width + left + (i & 7)] = Math.max(
          0,
          Math.min(255, Math.round(block[i]! + 128)),
        );
      }
    }
  }
  return result;
};

/** The two-dimensional transform of an 8 x 8 block in place, or its inverse; `half` is scratch memory. */
const transform = (block: Float32Array, half: Float32Array, inverse: boolean): void => {
  const cosine = (out: number, from: number): number => COSINES[inverse ? from * 8 + out : out * 8 + from]!;
  for (let row = 0; row < 8; row++) {
    for (let out = 0; out < 8; out++) {
      let sum = 0;
      for (let n = 0; n < 8; n++) sum += block[row * 8 + n]! * cosine(out, n);
      half[row * 8 + out] = sum;
    }
  }
  for (let column = 0; column < 8; column++) {
    for (let out = 0; out < 8; out++) {
      let sum = 0;
      for (let n = 0; n < 8; n++) sum += half[n * 8 + column]! * cosine(out, n);
      block[out * 8 + column] = sum;
    }
  }
};
