import type { DigitsField } from '../../domain/layout.ts';
import type { Alternative, FieldReading } from '../../domain/page-read.ts';
import type { FieldReason } from '../../domain/reasons.ts';
import { DEFAULT_TARGET_ERROR_RATE, type DecisionOptions } from '../marks/choice-decision.ts';
import type { ConvolutionNetwork } from '../network/convolution-network.ts';
import type { PageView } from '../page-view.ts';
import { extractCellInk, type CellInk } from './cell-ink.ts';
import { acceptedDigitsDoubt, beliefOf } from './digit-confidence.ts';
import { frameDigit } from './digit-image.ts';
import { digitNetwork } from './digit-network.ts';
import { decodeSequence, digitsOfCells, valueOfSequence, type CellBelief } from './digit-sequence.ts';

const EMPTY_CELL: CellBelief = {
  digits: Array.from({ length: 10 }, () => 0),
  empty: 0.9995,
  notADigit: 0.0005,
};
const DOUBTFUL_CELL: CellBelief = { ...EMPTY_CELL, empty: 0.6, notADigit: 0.4 };
const ALTERNATIVES = 3;

/** What a cell holds. Ink that is too little or too small for a digit is doubted, never taken as nothing. */
export const judgeCell = (cell: CellInk, network: ConvolutionNetwork): CellBelief => {
  const digit = frameDigit(cell.patch, cell.marginPx);
  if (digit === 'bare') return EMPTY_CELL;
  if (digit === 'doubtful') return DOUBTFUL_CELL;
  return beliefOf(network, digit);
};

/**
 * Reads the cells of a field together, within what the question allows. Pure; the value is the digits without the
 * empty cells (times with four digits), null where nothing is written or where no digits could be made out.
 */
export const readDigitsField = (
  view: PageView,
  field: DigitsField,
  { targetErrorRate }: DecisionOptions = { targetErrorRate: DEFAULT_TARGET_ERROR_RATE },
): FieldReading => {
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
  if (best.cells.includes('?') || confidence < 1 - acceptedDigitsDoubt(targetErrorRate))
    reasons.push('digit-unsure');
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
