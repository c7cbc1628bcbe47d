import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CopyAnswers, FieldAnswer } from '../../src/questionnaire/field-answer.ts';
import { loadQuestionnaire } from '../../src/questionnaire/load-questionnaire.ts';
import { itemsOf } from '../../src/questionnaire/questionnaire.ts';
import { createRouting, fieldVariablesOf, listPassedOver } from '../../src/questionnaire/routing.ts';
import { wrapItems } from './fault-place.ts';
import { writtenQuestionnaires } from './written-questionnaires.ts';

const Q = 'question: { nl: V, en: Q }';
const loaded = loadQuestionnaire(
  wrapItems(`
  - variable: delayed
    ${Q}
    options:
      1: { nl: Ja, en: Yes }
      2: { nl: Nee, en: "No", goto: overall }
      3: { nl: Stop, en: Stop, goto: end }
  - variable: how_long
    ${Q}
    number: 0-99
  - id: delay-marks
    ${Q}
    scale: 1-5
    rows: { told: { nl: Info, en: Told }, helped: { nl: Hulp, en: Helped } }
  - variable: overall
    ${Q}
    scale: 1-5
    goto: { 5: end }
  - variable: why
    ${Q}
    multiple: true
    options:
      1: { nl: Prijs, en: Price }
      2: { nl: Anders, en: Other, other: true }
      3: { nl: Geen, en: None, exclusive: true, goto: end }
  - variable: remark
    ${Q}
    lines: 2
`),
  'f.yaml',
);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
const { questionnaire } = loaded;

const blank: FieldAnswer = { state: 'blank', value: null };
const answered = (value: string | string[]): FieldAnswer => ({ state: 'answered', value });
const allBlank = (): Map<string, FieldAnswer> =>
  new Map(
    itemsOf(questionnaire)
      .flatMap(fieldVariablesOf)
      .map((variable) => [variable, blank]),
  );
const route = (answers: Record<string, FieldAnswer>) => {
  const { notApplicable, undecided } = createRouting(questionnaire)(
    new Map([...allBlank(), ...Object.entries(answers)]),
  );
  return { notApplicable: [...notApplicable], undecided: [...undecided] };
};
const none = { notApplicable: [], undecided: [] };

describe('routing', () => {
  it('passes over what lies between the marked option and its target', () => {
    expect(route({ delayed: answered('2') })).toEqual({
      notApplicable: ['how_long', 'told', 'helped'],
      undecided: [],
    });
  });

  it('passes over all that follows on the way to the end, words of "other" too', () => {
    expect(route({ overall: answered('5') }).notApplicable).toEqual(['why', 'why_other', 'remark']);
    expect(route({ delayed: answered('3') }).notApplicable).toHaveLength(7);
  });

  it('goes from one of several answers', () => {
    expect(route({ why: answered(['3']) }).notApplicable).toEqual(['remark']);
    expect(route({ why: answered(['1', '2']) })).toEqual(none);
  });

  it('does not go from an option without a target, nor from a field without an answer', () => {
    expect(route({ delayed: answered('1') })).toEqual(none);
    for (const state of ['blank', 'multiple', 'unreadable'] as const) {
      expect(route({ delayed: { state, value: null } })).toEqual(none);
    }
  });

  it('does not go from an item that is itself passed over', () => {
    expect(route({ delayed: answered('3'), overall: answered('5') }).notApplicable).toEqual(
      route({ delayed: answered('3') }).notApplicable,
    );
  });

  it('is undecided as far as the pending item could lead', () => {
    const pending: FieldAnswer = { state: 'pending', value: null };
    expect(route({ delayed: pending }).undecided).toHaveLength(7);
    expect(route({ overall: pending })).toEqual({
      notApplicable: [],
      undecided: ['why', 'why_other', 'remark'],
    });
    const { undecided } = createRouting(questionnaire)(new Map());
    expect(undecided.has('how_long')).toBe(true);
  });

  it('lists for each code what marking it passes over, as one answer alone does', () => {
    expect([...(listPassedOver(questionnaire).get('delayed') ?? [])]).toEqual([
      ['2', ['how_long', 'told', 'helped']],
      ['3', ['how_long', 'told', 'helped', 'overall', 'why', 'why_other', 'remark']],
    ]);
    fc.assert(
      fc.property(writtenQuestionnaires, ({ meant }) => {
        for (const [field, byCode] of listPassedOver(meant)) {
          for (const [code, fields] of byCode) {
            const answers: CopyAnswers = new Map(
              itemsOf(meant)
                .flatMap(fieldVariablesOf)
                .map((variable) => [variable, variable === field ? answered(code) : blank]),
            );
            expect([...createRouting(meant)(answers).notApplicable]).toEqual(fields);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never holds for an item before the first routing, nor says two things of one field', () => {
    const states = fc.constantFrom('answered', 'blank', 'multiple', 'unreadable', 'pending');
    fc.assert(
      fc.property(
        writtenQuestionnaires,
        fc.array(states, { minLength: 40, maxLength: 40 }),
        fc.nat(),
        ({ meant }, states, pick) => {
          const items = itemsOf(meant);
          const answers: CopyAnswers = new Map(
            items.flatMap((item, place) =>
              fieldVariablesOf(item).map((variable, at): [string, FieldAnswer] => {
                const state = states[(place * 7 + at) % states.length] ?? 'blank';
                const options = item.kind === 'choice' ? item.options : [];
                const code = options[pick % Math.max(options.length, 1)]?.code ?? '1';
                return [variable, { state, value: state === 'answered' ? code : null }];
              }),
            ),
          );
          const { notApplicable, undecided } = createRouting(meant)(answers);
          expect([...notApplicable].filter((variable) => undecided.has(variable))).toEqual([]);
          for (const item of items) {
            const variables = fieldVariablesOf(item);
            expect(variables.some((variable) => notApplicable.has(variable) || undecided.has(variable))).toBe(
              variables.every((variable) => notApplicable.has(variable) || undecided.has(variable)),
            );
            if (item.kind === 'choice' && item.options.some((option) => option.goTo !== undefined)) break;
            expect(variables.some((variable) => notApplicable.has(variable) || undecided.has(variable))).toBe(
              false,
            );
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
