import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTextDesk } from '../../src/review/text-desk.ts';
import { makeSurveyTexts } from '../../src/rows/survey-texts.ts';
import { closeWave } from '../../src/rows/wave-closing.ts';
import { openNewWave } from '../../src/store/waves.ts';
import { openSeed, type Seeded } from '../review/seed.ts';
import { copyOut, newKey } from '../review/texts.ts';
import { paperline } from './cli.ts';

let seed: Seeded;
beforeEach(async () => {
  seed = await openSeed({ copies: 4, doubts: (_copy, variable) => variable === 'remark' });
});
afterEach(() => seed.remove());

it('writes what may leave apart from the rows, and says what is held back', async () => {
  const [first = 0, , third = 0] = await copyOut(seed, 'ann', [
    'Meer bussen',
    'Ik ben Marieke',
    'Te duur',
    'Vol',
  ]);
  const desk = openTextDesk(seed.store);
  const look = { edition: 0, redactions: [] };
  await desk.look('bob', { ...look, answer: first, outcome: 'released', clientKey: newKey() });
  await desk.look('bob', { ...look, answer: third, outcome: 'kept', clientKey: newKey() });
  const { root } = seed.folder;
  const out = path.join(root, 'rows.csv');
  const texts = path.join(root, 'texts.csv');
  const words = ['rows', 'export', '--survey', 'passenger-survey', '--out', out, '--data', root];

  const without = await paperline(...words);
  expect(without).toMatchObject({ status: 0 });
  expect(without.stdout).toContain('1 open answer may leave as text; --texts FILE writes them.');
  const held =
    'Held back: 1 that nobody has let go yet, 1 waiting for a second look, 1 that a person kept back.';
  expect(without.stdout).toContain(held);

  const withTexts = await paperline(...words, '--texts', texts);
  expect(withTexts.stdout).toContain('1 open answer, in random order and without the rows');
  expect(withTexts.stdout).toContain(held);
  const [head, ...lines] = (await readFile(texts, 'utf8')).trim().split('\r\n');
  expect(head).toBe('survey,wave,variable,text');
  expect(lines).toEqual([expect.stringMatching(/^passenger-survey,[^,]+,remark,Meer bussen$/u)]);
  expect(await readFile(out, 'utf8')).not.toMatch(/bussen|Marieke|duur/u);

  const json = await paperline(...words, '--texts', texts, '--format', 'jsonl', '--json');
  expect(JSON.parse(json.stdout)).toMatchObject({
    rows: 4,
    texts: { file: texts, written: 1, heldBack: { held: 1, marked: 1, kept: 1 } },
  });
  expect(JSON.parse(await readFile(texts, 'utf8'))).toMatchObject({
    variable: 'remark',
    text: 'Meer bussen',
  });
});

it('writes those of one wave where one is named, never over the rows', async () => {
  const [first = 0] = await copyOut(seed, 'ann', ['Meer bussen', 'Te duur', 'Te vol', 'Te laat']);
  const look = { edition: 0, redactions: [], outcome: 'released' } as const;
  await openTextDesk(seed.store).look('bob', { ...look, answer: first, clientKey: newKey() });
  const survey = 'passenger-survey';
  const { root } = seed.folder;
  const [{ wave } = { wave: '' }] = (await makeSurveyTexts(seed.store, survey)).texts;
  await openNewWave(seed.store, survey, 'another', new Date());
  const [out, texts] = [path.join(root, 'rows.csv'), path.join(root, 'texts.csv')];
  const words = ['rows', 'export', '--survey', survey, '--out', out, '--data', root];

  const other = await paperline(...words, '--texts', texts, '--wave', 'another');
  expect(other.stdout).toContain(`${texts}: 0 open answers`);
  expect(await readFile(texts, 'utf8')).not.toContain('Meer bussen');
  await paperline(...words, '--texts', texts, '--wave', wave);
  expect(await readFile(texts, 'utf8')).toContain('Meer bussen');

  const before = await readFile(out, 'utf8');
  expect(await paperline(...words, '--texts', out)).toMatchObject({ status: 2, stdout: '' });
  expect(await readFile(out, 'utf8')).toBe(before);

  await closeWave(seed.store, { survey, wave, dropOpen: true });
  const closed = await paperline(...words);
  expect(closed.stdout).toContain('1 open answer may leave as text');
});
