/** Which of two pages that look much alike a scan shows: decided where their print differs, and only there. */
import { MM_PER_INCH, type PointMm } from '../../domain/geometry.ts';
import type { GrayImage } from '../../domain/image.ts';
import type { Homography } from '../../domain/page-read.ts';
import { projectMm, type PageReference } from '../page-view.ts';
import { cutPatch } from './page-patches.ts';
import { likenessOver } from './patch-refinement.ts';
import { sampleSquare } from './resampling.ts';
import { averageBy, type ScanMap } from './scan-map.ts';

/** Squares of the page that are compared, one beside the other: 10 mm in pixels of half a millimetre. */
const TILE_PX = 20;
const PIXEL_MM = 0.5;
/** A tile is looked for within 1 mm of where the map has it: paper curls. */
const REACH_PX = 2;
const WINDOW_SIDE = TILE_PX + 2 * REACH_PX;
const SAMPLES = 2;
/** Standard deviation in gray levels above which a tile of a blank has print, and below which it is bare. */
const PRINTED = 14;
const BARE = 3;
/** Two blanks differ in a tile where their likeness there is below this. */
const SAME_LIKENESS = 0.75;
/** How like one blank the scan must be, and how much more than the other, to speak for it. */
const LIKE = 0.5;
const MORE_LIKE = 0.25;
/** Where one blank has print and the other none: less like than this, the print is not there. */
const ABSENT = 0.2;
/** Tiles that must speak for a page, and the share of them that may speak for the other: handwriting hides some. */
const LEAST_VOTES = 3;
const MOST_AGAINST = 0.2;

/** A first glance looks at every so many tiles; prime, so that it meets all columns. */
const GLANCE_STEP = 5;

interface Tile {
  /** Gray values without their mean, of length 1 altogether. */
  readonly values: Float32Array;
  readonly deviation: number;
}

/** A page's print, row by row in tiles; what a tile is made of is worked out when it is first asked for. */
export interface TiledPage {
  readonly columns: number;
  readonly rows: number;
  readonly pixelMm: number;
  tileAt(index: number): Tile;
  /** The tile and `REACH_PX` around it; paper beyond the page's edges. */
  surroundingsOf(index: number): Float32Array;
}

const deviationOf = ({ data, width }: GrayImage, left: number, top: number): number => {
  let sum = 0;
  let square = 0;
  for (let y = top; y < top + TILE_PX; y++) {
    for (let x = left; x < left + TILE_PX; x++) {
      const value = data[y * width + x]!;
      sum += value;
      square += value * value;
    }
  }
  const area = TILE_PX ** 2;
  return Math.sqrt(Math.max(0, square / area - (sum / area) ** 2));
};

export const tilePage = ({ image: blank, dpi }: PageReference): TiledPage => {
  const step = Math.max(1, Math.round((PIXEL_MM * dpi) / MM_PER_INCH));
  const pixelMm = (step * MM_PER_INCH) / dpi;
  const image = averageBy(blank, step);
  const columns = Math.floor(image.width / TILE_PX);
  const rows = Math.floor(image.height / TILE_PX);
  const leftOf = (index: number): number => (index % columns) * TILE_PX;
  const topOf = (index: number): number => Math.floor(index / columns) * TILE_PX;
  return {
    columns,
    rows,
    pixelMm,
    tileAt(index) {
      const left = leftOf(index);
      const top = topOf(index);
      const { values } = cutPatch(image, { patchPx: TILE_PX, pixelMm }, left, top);
      return { values, deviation: deviationOf(image, left, top) };
    },
    surroundingsOf(index) {
      const { data, width, height } = image;
      const window = new Float32Array(WINDOW_SIDE ** 2);
      for (let y = 0, at = 0; y < WINDOW_SIDE; y++) {
        for (let x = 0; x < WINDOW_SIDE; x++, at++) {
          const px = leftOf(index) - REACH_PX + x;
          const py = topOf(index) - REACH_PX + y;
          window[at] = px < 0 || py < 0 || px >= width || py >= height ? 255 : data[py * width + px]!;
        }
      }
      return window;
    },
  };
};

/** A scan in the tiles of the pages that it may show, through one map of the page; null where the scan does not hold one. */
export type ScanTiles = (index: number) => Float32Array | null;

