import type { ChoiceField } from '../../../domain/layout.ts';
import { featureOf, type BoxFeatures } from '../box-features.ts';
import { BOX_CLASSES } from '../mark-model.ts';
import { measurePageBoxes } from '../page-boxes.ts';
import { drawConditions, drawPage, type BoxToDraw, type FieldToDraw } from './drawn-page.ts';
import { Dice, DRAWN_MARKS, type DrawnMark, type PenKind } from './drawn-strokes.ts';

export interface MarkSample {
  readonly features: BoxFeatures;
  /** As the mark network sees it; null where the box is bare. */
  readonly image: Float32Array | null;
  /** Index in `BOX_CLASSES`. */
  readonly boxClass: number;
  readonly mark: DrawnMark;
  readonly pen: PenKind;
}

/** How often each mark is drawn for training: far more often than people do, so that rare ones are learned too. */
const MARK_SHARES: readonly (readonly [DrawnMark, number])[] = [
  ['nothing', 0.58],
  ['rubbed-out', 0.02],
  ['cross', 0.09],
  ['thick-cross', 0.06],
  ['tick', 0.08],
  ['slash', 0.04],
  ['bar', 0.03],
  ['dot', 0.03],
  ['ring', 0.02],
  ['zigzag', 0.03],
  ['star', 0.02],
  ['fill', 0.05],
  ['round-fill', 0.02],
  ['blacken', 0.03],
  ['scratch-out', 0.03],
  ['circle', 0.03],
];

const drawShare = <T>(dice: Dice, shares: readonly (readonly [T, number])[]): T => {
  let left = dice.next() * shares.reduce((sum, [, share]) => sum + share, 0);
  for (const [what, share] of shares) if ((left -= share) < 0) return what;
  return shares[0]![0];
};

/** Pencils more often than people have them: where a mark is pale, telling it from nothing is hard. */
const PEN_SHARES: readonly (readonly [PenKind, number])[] = [
  ['ballpoint', 0.42],
  ['gel', 0.16],
  ['felt', 0.07],
  ['pencil', 0.2],
  ['hard-pencil', 0.15],
];

const isNear = (place: number, row: number, column: number): boolean =>
  Math.abs(Math.floor(place / 100) - row) <= 2 && Math.abs((place % 100) - column) <= 2;

/** A page of 12 rows of boxes, marked at random, measured as reading measures it. */
export const drawSamples = (seed: number): MarkSample[] => {
  const dice = new Dice(seed);
  const conditions = drawConditions(dice, dice.chance(0.4));
  const columns = dice.whole(3, 8);
  const circled = new Set<number>();
  const drawBox = (row: number, column: number): BoxToDraw => {
    // A circle needs its room: beside it stands nothing, or its line would be the neighbour's mark.
    const nearCircle =
      circled.has(row * 100 + column - 1) ||
      [-1, 0, 1].some((side) => circled.has((row - 1) * 100 + column + side));
    const drawn = nearCircle ? 'nothing' : drawShare(dice, MARK_SHARES);
    const mark = drawn === 'circle' && [...circled].some((at) => isNear(at, row, column)) ? 'nothing' : drawn;
    if (mark === 'circle') circled.add(row * 100 + column);
    const pen = drawShare(dice, PEN_SHARES);
    // A bilevel scan may lose a pencil's mark wholly; nothing can be learned from that.
    if (mark === 'rubbed-out') return { mark, pen: 'pencil' };
    return { mark, pen: conditions.bilevel && pen.endsWith('pencil') ? 'ballpoint' : pen };
  };
  const fields = Array.from({ length: 12 }, (_, row): FieldToDraw => ({
    variable: `row${row}`,
    multiple: true,
    boxes: Array.from({ length: columns }, (_, column) => drawBox(row, column)),
  }));
  const { view, page } = drawPage(seed, conditions, fields);
  const boxes = page.fields.flatMap((field) => (field as ChoiceField).boxes);
  const drawn = fields.flatMap((field) => field.boxes);
  const measured = measurePageBoxes(
    view,
    boxes.map(({ rectMm }) => rectMm),
  );
  return measured
    .map(({ features, image }, at): MarkSample => {
      const { mark, pen } = drawn[at]!;
      return { features, image, boxClass: BOX_CLASSES.indexOf(DRAWN_MARKS[mark]), mark, pen };
    })
    .filter(isVisible);
};

/** False for a pale mark that the scan lost wholly: nothing can be learned from it. */
const isVisible = ({ features, mark }: MarkSample): boolean =>
  DRAWN_MARKS[mark] === 'empty' ||
  featureOf(features, 'faintShare') > 0.004 ||
  featureOf(features, 'ringSecondSide') > 0.1;
