import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Handwritten digits of 28 x 28 px, ink 0..255, in the idx format of the MNIST database (LeCun, Cortes, Burges). */
export interface LabelledDigits {
  readonly count: number;
  readonly labels: Uint8Array;
  /** `count` images after each other. */
  readonly pixels: Uint8Array;
}

const IMAGE_HEADER_BYTES = 16;
const LABEL_HEADER_BYTES = 8;

/** @param set `train` (60,000 images) or `t10k` (10,000) */
export const loadMnist = (folder: string, set: 'train' | 't10k'): LabelledDigits => {
  const open = (file: string): Buffer => gunzipSync(readFileSync(path.join(folder, file)));
  const images = open(`${set}-images-idx3-ubyte.gz`);
  const labels = open(`${set}-labels-idx1-ubyte.gz`);
  return {
    count: images.readUInt32BE(4),
    labels: new Uint8Array(labels.subarray(LABEL_HEADER_BYTES)),
    pixels: new Uint8Array(images.subarray(IMAGE_HEADER_BYTES)),
  };
};
