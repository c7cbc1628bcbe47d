/** Real handwritten digits in printed cells, each read as a field of one cell by the reader's own decision. */
import { readDigitsField } from '../../src/read/digits/read-digits-field.ts';
import type { LabelledDigits } from '../../src/read/digits/training/mnist.ts';
import { CELLS_A_PAGE, drawDigitPage } from './digit-cells.ts';
import { pictureOfField } from './miss-picture.ts';
import { emptyTally, fieldMiss, keepMiss, tallyField, type Tally } from './tally.ts';

/** Reads `count` digits from `first` on; each page of cells has a seed of its own. */
export const tallyDigitCells = async (
  digits: LabelledDigits,
  { first = 0, count = digits.count }: { readonly first?: number; readonly count?: number } = {},
): Promise<Tally> => {
  const tally = emptyTally();
  const last = Math.min(digits.count, first + count);
  for (let at = first; at < last; at += CELLS_A_PAGE) {
    const { view, cells, labels } = drawDigitPage(digits, at, 7000 + at);
    const { width, height } = view.image;
    const paper = { widthMm: width / view.pxPerMm, heightMm: height / view.pxPerMm };
    for (const [index, cell] of cells.slice(0, last - at).entries()) {
      const variable = `digit ${at + index}`;
      const layoutField = { variable, kind: 'digits' as const, cells: [cell] };
      const reading = readDigitsField(view, layoutField);
      const field = { ...layoutField, style: 'digits', truth: String(labels[index]), reading };
      const miss = tallyField(tally, field);
      if (miss === null) continue;
      const place = { file: 'MNIST', pageIndex: 0, degradations: [], origin: null };
      keepMiss(tally, {
        ...fieldMiss(miss, field, place),
        picture: await pictureOfField(view, layoutField, paper),
      });
    }
  }
  return tally;
};
