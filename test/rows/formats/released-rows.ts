import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Codebook, CodebookVariable } from '../../../src/questionnaire/codebook.ts';
import { codebookParts } from '../../../src/questionnaire/codebook-parts.ts';
import { releaseRows, type ReleasedRows } from '../../../src/rows/release.ts';
import type { Row } from '../../../src/rows/row.ts';

/** Rows with everything in them that formats get wrong, and programs that read them back. */

const parts = codebookParts(['nl', 'en']);
const words = (nl: string, en = nl): Record<string, string> => ({ nl, en });

const asked = (variable: string, rest: Partial<CodebookVariable>): CodebookVariable => ({
  variable,
  label: words(`Vraag ${variable}`, `Question ${variable}`),
  type: 'code',
  codes: parts.missing,
  source: { from: 'choice', item: variable, field: variable },
  ...rest,
});

export const LONG_LINE = `${'lange lijn €'.repeat(60)}.`;
export const LONG_LABEL = 'Een heel lang antwoord, met een € erin. '.repeat(12);

export const codebook: Codebook = {
  survey: 'bus-2026',
  title: words('Hoe was uw reis? <5 & "meer">', 'How was your journey?'),
  languages: ['nl', 'en'],
  weight: 'weight',
  variables: [
    ...parts.rowColumns,
    asked('line', {
      type: 'text',
      codes: parts.missing.filter(({ code }) => code === '-1'),
      source: { from: 'context', key: 'line', coarsen: { by: 'as-is' } },
    }),
    asked('month', { type: 'month', source: { from: 'context', key: 'date', coarsen: { by: 'month' } } }),
    asked('Mark_overall_of_the_journey_in_a_name_of_sixty_four_characters_X', {
      type: 'scale',
      codes: parts.legal(
        Array.from({ length: 10 }, (_, place) => ({
          code: String(place + 1),
          label: words(String(place + 1)),
        })),
      ),
    }),
    asked('purpose', {
      codes: parts.legal([
        { code: '1', label: words('Werk', 'Work') },
        { code: '2', label: words(LONG_LABEL) },
        { code: '300', label: words('=SOM(A1)', '=SUM(A1)') },
      ]),
    }),
    ...['1', '2'].map((code) =>
      asked(`improve_${code}`, {
        type: 'flag',
        codes: parts.flags,
        source: { from: 'option', item: 'improve', field: 'improve', code },
      }),
    ),
    asked('age', {
      type: 'number',
      min: 6,
      max: 110,
      source: { from: 'digits', item: 'age', field: 'age' },
    }),
    asked('day', { type: 'date', source: { from: 'digits', item: 'day', field: 'day' } }),
    asked('boarding', { type: 'time', source: { from: 'digits', item: 'boarding', field: 'boarding' } }),
    asked('remark', {
      type: 'flag',
      codes: parts.written,
      source: { from: 'words', item: 'remark', field: 'remark' },
    }),
    asked('weight', { type: 'number', codes: [], source: { from: 'digits', item: 'w', field: 'w' } }),
  ],
};

const MARK = 'Mark_overall_of_the_journey_in_a_name_of_sixty_four_characters_X';

const rowOf = (cells: Partial<Record<string, string>>): Row => ({
  row_id: 'ABCDEFGHJKMNPQRS',
  survey: 'bus-2026',
  wave: '2026-Q4',
  language: 'nl',
  mode: 'paper',
  line: '7',
  month: '2026-11',
  [MARK]: '8',
  purpose: '1',
  improve_1: '1',
  improve_2: '0',
  age: '42',
  day: '2026-11-02',
  boarding: '08:15',
  remark: 'De chauffeur van lijn 7 heet Jan.',
  weight: '1.25',
  ...cells,
});

/** Each differs from the first in what stands here; `row_id` names it. */
const DIFFERENCES: readonly Record<string, string>[] = [
  { row_id: 'ROW0000000000001' },
  { row_id: 'ROW0000000000002', line: '=1+1', [MARK]: '-1', purpose: '300', age: '-3' },
  { row_id: 'ROW0000000000003', line: LONG_LINE, month: '-1', day: '-1', boarding: '-2', remark: '-1' },
  { row_id: 'ROW0000000000004', line: '-1', improve_1: '-4', improve_2: '-4', remark: '-3', weight: '0.5' },
  { row_id: 'ROW0000000000005', line: 'Île "d’Yeu", ✓ <b>', purpose: '-9', age: '0', weight: '200' },
  { row_id: 'ROW0000000000006', line: '@x', [MARK]: '10', purpose: '2', boarding: '00:00', age: '110' },
];

export const sourceRows: readonly Row[] = DIFFERENCES.map(rowOf);

export const makeRows = (): Promise<ReleasedRows> =>
  releaseRows({ codebook, anonymity: null, rows: sourceRows });

/** The cells of a row as they leave, by column. */
export const findRow = (rows: ReleasedRows, id: string): Record<string, string> => {
  for (const cells of rows.table.records()) {
    if (cells[0] === id)
      return Object.fromEntries(rows.table.columns.map((name, at) => [name, cells[at] ?? '']));
  }
  throw new Error(`Expected a row ${id}.`);
};

export const AT = new Date('2026-11-26T12:00:00Z');

/** A folder of the test's own, by the time its tests run. */
export const useFolder = (): { readonly path: string } => {
  const folder = { path: '' };
  beforeAll(async () => {
    folder.path = await mkdtemp(path.join(tmpdir(), 'paperline-formats-'));
  });
  afterAll(() => rm(folder.path, { recursive: true, force: true }));
  return folder;
};

export const writeParts = async (
  file: string,
  content: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): Promise<void> => {
  const all: Uint8Array[] = [];
  for await (const part of content) all.push(Buffer.from(part as Uint8Array));
  await writeFile(file, Buffer.concat(all));
};

/** Programs of other people; where one is absent its tests are skipped by name. */
export const READERS = {
  pspp: '/usr/bin/pspp',
  readstat: '/usr/bin/readstat',
  xmllint: '/usr/bin/xmllint',
  openpyxl: '/usr/lib/python3/dist-packages/openpyxl',
} as const;

export const isAbsent = (reader: keyof typeof READERS): boolean => !existsSync(READERS[reader]);

/** What a program prints; it throws where the program fails. */
export const runReader = (command: string, args: readonly string[], input?: string): string =>
  execFileSync(command, [...args], {
    encoding: 'utf8',
    input: input ?? '',
    stdio: 'pipe',
    maxBuffer: 2 ** 28,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
  });
