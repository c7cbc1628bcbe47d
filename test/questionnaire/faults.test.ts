import { describe, expect, it } from 'vitest';
import { loadQuestionnaire } from '../../src/questionnaire/load-questionnaire.ts';
import { Q, fileCases, good, itemCases } from './fault-cases.ts';
import type { FaultCase } from './fault-cases.ts';
import { HERE, faultsAtMarker, wrapItems } from './fault-place.ts';

const yamlCases: readonly FaultCase[] = [
  ['a tab', 'survey: test\nlanguages:\n⌖\t- nl', /Tabs are not allowed/],
  ['a colon in unquoted words', 'survey: test\ntitle: ⌖Note: by bus', /Nested mappings/],
  ['a quote that is not closed', 'survey: test\ntitle: "by bus⌖', /quote/],
  ['a bracket that is not closed', 'survey: test\nlanguages: [nl, en⌖', /end with a \]/],
  ['a second document', 'survey: test\n⌖---\nsurvey: other', /multiple documents/],
  ['a reserved character', 'survey: ⌖@test', /reserved character/],
  ['a file that is a list', '⌖- survey', /not a list of keys and values/],
  ['a file that is a word', '⌖survey', /not a list of keys and values/],
  ['a NUL', 'survey: te⌖\0st', /NUL/],
];

describe('what is wrong with a questionnaire is told where it is wrong', () => {
  const all: readonly FaultCase[] = [
    ...itemCases.map(([name, marked, ...rest]): FaultCase => [name, wrapItems(marked), ...rest]),
    ...fileCases,
    ...yamlCases,
  ];
  it.each(
    all.map(([name, marked, says, severity]) => ({ name, marked, says, severity: severity ?? 'error' })),
  )('$name', ({ marked, says, severity }) => {
    const { all: faults, here } = faultsAtMarker(marked);
    const described = here.map((fault) => `${fault.what} ${fault.remedy}`);
    expect(described).toContainEqual(expect.stringMatching(says));
    expect(here.map((fault) => fault.severity)).toContain(severity);
    for (const fault of faults) {
      expect(fault.what).toMatch(/\S[.!?:]$/);
      expect(fault.remedy).toMatch(/\S[.?]$/);
    }
  });

  it('is the only fault, where one thing is wrong', () => {
    const consequences = new Set([
      'a language in capitals',
      'no languages',
      'languages that are no list',
      'a language without standard words',
      'a part of the privacy notice misspelt',
      'items and sections',
    ]);
    for (const [name, marked] of [
      ...itemCases.map(([name, marked]) => [name, wrapItems(marked)] as const),
      ...fileCases,
    ]) {
      if (consequences.has(name)) continue;
      const { all: faults } = faultsAtMarker(marked);
      const lines = new Set(faults.map((fault) => `${fault.line}:${fault.column}`));
      expect([...lines], `${name}: ${JSON.stringify(faults, null, 1)}`).toHaveLength(1);
    }
  });

  it('is told of every fault together, in the order of the file', () => {
    const loaded = loadQuestionnaire(
      wrapItems(
        `  - variable: 1a\n    ${Q}\n    scale: 5-1\n  - variable: b\n    question: { nl: V }\n    number: 9-1\n  - time: true`,
      ),
      'f.yaml',
    );
    expect(loaded.ok).toBe(false);
    expect(loaded.faults.map((fault) => fault.line)).toEqual([19, 21, 23, 24, 25, 25]);
  });

  it('knows the marker', () => {
    expect(() => faultsAtMarker('survey: test')).toThrow(HERE);
  });
});

describe('bytes that are not UTF-8 text', () => {
  const load = (bytes: Uint8Array) => loadQuestionnaire(bytes, 'f.yaml');
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

  it('names the first byte that is wrong', () => {
    const latin1 = new Uint8Array([...utf8('survey: test\ntitle: caf'), 0xe9, ...utf8(' bar\n')]);
    expect(load(latin1).faults).toMatchObject([
      { line: 2, column: 11, what: expect.stringContaining('byte 0xe9') },
    ]);
    expect(load(new Uint8Array([...utf8('a: b'), 0xe2, 0x82])).faults).toMatchObject([
      { line: 1, column: 5 },
    ]);
  });

  it('tells UTF-16', () => {
    expect(load(new Uint8Array([0xff, 0xfe, 0x61, 0])).faults[0]?.what).toContain('UTF-16');
    expect(load(new Uint8Array([0xfe, 0xff, 0, 0x61])).faults[0]?.what).toContain('UTF-16');
  });

  it('takes a byte order mark, which counts as no column', () => {
    expect(load(utf8(`\ufeff${wrapItems(good)}`)).ok).toBe(true);
    expect(load(utf8('\ufeffsurvey: @x')).faults).toMatchObject([{ line: 1, column: 9 }]);
  });

  it('takes line ends of Windows', () => {
    expect(load(utf8(wrapItems(good).replaceAll('\n', '\r\n'))).ok).toBe(true);
  });

  it.each(['', ' \n\t\n', '\ufeff'])('tells an empty file: %j', (text) => {
    expect(load(utf8(text)).faults).toMatchObject([{ line: 1, column: 1, what: 'The file is empty.' }]);
  });

  it('tells a file of comments', () => {
    expect(load(utf8('# nothing\n')).faults).toMatchObject([
      { what: 'The file holds nothing but comments.' },
    ]);
  });
});

describe('a file made to do harm', () => {
  it('with aliases that multiply is refused at once', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 20; level++) {
      const before = String.fromCharCode(96 + level);
      const name = String.fromCharCode(97 + level);
      bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`);
    }
    const started = performance.now();
    const loaded = loadQuestionnaire(`${bomb.join('\n')}\nsurvey: *t\nlanguages: *t`, 'f.yaml');
    expect(performance.now() - started).toBeLessThan(2000);
    expect(loaded.ok).toBe(false);
    expect(loaded.faults.some((fault) => fault.what.includes('refers to another part'))).toBe(true);
  });

  it('with bottomless nesting is refused', () => {
    const loaded = loadQuestionnaire('['.repeat(50_000), 'f.yaml');
    expect(loaded.ok).toBe(false);
    expect(loaded.faults.length).toBeLessThan(30);
  });

  it('that is too large is refused', () => {
    expect(loadQuestionnaire('a'.repeat(600_000), 'f.yaml').faults[0]?.what).toContain('600000 characters');
  });

  it('with tags of its own is refused', () => {
    expect(loadQuestionnaire('survey: !!js/function "x"', 'f.yaml').ok).toBe(false);
  });

  it('leaves objects as they are', () => {
    loadQuestionnaire(
      wrapItems(`  - variable: a\n    ${Q}\n    options: { __proto__: { nl: x, en: y } }`),
      'f.yaml',
    );
    expect(({} as Record<string, unknown>)['nl']).toBeUndefined();
  });
});
