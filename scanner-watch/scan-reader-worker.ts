/** Runs in a reading thread: opens a scan page by page, reads it, and cuts out what a person must look at. */
import { describeError, isPaperlineError, PaperlineError } from '../src/domain/errors.ts';
import type { RectMm } from '../src/domain/geometry.ts';
import type { GrayImage, ScanPage } from '../src/domain/image.ts';
import type { LayoutField } from '../src/domain/layout.ts';
import { createReader } from '../src/read/create-reader.ts';
import { cropField } from '../src/read/crop-field.ts';
import { createTextRecogniser, type TextRecogniser } from '../src/read/open-text.ts';
import { CODE_LINE_CHARACTERS } from '../src/read/page-code/page-text.ts';
import { viewAgain, type PageView } from '../src/read/page-view.ts';
import type { KnownForm, PageReader, PageReading } from '../src/read/reader.ts';
import { encodeJpeg } from '../src/scan/encode-image.ts';
import { isPageFault, openScan } from '../src/scan/open-scan.ts';
import { releaseBytes, releasePixels } from '../src/scan/release-pixels.ts';
import type { Crop, CropsOfPage, ScannedPage } from '../src/store/scans.ts';
import { openPrintedForms } from './known-forms.ts';
import { createPageDraw } from './page-draw.ts';
import type { FaultMessage, ReadingAnswer, ReadingJob, ReadingProgress } from './scan-reader-messages.ts';

/** Handwriting stays readable and a remark over the whole width takes about 25 KB. */
const CROP_JPEG_QUALITY = 80;

interface Knowledge {
  readonly formCount: number;
  readonly targetErrorRate: number;
  readonly reader: PageReader;
  readonly forms: ReadonlyMap<string, KnownForm>;
}

let knowledge: Promise<Knowledge> | undefined;
let knownFor = '';

let lineRecogniser: Promise<TextRecogniser> | undefined;

/** Printed words of a torn page code; the recogniser is started with the first of them. */
const recogniseLine = async (line: GrayImage): Promise<string> => {
  lineRecogniser ??= createTextRecogniser([], { dictionaries: false });
  const { text } = await (
    await lineRecogniser
  ).recognise(line, { singleLine: true, whitelist: CODE_LINE_CHARACTERS });
  return text;
};

const learn = async ({ database, formCount, targetErrorRate }: ReadingJob): Promise<Knowledge> => {
  const forms = await openPrintedForms(database);
  return {
    formCount,
    targetErrorRate,
    reader: await createReader({ forms, targetErrorRate, recogniseLine }),
    forms: new Map(forms.map((form) => [form.layout.form, form])),
  };
};

/** No fault of the scan that happens to be next, which must not be rejected for it. */
const cannotLearn = (job: ReadingJob, cause: unknown): PaperlineError =>
  new PaperlineError({
    code: 'database-damaged',
    message: `The forms stored in ${job.database} cannot be read with: ${describeError(cause)}`,
    remedy: 'Nothing is read until this is mended; put the latest backup of the database in its place.',
    cause,
  });

const knowledgeFor = (job: ReadingJob): Promise<Knowledge> => {
  const key = `${job.database}\0${job.formCount}\0${job.targetErrorRate}`;
  if (knowledge === undefined || knownFor !== key) {
    knownFor = key;
    knowledge = learn(job).catch((cause: unknown) => {
      throw cannotLearn(job, cause);
    });
    knowledge.catch(() => {
      knowledge = undefined;
    });
  }
  return knowledge;
};

/** Where the writing is expected, in the crop's pixels: for a text field, whose crop shows more than it. */
const fieldInCrop = (field: LayoutField, shown: RectMm, pxPerMm: number): { field?: RectMm } => {
  const rectMm = field.kind === 'text' ? field.rectMm : undefined;
  if (rectMm === undefined) return {};
  const [x, y] = [(rectMm.x - shown.x) * pxPerMm, (rectMm.y - shown.y) * pxPerMm];
  return { field: { x, y, width: rectMm.width * pxPerMm, height: rectMm.height * pxPerMm } };
};

const cropOf = async (view: PageView, field: LayoutField, form: KnownForm): Promise<Crop> => {
  const { image, rectMm, boxes } = cropField(view, field, form.layout.paper);
  const jpeg = await encodeJpeg(image, { quality: CROP_JPEG_QUALITY, standardCodes: true });
  releasePixels(image);
  return {
    mime: 'image/jpeg',
    width: image.width,
    height: image.height,
    frame: {
      rectMm,
      boxes: boxes.map(({ code, rectPx }) => ({ code, ...rectPx })),
      ...fieldInCrop(field, rectMm, image.width / rectMm.width),
    },
    image: jpeg,
  };
};

