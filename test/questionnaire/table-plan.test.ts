import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { composeForm } from '../../src/print/form-composition.ts';
import { buildCodebook } from '../../src/questionnaire/codebook.ts';
import { loadQuestionnaire } from '../../src/questionnaire/load-questionnaire.ts';
import type { Questionnaire } from '../../src/questionnaire/questionnaire.ts';
import type { TablePlan } from '../../src/questionnaire/table-plan.ts';
import { faultsAtMarker, wrapItems } from './fault-place.ts';

const Q = 'question: { nl: Vraag, en: Question }';
const AB = 'options:\n      1: { nl: Ja, en: "Yes" }\n      2: { nl: Nee, en: "No" }';
const ITEMS = `  - variable: mark\n    ${Q}\n    scale: 1-10\n    no-opinion: { nl: nvt, en: n/a }
  - variable: recommend\n    ${Q}\n    scale: 0-10
  - id: aspects\n    ${Q}\n    scale: 1-5\n    rows:\n      clean: { nl: schoon, en: clean }\n      safe: { nl: veilig, en: safe }
  - variable: improve\n    ${Q}\n    multiple: true\n    ${AB}
  - variable: purpose\n    ${Q}\n    ${AB}
  - variable: age\n    ${Q}\n    number: 6-110
  - variable: remark\n    ${Q}\n    lines: 2
`;
const HEAD = 'context: { line: as-is, day-part: as-is }';
const withPlan = (plan: string): string => wrapItems(`${ITEMS}${plan}`, HEAD);

