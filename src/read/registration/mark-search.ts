import { growRectMm, type PointPx, type RectMm } from '../../domain/geometry.ts';
import type { PageView } from '../page-view.ts';
import { projectMm, samplePatch } from '../page-view.ts';

/** Coarse enough to be quick, fine enough for a 3 mm mark. */
const SEARCH_PX_PER_MM = 4;
/** Inner part of the mark that must be dark and the ring around it that must be light, mm from its edge. */
const INNER_MM = 0.5;
const RING_MM = 1;
/** Ring less inside, as a share of the ring: a mark in shadow, crossed by a stroke or on a smudge still has this much. */
const MIN_CONTRAST_SHARE = 0.5;
/** Ring less inside in levels, below which all is dark: off the page, in a black border. */
const MIN_CONTRAST = 30;

const secondLeast = (a: number, b: number, c: number, d: number): number => {
  // Of each pair the lesser may be the least of all; the second is among the other lesser one and the greater ones.
  const lessAB = Math.min(a, b);
  const lessCD = Math.min(c, d);
  return Math.min(Math.max(lessAB, lessCD), lessAB < lessCD ? Math.max(a, b) : Math.max(c, d));
};

/**
 * Where in scan px the centre of the printed mark `rect` is, looked for up to `radiusMm` from where the view puts it:
 * the place where its square is darkest beside its surroundings. One of its sides may touch something dark. Null where there is none.
 */
export const searchMark = (view: PageView, rect: RectMm, radiusMm: number): PointPx | null => {
  const zone = growRectMm(rect, radiusMm + RING_MM);
  const patch = samplePatch(view, zone, SEARCH_PX_PER_MM);
  const { data, width, height } = patch;
  const scaleX = width / zone.width;
  const scaleY = height / zone.height;
  const stride = width + 1;
  const integral = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let sum = 0;
    for (let x = 0; x < width; x++) {
      sum += data[y * width + x] as number;
      integral[(y + 1) * stride + x + 1] = (integral[y * stride + x + 1] as number) + sum;
    }
  }
  const sumOf = (left: number, top: number, right: number, bottom: number): number =>
    (integral[bottom * stride + right] as number) -
    (integral[top * stride + right] as number) -
    (integral[bottom * stride + left] as number) +
    (integral[top * stride + left] as number);
  const markX = Math.round(rect.width * scaleX);
  const markY = Math.round(rect.height * scaleY);
  const inner = Math.round(INNER_MM * scaleX);
  const ring = Math.round(RING_MM * scaleX);
  let best = MIN_CONTRAST_SHARE;
  let found: PointPx | null = null;
  for (let top = ring; top + markY + ring <= height; top++) {
    for (let left = ring; left + markX + ring <= width; left++) {
      const inside =
        sumOf(left + inner, top + inner, left + markX - inner, top + markY - inner) /
        ((markX - 2 * inner) * (markY - 2 * inner));
      const above = sumOf(left, top - ring, left + markX, top) / (markX * ring);
      const below = sumOf(left, top + markY, left + markX, top + markY + ring) / (markX * ring);
      const before = sumOf(left - ring, top, left, top + markY) / (markY * ring);
      const after = sumOf(left + markX, top, left + markX + ring, top + markY) / (markY * ring);
      // One side may be dark: a mark that touches a black border or a stroke.
      const around = secondLeast(above, below, before, after);
      if (around - inside > MIN_CONTRAST && around - inside > best * around) {
        best = (around - inside) / around;
        found = { x: left + markX / 2, y: top + markY / 2 };
      }
    }
  }
  if (found === null) return null;
  return projectMm(view.pageMmToScanPx, { x: zone.x + found.x / scaleX, y: zone.y + found.y / scaleY });
};
