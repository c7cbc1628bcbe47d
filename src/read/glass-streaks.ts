import type { GrayImage } from '../domain/image.ts';
import { MM_PER_INCH } from '../domain/geometry.ts';
import type { Homography } from '../domain/page-read.ts';
import { projectMm } from './page-view.ts';

/**
 * A straight dark line over a whole scan along its own edges: dirt on the glass under which paper was drawn. `vertical`
 * runs down the scan and `atMm` counts from its left edge; `horizontal` runs across it and `atMm` counts from its top.
 */
export interface GlassStreak {
  readonly direction: 'vertical' | 'horizontal';
  readonly atMm: number;
}

// The thresholds were set on the sheets of the simulator's profile `office`, seeds 1 to 6: no page without a streak
// shows one, and streaks of at least a quarter of the contrast are seen.
/** Places along the line that are looked at. */
const LOOKS = 48;
/** The outermost part of the page, where scanners leave shadows and papers end. */
const MARGIN_MM = 2;
/** Paper beside the streak is looked for this far away. */
const ASIDE_MM = 0.7;
/** A streak is darker than the paper beside it by this share of the step from ink to paper. */
const DEPTH = 0.05;
/** Paper is at least this near to white. */
const PAPER_DEPTH = 0.25;
/** Share of the looks that must have fallen on bare paper, and of these, that must have seen the streak. */
const LOOKED_SHARE = 0.3;
const SEEN_SHARE = 0.82;
/** Dirt goes on where nothing is printed: in the outermost part of the page, looked at this often at each end. */
const END_MM = 5;
const END_LOOKS = 10;
/** More lines than this are no dirt: a ruled form, a picture. */
const MOST_STREAKS = 6;

interface Axis {
  /** Pixels from one line to the next, and from one look to the next pixel along the line. */
  readonly acrossStride: number;
  readonly alongStride: number;
  readonly from: number;
  readonly to: number;
  readonly alongFrom: number;
  readonly alongTo: number;
}

/** Evenly over a part of the line, as offsets into the image. */
const placesOver = (from: number, to: number, looks: number, stride: number): Int32Array =>
  Int32Array.from(
    { length: looks },
    (_, look) => Math.floor(from + ((look + 0.5) * (to - from)) / looks) * stride,
  );

interface Contrast {
  readonly isPaper: number;
  readonly depth: number;
}

/** Whether the line from `base` is a streak where bare paper lies beside it, on enough of the places. */
const isStreakAt = (
  data: Uint8Array,
  base: number,
  places: Int32Array,
  reach: number,
  { isPaper, depth }: Contrast,
): boolean => {
  const mostMissed = (1 - SEEN_SHARE) * places.length;
  let looked = 0;
  let missed = 0;
  for (let look = 0; look < places.length && missed <= mostMissed; look++) {
    const at = base + (places[look] as number);
    const before = data[at - reach] as number;
    const after = data[at + reach] as number;
    const lighter = before < after ? before : after;
    if (lighter < isPaper) continue;
    looked++;
    if ((data[at] as number) > lighter - depth) missed++;
  }
  return looked >= LOOKED_SHARE * places.length && missed <= (1 - SEEN_SHARE) * looked;
};

const findLines = (
  data: Uint8Array,
  axis: Axis,
  contrast: Contrast,
  aside: number,
  endPx: number,
): number[] => {
  const { acrossStride, alongStride, from, to, alongFrom, alongTo } = axis;
  const all = placesOver(alongFrom, alongTo, LOOKS, alongStride);
  const first = placesOver(alongFrom, alongFrom + endPx, END_LOOKS, alongStride);
  const last = placesOver(alongTo - endPx, alongTo, END_LOOKS, alongStride);
  const reach = aside * acrossStride;
  const lines: number[] = [];
  // The ends first: they lie close together in memory and end the search for nearly every line.
  for (let across = from + aside; across < to - aside; across++) {
    const base = across * acrossStride;
    if (
      isStreakAt(data, base, first, reach, contrast) &&
      isStreakAt(data, base, last, reach, contrast) &&
      isStreakAt(data, base, all, reach, contrast)
    ) {
      lines.push(across);
    }
  }
  return lines;
};

