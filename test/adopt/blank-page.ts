import type { RectMm } from '../../src/domain/geometry.ts';
import type { BlankPage } from '../../src/adopt/field-proposal.ts';
import { fillRect, type Drawing } from '../read/synthetic-page.ts';

/** Blank forms drawn line by line, at 8 px a mm. */
export const emptyPage = (): Drawing => ({
  data: new Float32Array(1680 * 2376),
  width: 1680,
  height: 2376,
  pxPerMm: 8,
});

/** A frame through the middles of whose lines `rect` goes; `gapMm` breaks them into dots. */
export const drawBox = (drawing: Drawing, rect: RectMm, line = 0.3, gapMm = 0): void => {
  const { x, y, width, height } = rect;
  const half = line / 2;
  const along = (from: number, to: number, draw: (start: number, length: number) => void): void => {
    if (gapMm === 0) draw(from - half, to - from + line);
    else for (let at = from; at < to; at += 2 * gapMm) draw(at, Math.min(gapMm, to - at));
  };
  along(x, x + width, (start, length) => {
    fillRect(drawing, { x: start, y: y - half, width: length, height: line });
    fillRect(drawing, { x: start, y: y + height - half, width: length, height: line });
  });
  along(y, y + height, (start, length) => {
    fillRect(drawing, { x: x - half, y: start, width: line, height: length });
    fillRect(drawing, { x: x + width - half, y: start, width: line, height: length });
  });
};

/** Strokes that stand for words. */
export const drawWords = (drawing: Drawing, x: number, y: number, width: number): void => {
  for (let at = x; at + 1.2 < x + width; at += 1.5) {
    fillRect(drawing, { x: at, y, width: 0.35, height: 2.4 });
    fillRect(drawing, { x: at, y: y + 1.1, width: 1, height: 0.3 });
  }
};

export const toBlankPage = ({ data, width, height, pxPerMm }: Drawing): BlankPage => ({
  page: 1,
  image: { data: Uint8Array.from(data, (ink) => 255 * (1 - ink)), width, height },
  pxPerMm,
});
