/** Killed at any step of closing, a wave is closed by the next start, whole and once, and nothing leads back. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { closeWave, finishClosings } from '../../src/rows/wave-closing.ts';
import { makeSurveyRows } from '../../src/rows/survey-rows.ts';
import { streamAudit } from '../../src/store/audit-log.ts';
import { backUpDatabase } from '../../src/store/backup.ts';
import { listClosings } from '../../src/store/closing-steps.ts';
import { SHEET_TABLES } from '../../src/store/sheet-tables.ts';
import { openStore } from '../../src/store/store.ts';
import { listWaves } from '../../src/store/wave-lists.ts';
import { makeClosingWorld, SURVEY, WAVE, type ClosingWorld } from './closing-world.ts';

const SCRIPT = path.join(import.meta.dirname, 'mortal-closing.ts');
const COPIES = 3;

let world: ClosingWorld;
afterEach(() => world.remove());

const runMortal = async (dieAt: number): Promise<{ signal: NodeJS.Signals | null; steps: string[] }> => {
  const words = [SCRIPT, world.store.path, SURVEY, WAVE, String(dieAt)];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  child.stdout.on('data', (text: Buffer) => (told += text.toString()));
  const [, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { signal, steps: told.trim().split('\n') };
};

const keysLeft = (): string[] =>
  readdirSync(path.join(world.folder.root, 'keys')).filter((name) => !name.endsWith('.closed'));

const bytesLeft = (): Buffer =>
  Buffer.concat(
    ['', '-wal'].flatMap((suffix) =>
      existsSync(world.store.path + suffix) ? [readFileSync(world.store.path + suffix)] : [],
    ),
  );

const expectClosedWhole = async (): Promise<void> => {
  const store = openStore(world.store.path);
  try {
    await finishClosings(store);
    expect((await listWaves(store))[0]).toMatchObject({ state: 'closed', rows: COPIES });
    expect((await makeSurveyRows(store, SURVEY)).rows).toHaveLength(COPIES);
    const acts: string[] = [];
    for await (const { act } of streamAudit(store)) acts.push(act);
    expect(acts.filter((act) => act === 'wave-closing' || act === 'wave-closed')).toEqual([
      'wave-closing',
      'wave-closed',
    ]);
    expect(keysLeft()).toEqual([]);
    const bytes = bytesLeft();
    for (const secret of [...world.secrets, ...world.pictures]) expect(bytes.includes(secret)).toBe(false);
  } finally {
    await store.close();
  }
};

/** Seven steps, and for every table of sheets a part that has rows and the end of it. */
const STEPS = Array.from({ length: 7 + 2 * SHEET_TABLES.length }, (_, at) => at + 1);

describe('kill -9', () => {
  test.each(STEPS)('at step %i', async (dieAt) => {
    world = await makeClosingWorld({ copies: COPIES });
    await world.store.close();
    const { signal, steps } = await runMortal(dieAt);
    // The last step is the end: who dies later dies of old age.
    expect(signal).toBe(steps.at(-1) === 'ended' && steps.length < dieAt ? null : 'SIGKILL');
    await expectClosedWhole();
  });

  test('there are no more steps than these', async () => {
    world = await makeClosingWorld({ copies: COPIES });
    await world.store.close();
    const { signal, steps } = await runMortal(0);
    expect(signal).toBeNull();
    expect(steps.length).toBeLessThanOrEqual(STEPS.length);
    await expectClosedWhole();
  });
});

test('a key that was gone from the disk before the store knew is no hindrance', async () => {
  world = await makeClosingWorld({ copies: COPIES });
  await world.store.close();
  await runMortal(3);
  for (const name of readdirSync(path.join(world.folder.root, 'keys'))) {
    rmSync(path.join(world.folder.root, 'keys', name));
  }
  await expectClosedWhole();
});

test('between beginning and end there is no backup, no second closing beside it, and no row twice', async () => {
  world = await makeClosingWorld({ copies: COPIES });
  const seen: number[] = [];
  const closing = { survey: SURVEY, wave: WAVE, dropOpen: false };
  await closeWave(world.store, closing, {
    step: async () => {
      seen.push((await makeSurveyRows(world.store, SURVEY)).rows.length);
      if ((await listClosings(world.store)).length === 0) return;
      await expect(
        backUpDatabase(world.store.path, path.join(world.folder.root, 'between.db')),
      ).rejects.toMatchObject({ code: 'wave-unfinished' });
      await expect(closeWave(world.store, closing)).rejects.toMatchObject({ code: 'data-folder-in-use' });
    },
  });
  expect(new Set(seen)).toEqual(new Set([COPIES]));
});
