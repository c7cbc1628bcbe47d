import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldReading } from '../../../src/domain/page-read.ts';
import { readFields } from '../../../src/read/marks/read-fields.ts';
import { drawConditions } from '../../../src/read/marks/training/drawn-page.ts';
import {
  Dice,
  DRAWN_MARKS,
  PEN_KINDS,
  type DrawnMark,
  type PenKind,
} from '../../../src/read/marks/training/drawn-strokes.ts';
import { CLEAN, drawFields } from './drawn-fields.ts';

/** Ten fields of a page, all marked alike, each in another box. */
const readAlike = (
  seed: number,
  marksOf: (answer: number) => Readonly<Record<number, DrawnMark>>,
  conditions = CLEAN,
  pen: (typeof PEN_KINDS)[number] = 'gel',
): { readonly reading: FieldReading; readonly code: string }[] => {
  const entries = Array.from({ length: 10 }, (_, at) => marksOf(at % 5));
  const { view, page } = drawFields(seed, conditions, entries, pen);
  const readings = readFields(view, page);
  return entries.map((_, at) => ({ reading: readings[`F${at}`]!, code: String((at % 5) + 1) }));
};
const SEEDS = [11, 12, 13];
const over = (
  marksOf: (answer: number) => Readonly<Record<number, DrawnMark>>,
  pen: (typeof PEN_KINDS)[number] = 'gel',
) => SEEDS.flatMap((seed) => readAlike(seed, marksOf, CLEAN, pen));

describe('how a field is marked, and what is read', () => {
  test.each(['cross', 'tick', 'slash', 'ring', 'zigzag', 'star', 'fill', 'blacken'] as const)(
    'a %s is the answer, in silence at least 8 times in 10',
    (mark) => {
      const all = over((answer) => ({ [answer]: mark }));
      for (const { reading, code } of all) if (!reading.review) expect(reading.value).toBe(code);
      expect(all.filter(({ reading }) => !reading.review).length).toBeGreaterThanOrEqual(0.8 * all.length);
    },
  );

  test('an untouched field is blank, in silence', () => {
    for (const { reading } of over(() => ({})))
      expect(reading).toMatchObject({ state: 'blank', review: false });
  });

  test.each(['bar', 'dot', 'circle', 'scratch-out', 'round-fill', 'thick-cross'] as const)(
    'a %s is the answer or a question, never another answer and never blank',
    (mark) => {
      for (const { reading, code } of over((answer) => ({ [answer]: mark }))) {
        if (!reading.review) expect(reading.value).toBe(code);
      }
    },
  );

  test('two crosses are a question', () => {
    for (const { reading } of over((answer) => ({ [answer]: 'cross', [(answer + 2) % 5]: 'cross' }))) {
      expect(reading.review).toBe(true);
      expect(reading.reasons?.length).toBeGreaterThan(0);
    }
  });

  test('"none of these" beside one of these is a question, alone it is an answer', () => {
    const { view, page } = drawFields(11, CLEAN, [
      { 1: 'cross', 4: 'cross' },
      { 4: 'cross' },
      { 0: 'cross', 1: 'cross' },
    ]);
    const fields = page.fields.map((field) =>
      field.kind === 'choice' ? { ...field, multiple: true, exclusive: ['5'] } : field,
    );
    const { F0, F1, F2 } = readFields(view, { ...page, fields });
    expect(F0).toMatchObject({ value: ['2', '5'], review: true });
    expect(F0?.reasons).toContain('exclusive-with-others');
    expect(F1).toMatchObject({ value: ['5'], review: false });
    expect(F2).toMatchObject({ value: ['1', '2'], review: false });
  });

  test.each(['blacken', 'scratch-out'] as const)(
    'a cross beside a box cancelled by a %s is the answer or a question',
    (cancelling) => {
      const all = over((answer) => ({ [answer]: 'cross', [(answer + 2) % 5]: cancelling }), 'ballpoint');
      for (const { reading, code } of all) if (!reading.review) expect(reading.value).toBe(code);
    },
  );

  test('a box with no paper left, beside a thin cross, is a cancelled one in silence 6 times in 10 at least', () => {
    const all = over((answer) => ({ [answer]: 'cross', [(answer + 2) % 5]: 'blacken' }), 'ballpoint');
    expect(all.filter(({ reading }) => !reading.review).length).toBeGreaterThanOrEqual(0.6 * all.length);
  });

  test('an untouched field on a grainy, blurred scan is blank, in silence', () => {
    const grainy = { ...CLEAN, dpi: 150, blurPx: 1, noise: 6, jpegQuality: 55 };
    const all = SEEDS.flatMap((seed) => readAlike(seed, () => ({}), grainy));
    for (const { reading } of all) expect(reading.state).toBe('blank');
    expect(all.filter(({ reading }) => !reading.review).length).toBeGreaterThanOrEqual(0.95 * all.length);
  });

  test('a thick cross beside a cross is a question, never a cancelled box', () => {
    for (const pen of ['ballpoint', 'gel', 'felt'] as const) {
      const all = over((answer) => ({ [answer]: 'cross', [(answer + 2) % 5]: 'thick-cross' }), pen);
      expect(all.filter(({ reading }) => !reading.review)).toEqual([]);
    }
  });

  test('pencil, however pale, is never blank in silence', () => {
    for (const pen of ['pencil', 'hard-pencil'] as const) {
      for (const { reading, code } of over((answer) => ({ [answer]: 'cross' }), pen)) {
        if (!reading.review) expect(reading.value).toBe(code);
      }
    }
  });
});

