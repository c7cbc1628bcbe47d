import type { FrameLook } from './frame-profile.ts';
import type { LocatedBox } from './box-location.ts';
import type { ClearRing } from './clear-ring.ts';

/** Where the inside of a box and its ring lie. */
interface InkPlace {
  readonly width: number;
  readonly height: number;
  /** Where the first column and row lie in the box's patch. */
  readonly firstColumn: number;
  readonly firstRow: number;
  /** The inside of the frame: columns `left`..`right - 1`, rows `top`..`bottom - 1`. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Where the ring begins: beyond columns `ringLeft - 1`, `ringRight`, rows `ringTop - 1`, `ringBottom`. */
  readonly ringLeft: number;
  readonly ringRight: number;
  readonly ringTop: number;
  readonly ringBottom: number;
}

/** The inside of a box and its ring, as darkness that was not printed. */
export interface BoxInk extends InkPlace {
  /** 0 bare paper, 1 the form's own solid black; at most 1.2. Row-major over the box with its ring. */
  readonly darkness: Float32Array;
  readonly pxPerMm: number;
  /** Standard deviation of bare paper's darkness. */
  readonly noise: number;
  readonly frameSeen: number;
}

/** Darkness below which nothing is ink: half of what the palest pencil on the drawn sheets leaves. */
const BARE = 0.07;
/** Fewer pixels of ring than these do not tell the paper's level. */
const LEAST_RING_PX = 40;
/** Some paper grain or JPEG ringing beside the line is not ink. */
const FRAME_GUARD_PX = 0.4;

/**
 * Takes what is printed away from a located box. `printed` gives 1 where the blank form is printed, in the pixels
 * of the box's patch. Null where the box and its ring are bare paper, which most are.
 */
export const extractBoxInk = (
  box: LocatedBox,
  frame: FrameLook,
  ring: ClearRing,
  contrast: number,
  printed: () => Uint8Array | null,
): BoxInk | null => {
  const { patch } = box;
  const px = patch.pxPerMm;
  const place = inkPlace(box, frame, ring);
  const { width, height, firstColumn, firstRow } = place;
  const { paper, noise } = paperAround(patch.data, patch.width, place);
  const black = Math.max(12, paper * contrast);
  if (isBare(patch.data, patch.width, place, paper - BARE * black)) return null;
  const scale = 1 / black;
  const ground = printed();
  const darkness = new Float32Array(width * height);
  for (let row = 0, out = 0; row < height; row++) {
    let from = (row + firstRow) * patch.width + firstColumn;
    for (let column = 0; column < width; column++, out++, from++) {
      let value = (paper - patch.data[from]!) * scale;
      if (ground !== null && ground[from] === 1) value = 0;
      darkness[out] = value < 0 ? 0 : value > 1.2 ? 1.2 : value;
    }
  }
  return { ...place, darkness, pxPerMm: px, noise: noise * scale, frameSeen: box.frameSeen };
};

/** True where a located box and its ring are bare paper. */
export const isBareBox = (box: LocatedBox, frame: FrameLook, ring: ClearRing, contrast: number): boolean => {
  const { data, width } = box.patch;
  const place = inkPlace(box, frame, ring);
  const { paper } = paperAround(data, width, place);
  return isBare(data, width, place, paper - BARE * Math.max(12, paper * contrast));
};

const inkPlace = (box: LocatedBox, frame: FrameLook, ring: ClearRing): InkPlace => {
  const { patch } = box;
  const px = patch.pxPerMm;
  const inner = frame.innerReachMm * px + FRAME_GUARD_PX;
  const outer = frame.outerReachMm * px + FRAME_GUARD_PX;
  const firstColumn = Math.max(0, Math.round(box.left - ring.left * px));
  const lastColumn = Math.min(patch.width, Math.round(box.right + ring.right * px));
  const firstRow = Math.max(0, Math.round(box.top - ring.top * px));
  const lastRow = Math.min(patch.height, Math.round(box.bottom + ring.bottom * px));
  const width = lastColumn - firstColumn;
  const height = lastRow - firstRow;
  const inside = {
    left: Math.ceil(box.left + inner) - firstColumn,
    right: Math.floor(box.right - inner) - firstColumn,
    top: Math.ceil(box.top + inner) - firstRow,
    bottom: Math.floor(box.bottom - inner) - firstRow,
  };
  const outside = {
    ringLeft: Math.max(0, Math.floor(box.left - outer) - firstColumn),
    ringRight: Math.min(width, Math.ceil(box.right + outer) - firstColumn),
    ringTop: Math.max(0, Math.floor(box.top - outer) - firstRow),
    ringBottom: Math.min(height, Math.ceil(box.bottom + outer) - firstRow),
  };
  return { width, height, firstColumn, firstRow, ...inside, ...outside };
};

/** True where nothing in the box or its ring is as dark as `level`. */
const isBare = (data: Uint8Array, stride: number, place: InkPlace, level: number): boolean => {
  const { width, height, firstColumn, firstRow } = place;
  for (let row = 0; row < height; row++) {
    const from = (row + firstRow) * stride + firstColumn;
    const inRows = row >= place.ringTop && row < place.ringBottom;
    const ringEnd = inRows ? place.ringLeft : width;
    for (let column = 0; column < ringEnd; column++) if (data[from + column]! < level) return false;
    if (!inRows) continue;
    for (let column = place.ringRight; column < width; column++)
      if (data[from + column]! < level) return false;
    if (row < place.top || row >= place.bottom) continue;
    for (let column = place.left; column < place.right; column++)
      if (data[from + column]! < level) return false;
  }
  return true;
};

/** Counts of gray levels; emptied before each use. */
const LEVELS = new Uint16Array(256);

/** Bare paper's level and grain in the ring, whose majority is clear even beside an overshooting mark. */
const paperAround = (
  data: Uint8Array,
  stride: number,
  outside: InkPlace,
): { readonly paper: number; readonly noise: number } => {
  const { firstColumn, firstRow, width, height } = outside;
  const histogram = LEVELS.fill(0);
  let count = 0;
  for (let row = 0; row < height; row++) {
    const inRows = row >= outside.ringTop && row < outside.ringBottom;
    const from = (row + firstRow) * stride + firstColumn;
    for (let column = 0; column < width; column++) {
      if (inRows && column === outside.ringLeft) column = outside.ringRight;
      if (column >= width) break;
      histogram[data[from + column]!]!++;
      count++;
    }
  }
  if (count < LEAST_RING_PX) {
    // No ring at all, as where boxes share their lines: then the lightest part of the patch is paper.
    histogram.fill(0);
    for (const level of data) histogram[level]!++;
    count = data.length / 2;
  }
  const levelAbove = (share: number): number => {
    let left = count * share;
    for (let level = 255; level > 0; level--) {
      left -= histogram[level]!;
      if (left <= 0) return level;
    }
    return 0;
  };
  const middle = levelAbove(0.4);
  // Upper half of a normal distribution: 40 % lie above +0.25 s, 5 % above +1.64 s.
  const noise = (levelAbove(0.05) - middle) / 1.39;
  return { paper: Math.max(16, middle - 0.25 * noise), noise };
};
