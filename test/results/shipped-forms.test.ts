import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildCodebook } from '../../src/questionnaire/codebook.ts';
import type { Codebook, CodebookVariable } from '../../src/questionnaire/codebook.ts';
import { loadQuestionnaire } from '../../src/questionnaire/load-questionnaire.ts';
import { attack } from '../../src/results/attack/attack.ts';
import { buildPublication } from '../../src/results/publication.ts';
import type { ResultRow } from '../../src/results/wave-columns.ts';
import { createPrng } from './prng.ts';

const codebookOf = (name: string): Codebook => {
  const file = new URL(`../../forms/${name}.yaml`, import.meta.url);
  const loaded = loadQuestionnaire(readFileSync(file, 'utf8'), name);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  return buildCodebook(loaded.questionnaire);
};

/** A value that such a column can have, the higher ones more often. */
const drawValue = (
  { variable, type, codes, min = 0, max = 0 }: CodebookVariable,
  random: () => number,
): string => {
  if (random() < 0.03) return '-1';
  if (variable === 'line') return String(1 + Math.floor(random() * 3));
  if (variable === 'day_part') return ['morning', 'midday', 'evening'][Math.floor(random() * 3)] ?? '';
  if (type === 'number') return String(min + Math.floor(random() * (max - min + 1)));
  const answers = codes.filter(({ missing }) => !missing);
  return answers[Math.floor(Math.sqrt(random()) * answers.length)]?.code ?? 'words';
};

const drawRows = (codebook: Codebook, size: number): readonly ResultRow[] => {
  const random = createPrng(21);
  return Array.from({ length: size }, (_, place) => ({
    ...Object.fromEntries(codebook.variables.map((column) => [column.variable, drawValue(column, random)])),
    row_id: `row-${place}`,
  }));
};

describe.each([
  ['passenger-survey', 29],
  ['short-survey', 7],
])('the tables of %s', (name, items) => {
  const codebook = codebookOf(name);
  const { tables } = codebook;
  if (tables === undefined) throw new Error('Expected a table plan.');
  const publication = buildPublication(drawRows(codebook, 500), codebook, tables, null, {
    survey: name,
    wave: '1',
  });

  it('are of every planned item, by line, part of the day and age', () => {
    expect(publication.items).toHaveLength(items);
    for (const item of publication.items) {
      expect(item.tables.map(({ breakdown }) => breakdown)).toEqual(['line', 'day_part', 'age']);
      expect(item.tables.map(({ rows }) => rows.map(({ group }) => group))).toEqual([
        ['1', '2', '3'],
        ['evening', 'midday', 'morning'],
        ['6-17', '18-34', '35-64', '65-110'],
      ]);
      expect(item.whole.base).toBeGreaterThan(300);
    }
    const mark = publication.items.find(({ variable }) => variable === 'mark_overall');
    expect(mark?.whole.mean?.value).toBeGreaterThan(5);
    expect(mark?.whole.top?.value).toBeGreaterThan(30);
  });

  it('give nothing away', () => {
    expect(attack([publication]).recovered).toEqual([]);
  });
});
