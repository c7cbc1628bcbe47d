import { describe, expect, test } from 'vitest';
import {
  acceptedDoubt,
  decideMultipleChoice,
  decideSingleChoice,
  habitOfFilling,
  type JudgedBox,
} from '../../../src/read/marks/choice-decision.ts';
import type { BoxJudgement } from '../../../src/read/marks/mark-model.ts';

const SURE = 1e-6;
const EMPTY: BoxJudgement = { empty: 1 - 3 * SURE, marked: SURE, filled: SURE, circled: SURE };
const MARKED: BoxJudgement = { empty: SURE, marked: 1 - 3 * SURE, filled: SURE, circled: SURE };
const FILLED: BoxJudgement = { empty: SURE, marked: SURE, filled: 1 - 3 * SURE, circled: SURE };
const CIRCLED: BoxJudgement = { empty: SURE, marked: SURE, filled: SURE, circled: 1 - 3 * SURE };
/** A cross so thick that it may be a cancelled box. */
const THICK: BoxJudgement = { empty: SURE, marked: 0.6, filled: 0.4 - 2 * SURE, circled: SURE };
const FAINT: BoxJudgement = { empty: 0.6, marked: 0.4 - 2 * SURE, filled: SURE, circled: SURE };

const boxes = (...judgements: BoxJudgement[]): JudgedBox[] =>
  judgements.map((judgement, at) => ({ code: String(at + 1), judgement, found: true }));
const options = { targetErrorRate: 1e-4 };
const MARKER = habitOfFilling({ marked: 5, filled: 0 });
const FILLER = habitOfFilling({ marked: 0, filled: 5 });
const UNKNOWN = habitOfFilling({ marked: 0, filled: 0 });

describe('one answer', () => {
  const single = (judgements: BoxJudgement[], habit = UNKNOWN) =>
    decideSingleChoice(boxes(...judgements), habit, options).reading;

  test.each([
    ['nothing', [EMPTY, EMPTY, EMPTY], 'blank', null],
    ['nothing, in a field of two', [EMPTY, EMPTY], 'blank', null],
    ['one mark', [EMPTY, MARKED, EMPTY], 'answered', '2'],
    ['one filled box alone', [EMPTY, FILLED, EMPTY], 'answered', '2'],
    ['one filled box alone, in a field of two', [FILLED, EMPTY], 'answered', '1'],
    ['a filled box beside a crossed one', [FILLED, EMPTY, MARKED], 'answered', '3'],
    ['a clear circle', [EMPTY, EMPTY, CIRCLED], 'answered', '3'],
  ] as const)('%s is accepted', (_, judgements, state, value) => {
    expect(single([...judgements])).toMatchObject({ state, value, review: false });
  });

  test('two cancelled boxes beside a crossed one suggest the crossed one', () => {
    expect(single([FILLED, FILLED, MARKED], MARKER)).toMatchObject({ state: 'answered', value: '3' });
  });

  test('two marks go to a person as several', () => {
    const reading = single([MARKED, MARKED, EMPTY]);
    expect(reading).toMatchObject({ state: 'multiple', value: null, review: true });
    expect(reading.reasons?.[0]).toBe('several-marks');
    expect(reading.alternatives).toBeUndefined();
  });

  test('filled boxes only go to a person', () => {
    const reading = single([FILLED, FILLED, EMPTY]);
    expect(reading).toMatchObject({ value: null, review: true });
    expect(reading.reasons).toContain('cancelled-only');
  });

  test('a thick cross beside a cross is never taken as cancelled in silence', () => {
    for (const habit of [MARKER, UNKNOWN, FILLER]) {
      const reading = single([THICK, MARKED, EMPTY], habit);
      expect(reading.review).toBe(true);
      expect(reading.reasons?.length).toBeGreaterThan(0);
    }
  });

  test('a thick cross alone is an answer, whatever it is', () => {
    expect(single([EMPTY, THICK, EMPTY])).toMatchObject({ state: 'answered', value: '2', review: false });
  });

  test('a filled and a crossed box of a person who fills is a question', () => {
    expect(single([FILLED, MARKED, EMPTY], FILLER).review).toBe(true);
    expect(single([FILLED, MARKED, EMPTY], MARKER).review).toBe(false);
  });

  test('a faint mark is neither blank nor an answer in silence', () => {
    const reading = single([EMPTY, FAINT, EMPTY]);
    expect(reading.review).toBe(true);
    expect(reading.reasons).toContain('faint-mark');
  });

  test('a box that was not found makes the field a question', () => {
    const lost = boxes(EMPTY, MARKED).map((box, at) => ({ ...box, found: at > 0 }));
    const { reading } = decideSingleChoice(lost, UNKNOWN, options);
    expect(reading.review).toBe(true);
    expect(reading.reasons?.[0]).toBe('box-not-found');
  });

  test('a higher target error rate accepts more', () => {
    expect(acceptedDoubt(1e-3)).toBeGreaterThan(acceptedDoubt(1e-4));
    const doubtful = boxes(EMPTY, { ...MARKED, empty: 0.02, marked: 0.98 - 2 * SURE });
    expect(decideSingleChoice(doubtful, UNKNOWN, { targetErrorRate: 1e-4 }).reading.review).toBe(true);
    expect(decideSingleChoice(doubtful, UNKNOWN, { targetErrorRate: 1e-2 }).reading.review).toBe(false);
  });
});

describe('several answers', () => {
  const multiple = (judgements: BoxJudgement[], habit = UNKNOWN) =>
    decideMultipleChoice(boxes(...judgements), habit, options).reading;

  test('every marked option is in the value', () => {
    expect(multiple([MARKED, EMPTY, MARKED])).toMatchObject({ value: ['1', '3'], review: false });
    expect(multiple([EMPTY, EMPTY])).toMatchObject({ state: 'blank', value: null, review: false });
  });

  test('a filled option beside crossed ones is cancelled, for a person who crosses', () => {
    expect(multiple([FILLED, MARKED, EMPTY], MARKER)).toMatchObject({ value: ['2'], review: false });
  });

  test('a filled option with nothing marked beside it is an answer, even for a person who crosses', () => {
    expect(multiple([FILLED], MARKER)).toMatchObject({ value: ['1'], review: false });
    expect(multiple([EMPTY, FILLED, EMPTY], MARKER)).toMatchObject({ value: ['2'], review: false });
  });

  test('filled options of a person who fills are answers', () => {
    expect(multiple([FILLED, FILLED, EMPTY], FILLER)).toMatchObject({ value: ['1', '2'], review: false });
  });

  test('a faint option is a question, and the other value an alternative', () => {
    const reading = multiple([MARKED, FAINT, EMPTY]);
    expect(reading.review).toBe(true);
    expect(reading.alternatives?.[0]?.value).toEqual(['1', '2']);
  });
});
