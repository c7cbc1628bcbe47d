import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { openReviewDesk, type ReviewDesk } from '../../src/review/review-desk.ts';
import { streamAnswers } from '../../src/store/answers.ts';
import type { ReviewerSession } from '../../src/store/review-queue.ts';
import { openSeed, type Seeded } from './seed.ts';

const LEASE_MS = 60_000;
const who = (name: string, session = 's'): ReviewerSession => ({ reviewer: name, session });
let keys = 0;
const newKey = (): string => `key-${String(keys++).padStart(16, '0')}`;

interface World {
  readonly seed: Seeded;
  readonly desk: ReviewDesk;
  /** Moves the clock. */
  later(ms: number): void;
  close(): Promise<void>;
}

const openWorld = async (options: Parameters<typeof openSeed>[0] = {}): Promise<World> => {
  const seed = await openSeed(options);
  let nowMs = Date.parse('2026-11-21T08:00:00Z');
  return {
    seed,
    desk: openReviewDesk({ store: seed.store, leaseMs: LEASE_MS, now: () => new Date(nowMs) }),
    later: (ms) => {
      nowMs += ms;
    },
    close: () => seed.remove(),
  };
};

/** The task that undoing opened again; -1 where it opened none. */
const undoneTask = async (world: World, person: ReviewerSession): Promise<number> => {
  const back = await world.desk.undo(person);
  return back?.kind === 'task' ? back.task.id : -1;
};

const answersOf = async (world: World): Promise<Map<string, string>> => {
  const found = new Map<string, string>();
  for await (const copy of streamAnswers(world.seed.store, 'passenger-survey')) {
    for (const [variable, { state, value }] of copy.answers) {
      found.set(`${copy.copy} ${variable}`, `${state} ${JSON.stringify(value)}`);
    }
  }
  return found;
};

