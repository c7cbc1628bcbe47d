/** Shapes of ink inside a box: masks are 1 where there is ink, row-major, lengths in patch pixels unless said. */

/**
 * What measuring works in; it is the same for every box and never seen from outside. Asking for memory of its own for each
 * box costs more than most of these measures.
 */
let scratch = {
  integral: new Uint16Array(0),
  left: new Uint8Array(0),
  stack: new Int32Array(0),
};
const scratchFor = (length: number): typeof scratch => {
  if (scratch.stack.length < length) {
    scratch = {
      integral: new Uint16Array(length),
      left: new Uint8Array(length),
      stack: new Int32Array(length),
    };
  }
  return scratch;
};
const STEEPNESS = new Uint16Array(128);

/** A stroke's edge rises by at least this within a quarter of a millimetre; what shines through from the back does not. */
const SHARP = 0.12;

/** How steep the ink's edges are over a quarter of a millimetre: the 98th percentile, and the share that is sharp. */
export const sharpness = (
  values: Float32Array,
  width: number,
  height: number,
  pxPerMm: number,
): { readonly sharpest: number; readonly share: number } => {
  const step = Math.max(1, Math.round(pxPerMm / 4));
  const histogram = STEEPNESS.fill(0);
  let sharp = 0;
  let count = 0;
  for (let row = 0; row + step < height; row++) {
    for (let column = 0, at = row * width; column + step < width; column++, at++) {
      const here = values[at]!;
      const across = Math.abs(values[at + step]! - here);
      const down = Math.abs(values[at + step * width]! - here);
      const steep = across > down ? across : down;
      histogram[(steep * 100) | 0]!++;
      if (steep > SHARP) sharp++;
      count++;
    }
  }
  let left = Math.max(2, count * 0.02);
  let sharpest = 120;
  while (sharpest > 0 && (left -= histogram[sharpest]!) > 0) sharpest--;
  return { sharpest: sharpest / 100, share: count > 0 ? sharp / count : 0 };
};

/** Share of pixels above `level` in each cell of a grid of `cells` x `cells`. */
export const shareByGrid = (
  values: Float32Array,
  width: number,
  height: number,
  cells: number,
  level: number,
): Float32Array => {
  const counts = new Float32Array(cells * cells);
  const totals = new Float32Array(cells * cells);
  for (let row = 0, at = 0; row < height; row++) {
    const cellRow = Math.floor((row * cells) / height) * cells;
    for (let column = 0; column < width; column++, at++) {
      const cell = cellRow + Math.floor((column * cells) / width);
      totals[cell]!++;
      if (values[at]! > level) counts[cell]!++;
    }
  }
  for (let cell = 0; cell < counts.length; cell++) counts[cell]! /= Math.max(1, totals[cell]!);
  return counts;
};

/** Side of the largest square without ink. */
export const paperSquare = (mask: Uint8Array, width: number, height: number): number => {
  const sides = new Uint8Array(width + 1);
  let best = 0;
  for (let row = 0, at = 0; row < height; row++) {
    let diagonal = 0;
    for (let column = 1; column <= width; column++, at++) {
      const above = sides[column]!;
      if (mask[at] === 1) sides[column] = 0;
      else {
        const side = Math.min(diagonal, above, sides[column - 1]!) + 1;
        sides[column] = side;
        if (side > best) best = side;
      }
      diagonal = above;
    }
  }
  return best;
};

