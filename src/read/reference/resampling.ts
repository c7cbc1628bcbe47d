import type { GrayImage } from '../../domain/image.ts';

const WHITE = 255;

/** An upright image of `fromPixelMm` a pixel as one of `toPixelMm`, each pixel the mean of what it covers; white beyond. */
export const resampleTo = (
  image: GrayImage,
  fromPixelMm: number,
  toPixelMm: number,
  widthMm: number,
  heightMm: number,
): GrayImage => {
  const width = Math.ceil(widthMm / toPixelMm);
  const height = Math.ceil(heightMm / toPixelMm);
  const scale = toPixelMm / fromPixelMm;
  const samples = Math.max(1, Math.ceil(scale * 1.5));
  const across = new Int32Array(width * samples);
  for (let x = 0; x < across.length; x++) across[x] = Math.floor(((x + 0.5) / samples) * scale);
  const data = new Uint8Array(width * height);
  for (let y = 0, out = 0; y < height; y++) {
    for (let x = 0; x < width; x++, out++) {
      let sum = 0;
      for (let k = 0; k < samples; k++) {
        const sy = Math.floor((y + (k + 0.5) / samples) * scale);
        if (sy >= image.height) {
          sum += WHITE * samples;
          continue;
        }
        for (let j = 0; j < samples; j++) {
          const sx = across[x * samples + j]!;
          sum += sx < image.width ? image.data[sy * image.width + sx]! : WHITE;
        }
      }
      data[out] = sum / (samples * samples) + 0.5;
    }
  }
  return { data, width, height };
};

/**
 * A square of the page, seen through an affine map into a scan whose pixels are means of `step` x `step` scan pixels, with
 * `grid` x `grid` samples in each of its pixels. Writes `side` x `side` values; false where the scan does not hold all of it.
 */
export const sampleSquare = (
  scan: GrayImage,
  step: number,
  map: SquareMap,
  side: number,
  grid: number,
  into: Float32Array,
): boolean => {
  const { data, width } = scan;
  const lastX = scan.width - 1.001;
  const lastY = scan.height - 1.001;
  const xByX = map.xByX / step / grid;
  const xByY = map.xByY / step / grid;
  const yByX = map.yByX / step / grid;
  const yByY = map.yByY / step / grid;
  const startX = map.x / step - 0.5 + (xByX + xByY) / 2;
  const startY = map.y / step - 0.5 + (yByX + yByY) / 2;
  const far = side * grid - 1;
  for (const [across, down] of [
    [0, 0],
    [far, 0],
    [0, far],
    [far, far],
  ] as const) {
    const x = startX + across * xByX + down * xByY;
    const y = startY + across * yByX + down * yByY;
    if (!(x >= 0 && y >= 0 && x <= lastX && y <= lastY)) return false;
  }
  const samples = grid * grid;
  for (let row = 0, out = 0; row < side; row++) {
    for (let column = 0; column < side; column++, out++) {
      let sum = 0;
      for (let gy = row * grid; gy < (row + 1) * grid; gy++) {
        for (let gx = column * grid; gx < (column + 1) * grid; gx++) {
          const x = startX + gx * xByX + gy * xByY;
          const y = startY + gx * yByX + gy * yByY;
          const x0 = x | 0;
          const y0 = y | 0;
          const fx = x - x0;
          const fy = y - y0;
          const at = y0 * width + x0;
          const top = data[at]! * (1 - fx) + data[at + 1]! * fx;
          const bottom = data[at + width]! * (1 - fx) + data[at + width + 1]! * fx;
          sum += top * (1 - fy) + bottom * fy;
        }
      }
      into[out] = sum / samples;
    }
  }
  return true;
};

/** Scan px of a square's top-left corner, and how they change a pixel of the square to the right and down. */
export interface SquareMap {
  readonly x: number;
  readonly y: number;
  readonly xByX: number;
  readonly xByY: number;
  readonly yByX: number;
  readonly yByY: number;
}
