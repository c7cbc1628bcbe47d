import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MISSING_CODES } from '../../src/domain/missing-codes.ts';
import { buildCodebook } from '../../src/questionnaire/codebook.ts';
import { loadQuestionnaire } from '../../src/questionnaire/load-questionnaire.ts';
import { itemsOf } from '../../src/questionnaire/questionnaire.ts';
import { fieldVariablesOf } from '../../src/questionnaire/routing.ts';
import { writtenQuestionnaires } from './written-questionnaires.ts';

const FORMS = new URL('../../forms/', import.meta.url);

const codebookOf = (name: string) => {
  const loaded = loadQuestionnaire(readFileSync(new URL(`${name}.yaml`, FORMS), 'utf8'), name);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  return buildCodebook(loaded.questionnaire);
};

describe('codebook', () => {
  it.each(['passenger-survey', 'short-survey'])('of %s is as it was', async (name) => {
    const codebook = codebookOf(name);
    const lines = codebook.variables.flatMap(({ variable, type, label, codes, min, max, unit, source }) => [
      `${variable} (${type}${min === undefined ? '' : ` ${min}-${max}`}${unit === undefined ? '' : ` ${unit['nl']}`}) from ${JSON.stringify(source)}`,
      ...codebook.languages.map((language) => `  ${language}: ${label[language]}`),
      ...codes.map(
        ({ code, label, missing, noOpinion }) =>
          `    ${code}${missing ? ' missing' : ''}${noOpinion ? ' no opinion' : ''}: ${codebook.languages.map((language) => label[language]).join(' | ')}`,
      ),
    ]);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`golden/${name}.codebook.txt`);
  });

  it('has a usable, unique column for every field, and labels in every language', () => {
    fc.assert(
      fc.property(writtenQuestionnaires, ({ meant }) => {
        const { variables, languages } = buildCodebook(meant);
        const names = variables.map(({ variable }) => variable);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
        for (const { variable, label, codes } of variables) {
          expect(variable).toMatch(/^[A-Za-z]\w{0,63}$/);
          for (const words of [label, ...codes.map((code) => code.label)]) {
            expect(languages.map((language) => words[language] ?? '')).not.toContain('');
          }
          expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length);
        }
        const fields = new Set(variables.flatMap(({ source }) => ('field' in source ? [source.field] : [])));
        expect([...fields].sort()).toEqual(itemsOf(meant).flatMap(fieldVariablesOf).sort());
      }),
      { numRuns: 60 },
    );
  });

  it('gives every answer the five missing codes', () => {
    for (const { codes, source } of codebookOf('passenger-survey').variables) {
      if (source.from === 'row' || source.from === 'context') continue;
      expect(codes.filter(({ missing }) => missing).map(({ code }) => code)).toEqual(
        Object.values(MISSING_CODES),
      );
    }
  });

  it('sets the answer apart from a scale apart from its numbers', () => {
    const mark = codebookOf('passenger-survey').variables.find(({ variable }) => variable === 'mark_seat');
    expect(mark?.type).toBe('scale');
    expect(mark?.codes.filter(({ noOpinion }) => noOpinion).map(({ code }) => code)).toEqual(['99']);
  });
});
