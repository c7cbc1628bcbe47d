import type { GrayImage } from '../domain/image.ts';

/**
 * How stored pixels become upright ones: first rows and columns change places (`transpose`), then the result is
 * mirrored left to right (`flipX`) and top to bottom (`flipY`).
 */
export interface Orientation {
  readonly transpose: boolean;
  readonly flipX: boolean;
  readonly flipY: boolean;
}

export const UPRIGHT: Orientation = { transpose: false, flipX: false, flipY: false };

/** The orientation tag of EXIF and TIFF, 1 to 8; anything else counts as upright. */
export const orientationOfTag = (tag: number): Orientation => {
  switch (tag) {
    case 2:
      return { transpose: false, flipX: true, flipY: false };
    case 3:
      return { transpose: false, flipX: true, flipY: true };
    case 4:
      return { transpose: false, flipX: false, flipY: true };
    case 5:
      return { transpose: true, flipX: false, flipY: false };
    case 6:
      return { transpose: true, flipX: true, flipY: false };
    case 7:
      return { transpose: true, flipX: true, flipY: true };
    case 8:
      return { transpose: true, flipX: false, flipY: true };
    default:
      return UPRIGHT;
  }
};

// Rows and columns change places block by block, so that both sides stay in the processor's cache.
const BLOCK_PX = 32;

const transposed = ({ data, width, height }: GrayImage): GrayImage => {
  const turned = new Uint8Array(data.length);
  for (let top = 0; top < height; top += BLOCK_PX) {
    const bottom = Math.min(height, top + BLOCK_PX);
    for (let left = 0; left < width; left += BLOCK_PX) {
      const right = Math.min(width, left + BLOCK_PX);
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) turned[x * height + y] = data[y * width + x] ?? 0;
      }
    }
  }
  return { data: turned, width: height, height: width };
};

/** The image upright. Changes the pixels of `image` in place where the size stays the same. */
export const orientGray = (image: GrayImage, orientation: Orientation): GrayImage => {
  const result = orientation.transpose ? transposed(image) : image;
  const { data, width, height } = result;
  if (orientation.flipX && orientation.flipY) {
    data.reverse();
  } else if (orientation.flipX) {
    for (let y = 0; y < height; y++) data.subarray(y * width, (y + 1) * width).reverse();
  } else if (orientation.flipY) {
    for (let top = 0, bottom = height - 1; top < bottom; top++, bottom--) {
      // Not `slice`: where the pixels are a Buffer, that is a view of them, not a copy.
      const upper = Uint8Array.from(data.subarray(top * width, (top + 1) * width));
      data.copyWithin(top * width, bottom * width, (bottom + 1) * width);
      data.set(upper, bottom * width);
    }
  }
  return result;
};

/** The part of an image from (`left`, `top`), `width` x `height` px, all inside it; the image itself where that is all of it. */
export const cropGray = (
  image: GrayImage,
  left: number,
  top: number,
  width: number,
  height: number,
): GrayImage => {
  if (left === 0 && top === 0 && width === image.width && height === image.height) return image;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (top + y) * image.width + left;
    data.set(image.data.subarray(from, from + width), y * width);
  }
  return { data, width, height };
};
