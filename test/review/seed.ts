/** A data folder with a real store: forms printed, filled in by hand, read by someone who doubts a lot. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fillPage } from '../../fixtures/simulator/fill-page.ts';
import { makeHand } from '../../fixtures/simulator/hand.ts';
import { intendAnswers } from '../../fixtures/simulator/intended-answers.ts';
import { EXACT_FIT, printOnPaper } from '../../fixtures/simulator/paper-side.ts';
import { Random } from '../../fixtures/simulator/random.ts';
import { boundingRectMm, growRectMm, type RectMm } from '../../src/domain/geometry.ts';
import type { GrayImage } from '../../src/domain/image.ts';
import type { LayoutField, LayoutPage } from '../../src/domain/layout.ts';
import { SEEN_MARKS } from '../../src/domain/seen-mark.ts';
import type { FieldReading, FieldValue } from '../../src/domain/page-read.ts';
import { prepareDataFolder, type DataFolder } from '../../src/operation/data-folder.ts';
import { newBatchCode, newCopyCodes } from '../../src/print/copy-codes.ts';
import { printForm } from '../../src/print/form-print.ts';
import { loadQuestionnaire } from '../../src/questionnaire/load-questionnaire.ts';
import type { Questionnaire } from '../../src/questionnaire/questionnaire.ts';
import { encodeJpeg, encodeTiff } from '../../src/scan/encode-image.ts';
import { cropGray } from '../../src/scan/orientation.ts';
import { renderPdfPages } from '../../src/scan/render-pdf.ts';
import { registerPrintRun } from '../../src/store/print-runs.ts';
import { beginReading, markMoved, markRejecting } from '../../src/store/scan-files.ts';
import { storeScan, type Crop, type ScannedPage, type ScannedReading } from '../../src/store/scans.ts';
import type { DrawnOfPage } from '../../src/store/quality-draw.ts';
import { setShare } from '../../src/store/quality-settings.ts';
import { openStore, type Store } from '../../src/store/store.ts';

export const FORMS_FOLDER = path.resolve(import.meta.dirname, '../../forms');
const PX_PER_MM = 8;
const AT = new Date('2026-11-20T09:00:00Z');

export interface Seeded {
  readonly folder: DataFolder;
  readonly store: Store;
  readonly questionnaire: Questionnaire;
  /** Tasks that were made. */
  readonly tasks: number;
  remove(): Promise<void>;
}

export interface SeedOptions {
  readonly copies?: number;
  readonly language?: string;
  readonly file?: string;
  readonly seed?: number;
  /** Which fields of a copy go to a person; all of them where left out. */
  readonly doubts?: (copy: number, variable: string) => boolean;
  /** Real pictures take a second; without them every crop is one small gray square. */
  readonly pictures?: boolean;
  /** Puts the scan into the archive, so that whole pages can be shown; without pictures its pages are gray. */
  readonly archive?: boolean;
  /** Share of decisions that is read again; none where left out. */
  readonly share?: number;
  /** With which chance an accepted field was drawn to be read again, where it was. */
  readonly drawn?: (copy: number, variable: string) => number | undefined;
}

const partsOf = (field: LayoutField): { code: string; rectMm: RectMm }[] =>
  field.kind === 'choice'
    ? field.boxes
    : (field.cells ?? []).map((rectMm, place) => ({ code: String(place + 1), rectMm }));

const cropOf = async (page: GrayImage, field: LayoutField): Promise<Crop> => {
  const rects = partsOf(field).map(({ rectMm }) => rectMm);
  if (field.kind === 'text' && field.rectMm !== undefined) rects.push(field.rectMm);
  const grown = growRectMm(boundingRectMm(rects), 5);
  const left = Math.max(0, Math.round(grown.x * PX_PER_MM));
  const top = Math.max(0, Math.round(grown.y * PX_PER_MM));
  const width = Math.min(page.width - left, Math.round(grown.width * PX_PER_MM));
  const height = Math.min(page.height - top, Math.round(grown.height * PX_PER_MM));
  const boxes = partsOf(field).map(({ code, rectMm }) => ({
    code,
    x: rectMm.x * PX_PER_MM - left,
    y: rectMm.y * PX_PER_MM - top,
    width: rectMm.width * PX_PER_MM,
    height: rectMm.height * PX_PER_MM,
  }));
  const image = await encodeJpeg(cropGray(page, left, top, width, height), { quality: 80 });
  return { mime: 'image/jpeg', width, height, frame: { rectMm: grown, boxes }, image };
};

const SCAN_NAME = 'rit 12 – ochtend 🚋.pdf';

const grayPage = ({ widthMm, heightMm }: { widthMm: number; heightMm: number }): GrayImage => {
  const [width, height] = [Math.round(widthMm * PX_PER_MM), Math.round(heightMm * PX_PER_MM)];
  return { data: new Uint8Array(width * height).fill(200), width, height };
};

