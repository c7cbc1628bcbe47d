import { MM_PER_INCH, type RectMm } from '../../domain/geometry.ts';
import type { LayoutPage } from '../../domain/layout.ts';
import type { PageReference } from '../page-view.ts';

/** How far outside and inside a rectangle's edge its printed line is looked for; inside at most this share of the box. */
const OUTSIDE_MM = 1.1;
const INSIDE_MM = 0.5;
const INSIDE_SHARE = 0.2;
/** A line darkens the paper by at least this share of white, on at least this share of the edge's length. */
const LINE_DARKNESS = 0.3;
const LINE_COVERAGE = 0.75;
/** Ends of an edge that are left out: corners, and what reaches in from other edges, in parts of the edge. */
const CORNER_SHARE = 0.15;
/** Print of a line spreads over its neighbours: middles within this of each other are one line. */
const SAME_LINE_MM = 0.35;
/** Where fewer boxes than this have four printed lines, the form's boxes are drawn otherwise and stay as they are. */
const LEAST_FRAMED_SHARE = 0.5;

type Side = 'left' | 'right' | 'top' | 'bottom';
const SIDES: readonly Side[] = ['left', 'right', 'top', 'bottom'];

/** How far each edge moves outwards (negative: inwards) to its printed line, in mm; null where there is none. */
type Frame = Readonly<Record<Side, number | null>>;

/** Mean darkness and share of dark pixels across one edge, at steps of a pixel along the direction outwards. */
const lineOutwardsMm = (reference: PageReference, rect: RectMm, side: Side): number | null => {
  const { image, dpi } = reference;
  const pxPerMm = dpi / MM_PER_INCH;
  const upright = side === 'left' || side === 'right';
  const outwards = side === 'left' || side === 'top' ? -1 : 1;
  const edgePx =
    pxPerMm *
    (side === 'left'
      ? rect.x
      : side === 'right'
        ? rect.x + rect.width
        : side === 'top'
          ? rect.y
          : rect.y + rect.height);
  const start = upright ? rect.y : rect.x;
  const length = upright ? rect.height : rect.width;
  const from = Math.ceil((start + CORNER_SHARE * length) * pxPerMm);
  const to = Math.floor((start + (1 - CORNER_SHARE) * length) * pxPerMm);
  const across = upright ? rect.width : rect.height;
  const outside = OUTSIDE_MM * pxPerMm;
  const inside = Math.min(INSIDE_MM, INSIDE_SHARE * across) * pxPerMm;
  if (to <= from) return null;
  const darknessAt = (line: number): { readonly darkness: number; readonly coverage: number } => {
    let sum = 0;
    let dark = 0;
    for (let k = from; k < to; k++) {
      const x = upright ? line : k;
      const y = upright ? k : line;
      if (x < 0 || y < 0 || x >= image.width || y >= image.height) return { darkness: 0, coverage: 0 };
      const darkness = 1 - image.data[y * image.width + x]! / 255;
      sum += darkness;
      if (darkness > LINE_DARKNESS) dark++;
    }
    return { darkness: sum / (to - from), coverage: dark / (to - from) };
  };
  const first = Math.floor(Math.min(edgePx - outwards * inside, edgePx + outwards * outside));
  const last = Math.ceil(Math.max(edgePx - outwards * inside, edgePx + outwards * outside));
  let nearest: number | null = null;
  for (let line = first; line <= last; line++) {
    if (darknessAt(line).coverage < LINE_COVERAGE) continue;
    // The line's middle: the weight of the darkness in it and beside it.
    const reach = Math.max(1, Math.round(SAME_LINE_MM * pxPerMm));
    let weights = 0;
    let moment = 0;
    for (let k = line - 1; k <= line + reach; k++) {
      const { darkness } = darknessAt(k);
      if (darkness < LINE_DARKNESS / 2) {
        if (k > line) break;
        continue;
      }
      weights += darkness;
      moment += darkness * (k + 0.5);
    }
    const off = (moment / weights - edgePx) * outwards;
    if (nearest === null || Math.abs(off) < Math.abs(nearest)) nearest = off;
    line += reach;
  }
  return nearest === null ? null : nearest / pxPerMm;
};

const middleOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? 0;
};

/**
 * The page with its choice boxes where the blank shows their printed lines: layouts that were measured by hand give
 * sometimes the inside of a box, sometimes its frame, and reading needs to know which lines are print. A side whose line
 * does not show moves as that side of like boxes does. Where most boxes have no lines, the page comes as it is.
 */
export const fitBoxesToPrint = (page: LayoutPage, reference: PageReference): LayoutPage => {
  const rects = page.fields.flatMap((field) =>
    field.kind === 'choice' ? field.boxes.map(({ rectMm }) => rectMm) : [],
  );
  const frames = new Map(
    rects.map((rect): [RectMm, Frame] => [
      rect,
      {
        left: lineOutwardsMm(reference, rect, 'left'),
        right: lineOutwardsMm(reference, rect, 'right'),
        top: lineOutwardsMm(reference, rect, 'top'),
        bottom: lineOutwardsMm(reference, rect, 'bottom'),
      },
    ]),
  );
  const framed = [...frames.values()].filter((frame) => SIDES.every((side) => frame[side] !== null));
  if (framed.length < LEAST_FRAMED_SHARE * rects.length) return page;
  const sizeOf = (rect: RectMm): string => `${rect.width.toFixed(1)}x${rect.height.toFixed(1)}`;
  const usual = new Map<string, number>();
  const usualMove = (rect: RectMm, side: Side): number => {
    const key = `${sizeOf(rect)} ${side}`;
    let move = usual.get(key);
    if (move === undefined) {
      const alike = rects.filter((other) => sizeOf(other) === sizeOf(rect));
      move = middleOf(alike.flatMap((other) => frames.get(other)?.[side] ?? []));
      usual.set(key, move);
    }
    return move;
  };
  const fit = (rect: RectMm): RectMm => {
    const move = (side: Side): number => frames.get(rect)?.[side] ?? usualMove(rect, side);
    const left = move('left');
    const top = move('top');
    return {
      x: rect.x - left,
      y: rect.y - top,
      width: rect.width + left + move('right'),
      height: rect.height + top + move('bottom'),
    };
  };
  return {
    ...page,
    fields: page.fields.map((field) =>
      field.kind === 'choice'
        ? { ...field, boxes: field.boxes.map((box) => ({ ...box, rectMm: fit(box.rectMm) })) }
        : field,
    ),
  };
};
