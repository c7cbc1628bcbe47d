import { expect, test } from 'vitest';
import { createReader } from '../../../src/read/create-reader.ts';
import type { KnownForm } from '../../../src/read/reader.ts';
import { adoptedForm } from './adopted-page.ts';

const FORM = adoptedForm('checked', [21]);
const BLANK = FORM.references.get(1)!;

const withReference = (reference: typeof BLANK): KnownForm => ({
  ...FORM,
  references: new Map([[1, reference]]),
});

test('accepts a blank that belongs to its layout', async () => {
  await expect(createReader({ forms: [FORM] })).resolves.toBeDefined();
});

test('refuses a blank whose resolution makes another size of paper', async () => {
  await expect(createReader({ forms: [withReference({ ...BLANK, dpi: 300 })] })).rejects.toMatchObject({
    code: 'layout-invalid',
    message: expect.stringContaining('210 x 297 mm') as string,
  });
});

test('refuses the blank of another form', async () => {
  const { width, height } = BLANK.image;
  const data = new Uint8Array(width * height).fill(255);
  for (let y = 100; y < 110; y++) data.fill(0, y * width + 100, y * width + 900);
  await expect(
    createReader({ forms: [withReference({ image: { data, width, height }, dpi: BLANK.dpi })] }),
  ).rejects.toMatchObject({ code: 'layout-invalid', message: expect.stringContaining('36 of 36') as string });
});

test('refuses an adopted page without its blank', async () => {
  await expect(createReader({ forms: [{ ...FORM, references: new Map() }] })).rejects.toMatchObject({
    code: 'layout-invalid',
  });
});

test('refuses boxes that lie off the paper or have no size', async () => {
  const page = FORM.layout.pages[0]!;
  for (const rectMm of [
    { x: 207, y: 50, width: 5, height: 5 },
    { x: 100, y: 50, width: 0, height: 5 },
  ]) {
    const fields = [
      { variable: 'q', kind: 'choice' as const, multiple: false, boxes: [{ code: '1', rectMm }] },
    ];
    const layout = { ...FORM.layout, pages: [{ ...page, fields }] };
    await expect(createReader({ forms: [{ ...FORM, layout }] })).rejects.toMatchObject({
      code: 'layout-invalid',
      message: expect.stringContaining('variable "q"') as string,
    });
  }
});
