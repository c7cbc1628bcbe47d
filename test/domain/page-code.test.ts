import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  base32FromBytes,
  encodePageCode,
  formatPageCode,
  parsePageCode,
} from '../../src/domain/page-code.ts';

const base32 = (length: number): fc.Arbitrary<string> =>
  fc.uint8Array({ minLength: length, maxLength: length }).map(base32FromBytes);
const pageCodes = fc.record({
  kind: fc.constant('page' as const),
  form: base32(8),
  copy: base32(10),
  page: fc.integer({ min: 1, max: 31 }),
});
const batchCodes = fc.record({ kind: fc.constant('batch' as const), batch: base32(10) });

describe('page code', () => {
  it('comes back from its characters and from its printed words', () => {
    fc.assert(
      fc.property(fc.oneof(pageCodes, batchCodes), (code) => {
        expect(parsePageCode(encodePageCode(code))).toEqual({ ok: true, code });
        expect(parsePageCode(formatPageCode(code).toLowerCase())).toEqual({ ok: true, code });
      }),
    );
  });

  it('notices every single wrong character and every swap of neighbours', () => {
    fc.assert(
      fc.property(pageCodes, fc.nat(), base32(1), (code, place, other) => {
        const text = encodePageCode(code);
        const at = 1 + (place % (text.length - 1));
        const wrong = text.slice(0, at) + other + text.slice(at + 1);
        if (wrong !== text) expect(parsePageCode(wrong).ok).toBe(false);
        if (at + 1 < text.length) {
          const swapped = text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
          if (swapped !== text) expect(parsePageCode(swapped).ok).toBe(false);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('folds the look-alikes that the alphabet leaves out', () => {
    const code = { kind: 'page', form: '01010101', copy: '0101010101', page: 1 } as const;
    const confused = formatPageCode(code).replaceAll('0', 'O').replaceAll('1', 'l');
    expect(parsePageCode(confused)).toEqual({ ok: true, code });
  });

  it('says what is not a page code', () => {
    expect(parsePageCode('https://example.org')).toEqual({ ok: false, why: 'not-ours' });
    expect(parsePageCode('')).toEqual({ ok: false, why: 'not-ours' });
    const text = encodePageCode({ kind: 'batch', batch: 'ABCDEFGHJK' });
    expect(parsePageCode(`${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`)).toEqual({
      ok: false,
      why: 'check-failed',
    });
  });
});