/** Crops of those fields of a page for which `isWanted`; none where the page was not placed. */
const cropPage = async (
  page: ScanPage,
  reading: PageReading,
  { forms }: Knowledge,
  isWanted: (variable: string) => boolean,
): Promise<CropsOfPage> => {
  const crops = new Map<string, Crop>();
  const { pageMmToScanPx } = reading.diagnostics;
  const form = reading.form === null ? undefined : forms.get(reading.form);
  const layoutPage = form?.layout.pages.find(({ page: number }) => number === reading.page);
  if (form === undefined || layoutPage === undefined || pageMmToScanPx === undefined) return crops;
  const wanted = layoutPage.fields.filter(({ variable }) => isWanted(variable));
  if (wanted.length === 0) return crops;
  const view = viewAgain(page.image, pageMmToScanPx, form.layout.paper);
  for (const field of wanted) crops.set(field.variable, await cropOf(view, field, form));
  return crops;
};

/** A page whose image cannot be opened is a page all the same: somebody filled it in. */
const unreadablePage = (pageIndex: number, fault: PaperlineError): PageReading => ({
  pageIndex,
  status: 'unreadable',
  form: null,
  survey: null,
  language: null,
  copy: null,
  page: null,
  reasons: ['image-damaged'],
  fields: {},
  diagnostics: { fault: { code: fault.code, message: fault.message, remedy: fault.remedy } },
  ms: {},
});

/** Pictures of the job before, which have been copied to the thread that asked for them. */
let handedOver: readonly ScannedPage[] = [];

const readPages = async (job: ReadingJob & { kind: 'read' }): Promise<ScannedPage[]> => {
  for (const { crops } of handedOver) for (const { image } of crops.values()) releaseBytes(image);
  handedOver = [];
  const known = await knowledgeFor(job);
  const pages: ScannedPage[] = [];
  const drawOf = createPageDraw(job.sampling, job.file);
  const isWanted = (pageIndex: number): boolean => pageIndex % job.of === job.share;
  const tell = (progress: ReadingProgress): void => job.port.postMessage(progress);
  const onPageCount = (pagesInFile: number): void => {
    if (job.share === 0) tell({ pagesInFile });
  };
  for await (const item of openScan(job.file, { isWanted, onPageCount })) {
    if (isPageFault(item)) {
      pages.push({ reading: unreadablePage(item.pageIndex, item.fault), crops: new Map() });
    } else {
      const reading = await known.reader.readPage(item);
      const startedMs = performance.now();
      const drawn = drawOf(reading);
      const isShown = (name: string): boolean => reading.fields[name]?.review === true || drawn.has(name);
      const crops = await cropPage(item, reading, known, isShown);
      const ms = { open: item.ms, ...reading.ms, crop: performance.now() - startedMs };
      pages.push({ reading: { ...reading, ms }, crops, drawn });
      releasePixels(item.image);
    }
    tell({ pagesRead: 1 });
  }
  handedOver = pages;
  return pages;
};

const cropPages = async (job: ReadingJob & { kind: 'crop' }): Promise<ReadonlyMap<number, CropsOfPage>> => {
  const known = await knowledgeFor(job);
  const crops = new Map<number, CropsOfPage>();
  for await (const item of openScan(job.file, { isWanted: (pageIndex) => job.wanted.has(pageIndex) })) {
    if (isPageFault(item)) continue;
    const variables = job.wanted.get(item.pageIndex) ?? [];
    const reading = await known.reader.readPage(item);
    crops.set(item.pageIndex, await cropPage(item, reading, known, (name) => variables.includes(name)));
    releasePixels(item.image);
  }
  return crops;
};

/** Faults name the file as it is called while it is read; staff know it by its own name. */
const faultFor = (job: ReadingJob, { code, message, remedy }: PaperlineError): FaultMessage => {
  const fileName = job.file.slice(Math.max(job.file.lastIndexOf('/'), job.file.lastIndexOf('\\')) + 1);
  return { code, message: message.replaceAll(job.file, job.name).replaceAll(fileName, job.name), remedy };
};

export default async (job: ReadingJob): Promise<ReadingAnswer> => {
  try {
    return job.kind === 'read'
      ? { kind: 'pages', pages: await readPages(job) }
      : { kind: 'crops', crops: await cropPages(job) };
  } catch (error) {
    if (isPaperlineError(error)) return { kind: 'fault', fault: faultFor(job, error) };
    throw error;
  } finally {
    if (job.kind === 'read') job.port.close();
  }
};
