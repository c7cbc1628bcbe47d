import type { PointMm, RectMm } from '../../../domain/geometry.ts';
import type { ChoiceField, LayoutPage } from '../../../domain/layout.ts';
import type { Homography } from '../../../domain/page-read.ts';
import type { PageView } from '../../page-view.ts';
import { compressAsJpegWould } from './drawn-compression.ts';
import { drawBackSide, drawSpecks, drawStains, drawStreaks } from './drawn-dirt.ts';
import {
  Dice,
  drawMark,
  drawPen,
  type DrawnMark,
  type Pen,
  type PenKind,
  type Stroke,
} from './drawn-strokes.ts';

/** How the drawn page is printed and scanned. */
export interface ScanConditions {
  readonly dpi: number;
  readonly bilevel: boolean;
  /** JPEG quality, or null for none. */
  readonly jpegQuality: number | null;
  readonly blurPx: number;
  readonly noise: number;
  readonly paperLevel: number;
  readonly inkLevel: number;
  /** How much darker one side of the page is, 0..1. */
  readonly shadow: number;
  readonly skewDeg: number;
  /** How far paper departs from the homography by stretch and curl, and the homography from the truth. */
  readonly curlMm: number;
  readonly placementErrorMm: number;
  readonly frameWidthMm: number;
  readonly frameDarkness: number;
  /** Darkness of what shines through from the back, 0..1. */
  readonly showThrough: number;
  /** Specks a square centimetre. */
  readonly specks: number;
  /** Rings and edges of what was spilt on the page, and lines of dirty glass across it. */
  readonly stains: number;
  readonly streaks: number;
}

export const drawConditions = (dice: Dice, rough: boolean): ScanConditions => {
  const dpi = dice.pick(rough ? [150, 150, 200, 300] : [150, 200, 200, 300, 300, 300]);
  const bilevel = dice.chance(0.25);
  return {
    dpi,
    bilevel,
    jpegQuality: bilevel || dice.chance(0.2) ? null : dice.between(rough ? 40 : 50, 92),
    blurPx: dice.between(0.3, rough ? 1.6 : 1) * Math.min(1, dpi / 220),
    noise: dice.between(0.5, rough ? 9 : 6),
    paperLevel: dice.between(rough ? 165 : 220, 254),
    inkLevel: dice.between(8, rough ? 75 : 60),
    shadow: dice.chance(rough ? 0.6 : 0.2) ? dice.between(0.05, rough ? 0.45 : 0.15) : 0,
    skewDeg: dice.normal() * (rough ? 3 : 1.2),
    curlMm: dice.between(0, rough ? 0.8 : 0.25),
    placementErrorMm: dice.between(0, rough ? 0.35 : 0.2),
    frameWidthMm: dice.between(0.18, 0.36),
    frameDarkness: dice.between(0.7, 1),
    showThrough: dice.chance(0.35) ? dice.between(0.03, 0.16) : 0,
    specks: dice.chance(0.4) ? dice.between(0.5, 8) : 0.1,
    stains: dice.chance(0.15) ? dice.whole(1, 3) : 0,
    streaks: dice.chance(0.15) ? dice.whole(1, 3) : 0,
  };
};

/** One box to draw: what is done to it, with which pen. */
export interface BoxToDraw {
  readonly mark: DrawnMark;
  readonly pen: PenKind;
}

export interface FieldToDraw {
  readonly variable: string;
  readonly multiple: boolean;
  readonly boxes: readonly BoxToDraw[];
}

export interface DrawnPage {
  readonly view: PageView;
  /** Where a point of the page frame truly lies in the scan, curl and all. */
  readonly truePx: (point: PointMm) => PointMm;
  readonly page: LayoutPage;
}

const MM_PER_INCH = 25.4;
const MARGIN_MM = 6;

/**
 * Draws fields of boxes, row under row, with words beside them and marks in them, and scans the drawing. Marks are
 * vectors with exact coverage, so their place is sub-pixel. The view's homography leaves out curl and carries the
 * placement error, as registration's would.
 */