describe('the review desk', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ copies: 3 });
  });
  afterAll(() => world.close());

  it('hands out alike tasks one after another, with the words of the printed form', async () => {
    const tasks = await world.desk.claim(who('anna'), 12);
    expect(tasks).toHaveLength(12);
    const variables = tasks.map(({ variable }) => variable);
    expect(new Set(variables).size).toBe(4);
    variables.forEach((variable, place) => {
      expect(variables.indexOf(variable)).toBe(place - (place % 3));
    });
    const purpose = tasks.find(({ variable }) => variable === 'car_available');
    expect(purpose?.words).toMatchObject({
      text: 'Had u voor deze reis ook een auto kunnen gebruiken?',
      options: [
        { code: '1', label: 'Ja', exclusive: false },
        { code: '2', label: 'Nee', exclusive: false },
      ],
    });
    await world.desk.release(who('anna'));
  });

  it('gives the same tasks again to who asks again, and others to someone else', async () => {
    const first = await world.desk.claim(who('anna'), 5);
    const again = await world.desk.claim(who('anna'), 5);
    const other = await world.desk.claim(who('bert'), 5);
    expect(again.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
    const taken = new Set(first.map(({ id }) => id));
    expect(other.filter(({ id }) => taken.has(id))).toEqual([]);
    await world.desk.release(who('anna'));
    await world.desk.release(who('bert'));
  });

  it('takes back what is held too long, unless it is renewed', async () => {
    const [task] = await world.desk.claim(who('anna'), 1);
    expect(task).toBeDefined();
    if (task === undefined) return;
    world.later(LEASE_MS - 1000);
    expect(await world.desk.renew(who('anna'), [task.id])).toEqual([task.id]);
    world.later(LEASE_MS - 1000);
    const [kept] = await world.desk.claim(who('bert'), 1);
    expect(kept?.id).not.toBe(task.id);
    await world.desk.release(who('bert'));
    world.later(2000);
    const [gone] = await world.desk.claim(who('bert'), 1);
    expect(gone?.id).toBe(task.id);
    expect(await world.desk.renew(who('anna'), [task.id])).toEqual([]);
    await expect(
      world.desk.decide(who('anna'), { task: task.id, state: 'blank', value: null, clientKey: newKey() }),
    ).rejects.toMatchObject({ code: 'task-not-yours' });
    await world.desk.release(who('bert'));
  });

  it('takes a decision after the lease ran out, as long as nobody else has the task', async () => {
    const [task] = await world.desk.claim(who('anna'), 1);
    world.later(LEASE_MS * 5);
    const decision = { task: task?.id ?? 0, state: 'blank', value: null, clientKey: newKey() } as const;
    expect(await world.desk.decide(who('anna'), decision)).toEqual({ repeated: false, warnings: [] });
    await world.desk.undo(who('anna'));
    await world.desk.release(who('anna'));
  });

  it('counts a decision once, however often it is sent, and refuses another under its key', async () => {
    const [task, next] = await world.desk.claim(who('anna'), 2);
    const decision = { task: task?.id ?? 0, state: 'unreadable', value: null, clientKey: newKey() } as const;
    const before = await world.desk.progress(who('anna'));
    expect(await world.desk.decide(who('anna'), decision)).toMatchObject({ repeated: false });
    expect(await world.desk.decide(who('anna'), decision)).toMatchObject({ repeated: true });
    const after = await world.desk.progress(who('anna'));
    expect(after.done - before.done).toBe(1);
    expect(after.open - before.open).toBe(-1);
    await expect(world.desk.decide(who('anna'), { ...decision, task: next?.id ?? 0 })).rejects.toMatchObject({
      code: 'decision-invalid',
    });
    await expect(
      world.desk.decide(who('anna'), { ...decision, state: 'blank', clientKey: newKey() }),
    ).rejects.toMatchObject({ code: 'task-not-yours' });
    expect(await undoneTask(world, who('anna'))).toBe(task?.id);
    await world.desk.release(who('anna'));
  });

  it('puts a skipped task behind all others', async () => {
    const [task] = await world.desk.claim(who('anna'), 1);
    await world.desk.skip(who('anna'), task?.id ?? 0);
    await expect(world.desk.skip(who('anna'), task?.id ?? 0)).rejects.toMatchObject({
      code: 'task-not-yours',
    });
    const all = await world.desk.claim(who('anna'), 48);
    expect(all.some(({ id }) => id === task?.id)).toBe(false);
    const rest = await world.desk.claim(who('bert'), 1000);
    expect(rest.at(-1)).toMatchObject({ id: task?.id, skips: 1 });
    await world.desk.release(who('anna'));
    await world.desk.release(who('bert'));
  });

  it('shows a picture to who holds the task and to nobody else', async () => {
    const [task] = await world.desk.claim(who('anna'), 1);
    const crop = await world.desk.crop(who('anna'), task?.id ?? 0);
    expect(crop.mime).toBe('image/jpeg');
    expect([...crop.image.subarray(0, 2)]).toEqual([0xff, 0xd8]);
    await expect(world.desk.crop(who('bert'), task?.id ?? 0)).rejects.toMatchObject({ code: 'task-unknown' });
    await world.desk.release(who('anna'));
  });

  it('refuses decisions on a closed wave, and undoing them', async () => {
    const [task] = await world.desk.claim(who('anna'), 1);
    const decision = { task: task?.id ?? 0, state: 'blank', value: null, clientKey: newKey() } as const;
    await world.seed.store.db.updateTable('wave').set({ state: 'closed' }).execute();
    await expect(world.desk.decide(who('anna'), decision)).rejects.toMatchObject({ code: 'wave-closed' });
    await world.seed.store.db.updateTable('wave').set({ state: 'open' }).execute();
    await world.desk.decide(who('anna'), decision);
    await world.seed.store.db.updateTable('wave').set({ state: 'closed' }).execute();
    await expect(world.desk.undo(who('anna'))).rejects.toMatchObject({ code: 'wave-closed' });
    await world.seed.store.db.updateTable('wave').set({ state: 'open' }).execute();
    await world.desk.undo(who('anna'));
    await world.desk.release(who('anna'));
  });
});

