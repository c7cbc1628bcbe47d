import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPublications } from '../../src/results/publish-wave.ts';
import { addClosedWave, CLOSED_SURVEY as SURVEY } from '../results/closed-waves.ts';
import { FORMS_FOLDER, openSeed, type Seeded } from '../review/seed.ts';
import { paperline } from './cli.ts';

const WAVE = '2026-Q1';
let seed: Seeded;
let data: string;
beforeAll(async () => {
  seed = await openSeed({ copies: 1, file: 'short-survey.yaml', pictures: false });
  data = seed.folder.root;
  await addClosedWave(seed.store, WAVE, { count: 400 });
});
afterAll(() => seed.remove());

const text = readFileSync(path.join(FORMS_FOLDER, 'short-survey.yaml'), 'utf8');
const written = (name: string, content: string): string => {
  const file = path.join(data, name);
  writeFileSync(file, content);
  return file;
};
const publish = (...words: readonly string[]) =>
  paperline('publish', '--survey', SURVEY, '--wave', WAVE, '--data', data, ...words);
const itemsPublished = async (): Promise<string[][]> =>
  (await readPublications(seed.store, SURVEY)).map(({ items }) => items.map(({ variable }) => variable));

it.each([
  [
    'with an item that does not exist',
    () => text.replace('    trip_purpose:\n', '    trip_purpos:\n'),
    1,
    /items\.yaml:\d+:5.*no item "trip_purpos".*Did you mean "trip_purpose"/su,
  ],
  ['without a plan', () => text.replace(/^tables:\n(?: .*\n|\n)+/mu, ''), 1, /which tables are published/u],
  ['of another survey', () => text.replace(/^survey: .*$/mu, 'survey: tram'), 2, /of tram, not of/u],
] as const)(
  'refuses the questionnaire of a file %s, and publishes nothing',
  async (_, content, status, told) => {
    expect(content()).not.toBe(text);
    const ran = await publish('--questionnaire', written('items.yaml', content()));
    expect(ran).toMatchObject({ status, stdout: '', stderr: expect.stringMatching(told) });
    expect(await itemsPublished()).toEqual([]);
  },
);

it('publishes by the plan of a file, which is the survey’s plan from then on', async () => {
  const shorter = text.replace(/^ {4}trip_purpose:\n/mu, '');
  expect(await publish('--questionnaire', written('shorter.yaml', shorter))).toMatchObject({
    status: 0,
    stdout: `Wave ${WAVE} of ${SURVEY} is published, edition 1.\n`,
  });
  expect(await publish('--json')).toMatchObject({ status: 0, stdout: expect.stringContaining('"number":2') });
  const [first = [], second] = await itemsPublished();
  expect(first).toContain('mark_overall');
  expect(first).not.toContain('trip_purpose');
  expect(second).toEqual(first);
});
