/** The published tables of a wave, by somebody without a screen. */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TableFormat } from '../../src/results/publication-formats.ts';
import { streamAudit, type AuditEntry } from '../../src/store/audit-log.ts';
import { addPublication } from '../../src/store/publications.ts';
import { openWave } from '../../src/store/waves.ts';
import { awkwardPublication } from '../results/formats/awkward-publication.ts';
import { openSeed, type Seeded } from '../review/seed.ts';
import { paperline, type Ran } from './cli.ts';

let seed: Seeded;
beforeAll(async () => {
  seed = await openSeed({ copies: 1, pictures: false });
  await seed.store.write((connection) => {
    const now = new Date('2026-12-01T09:00:00Z');
    const { survey, wave } = awkwardPublication;
    openWave(connection, survey, wave, now);
    for (const edition of [1, 2]) {
      const document = JSON.stringify({ ...awkwardPublication, edition });
      addPublication(connection, { survey, wave, document, now });
    }
  });
});
afterAll(() => seed.remove());

const run = (...words: string[]): Promise<Ran> =>
  paperline(...words, '--data', seed.folder.root, '--survey', 'bus-2026');

const downloads = async (): Promise<AuditEntry[]> => {
  const found: AuditEntry[] = [];
  for await (const entry of streamAudit(seed.store)) {
    if (entry.act === 'publication-downloaded') found.push(entry);
  }
  return found;
};

/** How each begins, and what stands beside it. */
const FORMATS: Record<TableFormat, { name: string; begins: RegExp; beside: string[] }> = {
  csv: { name: 'tables.csv', begins: /^survey,wave,edition,/u, beside: ['tables.codebook.csv'] },
  xlsx: { name: 'tables.xlsx', begins: /^PK/u, beside: [] },
  parquet: { name: 'tables.parquet', begins: /^PAR1/u, beside: [] },
  sav: { name: 'tables.sav', begins: /^\$FL2/u, beside: [] },
  'triple-s': { name: 'tables.xml', begins: /^<\?xml/u, beside: ['tables.csv'] },
  ddi: { name: 'tables.xml', begins: /^<\?xml/u, beside: ['tables.csv'] },
  codebook: { name: 'codebook.csv', begins: /^variable,/u, beside: [] },
  json: { name: 'tables.json', begins: /^\{"schema":"paperline\/publication@1"/u, beside: [] },
};

describe('tables export', () => {
  it.each(Object.keys(FORMATS) as TableFormat[])('writes %s, and it is on record', async (format) => {
    const { name, begins, beside } = FORMATS[format];
    const folder = path.join(seed.folder.root, 'out', format);
    await mkdir(folder, { recursive: true });
    const out = path.join(folder, name);
    const ran = await run(
      'tables',
      'export',
      '--wave',
      '2026-Q4',
      '--format',
      format,
      '--out',
      out,
      '--json',
    );
    expect(ran).toMatchObject({ status: 0 });
    expect(JSON.parse(ran.stdout)).toMatchObject({
      files: [name, ...beside].map((each) => path.join(folder, each)),
      edition: 2,
      format,
    });
    expect((await readdir(folder)).sort()).toEqual([name, ...beside].sort());
    expect((await readFile(out)).toString('latin1')).toMatch(begins);
    expect((await downloads()).at(-1)).toMatchObject({
      actor: 'command-line',
      about: { survey: 'bus-2026', wave: '2026-Q4', number: 2, format },
    });
  });

  it('gives an earlier edition, in the language that was asked for', async () => {
    const out = path.join(seed.folder.root, 'first.csv');
    const asked = ['--wave', '2026-Q4', '--edition', '1', '--language', 'fr'];
    const ran = await run('tables', 'export', ...asked, '--out', out);
    expect(ran).toMatchObject({ status: 0 });
    expect(ran.stdout).toContain('edition 1');
    const csv = await readFile(out, 'utf8');
    expect(csv).toContain('bus-2026,2026-Q4,1,delayed,Du retard ?,all,all,Ensemble,');
  });

  it.each([
    [['--wave', '2026-Q4', '--format', 'pdf'], 2, 'paperline report'],
    [['--wave', '2026-Q4', '--language', 'la'], 2, 'nl, en, fr, de'],
    [['--wave', '2026-Q4', '--edition', '7'], 1, 'Its editions are 1, 2'],
    [['--wave', '2025-Q1'], 1, 'Published are 2026-Q4'],
  ] as const)('refuses %j, writes nothing and notes nothing', async (words, status, says) => {
    const before = (await downloads()).length;
    const out = path.join(seed.folder.root, 'refused.csv');
    const ran = await run('tables', 'export', ...words, '--out', out);
    expect(ran.status).toBe(status);
    expect(ran.stderr).toContain(says);
    expect(await readdir(seed.folder.root)).not.toContain('refused.csv');
    expect(await downloads()).toHaveLength(before);
  });

  it('refuses a description that would have the name of its data', async () => {
    const before = (await downloads()).length;
    const out = path.join(seed.folder.root, 'same.csv');
    const ran = await run('tables', 'export', '--wave', '2026-Q4', '--format', 'ddi', '--out', out);
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('.xml');
    expect(await downloads()).toHaveLength(before);
  });
});

it('the report of a wave is on record as well', async () => {
  const out = path.join(seed.folder.root, 'report.pdf');
  expect(await run('report', '--wave', '2026-Q4', '--language', 'de', '--out', out)).toMatchObject({
    status: 0,
    stdout: `${out}\n`,
  });
  expect((await readFile(out)).toString('latin1', 0, 5)).toBe('%PDF-');
  expect((await downloads()).at(-1)).toMatchObject({ about: { wave: '2026-Q4', format: 'pdf' } });
});
