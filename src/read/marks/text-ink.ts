import type { RectMm } from '../../domain/geometry.ts';
import type { FieldReading } from '../../domain/page-read.ts';
import type { PageView } from '../page-view.ts';
import { cutBoxPatch } from './box-patch.ts';

const PX_PER_MM = 5;
/** A hair, a speck and JPEG dirt are shorter than this; a written "1" is longer. */
const SHORTEST_STROKE_MM = 1.6;
/** Ruled lines and cell borders run straight for at least this long. */
const RULED_LINE_MM = 6;

/** Millimetres of written strokes in a page-frame rectangle; ruled lines, specks and gray haze do not count. */
export const writtenLengthMm = (view: PageView, rect: RectMm): number => {
  const patch = cutBoxPatch(view, rect, PX_PER_MM);
  const { data, width, height } = patch;
  const histogram = new Uint32Array(256);
  for (const level of data) histogram[level]!++;
  let left = data.length * 0.3;
  let paper = 255;
  while (paper > 0 && (left -= histogram[paper]!) > 0) paper--;
  const contrast = (view.paperLevel - view.inkLevel) / Math.max(1, view.paperLevel);
  const level = paper * (1 - 0.3 * contrast);
  const mask = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at++) mask[at] = data[at]! < level ? 1 : 0;
  removeRuns(mask, width, height, 1, width, Math.min(width * 0.6, RULED_LINE_MM * PX_PER_MM));
  removeRuns(mask, height, width, width, 1, Math.min(height * 0.9, RULED_LINE_MM * PX_PER_MM));
  return strokeLength(mask, width, height) / PX_PER_MM;
};

/** Clears runs of ink of at least `longest` pixels along one direction, one pixel of wobble allowed. */
const removeRuns = (
  mask: Uint8Array,
  along: number,
  across: number,
  stepAlong: number,
  stepAcross: number,
  longest: number,
): void => {
  for (let line = 0; line < across; line++) {
    let start = -1;
    let missing = 0;
    for (let i = 0; i <= along; i++) {
      const at = line * stepAcross + i * stepAlong;
      const near =
        i < along &&
        (mask[at]! > 0 ||
          (line > 0 && mask[at - stepAcross]! > 0) ||
          (line + 1 < across && mask[at + stepAcross]! > 0));
      if (near) {
        if (start < 0) start = i;
        missing = 0;
      } else if (start >= 0 && (++missing > 2 || i === along)) {
        if (i - missing - start >= longest) {
          for (let clear = start; clear < i; clear++) {
            const from = line * stepAcross + clear * stepAlong;
            if (mask[from] === 1) mask[from] = 2;
          }
        }
        start = -1;
        missing = 0;
      }
    }
  }
  for (let at = 0; at < mask.length; at++) if (mask[at] === 2) mask[at] = 0;
};

const strokeLength = (mask: Uint8Array, width: number, height: number): number => {
  const stack: number[] = [];
  let total = 0;
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] !== 1) continue;
    let minX = width;
    let maxX = 0;
    let minY = height;
    let maxY = 0;
    let size = 0;
    mask[start] = 0;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      size++;
      if (x < minX) minX = x;
      if (x > maxX) maxX = x;
      if (y < minY) minY = y;
      if (y > maxY) maxY = y;
      for (let down = -1; down <= 1; down++) {
        if (y + down < 0 || y + down >= height) continue;
        for (let side = -1; side <= 1; side++) {
          if (x + side < 0 || x + side >= width) continue;
          const next = at + down * width + side;
          if (mask[next] === 1) {
            mask[next] = 0;
            stack.push(next);
          }
        }
      }
    }
    const span = Math.hypot(maxX - minX + 1, maxY - minY + 1);
    if (span >= SHORTEST_STROKE_MM * PX_PER_MM && size >= span * 0.8) total += Math.max(span, size / 2.5);
  }
  return total;
};

/** A reading for a field of handwriting: blank, or something for a person to transcribe. */
export const readTextField = (view: PageView, rects: readonly RectMm[]): FieldReading => {
  const lengthMm = rects.reduce((sum, rect) => sum + writtenLengthMm(view, rect), 0);
  return lengthMm < SHORTEST_STROKE_MM
    ? { state: 'blank', value: null, confidence: 0.9995, review: false }
    : { state: 'unclear', value: null, confidence: 0.5, review: true, reasons: ['text-to-transcribe'] };
};
