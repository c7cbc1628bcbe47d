import { describe, expect, it } from 'vitest';
import type { FieldReading } from '../../../src/domain/page-read.ts';
import { FEATURE_COUNT, FEATURE_NAMES } from '../../../src/read/marks/box-features.ts';
import {
  doubtPaleAnswer,
  markDarknesses,
  type WeighedBox,
} from '../../../src/read/marks/pale-beside-others.ts';

const box = (code: string, darkness: number): WeighedBox => {
  const features = new Float32Array(FEATURE_COUNT);
  features[FEATURE_NAMES.indexOf('inkDarkness')] = darkness;
  const marked = darkness > 0 ? 0.999 : 0.0001;
  return { code, features, judgement: { marked, filled: 0, circled: 0, empty: 1 - marked } };
};
const reading: FieldReading = { state: 'answered', value: '2', confidence: 0.9999, review: false };
const doubtLast = (darknesses: readonly number[], given = reading): FieldReading => {
  const fields = darknesses.map((darkness) => [box('1', 0), box('2', darkness)]);
  const last = fields.length - 1;
  return doubtPaleAnswer(given, fields[last] ?? [], markDarknesses(fields), last);
};

describe('a mark far paler than the others on its page', () => {
  it('is a question: an eraser may have left it', () => {
    expect(doubtLast([0.8, 0.75, 0.9, 0.3])).toMatchObject({
      review: true,
      reasons: ['faint-mark'],
      value: '2',
    });
  });

  it('is none where all marks are pale, or too few tell how dark this hand writes', () => {
    expect(doubtLast([0.3, 0.33, 0.28, 0.26])).toBe(reading);
    expect(doubtLast([0.8, 0.9, 0.3])).toBe(reading);
  });

  it('is not looked for in the 1 where the answer is 10', () => {
    const ten: FieldReading = { ...reading, value: '10' };
    const fields = [0.8, 0.75, 0.9, 0.8].map((darkness) => [box('1', 0), box('10', darkness)]);
    expect(doubtPaleAnswer(ten, fields[3] ?? [], markDarknesses(fields), 3)).toBe(ten);
  });

  it('is not looked for inside a box that was circled', () => {
    const circled = {
      ...box('2', 0),
      judgement: { marked: 0.001, filled: 0, circled: 0.998, empty: 0.001 },
    };
    const fields = [...[0.8, 0.75, 0.9].map((darkness) => [box('2', darkness)]), [circled]];
    expect(doubtPaleAnswer(reading, fields[3] ?? [], markDarknesses(fields), 3)).toBe(reading);
  });

  it('counts among several answers too', () => {
    const several: FieldReading = { ...reading, value: ['2'] };
    expect(doubtLast([0.8, 0.75, 0.9, 0.3], several).review).toBe(true);
    expect(doubtLast([0.8, 0.75, 0.9, 0.7], several).review).toBe(false);
  });
});
