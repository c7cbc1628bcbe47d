import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { openReviewDesk, type ReviewDesk, type ReviewTask } from '../../src/review/review-desk.ts';
import { streamAnswers } from '../../src/store/answers.ts';
import type { ReviewerSession } from '../../src/store/review-queue.ts';
import { openSeed, type Seeded, type SeedOptions } from './seed.ts';

const LEASE_MS = 60_000;
const anna: ReviewerSession = { reviewer: 'anna', session: 'a' };
const bert: ReviewerSession = { reviewer: 'bert', session: 'b' };

let names = 0;
const newName = (): string => `00000000-0000-4000-8000-${String(names++).padStart(12, '0')}`;

let seed: Seeded;
let desk: ReviewDesk;
let nowMs = 0;
const open = async (options: SeedOptions): Promise<void> => {
  seed = await openSeed(options);
  nowMs = Date.parse('2026-11-21T08:00:00Z');
  desk = openReviewDesk({ store: seed.store, leaseMs: LEASE_MS, now: () => new Date(nowMs) });
};
afterEach(() => seed.remove());

const onlyScales = (_copy: number, variable: string): boolean => variable.startsWith('mark_');

/** What stands under the picture, and so what is confirmed. */
const shown = (task: ReviewTask) => ({
  task: task.id,
  state: task.suggestion?.state ?? ('unreadable' as const),
  value: task.suggestion?.value ?? null,
});
const confirm = (who: ReviewerSession, tasks: readonly ReviewTask[], offWall: readonly ReviewTask[] = []) =>
  desk.confirmWall(who, {
    clientKey: newName(),
    confirmed: tasks.map(shown),
    offWall: offWall.map(({ id }) => id),
  });
const decided = async (): Promise<Map<string, unknown>> => {
  const found = new Map<string, unknown>();
  for await (const { copy, answers } of streamAnswers(seed.store, 'passenger-survey')) {
    for (const { variable, state, value, source } of answers.values()) {
      if (source === 'person') found.set(`${copy} ${variable}`, state === 'answered' ? value : state);
    }
  }
  return found;
};
const ids = (tasks: readonly ReviewTask[]): number[] => tasks.map(({ id }) => id);

it('puts on one wall what is of one variable and reads the same, while that fills a screen', async () => {
  await open({ copies: 30, doubts: onlyScales });
  const wall = await desk.claimWall(anna, newName(), 48);
  expect(wall).toHaveLength(30);
  expect(new Set(wall.map(({ variable }) => variable)).size).toBe(1);
  expect(new Set(wall.map(({ suggestion }) => JSON.stringify(suggestion?.value))).size).toBe(1);
});

it('fills a wall with one kind of answer where few tasks are quite alike, and never with text or what needs a closer look', async () => {
  await open({ copies: 4 });
  await seed.store.write((connection) =>
    connection
      .prepare(
        `UPDATE reading SET reasons_json = '["mark-outside-box"]' WHERE variable IN ('mark_clean', 'gender')`,
      )
      .run(),
  );
  for (;;) {
    const wall = await desk.claimWall(anna, newName(), 48);
    if (wall.length === 0) break;
    expect(new Set(wall.map(({ field }) => field.kind)).size).toBe(1);
    expect(new Set(wall.map(({ suggestion }) => suggestion?.state)).size).toBe(1);
    const kinds = wall.map(({ field, variable }) => (field.kind === 'text' ? 'text' : variable));
    expect(kinds.filter((name) => ['text', 'mark_clean', 'gender'].includes(name))).toEqual([]);
    await confirm(anna, wall);
  }
  const left = await desk.claim(anna, 1000);
  expect(new Set(left.map(({ field, variable }) => (field.kind === 'text' ? 'text' : variable)))).toEqual(
    new Set(['text', 'mark_clean', 'gender']),
  );
});

it('gives the same wall to who asks for it again, and nothing of it to anyone else, one by one or on a wall', async () => {
  await open({ copies: 10, doubts: onlyScales });
  const name = newName();
  const wall = await desk.claimWall(anna, name, 40);
  expect(ids(await desk.claimWall(anna, name, 40))).toEqual(ids(wall));
  const others = [
    ...(await desk.claimWall(anna, newName(), 40)),
    ...(await desk.claim(anna, 8)),
    ...(await desk.claimWall(bert, newName(), 40)),
    ...(await desk.claim(bert, 48)),
  ];
  const all = [...ids(wall), ...ids(others)];
  expect(new Set(all).size).toBe(all.length);
});

