import { centreOfRectMm, growRectMm, type RectMm } from '../../domain/geometry.ts';
import { projectMm, type PageView } from '../page-view.ts';
import { cutBoxPatch } from './box-patch.ts';
import type { LocatedBox } from './box-location.ts';

/** A hand's circle round a box keeps within this of it. */
const REACH_MM = 3.6;
/** Closer to the box is its own blur, and the ring that is judged with the box. */
const NEAREST_MM = 0.35;
const PX_PER_MM = 6;
const DIRECTIONS = 36;
const INK = 0.16;
/** A hand's circle is an ellipse to within this share of its radius. */
const UNROUND = 0.17;

/** A row or column of the window with at least this share of ink is a printed rule. */
const RULE_SHARE = 0.8;
const BINS = Math.ceil((REACH_MM + 3) * PX_PER_MM * 2);
const BIN_MM = 0.5 / PX_PER_MM;

/**
 * How much of a line goes round the box, 0..1: the share of directions in which ink lies on one ellipse about the box. Words
 * beside a box lie on none and cover few directions; rules and the boxes at `others` do not count.
 */
export const circledShare = (
  view: PageView,
  rect: RectMm,
  box: LocatedBox,
  others: readonly RectMm[],
): number => {
  if (!hasInkAllRound(view, rect, box, others)) return 0;
  const { shiftMm } = box;
  const window = growRectMm({ ...rect, x: rect.x + shiftMm.x, y: rect.y + shiftMm.y }, REACH_MM);
  const patch = cutBoxPatch(view, window, PX_PER_MM);
  const { width, height } = patch;
  const mask = inkOf(
    patch.data,
    Math.max(20, view.paperLevel - view.inkLevel) / Math.max(1, view.paperLevel),
  );
  for (const other of others) {
    if (other !== rect) clearRect(mask, width, height, growRectMm(other, 0.4), rect);
  }
  clearRules(mask, width, height);
  // Along each direction, how many inked places lie nearer than each distance.
  const halfX = rect.width / 2 + NEAREST_MM;
  const halfY = rect.height / 2 + NEAREST_MM;
  const counts = new Uint16Array(DIRECTIONS * (BINS + 1));
  let directionsWithInk = 0;
  for (let direction = 0; direction < DIRECTIONS; direction++) {
    const angle = ((direction + 0.5) / DIRECTIONS) * 2 * Math.PI;
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    const fromMm = Math.min(halfX / Math.abs(cos), halfY / Math.abs(sin));
    const row = direction * (BINS + 1);
    for (let bin = 0; bin < BINS; bin++) {
      const away = (bin + 0.5) * BIN_MM;
      const x = Math.floor(width / 2 + cos * away * PX_PER_MM);
      const y = Math.floor(height / 2 + sin * away * PX_PER_MM);
      const inked = away > fromMm && x >= 0 && y >= 0 && x < width && y < height && mask[y * width + x] === 1;
      counts[row + bin + 1] = counts[row + bin]! + (inked ? 1 : 0);
    }
    if (counts[row + BINS]! > 0) directionsWithInk++;
  }
  let best = 0;
  if (directionsWithInk < DIRECTIONS / 2) return best;
  const smallest = Math.max(rect.width, rect.height) / 2 + NEAREST_MM;
  for (let radiusX = smallest; radiusX < smallest + REACH_MM; radiusX += 0.25) {
    for (const squeeze of SQUEEZES) {
      const radiusY = radiusX * squeeze;
      if (radiusY < smallest * 0.9 || radiusY > smallest + REACH_MM) continue;
      best = Math.max(best, agreement(counts, radiusX, radiusY));
    }
  }
  return best;
};

/** A quicker look, straight at the scan: a box with ink in fewer than half of the directions has no circle round it. */
const LOOK_STEP_MM = 0.15;
const LOOKS = Math.ceil(REACH_MM / LOOK_STEP_MM);
/** Paler than what counts as ink, so that no circle is passed over for its paper's level. */
const LOOK_INK = 0.12;
const COSINES = Float64Array.from({ length: DIRECTIONS }, (_, i) =>
  Math.cos(((i + 0.5) / DIRECTIONS) * 2 * Math.PI),
);
const SINES = Float64Array.from({ length: DIRECTIONS }, (_, i) =>
  Math.sin(((i + 0.5) / DIRECTIONS) * 2 * Math.PI),
);
const looks = new Uint8Array(DIRECTIONS * LOOKS);
const lookLevels = new Uint16Array(256);

