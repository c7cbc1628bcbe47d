import { growRectMm, type RectMm } from '../../domain/geometry.ts';
import { parsePageCode, type PageCode } from '../../domain/page-code.ts';
import { cornersOfRectMm, projectMm, samplePatch, type PageView } from '../page-view.ts';
import type { Correspondence } from '../registration/homography.ts';
import type { CodeDecoder } from './code-decoder.ts';
import { readPrintedSymbol } from './printed-symbol.ts';

/** A page code that was read where the layout says one is printed. */
export interface PlacedPageCode {
  readonly code: PageCode;
  /** Which of the layout's codes, from 0. */
  readonly index: number;
  /** Its four corners as the layout and as the scan have them. */
  readonly corners: readonly Correspondence[];
  /** Mean distance between the two, in mm. */
  readonly offsetMm: number;
}

/** Margins tried around a code, mm: room for its quiet zone first, then for pages that lie a little otherwise. */
const MARGINS_MM = [2.2, 7] as const;
/** Six pixels a module for the smallest symbols used here (21 to 29 modules). */
const CODE_SIDE_PX = 150;
/** A code read farther than this from its place shows that the page is not placed (turned, mirrored, another form). */
const MAX_OFFSET_MM = 6;

let patchMemory = new Uint8Array(0);

const memoryFor = (size: number): Uint8Array => {
  if (patchMemory.length < size) patchMemory = new Uint8Array(size);
  return patchMemory;
};

/** How precisely a code's corner is found beside a registration mark's corner. */
const CODE_CORNER_WEIGHT = 0.05;

/** Reads the page code printed in `rect`, or says what else is there. */
const readCodeAt = (
  decoder: CodeDecoder,
  view: PageView,
  rect: RectMm,
  index: number,
  marginMm: number,
  thorough: boolean,
): PlacedPageCode | null => {
  const zone = growRectMm(rect, marginMm);
  const pxPerMm = CODE_SIDE_PX / rect.width;
  const memory = memoryFor(Math.ceil(zone.width * pxPerMm + 1) * Math.ceil(zone.height * pxPerMm + 1));
  const patch = samplePatch(view, zone, pxPerMm, memory);
  for (const found of decoder.decode(patch, thorough)) {
    const parse = parsePageCode(found.text);
    if (!parse.ok || found.mirrored) continue;
    let offset = 0;
    const corners = cornersOfRectMm(rect).map((mm, k) => {
      const corner = found.corners[k as 0 | 1 | 2 | 3];
      const seen = {
        x: zone.x + (corner.x * zone.width) / patch.width,
        y: zone.y + (corner.y * zone.height) / patch.height,
      };
      offset += Math.hypot(seen.x - mm.x, seen.y - mm.y) / 4;
      return { mm, px: projectMm(view.pageMmToScanPx, seen), weight: CODE_CORNER_WEIGHT };
    });
    if (offset > MAX_OFFSET_MM) continue;
    return { code: parse.code, index, corners, offsetMm: offset };
  }
  return null;
};

/** A code read straight through the homography. */
const readSymbolAt = (view: PageView, rect: RectMm, index: number): PlacedPageCode | null => {
  const symbol = readPrintedSymbol(view, rect);
  if (symbol === null) return null;
  const parse = parsePageCode(symbol.text);
  if (!parse.ok) return null;
  const { x, y } = symbol.shiftMm;
  const corners = cornersOfRectMm(rect).map((mm) => ({
    mm,
    px: projectMm(view.pageMmToScanPx, { x: mm.x + x, y: mm.y + y }),
    weight: CODE_CORNER_WEIGHT,
  }));
  return { code: parse.code, index, corners, offsetMm: Math.hypot(x, y) };
};

export interface CodeSearch {
  /** Where the straight look at the printed places fails, look for the codes around them. */
  readonly thorough: boolean;
  /** The codes' places matter as well as what they say: they stand in for registration marks. */
  readonly exact: boolean;
}

/** All page codes that can be read where `rects` (page frame) says they are printed, cheapest way first. */
export const findPageCodes = (
  decoder: CodeDecoder,
  view: PageView,
  rects: readonly RectMm[],
  { thorough, exact }: CodeSearch,
): PlacedPageCode[] => {
  const look = (marginMm: number, hard: boolean): PlacedPageCode[] =>
    rects.flatMap((rect, index) => readCodeAt(decoder, view, rect, index, marginMm, hard) ?? []);
  const straight = rects.flatMap((rect, index) => readSymbolAt(view, rect, index) ?? []);
  if (straight.length > 0 && !exact) return straight;
  if (straight.length === 0 && !thorough) return [];
  const quick = look(MARGINS_MM[0], false);
  if (quick.length > 0) return quick;
  if (straight.length > 0) return straight;
  return look(MARGINS_MM[1], true);
};
