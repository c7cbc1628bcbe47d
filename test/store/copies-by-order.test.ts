import { expect, test } from 'vitest';
import { copiesByOrder } from '../../src/store/copies-by-order.ts';
import type { ScannedReading } from '../../src/store/scans.ts';
import { headerPage, sampleReading, strangePage } from './sample-store.ts';

const PAGES: Readonly<Record<string, number>> = { TWO: 2, FOUR: 4, ONE: 1 };
const pageCountOf = (form: string): number | null => PAGES[form] ?? null;

/** `1 2`: pages of the form; `?` one that could not be read, `_` a blank one, `H` a batch header, `P` a printed form's. */
const fileOf = (signs: string, form: string): ScannedReading[] =>
  signs.split(' ').map((sign, at) => {
    if (sign === '?') return strangePage(at, 'foreign');
    if (sign === '_') return strangePage(at, 'blank');
    if (sign === 'H') return headerPage(at, 'BATCH00001');
    if (sign === 'P') return sampleReading(at, 1, 1);
    return { ...sampleReading(at, 1, Number(sign)), form, copy: null };
  });

/** A letter a copy, in the places of its pages; `-` for a page of nobody, `.` for what is no page of the form. */
const copiesOf = (signs: string, form = 'TWO'): string => {
  const readings = fileOf(signs, form);
  const copies = copiesByOrder(readings, pageCountOf);
  return readings
    .map((_, at) => {
      const copy = copies.get(at);
      return copy === undefined ? '.' : copy === null ? '-' : String.fromCharCode(97 + copy);
    })
    .join(' ');
};

test.each([
  ['pages in order', '1 2 1 2', 'a a b b'],
  ['blank backs between', '1 _ 2 _ 1 _ 2 _', 'a . a . b . b .'],
  ['a page lost', '1 1 2', 'a b b'],
  ['a page that could not be read', '1 ? 1 2', 'a . b b'],
  ['a batch header between pages of a copy', '1 H 2 1 2', 'a . - b b'],
  ['a page of another form between', '1 P 2', 'a . -'],
])('takes %s as it is', (_, signs, copies) => {
  expect(copiesOf(signs)).toBe(copies);
});

test.each([
  ['a stray page: whose of the two it is cannot be told', '1 2 2 1 2', '- - - a a'],
  ['a stray page behind one that could not be read', '1 2 ? 2 1 2', 'a a . - b b'],
  ['one page too many between', '1 ? 2 1 2', 'a . - b b'],
  ['a stack with its backs up', '2 1 2 1 2 1', '- - - - - -'],
  ['a stack that was turned over half-way', '1 2 1 2 2 1 2 1', 'a a - - - - - -'],
  ['a stack that was turned back half-way', '2 1 2 1 1 2 1 2', '- - - - a a b b'],
  ['all fronts and then all backs', '1 1 1 2 2 2', '- - - - - -'],
  ['a second page alone', '2', '-'],
])('joins nothing that may be wrong: %s', (_, signs, copies) => {
  expect(copiesOf(signs)).toBe(copies);
});

test('knows longer forms the same way', () => {
  expect(copiesOf('1 2 3 4 1 2 3 4', 'FOUR')).toBe('a a a a b b b b');
  expect(copiesOf('1 2 ? 4 1 ? ? 4', 'FOUR')).toBe('a a . a b . . b');
  expect(copiesOf('4 3 2 1 4 3 2 1', 'FOUR')).toBe('- - - - - - - -');
  expect(copiesOf('1 2 4 1 2 3 4', 'FOUR')).toBe('- - - a a a a');
  expect(copiesOf('1 1 1', 'ONE')).toBe('a b c');
});
