import type { ReviewTaskView } from '../../server/api.ts';

/** Geometry of a wall: what of each picture is shown, and how many pictures a screen takes. Pure. */

type Crop = NonNullable<ReviewTaskView['crop']>;

/** A part of a picture, in its pixels. */
export interface CropWindow {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WallFit {
  /** How many tasks stand on the screen, from the first on. */
  readonly count: number;
  readonly columns: number;
  /** Of a picture's pixels on the screen. */
  readonly scale: number;
  /** Of the place for a picture, without frame and words, in screen pixels. */
  readonly width: number;
  readonly height: number;
  /** Where it stands what a picture is read as; nowhere where the heading says it of all. */
  readonly words: WordsPlace;
}

export type WordsPlace = 'under' | 'beside' | 'none';

/** Frame and gap round a picture, and the words under it or beside it, in screen pixels; the style sheet has the same. */
const TILE_FRAME_PX = 14;
const WORDS_UNDER_PX = 22;
const WORDS_BESIDE_PX = 84;
/** Pictures wider than so many times their height have their words beside them. */
const WIDE = 4;
/** Between two windows of one picture, in screen pixels. */
const WINDOW_GAP_PX = 6;

/** Most on one screen, and fewer only where they would be too small to see. */
const MOST = 48;
const FEW = 24;
/** Sides of a printed box on the screen: seen at a glance, seen at all, and no larger than they need to be. */
const COMFORTABLE_BOX_PX = 20;
const LEAST_BOX_PX = 12;
const LARGEST_BOX_PX = 30;

/** Columns of boxes with words between them stand further apart than this, in sides of a box. */
const COLUMN_GAP = 3.5;
/** Seen round the boxes, in sides of a box: some four millimetres, room for a circle or an arrow. */
const MARGIN = 1;

const boxSideOf = (crop: Crop): number => {
  const sides = crop.boxes.map(({ height }) => height);
  return sides.length === 0 ? crop.height / 3 : Math.min(...sides);
};

/**
 * The parts of a picture that show every box with what is around it, and leave out the words between: a mark in any box
 * is in sight, and nothing is so small that it must be guessed.
 */
export const windowsOf = (view: ReviewTaskView): CropWindow[] => {
  const { crop, field } = view;
  if (crop === null) return [];
  const whole = { x: 0, y: 0, width: crop.width, height: crop.height };
  if (field.kind !== 'choice' || crop.boxes.length === 0) return [whole];
  const side = boxSideOf(crop);
  const columns: { left: number; right: number }[] = [];
  for (const box of crop.boxes.toSorted((a, b) => a.x - b.x)) {
    const last = columns.at(-1);
    if (last !== undefined && box.x - last.right <= COLUMN_GAP * side) {
      last.right = Math.max(last.right, box.x + box.width);
    } else {
      columns.push({ left: box.x, right: box.x + box.width });
    }
  }
  const margin = MARGIN * side;
  const y = Math.max(0, Math.min(...crop.boxes.map((box) => box.y)) - margin);
  const bottom = Math.min(crop.height, Math.max(...crop.boxes.map((box) => box.y + box.height)) + margin);
  return columns.map(({ left, right }) => {
    const x = Math.max(0, left - margin);
    return { x, y, width: Math.min(crop.width, right + margin) - x, height: bottom - y };
  });
};

interface Shape {
  /** Of all windows together and of the gaps between them. */
  readonly width: number;
  readonly gapsPx: number;
  readonly height: number;
  readonly side: number;
}

const shapes = new WeakMap<ReviewTaskView, Shape>();

const shapeOf = (view: ReviewTaskView): Shape | null => {
  if (view.crop === null) return null;
  const known = shapes.get(view);
  if (known !== undefined) return known;
  const windows = windowsOf(view);
  const shape = {
    width: windows.reduce((sum, { width }) => sum + width, 0),
    gapsPx: (windows.length - 1) * WINDOW_GAP_PX,
    height: Math.max(...windows.map(({ height }) => height)),
    side: boxSideOf(view.crop),
  };
  shapes.set(view, shape);
  return shape;
};

/** Whether the machine reads the same on both: the same question, and the same answer to it. */
export const readAlike = (a: ReviewTaskView, b: ReviewTaskView): boolean =>
  a.variable === b.variable &&
  a.suggestion?.state === b.suggestion?.state &&
  JSON.stringify(a.suggestion?.value) === JSON.stringify(b.suggestion?.value);

interface Room {
  readonly width: number;
  readonly height: number;
}

/** The largest scale at which `count` tiles of this shape fit, and in how many columns. */
const bestGrid = (
  count: number,
  { width, gapsPx, height, side }: Shape,
  room: Room,
  words: WordsPlace,
): { columns: number; scale: number } => {
  const beside = TILE_FRAME_PX + gapsPx + (words === 'beside' ? WORDS_BESIDE_PX : 0);
  const under = TILE_FRAME_PX + (words === 'under' ? WORDS_UNDER_PX : 0);
  let best = { columns: 1, scale: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const across = (Math.floor(room.width / columns) - beside) / width;
    const down = (Math.floor(room.height / rows) - under) / height;
    const scale = Math.min(across, down, LARGEST_BOX_PX / side);
    if (scale > best.scale) best = { columns, scale };
  }
  return best;
};

/** Orders what stands on one wall so that pictures of like shape come together. */
export const byShape = (a: ReviewTaskView, b: ReviewTaskView): number => {
  const [one, other] = [shapeOf(a), shapeOf(b)];
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one.height - other.height || one.width - other.width;
};

/** A shape that all of them fit into; null where there is no picture. */
const shapeOfAll = (views: readonly ReviewTaskView[]): Shape | null => {
  const found = views.map(shapeOf).filter((shape) => shape !== null);
  if (found.length === 0) return null;
  return {
    width: Math.max(...found.map(({ width }) => width)),
    gapsPx: Math.max(...found.map(({ gapsPx }) => gapsPx)),
    height: Math.max(...found.map(({ height }) => height)),
    side: Math.min(...found.map(({ side }) => side)),
  };
};

/**
 * How many of `views`, from the first on, stand on a screen of this room, in CSS pixels: as many as are seen at a glance,
 * 24 where they can be seen at all, else fewer. Those of one wall are shared evenly among its screens.
 */
export const fitWall = (views: readonly ReviewTaskView[], room: Room): WallFit => {
  const most = Math.min(MOST, views.length);
  const shapeOfFirst = (count: number): Shape =>
    shapeOfAll(views.slice(0, count)) ?? { width: 120, gapsPx: 0, height: 60, side: LARGEST_BOX_PX };
  const wordsOfFirst = (count: number, { width, height }: Shape): WordsPlace => {
    const [first, ...others] = views.slice(0, count);
    if (first !== undefined && others.every((view) => readAlike(view, first))) return 'none';
    return width > WIDE * height ? 'beside' : 'under';
  };
  const isSeen = (count: number): boolean => {
    const shape = shapeOfFirst(count);
    const boxPx = bestGrid(count, shape, room, wordsOfFirst(count, shape)).scale * shape.side;
    return boxPx >= (count > FEW ? COMFORTABLE_BOX_PX : LEAST_BOX_PX);
  };
  let fitting = most;
  while (fitting > 1 && !isSeen(fitting)) fitting--;
  const count = Math.ceil(most / Math.ceil(most / fitting));
  const shape = shapeOfFirst(count);
  const words = wordsOfFirst(count, shape);
  const { columns, scale } = bestGrid(count, shape, room, words);
  return {
    count,
    columns,
    scale,
    words,
    width: Math.ceil(shape.width * scale + shape.gapsPx),
    height: Math.ceil(shape.height * scale),
  };
};
