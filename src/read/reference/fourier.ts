/** Side of the square that correlations are computed in; a power of two. */
export const FOURIER_SIDE = 128;

const BITS = Math.log2(FOURIER_SIDE);

/** A square of complex numbers, rows from top to bottom. */
export interface Spectrum {
  readonly re: Float32Array;
  readonly im: Float32Array;
}

export const emptySpectrum = (): Spectrum => ({
  re: new Float32Array(FOURIER_SIDE * FOURIER_SIDE),
  im: new Float32Array(FOURIER_SIDE * FOURIER_SIDE),
});

const COSINES = Float64Array.from({ length: FOURIER_SIDE / 2 }, (_, k) =>
  Math.cos((2 * Math.PI * k) / FOURIER_SIDE),
);
const SINES = Float64Array.from({ length: FOURIER_SIDE / 2 }, (_, k) =>
  Math.sin((2 * Math.PI * k) / FOURIER_SIDE),
);
const REVERSED = Uint16Array.from({ length: FOURIER_SIDE }, (_, index) => {
  let reversed = 0;
  for (let bit = 0; bit < BITS; bit++) if ((index >> bit) & 1) reversed |= 1 << (BITS - 1 - bit);
  return reversed;
});

/** One line in place: `FOURIER_SIDE` numbers from `start` on, `stride` apart. `sign` -1 forwards, 1 backwards. */
const transformLine = (
  re: Float32Array,
  im: Float32Array,
  start: number,
  stride: number,
  sign: 1 | -1,
  lineRe: Float64Array,
  lineIm: Float64Array,
): void => {
  for (let k = 0; k < FOURIER_SIDE; k++) {
    const from = start + REVERSED[k]! * stride;
    lineRe[k] = re[from]!;
    lineIm[k] = im[from]!;
  }
  for (let half = 1, step = FOURIER_SIDE / 2; half < FOURIER_SIDE; half <<= 1, step >>= 1) {
    for (let block = 0; block < FOURIER_SIDE; block += 2 * half) {
      for (let k = 0, turn = 0; k < half; k++, turn += step) {
        const one = block + k;
        const other = one + half;
        const cos = COSINES[turn]!;
        const sin = sign * SINES[turn]!;
        const x = lineRe[other]! * cos - lineIm[other]! * sin;
        const y = lineRe[other]! * sin + lineIm[other]! * cos;
        lineRe[other] = lineRe[one]! - x;
        lineIm[other] = lineIm[one]! - y;
        lineRe[one] = lineRe[one]! + x;
        lineIm[one] = lineIm[one]! + y;
      }
    }
  }
  for (let k = 0, to = start; k < FOURIER_SIDE; k++, to += stride) {
    re[to] = lineRe[k]!;
    im[to] = lineIm[k]!;
  }
};

/** The square's Fourier transform in place (Cooley and Tukey 1965), without a factor in either direction. */
export const transform = ({ re, im }: Spectrum, sign: 1 | -1): void => {
  const lineRe = new Float64Array(FOURIER_SIDE);
  const lineIm = new Float64Array(FOURIER_SIDE);
  for (let row = 0; row < FOURIER_SIDE; row++) {
    transformLine(re, im, row * FOURIER_SIDE, 1, sign, lineRe, lineIm);
  }
  for (let column = 0; column < FOURIER_SIDE; column++) {
    transformLine(re, im, column, FOURIER_SIDE, sign, lineRe, lineIm);
  }
};

/**
 * The real part of the circular correlation of two transformed squares: at (x, y), the sum over all places of
 * `where`(place + (x, y)) times the conjugate of `what`(place). For squares that hold two real channels as real and
 * imaginary part this is the sum of both channels' correlations.
 */
export const correlate = (where: Spectrum, what: Spectrum, into: Spectrum): Float32Array => {
  const size = FOURIER_SIDE * FOURIER_SIDE;
  for (let k = 0; k < size; k++) {
    const a = where.re[k]!;
    const b = where.im[k]!;
    const c = what.re[k]!;
    const d = what.im[k]!;
    into.re[k] = (a * c + b * d) / size;
    into.im[k] = (b * c - a * d) / size;
  }
  transform(into, 1);
  return into.re;
};
