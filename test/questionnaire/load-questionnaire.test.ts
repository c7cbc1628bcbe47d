import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { loadQuestionnaire } from '../../src/questionnaire/load-questionnaire.ts';
import type { LoadedQuestionnaire } from '../../src/questionnaire/load-questionnaire.ts';
import { itemsOf } from '../../src/questionnaire/questionnaire.ts';
import { wrapItems } from './fault-place.ts';
import { writtenQuestionnaires } from './written-questionnaires.ts';

const FORMS = new URL('../../forms/', import.meta.url);
const shipped = readdirSync(FORMS)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => [name, readFileSync(new URL(name, FORMS), 'utf8')] as const);

const expectOk = (loaded: LoadedQuestionnaire) => {
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults, null, 1));
  return loaded.questionnaire;
};

/** What is wrong with the faults themselves. */
const findBadFaults = (loaded: LoadedQuestionnaire, text: string): readonly unknown[] => {
  const lines = text.split('\n').length;
  const bad: unknown[] = loaded.faults.filter(
    ({ line, column, what, remedy }) =>
      line < 1 || line > lines || column < 1 || what === '' || remedy === '',
  );
  if (!loaded.ok && !loaded.faults.some((fault) => fault.severity === 'error'))
    bad.push('refused without an error');
  return bad;
};