export const tileScan = (
  map: ScanMap,
  h: Homography,
  { columns, pixelMm }: Pick<TiledPage, 'columns' | 'pixelMm'>,
): ScanTiles => {
  const known = new Map<number, Float32Array | null>();
  const sample = (index: number): Float32Array | null => {
    const left = (index % columns) * TILE_PX - REACH_PX;
    const top = Math.floor(index / columns) * TILE_PX - REACH_PX;
    const corner = (x: number, y: number): PointMm => ({ x: (left + x) * pixelMm, y: (top + y) * pixelMm });
    const a = projectMm(h, corner(0, 0));
    const b = projectMm(h, corner(WINDOW_SIDE, 0));
    const c = projectMm(h, corner(0, WINDOW_SIDE));
    const square = {
      x: a.x,
      y: a.y,
      xByX: (b.x - a.x) / WINDOW_SIDE,
      yByX: (b.y - a.y) / WINDOW_SIDE,
      xByY: (c.x - a.x) / WINDOW_SIDE,
      yByY: (c.y - a.y) / WINDOW_SIDE,
    };
    const window = new Float32Array(WINDOW_SIDE ** 2);
    const { image, step } = map.fine;
    return sampleSquare(image, step, square, WINDOW_SIDE, SAMPLES, window) ? window : null;
  };
  return (index) => {
    let window = known.get(index);
    if (window === undefined) {
      window = sample(index);
      known.set(index, window);
    }
    return window;
  };
};

const bestLikeness = (window: Float32Array, tile: Tile): number =>
  likenessOver(window, tile, TILE_PX, REACH_PX).reduce((best, one) => Math.max(best, one), -1);

/** How much the scan looks like the page, -1..1: the mean over some of its tiles with print. */
export const likenessOf = (page: TiledPage, scan: ScanTiles): number => {
  let sum = 0;
  let tiles = 0;
  for (let index = 0; index < page.columns * page.rows; index += GLANCE_STEP) {
    const tile = page.tileAt(index);
    if (tile.deviation < PRINTED) continue;
    const window = scan(index);
    if (window !== null) sum += bestLikeness(window, tile);
    tiles++;
  }
  return sum / Math.max(1, tiles);
};

/** 1: the scan speaks for `one` here, -1 for `other`, 0 for neither. */
const voteOf = (window: Float32Array, one: Tile, other: Tile): -1 | 0 | 1 => {
  const likeOne = one.deviation < BARE ? 0 : bestLikeness(window, one);
  const likeOther = other.deviation < BARE ? 0 : bestLikeness(window, other);
  if (other.deviation < BARE) return likeOne > LIKE ? 1 : likeOne < ABSENT ? -1 : 0;
  if (one.deviation < BARE) return likeOther > LIKE ? -1 : likeOther < ABSENT ? 1 : 0;
  if (likeOne > LIKE && likeOne - likeOther > MORE_LIKE) return 1;
  return likeOther > LIKE && likeOther - likeOne > MORE_LIKE ? -1 : 0;
};

const differ = (one: Tile, other: Tile, aroundOther: () => Float32Array): boolean => {
  if (one.deviation < PRINTED && other.deviation < PRINTED) return false;
  if (one.deviation < BARE || other.deviation < BARE) return true;
  return bestLikeness(aroundOther(), one) < SAME_LIKENESS;
};

/**
 * Which of two pages the scan shows; `neither` where their print does not differ, or the scan does not say.
 */
export const tellApart = (scan: ScanTiles, one: TiledPage, other: TiledPage): 'one' | 'other' | 'neither' => {
  if (one.columns !== other.columns || one.rows !== other.rows || one.pixelMm !== other.pixelMm) {
    return 'neither';
  }
  let forOne = 0;
  let forOther = 0;
  for (let index = 0; index < one.columns * one.rows; index++) {
    const tile = one.tileAt(index);
    const second = other.tileAt(index);
    if (!differ(tile, second, () => other.surroundingsOf(index))) continue;
    const window = scan(index);
    if (window === null) continue;
    const vote = voteOf(window, tile, second);
    if (vote > 0) forOne++;
    else if (vote < 0) forOther++;
  }
  if (forOne >= LEAST_VOTES && forOther <= MOST_AGAINST * forOne) return 'one';
  return forOther >= LEAST_VOTES && forOne <= MOST_AGAINST * forOther ? 'other' : 'neither';
};
