/**
 * Square images as the convolution kernel reads them: after every row stands one 0, before the first and after the
 * last row a row of them, so that a 3 x 3 neighbourhood is nine fixed distances from its pixel, at the border as well.
 */
export interface PlaneLayout {
  readonly side: number;
  /** From a pixel to the one below it. */
  readonly rowStride: number;
  /** Zeroes before the first pixel, which the plane before shares. */
  readonly lead: number;
  /** From the first pixel to where the kernel ends: all rows, to a multiple of 8. */
  readonly length: number;
  /** From one plane's beginning to the next one's. */
  readonly stride: number;
}

export const TAPS = 9;

export const planeLayout = (side: number): PlaneLayout => {
  const rowStride = side + 1;
  const lead = Math.ceil((rowStride + 1) / 4) * 4;
  const length = Math.ceil((side * rowStride) / 8) * 8;
  return { side, rowStride, lead, length, stride: lead + length };
};

/** Numbers that `count` planes take, with the zeroes after the last. */
export const planesLength = (layout: PlaneLayout, count: number): number =>
  count * layout.stride + layout.lead;

/** Where the kernel finds the 3 x 3 neighbourhood of the first pixel in `count` planes, in bytes, plane by plane. */
export const neighbourhoodOffsets = (layout: PlaneLayout, count: number): number[] =>
  Array.from({ length: count * TAPS }, (_, i) => {
    const tap = i % TAPS;
    const [dy, dx] = [Math.floor(tap / 3) - 1, (tap % 3) - 1];
    return 4 * (Math.floor(i / TAPS) * layout.stride + layout.lead + dy * layout.rowStride + dx);
  });

/** Makes what the kernel wrote between and after the rows 0 again. */
export const clearGaps = (planes: Float32Array, layout: PlaneLayout, count: number): void => {
  const { side, rowStride, lead, length, stride } = layout;
  for (let plane = 0; plane < count; plane++) {
    const first = plane * stride + lead;
    for (let gap = first + side; gap < first + length; gap += rowStride) planes[gap] = 0;
    planes.fill(0, first + side * rowStride, first + length);
  }
};

/** Replaces every 2 x 2 px by the largest. */
export const halvePlanes = (
  planes: Float32Array,
  layout: PlaneLayout,
  halved: Float32Array,
  half: PlaneLayout,
  count: number,
): void => {
  const { rowStride } = layout;
  for (let plane = 0; plane < count; plane++) {
    for (let y = 0; y < half.side; y++) {
      let from = plane * layout.stride + layout.lead + 2 * y * rowStride;
      const first = plane * half.stride + half.lead + y * half.rowStride;
      for (let to = first; to < first + half.side; to++, from += 2) {
        const a = planes[from]!;
        const b = planes[from + 1]!;
        const c = planes[from + rowStride]!;
        const d = planes[from + rowStride + 1]!;
        const upper = a > b ? a : b;
        const lower = c > d ? c : d;
        halved[to] = upper > lower ? upper : lower;
      }
    }
  }
};
