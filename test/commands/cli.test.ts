import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/catalogue.ts';
import { layoutSchema, type Layout } from '../../src/domain/layout.ts';
import { listStoredForms } from '../../src/store/form-versions.ts';
import { openStore } from '../../src/store/store.ts';
import type { PageRead } from '../../src/domain/page-read.ts';
import type { TruthLine } from '../../src/domain/truth.ts';
import { paperline } from './cli.ts';

let folder = '';
const at = (...parts: string[]): string => path.join(folder, ...parts);
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'paperline-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const linesOf = <T>(text: string): T[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

describe('paperline', () => {
  it('names every command, and each explains itself on stdout', async () => {
    const { status, stdout } = await paperline('--help');
    expect(status).toBe(0);
    for (const [name, load] of Object.entries(COMMANDS)) {
      expect(stdout).toContain(`  ${name} `);
      const command = await load();
      expect(command.name).toBe(name);
    }
    const help = await paperline('form', 'print', '--help');
    expect(help).toMatchObject({ status: 0, stderr: '' });
    for (const option of ['--language', '--copies', '--out', '--layout', '--batch', '--data', '--help']) {
      expect(help.stdout).toContain(option);
    }
  });

  it.each([
    [[], /COMMAND/],
    [['frm', 'check'], /There is no command "frm check"/],
    [['form', 'check'], /needs FILE/],
    [['form', 'check', '--nonsense', 'x'], /nonsense/],
    [['form', 'print', 'forms/short-survey.yaml'], /--out is missing/],
    [['form', 'print', 'forms/short-survey.yaml', '--out', 'x.pdf', '--copies', 'many'], /whole number/],
    [['form', 'print', 'forms/short-survey.yaml', '--out', 'x.pdf', '--batch', 'line'], /key=value/],
    [['rows', 'export', '--survey', 's', '--out', 'x', '--format', 'xls'], /no format "xls"/],
    [['simulate', 'x.pdf', '--profile', 'perfect'], /no profile "perfect"/],
    [['start', '--port', 'seven'], /port \(--port\)/],
    [['form', 'print', 'forms/short-survey.yaml', '--out', 'x.pdf', '--batch', 'colour=red'], /"colour"/],
    [
      ['form', 'print', 'forms/short-survey.yaml', '--out', 'x.pdf', '--batch', 'date=2026-13-40'],
      /not a date/,
    ],
  ])('calls %j bad usage: status 2, told on stderr', async (words, told) => {
    const { status, stdout, stderr } = await paperline(
      ...words,
      ...(words.length > 0 ? ['--data', at('usage')] : []),
    );
    expect(status).toBe(2);
    expect(stderr).toMatch(told);
    expect(stdout).toBe('');
  });

  it.each([
    [['form', 'check', 'no-such.yaml'], /no-such\.yaml/],
    [['watch', '--inbox', '/no-such-place/inbox'], /no folder/],
    [['form', 'print', 'no-such.yaml', '--out', 'x.pdf'], /no file no-such\.yaml/],
    [['form', 'print', 'forms/short-survey.yaml', '--language', 'xx', '--out', 'x.pdf'], /no language "xx"/],
    [['read', 'no-such.pdf', '--layout', 'no-such.json'], /no-such\.json/],
    [['rows', 'export', '--survey', 'no-such', '--out', 'x.csv'], /no-such/],
  ])('calls %j a failure and says what to do', async (words, told) => {
    const { status, stdout, stderr } = await paperline(...words, '--data', at('failure'));
    expect([1, 2]).toContain(status);
    expect(stderr).toMatch(told);
    expect(stderr).not.toMatch(/defect|\n\s+at /);
    expect(stdout).toBe('');
  });

  it('points out faults of a questionnaire by file, line and column', async () => {
    const file = at('wrong.yaml');
    const good = readFileSync('forms/short-survey.yaml', 'utf8');
    writeFileSync(file, good.replace(/^survey: .*$/m, 'survy: short'));
    const { status, stdout } = await paperline('form', 'check', file);
    expect(status).toBe(1);
    expect(stdout).toMatch(/wrong\.yaml:\d+:\d+: error: .*survy/);
    const print = await paperline('form', 'print', file, '--out', at('wrong.pdf'), '--data', at('data'));
    expect(print.status).toBe(1);
    expect(existsSync(at('wrong.pdf'))).toBe(false);
  });

  it('points out where a questionnaire has what cannot be printed, though it is well written', async () => {
    const file = at('unprintable.yaml');
    const good = readFileSync('forms/passenger-survey.yaml', 'utf8');
    const lines = good.replace('Hoe oud bent u?', 'Hoe oud bent u, 漢?').split('\n');
    writeFileSync(file, lines.join('\n'));
    const place = lines.findIndex((line) => line.includes('漢')) + 1;
    const { status, stdout } = await paperline('form', 'check', file);
    expect(status).toBe(1);
    expect(stdout).toContain(
      `unprintable.yaml:${place}:${(lines[place - 1] ?? '').indexOf('漢') + 1}: error:`,
    );
  });

  it('writes into the layout file, and not into the store, which answers pass over questions or exclude others', async () => {
    const files = ['--out', at('rules.pdf'), '--layout', at('rules.layout.json')];
    const data = ['--data', at('rules-data')];
    const { status } = await paperline('form', 'print', 'forms/passenger-survey.yaml', ...files, ...data);
    expect(status).toBe(0);
    const rulesIn = (layout: Layout): string[] =>
      layout.pages
        .flatMap(({ fields }) => fields)
        .filter((field) => 'exclusive' in field || 'passesOver' in field)
        .map(({ variable }) => variable);
    const written = layoutSchema.parse(JSON.parse(readFileSync(at('rules.layout.json'), 'utf8')));
    expect(rulesIn(written)).toEqual(['delayed', 'improve']);
    const store = openStore(at('rules-data/paperline.db'));
    const stored = await listStoredForms(store);
    await store.close();
    expect(stored.map(({ layout }) => layout.form)).toEqual([written.form]);
    expect(stored.flatMap(({ layout }) => rulesIn(layout))).toEqual([]);
  });

  it('goes the whole way: print, simulate, read, ingest, export, back up', async () => {
    const data = ['--data', at('data')];
    const print = ['form', 'print', 'forms/short-survey.yaml', '--language', 'nl', '--copies', '3', '--json'];
    const files = ['--out', at('F.pdf'), '--layout', at('F.layout.json')];
    const printed = await paperline(...print, ...files, '--batch', 'line=12,date=2026-11-23', ...data);
    expect(printed).toMatchObject({ status: 0 });
    const layout = layoutSchema.parse(JSON.parse(readFileSync(at('F.layout.json'), 'utf8')));
    expect(JSON.parse(printed.stdout)).toMatchObject({
      form: layout.form,
      survey: layout.survey,
      language: 'nl',
    });
    for (const page of layout.pages) expect(existsSync(at(page.reference?.file ?? ''))).toBe(true);

    const simulate = [
      'simulate',
      at('F.pdf'),
      '--layout',
      at('F.layout.json'),
      '--profile',
      'office',
      '--seed',
      '7',
    ];
    expect(await paperline(...simulate, '--out', at('scans'))).toMatchObject({ status: 0 });
    const truth = linesOf<TruthLine>(readFileSync(at('scans', 'truth.jsonl'), 'utf8'));
    const scans = [...new Set(truth.map(({ file }) => at('scans', file)))];

    const read = await paperline('read', ...scans, '--layout', at('F.layout.json'));
    expect(read.status).toBe(0);
    const pages = linesOf<PageRead>(read.stdout);
    expect(pages.map(({ file, pageIndex }) => `${file} ${pageIndex}`)).toEqual(
      truth.map(({ file, pageIndex }) => `${file} ${pageIndex}`),
    );
    for (const line of truth) {
      if (line.copy === null) continue;
      const page = pages.find(({ file, pageIndex }) => file === line.file && pageIndex === line.pageIndex);
      expect(page).toMatchObject({ copy: line.copy, page: line.page, form: layout.form });
      expect(Object.keys(page?.fields ?? {}).sort()).toEqual(Object.keys(line.fields).sort());
    }

    const sums = scans.map((scan) => createHash('sha256').update(readFileSync(scan)).digest('hex'));
    const ingest = await paperline('ingest', ...scans, '--json', ...data);
    expect(ingest.status).toBe(0);
    expect(linesOf(ingest.stdout)).toHaveLength(scans.length + 1);
    expect(linesOf(ingest.stdout).at(-1)).toMatchObject({ diagnosis: expect.any(Array) });
    expect(scans.map((scan) => createHash('sha256').update(readFileSync(scan)).digest('hex'))).toEqual(sums);
    const again = await paperline('ingest', scans[0] ?? '', ...data);
    expect(again.status).toBe(1);

    const reread = await paperline('reread', '--survey', layout.survey, ...data);
    expect(reread).toMatchObject({ status: 0, stdout: expect.stringContaining('Nothing to read again') });
    const rereadAll = await paperline('reread', '--again', '--apply', '--json', ...data);
    expect(rereadAll.status).toBe(0);
    // The same reader reads the same, so there is no change to tell.
    expect(linesOf(rereadAll.stdout)).toEqual([
      expect.objectContaining({ applied: true, files: scans.length, decisions: 0, troubles: [] }),
    ]);
    expect((await paperline('reread', '--survey', 'no-such', ...data)).stderr).toContain(layout.survey);

    const csv = await paperline(
      'rows',
      'export',
      '--survey',
      layout.survey,
      '--out',
      at('rows.csv'),
      '--json',
      ...data,
    );
    expect(JSON.parse(csv.stdout)).toMatchObject({ rows: 3, survey: layout.survey });
    const text = readFileSync(at('rows.csv'), 'utf8');
    expect(text.split('\r\n')).toHaveLength(5);
    for (const { copy } of truth) if (copy !== null) expect(text).not.toContain(copy);
    const jsonl = [
      'rows',
      'export',
      '--survey',
      layout.survey,
      '--format',
      'jsonl',
      '--out',
      at('rows.jsonl'),
    ];
    expect(await paperline(...jsonl, ...data)).toMatchObject({ status: 0 });
    expect(linesOf(readFileSync(at('rows.jsonl'), 'utf8'))).toHaveLength(3);

    expect(await paperline('backup', '--out', at('copy.db'), ...data)).toMatchObject({ status: 0 });
    expect(existsSync(at('copy.db'))).toBe(true);
  });

  it('reports all settings that are wrong, and where each came from', async () => {
    mkdirSync(at('settings'), { recursive: true });
    writeFileSync(at('settings', 'paperline.yaml'), 'prt: 80\nsettleMs: soon\n');
    const { status, stderr } = await paperline('watch', '--data', at('settings'), '--readers=-1');
    expect(status).toBe(2);
    for (const told of ['prt', 'settleMs', 'paperline.yaml', 'readers (--readers)'])
      expect(stderr).toContain(told);
  });

  it('refuses an inbox inside the archive', async () => {
    mkdirSync(at('inside', 'archive', 'in'), { recursive: true });
    const { status, stderr } = await paperline(
      'watch',
      '--data',
      at('inside'),
      '--inbox',
      at('inside', 'archive', 'in'),
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/lie inside each other/);
  });
});
