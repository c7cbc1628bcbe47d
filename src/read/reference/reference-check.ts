import { PaperlineError } from '../../domain/errors.ts';
import { MM_PER_INCH, type RectMm } from '../../domain/geometry.ts';
import type { Layout, LayoutPage } from '../../domain/layout.ts';
import type { PageReference } from '../page-view.ts';

/** The blank's size may differ from the paper's by this share: scanners cut off a little, resolutions are rounded. */
const SIZE_SLACK_SHARE = 0.03;
/** Print within this of a box's edges counts as its own, and takes at least this share of that ring. */
const RING_MM = 1.2;
const LEAST_RING_PRINT = 0.03;
const PRINT_LEVEL = 180;
/** At least this share of a page's boxes must show on its blank. */
const LEAST_SHOWN_SHARE = 0.5;

/** Whether the blank has print along a box's edges, inside or outside. */
const showsBox = ({ image, dpi }: PageReference, rect: RectMm): boolean => {
  const pxPerMm = dpi / MM_PER_INCH;
  const inset = Math.min(RING_MM, rect.width / 4, rect.height / 4);
  const inLeft = (rect.x + inset) * pxPerMm;
  const inRight = (rect.x + rect.width - inset) * pxPerMm;
  const inTop = (rect.y + inset) * pxPerMm;
  const inBottom = (rect.y + rect.height - inset) * pxPerMm;
  const left = Math.max(0, Math.floor((rect.x - RING_MM) * pxPerMm));
  const right = Math.min(image.width, Math.ceil((rect.x + rect.width + RING_MM) * pxPerMm));
  const top = Math.max(0, Math.floor((rect.y - RING_MM) * pxPerMm));
  const bottom = Math.min(image.height, Math.ceil((rect.y + rect.height + RING_MM) * pxPerMm));
  let inked = 0;
  let total = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      if (x > inLeft && x < inRight && y > inTop && y < inBottom) continue;
      total++;
      if (image.data[y * image.width + x]! < PRINT_LEVEL) inked++;
    }
  }
  return total > 0 && inked > LEAST_RING_PRINT * total;
};

/**
 * Refuses a blank page that does not belong to its layout: of another size, or without print where the boxes are.
 * @throws PaperlineError `layout-invalid`
 */
export const checkReference = (layout: Layout, page: LayoutPage, reference: PageReference): void => {
  const { image, dpi } = reference;
  const { widthMm, heightMm } = layout.paper;
  const refuse = (what: string, remedy: string): never => {
    throw new PaperlineError({
      code: 'layout-invalid',
      message: `The blank page ${page.page} of form ${layout.form} (${layout.survey}, ${layout.language}) does not fit its layout: ${what}.`,
      remedy,
    });
  };
  const shown = { widthMm: (image.width / dpi) * MM_PER_INCH, heightMm: (image.height / dpi) * MM_PER_INCH };
  if (
    Math.abs(shown.widthMm / widthMm - 1) > SIZE_SLACK_SHARE ||
    Math.abs(shown.heightMm / heightMm - 1) > SIZE_SLACK_SHARE
  ) {
    refuse(
      `${image.width} x ${image.height} pixels at ${dpi} dpi are ${shown.widthMm.toFixed(0)} x ${shown.heightMm.toFixed(0)} mm, and the paper is ${widthMm} x ${heightMm} mm`,
      'Check the dpi of the reference and the size of the paper; the image must show the whole page and nothing else.',
    );
  }
  const boxes = page.fields.flatMap((field) =>
    field.kind === 'choice' ? field.boxes.map(({ rectMm }) => rectMm) : [],
  );
  const missing = boxes.filter((rect) => !showsBox(reference, rect)).length;
  if (boxes.length > 0 && boxes.length - missing < LEAST_SHOWN_SHARE * boxes.length) {
    refuse(
      `where the layout has its boxes, ${missing} of ${boxes.length} places are bare paper`,
      'Name the blank of this very form and page as its reference.',
    );
  }
};
