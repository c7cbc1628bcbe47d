import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findIsoDate, findIsoTime, findWholeNumber, tidyWords } from '../../src/rows/row-value.ts';

const two = (number: number): string => String(number).padStart(2, '0');

describe('a date', () => {
  it('is found in its cells, and as people type it', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.constantFrom('-', '/', '.', ' '), (date, sign) => {
        const iso = date.toISOString().slice(0, 10);
        const [day, month, year] = [date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCFullYear()];
        expect(findIsoDate(`${two(day)}${two(month)}${year}`)).toBe(iso);
        expect(findIsoDate(`${day}${sign}${month}${sign}${year}`)).toBe(iso);
        expect(findIsoDate(iso)).toBe(iso);
      }),
    );
  });

  it.each(['31022024', '00012024', '29022023', '01132024', '2024', '1-1-24', '', 'abc', '01010000'])(
    'is not found in %j',
    (written) => {
      expect(findIsoDate(written)).toBeUndefined();
    },
  );

  it('knows leap years', () => {
    expect(findIsoDate('29022024')).toBe('2024-02-29');
    expect(findIsoDate('29022100')).toBeUndefined();
  });
});

describe('a time', () => {
  it('is found in its cells, and as people type it', () => {
    fc.assert(
      fc.property(fc.nat({ max: 23 }), fc.nat({ max: 59 }), (hours, minutes) => {
        const time = `${two(hours)}:${two(minutes)}`;
        expect(findIsoTime(`${two(hours)}${two(minutes)}`)).toBe(time);
        expect(findIsoTime(`${hours}.${two(minutes)}`)).toBe(time);
      }),
    );
  });

  it.each(['2400', '1260', '915', '', '12:3', '1 15'])('is not found in %j', (written) => {
    expect(findIsoTime(written)).toBeUndefined();
  });
});

describe('a number', () => {
  it.each([
    ['007', '7'],
    ['0', '0'],
    ['000', '0'],
    [' 42', '42'],
    ['4 2', undefined],
    ['-1', undefined],
    ['4?', undefined],
  ])('in %j is %j', (written, value) => {
    expect(findWholeNumber(written)).toBe(value);
  });
});

describe('words', () => {
  it('keep their lines and lose what cannot be written', () => {
    expect(tidyWords(' a\r\nb\rc\0d\t\te\ud800 ')).toBe('a\nb\nc d e\ufffd');
    expect(tidyWords('e\u0301')).toBe('é');
  });
});
