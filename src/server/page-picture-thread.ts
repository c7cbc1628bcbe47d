/** Runs in a thread of its own: opens one page of an archived scan and lays it upright, as it was printed. */
import { parentPort } from 'node:worker_threads';
import { describeError, isPaperlineError } from '../domain/errors.ts';
import type { GrayImage } from '../domain/image.ts';
import { samplePatch, viewAgain } from '../read/page-view.ts';
import { shrinkByMeans } from '../read/registration/coarse-view.ts';
import { encodeJpeg } from '../scan/encode-image.ts';
import { isPageFault, openScan } from '../scan/open-scan.ts';
import type { PictureAnswer, PictureJob } from './page-pictures.ts';

/** About 150 dots an inch: boxes are seen well, and a page takes some 200 KB. */
const PICTURE_PX_PER_MM = 6;
const PICTURE_JPEG_QUALITY = 72;

/** A scan that no reader could place is shown at most this high. */
const MAX_RAW_PX = 2000;

const uprightOf = (image: GrayImage, { placed }: PictureJob): GrayImage =>
  placed === null
    ? shrinkByMeans(image, Math.ceil(Math.max(image.width, image.height) / MAX_RAW_PX))
    : samplePatch(
        viewAgain(image, placed.pageMmToScanPx, placed.paper),
        { x: 0, y: 0, width: placed.paper.widthMm, height: placed.paper.heightMm },
        PICTURE_PX_PER_MM,
      );

const draw = async (job: PictureJob): Promise<PictureAnswer> => {
  for await (const item of openScan(job.file, { isWanted: (pageIndex) => pageIndex === job.pageIndex })) {
    if (isPageFault(item)) return { id: job.id, picture: null, fault: item.fault.message };
    const picture = await encodeJpeg(uprightOf(item.image, job), { quality: PICTURE_JPEG_QUALITY });
    return { id: job.id, picture, fault: null };
  }
  return { id: job.id, picture: null, fault: 'the scan has no such page' };
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