const tinyCrop = async (field: LayoutField): Promise<Crop> => {
  const image = await encodeJpeg({ data: new Uint8Array(64).fill(200), width: 8, height: 8 });
  const boxes = partsOf(field).map(({ code }, place) => ({ code, x: place, y: 2, width: 1, height: 1 }));
  return { mime: 'image/jpeg', width: 8, height: 8, frame: { boxes }, image };
};

/** What a reader full of doubt makes of what was meant. */
const doubtfulReading = (
  field: LayoutField,
  meant: FieldValue,
  style: string,
  random: Random,
): FieldReading => {
  if (style === 'two-marks' && field.kind === 'choice') {
    return {
      state: 'multiple',
      value: null,
      confidence: 0.55,
      review: true,
      reasons: ['several-marks'],
      alternatives: field.boxes.slice(0, 2).map(({ code }) => ({ value: code, confidence: 0.22 })),
    };
  }
  if (field.kind === 'text') {
    return { state: 'unclear', value: null, confidence: 0.3, review: true, reasons: ['text-to-transcribe'] };
  }
  if (field.kind === 'digits') {
    const value = typeof meant === 'string' ? meant : null;
    return value === null
      ? { state: 'blank', value: null, confidence: 0.8, review: true, reasons: ['faint-mark'] }
      : {
          state: 'answered',
          value,
          confidence: 0.71,
          review: true,
          reasons: ['digit-unsure'],
          alternatives: [{ value: value.replace('1', '7'), confidence: 0.2 }],
        };
  }
  if (meant === null) {
    return { state: 'blank', value: null, confidence: 0.77, review: true, reasons: ['faint-mark'] };
  }
  if (field.multiple) {
    return { state: 'answered', value: meant, confidence: 0.68, review: true, reasons: ['faint-mark'] };
  }
  const other = random.pick(field.boxes).code;
  return {
    state: 'answered',
    value: meant,
    confidence: 0.64,
    review: true,
    reasons: ['mark-or-cancelled'],
    alternatives: other === meant ? [] : [{ value: other, confidence: 0.21 }],
  };
};

const surely = (value: FieldValue, style: string | undefined): FieldReading => ({
  state: value === null ? 'blank' : 'answered',
  value,
  confidence: 0.99995,
  review: false,
  mark: value === null ? 'none' : (SEEN_MARKS.find((mark) => mark === style) ?? 'cross'),
});

/** A codes list, a digit string or a text where the simulated person wrote one. */
const readPage = async (
  blank: GrayImage | null,
  page: LayoutPage,
  paper: { widthMm: number; heightMm: number },
  doubts: (variable: string) => boolean,
  drawn: DrawnOfPage,
  random: Random,
): Promise<{ fields: Record<string, FieldReading>; crops: Map<string, Crop>; image: GrayImage | null }> => {
  const fields: Record<string, FieldReading> = {};
  const crops = new Map<string, Crop>();
  let image: GrayImage | null = null;
  let meant: Record<string, FieldValue> = {};
  let marks: Record<string, string> = {};
  if (blank !== null) {
    const options = { paper, dpi: PX_PER_MM * 25.4, fit: EXACT_FIT, colour: false };
    const side = printOnPaper(blank, options, random.fork('print'));
    const hand = makeHand(random.fork('hand'));
    const intended = intendAnswers([page], hand, random.fork('answers'));
    const answers = fillPage(side, page, { hand, intended, digits: null }, random.fork('fill'));
    meant = answers.fields;
    marks = answers.marks;
    const data = side.gray.map((level) => Math.min(255, level + 14));
    image = { data, width: side.width, height: side.height };
  }
  for (const field of page.fields) {
    const { variable } = field;
    const first = partsOf(field)[0]?.code ?? null;
    const made = field.kind === 'choice' ? (field.multiple && first !== null ? [first] : first) : null;
    const value = blank === null ? made : (meant[variable] ?? null);
    if (!doubts(variable)) {
      fields[variable] = surely(field.kind === 'text' ? null : value, marks[variable]);
      if (!drawn.has(variable)) continue;
      crops.set(variable, image === null ? await tinyCrop(field) : await cropOf(image, field));
      continue;
    }
    fields[variable] = doubtfulReading(field, value, marks[variable] ?? 'cross', random);
    crops.set(variable, image === null ? await tinyCrop(field) : await cropOf(image, field));
  }
  return { fields, crops, image };
};

export const storeFile = async (
  store: Store,
  name: string,
  pages: ScannedPage[],
  at = AT,
): Promise<number> => {
  const claim = `claim-${name}`;
  await beginReading(store, { claim, originalName: name, at });
  const outcome = await storeScan(store, {
    claim,
    sha256: name,
    bytes: 123_456,
    destination: `archive/${name}`,
    pages,
    readerVersion: 'seed',
    at,
  });
  if (outcome.outcome !== 'stored')
    throw new Error(`Expected ${name} to be stored but it was ${outcome.outcome}.`);
  await markMoved(store, claim, at);
  return outcome.pages.reduce((sum, { tasks }) => sum + tasks, 0);
};

