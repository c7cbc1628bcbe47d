import type { RectMm } from '../../domain/geometry.ts';
import type { PageView } from '../page-view.ts';
import { decodeGrid, FIXED_MODULES, GRID_SIZE } from './symbol-grid.ts';

/** What a symbol read straight through the page's homography says, and how far from its place it was found. */
export interface PrintedSymbol {
  readonly text: string;
  readonly shiftMm: { readonly x: number; readonly y: number };
}

/** Mean light fixed modules less mean dark ones, as a share of paper less ink: lower means there is no symbol here. */
const MIN_CONTRAST_SHARE = 0.3;
/** Points of each module that are averaged, from its centre, in modules. */
const SPREAD = 0.22;
const SEARCH_STEPS = 5;
const SEARCH_STEP_MM = 0.15;

const MODULES = GRID_SIZE * GRID_SIZE;
const levels = new Float32Array(MODULES);
const modules = new Uint8Array(MODULES);

/** Mean level of every module, or of fixed ones alone at one point each, with the symbol moved by (dx, dy) mm. */
const sampleModules = (view: PageView, rect: RectMm, dx: number, dy: number, fixedOnly: boolean): void => {
  const [h0, h1, h2, h3, h4, h5, h6, h7, h8] = view.pageMmToScanPx;
  const { data, width, height } = view.image;
  const stepX = rect.width / GRID_SIZE;
  const stepY = rect.height / GRID_SIZE;
  const reach = fixedOnly ? 0 : 1;
  for (let row = 0, at = 0; row < GRID_SIZE; row++) {
    for (let column = 0; column < GRID_SIZE; column++, at++) {
      if (fixedOnly && (FIXED_MODULES[at] as number) < 0) continue;
      let sum = 0;
      let count = 0;
      for (let ky = -reach; ky <= reach; ky++) {
        const my = rect.y + dy + (row + 0.5 + ky * SPREAD) * stepY;
        for (let kx = -reach; kx <= reach; kx++) {
          const mx = rect.x + dx + (column + 0.5 + kx * SPREAD) * stepX;
          const w = 1 / (h6 * mx + h7 * my + h8);
          const x = Math.floor((h0 * mx + h1 * my + h2) * w);
          const y = Math.floor((h3 * mx + h4 * my + h5) * w);
          if (x < 0 || y < 0 || x >= width || y >= height) continue;
          sum += data[y * width + x] as number;
          count++;
        }
      }
      levels[at] = count > 0 ? sum / count : view.paperLevel;
    }
  }
};

/** Mean level of the fixed patterns' light and dark modules, as last sampled. */
const meansOfFixed = (): { light: number; dark: number } => {
  let light = 0;
  let dark = 0;
  let lights = 0;
  let darks = 0;
  for (let at = 0; at < MODULES; at++) {
    const fixed = FIXED_MODULES[at] as number;
    if (fixed === 1) {
      dark += levels[at] as number;
      darks++;
    } else if (fixed === 0) {
      light += levels[at] as number;
      lights++;
    }
  }
  return { light: light / lights, dark: dark / darks };
};

const decodeAt = (view: PageView, rect: RectMm, dx: number, dy: number): string | null => {
  sampleModules(view, rect, dx, dy, false);
  const { light, dark } = meansOfFixed();
  if (light - dark < MIN_CONTRAST_SHARE * (view.paperLevel - view.inkLevel)) return null;
  const middle = (light + dark) / 2;
  for (let at = 0; at < MODULES; at++) modules[at] = (levels[at] as number) < middle ? 1 : 0;
  return decodeGrid(modules);
};

/**
 * Reads the symbol printed in `rect` (page frame) by looking at its modules where they must be: some 50 times
 * faster than finding it. First at its place, then where its fixed patterns fit best within 0.75 mm. Null where
 * that fails, as for symbols of other sizes.
 */
export const readPrintedSymbol = (view: PageView, rect: RectMm): PrintedSymbol | null => {
  const here = decodeAt(view, rect, 0, 0);
  if (here !== null) return { text: here, shiftMm: { x: 0, y: 0 } };
  let best = -Infinity;
  let x = 0;
  let y = 0;
  for (let ky = -SEARCH_STEPS; ky <= SEARCH_STEPS; ky++) {
    for (let kx = -SEARCH_STEPS; kx <= SEARCH_STEPS; kx++) {
      sampleModules(view, rect, kx * SEARCH_STEP_MM, ky * SEARCH_STEP_MM, true);
      const { light, dark } = meansOfFixed();
      if (light - dark > best) {
        best = light - dark;
        x = kx * SEARCH_STEP_MM;
        y = ky * SEARCH_STEP_MM;
      }
    }
  }
  if (best < MIN_CONTRAST_SHARE * (view.paperLevel - view.inkLevel)) return null;
  const text = decodeAt(view, rect, x, y);
  return text === null ? null : { text, shiftMm: { x, y } };
};
