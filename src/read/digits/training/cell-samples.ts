import { frameDigit, type InkPatch } from '../digit-image.ts';
import { NOT_A_DIGIT } from '../digit-network.ts';
import { drawDigit, drawNonsense, type Stroke } from './drawn-digits.ts';
import type { LabelledDigits } from './mnist.ts';
import { damageCell } from './scan-damage.ts';
import type { SeededRandom } from './seeded-random.ts';
import { smoothField, type SmoothField } from './smooth-field.ts';

/**
 * Training samples made as reading makes them: ink in a printed cell, the frame taken away with what it leaves behind,
 * then framed by `frameDigit`. The patch has the size that `read-digits-field.ts` cuts: a cell with a margin around it.
 */
const CELL_WIDTH_PX = 36;
const CELL_HEIGHT_PX = 44;
const MARGIN_PX = 4;
const WIDTH_PX = CELL_WIDTH_PX + 2 * MARGIN_PX;
const HEIGHT_PX = CELL_HEIGHT_PX + 2 * MARGIN_PX;

export interface LabelledSample {
  readonly pixels: Float32Array;
  readonly label: number;
}

const emptyPatch = (): InkPatch => ({
  data: new Float32Array(WIDTH_PX * HEIGHT_PX),
  width: WIDTH_PX,
  height: HEIGHT_PX,
});

/** Where in the cell, how large, how slanted: the same for scanned and drawn digits. */
interface Placement {
  readonly centreX: number;
  readonly centreY: number;
  readonly heightPx: number;
  readonly turn: number;
  readonly shear: number;
  readonly stretch: number;
  /** How far a place of the patch is drawn from elsewhere, in shares of the digit's height. */
  readonly bendX: SmoothField;
  readonly bendY: SmoothField;
}

const STRAIGHT: SmoothField = () => 0;

const place = (random: SeededRandom): Placement => {
  const bend = random.next() < 0.5 ? random.between(0.01, 0.045) : 0;
  const field = (): SmoothField =>
    bend === 0 ? STRAIGHT : smoothField(random, WIDTH_PX, HEIGHT_PX, bend, 4);
  return {
    centreX: WIDTH_PX / 2 + random.normal() * 2.2,
    centreY: HEIGHT_PX / 2 + random.normal() * 2.4,
    heightPx: CELL_HEIGHT_PX * random.between(0.48, 1.02),
    turn: random.normal() * 0.1,
    shear: random.normal() * 0.14,
    stretch: Math.exp(random.normal() * 0.12),
    bendX: field(),
    bendY: field(),
  };
};

/** Draws a 28 x 28 digit into the patch; `weight` below 1 thins its strokes, above 1 thickens them. */
const inkScannedDigit = (
  patch: InkPatch,
  pixels: Uint8Array,
  offset: number,
  at: Placement,
  weight: number,
): void => {
  const scale = at.heightPx / 20;
  const cos = Math.cos(at.turn);
  const sin = Math.sin(at.turn);
  const grey = (x: number, y: number): number =>
    x < 0 || y < 0 || x > 27 || y > 27 ? 0 : (pixels[offset + y * 28 + x] ?? 0) / 255;
  for (let y = 0; y < patch.height; y++) {
    for (let x = 0; x < patch.width; x++) {
      const dx = (x + 0.5 - at.centreX) / scale;
      const dy = (y + 0.5 - at.centreY) / scale;
      const ux = (cos * dx + sin * dy) / at.stretch - at.shear * dy;
      const uy = -sin * dx + cos * dy;
      if (Math.abs(ux) > 16 || Math.abs(uy) > 16) continue;
      const sx = ux + 13.5 + 20 * at.bendX(x, y);
      const sy = uy + 13.5 + 20 * at.bendY(x, y);
      if (sx <= -1 || sy <= -1 || sx >= 28 || sy >= 28) continue;
      const x0 = Math.floor(sx);
      const y0 = Math.floor(sy);
      const fx = sx - x0;
      const fy = sy - y0;
      const value =
        (grey(x0, y0) * (1 - fx) + grey(x0 + 1, y0) * fx) * (1 - fy) +
        (grey(x0, y0 + 1) * (1 - fx) + grey(x0 + 1, y0 + 1) * fx) * fy;
      // A steep ramp around the level that `weight` picks: pen strokes are darker and sharper than MNIST's.
      const ink = Math.min(1, Math.max(0, (value - (0.5 - 0.32 * (weight - 1))) * 3 + 0.5));
      const to = y * patch.width + x;
      patch.data[to] = Math.max(patch.data[to] ?? 0, ink);
    }
  }
};