test('whatever the scan, no drawn mark is read wrong in silence', () => {
  const marks = Object.keys(DRAWN_MARKS) as DrawnMark[];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.boolean(), (seed, rough) => {
      const dice = new Dice(seed);
      const conditions = drawConditions(dice, rough);
      const pens: readonly PenKind[] = conditions.bilevel ? ['ballpoint', 'gel'] : PEN_KINDS.slice(0, 4);
      const pen = dice.pick(pens);
      const answers = Array.from({ length: 8 }, () => ({ at: dice.whole(0, 4), mark: dice.pick(marks) }));
      const { view, page } = drawFields(
        seed,
        conditions,
        answers.map(({ at, mark }) => ({ [at]: mark })),
        pen,
      );
      const readings = readFields(view, page);
      answers.forEach(({ at, mark }, row) => {
        const reading = readings[`F${row}`]!;
        expect(reading.confidence).toBeGreaterThanOrEqual(0);
        expect(reading.confidence).toBeLessThanOrEqual(1);
        const isEmpty = DRAWN_MARKS[mark] === 'empty';
        if (!reading.review) expect(reading.value).toBe(isEmpty ? null : String(at + 1));
      });
    }),
    { numRuns: 25, seed: 7 },
  );
});

test('streaks of dirty glass through a column of boxes are no marks', () => {
  const entries = Array.from({ length: 8 }, (_, row) => (row % 2 === 0 ? { 1: 'cross' as const } : {}));
  const { view, page } = drawFields(5, { ...CLEAN, skewDeg: 0, curlMm: 0 }, entries);
  const data = Uint8Array.from(view.image.data);
  const { width, height } = view.image;
  const box = page.fields[0]!.kind === 'choice' ? page.fields[0]!.boxes[3]!.rectMm : null;
  const [h0, , h2] = view.pageMmToScanPx;
  const streak = Math.round(h0 * (box!.x + box!.width * 0.6) + h2);
  for (let y = 0; y < height; y++) {
    for (let x = streak; x < streak + 3; x++) data[y * width + x] = Math.min(data[y * width + x]!, 120);
  }
  const readings = readFields({ ...view, image: { data, width, height } }, page);
  entries.forEach((entry, row) => {
    const reading = readings[`F${row}`]!;
    expect(reading.value).toBe(1 in entry ? '2' : null);
    expect(reading.state).toBe(1 in entry ? 'answered' : 'blank');
  });
});

test('a box that is not there is a question, not blank', () => {
  const { view, page } = drawFields(6, CLEAN, [{}, {}, {}, {}]);
  const data = Uint8Array.from(view.image.data);
  const { width, height } = view.image;
  const [h0, h1, h2, h3, h4, h5] = view.pageMmToScanPx;
  const rect = page.fields[2]!.kind === 'choice' ? page.fields[2]!.boxes[2]!.rectMm : null;
  const x = rect!.x + rect!.width / 2;
  const y = rect!.y + rect!.height / 2;
  const middleX = Math.round(h0 * x + h1 * y + h2);
  const middleY = Math.round(h3 * x + h4 * y + h5);
  const reach = Math.round(3.2 * view.pxPerMm);
  for (let row = middleY - reach; row < middleY + reach; row++) {
    data.fill(245, row * width + middleX - reach, row * width + middleX + reach);
  }
  const readings = readFields({ ...view, image: { data, width, height } }, page);
  expect(readings['F2']).toMatchObject({ review: true });
  expect(readings['F2']!.reasons).toContain('box-not-found');
  expect(readings['F0']).toMatchObject({ state: 'blank', review: false });
});
