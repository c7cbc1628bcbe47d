import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { proposeFields } from '../../src/adopt/field-proposal.ts';
import { fitPaper } from '../../src/adopt/paper-size.ts';
import { centreOfRectMm, type RectMm } from '../../src/domain/geometry.ts';
import { layoutSchema } from '../../src/domain/layout.ts';
import { decodeImage } from '../../src/scan/decode-image.ts';
import { resizeGray } from '../../src/scan/encode-image.ts';

const DATA = path.resolve(import.meta.dirname, '../../../shared/data/real-scans');

const nearMm = (one: RectMm, other: RectMm): number => {
  const a = centreOfRectMm(one);
  const b = centreOfRectMm(other);
  return Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y));
};

// The given layouts were measured by hand: some of their boxes are half a millimetre off their print. What else is found on
// odk-checkbox are true boxes that its layout leaves out.
const BLANKS = [
  { folder: 'quexf', blank: 'blank-1.png', page: 1, boxes: 20, within05: 0.9, least: 1, mostFound: 20 },
  { folder: 'quexf', blank: 'blank-2.png', page: 2, boxes: 4, within05: 0.5, least: 1, mostFound: 4 },
  {
    folder: 'odk-checkbox',
    blank: 'blank-1.jpg',
    page: 1,
    boxes: 166,
    within05: 0.9,
    least: 1,
    mostFound: 240,
  },
] as const;

test.skipIf(!existsSync(DATA)).each(BLANKS)(
  'finds the boxes of $folder/$blank (skipped without ../shared/data)',
  async ({ folder, blank, page, boxes, within05, least, mostFound }) => {
    const layout = layoutSchema.parse(
      JSON.parse(readFileSync(path.join(DATA, folder, 'layout.json'), 'utf8')),
    );
    const truth = layout.pages
      .filter((one) => one.page === page)
      .flatMap((one) => one.fields)
      .flatMap((field) => (field.kind === 'choice' ? field.boxes.map(({ rectMm }) => rectMm) : []));
    expect(truth).toHaveLength(boxes);
    const { image, resolution } = await decodeImage(readFileSync(path.join(DATA, folder, blank)), {
      place: blank,
    });
    const { widthMm, heightMm } = fitPaper(image, resolution?.x ?? null);
    expect(widthMm).toBeCloseTo(210, 0);
    // As the command keeps blanks: no finer than 200 dpi.
    const pxPerMm = Math.min(image.width / widthMm, 200 / 25.4);
    const kept = await resizeGray(image, Math.round(widthMm * pxPerMm), Math.round(heightMm * pxPerMm));
    const fields = await proposeFields([{ page, image: kept, pxPerMm }], () => Promise.resolve(''));
    const found = (fields.get(page) ?? []).flatMap((field) =>
      field.kind === 'choice' ? field.boxes.map(({ rectMm }) => rectMm) : [],
    );
    const shareWithin = (mm: number): number =>
      truth.filter((rect) => found.some((other) => nearMm(rect, other) <= mm)).length / truth.length;
    expect(shareWithin(1)).toBeGreaterThanOrEqual(least);
    expect(shareWithin(0.5)).toBeGreaterThanOrEqual(within05);
    expect(found.length).toBeLessThanOrEqual(mostFound);
  },
);
