import { MM_PER_INCH } from '../domain/geometry.ts';
import type { GrayImage } from '../domain/image.ts';

/** Papers that forms are printed on, upright. */
const PAPERS = [
  { widthMm: 210, heightMm: 297 },
  { widthMm: 215.9, heightMm: 279.4 },
  { widthMm: 148, heightMm: 210 },
  { widthMm: 215.9, heightMm: 355.6 },
  { widthMm: 297, heightMm: 420 },
] as const;
/** A stated size within this of a paper's is that paper; scanners cut off a little. */
const SAME_SIZE_SHARE = 0.04;
/** Sides of a plausible paper. */
const PLAUSIBLE_MM = { least: 70, most: 450 };
/** What programs write that know of no resolution. */
const UNKNOWING_DPI = new Set([72, 96]);

/**
 * The paper that an image of a blank page shows. Its stated resolution counts where it makes a known paper; screen
 * pictures and photos state anything, and go by their shape. The height follows the image, so that a pixel is square.
 */
export const fitPaper = (
  image: GrayImage,
  dpi: number | null,
): { readonly widthMm: number; readonly heightMm: number } => {
  const { width, height } = image;
  const papers = PAPERS.map(({ widthMm, heightMm }) =>
    width > height ? { widthMm: heightMm, heightMm: widthMm } : { widthMm, heightMm },
  );
  if (dpi !== null && !UNKNOWING_DPI.has(dpi)) {
    const stated = { widthMm: (width / dpi) * MM_PER_INCH, heightMm: (height / dpi) * MM_PER_INCH };
    const isKnown = papers.some(
      (paper) =>
        Math.abs(stated.widthMm / paper.widthMm - 1) < SAME_SIZE_SHARE &&
        Math.abs(stated.heightMm / paper.heightMm - 1) < SAME_SIZE_SHARE,
    );
    const isPlausible =
      Math.min(stated.widthMm, stated.heightMm) > PLAUSIBLE_MM.least &&
      Math.max(stated.widthMm, stated.heightMm) < PLAUSIBLE_MM.most;
    if (isKnown || isPlausible) return stated;
  }
  const shape = height / width;
  // A sheets have one shape: A4 is what is meant unless a resolution says otherwise.
  const likest = papers
    .slice(0, 2)
    .reduce((best, paper) =>
      Math.abs(paper.heightMm / paper.widthMm - shape) < Math.abs(best.heightMm / best.widthMm - shape)
        ? paper
        : best,
    );
  return { widthMm: likest.widthMm, heightMm: likest.widthMm * shape };
};