export const drawPage = (
  seed: number,
  conditions: ScanConditions,
  fields: readonly FieldToDraw[],
): DrawnPage => {
  const dice = new Dice(seed);
  const boxMm = dice.between(3.4, 4.6);
  const pitchX = boxMm + dice.between(2.6, 5.5);
  const pitchY = boxMm + dice.between(2.6, 5);
  const columns = Math.max(...fields.map(({ boxes }) => boxes.length));
  const widthMm = 2 * MARGIN_MM + columns * pitchX + 30;
  const heightMm = 2 * MARGIN_MM + fields.length * pitchY;
  const layoutFields: ChoiceField[] = fields.map((field, row) => ({
    variable: field.variable,
    kind: 'choice',
    multiple: field.multiple,
    boxes: field.boxes.map((_, column) => ({
      code: String(column + 1),
      rectMm: {
        x: MARGIN_MM + 25 + column * pitchX,
        y: MARGIN_MM + row * pitchY,
        width: boxMm,
        height: boxMm,
      },
    })),
  }));

  const strokes: Stroke[] = [];
  const insetMm = dice.pick([0, conditions.frameWidthMm / 2]);
  const framePen: Pen = { widthMm: conditions.frameWidthMm, darkness: conditions.frameDarkness, grain: 0 };
  if (dice.chance(0.3)) {
    // A pale rule between the rows, as close as the clear ring lets it come.
    const pen: Pen = { widthMm: 0.15, darkness: dice.between(0.2, 0.5), grain: 0 };
    for (let row = 1; row < fields.length; row++) {
      const y = MARGIN_MM + row * pitchY - (pitchY - boxMm) / 2;
      strokes.push({
        pointsMm: [
          { x: MARGIN_MM, y },
          { x: widthMm - MARGIN_MM, y },
        ],
        pen,
      });
    }
  }
  const wordsBetween = dice.chance(0.5) && pitchX - boxMm > 3.4;
  fields.forEach((field, row) => {
    strokes.push(...drawWords(dice, MARGIN_MM, MARGIN_MM + row * pitchY + boxMm / 2, 20));
    field.boxes.forEach((box, column) => {
      const { rectMm } = layoutFields[row]!.boxes[column]!;
      const frame = inset(rectMm, insetMm);
      strokes.push(...frameStrokes(frame, framePen));
      if (wordsBetween) {
        const from = rectMm.x + boxMm + 1.4;
        strokes.push(...drawWords(dice, from, rectMm.y + boxMm / 2, pitchX - boxMm - 3.2));
      }
      if (box.mark !== 'nothing') strokes.push(...drawMark(dice, frame, box.mark, drawPen(dice, box.pen)));
    });
  });
  const showThrough =
    conditions.showThrough > 0 ? drawBackSide(dice, widthMm, heightMm, conditions.showThrough) : [];
  const specks = [
    ...drawSpecks(dice, widthMm, heightMm, conditions.specks),
    ...drawStains(dice, widthMm, heightMm, conditions.stains),
    ...drawStreaks(dice, widthMm, heightMm, conditions.streaks),
  ];

  const place = placement(dice, conditions, widthMm, heightMm);
  const width = Math.ceil(place.widthPx);
  const height = Math.ceil(place.heightPx);
  const darkness = new Float32Array(width * height);
  for (const stroke of showThrough)
    rasterise(darkness, width, height, stroke, place, dice, conditions.dpi / 40);
  for (const stroke of strokes) rasterise(darkness, width, height, stroke, place, dice, 0);
  for (const stroke of specks) rasterise(darkness, width, height, stroke, place, dice, 0);
  const data = expose(darkness, width, height, conditions, dice);
  const view: PageView = {
    image: { data, width, height },
    pageMmToScanPx: place.homography,
    pxPerMm: conditions.dpi / MM_PER_INCH,
    paperLevel: conditions.bilevel ? 255 : Math.round(conditions.paperLevel * (1 - conditions.shadow / 3)),
    inkLevel: conditions.bilevel ? 0 : Math.round(conditions.inkLevel),
    residualMm: conditions.placementErrorMm,
    reference: null,
  };
  return {
    view,
    truePx: place.toPx,
    page: { page: 1, registrationMarks: [], pageCodes: [], fields: layoutFields },
  };
};

const inset = (rect: RectMm, byMm: number): RectMm => ({
  x: rect.x + byMm,
  y: rect.y + byMm,
  width: rect.width - 2 * byMm,
  height: rect.height - 2 * byMm,
});

const frameStrokes = (rect: RectMm, pen: Pen): Stroke[] => {
  const { x, y, width, height } = rect;
  const corners = [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
    { x, y },
  ];
  return [{ pointsMm: corners, pen }];
};