/** Draws strokes (about 1 high) with a round pen of `radiusPx`. */
const inkStrokes = (patch: InkPatch, strokes: readonly Stroke[], at: Placement, radiusPx: number): void => {
  const all = strokes.flat();
  const middleX = (Math.min(...all.map(([x]) => x)) + Math.max(...all.map(([x]) => x))) / 2;
  const middleY = (Math.min(...all.map(([, y]) => y)) + Math.max(...all.map(([, y]) => y))) / 2;
  const cos = Math.cos(at.turn);
  const sin = Math.sin(at.turn);
  const toPatch = ([x, y]: readonly [number, number]): [number, number] => {
    const uy = (y - middleY) * at.heightPx;
    const ux = (x - middleX) * at.heightPx * at.stretch + at.shear * uy;
    const px = at.centreX + cos * ux - sin * uy;
    const py = at.centreY + sin * ux + cos * uy;
    return [px + at.heightPx * at.bendX(px, py), py + at.heightPx * at.bendY(px, py)];
  };
  for (const stroke of strokes) {
    const points = stroke.map(toPatch);
    for (let i = 0; i + 1 < points.length; i++) {
      const [ax, ay] = points[i] ?? [0, 0];
      const [bx, by] = points[i + 1] ?? [0, 0];
      const length2 = (bx - ax) ** 2 + (by - ay) ** 2 || 1e-6;
      const reach = radiusPx + 1;
      for (
        let y = Math.max(0, Math.floor(Math.min(ay, by) - reach));
        y < Math.min(patch.height, Math.max(ay, by) + reach);
        y++
      ) {
        for (
          let x = Math.max(0, Math.floor(Math.min(ax, bx) - reach));
          x < Math.min(patch.width, Math.max(ax, bx) + reach);
          x++
        ) {
          const t = Math.min(
            1,
            Math.max(0, ((x + 0.5 - ax) * (bx - ax) + (y + 0.5 - ay) * (by - ay)) / length2),
          );
          const distance = Math.hypot(x + 0.5 - ax - t * (bx - ax), y + 0.5 - ay - t * (by - ay));
          const ink = Math.min(1, Math.max(0, radiusPx + 0.5 - distance));
          const to = y * patch.width + x;
          if (ink > (patch.data[to] ?? 0)) patch.data[to] = ink;
        }
      }
    }
  }
};

/**
 * One sample. `pick` names the MNIST image; a share of samples is drawn from strokes instead, and a share is no digit.
 * Null where nothing is left of the ink, as happens with a digit that was all on the frame.
 */
export const makeCellSample = (
  digits: LabelledDigits,
  pick: number,
  random: SeededRandom,
  { drawnShare = 0.22, nonsenseShare = 0.1 }: { drawnShare?: number; nonsenseShare?: number } = {},
): LabelledSample | null => {
  const patch = emptyPatch();
  const at = place(random);
  const kind = random.next();
  let label: number;
  const penPx = random.between(0.9, 2.6);
  const scanned = (): number => {
    inkScannedDigit(patch, digits.pixels, pick * 784, at, random.between(0.55, 1.35));
    return digits.labels[pick] ?? 0;
  };
  if (kind < nonsenseShare / 2) {
    inkStrokes(patch, drawNonsense(random), at, penPx);
    label = NOT_A_DIGIT;
  } else if (kind < nonsenseShare) {
    // A digit struck out.
    scanned();
    const strikes = Array.from({ length: 2 + random.index(4) }, (): Stroke => [
      [random.between(-0.1, 0.1), random.between(0, 1)],
      [random.between(0.6, 0.8), random.between(0, 1)],
    ]);
    inkStrokes(patch, strikes, { ...at, turn: 0, shear: 0 }, penPx);
    label = NOT_A_DIGIT;
  } else if (kind < nonsenseShare + drawnShare) {
    label = random.index(10);
    inkStrokes(patch, drawDigit(label, random), at, penPx);
  } else {
    label = scanned();
  }
  damageCell(patch, MARGIN_PX, random);
  const framed = frameDigit(patch, MARGIN_PX);
  return typeof framed === 'string' ? null : { pixels: framed.pixels, label };
};
