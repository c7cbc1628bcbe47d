import type { GrayImage } from '../../src/domain/image.ts';

/** A page that looks different under every turn and mirroring: shades across and down, and a black square in one corner. */
export const sampleImage = (width: number, height: number): GrayImage => {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      data[y * width + x] = 110 + Math.round((x / width) * 60 + (y / height) * 80);
  }
  const square = (left: number, top: number, size: number, value: number): void => {
    for (let y = top; y < top + size; y++) data.fill(value, y * width + left, y * width + left + size);
  };
  const unit = Math.round(Math.min(width, height) / 10);
  square(unit, unit, 2 * unit, 0);
  square(width - 3 * unit, unit, unit, 30);
  return { data, width, height };
};

/** As `sampleImage`, black and white only. */
export const sampleBilevel = (width: number, height: number): GrayImage => {
  const image = sampleImage(width, height);
  const data = image.data.map((value, at) => (value < 100 || (at % 97 === 0 && at % 3 === 0) ? 0 : 255));
  return { ...image, data };
};

/** Mean absolute difference in gray levels, 0 to 255; Infinity where the sizes differ. */
export const differenceOf = (a: GrayImage, b: GrayImage): number => {
  if (a.width !== b.width || a.height !== b.height) return Infinity;
  let sum = 0;
  for (let at = 0; at < a.data.length; at++) sum += Math.abs((a.data[at] ?? 0) - (b.data[at] ?? 0));
  return sum / a.data.length;
};