/** Pixels whose whole surroundings of 0.4 and 0.8 mm are ink, and the length of the ink's edge in px. */
export const thickness = (
  mask: Uint8Array,
  width: number,
  height: number,
  pxPerMm: number,
): { readonly thick: number; readonly thicker: number; readonly edge: number } => {
  // Integral image: the count of ink in any rectangle from four values.
  const stride = width + 1;
  const { integral } = scratchFor(stride * (height + 1));
  integral.fill(0, 0, stride);
  let edge = 0;
  for (let row = 0, at = 0; row < height; row++) {
    let inRow = 0;
    integral[(row + 1) * stride] = 0;
    for (let column = 0; column < width; column++, at++) {
      const on = mask[at]!;
      inRow += on;
      integral[(row + 1) * stride + column + 1] = integral[row * stride + column + 1]! + inRow;
      if (on === 1) {
        if (column > 0 && mask[at - 1] === 0) edge++;
        if (column + 1 < width && mask[at + 1] === 0) edge++;
        if (row > 0 && mask[at - width] === 0) edge++;
        if (row + 1 < height && mask[at + width] === 0) edge++;
      }
    }
  }
  const fullSquares = (sideMm: number): number => {
    const side = Math.max(2, Math.round(sideMm * pxPerMm));
    const full = side * side;
    let count = 0;
    for (let row = 0; row + side <= height; row++) {
      for (let column = 0; column + side <= width; column++) {
        const up = row * stride + column;
        const down = up + side * stride;
        const ink = integral[down + side]! - integral[down]! - integral[up + side]! + integral[up]!;
        if (ink >= 0.92 * full) count++;
      }
    }
    return count;
  };
  // An edge counted in pixel sides is longer than the edge itself, by 4 / pi over all directions.
  return { thick: fullSquares(0.5), thicker: fullSquares(1), edge: (edge * Math.PI) / 4 };
};

/** Darkness along the two diagonals, and in the four triangles that a cross leaves white. */
export const diagonals = (
  values: Float32Array,
  width: number,
  height: number,
): {
  readonly rising: number;
  readonly falling: number;
  readonly emptiestQuarter: number;
  readonly fullestQuarter: number;
} => {
  let rising = 0;
  let risingCount = 0;
  let falling = 0;
  let fallingCount = 0;
  const quarter = [0, 0, 0, 0];
  const quarterCount = [0, 0, 0, 0];
  for (let row = 0, at = 0; row < height; row++) {
    const v = (row + 0.5) / height - 0.5;
    for (let column = 0; column < width; column++, at++) {
      const u = (column + 0.5) / width - 0.5;
      const value = values[at]!;
      if (Math.abs(u - v) < 0.12) {
        falling += value;
        fallingCount++;
      }
      if (Math.abs(u + v) < 0.12) {
        rising += value;
        risingCount++;
      }
      if (Math.abs(Math.abs(u) - Math.abs(v)) > 0.18) {
        const which = Math.abs(u) > Math.abs(v) ? (u > 0 ? 0 : 1) : v > 0 ? 2 : 3;
        quarter[which]! += value;
        quarterCount[which]!++;
      }
    }
  }
  const means = quarter.map((sum, which) => sum / Math.max(1, quarterCount[which]!));
  return {
    rising: rising / Math.max(1, risingCount),
    falling: falling / Math.max(1, fallingCount),
    emptiestQuarter: Math.min(...means),
    fullestQuarter: Math.max(...means),
  };
};

/** Pieces of ink of at least `smallest` pixels, the largest one, and the share of the inside's rim that is ink. */
export const connectedPieces = (
  mask: Uint8Array,
  width: number,
  height: number,
  smallest: number,
): { readonly pieces: number; readonly largest: number; readonly touching: number } => {
  const { left, stack } = scratchFor(mask.length);
  left.set(mask);
  let pieces = 0;
  let largest = 0;
  for (let start = 0; start < mask.length; start++) {
    if (left[start] !== 1) continue;
    let size = 0;
    let depth = 0;
    left[start] = 0;
    stack[depth++] = start;
    while (depth > 0) {
      const at = stack[--depth]!;
      size++;
      const column = at % width;
      const firstColumn = column > 0 ? -1 : 0;
      const lastColumn = column < width - 1 ? 1 : 0;
      for (let down = -width; down <= width; down += width) {
        for (let side = firstColumn; side <= lastColumn; side++) {
          const next = at + down + side;
          if (next >= 0 && next < mask.length && left[next] === 1) {
            left[next] = 0;
            stack[depth++] = next;
          }
        }
      }
    }
    if (size >= smallest) pieces++;
    if (size > largest) largest = size;
  }
  let rim = 0;
  for (let column = 0; column < width; column++) rim += mask[column]! + mask[(height - 1) * width + column]!;
  for (let row = 1; row < height - 1; row++) rim += mask[row * width]! + mask[row * width + width - 1]!;
  return { pieces, largest, touching: rim / Math.max(1, 2 * (width + height) - 4) };
};