/** Neighbouring lines are one streak; the middle of each. */
const joinNeighbours = (lines: readonly number[], reach: number): number[] => {
  const groups: number[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last !== undefined && line - (last.at(-1) as number) <= reach) last.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => ((group[0] as number) + (group.at(-1) as number)) / 2);
};

/**
 * Streaks on a placed page. `pageMmToScanPx` and the paper's size in mm say where the page lies; `paper` and `ink` are
 * gray levels. Looks at about 1 % of the pixels: some 0.3 ms a page of 300 dpi.
 */
export const findGlassStreaks = (
  image: GrayImage,
  place: {
    readonly pageMmToScanPx: Homography;
    readonly widthMm: number;
    readonly heightMm: number;
    readonly dpi: number;
  },
  levels: { readonly paper: number; readonly ink: number },
): GlassStreak[] => {
  const pxPerMm = place.dpi / MM_PER_INCH;
  const corners = [
    { x: MARGIN_MM, y: MARGIN_MM },
    { x: place.widthMm - MARGIN_MM, y: MARGIN_MM },
    { x: MARGIN_MM, y: place.heightMm - MARGIN_MM },
    { x: place.widthMm - MARGIN_MM, y: place.heightMm - MARGIN_MM },
  ].map((corner) => projectMm(place.pageMmToScanPx, corner));
  // The upright rectangle within the page: of each two corners of an edge the inner one.
  const inner = (of: (corner: { readonly x: number; readonly y: number }) => number, size: number) => {
    const sorted = corners.map(of).sort((a, b) => a - b);
    return {
      from: Math.max(0, Math.ceil(sorted[1] as number)),
      to: Math.min(size, Math.floor(sorted[2] as number)),
    };
  };
  const x = inner((corner) => corner.x, image.width);
  const y = inner((corner) => corner.y, image.height);
  const aside = Math.max(2, Math.round(ASIDE_MM * pxPerMm));
  const contrast = levels.paper - levels.ink;
  if (contrast < 40 || x.to - x.from < 4 * aside || y.to - y.from < 4 * aside) return [];
  const seenAs: Contrast = {
    isPaper: levels.paper - PAPER_DEPTH * contrast,
    depth: DEPTH * contrast,
  };
  const lines = (axis: Axis): number[] => {
    const found = joinNeighbours(
      findLines(image.data, axis, seenAs, aside, Math.round(END_MM * pxPerMm)),
      aside,
    );
    return found.length > MOST_STREAKS ? [] : found;
  };
  const down = lines({
    acrossStride: 1,
    alongStride: image.width,
    ...x,
    alongFrom: y.from,
    alongTo: y.to,
  });
  const across = lines({
    acrossStride: image.width,
    alongStride: 1,
    ...y,
    alongFrom: x.from,
    alongTo: x.to,
  });
  const inMm = (px: number): number => Math.round((10 * (px + 0.5)) / pxPerMm) / 10;
  return [
    ...down.map((px): GlassStreak => ({ direction: 'vertical', atMm: inMm(px) })),
    ...across.map((px): GlassStreak => ({ direction: 'horizontal', atMm: inMm(px) })),
  ];
};

/** Gray levels between black and white that a scan of two levels does not have; JPEG blurs them a little. */
const BETWEEN = { from: 24, to: 231 };
const BETWEEN_SHARE = 0.004;
const SAMPLES = 20_000;

/** Whether a scan knows black and white alone. */
export const isBilevel = ({ data }: GrayImage): boolean => {
  const step = Math.max(1, Math.floor(data.length / SAMPLES)) | 1;
  let between = 0;
  for (let at = 0; at < data.length; at += step) {
    const level = data[at] as number;
    if (level > BETWEEN.from && level < BETWEEN.to) between++;
  }
  return between * step < BETWEEN_SHARE * data.length;
};
