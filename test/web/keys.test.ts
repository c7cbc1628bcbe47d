import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignKeys } from '../../src/web/review/keys.ts';

const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, step) => String(from + step));

describe('keys for answers', () => {
  it('gives a scale its own digits and T for ten', () => {
    const { keyOf, hasTen, zeroIsBlank } = assignKeys([...numbers(1, 10), '99']);
    expect([...keyOf.values()]).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', 't', 'a']);
    expect({ hasTen, zeroIsBlank }).toEqual({ hasTen: true, zeroIsBlank: false });
  });

  it('gives 0 to the answer 0, never to blank as well', () => {
    const { codeOf, zeroIsBlank } = assignKeys(numbers(0, 10));
    expect(codeOf.get('0')).toBe('0');
    expect(zeroIsBlank).toBe(false);
    expect(assignKeys(numbers(1, 5)).zeroIsBlank).toBe(true);
  });

  it('numbers answers whose codes are words in printed order', () => {
    const { keyOf } = assignKeys(['work', 'school', 'shop']);
    expect([...keyOf]).toEqual([
      ['work', '1'],
      ['school', '2'],
      ['shop', '3'],
    ]);
  });

  it('never gives one key two meanings, for any codes', () => {
    const codes = fc.uniqueArray(fc.oneof(fc.nat({ max: 120 }).map(String), fc.string({ minLength: 1 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(codes, (list) => {
        const { keyOf, codeOf, zeroIsBlank, hasTen } = assignKeys(list);
        const keys = [...keyOf.values()];
        expect(new Set(keys).size).toBe(keys.length);
        for (const key of ['b', 'm', 's', 'u', 'z', 'enter', '?']) expect(codeOf.has(key)).toBe(false);
        if (codeOf.has('0')) expect(zeroIsBlank).toBe(false);
        if (hasTen) expect([codeOf.get('1'), codeOf.get('t'), zeroIsBlank]).toEqual(['1', '10', false]);
      }),
    );
  });
});
