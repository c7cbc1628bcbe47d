/** A questionnaire of ours as if it had been printed elsewhere: rendered, its marks and codes painted out. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { growRectMm, MM_PER_INCH, type RectMm } from '../../../src/domain/geometry.ts';
import type { GrayImage } from '../../../src/domain/image.ts';
import type { LayoutPage } from '../../../src/domain/layout.ts';
import { printForm } from '../../../src/print/form-print.ts';
import { loadQuestionnaire } from '../../../src/questionnaire/load-questionnaire.ts';
import type { KnownForm } from '../../../src/read/reader.ts';
import { renderPdfPages } from '../../../src/scan/render-pdf.ts';

const DPI = 150;
const PX_PER_MM = DPI / MM_PER_INCH;

const fill = ({ data, width, height }: GrayImage, rect: RectMm, level: number): void => {
  const clip = (mm: number, most: number): number => Math.max(0, Math.min(most, Math.round(mm * PX_PER_MM)));
  const [left, right] = [clip(rect.x, width), clip(rect.x + rect.width, width)];
  for (let y = clip(rect.y, height); y < clip(rect.y + rect.height, height); y++) {
    data.fill(level, y * width + left, y * width + right);
  }
};

/** A cross as people make them, over the edges of the box. */
const crossBox = (image: GrayImage, { x, y, width, height }: RectMm): void => {
  for (let step = -4; step <= 44; step++) {
    const t = step / 40;
    const stroke = { width: 0.6, height: 0.6 };
    fill(image, { x: x + t * width - 0.3, y: y + t * height - 0.3, ...stroke }, 40);
    fill(image, { x: x + t * width - 0.3, y: y + (1 - t) * height - 0.3, ...stroke }, 40);
  }
};

/** The form, by the name of its file in forms/, with blanks of 150 dpi. */
export const stripForm = async (file: string, survey: string): Promise<KnownForm> => {
  const place = path.resolve(import.meta.dirname, '../../../forms', file);
  const loaded = loadQuestionnaire(await readFile(place), file);
  if (!loaded.ok) throw new Error(`Expected ${file} to be sound.`);
  const printed = await printForm({
    questionnaire: loaded.questionnaire,
    language: 'nl',
    copies: ['0'.repeat(10)],
  });
  const references = new Map<number, { image: GrayImage; dpi: number }>();
  for await (const { pageIndex, image, dpi } of renderPdfPages(printed.pdf, { dpi: DPI })) {
    const { registrationMarks, pageCodes } = printed.layout.pages[pageIndex] as LayoutPage;
    const own = [
      ...registrationMarks.map(({ rectMm }) => rectMm),
      ...pageCodes.flatMap(({ rectMm, textRectMm }) =>
        textRectMm === undefined ? [rectMm] : [rectMm, textRectMm],
      ),
    ];
    for (const rect of own) fill(image, growRectMm(rect, 1), 255);
    references.set(pageIndex + 1, { image, dpi });
  }
  const layout = {
    ...printed.layout,
    form: survey,
    survey,
    pages: printed.layout.pages.map((page) => ({
      ...page,
      registrationMarks: [],
      pageCodes: [],
      reference: { file: `blank-${page.page}.png`, dpi: DPI },
    })),
  };
  return { layout, references };
};

/** A page of it with the first box of every other question with one answer crossed, the last of the others. */
export const fillStripped = (
  { layout, references }: KnownForm,
  page: number,
  answers: Map<string, string>,
): GrayImage => {
  const blank = references.get(page)?.image as GrayImage;
  const image = { ...blank, data: Uint8Array.from(blank.data) };
  for (const [at, field] of (layout.pages[page - 1] as LayoutPage).fields.entries()) {
    if (field.kind !== 'choice' || field.multiple) continue;
    const box = field.boxes[at % 2 === 0 ? 0 : field.boxes.length - 1];
    if (box === undefined) continue;
    crossBox(image, box.rectMm);
    answers.set(field.variable, box.code);
  }
  return image;
};