it('records what was confirmed, and asks what was marked as wrong one by one before all else', async () => {
  await open({ copies: 30, doubts: onlyScales });
  const wall = await desk.claimWall(anna, newName(), 24);
  const [wrong, ...right] = wall;
  if (wrong === undefined) throw new Error('Expected a wall.');
  expect(await confirm(anna, right, [wrong])).toMatchObject({ recorded: ids(right), refused: [] });
  expect([...(await decided()).values()]).toEqual(right.map(({ suggestion }) => suggestion?.value));
  const [next] = await desk.claim(bert, 1);
  expect(next).toMatchObject({ id: wrong.id, offWall: true });
  await desk.release(bert);
  const walls: number[] = [];
  for (let tasks = await desk.claimWall(anna, newName(), 48); tasks.length > 0;) {
    walls.push(...ids(tasks));
    tasks = await desk.claimWall(anna, newName(), 48);
  }
  expect(walls).not.toContain(wrong.id);
});

it('counts a step once, however often it is sent, and tells the same again', async () => {
  await open({ copies: 30, doubts: onlyScales });
  const wall = await desk.claimWall(anna, newName(), 24);
  const step = { clientKey: newName(), confirmed: wall.map(shown), offWall: [] };
  const first = await desk.confirmWall(anna, step);
  const again = await desk.confirmWall(anna, step);
  expect({ ...again, repeated: false }).toEqual(first);
  expect(again.repeated).toBe(true);
  expect((await desk.progress(anna)).done).toBe(24);
  await expect(desk.confirmWall(bert, step)).rejects.toMatchObject({ code: 'decision-invalid' });
});

it('records the rest where another has taken a task meanwhile, and tells which was not recorded', async () => {
  await open({ copies: 30, doubts: onlyScales });
  const wall = await desk.claimWall(anna, newName(), 24);
  nowMs += LEASE_MS + 1;
  const taken = await desk.claimWall(bert, newName(), 5);
  expect(ids(wall)).toEqual(expect.arrayContaining(ids(taken)));
  const { recorded, refused } = await confirm(anna, wall);
  expect(new Set(refused)).toEqual(new Set(ids(taken)));
  expect(recorded).toHaveLength(19);
  expect((await decided()).size).toBe(19);
});

it('refuses a whole step in which one value does not fit its item', async () => {
  await open({ copies: 30, doubts: onlyScales });
  const wall = await desk.claimWall(anna, newName(), 24);
  const confirmed = wall.map(shown);
  const forged = [...confirmed.slice(1), { task: wall[0]?.id ?? 0, state: 'answered' as const, value: 'zz' }];
  await expect(
    desk.confirmWall(anna, { clientKey: newName(), confirmed: forged, offWall: [] }),
  ).rejects.toMatchObject({ code: 'decision-invalid' });
  expect((await decided()).size).toBe(0);
});

it('keeps a wall that is renewed, and puts it back in the queue when its browser falls silent', async () => {
  await open({ copies: 30, doubts: onlyScales });
  const wall = await desk.claimWall(anna, newName(), 24);
  nowMs += LEASE_MS - 1000;
  expect(await desk.renew(anna, ids(wall))).toEqual(ids(wall));
  nowMs += LEASE_MS - 1000;
  expect(ids(await desk.claimWall(bert, newName(), 6)).some((id) => ids(wall).includes(id))).toBe(false);
  await desk.release(bert);
  nowMs += 2000;
  expect(ids(await desk.claimWall(bert, newName(), 24))).toEqual(ids(wall));
});

it('takes sixty steps of walls and single tasks back in turn, and leaves all as it was', async () => {
  await open({ copies: 60, doubts: onlyScales });
  const steps: number[][] = [];
  for (let step = 0; step < 60; step++) {
    if (step % 3 === 2) {
      const [task] = await desk.claim(anna, 1);
      if (task === undefined) throw new Error('Expected a task.');
      await desk.decide(anna, { task: task.id, state: 'blank', value: null, clientKey: newName() });
      steps.push([task.id]);
    } else {
      const [wrong, ...right] = await desk.claimWall(anna, newName(), 4);
      if (wrong === undefined) throw new Error('Expected a wall.');
      await confirm(anna, right, step % 2 === 0 ? [wrong] : []);
      steps.push(step % 2 === 0 ? [...ids(right), wrong.id] : ids(right));
    }
  }
  for (const step of steps.toReversed()) {
    const back = await desk.undo(anna);
    expect(back?.kind === 'task' ? [back.task.id] : ids(back?.tasks ?? [])).toEqual(step);
  }
  expect(await desk.undo(anna)).toBeNull();
  expect((await decided()).size).toBe(0);
  expect((await desk.progress(anna)).done).toBe(0);
});

