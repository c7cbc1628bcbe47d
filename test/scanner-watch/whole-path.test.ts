/** The commands as an operator types them: print, fill in and scan, ingest, ingest again, back up. */
import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createScanReading } from '../../scanner-watch/scan-reader-pool.ts';
import type { ScannedPage } from '../../src/store/scans.ts';
import { openStore } from '../../src/store/store.ts';
import { quickConfig } from './quick-config.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
let folder: string;
let data: string;
let scans: string;

const paperline = async (...words: string[]): Promise<{ status: number; out: string; told: string }> => {
  const child = spawn(process.execPath, [path.join(ROOT, 'src/cli.ts'), ...words, '--data', data], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { promise, resolve } = Promise.withResolvers<number>();
  child.once('close', (status) => resolve(status ?? -1));
  const [status, out, told] = await Promise.all([promise, text(child.stdout), text(child.stderr)]);
  return { status, out, told };
};

const succeed = async (...words: string[]): Promise<string> => {
  const { status, out, told } = await paperline(...words);
  if (status !== 0) throw new Error(`"paperline ${words.join(' ')}" ended with ${status}: ${told}`);
  return out;
};

const query = async <T>(sql: string): Promise<T> => {
  const store = openStore(path.join(data, 'paperline.db'), { readOnly: true });
  try {
    return await store.read((connection) => connection.prepare(sql).all() as T);
  } finally {
    await store.close();
  }
};

interface TruthLine {
  readonly copy: string | null;
  readonly page: number | null;
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'paperline-path-'));
  data = path.join(folder, 'data');
  scans = path.join(folder, 'scans');
  const pdf = path.join(folder, 'forms.pdf');
  const layout = path.join(folder, 'forms.layout.json');
  const form = path.join(ROOT, 'forms/short-survey.yaml');
  await succeed('form', 'print', form, '--language', 'nl', '--copies', '4', '--out', pdf, '--layout', layout);
  const simulated = path.join(folder, 'simulated');
  await succeed(
    'simulate',
    pdf,
    '--layout',
    layout,
    '--profile',
    'office',
    '--seed',
    '4',
    '--out',
    simulated,
  );
  mkdirSync(scans);
  for (const name of readdirSync(simulated)) copyFileSync(path.join(simulated, name), path.join(scans, name));
  rmSync(path.join(scans, 'truth.jsonl'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every page that was filled in counts once; the scans stay where they were and lie in the archive too', async () => {
  const lines = (await succeed('ingest', scans, '--json'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { outcome: string; pages: unknown[] });
  expect(lines.pop()).toMatchObject({ diagnosis: expect.any(Array) });
  expect(lines.map(({ outcome }) => outcome)).toEqual(readdirSync(scans).map(() => 'archived'));
  const truth = readFileSync(path.join(folder, 'simulated/truth.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TruthLine);
  const printed = new Set(truth.flatMap(({ copy, page }) => (copy === null ? [] : [`${copy} ${page}`])));
  const counted = await query<{ copy: string; page: number }[]>(
    `SELECT copy, page FROM scan_page WHERE counts = 1`,
  );
  expect(new Set(counted.map(({ copy, page }) => `${copy} ${page}`))).toEqual(printed);
  expect(counted).toHaveLength(printed.size);
});

test('the same scans again are refused one by one, and nothing is doubled', async () => {
  const before = await query(`SELECT count(*) AS n FROM reading`);
  const { status, out } = await paperline('ingest', scans);
  expect(status).toBe(1);
  expect(out).toMatch(/The same content was read before, as/);
  expect(await query(`SELECT count(*) AS n FROM reading`)).toEqual(before);
});

test('what needs a person has a picture that shows it', async () => {
  const [{ tasks, crops } = { tasks: -1, crops: -2 }] = await query<{ tasks: number; crops: number }[]>(
    `SELECT count(*) AS tasks, count(crop.reading_id) AS crops FROM review_task
     LEFT JOIN crop ON crop.reading_id = review_task.reading_id`,
  );
  expect(tasks).toBeGreaterThan(0);
  expect(crops).toBe(tasks);
});

test('a large scan that all threads read together gives what one thread reads', async () => {
  const [large] = readdirSync(scans).filter((name) => /\.(pdf|tif)$/.test(name));
  const file = path.join(scans, large ?? '');
  const store = openStore(path.join(data, 'paperline.db'), { readOnly: true });
  const read = async (sharedFromBytes: number): Promise<readonly ScannedPage[]> => {
    const reading = createScanReading(store, { ...quickConfig, readers: 2 }, sharedFromBytes);
    try {
      const signal = new AbortController().signal;
      return await reading.readScan({ file, name: 'large', onPages: () => {}, signal });
    } finally {
      await reading.close();
    }
  };
  try {
    const [together, alone] = [await read(0), await read(Infinity)];
    expect(alone.length).toBeGreaterThan(1);
    const said = (pages: readonly ScannedPage[]) => pages.map(({ reading: { ms: _ms, ...rest } }) => rest);
    expect(said(together)).toEqual(said(alone));
  } finally {
    await store.close();
  }
});

test('a backup is restored as the same database, with the keys beside it', async () => {
  const copy = path.join(folder, 'copy.db');
  await succeed('backup', '--out', copy);
  const other = path.join(folder, 'other');
  cpSync(path.join(data, 'keys'), path.join(other, 'keys'), { recursive: true });
  const restore = ['restore', '--from', copy, '--data', other];
  const child = spawn(process.execPath, [path.join(ROOT, 'src/cli.ts'), ...restore], { stdio: 'ignore' });
  const { promise, resolve } = Promise.withResolvers<number>();
  child.once('close', (status) => resolve(status ?? -1));
  expect(await promise).toBe(0);
  const opened = openStore(path.join(other, 'paperline.db'));
  try {
    const [{ n } = { n: -1 }] = await query<{ n: number }[]>(`SELECT count(*) AS n FROM reading`);
    expect(await opened.db.selectFrom('reading').select('id').execute()).toHaveLength(n);
  } finally {
    await opened.close();
  }
  expect((await paperline('backup', '--out', copy)).status).toBe(2);
});