describe('decisions and answers', () => {
  it('undoes sixty steps, own ones only, and leaves the answers as they were', async () => {
    const world = await openWorld({ copies: 4 });
    try {
      const untouched = await answersOf(world);
      const anna = who('anna');
      const bert = who('bert');
      const [bertsTask] = await world.desk.claim(bert, 1);
      await world.desk.decide(bert, {
        task: bertsTask?.id ?? 0,
        state: 'blank',
        value: null,
        clientKey: newKey(),
      });
      const withBert = await answersOf(world);
      const decided: number[] = [];
      for (let step = 0; step < 60; step++) {
        const [task] = await world.desk.claim(anna, 1);
        if (task === undefined) throw new Error('Expected sixty tasks.');
        await world.desk.decide(anna, {
          task: task.id,
          state: 'unreadable',
          value: null,
          clientKey: newKey(),
        });
        decided.push(task.id);
      }
      const values = [...(await answersOf(world)).values()];
      expect(values.filter((value) => value.startsWith('unreadable'))).toHaveLength(60);
      const undone: number[] = [];
      for (let step = 0; step < 60; step++) undone.push(await undoneTask(world, anna));
      expect(undone).toEqual(decided.toReversed());
      expect(await world.desk.undo(anna)).toBeNull();
      expect(await answersOf(world)).toEqual(withBert);
      await world.desk.undo(bert);
      expect(await answersOf(world)).toEqual(untouched);
    } finally {
      await world.close();
    }
  });

  it('lets a decision stand for the variable, and leaves sure readings alone', async () => {
    const world = await openWorld({ copies: 2, doubts: (_copy, variable) => variable === 'gender' });
    try {
      const before = await answersOf(world);
      expect([...before.values()].filter((value) => value.startsWith('pending'))).toHaveLength(2);
      const [task] = await world.desk.claim(who('anna'), 1);
      await world.desk.decide(who('anna'), {
        task: task?.id ?? 0,
        state: 'answered',
        value: '2',
        clientKey: newKey(),
      });
      const after = await answersOf(world);
      const changed = [...after].filter(([key, value]) => before.get(key) !== value);
      expect(changed).toEqual([[expect.stringMatching(/ gender$/u), 'answered "2"']]);
    } finally {
      await world.close();
    }
  });
});

type Step = {
  readonly person: number;
  readonly act: 'claim' | 'decide' | 'skip' | 'undo' | 'release' | 'wait';
};

describe('several reviewers at once', () => {
  it('never have the same task, and no decision is lost or counted twice', async () => {
    const world = await openWorld({ copies: 1 });
    const people = [who('anna'), who('bert'), who('carla')];
    const steps = fc.array(
      fc.record({
        person: fc.nat({ max: 2 }),
        act: fc.constantFrom<Step['act']>(
          'claim',
          'claim',
          'decide',
          'decide',
          'skip',
          'undo',
          'release',
          'wait',
        ),
      }),
      { minLength: 5, maxLength: 25 },
    );
    const play = async ({ person, act }: Step): Promise<void> => {
      const me = people[person] ?? who('anna');
      if (act === 'claim') await world.desk.claim(me, 4);
      if (act === 'release') await world.desk.release(me);
      if (act === 'undo') await world.desk.undo(me);
      if (act === 'wait') world.later(LEASE_MS / 2);
      if (act === 'decide' || act === 'skip') {
        const [task] = await world.desk.claim(me, 1);
        if (task === undefined) return;
        const work =
          act === 'skip'
            ? world.desk.skip(me, task.id)
            : world.desk.decide(me, { task: task.id, state: 'blank', value: null, clientKey: newKey() });
        // Another may have taken the task between the two requests only if the lease ran out; then this is refused.
        await work.catch((error: unknown) => expect(error).toMatchObject({ code: 'task-not-yours' }));
      }
    };
    try {
      await fc.assert(
        fc.asyncProperty(steps, async (script) => {
          await Promise.all(script.map(play));
          const held = await Promise.all(people.map((person) => world.desk.claim(person, 6)));
          const ids = held.flatMap((tasks) => tasks.map(({ id }) => id));
          expect(new Set(ids).size).toBe(ids.length);
          const { open, done } = await world.desk.progress(people[0] ?? who('anna'));
          expect(open + done).toBe(world.seed.tasks);
          const inForce = await world.seed.store.db
            .selectFrom('decision')
            .select(({ fn }) => fn.countAll<number>().as('n'))
            .where('undone_at', 'is', null)
            .executeTakeFirstOrThrow();
          expect(inForce.n).toBe(done);
        }),
        { numRuns: 25 },
      );
    } finally {
      await world.close();
    }
  });
});