/** Something as dense as words, up to the clear ring's edge. */
const drawWords = (dice: Dice, x: number, y: number, lengthMm: number): Stroke[] => {
  const pen: Pen = { widthMm: 0.25, darkness: 0.9, grain: 0 };
  const strokes: Stroke[] = [];
  for (let at = x; at < x + lengthMm; at += dice.between(0.6, 1.6)) {
    strokes.push({
      pointsMm: [
        { x: at, y: y - dice.between(0.6, 1.3) },
        { x: Math.min(x + lengthMm, at + dice.between(0, 0.6)), y: y + dice.between(0.6, 1.1) },
      ],
      pen,
    });
  }
  return strokes;
};

interface Placement {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pxPerMm: number;
  readonly toPx: (point: PointMm) => PointMm;
  readonly homography: Homography;
}

const placement = (dice: Dice, conditions: ScanConditions, widthMm: number, heightMm: number): Placement => {
  const pxPerMm = conditions.dpi / MM_PER_INCH;
  const angle = (conditions.skewDeg * Math.PI) / 180;
  const cos = Math.cos(angle) * pxPerMm * dice.between(0.97, 1.03);
  const sin = Math.sin(angle) * pxPerMm;
  const corners = [
    [0, 0],
    [widthMm, 0],
    [0, heightMm],
    [widthMm, heightMm],
  ].map(([x, y]) => ({ x: cos * x! - sin * y!, y: sin * x! + cos * y! }));
  const minX = Math.min(...corners.map(({ x }) => x)) - dice.between(1, 2);
  const minY = Math.min(...corners.map(({ y }) => y)) - dice.between(1, 2);
  const phaseX = dice.between(0, 6.3);
  const phaseY = dice.between(0, 6.3);
  const waveMm = dice.between(120, 320);
  const errorX = dice.normal() * conditions.placementErrorMm;
  const errorY = dice.normal() * conditions.placementErrorMm;
  const errorTurn = (dice.normal() * conditions.placementErrorMm) / 120;
  const toPx = ({ x, y }: PointMm): PointMm => {
    const u = x + conditions.curlMm * Math.sin((y / waveMm) * 6.28 + phaseX) * 0.6;
    const v = y + conditions.curlMm * Math.sin(((x + y) / waveMm) * 6.28 + phaseY);
    return { x: cos * u - sin * v - minX, y: sin * u + cos * v - minY };
  };
  const homography: Homography = [
    cos - sin * errorTurn,
    -sin - cos * errorTurn,
    -minX + errorX * pxPerMm,
    sin + cos * errorTurn,
    cos - sin * errorTurn,
    -minY + errorY * pxPerMm,
    0,
    0,
    1,
  ];
  return {
    widthPx: Math.max(...corners.map(({ x }) => x)) - minX + 2,
    heightPx: Math.max(...corners.map(({ y }) => y)) - minY + 2,
    pxPerMm,
    toPx,
    homography,
  };
};

