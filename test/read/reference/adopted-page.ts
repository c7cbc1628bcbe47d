import { LAYOUT_SCHEMA, type Layout } from '../../../src/domain/layout.ts';
import type { GrayImage } from '../../../src/domain/image.ts';
import type { KnownForm } from '../../../src/read/reader.ts';
import { createRandom, fillRect, type Drawing } from '../synthetic-page.ts';

/** Blank pages of forms that Paperline did not print: words of random lengths, and rows of boxes. */

const ROWS = 9;

const layoutOf = (form: string, pages: number): Layout => ({
  schema: LAYOUT_SCHEMA,
  form,
  survey: 'adopted',
  language: 'en',
  paper: { widthMm: 210, heightMm: 297 },
  pages: Array.from({ length: pages }, (_, at) => ({
    page: at + 1,
    registrationMarks: [],
    pageCodes: [],
    reference: { file: `blank-${at + 1}.png`, dpi: 8 * 25.4 },
    fields: Array.from({ length: ROWS }, (_, row) => ({
      variable: `q${at + 1}_${row + 1}`,
      kind: 'choice' as const,
      multiple: false,
      boxes: [1, 2, 3, 4].map((code) => ({
        code: String(code),
        rectMm: { x: 115 + code * 14, y: 52 + row * 23, width: 5, height: 5 },
      })),
    })),
  })),
});

/** A page of the form as printed; `seed` decides its words. */
export const drawAdoptedPage = (layout: Layout, page: number, seed: number): Drawing => {
  const pxPerMm = 8;
  const width = Math.round(layout.paper.widthMm * pxPerMm);
  const height = Math.round(layout.paper.heightMm * pxPerMm);
  const drawing: Drawing = { data: new Float32Array(width * height), width, height, pxPerMm };
  const random = createRandom(seed);
  for (let line = 0; line < 26; line++) {
    const y = 20 + line * 9.7 + random() * 2;
    const end = 40 + random() * 75;
    for (let x = 18; x < end;) {
      const word = 4 + random() * 12;
      for (let stroke = 0; stroke < word / 1.4; stroke++) {
        const tall = random() > 0.4 ? 2.6 : 1.7;
        fillRect(drawing, { x: x + stroke * 1.4, y: y - tall, width: 0.35, height: tall }, 0.95);
        if (random() > 0.5)
          fillRect(drawing, { x: x + stroke * 1.4, y: y - 0.3, width: 1.1, height: 0.3 }, 0.95);
      }
      x += word + 2.2;
    }
  }
  for (const field of layout.pages.find((one) => one.page === page)?.fields ?? []) {
    if (field.kind !== 'choice') continue;
    for (const { rectMm } of field.boxes) {
      const { x, y, width: w, height: h } = rectMm;
      fillRect(drawing, { x, y, width: w, height: 0.3 });
      fillRect(drawing, { x, y: y + h - 0.3, width: w, height: 0.3 });
      fillRect(drawing, { x, y, width: 0.3, height: h });
      fillRect(drawing, { x: x + w - 0.3, y, width: 0.3, height: h });
    }
  }
  return drawing;
};

export const imageOfDrawing = ({ data, width, height }: Drawing): GrayImage => ({
  data: Uint8Array.from(data, (ink) => 255 * (1 - ink)),
  width,
  height,
});

/** Crosses, as people make them: thick, over the edges. */
export const crossBox = (
  drawing: Drawing,
  rect: { x: number; y: number; width: number; height: number },
): void => {
  for (let k = -4; k <= 44; k++) {
    const t = k / 40;
    fillRect(drawing, {
      x: rect.x + t * rect.width - 0.3,
      y: rect.y + t * rect.height - 0.3,
      width: 0.6,
      height: 0.6,
    });
    fillRect(drawing, {
      x: rect.x + t * rect.width - 0.3,
      y: rect.y + (1 - t) * rect.height - 0.3,
      width: 0.6,
      height: 0.6,
    });
  }
};

/** A form of as many pages as there are seeds, with its blanks. */
export const adoptedForm = (form: string, seeds: readonly number[]): KnownForm => {
  const layout = layoutOf(form, seeds.length);
  return {
    layout,
    references: new Map(
      seeds.map((seed, at) => [
        at + 1,
        { image: imageOfDrawing(drawAdoptedPage(layout, at + 1, seed)), dpi: 8 * 25.4 },
      ]),
    ),
  };
};
