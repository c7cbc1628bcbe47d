import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RectMm } from '../../src/domain/geometry.ts';
import { growRectMm } from '../../src/domain/geometry.ts';
import { layoutSchema } from '../../src/domain/layout.ts';
import { formatPageCode, parsePageCode } from '../../src/domain/page-code.ts';
import { newBatchCode, newCopyCodes } from '../../src/print/copy-codes.ts';
import type { PrintedForm } from '../../src/print/form-print.ts';
import { printBatchHeader, printForm } from '../../src/print/form-print.ts';
import { PAPERS } from '../../src/print/measures.ts';
import type { RenderedPage } from './printed-page.ts';
import { cropRgba, darkest, darkness, findLineMm, renderPages } from './printed-page.ts';
import { both, sampleQuestionnaire } from './sample-questionnaire.ts';

const hasPoppler = spawnSync('pdftoppm', ['-v']).status === 0;
const copies = ['4F7T29QHXM', 'ZYXWVTSRQP', '0123456789'];

beforeAll(() => {
  const wasmBinary = readFileSync(
    createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'),
  );
  prepareZXingModule({
    overrides: { wasmBinary: Uint8Array.from(wasmBinary).buffer },
  });
});

const readCode = async (page: RenderedPage, rect: RectMm): Promise<string | undefined> => {
  const found = await readBarcodes(cropRgba(page, growRectMm(rect, 3)), { formats: ['QRCode'] });
  return found[0]?.text;
};

/** Four bands around a rectangle, from `fromMm` to `toMm` outside it. */
const bandsAround = ({ x, y, width, height }: RectMm, fromMm: number, toMm: number): RectMm[] => {
  const thick = toMm - fromMm;
  const wide = width + 2 * toMm;
  const high = height + 2 * toMm;
  return [
    { x: x - toMm, y: y - toMm, width: wide, height: thick },
    { x: x - toMm, y: y + height + fromMm, width: wide, height: thick },
    { x: x - toMm, y: y - toMm, width: thick, height: high },
    { x: x + width + fromMm, y: y - toMm, width: thick, height: high },
  ];
};

