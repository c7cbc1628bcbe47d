import bwip from 'bwip-js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PAGE_CODE_LENGTHS, encodePageCode } from '../../src/domain/page-code.ts';
import { createCodeDecoder } from '../../src/read/page-code/code-decoder.ts';
import { correctCodewords } from '../../src/read/page-code/reed-solomon.ts';
import { decodeGrid, FIXED_MODULES, GRID_SIZE } from '../../src/read/page-code/symbol-grid.ts';
import { createRandom, drawCode, scanDrawing } from './synthetic-page.ts';

const BASE_32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const base32 = (length: number) =>
  fc.array(fc.constantFrom(...BASE_32), { minLength: length, maxLength: length }).map((all) => all.join(''));
const pageCode = fc
  .record({
    form: base32(PAGE_CODE_LENGTHS.form),
    copy: base32(PAGE_CODE_LENGTHS.copy),
    page: fc.integer({ min: 1, max: 31 }),
  })
  .map((code) => encodePageCode({ kind: 'page', ...code }));

const modulesOf = (text: string, eclevel: string): Uint8Array => {
  const options = { eclevel, version: '2' };
  const [symbol] = bwip.raw({ bcid: 'qrcode', text, ...options });
  if (symbol === undefined || !('pixs' in symbol)) throw new Error('no symbol');
  return Uint8Array.from(symbol.pixs as readonly number[]);
};

describe('symbols read module by module', () => {
  test('say what was encoded, at every level of correction', () => {
    fc.assert(
      fc.property(pageCode, fc.constantFrom('L', 'M', 'Q'), (text, level) => {
        expect(decodeGrid(modulesOf(text, level))).toBe(text);
      }),
      { numRuns: 80 },
    );
  });

  test.each([
    '0123456789012',
    'AB:C/D 12345678',
    'PAGE 7',
    'https://x.eu/a?b',
    '1',
    '12',
    'P0000000000000000001DB',
  ])('say %j, whatever kinds of characters it mixes', (text) => {
    expect(decodeGrid(modulesOf(text, 'M'))).toBe(text);
  });

  test('survive a covered corner of the data, and never say something else', () => {
    fc.assert(
      fc.property(
        pageCode,
        fc.integer({ min: 0, max: 24 }),
        fc.integer({ min: 0, max: 24 }),
        fc.integer({ min: 1, max: 14 }),
        fc.integer({ min: 0, max: 1 }),
        (text, left, top, size, paint) => {
          const modules = modulesOf(text, 'Q');
          for (let y = top; y < Math.min(GRID_SIZE, top + size); y++) {
            for (let x = left; x < Math.min(GRID_SIZE, left + size); x++) modules[y * GRID_SIZE + x] = paint;
          }
          const read = decodeGrid(modules);
          expect(read === null || read === text).toBe(true);
          if (size <= 6 && left >= 9 && top >= 9) expect(read).toBe(text);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('noise says nothing', () => {
    const random = createRandom(5);
    for (let k = 0; k < 400; k++) {
      const modules = FIXED_MODULES.map((fixed) => (fixed >= 0 ? fixed : random() < 0.5 ? 1 : 0));
      expect(decodeGrid(Uint8Array.from(modules))).toBeNull();
    }
  });
});

describe('Reed-Solomon', () => {
  test('mends up to half of the check, and says when it cannot', () => {
    const random = createRandom(9);
    const length = 44;
    const check = 22;
    for (let errors = 0; errors <= 11; errors++) {
      // All zeros is a codeword of every linear code; adding errors to it is adding them to any other.
      const codewords = new Uint8Array(length);
      const places = new Set<number>();
      while (places.size < errors) places.add(Math.floor(random() * length));
      for (const place of places) codewords[place] = 1 + Math.floor(random() * 255);
      expect(correctCodewords(codewords, check)).toBe(errors);
      expect([...codewords].every((value) => value === 0)).toBe(true);
    }
    const lost = Uint8Array.from({ length }, () => 1 + Math.floor(random() * 255));
    expect(correctCodewords(lost, check)).toBeNull();
  });
});

test('the library reads a symbol with the binary in its package, and says where it is', async () => {
  const decoder = await createCodeDecoder();
  const drawing = { data: new Float32Array(240 * 240), width: 240, height: 240, pxPerMm: 10 };
  drawCode(drawing, { x: 5, y: 6, width: 12.5, height: 12.5 }, 'PK7Q2M9XW4F7T29QHXM1ZP');
  const image = scanDrawing(drawing, [10, 0, 0, 0, 10, 0, 0, 0, 1], 240, 240, { noise: 5 });
  const [found] = decoder.decode(image, false);
  expect(found?.text).toBe('PK7Q2M9XW4F7T29QHXM1ZP');
  expect(Math.abs((found?.corners[0].x ?? 0) - 50)).toBeLessThan(3);
  expect(Math.abs((found?.corners[2].y ?? 0) - 185)).toBeLessThan(3);
  expect(found?.mirrored).toBe(false);
});