const hasInkAllRound = (
  view: PageView,
  rect: RectMm,
  { shiftMm }: LocatedBox,
  others: readonly RectMm[],
): boolean => {
  const middle = centreOfRectMm(rect);
  const atMm = { x: middle.x + shiftMm.x, y: middle.y + shiftMm.y };
  const h = view.pageMmToScanPx;
  const origin = projectMm(h, atMm);
  const right = projectMm(h, { x: atMm.x + 1, y: atMm.y });
  const down = projectMm(h, { x: atMm.x, y: atMm.y + 1 });
  const { data, width, height } = view.image;
  lookLevels.fill(0);
  let count = 0;
  for (let direction = 0, at = 0; direction < DIRECTIONS; direction++) {
    const cos = COSINES[direction]!;
    const sin = SINES[direction]!;
    const fromMm = Math.min(
      (rect.width / 2 + NEAREST_MM) / Math.abs(cos),
      (rect.height / 2 + NEAREST_MM) / Math.abs(sin),
    );
    const byX = cos * (right.x - origin.x) + sin * (down.x - origin.x);
    const byY = cos * (right.y - origin.y) + sin * (down.y - origin.y);
    for (let look = 0; look < LOOKS; look++, at++) {
      const away = fromMm + look * LOOK_STEP_MM;
      const x = (origin.x + byX * away) | 0;
      const y = (origin.y + byY * away) | 0;
      const inside = x >= 0 && y >= 0 && x < width && y < height;
      const level = inside ? data[y * width + x]! : 255;
      looks[at] = level;
      if (!inside) continue;
      lookLevels[level]!++;
      count++;
    }
  }
  let left = count * 0.3;
  let paper = 255;
  while (paper > 16 && (left -= lookLevels[paper]!) > 0) paper--;
  const ink =
    paper * (1 - (LOOK_INK * Math.max(20, view.paperLevel - view.inkLevel)) / Math.max(1, view.paperLevel));
  const near = others.filter(
    (other) =>
      other !== rect &&
      Math.abs(other.x - rect.x) < rect.width + other.width + 2 * REACH_MM &&
      Math.abs(other.y - rect.y) < rect.height + other.height + 2 * REACH_MM,
  );
  const isOthers = (x: number, y: number): boolean =>
    near.some(
      (other) =>
        x > other.x - 0.3 &&
        x < other.x + other.width + 0.3 &&
        y > other.y - 0.3 &&
        y < other.y + other.height + 0.3,
    );
  let inked = 0;
  for (let direction = 0; direction < DIRECTIONS; direction++) {
    const cos = COSINES[direction]!;
    const sin = SINES[direction]!;
    const fromMm = Math.min(
      (rect.width / 2 + NEAREST_MM) / Math.abs(cos),
      (rect.height / 2 + NEAREST_MM) / Math.abs(sin),
    );
    for (let look = 0; look < LOOKS; look++) {
      if (looks[direction * LOOKS + look]! >= ink) continue;
      const away = fromMm + look * LOOK_STEP_MM;
      if (isOthers(middle.x + cos * away, middle.y + sin * away)) continue;
      inked++;
      break;
    }
  }
  return inked >= DIRECTIONS / 2;
};

const SQUEEZES = [0.75, 0.87, 1, 1.15, 1.33];

const agreement = (counts: Uint16Array, radiusX: number, radiusY: number): number => {
  let hits = 0;
  for (let direction = 0; direction < DIRECTIONS; direction++) {
    const angle = ((direction + 0.5) / DIRECTIONS) * 2 * Math.PI;
    const radius = 1 / Math.hypot(Math.cos(angle) / radiusX, Math.sin(angle) / radiusY);
    const from = Math.max(0, Math.round((radius * (1 - UNROUND)) / BIN_MM));
    const to = Math.min(BINS, Math.round((radius * (1 + UNROUND)) / BIN_MM));
    const row = direction * (BINS + 1);
    if (counts[row + to]! > counts[row + from]!) hits++;
  }
  return hits / DIRECTIONS;
};

const inkOf = (data: Uint8Array, contrast: number): Uint8Array => {
  const histogram = new Uint32Array(256);
  for (const level of data) histogram[level]!++;
  let left = data.length * 0.3;
  let paper = 255;
  while (paper > 16 && (left -= histogram[paper]!) > 0) paper--;
  const level = paper * (1 - INK * contrast);
  return data.map((one) => (one < level ? 1 : 0));
};

const clearRect = (mask: Uint8Array, width: number, height: number, other: RectMm, box: RectMm): void => {
  const left = Math.max(0, Math.floor((other.x - box.x + REACH_MM) * PX_PER_MM));
  const right = Math.min(width, Math.ceil((other.x + other.width - box.x + REACH_MM) * PX_PER_MM));
  const top = Math.max(0, Math.floor((other.y - box.y + REACH_MM) * PX_PER_MM));
  const bottom = Math.min(height, Math.ceil((other.y + other.height - box.y + REACH_MM) * PX_PER_MM));
  for (let row = top; row < bottom; row++)
    if (right > left) mask.fill(0, row * width + left, row * width + right);
};

/** Clears straight rules, a pixel of slope and blur allowed. */
const clearRules = (mask: Uint8Array, width: number, height: number): void => {
  const inRow = Array.from({ length: height }, (_, row) => {
    let count = 0;
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      if (mask[at] === 1 || (row > 0 && mask[at - width] === 1)) count++;
    }
    return count;
  });
  inRow.forEach((count, row) => {
    if (count < RULE_SHARE * width) return;
    mask.fill(0, Math.max(0, row - 2) * width, Math.min(height, row + 2) * width);
  });
};
