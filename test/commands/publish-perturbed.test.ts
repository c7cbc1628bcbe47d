/** Publishing as it is typed: with the table that is set, and not with one that cannot be used. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addClosedWave, CLOSED_SURVEY as SURVEY } from '../results/closed-waves.ts';
import { readPublications } from '../../src/results/publish-wave.ts';
import { openSeed, type Seeded } from '../review/seed.ts';
import { paperline } from './cli.ts';

let seed: Seeded;
beforeAll(async () => {
  seed = await openSeed({ copies: 1, file: 'short-survey.yaml', pictures: false });
  await addClosedWave(seed.store, '2026-Q1', { count: 400 });
});
afterAll(() => seed.remove());

const run = (...words: string[]) => paperline(...words, '--data', seed.folder.root);
const publish = (...words: string[]) => run('publish', '--survey', SURVEY, '--wave', '2026-Q1', ...words);

it('publishes nothing with a table that cannot be used, and says which line is wrong', async () => {
  const file = path.join(seed.folder.root, 'table.csv');
  writeFileSync(file, 'pcv,ckey,pvalue\n1,0,0\n1,300,0\n');
  const refused = await publish('--perturbation', file);
  expect(refused).toMatchObject({ status: 1, stdout: '' });
  expect(refused.stderr).toContain('Line 3 of the perturbation table: ckey is not a key from 0 to 255.');
  expect(refused.stderr).toContain('pcv, ckey, pvalue');
  expect(await readPublications(seed.store, SURVEY)).toEqual([]);
});

it('publishes with the table of the settings, the same again, and no other', async () => {
  writeFileSync(path.join(seed.folder.root, 'paperline.yaml'), 'perturbation: 10-5\n');
  const first = await publish();
  expect(first).toMatchObject({ status: 0 });
  expect(first.stdout).toContain('edition 1. Counts were perturbed with the table 10-5.');
  expect(JSON.parse((await publish('--json')).stdout)).toMatchObject({ number: 2, perturbation: '10-5' });
  const off = await publish('--perturbation', 'off');
  expect(off).toMatchObject({ status: 1, stdout: '' });
  expect(off.stderr).toContain('Set "perturbation" to the table that the wave was published with, 10-5');
  const attacked = await run('attack', '--survey', SURVEY);
  expect(attacked).toMatchObject({ status: 0 });
  expect(attacked.stdout).toContain('2 publications');
});
