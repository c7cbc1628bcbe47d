import { describe, expect, test } from 'vitest';
import { isPaperlineError } from '../../src/domain/errors.ts';
import type { Layout, LayoutPage } from '../../src/domain/layout.ts';
import { checkLayout } from '../../src/read/layout-check.ts';
import { SYNTHETIC_LAYOUT } from './synthetic-page.ts';

const [FIRST, SECOND] = SYNTHETIC_LAYOUT.pages;
if (FIRST === undefined || SECOND === undefined) throw new Error('the synthetic layout has two pages');

const withPage = (page: Partial<LayoutPage>): Layout => ({
  ...SYNTHETIC_LAYOUT,
  pages: [{ ...FIRST, ...page }, SECOND],
});
const complaintOf = (layout: Layout, hasReference = false): string => {
  try {
    checkLayout(layout, () => hasReference);
    return 'none';
  } catch (error) {
    if (!isPaperlineError(error)) throw error;
    return `${error.code}: ${error.message} ${error.remedy}`;
  }
};
const square = (x: number, y: number) => ({ rectMm: { x, y, width: 5, height: 5 } });

describe('a layout that cannot be read with', () => {
  test('is told from one that can', () => {
    expect(complaintOf(SYNTHETIC_LAYOUT)).toBe('none');
  });

  test.each([
    ['no width', { x: 50, y: 90, width: 0, height: 4 }, /page 1, box "b" of variable "v" is smaller than/],
    [
      'off the right edge',
      { x: 208, y: 90, width: 4, height: 4 },
      /box "b" of variable "v" lies off the paper/,
    ],
    ['above the page', { x: 50, y: -3, width: 4, height: 4 }, /lies off the paper of 210 x 297 mm/],
    ['not a number', { x: Number.NaN, y: 9, width: 4, height: 4 }, /not a number/],
  ])('a box that has %s', (_name, rectMm, complaint) => {
    const layout = withPage({
      fields: [{ variable: 'v', kind: 'choice', multiple: false, boxes: [{ code: 'b', rectMm }] }],
    });
    expect(complaintOf(layout)).toMatch(complaint);
    expect(complaintOf(layout)).toMatch(/^layout-invalid: .*K7Q2M9XW/);
  });

  test('digit cells, text areas, codes and marks are checked as well', () => {
    const off = { x: 300, y: 10, width: 5, height: 5 };
    expect(complaintOf(withPage({ fields: [{ variable: 'd', kind: 'digits', cells: [off] }] }))).toMatch(
      /cell 1/,
    );
    expect(complaintOf(withPage({ fields: [{ variable: 't', kind: 'text', rectMm: off }] }))).toMatch(
      /text area/,
    );
    expect(complaintOf(withPage({ pageCodes: [{ rectMm: off }] }))).toMatch(/page code 1/);
    expect(complaintOf(withPage({ registrationMarks: [{ rectMm: off }] }))).toMatch(/registration mark 1/);
  });

  test('fewer than three marks need a reference', () => {
    const two = withPage({ registrationMarks: FIRST.registrationMarks.slice(0, 2) });
    expect(complaintOf(two)).toMatch(/it has 2 registration marks and no image of the blank page/);
    const none = withPage({ registrationMarks: [] });
    expect(complaintOf(none)).toMatch(/it has 0 registration marks/);
    expect(complaintOf(none, true)).toBe('none');
  });

  test('marks that look the same when turned', () => {
    const symmetric = withPage({
      registrationMarks: [square(7, 7), square(198, 7), square(198, 285), square(7, 285)],
    });
    expect(complaintOf(symmetric)).toMatch(/look the same when the page is turned/);
  });

  test('a page or a variable that is there twice', () => {
    expect(complaintOf({ ...SYNTHETIC_LAYOUT, pages: [FIRST, FIRST] })).toMatch(/page 1, it is there twice/);
    expect(complaintOf(withPage({ fields: [...FIRST.fields, ...FIRST.fields] }))).toMatch(
      /variable "q1" is there twice/,
    );
  });
});
