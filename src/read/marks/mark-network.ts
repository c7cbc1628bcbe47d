import { readFileSync } from 'node:fs';
import {
  createNetwork,
  networkShape,
  softmax,
  type ConvolutionNetwork,
} from '../network/convolution-network.ts';
import { decodeWeights } from '../network/network-weights.ts';
import { MARK_SIDE_PX } from './mark-image.ts';
import { BOX_CLASSES, judgementByWeights, type BoxJudgement } from './mark-model.ts';

/** 28 x 28 x 1 -> 14 x 14 x 8 -> 7 x 7 x 16 -> 7 x 7 x 32 -> the classes of boxes. */
export const MARK_NETWORK_SHAPE = networkShape(
  MARK_SIDE_PX,
  [
    { outputs: 8, halved: true },
    { outputs: 16, halved: true },
    { outputs: 32, halved: false },
  ],
  BOX_CLASSES.length,
);

let loaded: ConvolutionNetwork | null = null;
/** The trained network; its weights are read from beside this file the first time. */
const markNetwork = (): ConvolutionNetwork =>
  (loaded ??= createNetwork(
    MARK_NETWORK_SHAPE,
    decodeWeights(readFileSync(new URL('mark-network.bin', import.meta.url)), MARK_NETWORK_SHAPE),
  ));

/** Shares of the classes among all drawn boxes, bare ones included; the network learned from those that are not bare. */
const DRAWN_SHARES: BoxJudgement = { empty: 0.55, marked: 0.32, filled: 0.1, circled: 0.02 };

/** What the network makes of an image of a box, given that each class is as likely as another beforehand. */
export const judgeMarkImage = (image: Float32Array, network = markNetwork()): BoxJudgement => {
  const probabilities = softmax(network.score(image));
  return judgementByWeights((of) => probabilities[BOX_CLASSES.indexOf(of)]! / DRAWN_SHARES[of]);
};
