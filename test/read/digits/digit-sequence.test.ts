import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DigitRule } from '../../../src/domain/layout.ts';
import {
  decodeSequence,
  digitsOfCells,
  isLegalSequence,
  valueOfSequence,
  type CellBelief,
} from '../../../src/read/digits/digit-sequence.ts';

/** A cell that shows `symbol` with this probability and a rival with the rest. */
const cell = (symbol: string, probability = 0.99, rival = symbol === '0' ? '1' : '0'): CellBelief => {
  const digits = Array.from({ length: 10 }, () => 0);
  let [empty, notADigit] = [0, 0];
  for (const [which, share] of [
    [symbol, probability],
    [rival, 1 - probability],
  ] as const) {
    if (which === ' ') empty += share;
    else if (which === '?') notADigit += share;
    else digits[Number(which)] = (digits[Number(which)] ?? 0) + share;
  }
  return { digits, empty, notADigit };
};
const cellsOf = (text: string, probability = 0.99): CellBelief[] =>
  Array.from(text, (symbol) => cell(symbol, probability));

describe('cells of digits, read together', () => {
  it('reads clear cells as they stand, aligned to either side', () => {
    for (const text of ['43 ', ' 43', '043', '   ', '123']) {
      const [best] = decodeSequence(cellsOf(text), undefined);
      expect(best?.cells).toBe(text);
      expect(best?.probability).toBeGreaterThan(0.9);
    }
  });

  it('never gives probabilities that add up to more than one, nor orders them wrongly', () => {
    const share = fc.double({ min: 0.001, max: 1, noNaN: true });
    const belief = fc
      .tuple(fc.array(share, { minLength: 10, maxLength: 10 }), share, share)
      .map(([raw, e, n]) => {
        const total = raw.reduce((sum, value) => sum + value, e + n);
        return { digits: raw.map((value) => value / total), empty: e / total, notADigit: n / total };
      });
    fc.assert(
      fc.property(fc.array(belief, { minLength: 1, maxLength: 8 }), (beliefs) => {
        const found = decodeSequence(beliefs, { type: 'number', min: 10, max: 99 });
        const sum = found.reduce((all, { probability }) => all + probability, 0);
        expect(sum).toBeLessThanOrEqual(1 + 1e-9);
        expect(found.map(({ probability }) => probability)).toEqual(
          found.map(({ probability }) => probability).toSorted((a, b) => b - a),
        );
        for (const { cells } of found) expect(cells).toHaveLength(beliefs.length);
      }),
    );
  });

  it('lets the range decide between a 1 and a 7, but stays unsure', () => {
    const cells = [cell('7', 0.55, '1'), cell('5')];
    const [best] = decodeSequence(cells, { type: 'number', min: 1, max: 20 });
    expect(best).toMatchObject({ cells: '15', legal: true });
    expect(best?.probability).toBeLessThan(0.99);
  });

  it('does not bend a clear reading into the range', () => {
    const [best] = decodeSequence(cellsOf('150', 0.9999), { type: 'number', min: 0, max: 110 });
    expect(best).toMatchObject({ cells: '150', legal: false });
  });

  it('does not take half a digit as nothing because the rest is allowed', () => {
    // A scan left so little of the last digit, or of the first, that it may be dirt.
    const crumbs = cell(' ', 0.6, '?');
    const digits = cellsOf('306', 0.9999);
    const [number] = decodeSequence([...digits, crumbs], { type: 'number', min: 0, max: 9999 });
    const [time] = decodeSequence([crumbs, ...cellsOf('134', 0.9999)], { type: 'time' });
    expect(number?.probability).toBeLessThan(0.7);
    expect(time?.probability).toBeLessThan(0.7);
  });

  it.each<[string, DigitRule | undefined, boolean]>([
    ['29022024', { type: 'date' }, true],
    ['29022023', { type: 'date' }, false],
    ['31042024', { type: 'date' }, false],
    ['00012024', { type: 'date' }, false],
    ['0102 024', { type: 'date' }, false],
    ['01012020', { type: 'date', min: '2021-01-01' }, false],
    ['2359', { type: 'time' }, true],
    ['2400', { type: 'time' }, false],
    ['1260', { type: 'time' }, false],
    [' 830', { type: 'time' }, true],
    ['830 ', { type: 'time' }, false],
    ['  30', { type: 'time' }, false],
    ['4 3', undefined, false],
    ['4?', undefined, false],
    ['   ', { type: 'number', min: 1, max: 9 }, true],
    ['007', { type: 'number', min: 1, max: 9 }, true],
    ['010', { type: 'number', min: 1, max: 9 }, false],
  ])('knows whether %j under %j is allowed: %s', (cells, rule, legal) => {
    expect(isLegalSequence(cells, rule)).toBe(legal);
  });

  it('gives the digits without empty cells, and times with their zero', () => {
    expect(digitsOfCells(' 43')).toBe('43');
    expect(digitsOfCells('4 3')).toBeNull();
    expect(valueOfSequence(' 830', { type: 'time' })).toBe('0830');
    expect(valueOfSequence('43 ', undefined)).toBe('43');
  });
});
