import type { ChoiceField } from '../../../domain/layout.ts';
import type { BoxFeatures } from '../box-features.ts';
import { BOX_CLASSES, type BoxClass } from '../mark-model.ts';
import { measurePageBoxes } from '../page-boxes.ts';
import { drawConditions, drawPage, type BoxToDraw, type FieldToDraw } from './drawn-page.ts';
import { Dice, DRAWN_MARKS, type DrawnMark, type PenKind } from './drawn-strokes.ts';

export interface MarkSample {
  readonly features: BoxFeatures;
  /** Index in `BOX_CLASSES`. */
  readonly boxClass: number;
  readonly mark: DrawnMark;
  readonly pen: PenKind;
}

/** How often each mark is drawn for training: far more often than people do, so that rare ones are learned too. */
const MARK_SHARES: readonly (readonly [DrawnMark, number])[] = [
  ['nothing', 0.46],
  ['cross', 0.09],
  ['thick-cross', 0.06],
  ['tick', 0.06],
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

const PEN_SHARES: readonly (readonly [PenKind, number])[] = [
  ['ballpoint', 0.5],
  ['gel', 0.2],
  ['felt', 0.08],
  ['pencil', 0.15],
  ['hard-pencil', 0.07],
];

/** A page of 12 rows of boxes, marked at random, measured as reading measures it. */
export const drawSamples = (seed: number): MarkSample[] => {
  const dice = new Dice(seed);
  const conditions = drawConditions(dice, dice.chance(0.4));
  const columns = dice.whole(3, 8);
  const fields = Array.from({ length: 12 }, (_, row): FieldToDraw => ({
    variable: `row${row}`,
    multiple: true,
    boxes: Array.from({ length: columns }, (): BoxToDraw => {
      const pen = drawShare(dice, PEN_SHARES);
      // A bilevel scan may lose a pencil's mark wholly; nothing can be learned from that.
      const visible = conditions.bilevel && pen.endsWith('pencil') ? 'ballpoint' : pen;
      return { mark: drawShare(dice, MARK_SHARES), pen: visible };
    }),
  }));
  const { view, page } = drawPage(seed, conditions, fields);
  const boxes = page.fields.flatMap((field) => (field as ChoiceField).boxes);
  const drawn = fields.flatMap((field) => field.boxes);
  return measurePageBoxes(
    view,
    boxes.map(({ rectMm }) => rectMm),
  ).map(({ features }, at) => {
    const { mark, pen } = drawn[at]!;
    const boxClass: BoxClass = DRAWN_MARKS[mark];
    return { features, boxClass: BOX_CLASSES.indexOf(boxClass), mark, pen };
  });
};
