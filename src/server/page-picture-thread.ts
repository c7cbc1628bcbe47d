/** Runs in a thread of its own: opens one page of an archived scan and lays it upright, as it was printed, or one field of it. */
import { parentPort } from 'node:worker_threads';
import { describeError, isPaperlineError } from '../domain/errors.ts';
import type { GrayImage } from '../domain/image.ts';
import { cropField } from '../read/crop-field.ts';
import { hideOtherFields } from '../read/hide-fields.ts';
import { samplePatch, viewAgain } from '../read/page-view.ts';
import { shrinkByMeans } from '../read/registration/coarse-view.ts';
import { decodeImage } from '../scan/decode-image.ts';
import { encodeJpeg, encodePng } from '../scan/encode-image.ts';
import { isPageFault, openScan } from '../scan/open-scan.ts';
import type { PictureAnswer, PictureJob, PictureSource } from './page-pictures.ts';

/** About 150 dots an inch: boxes are seen well, and a page takes some 200 KB. */
const PICTURE_PX_PER_MM = 6;
const PICTURE_JPEG_QUALITY = 72;
/** A field is small, and may have been a JPEG before. */
const FIELD_JPEG_QUALITY = 88;

/** A scan that no reader could place is shown at most this high. */
const MAX_RAW_PX = 2000;

type OfScan = PictureSource & { kind: 'scan' };

const wholePage = (image: GrayImage, { placed }: OfScan): GrayImage =>
  placed === null
    ? shrinkByMeans(image, Math.ceil(Math.max(image.width, image.height) / MAX_RAW_PX))
    : samplePatch(
        viewAgain(image, placed.pageMmToScanPx, placed.paper),
        { x: 0, y: 0, width: placed.paper.widthMm, height: placed.paper.heightMm },
        PICTURE_PX_PER_MM,
      );

const fromScan = (image: GrayImage, source: OfScan, { field: wanted }: PictureJob): GrayImage => {
  const { placed } = source;
  if (wanted === null || placed === null) return wholePage(image, source);
  const view = viewAgain(image, placed.pageMmToScanPx, placed.paper);
  const crop = cropField(view, wanted.field, placed.paper);
  return hideOtherFields(crop.image, crop.rectMm, wanted.field, wanted.others);
};

const fromCrop = async (
  { image: jpeg, rectMm }: PictureSource & { kind: 'crop' },
  { field: wanted }: PictureJob,
): Promise<GrayImage> => {
  const { image } = await decodeImage(jpeg, { place: 'a picture of a field' });
  return wanted === null ? image : hideOtherFields(image, rectMm, wanted.field, wanted.others);
};

const encode = (image: GrayImage, { format, field }: PictureJob): Promise<Uint8Array> =>
  format === 'png'
    ? encodePng(image)
    : encodeJpeg(image, { quality: field === null ? PICTURE_JPEG_QUALITY : FIELD_JPEG_QUALITY });

const draw = async (job: PictureJob): Promise<PictureAnswer> => {
  const { id, source } = job;
  if (source.kind === 'crop') {
    return { id, picture: await encode(await fromCrop(source, job), job), fault: null };
  }
  const isWanted = (pageIndex: number): boolean => pageIndex === source.pageIndex;
  for await (const item of openScan(source.file, { isWanted })) {
    if (isPageFault(item)) return { id, picture: null, fault: item.fault.message };
    return { id, picture: await encode(fromScan(item.image, source, job), job), fault: null };
  }
  return { id, picture: null, fault: 'the scan has no such page' };
};

parentPort?.on('message', (job: PictureJob) => {
  draw(job)
    .catch((error: unknown): PictureAnswer => {
      const fault = isPaperlineError(error) ? error.message : describeError(error);
      return { id: job.id, picture: null, fault };
    })
    .then((answer) => parentPort?.postMessage(answer))
    .catch((error: unknown) => {
      throw error;
    });
});
