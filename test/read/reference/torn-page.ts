/** Printed forms, and filled-in pages of them whose codes are gone: paper is painted over them before they are scanned. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { simulatePage, type Profile, type SimulatedPage } from '../../../fixtures/simulator/index.ts';
import { growRectMm, MM_PER_INCH, type RectMm } from '../../../src/domain/geometry.ts';
import type { GrayImage } from '../../../src/domain/image.ts';
import type { Layout } from '../../../src/domain/layout.ts';
import { printForm } from '../../../src/print/form-print.ts';
import { loadQuestionnaire } from '../../../src/questionnaire/load-questionnaire.ts';
import type { KnownForm } from '../../../src/read/reader.ts';
import { renderPdfPages } from '../../../src/scan/render-pdf.ts';

export interface PrintedForm {
  readonly layout: Layout;
  /** By page number, as they are kept in the store: 150 dpi. */
  readonly blanks: ReadonlyMap<number, { readonly image: GrayImage; readonly dpi: number }>;
}

const DPI = 150;

/** A form of `forms/`, its file changed by `edit` first. */
export const printFormFile = async (
  file: string,
  language: string,
  edit: (text: string) => string = (text) => text,
): Promise<PrintedForm> => {
  const place = path.resolve(import.meta.dirname, '../../../forms', file);
  const loaded = loadQuestionnaire(edit(await readFile(place, 'utf8')), place);
  if (!loaded.ok) throw new Error(`${file} has faults.`);
  const { pdf, layout } = await printForm({
    questionnaire: loaded.questionnaire,
    language,
    copies: ['0000000000'],
  });
  const blanks = new Map<number, { readonly image: GrayImage; readonly dpi: number }>();
  const pages = layout.pages.map(({ page }) => page - 1);
  for await (const { pageIndex, image } of renderPdfPages(pdf, { dpi: DPI, pages })) {
    blanks.set(pageIndex + 1, { image, dpi: DPI });
  }
  return { layout, blanks };
};

/** The form as the readers of a data folder know it; every blank that is fetched is told. */
export const knownWithBlanks = ({ layout, blanks }: PrintedForm, onFetch = (): void => {}): KnownForm => ({
  layout,
  references: new Map(),
  fetchBlank(page) {
    onFetch();
    return Promise.resolve(blanks.get(page) ?? null);
  },
});

export const paintPaper = (image: GrayImage, dpi: number, rects: readonly RectMm[]): GrayImage => {
  const data = new Uint8Array(image.data);
  const pxPerMm = dpi / MM_PER_INCH;
  for (const rect of rects) {
    const left = Math.max(0, Math.floor(rect.x * pxPerMm));
    const right = Math.min(image.width, Math.ceil((rect.x + rect.width) * pxPerMm));
    const bottom = Math.min(image.height, Math.ceil((rect.y + rect.height) * pxPerMm));
    for (let y = Math.max(0, Math.floor(rect.y * pxPerMm)); y < bottom; y++) {
      data.fill(255, y * image.width + left, y * image.width + right);
    }
  }
  return { ...image, data };
};

/** Where a page has its codes, in symbols and in words. */
export const codesOf = ({ layout }: PrintedForm, page: number): RectMm[] =>
  (layout.pages[page - 1]?.pageCodes ?? []).flatMap(({ rectMm, textRectMm }) =>
    [rectMm, ...(textRectMm === undefined ? [] : [textRectMm])].map((rect) => growRectMm(rect, 1)),
  );

export interface TornPageInput {
  readonly form: PrintedForm;
  readonly page: number;
  readonly seed: number;
  readonly profile?: Profile;
  /** Registration marks that are gone too, by their place in the layout. */
  readonly marksGone?: readonly number[];
  readonly codesStay?: boolean;
}

/** A page as somebody filled it in and an office scanned it, without codes. */
export const scanTornPage = ({
  form,
  page,
  seed,
  profile = 'office',
  marksGone = [],
  codesStay = false,
}: TornPageInput): SimulatedPage => {
  const layoutPage = form.layout.pages[page - 1];
  const blank = form.blanks.get(page);
  if (layoutPage === undefined || blank === undefined) throw new Error(`The form has no page ${page}.`);
  const marks = marksGone.map((at) => growRectMm(layoutPage.registrationMarks[at]!.rectMm, 1.5));
  const gone = [...(codesStay ? [] : codesOf(form, page)), ...marks];
  return simulatePage({
    blank: paintPaper(blank.image, blank.dpi, gone),
    dpi: 150,
    page: layoutPage,
    paper: form.layout.paper,
    profile,
    seed,
    digits: null,
  });
};

export const mirrorImage = ({ data, width, height }: GrayImage): GrayImage => {
  const mirrored = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) mirrored[y * width + x] = data[y * width + width - 1 - x]!;
  }
  return { data: mirrored, width, height };
};

/** The scan as it is when its paper lay turned on the glass, whose lid is white. */
export const turnImage = ({ data, width, height }: GrayImage, turnDeg: number): GrayImage => {
  const cos = Math.cos((turnDeg * Math.PI) / 180);
  const sin = Math.sin((turnDeg * Math.PI) / 180);
  const across = Math.ceil(width * Math.abs(cos) + height * Math.abs(sin));
  const down = Math.ceil(width * Math.abs(sin) + height * Math.abs(cos));
  const turned = new Uint8Array(across * down).fill(245);
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      const u = x - across / 2;
      const v = y - down / 2;
      const px = Math.round(width / 2 + cos * u + sin * v);
      const py = Math.round(height / 2 - sin * u + cos * v);
      if (px >= 0 && py >= 0 && px < width && py < height) turned[y * across + x] = data[py * width + px]!;
    }
  }
  return { data: turned, width: across, height: down };
};
