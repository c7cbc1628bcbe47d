import type { BoxInk } from './box-ink.ts';
import type { LocatedBox } from './box-location.ts';

/** What the mark network sees of a box: the box itself, and a margin in which marks overshoot and lines go round it. */
export const MARK_SIDE_PX = 28;
const BOX_PX = 18;
const MARGIN_PX = (MARK_SIDE_PX - BOX_PX) / 2;
/** A pixel is the mean of a grid of samples: a patch is up to twice as fine. */
const GRID = 2;

/**
 * The darkness in and around a box, row by row: 0 is bare paper, 1 the form's own solid black. The middle of the box's line lies
 * `MARGIN_PX` from every side, whatever the box's size and proportions; beyond the clear ring everything is 0.
 */
export const markImage = (ink: BoxInk, box: LocatedBox): Float32Array => {
  const { darkness, width, height, firstColumn, firstRow } = ink;
  const image = new Float32Array(MARK_SIDE_PX * MARK_SIDE_PX);
  const stepX = (box.right - box.left) / BOX_PX / GRID;
  const stepY = (box.bottom - box.top) / BOX_PX / GRID;
  const fromX = box.left - firstColumn - (MARGIN_PX * GRID - 0.5) * stepX - 0.5;
  const fromY = box.top - firstRow - (MARGIN_PX * GRID - 0.5) * stepY - 0.5;
  for (let subRow = 0; subRow < MARK_SIDE_PX * GRID; subRow++) {
    const y = fromY + subRow * stepY;
    const y0 = Math.floor(y);
    if (y0 < 0 || y0 >= height - 1) continue;
    const v = y - y0;
    const above = y0 * width;
    const out = (subRow >> 1) * MARK_SIDE_PX;
    for (let subColumn = 0; subColumn < MARK_SIDE_PX * GRID; subColumn++) {
      const x = fromX + subColumn * stepX;
      const x0 = Math.floor(x);
      if (x0 < 0 || x0 >= width - 1) continue;
      const u = x - x0;
      const at = above + x0;
      const top = darkness[at]! * (1 - u) + darkness[at + 1]! * u;
      const bottom = darkness[at + width]! * (1 - u) + darkness[at + width + 1]! * u;
      image[out + (subColumn >> 1)]! += (top * (1 - v) + bottom * v) / (GRID * GRID);
    }
  }
  return image;
};
