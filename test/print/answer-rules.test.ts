import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ChoiceField, Layout } from '../../src/domain/layout.ts';
import { layoutSchema } from '../../src/domain/layout.ts';
import { addAnswerRules } from '../../src/print/answer-rules.ts';
import { composeForm } from '../../src/print/form-composition.ts';
import { loadQuestionnaire } from '../../src/questionnaire/load-questionnaire.ts';

const loaded = loadQuestionnaire(
  readFileSync(new URL('../../forms/passenger-survey.yaml', import.meta.url)),
  'passenger-survey.yaml',
);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
const { questionnaire } = loaded;
const { layout } = composeForm(questionnaire, 'nl');

const choicesOf = ({ pages }: Layout): ChoiceField[] =>
  pages.flatMap(({ fields }) => fields).filter((field) => field.kind === 'choice');

test('a layout says which answers exclude others and which questions an answer passes over', () => {
  const ruled = choicesOf(addAnswerRules(layout, questionnaire)).filter(
    (field) => field.exclusive !== undefined || field.passesOver !== undefined,
  );
  expect(ruled.map(({ variable, exclusive, passesOver }) => ({ variable, exclusive, passesOver }))).toEqual([
    { variable: 'delayed', exclusive: undefined, passesOver: { 2: ['mark_delay_information'] } },
    { variable: 'improve', exclusive: ['7'], passesOver: undefined },
  ]);
});

test('what is stored and named by its hash is without these rules, so that a form version stays what it was', () => {
  expect(choicesOf(layout).filter((field) => 'exclusive' in field || 'passesOver' in field)).toEqual([]);
  const ruled = addAnswerRules(layout, questionnaire);
  expect(ruled.form).toBe(layout.form);
  for (const field of choicesOf(ruled)) {
    delete field.exclusive;
    delete field.passesOver;
  }
  expect(ruled).toEqual(layout);
});

test('a layout file is complete with and without the rules', () => {
  const ruled = addAnswerRules(layout, questionnaire);
  expect(layoutSchema.parse(JSON.parse(JSON.stringify(ruled)))).toEqual(ruled);
  expect(layoutSchema.parse(JSON.parse(JSON.stringify(layout)))).toEqual(layout);
});
