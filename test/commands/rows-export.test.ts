import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EXPORT_EXTENSIONS, EXPORT_FORMATS } from '../../src/rows/formats/format-names.ts';
import { openSeed, type Seeded } from '../review/seed.ts';
import { paperline } from './cli.ts';

let seed: Seeded;
beforeAll(async () => {
  seed = await openSeed({ copies: 3, doubts: (_copy, variable) => variable === 'remark' });
});
afterAll(() => seed.remove());

/** How each begins, and what stands beside it. */
const FORMATS: Record<(typeof EXPORT_FORMATS)[number], { begins: RegExp; beside: string[] }> = {
  csv: { begins: /^row_id,survey,/u, beside: ['rows.codebook.csv'] },
  jsonl: { begins: /^\{"row_id":/u, beside: ['rows.codebook.json'] },
  xlsx: { begins: /^PK/u, beside: [] },
  parquet: { begins: /^PAR1/u, beside: [] },
  sav: { begins: /^\$FL2/u, beside: [] },
  'triple-s': { begins: /^<\?xml/u, beside: ['rows.csv'] },
  ddi: { begins: /^<\?xml/u, beside: ['rows.csv'] },
  codebook: { begins: /^variable,/u, beside: [] },
};

it.each(EXPORT_FORMATS)('writes %s, with its codebook inside or beside it', async (format) => {
  const { begins, beside } = FORMATS[format];
  const { root } = seed.folder;
  const name = `rows.${EXPORT_EXTENSIONS[format]}`;
  const folder = path.join(root, 'out', format);
  const out = path.join(folder, name);
  await mkdir(folder, { recursive: true });
  const words = ['rows', 'export', '--survey', 'passenger-survey', '--data', root, '--format', format];
  const ran = await paperline(...words, '--out', out, '--json');
  expect(ran).toMatchObject({ status: 0 });
  const said = JSON.parse(ran.stdout) as { rows: number; files: string[] };
  expect(said).toMatchObject({ rows: 3, files: [name, ...beside].map((each) => path.join(folder, each)) });
  expect((await readdir(folder)).sort()).toEqual([name, ...beside].sort());
  expect((await readFile(out)).toString('latin1')).toMatch(begins);
  for (const each of beside) {
    const content = await readFile(path.join(folder, each), 'utf8');
    expect(content).toContain('car_available');
    // Data beside the description, a row a respondent; or a codebook, whose labels are words.
    if (each === 'rows.csv') expect(content.trim().split('\r\n')).toHaveLength(4);
    else expect(content).toContain('niet beantwoord');
  }
});
