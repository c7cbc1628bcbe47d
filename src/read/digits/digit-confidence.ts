import type { DigitImage } from './digit-image.ts';
import { lookAtDigit } from './digit-looks.ts';
import type { ConvolutionNetwork } from '../network/convolution-network.ts';
import { CLASS_COUNT, NOT_A_DIGIT } from './digit-network.ts';
import type { CellBelief } from './digit-sequence.ts';

/**
 * Scores become probabilities that hold: with TEMPERATURE, and with a share of cells that are not what they seem, such
 * as a 4 whose writer meant a 9. Set by the log loss on the last 5,000 images of MNIST's training set, in cells on
 * clean pages (test/accuracy/digit-confidence.ts) and on simulated office scans (seeds 501 to 508): both are least here.
 */
const TEMPERATURE = 0.6;
const DECEPTIVE_SHARE = 0.0005;

/** Ink fainter than this may be a print that shows through, or was rubbed out. */
const DOUBTED_STRENGTH = 0.18;
/** A written digit is at least this high; what is lower may be a dash or a crumb of a digit. */
const LOWEST_DIGIT_SHARE = 0.28;
/**
 * In as many pieces a digit is broken: on simulated office scans with held-out training digits (seeds 501 to 508) 75 %
 * of them are read right, of those in three 90 %, of whole ones 99.4 %.
 */
const BROKEN_PIECES = 4;
const KNOWN_OF_DOUBTED = 0.4;
const KNOWN_OF_BROKEN = 0.9;

const knownShare = ({ heightShare, strength, pieces }: DigitImage): number => {
  if (heightShare < LOWEST_DIGIT_SHARE || strength < DOUBTED_STRENGTH) return KNOWN_OF_DOUBTED;
  return pieces >= BROKEN_PIECES ? KNOWN_OF_BROKEN : 1;
};

/** What a cell with ink in it holds. */
export const beliefOf = (network: ConvolutionNetwork, image: DigitImage): CellBelief => {
  const known = knownShare(image);
  const believed = known * (1 - DECEPTIVE_SHARE);
  const probabilities = lookAtDigit(
    network,
    image.pixels,
  )(TEMPERATURE).map((probability) => believed * probability + (known * DECEPTIVE_SHARE) / CLASS_COUNT);
  return {
    digits: Array.from(probabilities.subarray(0, NOT_A_DIGIT)),
    empty: (1 - known) / 2,
    notADigit: probabilities[NOT_A_DIGIT]! + (1 - known) / 2,
  };
};

/**
 * The highest doubt (1 - confidence) at which a digits field is accepted, for the operator's target error rate. Written
 * digits cannot be read as surely as marks: some are not what their writer meant, and with the marks' 1 in 10,000 most
 * fields would go to a person, who errs more often than that when keying. So a cell may be wrong DIGITS_OVER_TARGET
 * times as often as the target says, by default 1 in 1,000. Most accepted ones are far surer than the cut, so that the
 * cut lies above that by CUT_OVER_ALLOWED, by default at 0.03. On the last 5,000 images of MNIST's training set it
 * accepts 95.6 % of the cells, of which 0.9 in 1,000 are wrong; a tenth of it accepts 90.7 %, with 0.7 in 1,000 wrong
 * (test/accuracy/digit-confidence.ts).
 */
const DIGITS_OVER_TARGET = 10;
const CUT_OVER_ALLOWED = 30;
export const acceptedDigitsDoubt = (targetErrorRate: number): number =>
  Math.min(0.5, CUT_OVER_ALLOWED * DIGITS_OVER_TARGET * targetErrorRate);
