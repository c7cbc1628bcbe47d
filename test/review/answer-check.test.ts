import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LayoutField } from '../../src/domain/layout.ts';
import { checkAnswer, TEXT_LIMIT_CHARACTERS } from '../../src/review/answer-check.ts';

const rect = { x: 0, y: 0, width: 4, height: 4 };
const choice = (multiple: boolean): LayoutField => ({
  variable: 'purpose',
  kind: 'choice',
  multiple,
  boxes: ['1', '2', '9'].map((code) => ({ code, rectMm: rect })),
});
const age: LayoutField = {
  variable: 'age',
  kind: 'digits',
  cells: [rect, rect, rect],
  rule: { type: 'number', min: 6, max: 110 },
};
const born: LayoutField = {
  variable: 'born',
  kind: 'digits',
  cells: Array.from({ length: 8 }, () => rect),
  rule: { type: 'date' },
};
const boarded: LayoutField = {
  variable: 'boarded',
  kind: 'digits',
  cells: Array.from({ length: 4 }, () => rect),
  rule: { type: 'time' },
};
const remark: LayoutField = { variable: 'remark', kind: 'text', rectMm: rect };

const answered = (value: string | string[] | null) => ({ state: 'answered' as const, value });
const invalid = expect.objectContaining({ code: 'decision-invalid' });

describe('an answer is held against the printed field', () => {
  it('takes only codes that are printed', () => {
    expect(checkAnswer(choice(false), answered('9')).value).toBe('9');
    fc.assert(
      fc.property(
        fc.string().filter((code) => !['1', '2', '9'].includes(code)),
        (code) => {
          expect(() => checkAnswer(choice(false), answered(code))).toThrow(invalid);
          expect(() => checkAnswer(choice(true), answered(['1', code]))).toThrow(invalid);
        },
      ),
    );
  });

  it('takes several codes only where several are asked, in printed order and once each', () => {
    expect(checkAnswer(choice(true), answered(['9', '1', '9'])).value).toEqual(['1', '9']);
    expect(() => checkAnswer(choice(true), answered([]))).toThrow(invalid);
    expect(() => checkAnswer(choice(true), answered('1'))).toThrow(invalid);
    expect(() => checkAnswer(choice(false), answered(['1']))).toThrow(invalid);
    expect(() => checkAnswer(choice(false), answered(null))).toThrow(invalid);
  });

  it('knows several marks as a fault only where one answer is asked', () => {
    expect(checkAnswer(choice(false), { state: 'multiple', value: null }).state).toBe('multiple');
    for (const field of [choice(true), age, remark]) {
      expect(() => checkAnswer(field, { state: 'multiple', value: null })).toThrow(invalid);
    }
  });

  it('refuses a value beside blank or unreadable', () => {
    expect(() => checkAnswer(remark, { state: 'blank', value: 'x' })).toThrow(invalid);
    expect(() => checkAnswer(age, { state: 'unreadable', value: '4' })).toThrow(invalid);
  });

  it.each([
    [age, '42', []],
    [age, '5', ['digits-out-of-range']],
    [age, '111', ['digits-out-of-range']],
    [born, '29022024', []],
    [born, '29022023', ['digits-out-of-range']],
    [born, '2902', ['digits-out-of-range']],
    [boarded, '2359', []],
    [boarded, '2400', ['digits-out-of-range']],
  ] as const)(
    'warns of digits that the question does not allow and takes them: %#',
    (field, digits, warnings) => {
      expect(checkAnswer(field, answered(digits))).toEqual({ state: 'answered', value: digits, warnings });
    },
  );

  it('refuses more digits than there are cells, and what is no digit', () => {
    for (const value of ['1234', '4 2', '-1', '', '٤٢', ['4']]) {
      expect(() => checkAnswer(age, answered(value as string))).toThrow(invalid);
    }
  });

  it('keeps words as they are but for white space around them, up to a bound', () => {
    expect(checkAnswer(remark, answered('  Cafe\u0301 \r\n graag ')).value).toBe('Café \n graag');
    expect(() => checkAnswer(remark, answered('   '))).toThrow(invalid);
    expect(() => checkAnswer(remark, answered('a\u0000b'))).toThrow(invalid);
    expect(checkAnswer(remark, answered('a'.repeat(TEXT_LIMIT_CHARACTERS))).value).toHaveLength(2000);
    expect(() => checkAnswer(remark, answered('a'.repeat(TEXT_LIMIT_CHARACTERS + 1)))).toThrow(invalid);
  });
});