it('undoes a named step once, own ones only, and leaves with others what they took up since', async () => {
  await open({ copies: 30, doubts: onlyScales });
  const [wrong, ...right] = await desk.claimWall(anna, newName(), 24);
  if (wrong === undefined) throw new Error('Expected a wall.');
  const clientKey = newName();
  await desk.confirmWall(anna, { clientKey, confirmed: right.map(shown), offWall: [wrong.id] });
  const [taken] = await desk.claim(bert, 1);
  expect(taken?.id).toBe(wrong.id);
  await expect(desk.undo(bert, clientKey)).rejects.toMatchObject({ code: 'task-not-yours' });
  const first = await desk.undo(anna, clientKey);
  expect(first).toMatchObject({ kind: 'wall', offWall: [] });
  expect(await desk.undo(anna, clientKey)).toEqual(first);
  expect((await desk.progress(anna)).done).toBe(0);
});

it('refuses steps on a closed wave, and undoing them', async () => {
  await open({ copies: 30, doubts: onlyScales });
  const wall = await desk.claimWall(anna, newName(), 24);
  const setWave = (state: 'open' | 'closed') => seed.store.db.updateTable('wave').set({ state }).execute();
  await setWave('closed');
  expect(await confirm(anna, wall)).toMatchObject({ recorded: [], refused: ids(wall) });
  await setWave('open');
  await confirm(anna, wall);
  await setWave('closed');
  await expect(desk.undo(anna)).rejects.toMatchObject({ code: 'wave-closed' });
  expect((await decided()).size).toBe(24);
});

it('never gives two people one task, whatever walls, sheets and single tasks they work on', async () => {
  await open({ copies: 3 });
  const people = [anna, bert, { reviewer: 'carla', session: 'c' }];
  const acts = ['wall', 'confirm', 'single', 'sheet', 'undo', 'release', 'wait'] as const;
  const script = fc.array(fc.record({ person: fc.nat({ max: 2 }), act: fc.constantFrom(...acts) }), {
    minLength: 5,
    maxLength: 25,
  });
  const play = async ({ person, act }: { person: number; act: (typeof acts)[number] }): Promise<void> => {
    const me = people[person] ?? anna;
    if (act === 'wall') await desk.claimWall(me, newName(), 6);
    if (act === 'confirm') await confirm(me, await desk.claimWall(me, newName(), 5));
    if (act === 'single') await desk.claim(me, 4);
    if (act === 'sheet') await desk.openSheet(me, newName(), 'context');
    if (act === 'undo') await desk.undo(me);
    if (act === 'release') await desk.release(me);
    if (act === 'wait') nowMs += LEASE_MS / 2;
  };
  await fc.assert(
    fc.asyncProperty(script, async (steps) => {
      const held = new Set<string>();
      await Promise.all(steps.map(play));
      for (const me of people) {
        for (const { id } of [
          ...(await desk.claim(me, 4)),
          ...(await desk.claimWall(me, newName(), 5)),
          ...((await desk.openSheet(me, newName(), 'context'))?.tasks ?? []),
        ]) {
          expect(held.has(`${id}`)).toBe(false);
          held.add(`${id}`);
        }
      }
      const { open: waiting, done } = await desk.progress(anna);
      expect(waiting + done).toBe(seed.tasks);
      const inForce = await seed.store.read((connection) =>
        connection.prepare(`SELECT count(*) FROM decision WHERE undone_at IS NULL`).pluck().get(),
      );
      expect(inForce).toBe(done);
    }),
    { numRuns: 20 },
  );
});

it('opens a page with all that waits on it, and writes down who, when, which page and why, for good', async () => {
  await open({ copies: 2 });
  const name = newName();
  const sheet = await desk.openSheet(anna, name, 'misplaced');
  expect(sheet?.tasks.length).toBeGreaterThan(5);
  expect(new Set(sheet?.tasks.map(({ id }) => id)).size).toBe(sheet?.tasks.length);
  const other = await desk.openSheet(bert, newName(), 'context');
  expect(ids(other?.tasks ?? []).some((id) => ids(sheet?.tasks ?? []).includes(id))).toBe(false);
  const log = await seed.store.db.selectFrom('page_opening').selectAll().orderBy('id').execute();
  expect(log).toMatchObject([
    { reviewer: 'anna', reason: 'misplaced', opened_at: '2026-11-21T08:00:00.000Z' },
    { reviewer: 'bert', reason: 'context' },
  ]);
  expect(log[0]?.scan_page_id).not.toBe(log[1]?.scan_page_id);
  await expect(seed.store.db.deleteFrom('page_opening').execute()).rejects.toThrow(/never removed/u);
  await expect(seed.store.db.updateTable('page_opening').set({ reason: 'other' }).execute()).rejects.toThrow(
    /never changed/u,
  );
  expect(ids((await desk.openSheet(anna, name, 'misplaced'))?.tasks ?? [])).toEqual(ids(sheet?.tasks ?? []));
});
