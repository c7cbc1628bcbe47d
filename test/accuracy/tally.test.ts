import { describe, expect, it } from 'vitest';
import type { FieldReading, PageRead } from '../../src/domain/page-read.ts';
import type { TruthLine } from '../../src/domain/truth.ts';
import { addTally, emptyTally, keepMiss, tallyPage, type Tally } from './tally.ts';
import { MOST_KEPT } from './miss.ts';

const truth: TruthLine = {
  file: 'a.jpg',
  pageIndex: 0,
  copy: 'AAAAAAAAAA',
  page: 1,
  fields: { A: '1', B: null, C: null, D: ['1', '2'], T: 'words' },
  marks: { A: 'cross', B: 'nothing', C: 'two-marks', D: 'tick', T: 'words' },
  degradations: ['streak'],
};
const answered = (value: FieldReading['value'], review = false): FieldReading => ({
  state: 'answered',
  value,
  confidence: 0.99,
  review,
});
const blank: FieldReading = { state: 'blank', value: null, confidence: 0.999, review: false };
const multiple: FieldReading = { state: 'multiple', value: null, confidence: 0.9, review: true };
const right = {
  A: answered('1'),
  B: blank,
  C: multiple,
  D: answered(['2', '1']),
  T: { ...multiple, state: 'unclear' as const },
};

const pageOf = (fields: PageRead['fields'], rest: Partial<PageRead> = {}): PageRead => ({
  file: 'a.jpg',
  pageIndex: 0,
  status: 'read',
  form: 'F',
  survey: 's',
  language: 'nl',
  copy: 'AAAAAAAAAA',
  page: 1,
  reasons: [],
  fields,
  diagnostics: {},
  ms: {},
  ...rest,
});
const tallied = (page: PageRead | null, line: TruthLine = truth): Tally => {
  const tally = emptyTally();
  for (const miss of tallyPage(tally, line, page, (variable) => (variable === 'T' ? 'text' : 'choice')))
    keepMiss(tally, miss);
  return tally;
};

describe('tally', () => {
  it('finds nothing wrong with a right page', () => {
    const tally = tallied(pageOf(right));
    expect(tally.misses.silent).toEqual({ of: 0, kept: [] });
    expect(tally.kinds['choice']).toEqual({ fields: 4, right: 4, review: 1, silent: 0 });
    expect(tally.kinds['text, written']).toEqual({ fields: 1, right: 1, review: 1, silent: 0 });
    expect(tally.pages).toEqual({ pages: 1, lost: 0, strangers: 0, invented: 0 });
  });

  it('counts every way of being wrong in silence', () => {
    const wrong: PageRead['fields'][] = [
      { ...right, A: answered('2') },
      { ...right, A: blank },
      { ...right, B: answered('1') },
      { ...right, C: answered('1') },
      { ...right, C: blank },
      { ...right, D: answered(['1']) },
      { ...right, T: blank },
      { B: blank, C: multiple, D: answered(['1', '2']), T: right.T },
    ];
    for (const fields of wrong) expect(tallied(pageOf(fields)).misses.silent.kept).toHaveLength(1);
  });

  it('does not call silent what a person will see', () => {
    const tally = tallied(pageOf({ ...right, A: answered('2', true) }));
    expect(tally.misses.silent).toEqual({ of: 0, kept: [] });
    expect(tally.kinds['choice']).toMatchObject({ right: 3, review: 2 });
  });

  it('counts pages that are lost, taken for another, or invented', () => {
    expect(tallied(null).pages.lost).toBe(1);
    expect(tallied(pageOf(right, { status: 'unreadable' })).pages.lost).toBe(1);
    expect(tallied(pageOf(right, { copy: 'BBBBBBBBBB' })).pages.lost).toBe(1);
    const waiting = { copy: null, status: 'review', reasons: ['copy-unread'] } as const;
    expect(tallied(pageOf(right, waiting)).pages.lost).toBe(0);
    expect(tallied(pageOf(right, { ...waiting, page: 2 })).pages.lost).toBe(1);
    expect(tallied(pageOf(right, { ...waiting, reasons: [] })).pages.lost).toBe(1);
    expect(tallied(pageOf(right), { ...truth, copy: null, page: null }).pages.invented).toBe(1);
    expect(
      tallied(pageOf({}, { status: 'foreign' }), { ...truth, copy: null, page: null }).pages.invented,
    ).toBe(0);
  });

  it('adds up', () => {
    const sum = emptyTally();
    addTally(sum, tallied(pageOf(right)));
    addTally(sum, tallied(pageOf({ ...right, A: blank })));
    expect(sum.kinds['choice']).toEqual({ fields: 8, right: 7, review: 2, silent: 1 });
    expect(sum.degradations['streak']).toMatchObject({ pages: 2, lost: 0, fields: 8, silent: 1 });
  });

  it('says why a page is lost', () => {
    const whyOf = (page: PageRead | null): unknown => tallied(page).misses.lost.kept[0];
    expect(whyOf(null)).toMatchObject({ status: 'not opened' });
    expect(whyOf(pageOf({}, { status: 'unreadable', reasons: ['page-code-unreadable'] }))).toMatchObject({
      status: 'unreadable',
      reasons: ['page-code-unreadable'],
      degradations: ['streak'],
    });
    expect(whyOf(pageOf(right, { copy: 'BBBBBBBBBB' }))).toMatchObject({
      status: 'taken for another',
      reasons: ['It was read as copy BBBBBBBBBB, page 1; it is copy AAAAAAAAAA, page 1.'],
    });
  });

  it('keeps a bounded sample of misses that is the same in any order', () => {
    const parts = Array.from({ length: MOST_KEPT.review + 20 }, (_, pageIndex) =>
      tallied(pageOf({ ...right, C: multiple, A: answered('2', true) }), { ...truth, pageIndex }),
    );
    const keptOf = (order: readonly Tally[]): string[] => {
      const sum = emptyTally();
      for (const part of order) addTally(sum, part);
      expect(sum.misses.review.of).toBe(2 * parts.length);
      return sum.misses.review.kept
        .map(({ pageIndex, field }) => `${pageIndex} ${field?.variable}`)
        .toSorted();
    };
    const kept = keptOf(parts);
    expect(kept).toHaveLength(MOST_KEPT.review);
    expect(keptOf(parts.toReversed())).toEqual(kept);
  });
});
