import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LayoutField } from '../../src/domain/layout.ts';
import type { KnownForm } from '../../src/read/reader.ts';
import { registerForm } from '../../src/server/form-registration.ts';
import { listAdoptedForms, retireAdoptedForm } from '../../src/store/adopted-forms.ts';
import { listSurveys } from '../../src/store/print-ledger.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { adoptedForm } from '../read/reference/adopted-page.ts';

let folder: string;
let store: Store;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'paperline-register-'));
  store = openStore(path.join(folder, 'paperline.db'));
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const form = adoptedForm('street', [11, 12]);
const withField = (change: (field: LayoutField & { kind: 'choice' }) => object): KnownForm => ({
  ...form,
  layout: {
    ...form.layout,
    pages: form.layout.pages.map((page, at) => ({
      ...page,
      fields: page.fields.map((field, place) =>
        at === 0 && place === 1 && field.kind === 'choice' ? { ...field, ...change(field) } : field,
      ),
    })),
  },
});

test.each<[string, KnownForm, RegExp]>([
  [
    'a variable twice, also over pages',
    withField(() => ({ variable: 'Q2_1' })),
    /another field has that name/,
  ],
  ['a name that is no column', withField(() => ({ variable: '2nd' })), /must begin with a letter/],
  [
    'a code twice',
    withField(({ boxes }) => ({ boxes: boxes.map((box) => ({ ...box, code: '1' })) })),
    /the code 1 is there twice/,
  ],
  [
    'a code that means a missing answer',
    withField(({ boxes }) => ({
      boxes: boxes.map((box, at) => ({ ...box, code: at === 0 ? '-9' : box.code })),
    })),
    /kept for answers that are missing/,
  ],
  [
    'a box without size',
    withField(({ boxes }) => ({
      boxes: boxes.map((box, at) => (at === 2 ? { ...box, rectMm: { ...box.rectMm, width: 0 } } : box)),
    })),
    /page 1, variable "q1_2", box 3: a box is smaller than 0.5 mm/,
  ],
  [
    'a box off the page',
    withField(({ boxes }) => ({
      boxes: boxes.map((box) => ({ ...box, rectMm: { ...box.rectMm, x: box.rectMm.x + 100 } })),
    })),
    /a box lies off the page/,
  ],
  [
    'a column that another field has',
    withField(() => ({ variable: 'q1', multiple: true })),
    /its column q1_1 is another field's too/,
  ],
  [
    'a survey without a name',
    { ...form, layout: { ...form.layout, survey: ' ' } },
    /cannot be a survey's name/,
  ],
  [
    'paper of another size than the blank',
    { ...form, layout: { ...form.layout, paper: { widthMm: 300, heightMm: 420 } } },
    /does not fit its layout/,
  ],
  [
    'a page without a blank',
    { ...form, references: new Map([...form.references].slice(0, 1)) },
    /Page 2 of the layout has no image/,
  ],
  [
    'the blanks of two pages swapped',
    {
      layout: adoptedForm('street', [11, 12]).layout,
      references: new Map(
        [1, 2].map((page) => [page, form.references.get(1) as { image: never; dpi: number }]),
      ),
    },
    /cannot be known by its print/,
  ],
  [
    'a form that Paperline printed',
    {
      ...form,
      layout: {
        ...form.layout,
        pages: form.layout.pages.map((page) => ({
          ...page,
          pageCodes: [{ rectMm: { x: 10, y: 10, width: 10, height: 10 } }],
        })),
      },
    },
    /Paperline printed this form itself/,
  ],
])('refuses %s, and changes nothing', async (_, given, message) => {
  await expect(registerForm(store, given)).rejects.toMatchObject({
    code: 'layout-invalid',
    message: expect.stringMatching(message) as string,
  });
  expect(await listAdoptedForms(store)).toEqual([]);
  expect(await listSurveys(store)).toEqual([]);
});

test('names a form by its content, takes it once, and refuses one that looks like it until it is out of use', async () => {
  const { form: name } = await registerForm(store, form);
  expect(name).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  expect(await registerForm(store, form)).toMatchObject({ form: name, pages: 2, fields: 18 });
  expect(await listAdoptedForms(store)).toHaveLength(1);
  const corrected = withField(() => ({ variable: 'age_group' }));
  await expect(registerForm(store, corrected)).rejects.toMatchObject({
    message: expect.stringContaining(`looks like page 1 of adopted (form ${name})`) as string,
    remedy: expect.stringContaining(`form retire ${name}`) as string,
  });
  await retireAdoptedForm(store, name, new Date());
  const next = await registerForm(store, corrected);
  expect(next.form).not.toBe(name);
  expect(await registerForm(store, adoptedForm('square', [21]))).toMatchObject({ pages: 1 });
});
