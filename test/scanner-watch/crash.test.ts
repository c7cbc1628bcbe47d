/** Killed at any instant, nothing is lost and nothing doubled. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { fakeScan } from './fake-reading.ts';
import { makeWatchedFolder, whereAllIs, type WatchedFolder } from './watched-folder.ts';

const SCRIPT = path.join(import.meta.dirname, 'mortal-ingest.ts');
const SHARED_MEMORY = '/dev/shm';
const hasOtherDevice = existsSync(SHARED_MEMORY) && statSync(SHARED_MEMORY).dev !== statSync(tmpdir()).dev;

let place: WatchedFolder | undefined;
let inbox: string | undefined;
afterEach(async () => {
  await place?.remove();
  place = undefined;
  if (inbox !== undefined) rmSync(inbox, { recursive: true, force: true });
  inbox = undefined;
});

/** What was dropped, by content: all there is in the world. */
interface World {
  readonly place: WatchedFolder;
  readonly contents: readonly string[];
  readonly copies: number;
  readonly rejected: number;
}

const drop = (at: WatchedFolder, name: string, content: string): string => {
  writeFileSync(path.join(at.folder.inbox, name), content);
  return content;
};

/** Scans of `copies` copies and, unless the inbox lies elsewhere, one that is no scan and one whose content comes twice. */
const makeWorld = async (copies: number, otherInbox?: string): Promise<World> => {
  place = await makeWatchedFolder(otherInbox);
  const at = place;
  const contents = Array.from({ length: copies }, (_, index) =>
    drop(
      at,
      `scan ${index + 1}.pdf`,
      fakeScan([
        { copy: index + 1, page: 1 },
        { copy: index + 1, page: 2 },
      ]),
    ),
  );
  if (otherInbox !== undefined) return { place, contents, copies, rejected: 0 };
  contents.push(drop(at, 'letter.pdf', 'Dear passenger'));
  contents.push(drop(at, 'twin.pdf', contents[0] ?? ''));
  return { place, contents, copies, rejected: 2 };
};

/** Runs a reader that kills itself at its n-th step, or is killed after `killAfterMs`. True where it was killed. */
const runMortal = async (world: World, dieAt: number, killAfterMs?: number): Promise<boolean> => {
  const { root, inbox: inboxFolder } = world.place.folder;
  const child = spawn(process.execPath, [SCRIPT, root, inboxFolder, String(dieAt)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals | null>();
  child.once('exit', (_status, signal) => resolve(signal));
  let timer: NodeJS.Timeout | undefined;
  child.stdout.once('data', () => {
    if (killAfterMs !== undefined) timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  });
  child.stdout.resume();
  const signal = await promise;
  clearTimeout(timer);
  return signal === 'SIGKILL';
};

const contentsBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.reason.txt') && !entry.name.endsWith('.part'))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));

const count = async (world: World, sql: string): Promise<number> => {
  const store = openStore(world.place.folder.database, { readOnly: true });
  try {
    return await store.read((connection) => (connection.prepare(sql).get() as { n: number }).n);
  } finally {
    await store.close();
  }
};

/** What must hold at every instant, also with nobody at work. */
const expectNothingLostOrDoubled = async (world: World, isOtherDevice: boolean): Promise<void> => {
  const { folder } = world.place;
  const found = [folder.inbox, folder.reading, folder.archive, folder.rejected].flatMap(contentsBelow).sort();
  const dropped = [...world.contents].sort();
  // Across devices a file is copied before the marked original goes: for that moment there are two of it, both claimed.
  if (isOtherDevice) expect([...new Set(found)]).toEqual([...new Set(dropped)]);
  else expect(found).toEqual(dropped);
  expect(await count(world, `SELECT count(*) - count(DISTINCT copy || variable) AS n FROM reading`)).toBe(0);
  for (const name of readdirSync(folder.rejected)) {
    if (name.endsWith('.reason.txt') || name.startsWith('.')) continue;
    expect(existsSync(path.join(folder.rejected, `${name}.reason.txt`))).toBe(true);
  }
};

const expectAllDone = async (world: World): Promise<void> => {
  const { inbox: left, reading, archive, rejected } = whereAllIs(world.place.folder);
  expect({ left, reading }).toEqual({ left: [], reading: [] });
  expect(archive).toHaveLength(world.copies);
  expect(rejected).toHaveLength(world.rejected * 2);
  expect(await count(world, `SELECT count(*) AS n FROM reading`)).toBe(world.copies * 6);
  expect(await count(world, `SELECT count(*) AS n FROM scan_page WHERE counts = 1`)).toBe(world.copies * 2);
  const open = `SELECT count(*) AS n FROM scan_file WHERE state NOT IN ('archived', 'rejected')`;
  expect(await count(world, open)).toBe(0);
  const files = `SELECT count(*) AS n FROM scan_file`;
  expect(await count(world, files)).toBe(world.copies + world.rejected);
};

/** The next start, in this process. */
const startAgain = async (world: World): Promise<void> => {
  const ingest = world.place.ingest();
  await ingest.ingestFiles([world.place.folder.inbox]);
  await ingest.close();
};

/** One scan, one letter and one twin take 20 steps; one scan with the inbox on another device takes ten. */
const STEPS = Array.from({ length: 20 }, (_, at) => at + 1);
const STEPS_ACROSS = Array.from({ length: 10 }, (_, at) => at + 1);

describe('kill -9', () => {
  test.each(STEPS)('at step %i', async (dieAt) => {
    const world = await makeWorld(1);
    expect(await runMortal(world, dieAt)).toBe(true);
    await expectNothingLostOrDoubled(world, false);
    await startAgain(world);
    await expectNothingLostOrDoubled(world, false);
    await expectAllDone(world);
  });

  test.skipIf(!hasOtherDevice).each(STEPS_ACROSS)(
    'at step %i, with the inbox on another device (skipped where /dev/shm is none)',
    async (dieAt) => {
      inbox = mkdtempSync(path.join(SHARED_MEMORY, 'paperline-inbox-'));
      const world = await makeWorld(1, inbox);
      expect(await runMortal(world, dieAt)).toBe(true);
      await expectNothingLostOrDoubled(world, true);
      await startAgain(world);
      await expectNothingLostOrDoubled(world, false);
      await expectAllDone(world);
    },
  );

  test('at random times, again and again', async () => {
    const world = await makeWorld(50);
    const delays: number[] = [];
    let kills = 0;
    // Fewer than the five times after which a file counts as the cause.
    for (let run = 0; run < 4; run++) {
      const delayMs = Math.random() * 120;
      delays.push(Math.round(delayMs));
      if (!(await runMortal(world, 0, delayMs))) break;
      kills++;
      await expectNothingLostOrDoubled(world, false);
    }
    await startAgain(world);
    await expectNothingLostOrDoubled(world, false);
    await expectAllDone(world);
    expect(kills, `killed after ${delays.join(', ')} ms`).toBeGreaterThan(0);
  });
});