const planOf = (plan: string): TablePlan | undefined => {
  const loaded = loadQuestionnaire(withPlan(plan), 'f.yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  return loaded.questionnaire.tables;
};

describe('a table plan', () => {
  it('is expanded: a grid is its rows, a multiple-answer item its options, a usual scale gets its top box', () => {
    const plan = planOf(`tables:
  breakdowns:
    line: as-is
    day_part: as-is
    age: { bands: [6-17, 18-64, 65-110] }
    wave: as-is
  items:
    mark:
    recommend: { nps: true, name: { nl: Aanraden, en: Recommending } }
    aspects: { top: [5] }
    improve:
    purpose: { top: [1] }
`);
    expect(plan).toEqual({
      breakdowns: [
        { variable: 'line' },
        { variable: 'day_part' },
        {
          variable: 'age',
          bands: [
            { from: 6, to: 17 },
            { from: 18, to: 64 },
            { from: 65, to: 110 },
          ],
        },
      ],
      items: [
        { variable: 'mark', top: ['7', '8', '9', '10'] },
        { variable: 'recommend', nps: true, name: { nl: 'Aanraden', en: 'Recommending' } },
        { variable: 'clean', top: ['5'] },
        { variable: 'safe', top: ['5'] },
        { variable: 'improve_1' },
        { variable: 'improve_2' },
        { variable: 'purpose', top: ['1'] },
      ],
      compareWaves: true,
    });
  });

  it('takes the upper two of five where none is named', () => {
    expect(planOf('tables:\n  items:\n    clean:\n')?.items).toEqual([
      { variable: 'clean', top: ['4', '5'] },
    ]);
  });

  it('is missing where the file has none', () => {
    expect(planOf('')).toBeUndefined();
  });

  it('says from how many people on something is published; what it leaves out follows', () => {
    const limitsOf = (said: string) => planOf(`tables:\n${said}  items:\n    mark:\n`)?.limits;
    expect(limitsOf('')).toBeUndefined();
    expect(limitsOf('  minimum-cell: 15\n')).toEqual({ minimumCell: 15, minimumBase: 30, flaggedBase: 100 });
    expect(limitsOf('  minimum-cell: 60\n')).toEqual({ minimumCell: 60, minimumBase: 120, flaggedBase: 120 });
    expect(limitsOf('  minimum-cell: 5\n  minimum-base: 20\n  flagged-base: 50\n')).toEqual({
      minimumCell: 5,
      minimumBase: 20,
      flaggedBase: 50,
    });
  });

  it.each([
    [
      'a cell of few people',
      'tables:\n  minimum-cell: ⌖4\n  items:\n    mark:',
      /"minimum-cell" is 4.* 5 or more/,
    ],
    ['a base of few people', 'tables:\n  minimum-base: ⌖19\n  items:\n    mark:', /chance.* 20 or more/],
    [
      'a base below twice the cell',
      'tables:\n  minimum-cell: 16\n  minimum-base: ⌖30\n  items:\n    mark:',
      /twice the smallest cell, which is 16.* 32 or more/,
    ],
    [
      'a flag below the base',
      'tables:\n  flagged-base: ⌖29\n  items:\n    mark:',
      /groups below 30 get no figure/,
    ],
    ['a cell of very many', 'tables:\n  minimum-cell: ⌖20000\n  items:\n    mark:', /10000 or less/],
    ['a cell that is a word', 'tables:\n  minimum-cell: ⌖few\n  items:\n    mark:', /"few"/],
    ['an item that does not exist', 'tables:\n  items:\n    ⌖marc:', /no item "marc".* Did you mean "mark"/],
    [
      'a breakdown that does not exist',
      'tables:\n  breakdowns:\n    ⌖lin: as-is\n  items:\n    mark:',
      /"line"/,
    ],
    ['open text', 'tables:\n  items:\n    ⌖remark:', /in words/],
    ['a number without bands', 'tables:\n  items:\n    ⌖age:', /every number apart/],
    [
      'a breakdown by numbers',
      'tables:\n  breakdowns:\n    ⌖age: as-is\n  items:\n    mark:',
      /every number apart/,
    ],
    [
      'a breakdown by several columns',
      'tables:\n  breakdowns:\n    ⌖improve: as-is\n  items:\n    mark:',
      /more than one/,
    ],
    ['bands of a scale', 'tables:\n  items:\n    mark: { ⌖bands: [1-5] }', /not a number/],
    ['bands that overlap', 'tables:\n  items:\n    age: { bands: [6-17, ⌖17-30] }', /does not lie above/],
    ['a band turned round', 'tables:\n  items:\n    age: { bands: [⌖30-17] }', /ends before it begins/],
    ['a band beyond the item', 'tables:\n  items:\n    age: { bands: [⌖0-17] }', /beyond the numbers/],
    ['a band that is none', 'tables:\n  items:\n    age: { bands: [⌖young] }', /"young"/],
    ['a top box off the scale', 'tables:\n  items:\n    mark: { top: ⌖7-11 }', /no answer 11/],
    ['a top box of a missing code', 'tables:\n  items:\n    mark: { top: ⌖[10, 99] }', /no answer 99/],
    ['a top box of everything', 'tables:\n  items:\n    purpose: { top: ⌖[1, 2] }', /always 100 %/],
    ['a top box of options', 'tables:\n  items:\n    improve: { ⌖top: [1] }', /does not go with/],
    ['a promoter score of 1-10', 'tables:\n  items:\n    mark: { ⌖nps: true }', /from 0 to 10/],
    [
      'an item twice',
      'tables:\n  items:\n    clean:\n    ⌖aspects:',
      /clean is in the plan twice; first on line/,
    ],
    [
      'an item that is a breakdown',
      'tables:\n  breakdowns:\n    purpose: as-is\n  items:\n    ⌖purpose:',
      /two tables/,
    ],
    [
      'a misspelt key',
      'tables:\n  ⌖breakdown:\n    line: as-is\n  items:\n    mark:',
      /Did you mean "breakdowns"/,
    ],
    [
      'a name for several columns',
      'tables:\n  items:\n    aspects: { ⌖name: { nl: Aspecten, en: Aspects } }',
      /several columns/,
    ],
    ['no items', '⌖tables:\n  breakdowns:\n    line: as-is', /names no items/],
    ['a plan that is a list', 'tables: ⌖[mark]', /not a list of keys/],
    [
      'a breakdown that is a word',
      'tables:\n  breakdowns:\n    line: ⌖all\n  items:\n    mark:',
      /"line" is "all"/,
    ],
  ])('is told where it is wrong: %s', (_name, marked, says) => {
    const { all, here } = faultsAtMarker(withPlan(marked));
    expect(here.map((fault) => `${fault.what} ${fault.remedy}`)).toContainEqual(expect.stringMatching(says));
    expect(here[0]?.severity).toBe('error');
    expect(all).toEqual(here.slice(0, 1));
  });
});

describe.each(['passenger-survey', 'short-survey'])('the plan of %s', (name) => {
  const load = (text: string) => {
    const loaded = loadQuestionnaire(text, name);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
    return loaded.questionnaire;
  };
  const text = readFileSync(new URL(`../../forms/${name}.yaml`, import.meta.url), 'utf8');

  it('counts columns that the codebook has', () => {
    const { tables, variables } = buildCodebook(load(text));
    const columns = new Set(variables.map(({ variable }) => variable));
    expect(tables?.items.length).toBeGreaterThan(5);
    for (const { variable } of [...(tables?.items ?? []), ...(tables?.breakdowns ?? [])]) {
      expect(columns).toContain(variable);
    }
  });

  it('makes no new form version', () => {
    const whole = load(text);
    const { tables: _, ...bare } = whole;
    const other = load(text.replace(/(mark_overall:\s+top: )7-10/u, '$18-10'));
    const formOf = (questionnaire: Questionnaire) => composeForm(questionnaire, 'nl').layout.form;
    expect(other.tables).not.toEqual(whole.tables);
    expect(formOf(whole)).toBe(formOf(bare));
    expect(formOf(other)).toBe(formOf(bare));
    expect(formOf({ ...bare, survey: 'another' })).not.toBe(formOf(bare));
  });
});