describe.each(['A4', 'Letter'] as const)('three copies on %s', (paper) => {
  let printed: PrintedForm;
  let pages: RenderedPage[];
  let pageCount: number;

  beforeAll(async () => {
    printed = await printForm({ questionnaire: { ...sampleQuestionnaire, paper }, language: 'nl', copies });
    const rendered = await renderPages(printed.pdf, [0, 1, 2, 3, 4, 5], 300, PAPERS[paper]);
    pages = rendered.pages;
    pageCount = rendered.pageCount;
  });

  test('are all there, at the size of the paper', () => {
    expect(pageCount).toBe(copies.length * printed.layout.pages.length);
    expect(printed.layout.pages).toHaveLength(2);
    layoutSchema.parse(printed.layout);
    expect(pages[0]?.image.width).toBeCloseTo((printed.layout.paper.widthMm / 25.4) * 300, -1);
  });

  test('name form, copy and page in both codes, and in words that can be copied', async () => {
    for (const [index, page] of pages.entries()) {
      const expected = {
        kind: 'page' as const,
        form: printed.form,
        copy: copies[Math.floor(index / 2)] ?? '',
        page: (index % 2) + 1,
      };
      for (const { rectMm, textRectMm } of printed.layout.pages[index % 2]?.pageCodes ?? []) {
        const text = await readCode(page, rectMm);
        expect(parsePageCode(text ?? '')).toEqual({ ok: true, code: expected });
        expect(textRectMm === undefined ? 0 : darkness(page, textRectMm)).toBeGreaterThan(0.05);
      }
      expect(page.text.split(formatPageCode(expected))).toHaveLength(3);
    }
  });

  test('have every frame line within 0.1 mm of where the layout says', () => {
    let lines = 0;
    for (const [index, layoutPage] of printed.layout.pages.entries()) {
      const page = pages[index] as RenderedPage;
      const rects = layoutPage.fields.flatMap((field) =>
        field.kind === 'choice'
          ? field.boxes.map((box) => box.rectMm)
          : field.kind === 'digits'
            ? field.cells
            : [],
      );
      for (const { x, y, width, height } of rects) {
        const edges = [
          [findLineMm(page, x, y + height / 2, 'x'), x],
          [findLineMm(page, x + width, y + height / 2, 'x'), x + width],
          [findLineMm(page, x + width / 2, y, 'y'), y],
          [findLineMm(page, x + width / 2, y + height, 'y'), y + height],
        ] as const;
        for (const [found, said] of edges) {
          expect(Math.abs((found ?? Infinity) - said)).toBeLessThanOrEqual(0.1);
          lines++;
        }
      }
    }
    expect(lines).toBeGreaterThan(4 * 60);
  });

  test('have nothing printed in boxes, cells and writing areas, and clear paper around boxes', () => {
    for (const [index, layoutPage] of printed.layout.pages.entries()) {
      const page = pages[index] as RenderedPage;
      for (const field of layoutPage.fields) {
        const rects =
          field.kind === 'choice'
            ? field.boxes.map((box) => box.rectMm)
            : field.kind === 'digits'
              ? field.cells
              : [field.rectMm as RectMm];
        for (const rect of rects) expect(darkest(page, growRectMm(rect, -0.4))).toBeLessThan(0.02);
        if (field.kind !== 'choice') continue;
        for (const rect of rects) {
          for (const band of bandsAround(rect, 0.3, 1.2)) expect(darkest(page, band)).toBeLessThan(0.02);
        }
      }
    }
  });

  test('have registration marks that are black to their edges and stand free', () => {
    for (const [index, layoutPage] of printed.layout.pages.entries()) {
      const page = pages[index] as RenderedPage;
      for (const { rectMm } of layoutPage.registrationMarks) {
        expect(darkness(page, growRectMm(rectMm, -0.1))).toBeGreaterThan(0.999);
        for (const band of bandsAround(rectMm, 0.2, 3)) expect(darkest(page, band)).toBeLessThan(0.02);
      }
    }
  });

  test.skipIf(!hasPoppler)('look the same through poppler (skipped where pdftoppm is absent)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'paperline-print-'));
    try {
      const file = join(folder, 'form.pdf');
      writeFileSync(file, printed.pdf);
      const pgm = execFileSync('pdftoppm', ['-r', '300', '-gray', '-f', '1', '-l', '1', file], {
        maxBuffer: 2 ** 26,
      });
      const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 40).toString('latin1'));
      const page: RenderedPage = {
        image: {
          data: pgm.subarray(header?.[0].length ?? 0),
          width: Number(header?.[1]),
          height: Number(header?.[2]),
        },
        text: '',
        pxPerMm: {
          x: Number(header?.[1]) / printed.layout.paper.widthMm,
          y: Number(header?.[2]) / printed.layout.paper.heightMm,
        },
      };
      const reference = pages[0] as RenderedPage;
      const { widthMm, heightMm } = printed.layout.paper;
      let most = 0;
      // Squares of 2 mm: a letter that is missing or moved shows, another way of smoothing does not.
      for (let y = 6; y < heightMm - 8; y += 2) {
        for (let x = 6; x < widthMm - 8; x += 2) {
          const square = { x, y, width: 2, height: 2 };
          most = Math.max(most, Math.abs(darkness(page, square) - darkness(reference, square)));
        }
      }
      expect(most).toBeLessThan(0.12);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a batch header', () => {
  const batch = {
    code: 'K7Q2M9XW4F',
    context: { line: '12', direction: 'Centraal Station', 'handed-out': '40', colour: 'rood' },
  };

  test('stands on top of the copies, with an empty back where forms have two sides', async () => {
    const { pdf, layout } = await printForm({
      questionnaire: sampleQuestionnaire,
      language: 'nl',
      copies,
      batch,
    });
    const { pageCount, pages } = await renderPages(pdf, [0, 1, 2], 150, PAPERS.A4);
    expect(pageCount).toBe(2 + copies.length * layout.pages.length);
    const [header, back, first] = pages as [RenderedPage, RenderedPage, RenderedPage];
    const found = await readBarcodes(cropRgba(header, { x: 0, y: 0, width: 210, height: 297 }), {
      formats: ['QRCode'],
    });
    expect(found.map((code) => parsePageCode(code.text))).toEqual([
      { ok: true, code: { kind: 'batch', batch: batch.code } },
      { ok: true, code: { kind: 'batch', batch: batch.code } },
    ]);
    for (const words of [
      'Lijn',
      '12',
      'Richting',
      'Centraal Station',
      'Uitgedeeld',
      '40',
      'colour',
      'rood',
      'Uw reis met ons',
    ]) {
      expect(header.text).toContain(words);
    }
    expect(back.image.data.every((value) => value === 255)).toBe(true);
    expect(first.text).toContain('Waarom reist u?');
    for (const { rectMm } of layout.pages[0]?.registrationMarks ?? []) {
      expect(darkness(header, growRectMm(rectMm, -0.2))).toBeGreaterThan(0.999);
    }
  });

  test('can be printed alone', async () => {
    const { pdf } = await printBatchHeader({ questionnaire: sampleQuestionnaire, language: 'en', batch });
    const { pageCount, pages } = await renderPages(pdf, [0], 72, PAPERS.A4);
    expect(pageCount).toBe(1);
    expect(pages[0]?.text).toContain('Batch header');
  });
});

