import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { prepareDataFolder } from '../../src/operation/data-folder.ts';
import { registerPrintRun } from '../../src/store/print-runs.ts';
import { openStore } from '../../src/store/store.ts';
import { copyCode, sampleVersion } from '../store/sample-store.ts';
import { paperline } from './cli.ts';

const CODE = 'B000000001';
let root: string;
beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'paperline-trips-'));
  const { database } = await prepareDataFolder({ root });
  const store = openStore(database);
  const batch = { code: CODE, context: { line: '12', date: '2026-11-20' } };
  await registerPrintRun(store, { version: sampleVersion(), copies: [1, 2].map(copyCode), batch });
  await store.close();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const run = (...words: string[]) => paperline(...words, '--data', root);

it('counts trips, keeps what is not named, takes a number away, and says what cannot be right', async () => {
  const set = await run('batch', 'set', CODE.toLowerCase(), 'handed-out=3', 'boarders=80', 'vehicle=4012');
  expect(set).toMatchObject({
    status: 0,
    stdout: `${CODE}: line=12, date=2026-11-20, vehicle=4012, handed-out=3, boarders=80\n`,
  });
  const listed = (await run('batch', 'list')).stdout;
  expect(listed).toContain('printed 2, handed out 3, returned ?, read 0, missing ?, boarders 80');
  expect(listed).toContain('This cannot be right: more were handed out than were printed for it.');
  expect((await run('batch', 'set', CODE, 'handed-out=2', 'boarders=')).status).toBe(0);
  const json = (await run('batch', 'list', '--json', '--survey', 'bus')).stdout;
  expect(JSON.parse(json)).toMatchObject({
    batch: CODE,
    survey: 'bus',
    context: { line: '12', date: '2026-11-20', vehicle: '4012' },
    printed: 2,
    handedOut: 2,
    boarders: null,
    doubts: [],
  });
  expect((await run('batch', 'list', '--doubtful')).stdout).toBe('');
});

it.each([
  [['B999999999', 'boarders=1'], 1, 'There is no batch'],
  [[CODE, 'boarders=many'], 2, 'is not a number of people'],
  [[CODE, 'date=2026-02-30'], 2, 'is not a date'],
  [[CODE, 'boarders'], 2, 'Expected key=value'],
  [[CODE], 2, 'needs BATCH'],
])('refuses %j', async (words, status, said) => {
  const refused = await run('batch', 'set', ...words);
  expect(refused.status).toBe(status);
  expect(refused.stderr).toContain(said);
});
