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
/** A stroke is longer than a speck of dirt. */
const SPECK_SHARE_OF_HEIGHT = 0.14;

interface Component {
  readonly label: number;
  area: number;
  sumInk: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Groups of pixels with ink that touch each other (8 neighbours); labels from 1, 0 is paper. */
const labelComponents = (patch: InkPatch): { labels: Int32Array; components: Component[] } => {
  const { data, width, height } = patch;
  const labels = new Int32Array(width * height);
  const components: Component[] = [];
  const queue = new Int32Array(width * height);
  for (let start = 0; start < data.length; start++) {
    if (labels[start] !== 0 || (data[start] ?? 0) < STROKE_INK) continue;
    const component: Component = {
      label: components.length + 1,
      area: 0,
      sumInk: 0,
      left: width,
      right: -1,
      top: height,
      bottom: -1,
    };
    components.push(component);
    let head = 0;
    let tail = 0;
    queue[tail++] = start;
    labels[start] = component.label;
    while (head < tail) {
      const at = queue[head++] ?? 0;
      const x = at % width;
      const y = (at - x) / width;
      component.area++;
      component.sumInk += data[at] ?? 0;
      if (x < component.left) component.left = x;
      if (x > component.right) component.right = x;
      if (y < component.top) component.top = y;
      if (y > component.bottom) component.bottom = y;
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const next = ny * width + nx;
          if (labels[next] === 0 && (data[next] ?? 0) >= STROKE_INK) {
            labels[next] = component.label;
            queue[tail++] = next;
          }
        }
      }
    }
  }
  return { labels, components };
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
}

const strongestInk = (data: Float32Array): number => {
  const histogram = new Uint32Array(101);
  for (const ink of data) {
    const bin = Math.round(Math.min(1, ink) * 100);
    histogram[bin] = (histogram[bin] ?? 0) + 1;
  }
  let left = data.length * STRONGEST_SHARE;
  let bin = 100;
  while (bin > 0 && (left -= histogram[bin] ?? 0) > 0) bin--;
  return bin / 100;
};

/** The patch as if it had been written with full ink, so that pencil and pen look alike. */
const strengthen = (patch: InkPatch, strength: number): InkPatch =>
  strength >= 0.95 ? patch : { ...patch, data: patch.data.map((ink) => Math.min(1, ink / strength)) };

/**
 * The digit in a patch of ink; `bare` where nothing is there but specks; `doubtful` where something is that is neither:
 * half a stroke's length of ink, or a stroke that lies beyond the cell.
 *
 * @param marginPx  how far the patch reaches over the cell on every side: ink that lies only there is the neighbour's
 */
export const frameDigit = (given: InkPatch, marginPx: number): DigitImage | 'bare' | 'doubtful' => {
  const strength = strongestInk(given.data);
  if (strength <= FAINTEST_INK) return 'bare';
  const patch = strengthen(given, strength);
  const { data, width, height } = patch;
  const { labels, components } = labelComponents(patch);
  const largest = components.reduce((most, component) => Math.max(most, component.area), 0);
  const shortest = SPECK_SHARE_OF_HEIGHT * height;
  const longest = components.reduce((most, component) => Math.max(most, lengthOf(component)), 0);
  if (longest < shortest) return longest < shortest / 2 ? 'bare' : 'doubtful';
  const isPart = components.map((component) => {
    const outside =
      component.right < marginPx ||
      component.left >= width - marginPx ||
      component.bottom < marginPx ||
      component.top >= height - marginPx;
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
  const inkAt = (x: number, y: number): number => {
    const at = y * width + x;
    const label = labels[at] ?? 0;
    // The soft edge of a stroke has no label; ink of a component that was left out has, and does not count.
    if (label !== 0 && isPart[label - 1] !== true) return 0;
    const ink = data[at] ?? 0;
    return ink < GRAIN_INK ? 0 : ink;
  };
  let sum = 0;
  let sumX = 0;
  let sumY = 0;
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const ink = inkAt(x, y);
      sum += ink;
      sumX += ink * (x + 0.5);
      sumY += ink * (y + 0.5);
    }
  }
  const centreX = sum === 0 ? (left + right + 1) / 2 : sumX / sum;
  const centreY = sum === 0 ? (top + bottom + 1) / 2 : sumY / sum;

  // Every source pixel is spread over the target pixels that it covers, so nothing thin is lost when shrinking.
  const pixels = new Float32Array(DIGIT_SIDE_PX * DIGIT_SIDE_PX);
  const middle = DIGIT_SIDE_PX / 2;
  for (let y = top; y <= bottom; y++) {
    const y0 = (y - centreY) * scale + middle;
    const y1 = y0 + scale;
    for (let x = left; x <= right; x++) {
      const ink = inkAt(x, y);
      if (ink === 0) continue;
      const x0 = (x - centreX) * scale + middle;
      const x1 = x0 + scale;
      for (let ty = Math.max(0, Math.floor(y0)); ty < Math.min(DIGIT_SIDE_PX, y1); ty++) {
        const shareY = Math.min(y1, ty + 1) - Math.max(y0, ty);
        for (let tx = Math.max(0, Math.floor(x0)); tx < Math.min(DIGIT_SIDE_PX, x1); tx++) {
          const shareX = Math.min(x1, tx + 1) - Math.max(x0, tx);
          const at = ty * DIGIT_SIDE_PX + tx;
          pixels[at] = (pixels[at] ?? 0) + ink * shareX * shareY;
        }
      }
    }
  }
  return { pixels, heightShare: boxHeight / height, strength };
};
