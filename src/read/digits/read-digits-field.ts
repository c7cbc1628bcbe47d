import { readFileSync } from 'node:fs';
import type { DigitsField } from '../../domain/layout.ts';
import type { Alternative, FieldReading } from '../../domain/page-read.ts';
import type { FieldReason } from '../../domain/reasons.ts';
import type { PageView } from '../page-view.ts';
import { extractCellInk, type CellInk } from './cell-ink.ts';
import { frameDigit } from './digit-image.ts';
import { createDigitNetwork, NOT_A_DIGIT, softmax, type DigitNetwork } from './digit-network.ts';
import { decodeSequence, digitsOfCells, valueOfSequence, type CellBelief } from './digit-sequence.ts';
import { decodeWeights } from './digit-weights.ts';

/** Makes the network's probabilities honest: the least log loss on the last 5,000 images of MNIST's training set. */
const TEMPERATURE = 0.6;
/**
 * A field below this goes to a person. Set on the same images, so that fewer than 1 accepted cell in 1,000 is wrong:
 * there 97.0 % are accepted and 0.6 in 1,000 of them wrong; on MNIST's test set 95.9 % and 0.7 in 1,000.
 */
const ACCEPTED_FROM = 0.97;
/** Ink fainter than this may be a print that shows through, or was rubbed out. */
const DOUBTED_STRENGTH = 0.18;
/** A written digit is at least this high; what is lower may be a dash or a crumb of a digit. */
const LOWEST_DIGIT_SHARE = 0.28;
const EMPTY_CELL: CellBelief = {
  digits: Array.from({ length: 10 }, () => 0),
  empty: 0.9995,
  notADigit: 0.0005,
};
const DOUBTFUL_CELL: CellBelief = { ...EMPTY_CELL, empty: 0.6, notADigit: 0.4 };
const ALTERNATIVES = 3;

let loaded: DigitNetwork | null = null;
/** The trained network; its weights are read from beside this file the first time. */
export const digitNetwork = (): DigitNetwork =>
  (loaded ??= createDigitNetwork(decodeWeights(readFileSync(new URL('digit-weights.bin', import.meta.url)))));

/** What a cell holds. Ink that is too little or too small for a digit is doubted, never taken as nothing. */
export const judgeCell = (cell: CellInk, network: DigitNetwork): CellBelief => {
  const digit = frameDigit(cell.patch, cell.marginPx);
  if (digit === 'bare') return EMPTY_CELL;
  if (digit === 'doubtful') return DOUBTFUL_CELL;
  const probabilities = softmax(network.score(digit.pixels), TEMPERATURE);
  const known = digit.heightShare < LOWEST_DIGIT_SHARE || digit.strength < DOUBTED_STRENGTH ? 0.4 : 1;
  return {
    digits: Array.from(probabilities.subarray(0, 10), (probability) => probability * known),
    empty: (1 - known) / 2,
    notADigit: (probabilities[NOT_A_DIGIT] ?? 0) * known + (1 - known) / 2,
  };
};

/**
 * Reads the cells of a field together, within what the question allows. Pure; the value is the digits without the
 * empty cells (times with four digits), null where nothing is written or where no digits could be made out.
 */
export const readDigitsField = (view: PageView, field: DigitsField): FieldReading => {
  const network = digitNetwork();
  const beliefs = extractCellInk(view, field.cells).map((cell) => judgeCell(cell, network));
  const [best, ...others] = decodeSequence(beliefs, field.rule);
  if (best === undefined)
    return { state: 'unclear', value: null, confidence: 0, review: true, reasons: ['digit-unsure'] };
  const confidence = best.probability;
  const isBlank = best.cells.trim() === '';
  const alternatives: Alternative[] = others
    .filter(({ cells }) => !cells.includes('?') && digitsOfCells(cells) !== null)
    .slice(0, ALTERNATIVES)
    .map(({ cells, probability }) => ({
      value: cells.trim() === '' ? null : valueOfSequence(cells, field.rule),
      confidence: probability,
    }));
  const reasons: FieldReason[] = [];
  if (best.cells.includes('?') || confidence < ACCEPTED_FROM) reasons.push('digit-unsure');
  if (!best.cells.includes('?') && !best.legal) {
    reasons.push(digitsOfCells(best.cells) === null ? 'digits-gap' : 'digits-out-of-range');
  }
  const review = reasons.length > 0;
  const readable = !best.cells.includes('?');
  return {
    state: isBlank ? 'blank' : readable ? 'answered' : 'unclear',
    value: isBlank || !readable ? null : valueOfSequence(best.cells, field.rule),
    confidence,
    review,
    ...(review ? { reasons, alternatives } : {}),
  };
};