describe('a questionnaire file', () => {
  it('gives the questionnaire that was meant, however it is written', () => {
    fc.assert(
      fc.property(
        writtenQuestionnaires,
        fc.constantFrom('BLOCK_LITERAL', 'PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE'),
        fc.boolean(),
        ({ written, meant }, stringType, flow) => {
          const text = stringify(written, {
            defaultStringType: stringType as 'PLAIN',
            defaultKeyType: 'PLAIN',
            aliasDuplicateObjects: false,
            collectionStyle: flow ? 'flow' : 'any',
          });
          expect(expectOk(loadQuestionnaire(text, 'f.yaml'))).toEqual(meant);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is never the cause of an exception, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(findBadFaults(loadQuestionnaire(text, 'f.yaml'), text)).toEqual([]);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(loadQuestionnaire(bytes, 'f.yaml').ok).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('is never the cause of an exception, whatever is done to a good one', () => {
    const [, text] = shipped.find(([name]) => name === 'short-survey.yaml') ?? ['', ''];
    const scraps = [
      '\n',
      ' ',
      '  ',
      ':',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '#',
      '*a',
      '&a ',
      '|',
      '~',
      '-1',
      '\t',
      '!!x ',
    ];
    const change = fc.record({
      at: fc.nat({ max: text.length }),
      cut: fc.nat({ max: 40 }),
      put: fc.constantFrom('', ...scraps),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const changed = changes.reduce(
          (now, { at, cut, put }) => now.slice(0, at) + put + now.slice(at + cut),
          text,
        );
        expect(findBadFaults(loadQuestionnaire(changed, 'f.yaml'), changed)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('is told of any line that is taken out of it, or goes on without', () => {
    const [, text] = shipped.find(([name]) => name === 'short-survey.yaml') ?? ['', ''];
    const lines = text.split('\n');
    for (const [place, line] of lines.entries()) {
      if (!/^ *(?:nl|en|fr|de|variable|question|survey|title|purpose|url):/.test(line)) continue;
      const without = lines.toSpliced(place, 1).join('\n');
      const loaded = loadQuestionnaire(without, 'f.yaml');
      expect(loaded.ok, `without line ${place + 1}: ${line}`).toBe(false);
    }
  });
});

describe('words', () => {
  it('keep the signs that French sets apart on the line of the word before them', () => {
    const loaded = loadQuestionnaire(
      wrapItems('  - variable: a\n    question: { nl: "Wat : nu", en: "« Well »   then ?" }\n    date: true'),
      'f.yaml',
    );
    expect(itemsOf(expectOk(loaded))[0]?.text).toEqual({
      nl: 'Wat\u00a0: nu',
      en: '«\u00a0Well\u00a0» then\u00a0?',
    });
  });
});

describe('short forms', () => {
  it('number a list of words from 1', () => {
    const loaded = loadQuestionnaire(
      wrapItems('  - variable: a\n    question: { nl: V, en: Q }\n    options: [{ nl: Ja, en: Yes }, A1]'),
      'f.yaml',
    );
    expect(loaded.faults).toEqual([]);
    expect(itemsOf(expectOk(loaded))[0]).toMatchObject({
      options: [
        { code: '1', label: { nl: 'Ja', en: 'Yes' } },
        { code: '2', label: { nl: 'A1', en: 'A1' } },
      ],
    });
  });

  it('share lists of options, of which each use is its own', () => {
    const item = (variable: string): string =>
      `  - variable: ${variable}\n    question: { nl: V, en: Q }\n    options: reasons\n`;
    const questionnaire = expectOk(
      loadQuestionnaire(
        wrapItems(
          item('a') + item('b'),
          'option-lists:\n  reasons:\n    1: { nl: Ja, en: Yes }\n    2: { nl: Anders, en: Other, other: true }',
        ),
        'f.yaml',
      ),
    );
    const others = itemsOf(questionnaire).map((item) =>
      item.kind === 'choice' ? item.options[1]?.other?.variable : undefined,
    );
    expect(others).toEqual(['a_other', 'b_other']);
  });

  it('put context into groups', () => {
    const questionnaire = expectOk(
      loadQuestionnaire(
        wrapItems(
          '  - variable: a\n    question: { nl: V, en: Q }\n    date: true',
          'context:\n  line:\n    variable: line_group\n    groups: { city: [1, 2], night: N1 }\n    otherwise: region',
        ),
        'f.yaml',
      ),
    );
    expect(questionnaire.context).toEqual([
      {
        key: 'line',
        variable: 'line_group',
        label: { nl: 'Lijn', en: 'Line' },
        coarsen: { by: 'groups', groups: { city: ['1', '2'], night: ['N1'] }, otherwise: 'region' },
      },
    ]);
  });

  it('route from a scale and set "no opinion" apart', () => {
    const questionnaire = expectOk(
      loadQuestionnaire(
        wrapItems(
          [
            '  - variable: a\n    question: { nl: V, en: Q }\n    scale: 0 to 10\n    no-opinion: { code: 77, nl: Geen, en: None }\n    goto: { 77: c, 10: end }',
            '  - id: b\n    question: { nl: V, en: Q }\n    scale: 1-5\n    no-opinion: n/a\n    rows: { r: { nl: R, en: R } }',
            '  - id: c\n    variable: d\n    question: { nl: V, en: Q }\n    number: 0-99\n    unit: km',
          ].join('\n'),
        ),
        'f.yaml',
      ),
    );
    const [a, b, c] = itemsOf(questionnaire);
    expect(a).toMatchObject({ from: 0, to: 10, noOpinion: { code: '77' }, goTo: { 77: 'c', 10: 'end' } });
    expect(b).toMatchObject({ noOpinionCode: '99' });
    expect(b?.kind === 'grid' && b.options.map((option) => option.code)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '99',
    ]);
    expect(c).toMatchObject({ id: 'c', variable: 'd', digits: 2, unit: { nl: 'km', en: 'km' } });
  });
});

describe.each(shipped)('forms/%s', (_name, text) => {
  it('has no faults, in nl, en, fr and de', () => {
    const loaded = loadQuestionnaire(text, 'f.yaml');
    expect(loaded.faults).toEqual([]);
    expect(expectOk(loaded).languages).toEqual(['nl', 'en', 'fr', 'de']);
  });

  it('says nothing in one language that it says in the same words in another, but for names', () => {
    const same: string[] = [];
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      const { nl, en, fr, de } = value as Record<string, unknown>;
      if (typeof nl === 'string' && new Set([nl, en, fr, de]).size === 1) same.push(nl);
      else Object.values(value).forEach(visit);
    };
    visit(expectOk(loadQuestionnaire(text, 'f.yaml')));
    expect(same.filter((words) => !/^\d+$|Voorbeeld|@/.test(words))).toEqual([]);
  });
});
