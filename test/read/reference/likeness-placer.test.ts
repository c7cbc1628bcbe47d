import { beforeAll, describe, expect, test } from 'vitest';
import type { GrayImage } from '../../../src/domain/image.ts';
import { createReader } from '../../../src/read/create-reader.ts';
import type { PageReader, PageReading } from '../../../src/read/reader.ts';
import {
  knownWithBlanks,
  mirrorImage,
  printFormFile,
  scanTornPage,
  turnImage,
  type PrintedForm,
  type TornPageInput,
} from './torn-page.ts';

/** Words are gone with the symbols. */
const recogniseLine = () => Promise.resolve('');

let dutch: PrintedForm;
let english: PrintedForm;
let withOption: PrintedForm;
let otherPageOne: PrintedForm;
let short: PrintedForm;
let reader: PageReader;
let fetched = 0;

const readerOf = (forms: readonly PrintedForm[]): Promise<PageReader> =>
  createReader({ forms: forms.map((form) => knownWithBlanks(form, () => fetched++)), recogniseLine });

beforeAll(async () => {
  const file = 'passenger-survey.yaml';
  dutch = await printFormFile(file, 'nl');
  english = await printFormFile(file, 'en');
  const option = '          1: { nl: Werk, en: Work, fr: Travail, de: Arbeit }';
  withOption = await printFormFile(file, 'nl', (text) =>
    text.replace(option, `          9: { nl: Verhuizen, en: Moving, fr: D, de: U }\n${option}`),
  );
  otherPageOne = await printFormFile(file, 'nl', (text) =>
    text.replace('Hoe was uw reis?', 'Uw reis met ons'),
  );
  short = await printFormFile('short-survey.yaml', 'nl');
  reader = await readerOf([dutch, english, withOption, short]);
});

const readImage = (image: GrayImage, by: PageReader = reader): Promise<PageReading> =>
  by.readPage({ pageIndex: 0, image, dpi: 150 });
const readTorn = (input: TornPageInput, by?: PageReader): Promise<PageReading> =>
  readImage(scanTornPage(input).scan.image, by);
const nameOf = ({ status, form, copy, page }: PageReading) => ({ status, form, copy, page });
const placed = ({ layout }: PrintedForm, page: number) => ({
  status: 'review',
  form: layout.form,
  copy: null,
  page,
});

describe('a page without codes is known by its print', () => {
  test('page, form version and language are told apart, every field goes to a person', async () => {
    const page = scanTornPage({ form: english, page: 1, seed: 11 });
    const reading = await readImage(page.scan.image);
    expect(nameOf(reading)).toEqual(placed(english, 1));
    expect(reading.reasons).toEqual(['copy-unread', 'fields-need-review']);
    expect(reading.diagnostics['formsAlike']).toBeUndefined();
    expect(Object.keys(reading.fields).sort()).toEqual(
      english.layout.pages[0]!.fields.map(({ variable }) => variable).sort(),
    );
    for (const field of Object.values(reading.fields)) {
      expect(field.review).toBe(true);
      expect(field.reasons?.[0]).toBe('page-code-lost');
    }
    const choices = english.layout.pages[0]!.fields.filter(({ kind }) => kind === 'choice');
    const right = choices.filter(({ variable }) => {
      const [one, other] = [reading.fields[variable]?.value, page.fields[variable]];
      return JSON.stringify([one].flat()) === JSON.stringify([other].flat());
    });
    expect(right.length).toBeGreaterThan(0.8 * choices.length);
  });

  test.each([
    ['nl, page 1', () => dutch, 1],
    ['nl with an option added, page 1', () => withOption, 1],
    ['en, page 2', () => english, 2],
    ['another survey', () => short, 1],
  ])('%s', async (_name, form, page) => {
    expect(nameOf(await readTorn({ form: form(), page, seed: 20 + page }))).toEqual(placed(form(), page));
  });

  test.each([
    ['two marks gone', { marksGone: [1, 2] }, (image: GrayImage) => image],
    ['all marks gone', { marksGone: [0, 1, 2, 3] }, (image: GrayImage) => image],
    ['turned by 14 degrees', {}, (image: GrayImage) => turnImage(image, 14)],
    ['on its side', { marksGone: [0] }, (image: GrayImage) => turnImage(image, 90)],
    ['upside down', {}, (image: GrayImage) => turnImage(image, 180)],
  ])('%s', async (_name, damage, change) => {
    const page = scanTornPage({ form: english, page: 2, seed: 31, ...damage });
    expect(nameOf(await readImage(change(page.scan.image)))).toEqual(placed(english, 2));
  });
});

describe('what cannot be told is refused, or says so', () => {
  test('a mirror image', async () => {
    const page = scanTornPage({ form: english, page: 1, seed: 41 });
    expect(await readImage(mirrorImage(page.scan.image))).toMatchObject({
      status: 'unreadable',
      reasons: ['mirrored'],
      fields: {},
    });
  });

  test('a page that two form versions have alike names both', async () => {
    const both = await readerOf([dutch, otherPageOne]);
    const reading = await readTorn({ form: dutch, page: 2, seed: 42 }, both);
    expect(reading).toMatchObject({ status: 'review', copy: null, page: 2 });
    expect(reading.reasons).toEqual(['copy-unread', 'page-alike', 'fields-need-review']);
    expect(new Set(reading.diagnostics['formsAlike'] as string[])).toEqual(
      new Set([dutch.layout.form, otherPageOne.layout.form]),
    );
  });

  test('a page that looks the same and asks something else', async () => {
    const renamed: PrintedForm = {
      ...dutch,
      layout: {
        ...dutch.layout,
        form: 'RENAMED1',
        pages: dutch.layout.pages.map((page) => ({
          ...page,
          fields: page.fields.map((field) => ({ ...field, variable: `${field.variable}_x` })),
        })),
      },
    };
    const reading = await readTorn({ form: dutch, page: 1, seed: 43 }, await readerOf([dutch, renamed]));
    expect(reading).toMatchObject({ status: 'unreadable', form: null, reasons: ['page-alike'], fields: {} });
  });

  test.each([
    ['another survey’s form', () => short, 1],
    ['the same in another language', () => english, 1],
    ['the same with an option added', () => withOption, 1],
  ])('a form that is not known here: %s', async (_name, form, page) => {
    const reading = await readTorn({ form: form(), page, seed: 44 }, await readerOf([dutch]));
    expect(reading).toMatchObject({ form: null, copy: null, page: null, fields: {} });
    expect(['unreadable', 'foreign']).toContain(reading.status);
  });
});

test('where the codes can be read no blank is fetched', async () => {
  fetched = 0;
  const { image } = scanTornPage({ form: dutch, page: 1, seed: 51, codesStay: true }).scan;
  expect(await readImage(image)).toMatchObject({ form: dutch.layout.form, copy: '0000000000', page: 1 });
  expect(fetched).toBe(0);
});

describe('by the layout alone, where no blank is kept', () => {
  test('the pages of a form are told apart', async () => {
    const alone = await createReader({
      forms: [{ layout: dutch.layout, references: new Map() }],
      recogniseLine,
    });
    for (const page of [1, 2]) {
      expect(nameOf(await readTorn({ form: dutch, page, seed: 60 + page }, alone))).toEqual(
        placed(dutch, page),
      );
    }
  });

  test('languages whose boxes stand in the same places are not', async () => {
    const forms = [dutch, english].map(({ layout }) => ({ layout, references: new Map() }));
    const reading = await readTorn(
      { form: english, page: 1, seed: 63 },
      await createReader({ forms, recogniseLine }),
    );
    expect(reading.reasons).toContain('page-alike');
  });
});
