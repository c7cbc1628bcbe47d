import { MM_PER_INCH } from '../../domain/geometry.ts';
import type { GrayImage } from '../../domain/image.ts';
import type { Homography } from '../../domain/page-read.ts';
import { projectMm, type PageReference } from '../page-view.ts';
import type { AveragedScan } from './scan-map.ts';

/** Places on the page where paper is looked for, this far apart. */
const PAPER_STEP_MM = 3;
/** Half the side of a square in which some paper shows between print. */
const PAPER_REACH_MM = 1.2;
/** The blank's print is solid where it is darker than this over the square of `SOLID_MM`. */
const SOLID_LEVEL = 80;
const SOLID_MM = 0.6;
/** Fewer solid places than this do not tell how dark ink is. */
const LEAST_SOLID = 12;
/** Ink over paper, taken where the blank has nothing solid: ordinary print in ordinary light. */
const USUAL_INK_SHARE = 0.35;

const levelAt = ({ image, step }: AveragedScan, h: Homography, x: number, y: number): number | null => {
  const at = projectMm(h, { x, y });
  const column = Math.floor(at.x / step);
  const row = Math.floor(at.y / step);
  return column < 0 || row < 0 || column >= image.width || row >= image.height
    ? null
    : image.data[row * image.width + column]!;
};

const middleOf = (values: number[]): number => {
  values.sort((one, other) => one - other);
  return values[values.length >> 1]!;
};

const isSolid = ({ data, width, height }: GrayImage, x: number, y: number, reach: number): boolean => {
  if (x < reach || y < reach || x + reach >= width || y + reach >= height) return false;
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) if (data[(y + dy) * width + x + dx]! > SOLID_LEVEL) return false;
  }
  return true;
};

/** Gray levels of bare paper and of solid ink in the scan of a placed page, 0..255; shadows are evened out for the ink. */
export const levelsOfPage = (
  scan: AveragedScan,
  h: Homography,
  reference: PageReference,
): { readonly paperLevel: number; readonly inkLevel: number } => {
  const { image, dpi } = reference;
  const mmPerPx = MM_PER_INCH / dpi;
  const paperNear = (x: number, y: number): number | null => {
    let brightest: number | null = null;
    for (let k = 0; k < 25; k++) {
      const dx = (((k % 5) - 2) / 2) * PAPER_REACH_MM;
      const dy = ((Math.floor(k / 5) - 2) / 2) * PAPER_REACH_MM;
      const level = levelAt(scan, h, x + dx, y + dy);
      if (level !== null && (brightest === null || level > brightest)) brightest = level;
    }
    return brightest;
  };
  const papers: number[] = [];
  for (let y = PAPER_STEP_MM; y < image.height * mmPerPx; y += PAPER_STEP_MM) {
    for (let x = PAPER_STEP_MM; x < image.width * mmPerPx; x += PAPER_STEP_MM) {
      const level = paperNear(x, y);
      if (level !== null) papers.push(level);
    }
  }
  const paperLevel = papers.length === 0 ? 255 : middleOf(papers);
  const reach = Math.max(1, Math.round(SOLID_MM / 2 / mmPerPx));
  const shares: number[] = [];
  for (let y = reach; y < image.height; y += 2 * reach + 1) {
    for (let x = reach; x < image.width; x += 2 * reach + 1) {
      if (!isSolid(image, x, y, reach)) continue;
      const ink = levelAt(scan, h, (x + 0.5) * mmPerPx, (y + 0.5) * mmPerPx);
      const paper = paperNear((x + 0.5) * mmPerPx, (y + 0.5) * mmPerPx);
      // In the midst of a wide solid area no paper is near: the page's own stands in.
      if (ink !== null && paper !== null) shares.push(ink / Math.max(1, paper, paperLevel / 2));
    }
  }
  const inkShare = shares.length < LEAST_SOLID ? USUAL_INK_SHARE : Math.min(0.9, middleOf(shares));
  return { paperLevel, inkLevel: paperLevel * inkShare };
};