/** Lays a stroke on the paper: coverage from the distance to its middle line, softened over `softPx`. */
const rasterise = (
  darkness: Float32Array,
  width: number,
  height: number,
  stroke: Stroke,
  place: Placement,
  dice: Dice,
  softPx: number,
): void => {
  const { pen } = stroke;
  const radius = (pen.widthMm * place.pxPerMm) / 2;
  const edge = 0.5 + softPx;
  const points = stroke.pointsMm.map(place.toPx);
  // One stroke lays ink once where it crosses itself, so coverage is gathered first.
  const minX = Math.max(0, Math.floor(Math.min(...points.map(({ x }) => x)) - radius - edge - 1));
  const maxX = Math.min(width - 1, Math.ceil(Math.max(...points.map(({ x }) => x)) + radius + edge + 1));
  const minY = Math.max(0, Math.floor(Math.min(...points.map(({ y }) => y)) - radius - edge - 1));
  const maxY = Math.min(height - 1, Math.ceil(Math.max(...points.map(({ y }) => y)) + radius + edge + 1));
  if (maxX < minX || maxY < minY) return;
  const boxWidth = maxX - minX + 1;
  const coverage = new Float32Array(boxWidth * (maxY - minY + 1));
  // Below a pixel's width a line pales instead of narrowing.
  const pale = Math.min(1, 2 * radius);
  const reach = radius + edge;
  for (let i = 0; i + 1 < points.length; i++) {
    const a = points[i]!;
    const b = points[i + 1]!;
    const dx = b.x - a.x;
    const dy = b.y - a.y;
    const square = dx * dx + dy * dy || 1e-9;
    const x0 = Math.max(minX, Math.floor(Math.min(a.x, b.x) - reach));
    const x1 = Math.min(maxX, Math.ceil(Math.max(a.x, b.x) + reach));
    const y0 = Math.max(minY, Math.floor(Math.min(a.y, b.y) - reach));
    const y1 = Math.min(maxY, Math.ceil(Math.max(a.y, b.y) + reach));
    for (let y = y0; y <= y1; y++) {
      for (let x = x0; x <= x1; x++) {
        const px = x + 0.5 - a.x;
        const py = y + 0.5 - a.y;
        const t = Math.max(0, Math.min(1, (px * dx + py * dy) / square));
        const distance = Math.hypot(px - t * dx, py - t * dy);
        const cover = (Math.max(radius, 0.5) + edge - distance) / (2 * edge);
        if (cover <= 0) continue;
        const at = (y - minY) * boxWidth + x - minX;
        coverage[at] = Math.max(coverage[at]!, Math.min(1, cover) * pale);
      }
    }
  }
  for (let y = minY, at = 0; y <= maxY; y++) {
    for (let x = minX; x <= maxX; x++, at++) {
      let cover = coverage[at]! * pen.darkness;
      if (cover <= 0) continue;
      if (pen.grain > 0) cover *= 1 - pen.grain * dice.next();
      const to = y * width + x;
      darkness[to] = 1 - (1 - darkness[to]!) * (1 - cover);
    }
  }
};

/** Light, lens, sensor and file: from darkness on paper to the scan's gray levels. */
const expose = (
  darkness: Float32Array,
  width: number,
  height: number,
  conditions: ScanConditions,
  dice: Dice,
): Uint8Array => {
  const { paperLevel, inkLevel, shadow, noise, bilevel, jpegQuality } = conditions;
  const blurred = blur(darkness, width, height, conditions.blurPx);
  const data = new Uint8Array(width * height);
  const lightX = dice.normal();
  const lightY = dice.normal();
  // A bilevel scan that lost the printed frames would have been scanned again.
  const threshold = dice.between(0.22, 0.45);
  const grains = Float32Array.from({ length: 4096 }, () => dice.normal());
  let grain = dice.whole(0, 4095);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      grain = (Math.imul(grain, 1664525) + 1013904223) >>> 0;
      const tilt = (lightX * (x / width - 0.5) + lightY * (y / height - 0.5)) * 1.2;
      const light = 1 - shadow * Math.max(0, Math.min(1, tilt + 0.4));
      const value =
        (paperLevel - (paperLevel - inkLevel) * blurred[at]!) * light +
        noise * grains[(grain >>> 16) & 4095]!;
      const level = bilevel
        ? value < (paperLevel - (paperLevel - inkLevel) * threshold) * light
          ? 0
          : 255
        : value;
      data[at] = level < 0 ? 0 : level > 255 ? 255 : level;
    }
  }
  return jpegQuality === null ? data : compressAsJpegWould(data, width, height, jpegQuality);
};

const blur = (values: Float32Array, width: number, height: number, sigma: number): Float32Array => {
  const radius = Math.ceil(sigma * 2.5);
  if (radius < 1 || sigma < 0.2) return values;
  const kernel = Float32Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)),
  );
  const total = kernel.reduce((sum, one) => sum + one, 0);
  kernel.forEach((one, i) => (kernel[i] = one / total));
  const pass = (
    from: Float32Array,
    step: number,
    along: number,
    across: number,
    stride: number,
  ): Float32Array => {
    const to = new Float32Array(from.length);
    for (let line = 0; line < across; line++) {
      for (let i = 0; i < along; i++) {
        let sum = 0;
        for (let k = -radius; k <= radius; k++) {
          const place = Math.max(0, Math.min(along - 1, i + k));
          sum += from[line * stride + place * step]! * kernel[k + radius]!;
        }
        to[line * stride + i * step] = sum;
      }
    }
    return to;
  };
  return pass(pass(values, 1, width, height, width), width, height, width, 1);
};
