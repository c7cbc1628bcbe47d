import { boundingRectMm, growRectMm, type RectMm } from '../domain/geometry.ts';
import type { GrayImage } from '../domain/image.ts';
import type { LayoutField } from '../domain/layout.ts';

/** A light gray that no paper has: it is seen that something is hidden. */
const HIDDEN_LEVEL = 214;
/** How far beyond a box ink is hidden with it: boxes have at least 1.2 mm of clear paper around them, and crosses run over. */
const BEYOND_MM = 2;
/** Around the field's own boxes everything stays in sight. */
const OWN_MM = 1.2;

const partsOf = (field: LayoutField): readonly RectMm[] => {
  if (field.kind === 'choice') return field.boxes.map(({ rectMm }) => rectMm);
  const cells = field.cells ?? [];
  return field.kind === 'text' && field.rectMm !== undefined ? [...cells, field.rectMm] : cells;
};

/** Answers in digits and words are hidden with what is between their cells. */
const hiddenPartsOf = (field: LayoutField): readonly RectMm[] =>
  field.kind === 'choice' ? partsOf(field) : [boundingRectMm(partsOf(field))];

/** Calls `paint` with the pixels of `image` in each row of `rect`; `shown` is the part of the page that the image shows. */
const forRows = (
  image: GrayImage,
  shown: RectMm,
  rect: RectMm,
  paint: (from: number, to: number) => void,
): void => {
  const [x, y] = [image.width / shown.width, image.height / shown.height];
  const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, Math.round(value)));
  const left = clamp((rect.x - shown.x) * x, image.width);
  const right = clamp((rect.x + rect.width - shown.x) * x, image.width);
  const bottom = clamp((rect.y + rect.height - shown.y) * y, image.height);
  for (let row = clamp((rect.y - shown.y) * y, image.height); row < bottom; row++) {
    paint(row * image.width + left, row * image.width + right);
  }
};

/**
 * The picture of a field without what stands in the boxes of the page's other fields: whoever asks for one answer is shown
 * no other. `shown` is the part of the page, in mm, that `image` shows; `image` stays as it is.
 */
export const hideOtherFields = (
  image: GrayImage,
  shown: RectMm,
  field: LayoutField,
  others: readonly LayoutField[],
): GrayImage => {
  const data = Uint8Array.from(image.data);
  for (const rect of others.flatMap(hiddenPartsOf)) {
    forRows(image, shown, growRectMm(rect, BEYOND_MM), (from, to) => data.fill(HIDDEN_LEVEL, from, to));
  }
  for (const rect of partsOf(field)) {
    forRows(image, shown, growRectMm(rect, OWN_MM), (from, to) => {
      data.set(image.data.subarray(from, to), from);
    });
  }
  return { ...image, data };
};
