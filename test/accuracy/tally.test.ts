import { describe, expect, it } from 'vitest';
import type { FieldReading, PageRead } from '../../src/domain/page-read.ts';
import type { TruthLine } from '../../src/domain/truth.ts';
import { addTally, emptyTally, rateInterval, tallyPage, type Tally } from './tally.ts';

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
  tallyPage(tally, line, page, (variable) => (variable === 'T' ? 'text' : 'choice'));
  return tally;
};

describe('tally', () => {
  it('finds nothing wrong with a right page', () => {
    const tally = tallied(pageOf(right));
    expect(tally.silent).toEqual([]);
    expect(tally.kinds['choice']).toEqual({ fields: 4, right: 4, review: 1, silent: 0 });
    expect(tally.pages).toEqual({ pages: 1, lost: 0, invented: 0 });
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
    for (const fields of wrong) expect(tallied(pageOf(fields)).silent).toHaveLength(1);
  });

  it('does not call silent what a person will see', () => {
    const tally = tallied(pageOf({ ...right, A: answered('2', true) }));
    expect(tally.silent).toEqual([]);
    expect(tally.kinds['choice']).toMatchObject({ right: 3, review: 2 });
  });

  it('counts pages that are lost, taken for another, or invented', () => {
    expect(tallied(null).pages.lost).toBe(1);
    expect(tallied(pageOf(right, { status: 'unreadable' })).pages.lost).toBe(1);
    expect(tallied(pageOf(right, { copy: 'BBBBBBBBBB' })).pages.lost).toBe(1);
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

  it('gives the exact Poisson interval', () => {
    // Garwood's table: 0 events 0 to 3.689, 1 event 0.0253 to 5.572, 10 events 4.795 to 18.39.
    expect(rateInterval(0, 1)[1]).toBe(1);
    expect(rateInterval(0, 1000)[1] * 1000).toBeCloseTo(3.689, 3);
    expect(rateInterval(1, 1000)[0] * 1000).toBeCloseTo(0.0253, 4);
    expect(rateInterval(10, 1000).map((rate) => rate * 1000)).toEqual([
      expect.closeTo(4.795, 2),
      expect.closeTo(18.39, 2),
    ]);
  });
});
