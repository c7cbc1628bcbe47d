import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMissingCode } from '../../src/domain/missing-codes.ts';
import { addCodeColumns, nameCodeColumn } from '../../src/questionnaire/code-columns.ts';
import { buildCodebook } from '../../src/questionnaire/codebook.ts';
import type { FieldAnswer } from '../../src/questionnaire/field-answer.ts';
import { loadQuestionnaire } from '../../src/questionnaire/load-questionnaire.ts';
import { itemsOf } from '../../src/questionnaire/questionnaire.ts';
import { fieldVariablesOf } from '../../src/questionnaire/routing.ts';
import { cellsOf, combineColumns, createRowComposer } from '../../src/rows/row.ts';
import type { CopyRecord } from '../../src/rows/row.ts';

const loaded = loadQuestionnaire(
  readFileSync(new URL('../../forms/passenger-survey.yaml', import.meta.url)),
  'passenger-survey.yaml',
);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
const { questionnaire } = loaded;
const composer = createRowComposer(questionnaire);
const fields = itemsOf(questionnaire).flatMap(fieldVariablesOf);

const blank: FieldAnswer = { state: 'blank', value: null };
const pending: FieldAnswer = { state: 'pending', value: null };
const answered = (value: string | readonly string[]): FieldAnswer => ({ state: 'answered', value });
const copyWith = (answers: Record<string, FieldAnswer>, more: Partial<CopyRecord> = {}): CopyRecord => ({
  wave: '2026-Q4',
  language: 'nl',
  context: { line: '7', direction: 'A', date: '2026-11-02', 'day-part': 'morning' },
  answers: new Map([
    ...fields.map((field): [string, FieldAnswer] => [field, blank]),
    ...Object.entries(answers),
  ]),
  ...more,
});
const compose = (answers: Record<string, FieldAnswer>, more: Partial<CopyRecord> = {}) =>
  composer.compose(copyWith(answers, more));

