import type { GrayImage } from '../../src/domain/image.ts';
import type { Layout, LayoutField } from '../../src/domain/layout.ts';
import type { PageRead } from '../../src/domain/page-read.ts';
import { cropField } from '../../src/read/crop-field.ts';
import { viewAgain, type PageView } from '../../src/read/page-view.ts';
import { encodeJpeg, resizeGray } from '../../src/scan/encode-image.ts';
import type { Miss, MissPicture } from './miss.ts';

/** About 150 dpi: a pen stroke is seen as it is, and sixty crops stay below two megabytes. */
const CROP_PX_PER_MM = 6;
const PAGE_WIDTH_PX = 560;
const JPEG_QUALITY = 72;

const pictureOf = async (image: GrayImage, boxes: MissPicture['boxes'] = []): Promise<MissPicture> => ({
  uri: `data:image/jpeg;base64,${(await encodeJpeg(image, { quality: JPEG_QUALITY })).toString('base64')}`,
  widthPx: image.width,
  heightPx: image.height,
  boxes,
});

/** A field as a reviewer sees it, from a page that is placed. */
export const pictureOfField = (
  view: PageView,
  field: LayoutField,
  paper: Layout['paper'],
): Promise<MissPicture> => {
  const { image, boxes } = cropField(view, field, paper, { pxPerMm: CROP_PX_PER_MM });
  return pictureOf(image, field.kind === 'choice' ? boxes : []);
};

/** What a miss on a scan page looks like: the field, or the whole page as it was scanned. */
export const pictureOfMiss = async (
  miss: Miss,
  image: GrayImage,
  read: PageRead,
  layout: Layout,
): Promise<MissPicture | null> => {
  if (miss.field === null) {
    const width = Math.min(PAGE_WIDTH_PX, image.width);
    return pictureOf(await resizeGray(image, width, Math.round((image.height * width) / image.width)));
  }
  const { variable } = miss.field;
  const field = layout.pages.flatMap(({ fields }) => fields).find((one) => one.variable === variable);
  const { pageMmToScanPx } = read.diagnostics;
  if (field === undefined || pageMmToScanPx === undefined) return null;
  return pictureOfField(viewAgain(image, pageMmToScanPx, layout.paper), field, layout.paper);
};
