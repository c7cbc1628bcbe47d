import { MM_PER_INCH, type RectMm } from '../../domain/geometry.ts';
import type { Layout, LayoutPage } from '../../domain/layout.ts';
import type { PageReference } from '../page-view.ts';

/** As fine as stored blanks are. */
const DRAWING_DPI = 150;
const FRAME_MM = 0.3;
const PAPER = 255;
const INK = 0;
/** Codes have bare paper around them. */
const QUIET_ZONE_MM = 1;

const fillRect = ({ image, dpi }: PageReference, rect: RectMm, level: number): void => {
  const pxPerMm = dpi / MM_PER_INCH;
  const left = Math.max(0, Math.round(rect.x * pxPerMm));
  const right = Math.min(image.width, Math.round((rect.x + rect.width) * pxPerMm));
  const top = Math.max(0, Math.round(rect.y * pxPerMm));
  const bottom = Math.min(image.height, Math.round((rect.y + rect.height) * pxPerMm));
  for (let y = top; y < bottom; y++) {
    if (right > left) image.data.fill(level, y * image.width + left, y * image.width + right);
  }
};

const drawFrame = (drawing: PageReference, { x, y, width, height }: RectMm): void => {
  fillRect(drawing, { x, y, width, height: FRAME_MM }, INK);
  fillRect(drawing, { x, y: y + height - FRAME_MM, width, height: FRAME_MM }, INK);
  fillRect(drawing, { x, y, width: FRAME_MM, height }, INK);
  fillRect(drawing, { x: x + width - FRAME_MM, y, width: FRAME_MM, height }, INK);
};

/** What a layout alone says is printed on a page: registration marks, boxes, cells and the frames of text; no words. */
export const drawLayout = (page: LayoutPage, paper: Layout['paper']): PageReference => {
  const width = Math.round((paper.widthMm * DRAWING_DPI) / MM_PER_INCH);
  const height = Math.round((paper.heightMm * DRAWING_DPI) / MM_PER_INCH);
  const data = new Uint8Array(width * height).fill(PAPER);
  const drawing = { image: { data, width, height }, dpi: DRAWING_DPI };
  for (const { rectMm } of page.registrationMarks) fillRect(drawing, rectMm, INK);
  for (const field of page.fields) {
    if (field.kind === 'choice') for (const { rectMm } of field.boxes) drawFrame(drawing, rectMm);
    else for (const rectMm of field.cells ?? []) drawFrame(drawing, rectMm);
    if (field.kind === 'text' && field.rectMm !== undefined) drawFrame(drawing, field.rectMm);
  }
  return drawing;
};

/** The blank without its page codes, which are others on every copy. */
export const withoutCodes = ({ image, dpi }: PageReference, page: LayoutPage): PageReference => {
  const bare = { image: { ...image, data: new Uint8Array(image.data) }, dpi };
  for (const { rectMm, textRectMm } of page.pageCodes) {
    for (const rect of textRectMm === undefined ? [rectMm] : [rectMm, textRectMm]) {
      const { x, y, width, height } = rect;
      const quiet = QUIET_ZONE_MM;
      fillRect(
        bare,
        { x: x - quiet, y: y - quiet, width: width + 2 * quiet, height: height + 2 * quiet },
        PAPER,
      );
    }
  }
  return bare;
};
