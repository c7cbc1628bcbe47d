/**
 * What the digit network looks at: the ink of one cell, cut to its bounding box, scaled so that its longer side is
 * 20 px, and put with its centre of mass in the middle of 28 x 28 px, 0 for paper and 1 for full ink. It is the frame
 * of the MNIST database, so that handwriting from anywhere is made alike before it is judged.
 */
export const DIGIT_SIDE_PX = 28;
const INNER_SIDE_PX = 20;

/** Ink in 0..1, rows from top to bottom, `data.length === width * height`. */
export interface InkPatch {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

/**
 * Shares of the patch's own strongest ink: darker than the first belongs to a stroke, lighter than the second is grain.
 * Set on MNIST training images and on print samples.
 */
const STROKE_INK = 0.35;
const GRAIN_INK = 0.12;
/** Where the strongest ink is no darker than this, nothing is written: grain, or print that shows through. */
const FAINTEST_INK = 0.1;
/** The strongest ink is what this share of the patch's pixels is darker than: a pencilled 1 covers 3 % of a cell. */
const STRONGEST_SHARE = 0.008;
/** A piece of ink has at least as many pixels; a bilevel scan's ragged edges and JPEG leave smaller ones. */
const PIECE_PX = 3;
/**
 * A cell with as little as this in it is not bare for sure: it may be all that a scan left of a digit. On simulated
 * office scans with held-out training digits (seeds 501 to 508) 1 of 1,611 empty cells has as much, and so have the 2
 * of 6,379 digits of which no stroke was left.
 */
const CRUMB_INK = 0.35;
const CRUMB_PX = 2;
/** Beside the margin the printed line's remains are no crumbs. */
const CRUMB_GUARD_PX = 2;
/** A stroke is longer than a speck of dirt. */
const SPECK_SHARE_OF_HEIGHT = 0.14;

interface Component {
  readonly label: number;
  area: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** What framing works in; it is the same for every cell and never seen from outside. */
let scratch = { ink: new Float32Array(0), labels: new Int32Array(0), queue: new Int32Array(0) };
const scratchFor = (length: number): typeof scratch => {
  if (scratch.ink.length < length) {
    scratch = {
      ink: new Float32Array(length),
      labels: new Int32Array(length),
      queue: new Int32Array(length),
    };
  }
  return scratch;
};

/** Groups of pixels with ink that touch each other (8 neighbours); labels from 1, 0 is paper. */
const labelComponents = (
  ink: Float32Array,
  width: number,
  height: number,
  labels: Int32Array,
  queue: Int32Array,
): Component[] => {
  const components: Component[] = [];
  const length = width * height;
  labels.fill(0, 0, length);
  for (let start = 0; start < length; start++) {
    if (ink[start]! < STROKE_INK || labels[start] !== 0) continue;
    const label = components.length + 1;
    let head = 0;
    let tail = 0;
    let [left, right, top, bottom] = [width, -1, height, -1];
    queue[tail++] = start;
    labels[start] = label;
    while (head < tail) {
      const at = queue[head++]!;
      const y = Math.floor(at / width);
      const x = at - y * width;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      const [firstX, lastX] = [x > 0 ? x - 1 : 0, x + 1 < width ? x + 1 : x];
      const [firstY, lastY] = [y > 0 ? y - 1 : 0, y + 1 < height ? y + 1 : y];
      for (let ny = firstY; ny <= lastY; ny++) {
        for (let next = ny * width + firstX; next <= ny * width + lastX; next++) {
          if (labels[next] === 0 && ink[next]! >= STROKE_INK) {
            labels[next] = label;
            queue[tail++] = next;
          }
        }
      }
    }
    components.push({ label, area: tail, left, right, top, bottom });
  }
  return components;
};

const lengthOf = ({ left, right, top, bottom }: Component): number =>
  Math.max(right - left, bottom - top) + 1;

/** How much of a digit is in a cell before anything is read. */
export interface DigitImage {
  /** 28 x 28, ink in 0..1. */
  readonly pixels: Float32Array;
  /** Height of the ink's bounding box over the patch's height, 0..1. */
  readonly heightShare: number;
  /** How dark the ink is, 0..1: a pencil leaves 0.3, a pen 0.9. */
  readonly strength: number;
  /** Pieces of ink in the cell that do not touch: a whole digit has one or two, one that a scan broke has more. */
  readonly pieces: number;
}

const strongestInk = (data: Float32Array): number => {
  const histogram = new Uint32Array(101);
  for (let i = 0; i < data.length; i++) {
    const ink = data[i]!;
    const bin = ink >= 1 ? 100 : Math.floor(ink * 100 + 0.5);
    histogram[bin] = histogram[bin]! + 1;
  }
  let left = data.length * STRONGEST_SHARE;
  let bin = 100;
  while (bin > 0 && (left -= histogram[bin]!) > 0) bin--;
  return bin / 100;
};

/** The ink as if it had been written with full strength, so that pencil and pen look alike. */
const strengthen = (data: Float32Array, strength: number, to: Float32Array): void => {
  if (strength >= 0.95) {
    to.set(data);
    return;
  }
  for (let i = 0; i < data.length; i++) {
    const ink = data[i]! / strength;
    to[i] = ink < 1 ? ink : 1;
  }
};

/** Where the pixels `from` to `to` fall among the target's: the first one and the share of each that is covered. */
const spread = (from: number, to: number, centre: number, scale: number) => {
  const most = Math.ceil(scale) + 1;
  const first = new Int32Array(to - from + 1);
  const shares = new Float64Array((to - from + 1) * most);
  for (let i = from; i <= to; i++) {
    const near = (i - centre) * scale + DIGIT_SIDE_PX / 2;
    const far = near + scale;
    const begin = Math.max(0, Math.floor(near));
    first[i - from] = begin;
    for (let at = begin; at < Math.min(DIGIT_SIDE_PX, far); at++)
      shares[(i - from) * most + at - begin] = Math.min(far, at + 1) - Math.max(near, at);
  }
  return { first, shares, most };
};

const hasCrumbs = ({ data, width, height }: InkPatch, marginPx: number): boolean => {
  const from = marginPx + CRUMB_GUARD_PX;
  let count = 0;
  for (let y = from; y < height - from; y++) {
    for (let at = y * width + from; at < (y + 1) * width - from; at++) if (data[at]! >= CRUMB_INK) count++;
  }
  return count >= CRUMB_PX;
};

/**
 * The digit in a patch of ink; `bare` where nothing is there; `doubtful` where something is that is neither: crumbs,
 * half a stroke's length of ink, or a stroke that lies beyond the cell.
 *
 * @param marginPx  how far the patch reaches over the cell on every side: ink that lies only there is the neighbour's
 */
export const frameDigit = (given: InkPatch, marginPx: number): DigitImage | 'bare' | 'doubtful' => {
  const strength = strongestInk(given.data);
  const tooLittle = (): 'bare' | 'doubtful' => (hasCrumbs(given, marginPx) ? 'doubtful' : 'bare');
  if (strength <= FAINTEST_INK) return tooLittle();
  const { width, height } = given;
  const { ink, labels, queue } = scratchFor(width * height);
  strengthen(given.data, strength, ink);
  const components = labelComponents(ink, width, height, labels, queue);
  const largest = components.reduce((most, component) => Math.max(most, component.area), 0);
  const shortest = SPECK_SHARE_OF_HEIGHT * height;
  const longest = components.reduce((most, component) => Math.max(most, lengthOf(component)), 0);
  if (longest < shortest) return longest < shortest / 2 ? tooLittle() : 'doubtful';
  let pieces = 0;
  const isPart = components.map((component) => {
    const outside =
      component.right < marginPx ||
      component.left >= width - marginPx ||
      component.bottom < marginPx ||
      component.top >= height - marginPx;
    if (!outside && component.area >= PIECE_PX) pieces++;
    return !outside && component.area >= 0.04 * largest && lengthOf(component) >= shortest / 2;
  });
  let left = width;
  let right = -1;
  let top = height;
  let bottom = -1;
  components.forEach((component, index) => {
    if (isPart[index] !== true) return;
    left = Math.min(left, component.left);
    right = Math.max(right, component.right);
    top = Math.min(top, component.top);
    bottom = Math.max(bottom, component.bottom);
  });
  if (right < 0) return 'doubtful';
  left = Math.max(0, left - 1);
  top = Math.max(0, top - 1);
  right = Math.min(width - 1, right + 1);
  bottom = Math.min(height - 1, bottom + 1);

  const boxWidth = right - left + 1;
  const boxHeight = bottom - top + 1;
  const scale = INNER_SIDE_PX / Math.max(boxWidth, boxHeight);
  let sum = 0;
  let sumX = 0;
  let sumY = 0;
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const at = y * width + x;
      const label = labels[at]!;
      // The soft edge of a stroke has no label; ink of a component that was left out has, and does not count.
      if (ink[at]! < GRAIN_INK || (label !== 0 && isPart[label - 1] !== true)) {
        ink[at] = 0;
        continue;
      }
      const here = ink[at]!;
      sum += here;
      sumX += here * (x + 0.5);
      sumY += here * (y + 0.5);
    }
  }
  const centreX = sum === 0 ? (left + right + 1) / 2 : sumX / sum;
  const centreY = sum === 0 ? (top + bottom + 1) / 2 : sumY / sum;

  // Every source pixel is spread over the target pixels that it covers, so nothing thin is lost when shrinking.
  const pixels = new Float32Array(DIGIT_SIDE_PX * DIGIT_SIDE_PX);
  const across = spread(left, right, centreX, scale);
  const down = spread(top, bottom, centreY, scale);
  const { most } = across;
  for (let y = top; y <= bottom; y++) {
    const firstY = down.first[y - top]!;
    for (let x = left; x <= right; x++) {
      const here = ink[y * width + x]!;
      if (here === 0) continue;
      const firstX = across.first[x - left]!;
      for (let i = 0; i < most; i++) {
        const shareY = down.shares[(y - top) * most + i]!;
        if (shareY === 0) continue;
        for (let j = 0; j < most; j++) {
          const shareX = across.shares[(x - left) * most + j]!;
          if (shareX === 0) continue;
          const at = (firstY + i) * DIGIT_SIDE_PX + firstX + j;
          pixels[at] = pixels[at]! + here * shareX * shareY;
        }
      }
    }
  }
  return { pixels, heightShare: boxHeight / height, strength, pieces };
};
