/** From the command line: rows as the screen shows them, and one answer on paper. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeImage } from '../../src/scan/decode-image.ts';
import { openSeed, type Seeded } from '../review/seed.ts';
import { paperline, type Ran } from './cli.ts';

let seed: Seeded;
beforeAll(async () => {
  seed = await openSeed({ copies: 3, pictures: true, archive: true, doubts: () => false });
});
afterAll(() => seed.remove());

const run = (...words: readonly string[]): Promise<Ran> => paperline(...words, '--data', seed.folder.root);

const list = async (...words: readonly string[]): Promise<Record<string, string>[]> => {
  const { status, stdout, stderr } = await run('rows', 'list', '--survey', 'passenger-survey', ...words);
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, string>);
};

const pictureOf = (row: string, variable: string, out: string, reason = 'machine-check'): Promise<Ran> =>
  run('rows', 'picture', '--row', row, '--variable', variable, '--reason', reason, '--out', out);

test('lists rows with their links, some of them, or those with one value', async () => {
  const rows = await list('--json');
  expect(rows).toHaveLength(3);
  for (const { row_id: id } of rows) expect(id).toMatch(/^[0-7][0-9A-Z]{25}$/u);
  expect(await list('--json', '--wave', '2026-Q4', '--limit', '2')).toHaveLength(2);
  const mark = rows[0]?.['mark_clean'] ?? '';
  const alike = await list('--json', '--where', `mark_clean=${mark}`);
  expect(alike.length).toBe(rows.filter((row) => row['mark_clean'] === mark).length);
  const csv = await run('rows', 'list', '--survey', 'passenger-survey', '--limit', '1');
  expect(csv.stdout.split('\n')[0]).toMatch(/^row_id,survey,wave,/u);
  expect(csv.stdout.trim().split('\n')).toHaveLength(2);
  expect(csv.stderr).toContain('1 of 3 rows');
  for (const [words, status] of [
    [['--where', 'mark_clean'], 2],
    [['--where', 'nothing=1'], 1],
    [['--wave', '2031-Q1'], 1],
    [['--limit', '0'], 2],
  ] as const) {
    expect((await run('rows', 'list', '--survey', 'passenger-survey', ...words)).status).toBe(status);
  }
});

test('writes one answer as a picture, on record, and nothing once the wave is closed', async () => {
  const [row] = await list('--json', '--limit', '1');
  const link = row?.['row_id'] ?? '';
  for (const [name, type] of [
    ['answer.png', 'png'],
    ['answer.jpg', 'jpeg'],
  ] as const) {
    const out = path.join(seed.folder.root, name);
    const { status, stdout, stderr } = await pictureOf(link, 'mark_clean', out);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { image, detail } = await decodeImage(out, { place: name });
    expect(detail).toContain(type);
    expect(image.width).toBeGreaterThan(500);
    expect(image.height).toBeLessThan(300);
    const cell = row?.['mark_clean'];
    expect(stdout).toContain(`Counts now: ${cell === '-1' ? 'not answered' : cell}, as the machine read it`);
  }
  const [opening] = await seed.store.db.selectFrom('page_opening').selectAll().execute();
  expect(opening).toMatchObject({ variable: 'mark_clean', reason: 'machine-check' });
  expect(opening?.reviewer).toMatch(/^command line: \S/u);

  const before = readdirSync(seed.folder.root).toSorted();
  const never = path.join(seed.folder.root, 'never.png');
  for (const [ran, status, words] of [
    [await pictureOf(link, 'mark_clean', never, 'curiosity'), 2, 'The reasons are implausible'],
    [await pictureOf(link, 'mark_clean', `${never}.txt`), 2, 'ends in .png'],
    [await pictureOf(link, 'line', never), 1, 'no field'],
    [await pictureOf(`${link.slice(0, -1)}U`, 'mark_clean', never), 1, 'leads to no picture'],
  ] as const) {
    expect({ status: ran.status, told: ran.stderr.includes(words) }).toEqual({ status, told: true });
  }
  expect(readdirSync(seed.folder.root).toSorted()).toEqual(before);

  const closed = await run('wave', 'close', '--survey', 'passenger-survey', '--wave', '2026-Q4');
  expect({ status: closed.status, stderr: closed.stderr }).toMatchObject({ status: 0 });
  const refused = await pictureOf(link, 'mark_clean', never);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain('leads to no picture');
  expect(existsSync(never)).toBe(false);
  expect(await list('--json')).toEqual([]);
});
