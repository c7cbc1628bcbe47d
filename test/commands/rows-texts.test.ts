import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTextDesk } from '../../src/review/text-desk.ts';
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