describe('a row', () => {
  it('never carries what somebody wrote, only that there is something', () => {
    const row = compose({ remark: answered('Fijne rit.'), trip_purpose_other: answered('begrafenis') });
    expect(JSON.stringify(row)).not.toMatch(/rit|begrafenis/u);
    expect(composer.codebook.variables.find(({ variable }) => variable === 'remark')).toMatchObject({
      type: 'code',
      codes: expect.arrayContaining([expect.objectContaining({ code: '1', missing: false })]),
    });
  });

  it('has a 0/1 column for every category, which means what the words mean where there are none', () => {
    const frames = [
      {
        variable: 'trip_purpose_other',
        categories: [
          { code: '1', label: 'Familie' },
          { code: '4', label: 'Sport' },
        ],
      },
    ];
    const coded = createRowComposer(questionnaire, frames);
    const cells = (answers: Record<string, FieldAnswer>, codes?: readonly string[]): string => {
      const row = coded.compose(copyWith(answers, { codesOf: () => codes }));
      return ['trip_purpose_other', 'trip_purpose_other_code_1', 'trip_purpose_other_code_4']
        .map((column) => row[column])
        .join(' ');
    };
    expect(cells({ trip_purpose_other: answered('begrafenis') }, ['1'])).toBe('1 1 0');
    expect(cells({ trip_purpose_other: answered('begrafenis') }, [])).toBe('1 0 0');
    expect(cells({ trip_purpose_other: answered('begrafenis') })).toBe('1 -9 -9');
    expect(cells({ trip_purpose_other: pending }, ['1'])).toBe('-9 -9 -9');
    expect(cells({ trip_purpose: answered('2') })).toBe('-4 -4 -4');
    expect(cells({ trip_purpose_other: { state: 'unreadable', value: null } })).toBe('-3 -3 -3');
    const column = coded.codebook.variables.find(({ variable }) => variable.endsWith('_code_4'));
    expect(column).toMatchObject({
      type: 'flag',
      codes: expect.arrayContaining([expect.objectContaining({ code: '0' })]),
    });
    expect(column?.label['nl']).toMatch(/Sport$/u);
  });

  it('gives the column of a category a name that is free and short', () => {
    const long = 'x'.repeat(64);
    const frame = { variable: 'remark', categories: [{ code: '12', label: 'a' }] };
    expect(nameCodeColumn(long, '12')).toHaveLength(64);
    expect(nameCodeColumn(long, '12')).toMatch(/x_code_12$/u);
    const book = buildCodebook(questionnaire);
    const taken = { ...book.variables[0], variable: 'REMARK_code_12' } as (typeof book.variables)[number];
    const names = addCodeColumns({ ...book, variables: [taken, ...book.variables] }, [frame]).variables;
    expect(names.map(({ variable }) => variable)).toContain('remark_code_12_');
  });

  it('carries what every row has, the coarse context and the answers', () => {
    const row = compose({
      trip_purpose: answered('2'),
      boarding_time: answered('0815'),
      mark_seat: answered('10'),
      improve: answered(['1', '3']),
      age: answered('042'),
      remark: answered('Fijne rit.'),
    });
    expect(Object.keys(row)).toEqual(composer.columns);
    expect(row).toMatchObject({
      survey: 'passenger-survey',
      wave: '2026-Q4',
      language: 'nl',
      mode: 'paper',
      line: '7',
      direction: 'A',
      date: '2026-11',
      day_part: 'morning',
      trip_purpose: '2',
      trip_purpose_other: '-4',
      boarding_time: '08:15',
      mark_seat: '10',
      mark_clean: '-1',
      improve_1: '1',
      improve_2: '0',
      improve_3: '1',
      improve_7: '0',
      age: '42',
      remark: '1',
    });
  });

  it('tells not answered, multiple marks, unreadable, not applicable and pending apart', () => {
    const row = compose({
      ticket: { state: 'multiple', value: null },
      gender: { state: 'unreadable', value: null },
      delayed: answered('2'),
      improve: pending,
      frequency: answered(['1', '2']),
    });
    expect(row).toMatchObject({
      ticket: '-2',
      gender: '-3',
      mark_delay_information: '-4',
      improve_1: '-9',
      improve_7: '-9',
      frequency: '-2',
      remark: '-1',
    });
  });

  it('keeps the answer of a person who was to pass the question over', () => {
    expect(compose({ delayed: answered('2'), mark_delay_information: answered('3') })).toMatchObject({
      mark_delay_information: '3',
    });
  });

  it('waits for the answer that decides whether a blank is applicable', () => {
    expect(compose({ delayed: pending })).toMatchObject({ delayed: '-9', mark_delay_information: '-9' });
    expect(compose({ trip_purpose: pending })).toMatchObject({ trip_purpose_other: '-9' });
  });

  it('asks for the words of "other" only of those who marked it', () => {
    const words = (trip_purpose: FieldAnswer) => compose({ trip_purpose })['trip_purpose_other'];
    expect(words(answered('7'))).toBe('-1');
    expect(words(answered('1'))).toBe('-4');
    expect(words(blank)).toBe('-1');
    expect(words({ state: 'unreadable', value: null })).toBe('-1');
    expect(compose({ trip_purpose_other: answered('begrafenis') })['trip_purpose_other']).toBe('1');
  });

  it('takes no answer at all from several for a list of nothing', () => {
    expect(compose({ improve: answered([]) })).toMatchObject({ improve_1: '-1', improve_7: '-1' });
  });

  it('has no value for digits that mean nothing', () => {
    expect(compose({ boarding_time: answered('2560'), age: answered('4?') })).toMatchObject({
      boarding_time: '-3',
      age: '-3',
    });
  });

  it('takes words for words whatever they are, and blanks for none', () => {
    expect(compose({ remark: answered(' -1 ') })['remark']).toBe('1');
    expect(compose({ remark: answered(' \n ') })['remark']).toBe('-1');
  });

  it('has -1 for context that is not known, and takes nothing from an object itself', () => {
    expect(compose({}, { context: { date: 'someday', line: ' ' } })).toMatchObject({
      line: '-1',
      direction: '-1',
      date: '-1',
      day_part: '-1',
    });
  });

  it('has only the group of a context that is in groups', () => {
    const grouped = createRowComposer({
      ...questionnaire,
      context: [
        {
          key: 'line',
          variable: 'line_group',
          label: {},
          coarsen: { by: 'groups', groups: { city: ['1', '7'], night: ['N1'] }, otherwise: 'region' },
        },
      ].map((entry) => ({
        ...entry,
        label: questionnaire.title,
        coarsen: { ...entry.coarsen, by: 'groups' as const },
      })),
    });
    const groupOf = (line: string) => grouped.compose(copyWith({}, { context: { line } }))['line_group'];
    expect(['7', 'N1', '300'].map(groupOf)).toEqual(['city', 'night', 'region']);
  });

  it('has an id of its own each time', () => {
    const ids = Array.from({ length: 1000 }, () => compose({})['row_id']);
    expect(new Set(ids).size).toBe(1000);
    expect(ids.every((id) => /^[0-9A-Z]{16}$/.test(id ?? ''))).toBe(true);
  });

  it('is complete and legal whatever the answers are', () => {
    const anyAnswer = (field: string): fc.Arbitrary<[string, FieldAnswer] | null> =>
      fc
        .oneof(
          fc
            .constantFrom('blank', 'multiple', 'unreadable', 'pending')
            .map((state) => ({ state, value: null })),
          fc
            .oneof(fc.string(), fc.stringMatching(/^\d{1,8}$/), fc.array(fc.constantFrom('1', '2', '7')))
            .map((value) => ({ state: 'answered' as const, value })),
          fc.constant(null),
        )
        .map((answer) => (answer === null ? null : [field, answer]));
    fc.assert(
      fc.property(fc.tuple(...fields.map(anyAnswer)), (answers) => {
        const row = composer.compose({
          wave: 'w',
          language: 'nl',
          context: {},
          answers: new Map(answers.filter((answer) => answer !== null)),
        });
        const wrong = composer.codebook.variables.filter(({ variable, type, codes }) => {
          const value = row[variable] ?? '';
          if (isMissingCode(value)) return false;
          const legal = codes.filter(({ missing }) => !missing).map(({ code }) => code);
          if (legal.length > 0) return !legal.includes(value);
          if (type === 'time') return !/^([01]\d|2[0-3]):[0-5]\d$/.test(value);
          return type === 'number' ? !/^\d+$/.test(value) : value === '';
        });
        expect(wrong.map(({ variable }) => [variable, row[variable]])).toEqual([]);
      }),
    );
  });
});

describe('rows of several versions of a questionnaire', () => {
  it('stand under the columns of the last, then the others, with -4 where a version did not ask', () => {
    const columns = combineColumns([
      ['row_id', 'old', 'kept'],
      ['row_id', 'kept', 'new'],
    ]);
    expect(columns).toEqual(['row_id', 'kept', 'new', 'old']);
    expect(cellsOf({ row_id: 'A', kept: '1', new: '2' }, columns)).toEqual(['A', '1', '2', '-4']);
  });
});
