import { growRectMm, type RectMm } from '../../domain/geometry.ts';
import type { FieldReading } from '../../domain/page-read.ts';
import type { PageView } from '../page-view.ts';
import { cutBoxPatch, patchSlab } from './box-patch.ts';
import { NO_SHIFT } from './shift-field.ts';

const PX_PER_MM = 5;
/** Specks and dust are smaller than this; a broken pencil stroke's pieces are longer. */
const SMALLEST_PIECE_MM = 0.8;
/** A written "1" is longer in all. */
const SHORTEST_WRITING_MM = 2;
/** Ruled lines and cell borders run straight for at least this long. */
const RULED_LINE_MM = 6;
/** The printed line around a field, its blur, and a field found a little beside its place. */
const EDGE_MM = 0.6;
/**
 * A stroke is at least this dark all along, and this dark somewhere, as shares of solid black: set by pale pencil on the
 * drawn sheets (0.2 to 0.36), with what shines through from the back (to 0.16, blurred) below it.
 */
const PALE = 0.1;
const DARK_SOMEWHERE = 0.2;

/**
 * What measuring works in; it is the same for every field and never seen from outside. A field takes a megabyte and more, which
 * lies outside the engine's heap, where it is late to collect it.
 */
let scratch = { slab: patchSlab(0), marks: new Uint8Array(0) };
const scratchFor = (pixels: number): typeof scratch => {
  const size = Math.ceil(pixels);
  if (scratch.slab.data.length < size) scratch = { slab: patchSlab(size), marks: new Uint8Array(2 * size) };
  return scratch;
};

/** Millimetres of written strokes in a page-frame rectangle; its printed edge, ruled lines, specks and haze do not count. */
export const writtenLengthMm = (view: PageView, rect: RectMm): number => {
  const edge = Math.min(EDGE_MM, rect.width / 5, rect.height / 5);
  const window = growRectMm(rect, -edge);
  const { slab, marks } = scratchFor((window.width * PX_PER_MM + 1) * (window.height * PX_PER_MM + 1));
  slab.used = 0;
  const { data, width, height } = cutBoxPatch(view, window, PX_PER_MM, NO_SHIFT, false, slab);
  const contrast = Math.max(20, view.paperLevel - view.inkLevel) / Math.max(1, view.paperLevel);
  const mask = marks.subarray(0, data.length).fill(0);
  const dark = marks.subarray(data.length, 2 * data.length).fill(0);
  // The paper's level stripe by stripe, because light is uneven over a field as wide as the page.
  const stripe = 8 * PX_PER_MM;
  let isDarkSomewhere = false;
  for (let from = 0; from < width; from += stripe) {
    const to = Math.min(width, from + stripe);
    countLevels(data, width, height, from, to);
    const paper = paperLevel((to - from) * height);
    // Levels below these are ink; most stripes have none, and need no second look.
    const paleBelow = levelOfDarkness(PALE, paper, contrast);
    const darkBelow = levelOfDarkness(DARK_SOMEWHERE, paper, contrast);
    if (!LEVELS.subarray(0, paleBelow).some((count) => count > 0)) continue;
    for (let row = 0; row < height; row++) {
      for (let at = row * width + from, end = row * width + to; at < end; at++) {
        const level = data[at]!;
        if (level >= paleBelow) continue;
        mask[at] = 1;
        if (level >= darkBelow) continue;
        dark[at] = 1;
        isDarkSomewhere = true;
      }
    }
  }
  if (!isDarkSomewhere) return 0;
  removeRuns(mask, width, height, 1, width, Math.min(width * 0.6, RULED_LINE_MM * PX_PER_MM));
  removeRuns(mask, height, width, width, 1, Math.min(height * 0.9, RULED_LINE_MM * PX_PER_MM));
  return strokeLength(mask, dark, width, height) / PX_PER_MM;
};

/** Counts of gray levels in the stripe that is looked at. */
const LEVELS = new Uint32Array(256);

const countLevels = (data: Uint8Array, width: number, height: number, from: number, to: number): void => {
  LEVELS.fill(0);
  for (let row = 0; row < height; row++) {
    for (let at = row * width + from, end = row * width + to; at < end; at++) LEVELS[data[at]!]!++;
  }
};

/** Bare paper's level by `LEVELS`, which counts so many pixels. */
const paperLevel = (pixels: number): number => {
  let left = pixels * 0.35;
  let paper = 255;
  while (paper > 16 && (left -= LEVELS[paper]!) > 0) paper--;
  return paper;
};

/** The lowest gray level that is not darker than `share` of solid black on this paper. */
const levelOfDarkness = (share: number, paper: number, contrast: number): number => {
  let level = 0;
  while (level < 256 && (paper - level) / (paper * contrast) > share) level++;
  return level;
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

const strokeLength = (mask: Uint8Array, dark: Uint8Array, width: number, height: number): number => {
  const stack: number[] = [];
  let total = 0;
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] !== 1) continue;
    let minX = width;
    let maxX = 0;
    let minY = height;
    let maxY = 0;
    let size = 0;
    let darkCount = 0;
    mask[start] = 0;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      size++;
      darkCount += dark[at]!;
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
    if (span >= SMALLEST_PIECE_MM * PX_PER_MM && darkCount > 0) total += Math.max(span, size / 2.5);
  }
  return total;
};

/** A reading for a field of handwriting: blank, or something for a person to transcribe. */
export const readTextField = (view: PageView, rects: readonly RectMm[]): FieldReading => {
  const lengthMm = rects.reduce((sum, rect) => sum + writtenLengthMm(view, rect), 0);
  return lengthMm < SHORTEST_WRITING_MM
    ? { state: 'blank', value: null, confidence: 0.9995, review: false }
    : { state: 'unclear', value: null, confidence: 0.5, review: true, reasons: ['text-to-transcribe'] };
};