export const rejectFile = async (store: Store, name: string, en: string, nl: string): Promise<void> => {
  const claim = `claim-${name}`;
  await beginReading(store, { claim, originalName: name, at: AT });
  await markRejecting(store, {
    claim,
    destination: `rejected/${name}`,
    reason: { code: 'scan-truncated', en, nl },
    sha256: null,
    bytes: 4711,
    pageCount: null,
  });
  await markMoved(store, claim, AT);
};

const strange = (pageIndex: number, status: 'foreign' | 'unreadable'): ScannedPage => ({
  reading: {
    pageIndex,
    status,
    form: null,
    survey: null,
    language: null,
    copy: null,
    page: null,
    reasons: [status === 'foreign' ? 'no-page-code' : 'page-code-unreadable'],
    fields: {},
    diagnostics: {},
    ms: {},
  },
  crops: new Map(),
});

export const openSeed = async (options: SeedOptions = {}): Promise<Seeded> => {
  const { copies = 3, language = 'nl', file = 'passenger-survey.yaml', pictures = false } = options;
  const doubts = options.doubts ?? (() => true);
  const root = await mkdtemp(path.join(tmpdir(), 'paperline-seed-'));
  const folder = await prepareDataFolder({ root });
  const store = openStore(folder.database);
  const loaded = loadQuestionnaire(await readFile(path.join(FORMS_FOLDER, file)), file);
  if (!loaded.ok) throw new Error(`Expected ${file} to be without faults.`);
  const { questionnaire } = loaded;
  const codes = newCopyCodes(copies);
  const printed = await printForm({ questionnaire, language, copies: codes });
  const { layout } = printed;
  await registerPrintRun(store, {
    version: { layout, questionnaire, references: [] },
    copies: codes,
    batch: { code: newBatchCode(), context: { line: '12', direction: 'Centraal', date: '2026-11-20' } },
    at: AT,
  });
  await setShare(store, layout.survey, options.share ?? 0);
  const blanks: GrayImage[] = [];
  if (pictures) {
    const pages = layout.pages.map((_, index) => index);
    for await (const { image } of renderPdfPages(printed.pdf, { dpi: PX_PER_MM * 25.4, pages }))
      blanks.push(image);
  }
  const scanned: ScannedPage[] = [];
  const images: GrayImage[] = [];
  const random = new Random(`seed ${options.seed ?? 1}`);
  for (const [copyIndex, copy] of codes.entries()) {
    for (const [index, page] of layout.pages.entries()) {
      const drawn = new Map<string, number>();
      for (const { variable } of page.fields) {
        const chance = doubts(copyIndex, variable) ? undefined : options.drawn?.(copyIndex, variable);
        if (chance !== undefined) drawn.set(variable, chance);
      }
      const { fields, crops, image } = await readPage(
        blanks[index] ?? null,
        page,
        layout.paper,
        (variable) => doubts(copyIndex, variable),
        drawn,
        random.fork(`copy ${copyIndex} page ${index}`),
      );
      if (options.archive === true) images.push(image ?? grayPage(layout.paper));
      const reading: ScannedReading = {
        pageIndex: scanned.length,
        status: crops.size > drawn.size ? 'review' : 'read',
        form: layout.form,
        survey: layout.survey,
        language,
        copy,
        page: page.page,
        reasons: crops.size > drawn.size ? ['fields-need-review'] : [],
        fields,
        diagnostics:
          options.archive === true ? { pageMmToScanPx: [PX_PER_MM, 0, 0, 0, PX_PER_MM, 0, 0, 0, 1] } : {},
        ms: {},
      };
      scanned.push({ reading, crops, drawn });
    }
  }
  scanned.push(strange(scanned.length, 'foreign'), strange(scanned.length + 1, 'unreadable'));
  const tasks = await storeFile(store, SCAN_NAME, scanned);
  if (images.length > 0) {
    const pages = images.map((image) => ({ image, dpi: PX_PER_MM * 25.4 }));
    await writeFile(path.join(folder.archive, SCAN_NAME), await encodeTiff(pages));
  }
  await rejectFile(
    store,
    'scan 0042.pdf',
    'The file ends before its last page: it was perhaps still being copied. Copy it again.',
    'Het bestand houdt op voor de laatste bladzijde: misschien werd het nog gekopieerd. Kopieer het opnieuw.',
  );
  return {
    folder,
    store,
    questionnaire,
    tasks,
    async remove() {
      await store.close();
      await rm(root, { recursive: true, force: true });
    },
  };
};
