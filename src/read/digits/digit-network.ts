import { readFileSync } from 'node:fs';
import { createNetwork, networkShape, type ConvolutionNetwork } from '../network/convolution-network.ts';
import { decodeWeights } from '../network/network-weights.ts';

/** Classes 0 to 9 are the digits; the last is ink that is no single digit: crossed out, two digits, a blot. */
export const CLASS_COUNT = 11;
export const NOT_A_DIGIT = 10;

/** 28 x 28 x 1 -> 14 x 14 x 16 -> 14 x 14 x 32 -> 7 x 7 x 32 -> 7 x 7 x 64 -> 11. */
export const DIGIT_NETWORK_SHAPE = networkShape(
  28,
  [
    { outputs: 16, halved: true },
    { outputs: 32, halved: false },
    { outputs: 32, halved: true },
    { outputs: 64, halved: false },
  ],
  CLASS_COUNT,
);

let loaded: ConvolutionNetwork | null = null;
/** The trained network; its weights are read from beside this file the first time. */
export const digitNetwork = (): ConvolutionNetwork =>
  (loaded ??= createNetwork(
    DIGIT_NETWORK_SHAPE,
    decodeWeights(readFileSync(new URL('digit-weights.bin', import.meta.url)), DIGIT_NETWORK_SHAPE),
  ));
