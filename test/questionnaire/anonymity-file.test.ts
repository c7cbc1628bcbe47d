import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadQuestionnaire } from '../../src/questionnaire/load-questionnaire.ts';
import { composeForm } from '../../src/print/form-composition.ts';

const text = readFileSync(new URL('../../forms/passenger-survey.yaml', import.meta.url), 'utf8');
const declared = /^anonymity:\n(?: .*\n)+/m;

/** The form with another declaration. */
const load = (declaration: string) => loadQuestionnaire(text.replace(declared, declaration), 'form.yaml');
const faultsOf = (quasiIdentifiers: string): string[] =>
  load(`anonymity:\n  quasi-identifiers: ${quasiIdentifiers}\n`).faults.map(({ what }) => what);

describe('what a questionnaire declares of anonymity', () => {
  it('is read from both forms that come with Paperline', () => {
    for (const name of ['passenger-survey', 'short-survey']) {
      const loaded = loadQuestionnaire(
        readFileSync(new URL(`../../forms/${name}.yaml`, import.meta.url)),
        `${name}.yaml`,
      );
      expect(loaded.faults).toEqual([]);
      const rule = loaded.ok ? loaded.questionnaire.anonymity : undefined;
      expect(rule?.k).toBe(5);
      expect(rule?.quasiIdentifiers.map(({ variable }) => variable)).toEqual(
        expect.arrayContaining(['line', 'date', 'day_part', 'age']),
      );
    }
  });

  it('does not change the form that is printed, nor its name', () => {
    const forms = [
      '',
      'anonymity: { k: 9, quasi-identifiers: { age: [] } }\n',
      declared.exec(text)?.[0] ?? '',
    ].map(load);
    const names = new Set<string>();
    for (const loaded of forms) {
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
      names.add(composeForm(loaded.questionnaire, 'nl').layout.form);
    }
    expect(names.size).toBe(1);
    expect(forms.map((form) => form.ok && form.questionnaire.anonymity?.k)).toEqual([undefined, 9, 5]);
  });

  it('has groups, bands and periods, each step coarser than the one before', () => {
    const loaded = load(
      `anonymity:
  k: 10
  quasi-identifiers:
    language: []
    line: [{ groups: { city: [1, 2], region: [50] }, otherwise: rest }, { groups: { city: [1, 2] } }]
    improve_1: []
    trip_purpose: [{ groups: { daily: [1, 2] }, otherwise: else }]
    boarding_time: [hour, { bands: ["00:00-11:59", "12:00-23:59"] }]
    age: [{ bands: [0-17, 18-64, 65+] }, { bands: [0-17, 18+] }]
`,
    );
    expect(loaded.faults).toEqual([]);
    expect(loaded.ok && loaded.questionnaire.anonymity?.quasiIdentifiers.at(-1)).toEqual({
      variable: 'age',
      steps: [
        {
          by: 'bands',
          bands: [
            { label: '0-17', from: 0, to: 17 },
            { label: '18-64', from: 18, to: 64 },
            { label: '65+', from: 65, to: null },
          ],
        },
        {
          by: 'bands',
          bands: [
            { label: '0-17', from: 0, to: 17 },
            { label: '18+', from: 18, to: null },
          ],
        },
      ],
    });
  });

  it.each([
    ['{ agee: [] }', 'No column "agee"'],
    ['{ remark: [] }', 'No column "remark"'],
    ['{ age: [hour] }', 'This column has no hour'],
    ['{ age: [{ bands: [0-17, 19-64] }] }', 'The band 19-64 does not follow on 0-17.'],
    ['{ age: [{ bands: [0-17, old] }] }', '"old" is not a band.'],
    ['{ age: [{ bands: [17-0] }] }', '"17-0" is not a band.'],
    ['{ age: [{ bands: [0-17, 18+] }, { bands: [0-20, 21+] }] }', '18+ is in no band as a whole'],
    ['{ age: [{ bands: [0-17, 18+] }, { bands: [0-17, 18+] }] }', 'it has as many bands'],
    ['{ gender: [{ bands: [0-1] }] }', 'Only numbers and times can be put into bands.'],
    ['{ gender: [{ groups: { x: [1, 9] } }] }', 'There is no answer "9"'],
    ['{ gender: [{ groups: { x: [1], y: [1] } }] }', 'The value "1" is in two groups.'],
    ['{ gender: [{ groups: { a: [1, 2] } }, { groups: { b: [2, 3] } }] }', 'it parts the group a'],
    ['{ age: [{ groups: { x: [1] } }] }', 'Only codes and words can be put into groups.'],
    ['{ date: [year, quarter] }', 'quarter comes before year'],
    ['{ date: [month] }', 'This column has no month'],
    ['{ boarding_time: [hour, { bands: ["00:00-11:30", "11:31-23:59"] }] }', 'cuts an hour in two'],
    ['{ line: [{}] }', 'The step says neither bands nor groups.'],
    ['{ line: {} }', 'is not a list.'],
  ])('is refused where it says %s', (quasiIdentifiers, what) => {
    expect(faultsOf(quasiIdentifiers).join(' ')).toContain(what);
  });

  it('is refused where its steps can be combined in more ways than can be weighed', () => {
    const bands = [10, 20, 30, 40, 50, 60, 70, 80, 90].toReversed();
    const steps = bands.map((last) => {
      const starts = bands.filter((start) => start <= last).toReversed();
      const ends = starts.slice(1).map((start) => start - 1);
      return `{ bands: [0-9, ${starts.map((start, at) => (ends[at] === undefined ? `${start}+` : `${start}-${ends[at]}`)).join(', ')}] }`;
    });
    const age = `age: [${steps.join(', ')}]`;
    const marks = [
      'mark_seat',
      'mark_overall',
      'gender',
      'frequency',
      'ticket',
      'delayed',
      'line',
      'direction',
      'day_part',
    ];
    expect(faultsOf(`{ ${age}, ${marks.map((mark) => `${mark}: []`).join(', ')} }`).join(' ')).toContain(
      'can be combined in 5632 ways',
    );
  });
});
