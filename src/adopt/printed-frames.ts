import type { RectMm } from '../domain/geometry.ts';
import type { GrayImage } from '../domain/image.ts';

/** A rectangle that print encloses and that holds nothing, on a blank page. */
export interface PrintedFrame {
  /** Through the middles of its four printed lines, in the page frame. */
  readonly rectMm: RectMm;
}

/** The print of a blank page, pixel by pixel. */
export interface BlankPrint {
  /** 1 where there is print. */
  readonly dark: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly pxPerMm: number;
}

/** Print is darker than this share of white: the gray of a thin line that falls between two pixels still is. */
const PRINT_SHARE = 0.78;
/** Lines are broken by copying and by dotted drawing: gaps up to this are closed. */
const GAP_MM = 0.6;
/** The least empty side of a box, and what an enclosed area must fill of its own rectangle to be one. */
const LEAST_SIDE_MM = 1.6;
const LEAST_FILL = 0.9;
/** More print than this inside is words: a panel or a cell of a table. Specks of copies have less. */
const MOST_PRINT_INSIDE_MM2 = 0.6;
/** Lines are no thicker; what is darker beyond is a picture or a coloured area. */
export const MAX_LINE_MM = 0.9;

export const printOf = (page: GrayImage, pxPerMm: number): BlankPrint => {
  const { data, width, height } = page;
  const dark = new Uint8Array(width * height);
  for (let k = 0; k < dark.length; k++) if (data[k]! < 255 * PRINT_SHARE) dark[k] = 1;
  return { dark, width, height, pxPerMm };
};

/** Print grown by `reach` pixels to every side. */
const growPrint = ({ dark, width, height }: BlankPrint, reach: number): Uint8Array => {
  const across = new Uint8Array(dark.length);
  for (let y = 0; y < height; y++) {
    let until = -1;
    for (let x = 0; x < width + reach; x++) {
      if (x < width && dark[y * width + x] === 1) until = x + 2 * reach;
      const to = x - reach;
      if (to >= 0 && x <= until) across[y * width + to] = 1;
    }
  }
  const grown = new Uint8Array(dark.length);
  for (let x = 0; x < width; x++) {
    let until = -1;
    for (let y = 0; y < height + reach; y++) {
      if (y < height && across[y * width + x] === 1) until = y + 2 * reach;
      const to = y - reach;
      if (to >= 0 && y <= until) grown[to * width + x] = 1;
    }
  }
  return grown;
};

interface EmptyArea {
  readonly left: number;
  readonly top: number;
  /** One beyond the last. */
  readonly right: number;
  readonly bottom: number;
  readonly area: number;
}

/** The areas without print, each as its rectangle; those that touch the page's edge are left out. */
const emptyAreas = (dark: Uint8Array, width: number, height: number): EmptyArea[] => {
  const seen = Uint8Array.from(dark);
  const stack = new Int32Array(width * height);
  const areas: EmptyArea[] = [];
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] === 1) continue;
    let depth = 0;
    let area = 0;
    let left = width;
    let right = 0;
    let top = height;
    let bottom = 0;
    seen[start] = 1;
    stack[depth++] = start;
    const visit = (at: number): void => {
      if (seen[at] === 1) return;
      seen[at] = 1;
      stack[depth++] = at;
    };
    while (depth > 0) {
      const at = stack[--depth]!;
      const y = Math.floor(at / width);
      const x = at - y * width;
      area++;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      if (y >= bottom) bottom = y + 1;
      if (x > 0) visit(at - 1);
      if (x < width - 1) visit(at + 1);
      if (y > 0) visit(at - width);
      if (y < height - 1) visit(at + width);
    }
    if (left > 0 && top > 0 && right < width && bottom < height)
      areas.push({ left, top, right, bottom, area });
  }
  return areas;
};

/** Print within a frame, in square millimetres; what is near its lines does not count. */
const printInside = (
  { dark, width, pxPerMm }: BlankPrint,
  left: number,
  top: number,
  right: number,
  bottom: number,
): number => {
  const inset = Math.round(Math.min(1.5 * pxPerMm, (right - left) / 4, (bottom - top) / 4));
  let inked = 0;
  for (let y = top + inset; y < bottom - inset; y++) {
    for (let x = left + inset; x < right - inset; x++) inked += dark[y * width + x]!;
  }
  return inked / (pxPerMm * pxPerMm);
};

/** Every empty printed frame of a blank page, from top to bottom. */
export const findFrames = (print: BlankPrint): PrintedFrame[] => {
  const { dark, width, height, pxPerMm } = print;
  const reach = Math.max(1, Math.round((GAP_MM / 2) * pxPerMm));
  const least = LEAST_SIDE_MM * pxPerMm;
  const maxLine = Math.ceil(MAX_LINE_MM * pxPerMm);
  /** How many pixels the print beside an edge is thick, at most `maxLine`: the middle of many places along it. */
  const thicknessAt = (from: number, to: number, start: number, step: number, along: number): number => {
    const found: number[] = [];
    const stride = Math.max(1, Math.floor((to - from) / 15));
    for (let k = from + stride; k < to - stride; k += stride) {
      let at = start + k * along;
      let thick = 0;
      // The grown print may have eaten a little of the inside: the line begins up to two pixels further on.
      for (let skip = 0; skip < 2 && dark[at] === 0; skip++) at += step;
      while (thick < maxLine && at >= 0 && at < dark.length && dark[at] === 1) {
        thick++;
        at += step;
      }
      found.push(thick);
    }
    found.sort((one, other) => one - other);
    return found[found.length >> 1] ?? 0;
  };
  return emptyAreas(growPrint(print, reach), width, height).flatMap((empty): PrintedFrame[] => {
    const left = empty.left - reach;
    const top = empty.top - reach;
    const right = empty.right + reach;
    const bottom = empty.bottom + reach;
    if (right - left < least || bottom - top < least) return [];
    const filled = empty.area / ((empty.right - empty.left) * (empty.bottom - empty.top));
    if (filled < LEAST_FILL) return [];
    if (left < 1 || top < 1 || right >= width - 1 || bottom >= height - 1) return [];
    if (printInside(print, left, top, right, bottom) > MOST_PRINT_INSIDE_MM2) return [];
    const thick = {
      left: thicknessAt(top, bottom, left - 1, -1, width),
      right: thicknessAt(top, bottom, right, 1, width),
      top: thicknessAt(left, right, (top - 1) * width, -width, 1),
      bottom: thicknessAt(left, right, bottom * width, width, 1),
    };
    const sides = Object.values(thick);
    if (sides.filter((side) => side >= maxLine).length > 1) return [];
    const middle = (side: number): number => Math.min(side, maxLine - 1) / 2;
    const x = (left - middle(thick.left)) / pxPerMm;
    const y = (top - middle(thick.top)) / pxPerMm;
    return [
      {
        rectMm: {
          x,
          y,
          width: (right + middle(thick.right)) / pxPerMm - x,
          height: (bottom + middle(thick.bottom)) / pxPerMm - y,
        },
      },
    ];
  });
};