describe('the file', () => {
  test('is the same for the same request', async () => {
    const request = { questionnaire: sampleQuestionnaire, language: 'en', copies: copies.slice(0, 1) };
    const [a, b] = [await printForm(request), await printForm(request)];
    expect(Buffer.compare(a.pdf, b.pdf)).toBe(0);
  });

  test('says its title and language, and asks for no scaling; no dates', async () => {
    const { pdf } = await printForm({
      questionnaire: sampleQuestionnaire,
      language: 'nl',
      copies: copies.slice(0, 1),
    });
    const text = Buffer.from(pdf).toString('latin1');
    expect(text).toContain('/Lang (nl)');
    expect(text).toContain('/PrintScaling /None');
    expect(text).toMatch(/\/Title <FEFF/);
    expect(text).not.toMatch(/\/(CreationDate|ModDate)/);
  });

  test('stays under 10 MB with a thousand copies of two pages', async () => {
    const { pdf, layout } = await printForm({
      questionnaire: sampleQuestionnaire,
      language: 'nl',
      copies: newCopyCodes(1000),
    });
    expect(layout.pages).toHaveLength(2);
    expect(pdf.length).toBeLessThan(10_000_000);
    const { pageCount, pages } = await renderPages(pdf, [1999], 72, PAPERS.A4);
    expect(pageCount).toBe(2000);
    expect(pages[0]?.text).toContain('Verder nog iets?');
  });
});

/** All letters of the languages of Europe that the typeface is for. */
const ALPHABETS = [
  'AĄBCĆDEĘFGHIJKLŁMNŃOÓPRSŚTUWYZŹŻ aąbcćdeęfghijklłmnńoóprsśtuwyzźż',
  'ÄÖÜẞäöüß ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ àâæçéèêëîïôœùûüÿ ÁÍÑÓÚáíñóú ÃÕãõ ÅØåø ÐÞÝðþý',
  'ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ áčďéěíňóřšťúůýž ĹĽŔĺľŕ ŐŰőű ĂÂÎȘȚ ăâîșț ĐđŠšŽž',
  'ÇĞIİÖŞÜ çğıiöşü ĀČĒĢĪĶĻŅŠŪŽ āčēģīķļņšūž ĄĖĘĮŲ ąėęįų ĊĠĦŻ ċġħż ŴŶ ŵŷ',
  'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ αβγδεζηθικλμνξοπρσςτυφχψω ΆΈΉΊΌΎΏ άέήίόύώϊϋΐΰ',
  'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ абвгдежзийклмнопрстуфхцчшщъыьэюя ҐЄІЇґєії ЂЈЉЊЋЏђјљњћџ ЃЌЅѓќѕ Ўў',
  '€ „gut“ ‚so‘ «oui» – — … § № ’ ½ ° × →',
];

describe('letters of Europe', () => {
  const printLetters = () =>
    printForm({
      questionnaire: {
        ...sampleQuestionnaire,
        introduction: both(ALPHABETS.join(' '), 'x'),
        closing: both(ALPHABETS.join(' '), 'x'),
      },
      language: 'nl',
      copies: copies.slice(0, 1),
    });
  const letters = (text: string): Set<string> => new Set(text.replace(/\s/g, ''));

  test('can be copied from the file through pdfium', async () => {
    const { pages } = await renderPages((await printLetters()).pdf, [0], 72, PAPERS.A4);
    const found = letters(pages[0]?.text ?? '');
    expect([...letters(ALPHABETS.join(''))].filter((letter) => !found.has(letter))).toEqual([]);
  });

  test.skipIf(!hasPoppler)('can be copied through poppler (skipped where pdftotext is absent)', async () => {
    const { pdf } = await printLetters();
    const found = letters(execFileSync('pdftotext', ['-l', '1', '-', '-'], { input: pdf }).toString('utf8'));
    expect([...letters(ALPHABETS.join(''))].filter((letter) => !found.has(letter))).toEqual([]);
  });

  test('each have ink of their own, in regular and in semibold', async () => {
    const blank = await renderPages(
      (
        await printForm({
          questionnaire: { ...sampleQuestionnaire, introduction: both(' ', ' ') },
          language: 'nl',
          copies: copies.slice(0, 1),
        })
      ).pdf,
      [0],
      150,
      PAPERS.A4,
    );
    const full = await renderPages((await printLetters()).pdf, [0], 150, PAPERS.A4);
    // Six lines of letters across the page, each as dark as text is.
    for (let line = 0; line < 3; line++) {
      const rect = { x: 20, y: 22.5 + 4.5 * line, width: 110, height: 4 };
      expect(darkness(full.pages[0] as RenderedPage, rect)).toBeGreaterThan(0.06);
    }
    expect(darkness(blank.pages[0] as RenderedPage, { x: 20, y: 23, width: 100, height: 1.5 })).toBeLessThan(
      0.05,
    );
  });
});

describe('codes', () => {
  test('are different, and of base 32', () => {
    const codes = newCopyCodes(5000);
    expect(new Set(codes).size).toBe(5000);
    expect(codes.every((code) => /^[0-9A-HJKMNP-TV-Z]{10}$/.test(code))).toBe(true);
    expect(newBatchCode()).not.toBe(newBatchCode());
    expect(() => newCopyCodes(-1)).toThrow(RangeError);
  });
});
